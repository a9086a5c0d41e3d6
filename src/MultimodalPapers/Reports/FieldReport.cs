using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using MultimodalPapers.Graph;
using MultimodalPapers.Reports.Drawing;

namespace MultimodalPapers.Reports;

/// <summary>What the field uses: backbones by encoders, techniques and backbones over the years, organisations and what they build on, benchmarks.</summary>
internal static class FieldReport
{
    private const int MatrixRows = 15;
    private const int MatrixColumns = 10;
    private const int ChartRows = 15;
    private const int TableRows = 25;

    public static IEnumerable<ReportFile> Write(ReportContext context)
    {
        var techniques = Techniques(context);
        if (techniques is not null)
            yield return new ReportFile("svg/techniques.svg", techniques.Svg);
        var backbones = Parts(context, "USES_BACKBONE", "Backbones over the years", "Models built on each, by year; the stronger the colour, the larger their share.");
        if (backbones is not null)
            yield return new ReportFile("svg/backbones.svg", backbones.Svg);
        var encoders = Parts(context, "USES_ENCODER", "Encoders over the years", "Models that see or hear by each, by year; stronger colour: larger share.");
        if (encoders is not null)
            yield return new ReportFile("svg/encoders.svg", encoders.Svg);
        var page = new StringBuilder("# The field: what it uses\n\n[Summary](README.md) · [Lineage](lineage.md) · [Clusters](clusters.md) · **Field** · [Quality](quality.md)\n\n");
        WriteMatrix(page, context);
        WriteTechniques(page, context, techniques is not null);
        WriteParts(page, context, "Backbones", "USES_BACKBONE", backbones is null ? null : "svg/backbones.svg");
        WriteParts(page, context, "Encoders", "USES_ENCODER", encoders is null ? null : "svg/encoders.svg");
        WriteOrganizations(page, context);
        WriteDatasets(page, context);
        yield return new ReportFile("field.md", page.ToString().TrimEnd('\n') + "\n");
    }

    /// <summary>For each target of a relation, the relationships, most first, then by name.</summary>
    private static List<(GraphNode Node, List<GraphRelationship> Uses)> Most(ReportContext context, string type) =>
        [.. context.Graph.Relationships.Where(r => r.Type == type).GroupBy(r => r.End).Select(g => (Node: context.Graph.Node(g.Key), Uses: g.ToList()))
            .OrderByDescending(u => u.Uses.Count).ThenBy(u => u.Node.Name, StringComparer.Ordinal).ThenBy(u => u.Node.Id, StringComparer.Ordinal)];

    private static int? YearOf(ReportContext context, string id) =>
        context.Graph.Node(id) is { Label: GraphSchema.Paper } paper ? (int?)paper.Properties.Number("year") : context.Forest.Year(id);

    private static YearRow Row(ReportContext context, GraphNode node, List<GraphRelationship> uses) =>
        new(node.Name, uses.Select(u => YearOf(context, u.Start)).OfType<int>().CountBy(y => y).ToDictionary(), uses.Count(u => YearOf(context, u.Start) is null));

    private static Picture? Techniques(ReportContext context)
    {
        var rows = Most(context, "USES_TECHNIQUE").Take(ChartRows).Select(t => Row(context, t.Node, t.Uses)).Where(r => r.Counts.Count > 0).ToImmutableArray();
        var totals = context.Nodes(GraphSchema.Paper).Select(p => (int?)p.Properties.Number("year")).OfType<int>().CountBy(y => y).ToDictionary();
        return rows.IsEmpty ? null : YearChart.Draw("Techniques over the years", "Papers that use, improve or study each; the stronger the colour, the larger the share of that year.", rows, totals);
    }

    private static Picture? Parts(ReportContext context, string type, string title, string subtitle)
    {
        var rows = Most(context, type).Take(ChartRows).Select(t => Row(context, t.Node, t.Uses)).Where(r => r.Counts.Count > 0).ToImmutableArray();
        var totals = context.Graph.Relationships.Where(r => r.Type == type).Select(r => r.Start).Distinct(StringComparer.Ordinal).Select(id => YearOf(context, id)).OfType<int>().CountBy(y => y).ToDictionary();
        return rows.IsEmpty ? null : YearChart.Draw(title, subtitle, rows, totals);
    }

