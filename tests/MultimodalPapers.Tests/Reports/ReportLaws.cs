using System.Collections.Immutable;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Markdig;
using Markdig.Extensions.Tables;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using MultimodalPapers.Analysis;
using MultimodalPapers.Graph;
using MultimodalPapers.Reports;
using MultimodalPapers.Reports.Drawing;

namespace MultimodalPapers.Tests.Reports;

/// <summary>What holds of the reports of any graph.</summary>
public sealed partial class ReportLaws
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().UsePipeTables().UseAutoLinks().UseEmojiAndSmiley().Build();

    public static TheoryData<string> Graphs => ["small", "hostile", "field", "long names"];

    private static KnowledgeGraph Graph(string name) => name switch
    {
        "small" => ReportSamples.Small,
        "hostile" => ReportSamples.Hostile,
        "field" => ReportSamples.Field(260, 1),
        _ => ReportSamples.Field(60, 2, longNames: true),
    };

    private static ImmutableArray<ReportFile> Render(string name) => ReportWriter.Render(new ReportInput(Graph(name)), new ReportOptions { ListBase = "../lists" });

    [Theory]
    [MemberData(nameof(Graphs))]
    public void The_same_graph_gives_the_same_bytes(string name) => Render(name).ShouldBe(Render(name));

    [Theory]
    [MemberData(nameof(Graphs))]
    public void Every_link_leads_somewhere(string name)
    {
        var files = Render(name).ToDictionary(f => f.Path, f => f.Text);
        var lists = Graph(name).Nodes.Where(n => n.Label == GraphSchema.List).Select(n => Collapse(n.Name)).ToHashSet(StringComparer.Ordinal);
        foreach (var (path, text) in files.Where(f => f.Key.EndsWith(".md", StringComparison.Ordinal)))
        {
            foreach (var url in Markdig.Markdown.Parse(text, Pipeline).Descendants<LinkInline>().Select(l => l.Url!))
            {
                if (url.StartsWith("https://", StringComparison.Ordinal))
                    continue;
                var hash = url.IndexOf('#', StringComparison.Ordinal);
                var (file, anchor) = hash < 0 ? (url, "") : (url[..hash], url[(hash + 1)..]);
                var target = Normalize(path, file.Replace("?plain=1", "", StringComparison.Ordinal));
                if (target.StartsWith("../lists/", StringComparison.Ordinal))
                {
                    lists.ShouldContain(Collapse(Uri.UnescapeDataString(target["../lists/".Length..])), $"{path}: {url}");
                    if (anchor.Length > 0)
                        anchor.ShouldMatch("^L[0-9]+$");
                    continue;
                }
                files.ShouldContainKey(target, $"{path}: {url}");
                if (anchor.Length > 0)
                    files[target].ShouldContain($"<a id=\"{anchor}\">", customMessage: $"{path}: {url}");
            }
        }
    }

    // Names of lists lose what no address can hold: line ends and control characters.
    private static string Collapse(string name) => MultimodalPapers.Reports.Markdown.OneLine(name).Replace(" ", "", StringComparison.Ordinal).TrimStart('/');

    private static string Normalize(string page, string target)
    {
        if (target.Length == 0)
            return page;
        var parts = new List<string>(page.Split('/')[..^1]);
        foreach (var part in target.Split('/'))
        {
            if (part == ".." && parts.Count > 0 && parts[^1] != "..")
                parts.RemoveAt(parts.Count - 1);
            else
                parts.Add(part);
        }
        return string.Join('/', parts);
    }

    [Theory]
    [MemberData(nameof(Graphs))]
    public void Nothing_but_the_reports_own_markup_gets_through(string name)
    {
        foreach (var file in Render(name).Where(f => f.Path.EndsWith(".md", StringComparison.Ordinal)))
        {
            var page = Markdig.Markdown.Parse(file.Text, Pipeline);
            foreach (var tag in page.Descendants<HtmlInline>().Select(h => h.Tag))
                tag.ShouldMatch("^(<br>|<a id=\"[a-z0-9.-]+\">|</a>|</?details>|</?summary>)$", file.Path);
            foreach (var block in page.Descendants<HtmlBlock>())
                file.Text.Substring(block.Span.Start, block.Span.Length).ShouldMatch("^(</?details>.*|<a id=\"[a-z0-9.-]+\"></a>)\\s*$", file.Path);
            page.Descendants<CodeInline>().Select(c => c.Content).ShouldBeSubsetOf(["catalogue suggest", "clusters", "build", "lineage NAME"]);
            page.Descendants<Markdig.Extensions.Emoji.EmojiInline>().ShouldBeEmpty();
            page.Descendants<AutolinkInline>().ShouldBeEmpty();
            page.Descendants<LinkInline>().Where(l => l.IsAutoLink).ShouldBeEmpty();
            foreach (var table in page.Descendants<Table>())
                table.OfType<TableRow>().Select(r => r.Count).Distinct().Count().ShouldBe(1, file.Path);
            Scheme().IsMatch(file.Text).ShouldBeFalse(file.Path);
        }
    }

    [GeneratedRegex(@"\]\((javascript|data|file):", RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Scheme();

    [Theory]
    [MemberData(nameof(Graphs))]
    public void Drawings_are_well_formed_and_stand_alone(string name)
    {
        var drawings = Render(name).Where(f => f.Path.EndsWith(".svg", StringComparison.Ordinal)).ToList();
        drawings.ShouldNotBeEmpty();
        foreach (var drawing in drawings)
        {
            var svg = XDocument.Parse(drawing.Text).Root!;
            svg.Name.LocalName.ShouldBe("svg");
            svg.Descendants().Select(e => e.Name.LocalName).Distinct().ShouldBeSubsetOf(["title", "desc", "style", "rect", "text", "path", "circle", "defs", "marker"]);
            drawing.Text.ShouldContain("prefers-color-scheme:dark");
            svg.Descendants().Attributes().Where(a => a.Value.Contains("://", StringComparison.Ordinal) && !a.IsNamespaceDeclaration).ShouldBeEmpty();
        }
    }

    [Theory]
    [InlineData(1, 1, false)]
    [InlineData(2, 1, false)]
    [InlineData(12, 1, false)]
    [InlineData(40, 3, true)]
    [InlineData(200, 1, false)]
    [InlineData(200, 2, true)]
    [InlineData(700, 3, false)]
    public void Labels_of_the_lineage_never_overlap(int models, int seed, bool longNames)
    {
        var picture = ReportWriter.DrawLineage(ReportSamples.Field(models, seed, longNames));

        if (models == 1)
            picture.ShouldBeNull();
        else
            ShouldBeLegible(picture.ShouldNotBeNull());
    }

    [Theory]
    [MemberData(nameof(Graphs))]
    public void Labels_of_all_drawings_keep_apart_and_inside(string name)
    {
        var context = new ReportContext(new ReportInput(Graph(name)), new ReportOptions());
        ShouldBeLegible(LineageDrawing.Draw(context.Forest, 200).ShouldNotBeNull());
        if (FieldMap.Draw(context.Clusters, score => ClusterReport.ShortName(context, score.Node)) is { } map)
            ShouldBeLegible(map);
        var rows = context.Forest.Families.Select(f => new YearRow(f.Root.Name, new Dictionary<int, int> { [1950] = 3, [2023] = 12_345 }, 2)).ToImmutableArray();
        ShouldBeLegible(YearChart.Draw("Title", "Subtitle", rows, new Dictionary<int, int> { [2023] = 20_000 }).ShouldNotBeNull());
        foreach (var cycle in context.Lineage.Cycles)
            ShouldBeLegible(CycleDrawing.Draw(cycle, context.Graph).ShouldNotBeNull());
    }

    [Theory]
    [InlineData("A>A")]
    [InlineData("A>B, B>A")]
    [InlineData("A>B, B~C, C>A")]
    [InlineData("A>B, B>C, C>D, D>E, E>F, F>G, G>A")]
    public void A_circle_is_drawn(string lineage)
    {
        var cycle = LineageGraph.From(Analysis.LineageSamples.Knowledge(lineage)).Cycles.ShouldHaveSingleItem();

        ShouldBeLegible(CycleDrawing.Draw(cycle, Analysis.LineageSamples.Knowledge(lineage)).ShouldNotBeNull());
    }

    [Fact]
    public void A_much_used_model_without_a_year_has_no_place_and_no_letter()
    {
        var picture = ReportWriter.DrawLineage(ReportSamples.WithUndatedEncoder(models: 6)).ShouldNotBeNull();

        picture.Labels.ShouldNotContain(label => label.Text.Contains("Undated", StringComparison.Ordinal));
        ShouldBeLegible(picture);
    }

    [Fact]
    public void Two_hundred_models_stay_readable_when_the_picture_is_scaled_to_a_page()
    {
        var picture = ReportWriter.DrawLineage(ReportSamples.Field(200, 5)).ShouldNotBeNull();

        // GitHub shows pictures about 900 pixels wide; below 7 pixels a name cannot be read.
        (TimelineLayout.FontSize * 900 / picture.Width).ShouldBeGreaterThan(7);
        picture.Labels.Count(l => l.Text.StartsWith("Model-", StringComparison.Ordinal)).ShouldBeGreaterThanOrEqualTo(150);
    }

    private static void ShouldBeLegible(Picture picture)
    {
        var labels = picture.Labels;
        for (var i = 0; i < labels.Length; i++)
        {
            (labels[i].Left >= 0 && labels[i].Top >= 0 && labels[i].Right <= picture.Width && labels[i].Bottom <= picture.Height).ShouldBeTrue($"{labels[i]} leaves {picture.Width} x {picture.Height}");
            for (var j = i + 1; j < labels.Length; j++)
                labels[i].Overlaps(labels[j]).ShouldBeFalse($"{labels[i]} and {labels[j]}");
        }
    }
}
