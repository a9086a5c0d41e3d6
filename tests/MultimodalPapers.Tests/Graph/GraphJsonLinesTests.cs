using System.Text;
using FsCheck;
using FsCheck.Fluent;
using MultimodalPapers.Graph;

namespace MultimodalPapers.Tests.Graph;

public sealed class GraphJsonLinesTests
{
    [Fact]
    public void The_format_is_that_of_apoc()
    {
        Written(SampleGraphs.Small).ShouldBe(
            """
            {"type":"node","id":"model:llava","labels":["Model","MultimodalModel"],"properties":{"documented":true,"id":"model:llava","name":"LLaVA","spellings":["LLaVA","LLAVA"]}}
            {"type":"node","id":"model:vicuna","labels":["Model","LanguageModel"],"properties":{"documented":false,"id":"model:vicuna","name":"Vicuna"}}
            {"type":"node","id":"paper:arxiv:2304.08485","labels":["Paper"],"properties":{"id":"paper:arxiv:2304.08485","name":"Visual Instruction Tuning","title":"Visual Instruction Tuning","year":2023}}
            {"type":"relationship","id":"model:llava|USES_BACKBONE|model:vicuna","label":"USES_BACKBONE","properties":{"basis":"stated","confidence":0.95,"quotes":["Vicuna-7B; 13B","Vicuna"],"rules":["backbone-field","cue"],"sizes":["7B","13B"],"sources":["a.md#L9","b.md#L1"]},"start":{"id":"model:llava","labels":["Model","MultimodalModel"]},"end":{"id":"model:vicuna","labels":["Model","LanguageModel"]}}
            {"type":"relationship","id":"paper:arxiv:2304.08485|INTRODUCES|model:llava","label":"INTRODUCES","properties":{"basis":"stated","confidence":1.0,"quotes":["LLaVA: \"Visual\""],"rules":["title-name"],"sources":["a.md#L7"]},"start":{"id":"paper:arxiv:2304.08485","labels":["Paper"]},"end":{"id":"model:llava","labels":["Model","MultimodalModel"]}}

            """, StringCompareShould.IgnoreLineEndings);
    }

    [Fact]
    public void What_is_written_is_read_back() => RoundTrip(SampleGraphs.Small).ShouldBeTrue();

    [Fact]
    public void Nasty_values_are_read_back() => RoundTrip(SampleGraphs.Nasty).ShouldBeTrue();

    [Fact]
    public void Any_graph_is_read_back_and_gives_the_same_bytes() =>
        Prop.ForAll(SampleGraphs.Any, graph => RoundTrip(graph) && Written(Read(Written(graph))) == Written(graph)).QuickCheckThrowOnFailure();

    [Fact]
    public void The_order_in_which_a_graph_is_given_does_not_show()
    {
        var graph = SampleGraphs.Nasty;
        Written(new KnowledgeGraph(graph.Nodes.Reverse(), graph.Relationships.Reverse())).ShouldBe(Written(graph));
    }

    [Fact]
    public void A_lone_surrogate_becomes_the_replacement_character()
    {
        var graph = new KnowledgeGraph([SampleGraphs.Node("model:x", ["Model"], ("name", "a\ud83eb"))], []);
        Read(Written(graph)).Node("model:x").Name.ShouldBe("a\ufffdb");
    }

    [Fact]
    public void Properties_of_a_line_may_stand_in_any_order_and_others_are_passed_over()
    {
        var graph = Read("""
            {"labels":["Model"],"elementId":"4:x:1","properties":{"name":"LLaVA","id":"model:llava","nothing":null},"id":"model:llava","type":"node"}

            {"end":{"labels":["Model"],"id":"model:llava"},"label":"DERIVED_FROM","start":{"id":"model:llava"},"type":"relationship"}
            """);
        graph.Node("model:llava").Name.ShouldBe("LLaVA");
        graph.Node("model:llava").Properties.Count.ShouldBe(2);
        graph.Relationships.Single().Id.ShouldBe("model:llava|DERIVED_FROM|model:llava");
    }

    [Fact]
    public void Numbers_without_fraction_are_long_and_others_double()
    {
        var node = Read("""{"type":"node","id":1,"labels":["Model"],"properties":{"a":1,"b":1.0,"c":[1,2],"d":[1,2.5],"e":1e3}}""").Node("1");
        node.Properties["a"].ShouldBe(1L);
        node.Properties["b"].ShouldBe(1.0);
        node.Properties["c"].ShouldBe(System.Collections.Immutable.ImmutableArray.Create(1L, 2L));
        node.Properties["d"].ShouldBe(System.Collections.Immutable.ImmutableArray.Create(1.0, 2.5));
        node.Properties["e"].ShouldBe(1000.0);
    }

