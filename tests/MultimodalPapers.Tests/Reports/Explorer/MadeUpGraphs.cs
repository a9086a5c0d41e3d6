using System.Collections.Immutable;
using MultimodalPapers.Graph;

namespace MultimodalPapers.Tests.Reports.Explorer;

/// <summary>Graphs of any size that look like real ones: a paper introduces a model that builds on earlier ones, uses techniques, has authors and a list.</summary>
internal static class MadeUpGraphs
{
    /// <param name="papers">There are about 3.5 nodes and 14 relationships a paper.</param>
    /// <param name="seed">The same seed, the same graph.</param>
    public static KnowledgeGraph Papers(int papers, int seed)
    {
        var random = new Random(seed);
        var nodes = new List<GraphNode>();
        var edges = new Dictionary<string, GraphRelationship>(StringComparer.Ordinal);
        var pools = new[] { ("technique", "Technique", Math.Max(8, papers / 20)), ("dataset", "Dataset", Math.Max(8, papers / 4)), ("organization", "Organization", Math.Max(5, papers / 12)), ("venue", "Venue", 20), ("topic", "Topic", 20), ("author", "Author", papers) };
        foreach (var (prefix, label, count) in pools)
        {
            for (var i = 0; i < count; i++)
                Node($"{prefix}:{i}", label, $"{label} {i}");
        }
        for (var i = 0; i < 5; i++)
            Node($"list:list-{i}.md", "List", $"list-{i}.md");
        for (var i = 0; i < papers; i++)
        {
            var year = 2016 + 10 * i / papers;
            Node($"paper:{i}", "Paper", $"A made-up title of the paper number {i}", ("year", (long)year), ("arxiv", $"{year - 2000:00}{1 + i % 12:00}.{i % 100_000:00000}"));
            Node($"model:{i}", "Model", $"Model {i}", ("year", (long)year), ("documented", true));
            Edge($"paper:{i}", "INTRODUCES", $"model:{i}", i);
            foreach (var type in new[] { "USES_BACKBONE", "USES_ENCODER", "DERIVED_FROM" })
            {
                if (i > 0 && random.NextDouble() < 0.7)
                    Edge($"model:{i}", type, $"model:{Skewed(i)}", i);
            }
            for (var j = 0; j < 2; j++)
            {
                Edge($"paper:{i}", "USES_TECHNIQUE", $"technique:{Skewed(pools[0].Item3)}", i);
                Edge($"paper:{i}", "EVALUATED_ON", $"dataset:{Skewed(pools[1].Item3)}", i);
            }
            for (var j = 0; j < 3; j++)
                Edge($"paper:{i}", "AUTHORED_BY", $"author:{Skewed(papers)}", i);
            Edge($"paper:{i}", "FROM_ORGANIZATION", $"organization:{Skewed(pools[2].Item3)}", i);
            Edge($"paper:{i}", "PUBLISHED_IN", $"venue:{Skewed(20)}", i);
            Edge($"paper:{i}", "IN_TOPIC", $"topic:{Skewed(20)}", i);
            Edge($"paper:{i}", "LISTED_IN", $"list:list-{i % 5}.md", i);
        }
        return new KnowledgeGraph(nodes, edges.Values);

        int Skewed(int size) => (int)(size * Math.Pow(random.NextDouble(), 2.5));

        void Node(string id, string label, string name, params (string, object?)[] more) =>
            nodes.Add(new GraphNode(id, [label], PropertyBag.Of([("id", id), ("name", name), .. more])));

        void Edge(string start, string type, string end, int i) =>
            edges.TryAdd(GraphRelationship.IdOf(start, type, end), new GraphRelationship(GraphRelationship.IdOf(start, type, end), type, start, end, PropertyBag.Of(
                ("sources", ImmutableArray.Create($"list-{i % 5}.md#L{i + 1}")), ("quotes", ImmutableArray.Create($"states it in the entry number {i} of the list")),
                ("rules", ImmutableArray.Create("made-up")), ("confidence", 0.9), ("basis", i % 7 == 0 ? "inferred" : "stated"))));
    }
}
