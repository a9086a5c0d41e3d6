using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using MultimodalPapers.Graph;
using MultimodalPapers.Text;

namespace MultimodalPapers.Reports;

/// <summary>What has changed from one graph to another: what is new in the field since last month.</summary>
/// <remarks>
/// A paper or thing whose id has changed, because an identifier became known or a title was mended, is the same thing, changed, where its name is the only one of its kind
/// on both sides. Evidence that merely moved to another line of its list is no change; a list that says something for the first time, or no longer, is.
/// </remarks>
/// <param name="NewNodes">Sorted by label in the schema's order, then by name and id; so are the others.</param>
/// <param name="LostNodes">Nodes of the old graph alone.</param>
/// <param name="ChangedNodes">Nodes whose properties differ.</param>
/// <param name="NewRelationships">Lineage first, then in the schema's order, then by id; so are the others.</param>
/// <param name="LostRelationships">Relationships of the old graph alone.</param>
/// <param name="ChangedRelationships">Relationships whose facts differ.</param>
public sealed record GraphDiff(
    ImmutableArray<GraphNode> NewNodes,
    ImmutableArray<GraphNode> LostNodes,
    ImmutableArray<ChangedNode> ChangedNodes,
    ImmutableArray<GraphRelationship> NewRelationships,
    ImmutableArray<GraphRelationship> LostRelationships,
    ImmutableArray<ChangedRelationship> ChangedRelationships)
{
    // Places within a list; they move whenever a line is put in above them.
    private static readonly ImmutableArray<string> Places = ["entries", "line", "lines", "quotes", "rules", "sources"];

    private KnowledgeGraph? _old;
    private KnowledgeGraph? _now;

    public bool IsEmpty => NewNodes.IsEmpty && LostNodes.IsEmpty && ChangedNodes.IsEmpty && NewRelationships.IsEmpty && LostRelationships.IsEmpty && ChangedRelationships.IsEmpty;

    /// <summary>Compares two graphs. Linear in both.</summary>
    public static GraphDiff Between(KnowledgeGraph old, KnowledgeGraph now)
    {
        ArgumentNullException.ThrowIfNull(old);
        ArgumentNullException.ThrowIfNull(now);
        var lost = old.Nodes.Where(n => !now.TryGetNode(n.Id, out _)).ToList();
        var added = now.Nodes.Where(n => !old.TryGetNode(n.Id, out _)).ToList();
        var renamed = Renamed(lost, added);
        var taken = renamed.Values.ToHashSet(StringComparer.Ordinal);
        var changed = new List<ChangedNode>();
        foreach (var before in old.Nodes)
        {
            if (now.TryGetNode(renamed.GetValueOrDefault(before.Id, before.Id), out var after) && Changes(before.Properties, after.Properties, before.Labels, after.Labels) is { IsEmpty: false } changes)
                changed.Add(new ChangedNode(before, after, changes));
        }
        var relations = Compare(old, now, renamed);
        return new GraphDiff(
            [.. Sorted(added.Where(n => !taken.Contains(n.Id)))],
            [.. Sorted(lost.Where(n => !renamed.ContainsKey(n.Id)))],
            [.. changed.OrderBy(c => LabelOrder(c.After.Label)).ThenBy(c => c.After.Name, StringComparer.Ordinal).ThenBy(c => c.After.Id, StringComparer.Ordinal)],
            relations.New, relations.Lost, relations.Changed)
        { _old = old, _now = now };
    }

    private static Dictionary<string, string> Renamed(List<GraphNode> lost, List<GraphNode> added)
    {
        var candidates = added.ToLookup(KeyOf, StringComparer.Ordinal);
        var renamed = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var group in lost.GroupBy(KeyOf, StringComparer.Ordinal))
        {
            if (group.Count() == 1 && candidates[group.Key].Take(2).ToList() is [var same])
                renamed.Add(group.First().Id, same.Id);
        }
        return renamed;

        static string KeyOf(GraphNode node) => $"{node.Label}|{(node.Label == GraphSchema.Paper ? Folding.TitleKey(node.Properties.Text("title") ?? node.Name) : Folding.Key(node.Name))}|{node.Properties.Text("path")}";
    }

    private static (ImmutableArray<GraphRelationship> New, ImmutableArray<GraphRelationship> Lost, ImmutableArray<ChangedRelationship> Changed) Compare(
        KnowledgeGraph old, KnowledgeGraph now, Dictionary<string, string> renamed)
    {
        var before = new Dictionary<(string Start, string Type, string End), GraphRelationship>();
        foreach (var relationship in old.Relationships)
            before.TryAdd((renamed.GetValueOrDefault(relationship.Start, relationship.Start), relationship.Type, renamed.GetValueOrDefault(relationship.End, relationship.End)), relationship);
        var (added, changed) = (new List<GraphRelationship>(), new List<ChangedRelationship>());
        foreach (var after in now.Relationships)
        {
            if (!before.Remove((after.Start, after.Type, after.End), out var earlier))
                added.Add(after);
            else if (Changes(earlier.Properties, after.Properties, [], []) is { IsEmpty: false } changes)
                changed.Add(new ChangedRelationship(earlier, after, changes));
        }
        return ([.. Sorted(added)], [.. Sorted(before.Values)], [.. changed.OrderBy(c => TypeOrder(c.After.Type)).ThenBy(c => c.After.Id, StringComparer.Ordinal)]);
    }

    private static ImmutableArray<PropertyChange> Changes(PropertyBag before, PropertyBag after, ImmutableArray<string> labelsBefore, ImmutableArray<string> labelsAfter)
    {
        var changes = ImmutableArray.CreateBuilder<PropertyChange>();
        if (!labelsBefore.SequenceEqual(labelsAfter))
            changes.Add(new PropertyChange("labels", labelsBefore, labelsAfter));
        foreach (var name in before.Select(p => p.Key).Union(after.Select(p => p.Key), StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            if (Places.Contains(name))
                continue;
            if (!Same(before[name], after[name]))
                changes.Add(new PropertyChange(name, before[name], after[name]));
        }
        var (listsBefore, listsAfter) = (Lists(before), Lists(after));
        if (!listsBefore.SequenceEqual(listsAfter))
            changes.Add(new PropertyChange("said by", listsBefore, listsAfter));
        return changes.ToImmutable();
    }

    /// <summary>The lists behind a relationship or paper, without their lines.</summary>
    private static ImmutableArray<string> Lists(PropertyBag properties) =>
        [.. properties.Texts("sources").Concat(properties.Texts("entries")).Select(s => EvidenceLinks.Split(s).File).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    private static bool Same(object? a, object? b) => (a, b) switch
    {
        (null, null) => true,
        (ImmutableArray<string> x, ImmutableArray<string> y) => x.SequenceEqual(y),
        (ImmutableArray<long> x, ImmutableArray<long> y) => x.SequenceEqual(y),
        (ImmutableArray<double> x, ImmutableArray<double> y) => x.SequenceEqual(y),
        _ => Equals(a, b),
    };

    private static IEnumerable<GraphNode> Sorted(IEnumerable<GraphNode> nodes) =>
        nodes.OrderBy(n => LabelOrder(n.Label)).ThenBy(n => n.Name, StringComparer.Ordinal).ThenBy(n => n.Id, StringComparer.Ordinal);

    private static IEnumerable<GraphRelationship> Sorted(IEnumerable<GraphRelationship> relationships) =>
        relationships.OrderBy(r => TypeOrder(r.Type)).ThenBy(r => r.Id, StringComparer.Ordinal);

    private static int LabelOrder(string label) => GraphSchema.Labels.IndexOf(label) is >= 0 and var i ? i : int.MaxValue;

    private static int TypeOrder(string type)
    {
        var lineage = GraphSchema.Lineage.IndexOf(type);
        if (lineage >= 0)
            return lineage - 100;
        for (var i = 0; i < GraphSchema.RelationshipTypes.Length; i++)
        {
            if (GraphSchema.RelationshipTypes[i].Name == type)
                return i;
        }
        return int.MaxValue;
    }

    /// <summary>The changes for people. Authors, venues, headings and what merely follows from a new paper are counted, not listed.</summary>
    /// <param name="listBase">See <see cref="ReportOptions.ListBase"/>.</param>
    public string ToMarkdown(string? listBase = null) => new GraphDiffText(this, _old!, _now!, listBase).Write();

    /// <summary>All changes for programs: one JSON object, sorted, indented.</summary>
    public string ToJson()
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            WriteNodes(json, "newNodes", NewNodes);
            WriteNodes(json, "lostNodes", LostNodes);
            json.WriteStartArray("changedNodes");
            foreach (var change in ChangedNodes)
                WriteChange(json, change.Before.Id, change.After.Id, change.Changes);
            json.WriteEndArray();
            WriteRelationships(json, "newRelationships", NewRelationships);
            WriteRelationships(json, "lostRelationships", LostRelationships);
            json.WriteStartArray("changedRelationships");
            foreach (var change in ChangedRelationships)
                WriteChange(json, change.Before.Id, change.After.Id, change.Changes);
            json.WriteEndArray();
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(stream.ToArray()) + "\n";
    }

    private static void WriteNodes(Utf8JsonWriter json, string name, ImmutableArray<GraphNode> nodes)
    {
        json.WriteStartArray(name);
        foreach (var node in nodes)
        {
            json.WriteStartObject();
            json.WriteString("id", node.Id);
            json.WriteString("label", node.Label);
            json.WriteString("name", node.Name);
            GraphJsonLines.WriteProperties(json, node.Properties);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void WriteRelationships(Utf8JsonWriter json, string name, ImmutableArray<GraphRelationship> relationships)
    {
        json.WriteStartArray(name);
        foreach (var relationship in relationships)
        {
            json.WriteStartObject();
            json.WriteString("start", relationship.Start);
            json.WriteString("type", relationship.Type);
            json.WriteString("end", relationship.End);
            GraphJsonLines.WriteProperties(json, relationship.Properties);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void WriteChange(Utf8JsonWriter json, string before, string after, ImmutableArray<PropertyChange> changes)
    {
        json.WriteStartObject();
        json.WriteString("id", after);
        if (before != after)
            json.WriteString("idBefore", before);
        json.WriteStartObject("changes");
        foreach (var change in changes)
        {
            json.WriteStartObject(change.Property);
            json.WritePropertyName("before");
            WriteValue(json, change.Before);
            json.WritePropertyName("after");
            WriteValue(json, change.After);
            json.WriteEndObject();
        }
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteValue(Utf8JsonWriter json, object? value)
    {
        if (value is null)
            json.WriteNullValue();
        else
            GraphJsonLines.WriteValue(json, value);
    }
}

/// <param name="Property">Its name; <c>labels</c> for a node's labels, <c>said by</c> for the lists behind it.</param>
/// <param name="Before">Null where it is new.</param>
/// <param name="After">Null where it is gone.</param>
public sealed record PropertyChange(string Property, object? Before, object? After);

/// <param name="Before">The node in the old graph.</param>
/// <param name="After">The node in the new one; with another id where it was recognised by its name.</param>
/// <param name="Changes">What differs, sorted by property.</param>
public sealed record ChangedNode(GraphNode Before, GraphNode After, ImmutableArray<PropertyChange> Changes);

/// <param name="Before">The relationship in the old graph.</param>
/// <param name="After">The relationship in the new one.</param>
/// <param name="Changes">What differs, sorted by property.</param>
public sealed record ChangedRelationship(GraphRelationship Before, GraphRelationship After, ImmutableArray<PropertyChange> Changes);
