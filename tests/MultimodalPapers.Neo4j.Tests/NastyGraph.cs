using System.Collections.Immutable;
using MultimodalPapers.Graph;

namespace MultimodalPapers.Neo4j.Tests;

/// <summary>A graph whose values break careless writers and loaders.</summary>
internal static class NastyGraph
{
    public static ImmutableArray<string> Texts { get; } =
    [
        "", " ", " leading and trailing ", "\"quoted\"", "\"", "'single' `tick` ``", "a;b|c,d\te", "line\nbreak\r\nand\rmore", "back\\slash \\n \\u0041 \\", "\\", "\\\\u0041",
        "\u0001\u001f\u007f\u0085\u2028", "emoji 🦙🧑‍🔬", "多模态大模型", "<a href=\"x\">&amp;</a>", "]]>", "${x} {{y}} $param", "null", "true", "1", "1.0", "\ufeffbom", ",", "",
        "'; MATCH (n) DETACH DELETE n; //",
    ];

    public static KnowledgeGraph Make()
    {
        var papers = Texts.Select((text, i) => new GraphNode($"paper:{i}:{text.ReplaceLineEndings(" ")}", [GraphSchema.Paper], PropertyBag.Of(
        [
            ("id", $"paper:{i}:{text.ReplaceLineEndings(" ")}"), ("name", text), ("titles", ImmutableArray.Create(text, "plain", text)), ("alone", ImmutableArray.Create(text)),
            ("none", i % 2 == 0 ? ImmutableArray<string>.Empty : ["some"]), ("year", -i * 1_000_000_007L), ("score", i / 7.0),
            ("years", ImmutableArray.Create(1L, -2L, long.MinValue)), ("scores", ImmutableArray.Create(0.5, 1.0, 1e-300)), ("open", i % 2 == 0), ("sparse", i % 5 == 0 ? "here" : null),
        ]))).ToList();
        var models = Texts.Select((text, i) => new GraphNode($"model:{i}", [GraphSchema.Model, i % 2 == 0 ? "Encoder" : "LanguageModel"],
            PropertyBag.Of([("id", $"model:{i}"), ("name", text), ("mixed", i % 2 == 0 ? text : (object)1L)]))).ToList();
        var edges = Texts.Select((text, i) => new GraphRelationship(GraphRelationship.IdOf(papers[i].Id, "INTRODUCES", $"model:{i}"), "INTRODUCES", papers[i].Id, $"model:{i}",
            PropertyBag.Of([("quotes", ImmutableArray.Create(text, text)), ("confidence", 1.0), ("basis", text)])));
        return new KnowledgeGraph([.. papers, .. models], edges);
    }
}
