using MultimodalPapers.Reports;

namespace MultimodalPapers.Tests.Reports;

public sealed class ReportTests
{
    private static readonly ReportOptions Linked = new() { ListBase = "../../lists" };

    [Theory]
    [InlineData("lineage.md")]
    [InlineData("field.md")]
    [InlineData("quality.md")]
    [InlineData("models/l.md")]
    [InlineData("svg/lineage.svg")]
    [InlineData("svg/circle-1.svg")]
    public void The_reports_of_a_small_graph_are_those_kept(string path)
    {
        var text = ReportWriter.Render(new ReportInput(ReportSamples.Small), Linked).Single(f => f.Path == path).Text;

        ExpectedFile.Check("Reports/Expected", path, text);
    }

    [Fact]
    public void A_statement_links_to_its_list_and_line()
    {
        var files = ReportWriter.Render(new ReportInput(ReportSamples.Small), Linked);

        Text(files, "lineage.md").ShouldContain("built on Vicuna ([a:8](../../lists/a.md?plain=1#L8))");
        Text(files, "models/l.md").ShouldContain("“Vicuna-7B \\| 13B” ([a:8](../../../lists/a.md?plain=1#L8))");
        Text(files, "models/l.md").ShouldContain("[b/list:4](../../../lists/b/list.txt#L4))");
        Text(files, "lineage.md").ShouldContain("([catalogue: arXiv:2302.13971](https://arxiv.org/abs/2302.13971))");
    }

    [Fact]
    public void A_statement_names_list_and_line_where_the_lists_are_not_at_hand()
    {
        var files = ReportWriter.Render(new ReportInput(ReportSamples.Small));

        Text(files, "lineage.md").ShouldContain("built on Vicuna (a.md:8)");
        Text(files, "models/l.md").ShouldContain("(inferred, b/list.txt:4)");
    }

    [Fact]
    public void Lists_can_be_on_the_web()
    {
        var files = ReportWriter.Render(new ReportInput(ReportSamples.Small), new ReportOptions { ListBase = "https://example.org/lists/" });

        Text(files, "models/l.md").ShouldContain("(https://example.org/lists/b/list.txt#L4)");
    }

    [Fact]
    public void Quality_tells_what_is_wrong_with_the_sample()
    {
        var quality = Text(ReportWriter.Render(new ReportInput(ReportSamples.Small), Linked), "quality.md");

        quality.ShouldContain("| [Sources that disagree](#disagreements) | 1 |");
        quality.ShouldContain("| [Facts of low confidence](#confidence) | 1 |");
        quality.ShouldContain("| [Entries with little in them](#thin) | 1 |");
        quality.ShouldContain("| [Named by many, presented by none](#undocumented) | 1 |");
        quality.ShouldContain("| [Circles in the lineage](#circles) | 1 |");
        quality.ShouldContain("| [Children older than their parents](#older) | 1 |");
        quality.ShouldContain("Early Bird");
    }

    [Fact]
    public void An_empty_graph_has_reports_too()
    {
        var files = ReportWriter.Render(new ReportInput(new MultimodalPapers.Graph.KnowledgeGraph([], [])));

        files.Select(f => f.Path).ShouldBe(["README.md", "clusters.md", "field.md", "lineage.md", "quality.md"]);
    }

    [Fact]
    public void Writing_again_takes_out_what_is_no_longer_there_and_leaves_other_files()
    {
        var folder = Directory.CreateTempSubdirectory("reports-").FullName;
        try
        {
            ReportWriter.Write(folder, new ReportInput(ReportSamples.Small));
            File.WriteAllText(Path.Combine(folder, "my-notes.md"), "mine");
            var files = ReportWriter.Write(folder, new ReportInput(new MultimodalPapers.Graph.KnowledgeGraph([], [])));

            Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(folder, f).Replace('\\', '/')).Order(StringComparer.Ordinal)
                .ShouldBe(files.Append("my-notes.md").Order(StringComparer.Ordinal));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string Text(IEnumerable<ReportFile> files, string path) => files.Single(f => f.Path == path).Text;
}