    private static void WriteMatrix(StringBuilder page, ReportContext context)
    {
        page.Append("## Backbone by encoder\n\n");
        var backbones = Most(context, "USES_BACKBONE").Take(MatrixRows).ToList();
        var encodersOf = context.Graph.Relationships.Where(r => r.Type == "USES_ENCODER").ToLookup(r => r.Start, StringComparer.Ordinal);
        var pairs = backbones.SelectMany(b => b.Uses.SelectMany(u => encodersOf[u.Start].Select(e => (Backbone: b.Node, Encoder: e.End, Use: u, Encodes: e)))).ToList();
        var encoders = pairs.GroupBy(p => p.Encoder).OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal).Take(MatrixColumns).Select(g => context.Graph.Node(g.Key)).ToList();
        if (encoders.Count == 0)
        {
            page.Append("No model is known with both its backbone and its encoder.\n\n");
            return;
        }
        page.Append("How many models join a language backbone (rows) with an encoder (columns).\n\n| |");
        page.Append(string.Concat(encoders.Select(e => $" {context.Link(e)} |"))).Append(" no encoder stated |\n| --- |").Append(string.Concat(encoders.Select(_ => " ---: |"))).Append(" ---: |\n");
        foreach (var (backbone, uses) in backbones)
        {
            page.Append(CultureInfo.InvariantCulture, $"| {context.Link(backbone)} |");
            foreach (var encoder in encoders)
            {
                var count = pairs.Count(p => p.Backbone == backbone && p.Encoder == encoder.Id);
                page.Append(count == 0 ? " |" : $" {count:N0} |");
            }
            page.Append(CultureInfo.InvariantCulture, $" {uses.Count(u => !encodersOf[u.Start].Any()):N0} |\n");
        }
        page.Append("\n<details><summary>Which models these are</summary>\n\n");
        foreach (var (backbone, encoder) in backbones.SelectMany(b => encoders.Select(e => (b.Node, e))))
        {
            var joined = pairs.Where(p => p.Backbone == backbone && p.Encoder == encoder.Id).ToList();
            if (joined.Count > 0)
            {
                page.Append(CultureInfo.InvariantCulture, $"- {Markdown.Escape(backbone.Name)} with {Markdown.Escape(encoder.Name)}: {string.Join("; ", joined.Take(40).Select(j => $"{context.Link(context.Graph.Node(j.Use.Start))} {context.Evidence.Of([.. j.Use.Properties.Texts("sources").Take(1), .. j.Encodes.Properties.Texts("sources").Take(1)])}"))}");
                page.Append(joined.Count > 40 ? $" and {joined.Count - 40:N0} more\n" : "\n");
            }
        }
        page.Append("\n</details>\n\n");
    }

    private static void WriteTechniques(StringBuilder page, ReportContext context, bool drawn)
    {
        var techniques = Most(context, "USES_TECHNIQUE");
        if (techniques.Count == 0)
            return;
        page.Append("## Techniques\n\n");
        if (drawn)
            page.Append("![Techniques over the years](svg/techniques.svg)\n\n");
        page.Append("| Technique | Papers | Years | First said at |\n| --- | ---: | --- | --- |\n");
        foreach (var (technique, uses) in techniques.Take(TableRows))
            page.Append(CultureInfo.InvariantCulture, $"| {Markdown.Escape(technique.Name)} | {uses.Count:N0} | {Years(context, uses)} | {First(context, uses)} |\n");
        page.Append(Rest(techniques.Count)).Append('\n');
    }

    private static void WriteParts(StringBuilder page, ReportContext context, string heading, string type, string? picture)
    {
        var parts = Most(context, type);
        if (parts.Count == 0)
            return;
        page.Append(CultureInfo.InvariantCulture, $"## {heading}\n\n");
        if (picture is not null)
            page.Append(CultureInfo.InvariantCulture, $"![{heading} over the years]({picture})\n\n");
        page.Append("| Model | Used by | said by lists | Years | First said at |\n| --- | ---: | ---: | --- | --- |\n");
        foreach (var (part, uses) in parts.Take(TableRows))
            page.Append(CultureInfo.InvariantCulture, $"| {context.Link(part)} | {uses.Count:N0} | {uses.Count(u => u.Properties.Text("basis") != "background"):N0} | {Years(context, uses)} | {First(context, uses)} |\n");
        page.Append(Rest(parts.Count)).Append('\n');
    }

    private static string Years(ReportContext context, List<GraphRelationship> uses) => LineageReport.Span(uses.Select(u => YearOf(context, u.Start)).OfType<int>());

    /// <summary>The first places that say so, those of lists before those of the catalogue.</summary>
    private static string First(ReportContext context, List<GraphRelationship> uses)
    {
        var sources = uses.SelectMany(u => u.Properties.Texts("sources")).Distinct(StringComparer.Ordinal).ToList();
        var lists = sources.Where(s => !s.StartsWith("catalogue", StringComparison.Ordinal)).Order(StringComparer.Ordinal).Take(3).ToImmutableArray();
        var places = context.Evidence.Of(lists.IsEmpty ? [.. sources.Take(1)] : lists);
        return places.Length > 2 ? places[1..^1] : "";
    }

    private static string Rest(int count) => count > TableRows ? $"\nAnd {count - TableRows:N0} more.\n" : "";

    private static void WriteOrganizations(StringBuilder page, ReportContext context)
    {
        var parentsOf = context.Graph.Relationships.Where(r => GraphSchema.Lineage.Contains(r.Type)).ToLookup(r => r.Start, StringComparer.Ordinal);
        var makers = new List<(GraphNode Organization, List<GraphRelationship> Made, List<GraphRelationship> Signed)>();
        foreach (var organization in context.Nodes(GraphSchema.Organization))
        {
            var made = context.Graph.Outgoing(organization.Id).Where(r => r.Type == "DEVELOPED").ToList();
            var signed = context.Graph.Incoming(organization.Id).Where(r => r.Type == "FROM_ORGANIZATION").ToList();
            if (made.Count + signed.Count > 0)
                makers.Add((organization, made, signed));
        }
        if (makers.Count == 0)
            return;
        page.Append("## Organisations and what they build on\n\n| Organisation | Models | Papers | Builds on | Said at |\n| --- | ---: | ---: | --- | --- |\n");
        foreach (var (organization, made, signed) in makers.OrderByDescending(m => m.Made.Count + m.Signed.Count).ThenBy(m => m.Organization.Name, StringComparer.Ordinal).ThenBy(m => m.Organization.Id, StringComparer.Ordinal).Take(TableRows))
        {
            var starts = made.Select(m => m.End).Concat(signed.Select(s => s.Start)).Distinct(StringComparer.Ordinal).ToList();
            var own = starts.ToHashSet(StringComparer.Ordinal);
            var parents = starts.SelectMany(s => parentsOf[s].Select(p => p.End).Distinct(StringComparer.Ordinal)).CountBy(p => p, StringComparer.Ordinal)
                .OrderByDescending(p => p.Value).ThenBy(p => p.Key, StringComparer.Ordinal).Take(6)
                .Select(p => context.Link(context.Graph.Node(p.Key)) + (own.Contains(p.Key) ? " (own)" : "") + (p.Value > 1 ? string.Create(CultureInfo.InvariantCulture, $" ×{p.Value}") : ""));
            page.Append(CultureInfo.InvariantCulture, $"| {Markdown.Escape(organization.Name)} | {made.Count:N0} | {signed.Count:N0} | {string.Join(", ", parents)} | {First(context, [.. made, .. signed])} |\n");
        }
        page.Append(Rest(makers.Count)).Append('\n');
    }

    private static void WriteDatasets(StringBuilder page, ReportContext context)
    {
        var uses = context.Graph.Relationships.Where(r => r.Type is "EVALUATED_ON" or "TRAINED_ON").GroupBy(r => r.End)
            .Select(g => (Node: context.Graph.Node(g.Key), Evaluated: g.Count(r => r.Type == "EVALUATED_ON"), Trained: g.Count(r => r.Type == "TRAINED_ON"), All: g.ToList()))
            .OrderByDescending(u => u.Evaluated).ThenByDescending(u => u.Trained).ThenBy(u => u.Node.Name, StringComparer.Ordinal).ThenBy(u => u.Node.Id, StringComparer.Ordinal).ToList();
        if (uses.Count == 0)
            return;
        page.Append("## Most used benchmarks and datasets\n\n| Dataset | Evaluated on | Trained on | Years | First said at |\n| --- | ---: | ---: | --- | --- |\n");
        foreach (var (node, evaluated, trained, all) in uses.Take(TableRows))
            page.Append(CultureInfo.InvariantCulture, $"| {Markdown.Escape(node.Name)}{(node.Labels.Contains("Benchmark") ? " (benchmark)" : "")} | {evaluated:N0} | {trained:N0} | {Years(context, all)} | {First(context, all)} |\n");
        page.Append(Rest(uses.Count));
    }
}
