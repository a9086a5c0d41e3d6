using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using MultimodalPapers.Graph;

namespace MultimodalPapers.Reports;

/// <summary>The first page: what was read, the key figures, and where to read on.</summary>
internal static class SummaryReport
{
    public static ReportFile Write(ReportContext context, IReadOnlyCollection<ReportFile> others, ImmutableArray<(string Heading, string Anchor, int Count)> findings)
    {
        var page = new StringBuilder("# What the lists tell\n\n");
        var papers = context.Nodes(GraphSchema.Paper);
        var years = LineageReport.Span(papers.Select(p => (int?)p.Properties.Number("year")).OfType<int>());
        page.Append(CultureInfo.InvariantCulture, $"{ReportContext.Count(context.Nodes(GraphSchema.List).Count, "list")}, {ReportContext.Count(papers.Count, "paper")}{(years.Length > 0 ? $" ({years})" : "")}, ");
        page.Append(CultureInfo.InvariantCulture, $"{ReportContext.Count(context.Nodes(GraphSchema.Model).Count, "model")}, {ReportContext.Count(context.Nodes(GraphSchema.Technique).Count, "technique")}, ");
        page.Append(CultureInfo.InvariantCulture, $"{ReportContext.Count(context.Nodes(GraphSchema.Dataset).Count, "dataset")}, {ReportContext.Count(context.Nodes(GraphSchema.Organization).Count, "organisation")}; ");
        page.Append(CultureInfo.InvariantCulture, $"{ReportContext.Count(context.Graph.Relationships.Length, "statement")}, each with the list and line that makes it.\n\n");
        WriteContents(page, context, others, findings);
        if (others.Any(f => f.Path == "svg/lineage.svg"))
            page.Append("[![Family trees of the field on a time axis](svg/lineage.svg)](lineage.md)\n\n");
        WriteLists(page, context);
        WriteSharedPapers(page, context);
        return new ReportFile("README.md", page.ToString().TrimEnd('\n') + "\n");
    }

    private static void WriteContents(StringBuilder page, ReportContext context, IReadOnlyCollection<ReportFile> others, ImmutableArray<(string Heading, string Anchor, int Count)> findings)
    {
        page.Append("| Report | |\n| --- | --- |\n");
        var families = context.Forest.Families;
        page.Append("| [Lineage](lineage.md) | ");
        page.Append(families.IsEmpty ? "what grew out of what"
            : $"{ReportContext.Count(families.Length, "family", "families")}; the largest: {string.Join(", ", families.Take(5).Select(f => $"{context.Link(f.Root)} ({f.Members.Length.ToString("N0", CultureInfo.InvariantCulture)})"))}");
        page.Append(" |\n");
        var clusters = context.Clusters.Clusters;
        page.Append(clusters.IsEmpty ? "| [Clusters](clusters.md) | what belongs together |\n"
            : $"| [Clusters](clusters.md) | {ReportContext.Count(clusters.Length, "cluster")}; the largest: {string.Join(", ", clusters.Take(4).Select(c => $"{Markdown.Escape(c.Name)} ({c.Members.Length.ToString("N0", CultureInfo.InvariantCulture)})"))} |\n");
        page.Append(CultureInfo.InvariantCulture, $"| [Field](field.md) | backbones by encoders, techniques over the years, organisations, benchmarks{Top(context)} |\n");
        page.Append(CultureInfo.InvariantCulture, $"| [Quality](quality.md) | {string.Join(", ", findings.Where(f => f.Count > 0).Select(f => $"[{f.Heading}](quality.md#{f.Anchor}) ({f.Count.ToString("N0", CultureInfo.InvariantCulture)})"))}{(findings.All(f => f.Count == 0) ? "nothing uncertain was found" : "")} |\n\n");
    }

    private static string Top(ReportContext context)
    {
        var backbones = context.Graph.Relationships.Where(r => r.Type == "USES_BACKBONE").CountBy(r => r.End, StringComparer.Ordinal)
            .OrderByDescending(b => b.Value).ThenBy(b => b.Key, StringComparer.Ordinal).Take(3).Select(b => $"{context.Link(context.Graph.Node(b.Key))} ({b.Value.ToString("N0", CultureInfo.InvariantCulture)})").ToList();
        return backbones.Count == 0 ? "" : $"; most used backbones: {string.Join(", ", backbones)}";
    }

    private static void WriteLists(StringBuilder page, ReportContext context)
    {
        var lists = context.Nodes(GraphSchema.List);
        if (lists.Count == 0)
            return;
        page.Append("## Lists\n\n| List | Short | Entries | Papers | of them in this list alone |\n| --- | --- | ---: | ---: | ---: |\n");
        foreach (var list in lists)
        {
            var papers = context.Graph.Incoming(list.Id).Where(r => r.Type == "LISTED_IN").Select(r => r.Start).ToList();
            var alone = papers.Count(p => context.Graph.Outgoing(p).Count(r => r.Type == "LISTED_IN") == 1);
            page.Append(CultureInfo.InvariantCulture, $"| {context.Evidence.OfList(list.Name)} | {Markdown.Escape(context.Evidence.ShortName(list.Name))} | {list.Properties.Number("entries") ?? papers.Count:N0} | {papers.Count:N0} | {alone:N0} |\n");
        }
        page.Append('\n');
    }

    private static void WriteSharedPapers(StringBuilder page, ReportContext context)
    {
        var shared = context.Nodes(GraphSchema.Paper)
            .Select(p => (Paper: p, Lists: context.Graph.Outgoing(p.Id).Count(r => r.Type == "LISTED_IN"))).Where(p => p.Lists > 1)
            .OrderByDescending(p => p.Lists).ThenBy(p => p.Paper.Name, StringComparer.Ordinal).ThenBy(p => p.Paper.Id, StringComparer.Ordinal).ToList();
        if (shared.Count == 0)
            return;
        page.Append(CultureInfo.InvariantCulture, $"## Papers that several lists name\n\n{ReportContext.Count(shared.Count, "paper stands", "papers stand")} in more than one list.\n\n");
        foreach (var (paper, lists) in shared.Take(20))
            page.Append(CultureInfo.InvariantCulture, $"- {ReportContext.PaperLink(paper)}, in {lists:N0} lists {context.Listed(paper)}\n");
        if (shared.Count > 20)
            page.Append(CultureInfo.InvariantCulture, $"- … and {shared.Count - 20:N0} more\n");
    }
}
