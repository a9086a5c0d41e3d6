using System.Collections.Immutable;
using System.Globalization;
using MultimodalPapers.Graph;
using MultimodalPapers.Tests.Graph;

namespace MultimodalPapers.Tests.Reports;

/// <summary>Graphs to report on.</summary>
internal static class ReportSamples
{
    /// <summary>A corner of the field with something for every section: a disagreement, a doubtful fact, a circle, a child older than its parent, a title with signs in it.</summary>
    public static KnowledgeGraph Small { get; } = MakeSmall();

    /// <summary>Every nasty text as the name of a paper, a model, a technique, an organisation, a dataset and a list, related to each other.</summary>
    public static KnowledgeGraph Hostile { get; } = MakeHostile();

    /// <summary>A made-up field.</summary>
    /// <param name="models">How many, each with a paper; from 2018 on.</param>
    /// <param name="seed">The same seed gives the same field.</param>
    /// <param name="longNames">Whether names are long and of several scripts.</param>
    public static KnowledgeGraph Field(int models, int seed, bool longNames = false)
    {
        var random = new Random(seed);
        var builder = new Builder();
        for (var i = 0; i < models; i++)
        {
            var name = longNames ? $"{new string('W', 1 + (i % 30))} 多模态 {i} Model-{i}" : $"Model-{i}";
            var year = 2018 + (7 * i / models);
            var paper = builder.Paper($"p{i}", $"{name}: A Title", year, ($"list-{i % 5}.md", 10 + i));
            var model = builder.Model($"m{i}", name, year);
            builder.Edge(paper, "INTRODUCES", model, $"list-{i % 5}.md#L{10 + i}");
            foreach (var type in GraphSchema.Lineage)
            {
                if (i > 0 && random.Next(3) == 0)
                    builder.Edge(model, type, $"model:m{(int)(i * Math.Pow(random.NextDouble(), 3))}", $"list-{i % 5}.md#L{11 + i}");
            }
            builder.Edge(paper, "USES_TECHNIQUE", builder.Thing("Technique", $"Technique {random.Next(1 + (models / 20))}"), $"list-{i % 5}.md#L{10 + i}");
        }
        return builder.Build();
    }

    /// <summary>Models of known years on one language model, all with one encoder whose year nobody states.</summary>
    public static KnowledgeGraph WithUndatedEncoder(int models)
    {
        var builder = new Builder();
        var encoder = builder.Thing(GraphSchema.Model, "Undated", "Encoder");
        var backbone = builder.Model("base", "Base", 2020, "LanguageModel");
        for (var i = 0; i < models; i++)
        {
            var model = builder.Model($"m{i}", $"Model-{i}", 2021, "MultimodalModel");
            builder.Edge(model, "USES_BACKBONE", backbone, "a.md#L1");
            builder.Edge(model, "USES_ENCODER", encoder, "a.md#L1");
        }
        return builder.Build();
    }

