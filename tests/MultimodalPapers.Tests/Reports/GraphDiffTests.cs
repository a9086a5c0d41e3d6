using System.Collections.Immutable;
using System.Text.Json;
using MultimodalPapers.Graph;
using MultimodalPapers.Reports;
using MultimodalPapers.Tests.Graph;

namespace MultimodalPapers.Tests.Reports;

public sealed class GraphDiffTests
{
    [Fact]
    public void A_graph_does_not_differ_from_itself()
    {
        var diff = GraphDiff.Between(ReportSamples.Small, ReportSamples.Small);

        diff.IsEmpty.ShouldBeTrue();
        diff.ToMarkdown().ShouldContain("Nothing");
    }

    [Fact]
    public void From_nothing_all_is_new_and_to_nothing_all_is_lost()
    {
        var empty = new KnowledgeGraph([], []);

        var built = GraphDiff.Between(empty, ReportSamples.Small);
        var torn = GraphDiff.Between(ReportSamples.Small, empty);

        built.NewNodes.Length.ShouldBe(ReportSamples.Small.Nodes.Length);
        built.NewRelationships.Length.ShouldBe(ReportSamples.Small.Relationships.Length);
        built.LostNodes.ShouldBeEmpty();
        torn.LostNodes.ShouldBe(built.NewNodes);
        torn.LostRelationships.ShouldBe(built.NewRelationships);
    }

    [Fact]
    public void New_models_and_statements_are_told_with_their_places()
    {
        var now = With(ReportSamples.Small,
            [SampleGraphs.Node("model:new", ["Model"], ("name", "Brand-New"), ("year", 2025L))],
            [SampleGraphs.Edge("model:new", "USES_BACKBONE", "model:vicuna", ("sources", SampleGraphs.Texts("a.md#L99")), ("basis", "stated"))]);

        var text = GraphDiff.Between(ReportSamples.Small, now).ToMarkdown("lists");

        text.ShouldContain("## New models\n\n- Brand-New, 2025, built on Vicuna ([a:99](lists/a.md?plain=1#L99))");
        text.ShouldContain("- Brand-New built on Vicuna ([a:99](lists/a.md?plain=1#L99))");
        text.ShouldContain("| Statements of lineage | 1 | 0 | 0 |");
    }

    [Fact]
    public void Evidence_that_moves_to_another_line_is_no_change()
    {
        var moved = Mapped(ReportSamples.Small, r => Replace(r, "sources", SampleGraphs.Texts([.. r.Properties.Texts("sources").Select(s => s.Contains("#L", StringComparison.Ordinal) ? s + "0" : s)])));

        GraphDiff.Between(ReportSamples.Small, moved).IsEmpty.ShouldBeTrue();
    }

    [Fact]
    public void A_list_that_says_something_for_the_first_time_is_a_change()
    {
        var more = Mapped(ReportSamples.Small, r => r.Id == "model:llava|USES_BACKBONE|model:vicuna" ? Replace(r, "sources", SampleGraphs.Texts("a.md#L8", "c.md#L1")) : r);

        var change = GraphDiff.Between(ReportSamples.Small, more).ChangedRelationships.ShouldHaveSingleItem();

        change.Changes.ShouldHaveSingleItem().Property.ShouldBe("said by");
    }

    [Fact]
    public void A_paper_whose_identifier_becomes_known_is_the_same_paper()
    {
        var old = Paper("paper:quillon", null);
        var now = Paper("paper:arxiv:2401.00001", "2401.00001");

        var diff = GraphDiff.Between(old, now);

        diff.NewNodes.ShouldBeEmpty();
        diff.LostNodes.ShouldBeEmpty();
        diff.NewRelationships.ShouldBeEmpty();
        var change = diff.ChangedNodes.ShouldHaveSingleItem();
        change.Changes.Select(c => (c.Property, c.After)).ShouldContain(("arxiv", (object?)"2401.00001"));

        static KnowledgeGraph Paper(string id, string? arxiv) => new(
            [SampleGraphs.Node(id, ["Paper"], ("name", "Quillon: A Model"), ("title", "Quillon: A Model"), ("arxiv", arxiv)), SampleGraphs.Node("model:quillon", ["Model"], ("name", "Quillon"))],
            [SampleGraphs.Edge(id, "INTRODUCES", "model:quillon")]);
    }

    [Fact]
    public void A_changed_fact_shows_both_values_in_both_forms()
    {
        var now = new KnowledgeGraph(
            ReportSamples.Small.Nodes.Select(n => n.Id == "model:llava" ? n with { Properties = PropertyBag.Of([.. n.Properties.Where(p => p.Key != "year").Select(p => (p.Key, (object?)p.Value)), ("year", 2024L)]) } : n),
            ReportSamples.Small.Relationships);

        var diff = GraphDiff.Between(ReportSamples.Small, now);

        diff.ToMarkdown().ShouldContain("| year | 2023 | 2024 |");
        using var json = JsonDocument.Parse(diff.ToJson());
        var year = json.RootElement.GetProperty("changedNodes")[0].GetProperty("changes").GetProperty("year");
        (year.GetProperty("before").GetInt64(), year.GetProperty("after").GetInt64()).ShouldBe((2023, 2024));
    }

    [Fact]
    public void Hostile_names_break_neither_form()
    {
        var diff = GraphDiff.Between(new KnowledgeGraph([], []), ReportSamples.Hostile);

        JsonDocument.Parse(diff.ToJson()).Dispose();
        diff.ToMarkdown("lists").ShouldNotContain("<script>");
    }

    private static KnowledgeGraph With(KnowledgeGraph graph, GraphNode[] nodes, GraphRelationship[] relationships) =>
        new(graph.Nodes.Concat(nodes), graph.Relationships.Concat(relationships));

    private static KnowledgeGraph Mapped(KnowledgeGraph graph, Func<GraphRelationship, GraphRelationship> map) => new(graph.Nodes, graph.Relationships.Select(map));

    private static GraphRelationship Replace(GraphRelationship relationship, string name, ImmutableArray<string> value) =>
        relationship with { Properties = PropertyBag.Of([.. relationship.Properties.Where(p => p.Key != name).Select(p => (p.Key, (object?)p.Value)), (name, value)]) };
}
