using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using MultimodalPapers.Graph;

namespace MultimodalPapers.Tests.Graph;

/// <summary>Graphs to write and read.</summary>
internal static class SampleGraphs
{
    /// <summary>Texts that break careless writers.</summary>
    public static ImmutableArray<string> NastyTexts { get; } =
    [
        "", " ", " leading and trailing ", "\"quoted\"", "'single' `tick` ``", "a;b|c,d\te", "line\nbreak\r\nand\rmore", "back\\slash \\n \\u0041",
        "\u0000\u0001\u001f\u007f\u0085\u2028", "emoji 🦙🧑‍🔬", "多模态大模型", "<a href=\"x\">&amp;</a>", "]]>", "${x} {{y}} $param", "null", "true", "1", "1.0", "\ufeffbom",
        "'; MATCH (n) DETACH DELETE n; //",
    ];

    public static KnowledgeGraph Small { get; } = new(
        [
            Node("paper:arxiv:2304.08485", [GraphSchema.Paper], ("name", "Visual Instruction Tuning"), ("title", "Visual Instruction Tuning"), ("year", 2023L)),
            Node("model:llava", [GraphSchema.Model, "MultimodalModel"], ("name", "LLaVA"), ("documented", true), ("spellings", Texts("LLaVA", "LLAVA"))),
            Node("model:vicuna", [GraphSchema.Model, "LanguageModel"], ("name", "Vicuna"), ("documented", false)),
        ],
        [
            Edge("paper:arxiv:2304.08485", "INTRODUCES", "model:llava", ("confidence", 1.0), ("sources", Texts("a.md#L7")), ("quotes", Texts("LLaVA: \"Visual\"")), ("rules", Texts("title-name")), ("basis", "stated")),
            Edge("model:llava", "USES_BACKBONE", "model:vicuna", ("confidence", 0.95), ("sources", Texts("a.md#L9", "b.md#L1")), ("quotes", Texts("Vicuna-7B; 13B", "Vicuna")), ("rules", Texts("backbone-field", "cue")), ("basis", "stated"), ("sizes", Texts("7B", "13B"))),
        ]);

    /// <summary>Every nasty text as a value, in a list, in an id and as far as possible in every type of property.</summary>
    public static KnowledgeGraph Nasty { get; } = MakeNasty();

    public static GraphNode Node(string id, string[] labels, params (string Name, object? Value)[] properties) =>
        new(id, [.. labels], PropertyBag.Of([("id", id), .. properties]));

    public static GraphRelationship Edge(string start, string type, string end, params (string Name, object? Value)[] properties) =>
        new(GraphRelationship.IdOf(start, type, end), type, start, end, PropertyBag.Of(properties));

    public static ImmutableArray<string> Texts(params string[] texts) => [.. texts];

    private static KnowledgeGraph MakeNasty()
    {
        var papers = NastyTexts.Select((text, i) => Node($"paper:{i}:{text}", [GraphSchema.Paper],
            ("name", text), ("titles", Texts(text, "plain", text)), ("none", ImmutableArray<string>.Empty),
            ("year", -i * 1_000_000_007L), ("score", i / 7.0), ("years", ImmutableArray.Create(1L, -2L)), ("scores", ImmutableArray.Create(0.5, 1.0, 1e-300)),
            ("open", i % 2 == 0))).ToList();
        var topics = NastyTexts.Select((text, i) => Node($"topic:{i}", [GraphSchema.Topic], ("name", text))).ToList();
        var edges = NastyTexts.Select((text, i) => Edge(papers[i].Id, "IN_TOPIC", topics[i].Id,
            ("quotes", Texts(text)), ("sources", Texts($"{text}#L{i}")), ("rules", Texts("rule")), ("confidence", 1.0), ("basis", text)));
        return new KnowledgeGraph([.. papers, .. topics], edges);
    }

    /// <summary>Random graphs with random texts, numbers and lists; not of the schema.</summary>
    public static Arbitrary<KnowledgeGraph> Any { get; } = MakeAny().ToArbitrary();

    private static Gen<KnowledgeGraph> MakeAny()
    {
        var text = ArbMap.Default.GeneratorFor<UnicodeString>().Select(s => s?.ToString() ?? "").Select(WithoutLoneSurrogates);
        var scalar = Gen.OneOf(
            text.Select(object (t) => t),
            ArbMap.Default.GeneratorFor<long>().Select(object (n) => n),
            ArbMap.Default.GeneratorFor<NormalFloat>().Select(object (n) => n.Get),
            ArbMap.Default.GeneratorFor<bool>().Select(object (b) => b),
            text.ListOf().Select(object (t) => t.ToImmutableArray()),
            ArbMap.Default.GeneratorFor<long>().NonEmptyListOf().Select(object (n) => n.ToImmutableArray()),
            ArbMap.Default.GeneratorFor<NormalFloat>().NonEmptyListOf().Select(object (n) => n.Select(f => f.Get).ToImmutableArray()));
        var properties = scalar.ListOf().Select(values => values.Select((value, i) => ($"p{i}", (object?)value)).ToArray());
        return
            from nodes in Gen.Zip(text, properties).NonEmptyListOf()
            from edges in Gen.Zip(Gen.Choose(0, 1000).Two(), properties).ListOf()
            let made = nodes.Select((n, i) => Node($"{i}:{n.Item1}", ["Model"], n.Item2)).ToList()
            select new KnowledgeGraph(made, edges.Select(e =>
                Edge(made[e.Item1.Item1 % made.Count].Id, "DERIVED_FROM", made[e.Item1.Item2 % made.Count].Id, e.Item2)).DistinctBy(e => e.Id));
    }

    private static string WithoutLoneSurrogates(string text) =>
        string.Concat(text.EnumerateRunes());

    public static bool SameContent(KnowledgeGraph a, KnowledgeGraph b) => a.Nodes.SequenceEqual(b.Nodes) && a.Relationships.SequenceEqual(b.Relationships);
}
