using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using MultimodalPapers.Graph;

namespace MultimodalPapers.Reports;

/// <summary>Writes the changes between two graphs as Markdown.</summary>
internal sealed class GraphDiffText(GraphDiff diff, KnowledgeGraph old, KnowledgeGraph now, string? listBase)
{
    private const int Most = 200;

    private static readonly ImmutableArray<string> Told = [GraphSchema.Paper, GraphSchema.Model, GraphSchema.Technique, GraphSchema.Dataset, GraphSchema.Organization, GraphSchema.List];
    private static readonly ImmutableArray<string> Followers = ["AUTHORED_BY", "PUBLISHED_IN", "IN_TOPIC", "SUBTOPIC_OF", "LISTED_IN", "MENTIONS", "DEVELOPED"];

    private readonly EvidenceLinks _newPlaces = new(now, listBase);

    // The old lists are no longer at hand: their lines are named, not linked.
    private readonly EvidenceLinks _oldPlaces = new(old, null);
    private readonly StringBuilder _text = new("# What has changed\n\n");

    public string Write()
    {
        if (diff.IsEmpty)
            return _text.Append("Nothing: the two graphs hold the same.\n").ToString();
        Figures();
        foreach (var label in Told)
            Nodes($"New {Plural(label)}", diff.NewNodes.Where(n => n.Label == label), now, _newPlaces);
        Relationships("New statements", diff.NewRelationships, now, _newPlaces);
        Changes();
        foreach (var label in Told)
            Nodes($"{Capital(Plural(label))} that are gone", diff.LostNodes.Where(n => n.Label == label), old, _oldPlaces);
        Relationships("Statements that are gone", diff.LostRelationships, old, _oldPlaces);
        return _text.ToString().TrimEnd('\n') + "\n";
    }

    private void Figures()
    {
        _text.Append("| | new | changed | gone |\n| --- | ---: | ---: | ---: |\n");
        foreach (var label in GraphSchema.Labels)
            Row(Capital(Plural(label)), diff.NewNodes.Count(n => n.Label == label), diff.ChangedNodes.Count(c => c.After.Label == label), diff.LostNodes.Count(n => n.Label == label));
        Row("Statements of lineage", Count(diff.NewRelationships), diff.ChangedRelationships.Count(c => GraphSchema.Lineage.Contains(c.After.Type)), Count(diff.LostRelationships));
        Row("All statements", diff.NewRelationships.Length, diff.ChangedRelationships.Length, diff.LostRelationships.Length);
        _text.Append('\n');

        static int Count(ImmutableArray<GraphRelationship> relationships) => relationships.Count(r => GraphSchema.Lineage.Contains(r.Type));
    }

    private void Row(string what, int added, int changed, int lost)
    {
        if (added + changed + lost > 0)
            _text.Append(CultureInfo.InvariantCulture, $"| {what} | {added:N0} | {changed:N0} | {lost:N0} |\n");
    }

    private static string Plural(string label) => label switch { GraphSchema.Organization => "organisations", _ => label.ToLowerInvariant() + "s" };

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];

    private void Nodes(string heading, IEnumerable<GraphNode> nodes, KnowledgeGraph graph, EvidenceLinks places)
    {
        var all = nodes.ToList();
        if (all.Count == 0)
            return;
        _text.Append(CultureInfo.InvariantCulture, $"## {heading}\n\n");
        foreach (var node in all.Take(Most))
            _text.Append("- ").Append(node.Label == GraphSchema.Paper ? ReportContext.PaperLink(node) : Markdown.Escape(node.Name)).Append(Year(node)).Append(Lineage(node, graph)).Append(' ').Append(Places(node, graph, places)).Append('\n');
        More(all.Count);
    }

    private static string Year(GraphNode node) => node.Properties.Number("year") is { } year ? string.Create(CultureInfo.InvariantCulture, $", {year}") : "";

    private static string Lineage(GraphNode node, KnowledgeGraph graph)
    {
        if (node.Label != GraphSchema.Model)
            return "";
        var parents = graph.Outgoing(node.Id).Where(r => GraphSchema.Lineage.Contains(r.Type)).Select(r => $"{ReportContext.Words(r.Type)} {Markdown.Escape(graph.Node(r.End).Name)}").ToList();
        return parents.Count == 0 ? "" : ", " + string.Join(", ", parents);
    }

    private static string Places(GraphNode node, KnowledgeGraph graph, EvidenceLinks places)
    {
        var entries = node.Properties.Texts("entries");
        if (entries.IsEmpty)
            entries = [.. graph.Incoming(node.Id).Concat(graph.Outgoing(node.Id)).SelectMany(r => r.Properties.Texts("sources")).Distinct(StringComparer.Ordinal)];
        return node.Label == GraphSchema.List ? "" : places.Of(entries);
    }

    private void Relationships(string heading, ImmutableArray<GraphRelationship> relationships, KnowledgeGraph graph, EvidenceLinks places)
    {
        var told = relationships.Where(r => !Followers.Contains(r.Type)).ToList();
        if (told.Count == 0)
            return;
        _text.Append(CultureInfo.InvariantCulture, $"## {heading}\n\n");
        foreach (var one in told.Take(Most))
            _text.Append(CultureInfo.InvariantCulture, $"- {Statement(one, graph)} {places.Of(one)}\n");
        More(told.Count);
    }

    private static string Statement(GraphRelationship relationship, KnowledgeGraph graph) =>
        $"{Markdown.Escape(graph.Node(relationship.Start).Name)} {ReportContext.Words(relationship.Type)} {Markdown.Escape(graph.Node(relationship.End).Name)}";

    private void Changes()
    {
        var nodes = diff.ChangedNodes.Where(c => Told.Contains(c.After.Label)).ToList();
        var relationships = diff.ChangedRelationships.Where(c => !Followers.Contains(c.After.Type)).ToList();
        if (nodes.Count + relationships.Count == 0)
            return;
        _text.Append("## Changed facts\n\n| Of what | What | Before | Now |\n| --- | --- | --- | --- |\n");
        foreach (var change in nodes.Take(Most))
        {
            foreach (var property in change.Changes)
                Change($"{(change.After.Label == GraphSchema.Paper ? ReportContext.PaperLink(change.After) : Markdown.Escape(change.After.Name))} {Places(change.After, now, _newPlaces)}", property);
        }
        foreach (var change in relationships.Take(Most))
        {
            foreach (var property in change.Changes)
                Change($"{Statement(change.After, now)} {_newPlaces.Of(change.After)}", property);
        }
        More(Math.Max(nodes.Count, relationships.Count));

        void Change(string what, PropertyChange change) =>
            _text.Append(CultureInfo.InvariantCulture, $"| {what.TrimEnd()} | {Markdown.Escape(change.Property)} | {Value(change.Before)} | {Value(change.After)} |\n");
    }

    private static string Value(object? value) => value switch
    {
        null => "",
        string text => Markdown.Escape(text, 160),
        bool flag => flag ? "yes" : "no",
        long number => number.ToString(CultureInfo.InvariantCulture),
        double number => number.ToString(CultureInfo.InvariantCulture),
        System.Collections.IEnumerable items => string.Join(", ", items.Cast<object>().Select(Value)),
        _ => Markdown.Escape(value.ToString()),
    };

    private void More(int count)
    {
        if (count > Most)
            _text.Append(CultureInfo.InvariantCulture, $"\nAnd {count - Most:N0} more; the JSON form has all.\n");
        _text.Append('\n');
    }
}