    [Theory]
    [InlineData("{", "not a JSON object")]
    [InlineData("[]", "expected an object")]
    [InlineData("""{"id":"a"}""", "\"type\" is missing")]
    [InlineData("""{"type":"edge"}""", "\"type\" is \"edge\"; expected \"node\" or \"relationship\"")]
    [InlineData("""{"type":"node","labels":["Model"]}""", "\"id\" is missing")]
    [InlineData("""{"type":"node","id":"a"}""", "no labels")]
    [InlineData("""{"type":"node","id":"a","labels":"Model"}""", "\"labels\" is \"Model\"")]
    [InlineData("""{"type":"node","id":"a","labels":["Model"],"properties":{"x":{}}}""", "\"x\" is {}")]
    [InlineData("""{"type":"node","id":"a","labels":["Model"],"properties":{"x":["1",2]}}""", "\"x\" is [\"1\",2]")]
    [InlineData("""{"type":"node","id":"a","labels":["Model"],"properties":{"x":99999999999999999999}}""", "64 bits")]
    [InlineData("""{"type":"node","id":"a","labels":["Model"],"properties":{"x":1e999}}""", "finite")]
    [InlineData("""{"type":"node","id":"a","labels":["Model"],"properties":{"x":"\ud800"}}""", "no valid text")]
    [InlineData("""{"type":"node","id":"a","labels":["Model"],"properties":{"x":[1,99999999999999999999]}}""", "\"x\" is [1,99999999999999999999]")]
    [InlineData("""{"type":"node","id":"a","labels":["Model"],"properties":{"x":[1,true]}}""", "\"x\" is [1,true]")]
    [InlineData("""{"type":"node","id":"a","labels":["Model"],"properties":{"x":1,"x":2}}""", "'x' stands twice")]
    [InlineData("""{"type":"node","id":"a","labels":["Model"]} and more""", "not a JSON object")]
    [InlineData("""{"type":"node","id":{},"labels":["Model"]}""", "\"id\" is {}; expected a text")]
    [InlineData("""{"type":"relationship","label":"X","start":{"id":"a"}}""", "\"end\" is missing")]
    [InlineData("""{"type":"relationship","label":"X","start":{"id":"a"},"end":"b"}""", "\"id\" is missing")]
    [InlineData("""{"type":"node","id":"ok","labels":["Model"]}""", "Two nodes have the id 'ok'")]
    public void An_error_names_file_and_line(string line, string problem)
    {
        var error = Should.Throw<GraphFormatException>(() => GraphJsonLines.Read(
            Bytes("""{"type":"node","id":"ok","labels":["Model"]}""" + "\n" + line), "some.jsonl"));
        error.Message.ShouldStartWith("some.jsonl:2: ");
        error.Message.ShouldContain(problem);
        error.Line.ShouldBe(2);
    }

    [Fact]
    public void Nodes_and_relationships_can_be_read_as_a_stream()
    {
        var text = Written(SampleGraphs.Small);
        GraphJsonLines.ReadNodes(Bytes(text)).ShouldBe(SampleGraphs.Small.Nodes);
        var edges = GraphJsonLines.ReadRelationships(Bytes(text)).ToList();
        edges.Select(e => e.Relationship).ShouldBe(SampleGraphs.Small.Relationships);
        edges[0].StartLabels.ShouldBe(["Model", "MultimodalModel"]);
        edges[1].EndLabels[0].ShouldBe("Model");
    }

    [Theory]
    [InlineData("{\"type\":\"")]
    [InlineData("{\"type\": \"")]
    [InlineData("{ \"type\" : \"")]
    public void Whatever_the_white_space_one_pass_gives_what_two_give(string beginning)
    {
        var text = Written(SampleGraphs.Small).Replace("{\"type\":\"", beginning, StringComparison.Ordinal);
        var (nodes, relationships) = (new List<GraphNode>(), new List<RelationshipLine>());
        GraphJsonLines.ReadAll(Bytes(text), nodes.Add, relationships.Add);
        nodes.ShouldBe(SampleGraphs.Small.Nodes);
        relationships.Select(r => r.Relationship).ShouldBe(SampleGraphs.Small.Relationships);
        GraphJsonLines.ReadNodes(Bytes(text)).ShouldBe(nodes);
        GraphJsonLines.ReadRelationships(Bytes(text)).Select(r => r.Relationship).ShouldBe(SampleGraphs.Small.Relationships);
    }

    [Fact]
    public void Texts_that_look_alike_are_kept_apart()
    {
        string[] names = ["aXbcdefgh", "aYbcdefgh", "abcdefgh", "bcdefgh", "é", "\u0000", "", "a\nb", new string('x', 64), new string('x', 65)];
        var nodes = Enumerable.Range(0, 1000).Select(i => SampleGraphs.Node($"model:{i}", ["Model"], ("name", names[i % names.Length] + (i / 100)))).ToList();
        RoundTrip(new KnowledgeGraph(nodes, [])).ShouldBeTrue();
    }

    [Fact]
    public void A_stream_is_read_no_further_than_asked_for()
    {
        var stream = Bytes(string.Concat(Enumerable.Range(0, 20_000).Select(i => $$"""{"type":"node","id":"{{i}}","labels":["Model"]}""" + "\n")));
        GraphJsonLines.ReadNodes(stream).First().Id.ShouldBe("0");
        stream.Position.ShouldBeLessThan(stream.Length / 2);
    }

    private static bool RoundTrip(KnowledgeGraph graph) => SampleGraphs.SameContent(Read(Written(graph)), graph);

    private static string Written(KnowledgeGraph graph)
    {
        using var stream = new MemoryStream();
        GraphJsonLines.Write(stream, graph);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static KnowledgeGraph Read(string text) => GraphJsonLines.Read(Bytes(text));

    private static MemoryStream Bytes(string text) => new(Encoding.UTF8.GetBytes(text));
}
