using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using MultimodalPapers.Reports.Drawing;

namespace MultimodalPapers.Reports;

/// <summary>The family trees of the field: a drawing, then each family with its members and its growth, and the way to each model's page.</summary>
internal static class LineageReport
{
    /// <summary>Families below this are told in a table, not drawn out.</summary>
    private const int LeastMembers = 4;
    private const int MostTreeLines = 250;
    private const int MostFamilies = 40;

    public static IEnumerable<ReportFile> Write(ReportContext context)
    {
        if (LineageDrawing.Draw(context.Forest, context.Options.DrawnModels) is { } picture)
            yield return new ReportFile("svg/lineage.svg", picture.Svg);
        var growth = Growth(context);
        if (growth is not null)
            yield return new ReportFile("svg/families.svg", growth.Svg);
        yield return new ReportFile("lineage.md", Page(context, growth is not null));
        foreach (var page in context.Pages.Write())
            yield return page;
    }

    private static Picture? Growth(ReportContext context)
    {
        var rows = context.Forest.Families.Take(12).Where(f => f.Members.Length >= 3)
            .Select(f => new YearRow(f.Root.Name, ByYear(context, f), f.Members.Count(id => context.Forest.Year(id) is null))).Where(r => r.Counts.Count > 0).ToImmutableArray();
        if (rows.IsEmpty)
            return null;
        var totals = context.Lineage.Models.Select(m => context.Forest.Year(m.Id)).OfType<int>().CountBy(y => y).ToDictionary();
        return YearChart.Draw("How the families grew", "New models a year; the stronger the colour, the larger the family's share of that year.", rows, totals);
    }

    private static Dictionary<int, int> ByYear(ReportContext context, FamilyTree family) =>
        family.Members.Select(context.Forest.Year).OfType<int>().CountBy(y => y).ToDictionary();

    private static string Page(ReportContext context, bool grew)
    {
        var (lineage, forest) = (context.Lineage, context.Forest);
        var page = new StringBuilder("# Lineage: what grew out of what\n\n[Summary](README.md) · **Lineage** · [Clusters](clusters.md) · [Field](field.md) · [Quality](quality.md)\n\n");
        var related = lineage.Models.Count(m => lineage.Parents(m.Id).Count + lineage.Children(m.Id).Count > 0);
        if (related == 0)
        {
            page.Append("No list says what any model was made of, so there are no family trees to draw.\n\n");
            return Models(page, context).ToString();
        }
        var background = lineage.Edges.Count(e => e.Basis == "background");
        page.Append(CultureInfo.InvariantCulture, $"{ReportContext.Count(related, "model")} in {ReportContext.Count(forest.Families.Length, "family", "families")}, tied by {lineage.Edges.Length:N0} statements");
        page.Append(background > 0 ? $", {background:N0} of them from the catalogue, whose sources are papers rather than lists.\n\n" : ".\n\n");
        page.Append("![Family trees of the field on a time axis](svg/lineage.svg)\n\n");
        page.Append("A model hangs on the parent that says most about what it is: the one it is derived from, else its backbone, generator or encoder. ")
            .Append("What it uses besides stands on its own page, with every line of the lists that says so.\n\n");
        WriteFamilies(page, context, grew);
        WriteSeries(page, context);
        return Models(page, context).ToString();
    }

    private static void WriteFamilies(StringBuilder page, ReportContext context, bool grew)
    {
        page.Append("## Families\n\n");
        if (grew)
            page.Append("![How the families grew](svg/families.svg)\n\n");
        page.Append("| Family | Models | Years | Generations | Descendants by any relation |\n| --- | ---: | --- | ---: | ---: |\n");
        foreach (var family in context.Forest.Families.Take(MostFamilies))
        {
            var years = ByYear(context, family);
            var name = family.Members.Length >= LeastMembers ? $"[{Markdown.Escape(family.Root.Name)}](#{Anchor(context, family)})" : context.Link(family.Root);
            page.Append(CultureInfo.InvariantCulture, $"| {name} | {family.Members.Length:N0} | {Span(years.Keys)} | {Depth(context, family)} | {context.Lineage.DescendantCount(family.Root.Id):N0} |\n");
        }
        page.Append('\n');
        if (context.Forest.Families.Length > MostFamilies)
            page.Append(CultureInfo.InvariantCulture, $"And {context.Forest.Families.Length - MostFamilies:N0} smaller families, on their models' pages.\n\n");
        foreach (var family in context.Forest.Families.Take(MostFamilies).Where(f => f.Members.Length >= LeastMembers))
            WriteFamily(page, context, family);
    }