    private static KnowledgeGraph MakeSmall()
    {
        var b = new Builder();
        var llava = b.Paper("arxiv:2304.08485", "Visual Instruction Tuning", 2023, ("a.md", 7), ("b/list.txt", 3));
        var minigpt = b.Paper("minigpt", "MiniGPT-4: Enhancing | [Vision] `Understanding` <b>*now*</b>", 2023, ("b/list.txt", 9));
        var clip = b.Paper("arxiv:2103.00020", "Learning Transferable Visual Models", 2021, ("a.md", 2));
        b.Node("paper:thin", [GraphSchema.Paper], ("name", "Nothing But a Title"), ("title", "Nothing But a Title"), ("entries", Texts("a.md#L30")));
        b.Edge("paper:thin", "LISTED_IN", "list:a.md", "a.md#L30");
        b.Node("paper:unnamed", [GraphSchema.Paper], ("name", "A Study of Frozen Encoders"), ("title", "A Study of Frozen Encoders"), ("year", 2024L), ("url", "https://example.org/study"), ("entries", Texts("a.md#L40")), ("titles", Texts("A Study of Frozen Encoders", "Study of Encoders")));
        b.Edge("paper:unnamed", "LISTED_IN", "list:a.md", "a.md#L40");
        foreach (var (id, name, year, label) in new[] { ("llama", "LLaMA", 2023, "LanguageModel"), ("vicuna", "Vicuna", 2023, "LanguageModel"), ("llava", "LLaVA", 2023, "MultimodalModel"), ("llava-1.5", "LLaVA-1.5", 2023, "MultimodalModel"),
                     ("minigpt-4", "MiniGPT-4", 2023, "MultimodalModel"), ("clip", "CLIP", 2021, "Encoder"), ("eva-clip", "EVA-CLIP", 2023, "Encoder"), ("early", "Early Bird", 2020, "MultimodalModel"), ("ouro", "Ouro", 2022, "MultimodalModel"), ("boros", "Boros", 2022, "MultimodalModel") })
            b.Model(id, name, year, label);
        b.Edge(llava, "INTRODUCES", "model:llava", "a.md#L7", "Visual Instruction Tuning");
        b.Edge(minigpt, "INTRODUCES", "model:minigpt-4", "b/list.txt#L9", "MiniGPT-4: Enhancing");
        b.Edge(clip, "INTRODUCES", "model:clip", "a.md#L2", "CLIP");
        b.Edge("model:vicuna", "DERIVED_FROM", "model:llama", "catalogue: arXiv:2302.13971", "", "background");
        b.Edge("model:llava", "USES_BACKBONE", "model:vicuna", "a.md#L8", "Vicuna-7B | 13B", "stated", 1, ("sizes", Texts("7B", "13B")));
        b.Edge("model:llava", "USES_ENCODER", "model:clip", "a.md#L8", "CLIP ViT-L");
        b.Edge("model:llava-1.5", "DERIVED_FROM", "model:llava", "b/list.txt#L4", "improves LLaVA", "inferred", 0.6);
        b.Edge("model:llava-1.5", "USES_ENCODER", "model:clip", "b/list.txt#L4", "CLIP");
        b.Edge("model:minigpt-4", "USES_BACKBONE", "model:vicuna", "b/list.txt#L10", "Vicuna");
        b.Edge("model:minigpt-4", "USES_ENCODER", "model:eva-clip", "b/list.txt#L10", "EVA-CLIP");
        b.Edge("model:eva-clip", "DERIVED_FROM", "model:clip", "b/list.txt#L11", "EVA-CLIP");
        b.Edge("model:early", "USES_BACKBONE", "model:vicuna", "a.md#L20", "Early Bird on Vicuna");
        b.Edge("model:ouro", "DERIVED_FROM", "model:boros", "a.md#L21", "Ouro from Boros");
        b.Edge("model:boros", "DERIVED_FROM", "model:ouro", "b/list.txt#L22", "Boros from Ouro");
        b.Edge("paper:unnamed", "USES_ENCODER", "model:clip", "a.md#L41", "a frozen CLIP");
        foreach (var paper in new[] { llava, minigpt })
        {
            b.Edge(paper, "USES_TECHNIQUE", b.Thing("Technique", "Instruction tuning"), paper == llava ? "a.md#L7" : "b/list.txt#L9", "instruction tuning");
            b.Edge(paper, "EVALUATED_ON", b.Thing("Dataset", "ScienceQA", "Benchmark"), paper == llava ? "a.md#L9" : "b/list.txt#L12", "ScienceQA");
        }
        b.Edge(llava, "FROM_ORGANIZATION", b.Thing("Organization", "University of Wisconsin"), "a.md#L7", "UW");
        b.Edge("organization:university of wisconsin", "DEVELOPED", "model:llava", "a.md#L7", "UW", "inferred", 0.8);
        return b.Build();
    }

