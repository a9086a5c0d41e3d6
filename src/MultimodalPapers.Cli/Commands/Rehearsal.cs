using System.Collections.Immutable;
using MultimodalPapers.Cli.Output;
using MultimodalPapers.Graph;
using MultimodalPapers.Reports;
using MultimodalPapers.Reports.Explorer;
using MultimodalPapers.Resolution;

namespace MultimodalPapers.Cli.Commands;

/// <summary>Writes a graph of a few nodes to nowhere, so that the code which writes graphs has been used once.</summary>
/// <remarks>
/// Most of the time that a small build takes goes into the first use of each piece of code: the runtime finds its methods and makes its types. While one
/// processor makes the graph of the lists, this does so on another for what writes that graph. Nothing depends on it.
/// </remarks>
internal static class Rehearsal
{
    private const int Papers = 6;

    /// <summary>Goes through the files of a build one by one, for as long as they are not yet wanted in earnest.</summary>
    public static void Run(Func<bool> isLate)
    {
        if (Environment.ProcessorCount == 1)
            return;
        var graph = Miniature();
        Action[] files =
        [
            () => ReportWriter.Render(ReportInput.Of(new ResolvedGraph(graph, [], [], [], [], []))),
            () => ExplorerPage.Write(Stream.Null, graph),
            () => GraphJsonLines.Write(Stream.Null, graph),
            () => Terminal.Rendered(console => BuildSummary.Write(console, [("a.md", Papers)], graph, ["a line"], "out")),
        ];
        foreach (var write in files)
        {
            if (isLate())
                return;
            write();
        }
    }

    /// <summary>A graph with something of each kind: models that stand on each other, each with its paper.</summary>
    internal static KnowledgeGraph Miniature()
    {
        var nodes = new List<GraphNode>();
        var links = new List<GraphRelationship>();
        Add("list:a.md", GraphSchema.List, ("entries", (long)Papers));
        Add("topic:t", GraphSchema.Topic, ("path", "t"), ("depth", 1L));
        Add("topic:t/u", GraphSchema.Topic, ("path", "t/u"), ("depth", 2L));
        Link("topic:t/u", "SUBTOPIC_OF", "topic:t");
        Add("venue:v", GraphSchema.Venue);
        Add("author:a", GraphSchema.Author);
        Add("organization:o", GraphSchema.Organization);
        Add("dataset:d", GraphSchema.Dataset, ("documented", false));
        Add("technique:k", GraphSchema.Technique, ("documented", false), ("year", 2019L));
        foreach (var label in new[] { "LanguageModel", "Encoder", "Generator" })
            AddModel($"model:{label}", label, ("documented", false), ("year", 2019L), ("primarySource", "arXiv:1901.00001"));
        for (var i = 0; i < Papers; i++)
        {
            var (paper, model) = ($"paper:{i}", $"model:{i}");
            Add(paper, GraphSchema.Paper, ("title", $"Model {i}: a title"), ("year", 2020L + i), ("entries", ImmutableArray.Create($"a.md#L{i + 1}")), ("listCount", 1L));
            AddModel(model, "MultimodalModel", ("documented", true), ("introducedBy", ImmutableArray.Create(paper)), ("year", 2020L + i));
            foreach (var (start, type, end) in new[]
            {
                (paper, "INTRODUCES", model), (model, "USES_BACKBONE", "model:LanguageModel"), (model, "USES_ENCODER", "model:Encoder"),
                (model, "USES_GENERATOR", "model:Generator"), (paper, "USES_TECHNIQUE", "technique:k"), (paper, "TRAINED_ON", "dataset:d"), (paper, "EVALUATED_ON", "dataset:d"),
                (paper, "FROM_ORGANIZATION", "organization:o"), ("organization:o", "DEVELOPED", model), (paper, "AUTHORED_BY", "author:a"), (paper, "IN_TOPIC", "topic:t/u"),
            })
                Link(start, type, end);
            Link(paper, "PUBLISHED_IN", "venue:v", ("year", 2020L + i));
            Link(paper, "LISTED_IN", "list:a.md", ("line", i + 1L));
            if (i > 0)
            {
                Link(model, "DERIVED_FROM", $"model:{i - 1}");
                Link(paper, "COMPARES_WITH", $"model:{i - 1}");
                Link(paper, "MENTIONS", $"model:{i - 1}");
            }
        }
        return new KnowledgeGraph(nodes, links);

        void Add(string id, string label, params ReadOnlySpan<(string Name, object? Value)> properties) => AddNode(id, [label], properties);

        void AddModel(string id, string kind, params ReadOnlySpan<(string Name, object? Value)> properties) => AddNode(id, [GraphSchema.Model, kind], properties);

        void AddNode(string id, ImmutableArray<string> labels, ReadOnlySpan<(string Name, object? Value)> properties) =>
            nodes.Add(new GraphNode(id, labels, PropertyBag.Of([("id", id), ("name", id), .. properties])));

        void Link(string start, string type, string end, params ReadOnlySpan<(string Name, object? Value)> properties) =>
            links.Add(new GraphRelationship(GraphRelationship.IdOf(start, type, end), type, start, end, PropertyBag.Of(
            [
                ("sources", ImmutableArray.Create("a.md#L1")), ("quotes", ImmutableArray.Create(end)), ("rules", ImmutableArray.Create("entry")), ("confidence", 1.0), ("basis", "stated"),
                .. properties,
            ])));
    }
}
