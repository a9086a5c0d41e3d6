using MultimodalPapers.Graph;

namespace MultimodalPapers.Neo4j.Loading;

/// <summary>Constraints and indexes: a unique <c>id</c> for each main label, a unique stamp for each relationship type, indexes over names and years, one full-text index over names and titles.</summary>
internal static class Schema
{
    public const string FullTextIndex = "names_and_titles";

    /// <remarks>Existing ones stay; names come from <see cref="GraphSchema"/> alone.</remarks>
    public static IEnumerable<string> Constraints => GraphSchema.Labels
        .Select(label => $"CREATE CONSTRAINT {label.ToLowerInvariant()}_id IF NOT EXISTS FOR (n:{label}) REQUIRE n.id IS UNIQUE")
        // No relationship of ours twice, however often a transaction is tried; and their stamps are read from the index.
        .Concat(GraphSchema.RelationshipTypes.Select(type =>
            $"CREATE CONSTRAINT {type.Name.ToLowerInvariant()}_{Ownership.StampName.ToLowerInvariant()} IF NOT EXISTS FOR ()-[r:{type.Name}]-() REQUIRE r.{Ownership.StampName} IS UNIQUE"));

    /// <summary>What the saved queries look things up by.</summary>
    /// <remarks>Made after a first load, because filling an index at once is faster than keeping it up to date.</remarks>
    public static IEnumerable<string> Indexes => GraphSchema.Labels
        .Select(label => Index(label, "name"))
        .Concat([Index(GraphSchema.Paper, "title"), Index(GraphSchema.Paper, "year"), FullText]);

    private static string Index(string label, string property) =>
        $"CREATE INDEX {label.ToLowerInvariant()}_{property} IF NOT EXISTS FOR (n:{label}) ON (n.{property})";

    private static string FullText =>
        $"CREATE FULLTEXT INDEX {FullTextIndex} IF NOT EXISTS FOR (n:{string.Join('|', GraphSchema.Labels)}) ON EACH [n.name, n.title]";

    private static readonly Dictionary<string, string> Mains = GraphSchema.SubLabels.ToDictionary(s => s.Label, s => s.Of, StringComparer.Ordinal);

    private static readonly Dictionary<string, RelationshipType> Types = GraphSchema.RelationshipTypes.ToDictionary(t => t.Name, StringComparer.Ordinal);

    /// <summary>Labels as a pattern writes them: <c>Model:Encoder</c>.</summary>
    /// <exception cref="LoadException">One is not of the schema, or the first is no main label.</exception>
    public static string Pattern(GraphNode node)
    {
        if (!GraphSchema.Labels.Contains(node.Label) || node.Labels.Skip(1).Any(l => !Mains.TryGetValue(l, out var of) || of != node.Label))
        {
            throw new LoadException($"The node '{node.Id}' has the labels {string.Join(", ", node.Labels)}; expected one of {string.Join(", ", GraphSchema.Labels)} "
                + "and then what the schema allows below it. Make the graph anew with 'build'.");
        }
        return string.Join(':', node.Labels);
    }

    /// <summary>The labels below a main one.</summary>
    public static IEnumerable<string> Below(string label) => GraphSchema.SubLabels.Where(s => s.Of == label).Select(s => s.Label);

    /// <summary>The type and the main labels of the ends of a relationship.</summary>
    /// <exception cref="LoadException">They are not of the schema.</exception>
    public static RelationshipKind Kind(RelationshipLine line)
    {
        var relationship = line.Relationship;
        if (!Types.TryGetValue(relationship.Type, out var type))
            throw new LoadException($"The relationship '{relationship.Id}' is of the type '{relationship.Type}', which the schema does not have. Make the graph anew with 'build'.");
        return new RelationshipKind(type.Name, End(line.StartLabels, type.From, relationship.Start), End(line.EndLabels, type.To, relationship.End));

        string End(IReadOnlyList<string> labels, IReadOnlyList<string> allowed, string id) =>
            labels.Count > 0 && allowed.Contains(labels[0], StringComparer.Ordinal) ? labels[0]
            : labels.Count == 0 && allowed.Count == 1 ? allowed[0]
            : throw new LoadException($"The relationship '{relationship.Id}' of the type {type.Name} has '{id}' at one end, with the label {(labels.Count > 0 ? $"'{labels[0]}'" : "left out")}; "
                + $"expected {string.Join(" or ", allowed)}. Make the graph anew with 'build'.");
    }
}

/// <summary>Relationships that one query writes.</summary>
internal sealed record RelationshipKind(string Type, string Start, string End);

/// <summary>The load cannot go on; the message says what to do.</summary>
public sealed class LoadException : Exception
{
    public LoadException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
