using MultimodalPapers.Catalogue;
using MultimodalPapers.Pipeline;
using MultimodalPapers.Reading;
using MultimodalPapers.Reports;
using MultimodalPapers.Resolution;

namespace MultimodalPapers.Tests.Reports;

public sealed class ReadmePictureTests
{
    // A better catalogue adds a name here and there; the picture is to be drawn anew when it no longer shows what a reader would get.
    private const double MostDiffering = 0.1;

    [Fact]
    public void The_picture_of_the_readme_shows_the_lineage_of_the_five_lists()
    {
        var lists = InputFiles.Find([Path.Combine(AppContext.BaseDirectory, "seeds")]).Files;
        var records = new ListPipeline(NameCatalogue.Default).Extract(lists).SelectMany(list => list.Records);
        var drawn = ReportWriter.DrawLineage(Resolver.Resolve(records, NameCatalogue.Default.Things).Graph).ShouldNotBeNull();
        var kept = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "docs/images/lineage.svg"));

        var missing = drawn.Labels.Where(l => !kept.Contains($">{System.Security.SecurityElement.Escape(l.Text)}<", StringComparison.Ordinal)).Select(l => l.Text).ToList();

        (missing.Count / (double)drawn.Labels.Length).ShouldBeLessThan(MostDiffering,
            $"docs/images/lineage.svg lacks {string.Join(", ", missing)}; 'multimodal-papers build seeds' draws it as out/reports/svg/lineage.svg");
    }
}