    private static KnowledgeGraph MakeHostile()
    {
        var b = new Builder();
        string[] more = ["a](http://evil.example/) [b", "$x$ and $$y$$", ":smile: @someone #12", "# heading", "1. item", "www.example.org http://example.org", "<script>alert(1)</script>", "| a | b |", "]]><!--", "a\u202Eb", "--", "&lt;b&gt;"];
        var texts = SampleGraphs.NastyTexts.Concat(more).ToList();
        for (var i = 0; i < texts.Count; i++)
        {
            var text = texts[i];
            var list = $"{text}/list {i} (1).md";
            var paper = b.Paper($"{i}:{text}", text, 2020 + (i % 5), (list, 1 + i));
            var model = b.Model($"{i}:{text}", text, 2020 + (i % 5));
            b.Edge(paper, "INTRODUCES", model, $"{list}#L{1 + i}", text);
            b.Edge(paper, "USES_TECHNIQUE", b.Thing("Technique", text), $"{list}#L{1 + i}", text);
            b.Edge(paper, "EVALUATED_ON", b.Thing("Dataset", text), $"{list}#L{1 + i}", text);
            b.Edge(paper, "FROM_ORGANIZATION", b.Thing("Organization", text), $"{list}#L{1 + i}", text);
            if (i > 0)
                b.Edge(model, GraphSchema.Lineage[i % 4], $"model:{i / 2}:{texts[i / 2]}", $"{list}#L{1 + i}", text);
        }
        return b.Build();
    }

    private static ImmutableArray<string> Texts(params string[] texts) => [.. texts];

    private sealed class Builder
    {
        private readonly Dictionary<string, GraphNode> _nodes = new(StringComparer.Ordinal);
        private readonly Dictionary<string, GraphRelationship> _edges = new(StringComparer.Ordinal);

        public string Node(string id, string[] labels, params (string, object?)[] properties)
        {
            _nodes.TryAdd(id, SampleGraphs.Node(id, labels, properties));
            return id;
        }

        public string Paper(string key, string title, int year, params (string List, int Line)[] entries)
        {
            var places = entries.Select(e => string.Create(CultureInfo.InvariantCulture, $"{e.List}#L{e.Line}")).ToImmutableArray();
            var id = Node($"paper:{key}", [GraphSchema.Paper], ("name", title), ("title", title), ("year", (long)year), ("url", key.StartsWith("arxiv:", StringComparison.Ordinal) ? $"https://arxiv.org/abs/{key[6..]}" : null), ("entries", places));
            foreach (var (list, line) in entries)
            {
                Node($"list:{list}", [GraphSchema.List], ("name", list));
                Edge(id, "LISTED_IN", $"list:{list}", string.Create(CultureInfo.InvariantCulture, $"{list}#L{line}"), title);
            }
            return id;
        }

        public string Model(string key, string name, int year, string? label = null) =>
            Node($"model:{key}", label is null ? [GraphSchema.Model] : [GraphSchema.Model, label], ("name", name), ("year", (long)year), ("documented", key is not ("vicuna" or "llama")));

        public string Thing(string label, string name, string? more = null) =>
            Node($"{label.ToLowerInvariant()}:{name.ToLowerInvariant()}", more is null ? [label] : [label, more], ("name", name));

        public void Edge(string start, string type, string end, string source, string quote = "", string basis = "stated", double confidence = 1, params (string, object?)[] more)
        {
            var edge = SampleGraphs.Edge(start, type, end, [("sources", Texts(source)), ("quotes", Texts(quote)), ("rules", Texts("sample")), ("basis", basis), ("confidence", confidence), .. more]);
            if (start != end)
                _edges.TryAdd(edge.Id, edge);
        }

        public KnowledgeGraph Build()
        {
            foreach (var list in _edges.Values.SelectMany(e => new[] { e.End }).Where(id => id.StartsWith("list:", StringComparison.Ordinal)).ToList())
                Node(list, [GraphSchema.List], ("name", list[5..]));
            return new KnowledgeGraph(_nodes.Values, _edges.Values);
        }
    }
}