    private static string Anchor(ReportContext context, FamilyTree family) =>
        $"family-{(context.Pages.AddressOf(family.Root.Id) is { } address ? address[(address.IndexOf('#', StringComparison.Ordinal) + 1)..] : ModelPages.Anchor(family.Root.Id))}";

    internal static string Span(IEnumerable<int> years)
    {
        int first = int.MaxValue, last = int.MinValue;
        foreach (var year in years)
            (first, last) = (Math.Min(first, year), Math.Max(last, year));
        return first > last ? "" : first == last ? Text(first) : $"{Text(first)}–{Text(last)}";

        static string Text(int year) => year.ToString(CultureInfo.InvariantCulture);
    }

    private static int Depth(ReportContext context, FamilyTree family)
    {
        var depth = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var id in family.Members)
            depth[id] = context.Forest.Parent(id) is { } edge ? depth[edge.Target] + 1 : 0;
        return depth.Values.Max();
    }

    private static void WriteFamily(StringBuilder page, ReportContext context, FamilyTree family)
    {
        page.Append(CultureInfo.InvariantCulture, $"<a id=\"{Anchor(context, family)}\"></a>\n\n### {Markdown.Escape(family.Root.Name)}\n\n");
        WriteGrowth(page, ByYear(context, family));
        page.Append(CultureInfo.InvariantCulture, $"<details><summary>The tree of {family.Members.Length:N0} models</summary>\n\n");
        var lines = 0;
        var depth = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var id in family.Members)
        {
            var edge = context.Forest.Parent(id);
            depth[id] = edge is null ? 0 : depth[edge.Target] + 1;
            if (lines++ >= MostTreeLines)
                continue;
            var year = context.Forest.Year(id) is { } y ? string.Create(CultureInfo.InvariantCulture, $", {y}") : "";
            // Deeper levels are no longer told apart on a page.
            page.Append(' ', 2 * Math.Min(depth[id], 12)).Append("- ").Append(context.Link(context.Graph.Node(id))).Append(year);
            if (edge is not null)
                page.Append(" — ").Append(ReportContext.Words(edge.Type)).Append(' ').Append(Markdown.Escape(context.Graph.Node(edge.Target).Name, 80)).Append(' ').Append(context.Evidence.Of(edge.Relationship));
            page.Append('\n');
        }
        if (family.Members.Length > MostTreeLines)
            page.Append(CultureInfo.InvariantCulture, $"- … and {family.Members.Length - MostTreeLines:N0} more, on their models' pages\n");
        page.Append("\n</details>\n\n");
    }

    private static void WriteGrowth(StringBuilder page, Dictionary<int, int> years)
    {
        if (years.Count == 0)
            return;
        var sorted = years.OrderBy(y => y.Key).ToList();
        page.Append("| | ").Append(string.Join(" | ", sorted.Select(y => y.Key.ToString(CultureInfo.InvariantCulture)))).Append(" |\n| --- |").Append(string.Concat(sorted.Select(_ => " ---: |"))).Append('\n');
        page.Append("| new | ").Append(string.Join(" | ", sorted.Select(y => y.Value.ToString("N0", CultureInfo.InvariantCulture)))).Append(" |\n");
        var total = 0;
        page.Append("| all | ").Append(string.Join(" | ", sorted.Select(y => (total += y.Value).ToString("N0", CultureInfo.InvariantCulture)))).Append(" |\n\n");
    }

    private static void WriteSeries(StringBuilder page, ReportContext context)
    {
        var series = context.Lineage.Series;
        if (series.IsEmpty)
            return;
        page.Append("## Series\n\nModels that are versions of one another, in the order of their versions.\n\n");
        foreach (var one in series.Take(60))
            page.Append(CultureInfo.InvariantCulture, $"- **{Markdown.Escape(one.Name)}**: {string.Join(" → ", one.Members.Select(m => context.Link(m)))}\n");
        if (series.Length > 60)
            page.Append(CultureInfo.InvariantCulture, $"- … and {series.Length - 60:N0} more\n");
        page.Append('\n');
    }

    private static StringBuilder Models(StringBuilder page, ReportContext context)
    {
        page.Append("## Models\n\nEach model has a page: what it is, who made it, ancestors, descendants, techniques, where it is listed, and the words that say so.\n\n");
        if (context.Lineage.Models.Length - context.Pages.Count is > 0 and var others)
            page.Append(CultureInfo.InvariantCulture, $"{others:N0} more, of which the lists say less, have none; `lineage NAME` tells what is known of them.\n\n");
        foreach (var (file, heading, models) in context.Pages.Files)
            page.Append(CultureInfo.InvariantCulture, $"- [{heading}]({file}) ({models:N0})\n");
        return page;
    }
}
