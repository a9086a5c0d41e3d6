using System.Collections.Immutable;
using MultimodalPapers.Graph;
using MultimodalPapers.Neo4j.Tests.Servers;
using Neo4j.Driver;

namespace MultimodalPapers.Neo4j.Tests.Loading;

/// <summary>Graphs for tests of the loader, and what a database holds in the same form.</summary>
internal static class SmallGraph
{
    public const string Nasty = "'}) DETACH DELETE n // \"`Title`\\u0000 $id {{\0\u0001\t\u2028 \u202E ünï";

    public static GraphNode Node(string id, string labels, params (string Name, object Value)[] properties) =>
        new(id, [.. labels.Split(':')], Bag([("id", id), ("name", id), .. properties]));

    public static GraphRelationship Relationship(string start, string type, string end, params (string Name, object Value)[] properties) =>
        new(GraphRelationship.IdOf(start, type, end), type, start, end, Bag(
        [
            ("sources", ImmutableArray.Create("list.md#L1")), ("quotes", ImmutableArray.Create(Nasty)), ("rules", ImmutableArray.Create("r")),
            ("confidence", 0.9), ("basis", "stated"), .. properties,
        ]));

    public static PropertyBag Bag(params (string Name, object Value)[] properties) =>
        new(properties.GroupBy(p => p.Name).Select(g => KeyValuePair.Create(g.Key, g.Last().Value)));

    /// <summary>Papers with a model, a technique and an author each, and lineage among the models.</summary>
    public static KnowledgeGraph Of(int papers)
    {
        var (nodes, relationships) = (new List<GraphNode> { Node("technique:t", "Technique"), Node("author:a", "Author") }, new List<GraphRelationship>());
        for (var i = 0; i < papers; i++)
        {
            nodes.Add(Node($"paper:{i}", "Paper", ("title", $"{Nasty} {i}"), ("year", 2000L + i), ("open", i % 2 == 0), ("score", i / 4.0), ("aliases", ImmutableArray.Create("a", Nasty))));
            nodes.Add(Node($"model:{i}", i % 2 == 0 ? "Model:Encoder" : "Model"));
            relationships.Add(Relationship($"paper:{i}", "INTRODUCES", $"model:{i}"));
            relationships.Add(Relationship($"paper:{i}", "USES_TECHNIQUE", "technique:t"));
            relationships.Add(Relationship($"paper:{i}", "AUTHORED_BY", "author:a", ("position", (long)i), ("unusual", "name")));
            if (i > 0)
                relationships.Add(Relationship($"model:{i}", "USES_BACKBONE", $"model:{i / 2}"));
        }
        return new KnowledgeGraph(nodes, relationships);
    }

    /// <summary>A graph as lines of text, one a thing, to compare.</summary>
    public static List<string> Lines(KnowledgeGraph graph) =>
    [
        .. graph.Nodes.Select(n => $"{string.Join(':', n.Labels.Order(StringComparer.Ordinal))} {Text(n.Properties.Select(p => (p.Key, p.Value)))}")
            .Concat(graph.Relationships.Select(r => $"{r.Start} {r.Type} {r.End} {Text(r.Properties.Select(p => (p.Key, p.Value)))}"))
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>Everything in the database, without the loader's marks.</summary>
    public static async Task<List<string>> LinesAsync(ServerFixture server)
    {
        var nodes = await server.ReadAsync("MATCH (n) RETURN labels(n) AS labels, properties(n) AS values");
        var relationships = await server.ReadAsync("MATCH (a)-[r]->(b) RETURN a.id AS start, type(r) AS type, b.id AS end, properties(r) AS values");
        return
        [
            .. nodes.Select(n => $"{string.Join(':', n["labels"].As<List<string>>().Order(StringComparer.Ordinal))} {Values(n)}")
                .Concat(relationships.Select(r => $"{r["start"]} {r["type"]} {r["end"]} {Values(r)}"))
                .Order(StringComparer.Ordinal),
        ];
    }

    private static string Values(IRecord record) =>
        Text(record["values"].As<IReadOnlyDictionary<string, object>>().Where(v => !v.Key.StartsWith("load", StringComparison.Ordinal)).Select(v => (v.Key, v.Value)));

    private static string Text(IEnumerable<(string Name, object Value)> values) =>
        string.Join(' ', values.OrderBy(v => v.Name, StringComparer.Ordinal).Select(v => $"{v.Name}={Text(v.Value)}"));

    private static string Text(object value) =>
        value is System.Collections.IEnumerable list and not string ? $"[{string.Join('|', list.Cast<object>().Select(Text))}]" : $"{value.GetType().Name}:{value}";
}
