using System.Collections.Immutable;
using MultimodalPapers.Graph;
using Neo4j.Driver;

namespace MultimodalPapers.Neo4j.Loading;

/// <summary>Constraints and indexes: a unique <c>id</c> for each main label, indexes over names and years, one full-text index over names and titles.</summary>
internal static class Schema
{
    public const string FullTextIndex = "names_and_titles";

    /// <summary>Of the node that loaders take turns by; see <see cref="Turns"/>.</summary>
    public const string TurnsLabel = "MultimodalPapersLoad";

    private const long LongestWait = 3600;
    private const int MostAttempts = 5;

    /// <remarks>Names come from <see cref="GraphSchema"/> alone.</remarks>
    public static ImmutableArray<(string Name, string Statement)> Constraints { get; } =
    [
        .. GraphSchema.Labels.Select(label => (label, "id")).Append((TurnsLabel, "name"))
            .Select(c => (Name: $"{c.Item1.ToLowerInvariant()}_{c.Item2}", Label: c.Item1, Property: c.Item2))
            .Select(c => (c.Name, $"CREATE CONSTRAINT {c.Name} IF NOT EXISTS FOR (n:{c.Label}) REQUIRE n.{c.Property} IS UNIQUE")),
    ];

    /// <summary>What the saved queries look things up by.</summary>
    /// <remarks>Made after the nodes of a first load, because filling an index at once is faster than keeping it up to date; the server fills them while relationships are written.</remarks>
    public static ImmutableArray<(string Name, string Statement)> Indexes { get; } =
    [
        .. GraphSchema.Labels.Select(label => (label, "name")).Append((GraphSchema.Paper, "title")).Append((GraphSchema.Paper, "year"))
            .Select(i => (Name: $"{i.Item1.ToLowerInvariant()}_{i.Item2}", Label: i.Item1, Property: i.Item2))
            .Select(i => (i.Name, $"CREATE INDEX {i.Name} IF NOT EXISTS FOR (n:{i.Label}) ON (n.{i.Property})")),
        (FullTextIndex, $"CREATE FULLTEXT INDEX {FullTextIndex} IF NOT EXISTS FOR (n:{string.Join('|', GraphSchema.Labels)}) ON EACH [n.name, n.title]"),
    ];

    /// <summary>Makes what is missing, in one transaction, so that the server fills all new indexes in one pass over its data.</summary>
    /// <returns>Whether all is there and filled; else <see cref="AwaitAsync"/> waits for it.</returns>
    public static async Task<bool> MakeAsync(IDriver driver, string? database, IReadOnlyCollection<(string Name, string Statement)> wanted)
    {
        await using var session = driver.AsyncSession(c => c.In(database));
        for (var attempt = 1; ; attempt++)
        {
            // A constraint's index bears its name.
            var there = await session.ExecuteReadAsync(ReadIndexesAsync);
            var missing = wanted.Where(w => !there.ContainsKey(w.Name)).ToList();
            if (missing.Count == 0)
                return wanted.All(w => there[w.Name]);
            try
            {
                await session.ExecuteWriteAsync(async tx =>
                {
                    foreach (var (_, statement) in missing)
                        await (await tx.RunAsync(statement)).ConsumeAsync();
                });
                return false;
            }
            catch (ClientException error) when (attempt < MostAttempts && error.Code.StartsWith("Neo.ClientError.Schema.", StringComparison.Ordinal)
                && error.Code.EndsWith("AlreadyExists", StringComparison.Ordinal))
            {
                // Another loader makes the same at this moment: IF NOT EXISTS sees only what is committed.
            }
        }
    }

    /// <returns>The names, and whether each is filled.</returns>
    private static async Task<Dictionary<string, bool>> ReadIndexesAsync(IAsyncQueryRunner tx)
    {
        var (cursor, online) = (await tx.RunAsync("SHOW INDEXES YIELD name, state"), new Dictionary<string, bool>(StringComparer.Ordinal));
        while (await cursor.FetchAsync())
            online[cursor.Current["name"].As<string>()] = cursor.Current["state"].As<string>() == "ONLINE";
        return online;
    }

    public static Task AwaitAsync(IDriver driver, string? database, CancellationToken cancellation) =>
        driver.ExecutableQuery($"CALL db.awaitIndexes({LongestWait})").WithConfig(new QueryConfig(database: database!)).ExecuteAsync(cancellation);

    private static readonly Dictionary<string, string> Mains = GraphSchema.SubLabels.ToDictionary(s => s.Label, s => s.Of, StringComparer.Ordinal);

    private static readonly Dictionary<string, RelationshipType> Types = GraphSchema.RelationshipTypes.ToDictionary(t => t.Name, StringComparer.Ordinal);

    /// <summary>Whether a node's labels are of the schema, the first being a main label.</summary>
    /// <exception cref="LoadException">They are not.</exception>
    public static void Check(GraphNode node)
    {
        if (!GraphSchema.Labels.Contains(node.Label) || node.Labels.Skip(1).Any(l => !Mains.TryGetValue(l, out var of) || of != node.Label))
        {
            throw new LoadException($"The node '{node.Id}' has the labels {string.Join(", ", node.Labels)}; expected one of {string.Join(", ", GraphSchema.Labels)} "
                + "and then what the schema allows below it. Make the graph anew with 'build'.");
        }
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
