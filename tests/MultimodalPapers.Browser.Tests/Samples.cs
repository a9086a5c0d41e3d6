using System.Collections.Immutable;
using MultimodalPapers.Graph;

namespace MultimodalPapers.Browser.Tests;

/// <summary>A small corner of the field, and what a list could do to a careless page.</summary>
internal static class Samples
{
    public static KnowledgeGraph Field()
    {
        GraphNode[] nodes =
        [
            Node("paper:arxiv:2304.08485", "Paper", "Visual Instruction Tuning", ("title", "Visual Instruction Tuning"), ("arxiv", "2304.08485"), ("year", 2023L), ("venue", "NeurIPS"),
                ("venues", Texts("NeurIPS", "ICLR")), ("code", "https://github.com/haotian-liu/LLaVA")),
            Node("paper:arxiv:2310.03744", "Paper", "Improved Baselines with Visual Instruction Tuning", ("arxiv", "2310.03744"), ("year", 2023L)),
            Node("model:llava", "Model", "LLaVA", ("year", 2023L), ("documented", true), ("spellings", Texts("Large Language and Vision Assistant"))),
            Node("model:llava-1.5", "Model", "LLaVA-1.5", ("year", 2023L), ("documented", true)),
            Node("model:vicuna", "Model", "Vicuna", ("year", 2023L), ("documented", false)),
            Node("model:llama", "Model", "LLaMA", ("year", 2023L), ("documented", false)),
            Node("model:clip", "Model", "CLIP", ("year", 2021L), ("documented", false)),
            Node("model:minigpt-4", "Model", "MiniGPT-4", ("year", 2023L), ("documented", false)),
            Node("model:solo", "Model", "Solo", ("documented", false)),
            Node("technique:moe", "Technique", "Mixture of Experts", ("spellings", Texts("混合专家", "MoE"))),
            Node("technique:instruction-tuning", "Technique", "Instruction tuning"),
            Node("organization:microsoft", "Organization", "Microsoft"),
            Node("dataset:scienceqa", "Dataset", "ScienceQA"),
            Node("author:haotian-liu", "Author", "Haotian Liu"),
            Node("venue:neurips", "Venue", "NeurIPS"),
            Node("venue:iclr", "Venue", "ICLR"),
            Node("list:a.md", "List", "a.md"),
            Node("list:b.md", "List", "b.md"),
        ];
        GraphRelationship[] edges =
        [
            Edge("paper:arxiv:2304.08485", "INTRODUCES", "model:llava", "a.md#L7", "LLaVA: Visual"),
            Edge("paper:arxiv:2310.03744", "INTRODUCES", "model:llava-1.5", "b.md#L3", "LLaVA-1.5"),
            Edge("paper:arxiv:2304.08485", "USES_TECHNIQUE", "technique:instruction-tuning", "a.md#L7", "Visual Instruction Tuning"),
            Edge("paper:arxiv:2310.03744", "USES_TECHNIQUE", "technique:moe", "b.md#L3", "混合专家"),
            Edge("paper:arxiv:2304.08485", "EVALUATED_ON", "dataset:scienceqa", "a.md#L8", "ScienceQA"),
            Edge("paper:arxiv:2304.08485", "FROM_ORGANIZATION", "organization:microsoft", "a.md#L8", "Microsoft"),
            Edge("organization:microsoft", "DEVELOPED", "model:llava", "a.md#L8", "Microsoft", "inferred"),
            Edge("paper:arxiv:2304.08485", "AUTHORED_BY", "author:haotian-liu", "a.md#L7", "Haotian Liu"),
            Edge("paper:arxiv:2304.08485", "PUBLISHED_IN", "venue:neurips", "a.md#L7", "NeurIPS 2023"),
            Edge("paper:arxiv:2304.08485", "PUBLISHED_IN", "venue:iclr", "b.md#L1", "ICLR 2023"),
            Edge("paper:arxiv:2304.08485", "LISTED_IN", "list:a.md", "a.md#L7", "Visual Instruction Tuning"),
            Edge("paper:arxiv:2310.03744", "LISTED_IN", "list:b.md", "b.md#L3", "Improved Baselines with Visual Instruction Tuning"),
            Edge("model:llava", "USES_BACKBONE", "model:vicuna", "a.md#L9", "Vicuna-13B"),
            Edge("model:llava", "USES_BACKBONE", "model:llama", "b.md#L1", "built on LLaMA"),
            Edge("model:llava", "USES_ENCODER", "model:clip", "a.md#L9", "CLIP ViT-L"),
            Edge("model:llava-1.5", "DERIVED_FROM", "model:llava", "b.md#L3", "improves LLaVA"),
            Edge("model:minigpt-4", "USES_BACKBONE", "model:vicuna", "b.md#L5", "Vicuna"),
            Edge("model:vicuna", "DERIVED_FROM", "model:llama", "catalogue: arXiv:2306.05685", "", "background"),
        ];
        return new KnowledgeGraph(nodes, edges);
    }

