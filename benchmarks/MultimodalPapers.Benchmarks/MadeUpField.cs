using System.Collections.Immutable;
using System.Globalization;
using MultimodalPapers.Graph;

namespace MultimodalPapers.Benchmarks;

/// <summary>A made-up field in the whole schema: each paper introduces a model that stands on earlier ones, few of them very popular.</summary>
internal static class MadeUpField
{
    private static readonly string[] Words = ["visual", "instruction", "tuning", "video", "language", "model", "alignment", "diffusion", "token", "reasoning", "audio", "retrieval", "sparse", "expert"];

    /// <param name="papers">About 3.3 nodes and 17 relationships each.</param>
    /// <param name="seed">The same seed gives the same graph.</param>
    public static KnowledgeGraph Of(int papers, int seed)
    {
#pragma warning disable CA5394 // Repeatable, not secret.
        var random = new Random(seed);
        var (nodes, edges) = (new List<GraphNode>(), new Dictionary<string, GraphRelationship>(StringComparer.Ordinal));
        int Skewed(int size) => Math.Min(size - 1, (int)(size * Math.Pow(random.NextDouble(), 3)));

        var pools = new (string Label, int Size)[] { ("Technique", 300), ("Dataset", 2_000), ("Organization", 500), ("Venue", 60), ("Topic", 120), ("List", 50), ("Author", papers) };
        foreach (var (label, size) in pools)
        {
            for (var i = 0; i < size; i++)
            {
                nodes.Add(new GraphNode($"{label.ToLowerInvariant()}:{i}", label == "Dataset" && i % 2 == 0 ? [label, "Benchmark"] : [label], PropertyBag.Of(
                    ("id", $"{label.ToLowerInvariant()}:{i}"), ("name", $"{label} {i}"), ("broader", label == "Technique" && i > 9 ? ImmutableArray.Create($"Technique {i % 10}") : null),
                    ("depth", label == "Topic" ? (i < 20 ? 0L : 1L) : null))));
            }
        }
        for (var i = 0; i < papers; i++)
        {
            var (year, title) = (2018L + (8L * i / papers), $"{string.Join(' ', Enumerable.Range(0, 6).Select(_ => Words[random.Next(Words.Length)]))} {i}");
            nodes.Add(new GraphNode($"paper:{i}", ["Paper"], PropertyBag.Of(
                ("id", $"paper:{i}"), ("name", title), ("title", title), ("year", year), ("arxiv", string.Create(CultureInfo.InvariantCulture, $"{year - 2000}01.{i % 100_000:00000}")),
                ("code", i % 3 == 0 ? $"https://example.org/{i}" : null), ("titles", i % 50 == 0 ? ImmutableArray.Create(title, title + "s") : null),
                ("entries", ImmutableArray.Create($"list-{i % 50}.md#L{i}")), ("listCount", 1L + (i % 4)))));
            nodes.Add(new GraphNode($"model:{i}", ["Model", i % 5 == 0 ? "LanguageModel" : i % 5 == 1 ? "Encoder" : "MultimodalModel"], PropertyBag.Of(
                ("id", $"model:{i}"), ("name", $"Model {i}"), ("year", year), ("documented", i % 4 != 0), ("introducedBy", ImmutableArray.Create($"paper:{i}")))));
        }

        for (var i = 0; i < papers; i++)
        {
            var (paper, model) = ($"paper:{i}", $"model:{i}");
            Edge("INTRODUCES", paper, model);
            foreach (var type in i > 0 ? ["USES_BACKBONE", "USES_ENCODER", "DERIVED_FROM"] : Array.Empty<string>())
            {
                if (random.NextDouble() < 0.8)
                    Edge(type, model, $"model:{Skewed(i)}");
            }
            foreach (var (type, label, count) in new[] { ("USES_TECHNIQUE", "Technique", 2), ("EVALUATED_ON", "Dataset", 2), ("TRAINED_ON", "Dataset", 1), ("AUTHORED_BY", "Author", 3),
                ("FROM_ORGANIZATION", "Organization", 1), ("PUBLISHED_IN", "Venue", 1), ("IN_TOPIC", "Topic", 1), ("LISTED_IN", "List", 1), ("MENTIONS", "Technique", 1) })
            {
                for (var k = 0; k < count; k++)
                    Edge(type, paper, $"{label.ToLowerInvariant()}:{Skewed(pools.First(p => p.Label == label).Size)}");
            }
            Edge("COMPARES_WITH", paper, $"model:{Skewed(papers)}");
            Edge("DEVELOPED", $"organization:{Skewed(500)}", model);
        }
        for (var i = 20; i < 120; i++)
            Edge("SUBTOPIC_OF", $"topic:{i}", $"topic:{i % 20}");
        return new KnowledgeGraph(nodes, edges.Values);

        void Edge(string type, string start, string end)
        {
            var id = GraphRelationship.IdOf(start, type, end);
            edges.TryAdd(id, new GraphRelationship(id, type, start, end, PropertyBag.Of(
                ("sources", ImmutableArray.Create($"list.md#L{edges.Count}")), ("quotes", ImmutableArray.Create("as stated")), ("rules", ImmutableArray.Create("made-up")),
                ("confidence", edges.Count % 10 == 0 ? 0.8 : 1.0), ("basis", "stated"))));
        }
#pragma warning restore CA5394
    }
}