    /// <summary>Everything a list may hold that wants to be more than text.</summary>
    public static KnowledgeGraph Hostile()
    {
        string[] texts =
        [
            "<script>window.hacked = 1</script>", "</script><script>window.hacked = 1</script>", "<img src=x onerror=\"window.hacked = 1\">",
            "\"><svg onload='window.hacked = 1'>", "javascript:window.hacked=1", "<!--", "]]>", "{{constructor.constructor('window.hacked=1')()}}",
            "safe\u202Egnp.exe", "\u2066\u202E\u2028\u2029", "__proto__", "constructor", "<a href=\"javascript:window.hacked=1\">click</a>", "' onclick='window.hacked=1",
        ];
        var nodes = new List<GraphNode> { Node("list:<b>.md", "List", "<b>.md") };
        var edges = new List<GraphRelationship>();
        for (var i = 0; i < texts.Length; i++)
        {
            nodes.Add(Node($"paper:{texts[i]}", "Paper", texts[i], ("title", texts[i] + "!"), ("titles", Texts(texts[i], texts[^1])), ("url", "javascript:window.hacked=1"), ("code", "data:text/html,<script>window.hacked=1</script>"),
                ("project", "https://example.org/\"onmouseover=\"window.hacked=1"), ("primarySource", "vbscript:x"), ("spellings", Texts(texts))));
            nodes.Add(Node($"model:{texts[i]}", "Model", texts[i], ("spellings", Texts(texts))));
            edges.Add(Edge($"paper:{texts[i]}", "INTRODUCES", $"model:{texts[i]}", $"{texts[i]}#L{i + 1}", texts[i]));
            edges.Add(Edge($"paper:{texts[i]}", "LISTED_IN", "list:<b>.md", $"<b>.md#L{i + 1}", texts[i]));
            if (i > 0)
                edges.Add(Edge($"model:{texts[i]}", "USES_BACKBONE", $"model:{texts[i - 1]}", $"<b>.md#L{i + 1}", texts[i]));
        }
        return new KnowledgeGraph(nodes, edges);
    }

    /// <summary>A random lineage, circles included.</summary>
    public static KnowledgeGraph Lineage(int models, int seed)
    {
        var random = new Random(seed);
        string[] types = [.. GraphSchema.Lineage];
        var nodes = Enumerable.Range(0, models).Select(i => Node($"model:{i}", "Model", $"Model {i}", ("year", 2018L + i % 8))).ToList();
        var edges = new Dictionary<string, GraphRelationship>(StringComparer.Ordinal);
        for (var i = 0; i < models * 2; i++)
        {
            var (from, to) = (random.Next(models), random.Next(models));
            // Mostly from later to earlier; now and then the other way, which makes circles.
            if (from < to && random.Next(12) > 0)
                (from, to) = (to, from);
            var edge = Edge($"model:{from}", types[random.Next(4)], $"model:{to}", $"a.md#L{i + 1}", "says so", random.Next(4) == 0 ? "background" : "stated");
            edges.TryAdd(edge.Id, edge);
        }
        return new KnowledgeGraph(nodes, edges.Values);
    }

    private static GraphNode Node(string id, string label, string name, params (string, object?)[] more) =>
        new(id, [label], PropertyBag.Of([("id", id), ("name", name), .. more]));

    private static GraphRelationship Edge(string start, string type, string end, string source, string quote, string basis = "stated") =>
        new(GraphRelationship.IdOf(start, type, end), type, start, end, PropertyBag.Of(
            ("sources", Texts(source)), ("quotes", Texts(quote)), ("rules", Texts("rule")), ("confidence", basis == "stated" ? 1.0 : 0.8), ("basis", basis)));

    private static ImmutableArray<string> Texts(params string[] texts) => [.. texts];
}
