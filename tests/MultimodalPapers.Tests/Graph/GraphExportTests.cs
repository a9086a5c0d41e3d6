using System.Diagnostics;
using System.Text;
using System.Text.Json;
using System.Xml.Linq;
using FsCheck;
using FsCheck.Fluent;
using MultimodalPapers.Graph;

namespace MultimodalPapers.Tests.Graph;

public sealed class GraphExportTests : IDisposable
{
    private static readonly XNamespace Ml = "http://graphml.graphdrawing.org/xmlns";
    private readonly string _folder = Directory.CreateTempSubdirectory("multimodal-papers-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Csv_has_typed_columns_and_quotes_every_text()
    {
        // A quote holds a semicolon, so the items of lists are parted by the next sign that none holds.
        GraphExport.Csv(SampleGraphs.Small, _folder).ArrayDelimiter.ShouldBe('|');
        Lines("nodes-Model-header.csv").ShouldBe(["id:ID,documented:boolean,name:string,spellings:string[],:LABEL"]);
        Lines("nodes-Model.csv").ShouldBe(
        [
            "\"model:llava\",true,\"LLaVA\",\"LLaVA|LLAVA\",\"Model|MultimodalModel\"",
            "\"model:vicuna\",false,\"Vicuna\",,\"Model|LanguageModel\"",
        ]);
        Lines("relationships-INTRODUCES-header.csv").ShouldBe([":START_ID,basis:string,confidence:double,quotes:string[],rules:string[],sources:string[],:END_ID"]);
        Lines("relationships-INTRODUCES.csv").ShouldBe(["\"paper:arxiv:2304.08485\",\"stated\",1.0,\"LLaVA: \"\"Visual\"\"\",\"title-name\",\"a.md#L7\",\"model:llava\""]);
    }

    [Fact]
    public void Csv_names_the_command_that_imports_it()
    {
        var command = GraphExport.Csv(SampleGraphs.Small, Path.Combine(_folder, "a b")).Command("papers");
        command.ShouldStartWith("neo4j-admin database import full papers \\\n  '--nodes=");
        command.ShouldContain("--array-delimiter=U+007C");
        command.ShouldContain("/a b/relationships-USES_BACKBONE.csv'");
    }

    [Fact]
    public void Csv_of_any_graph_has_one_line_a_node_and_relationship() =>
        Prop.ForAll(SampleGraphs.Any, graph =>
        {
            var import = GraphExport.Csv(graph, _folder);
            return import.Nodes.Sum(file => Lines(file + ".csv").Length) == graph.Nodes.Length
                && import.Relationships.Sum(r => Lines(r.File + ".csv").Length) == graph.Relationships.Length;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_second_csv_export_takes_away_the_files_of_the_first_and_no_other()
    {
        GraphExport.Csv(SampleGraphs.Small, _folder);
        File.WriteAllText(Path.Combine(_folder, "notes.csv"), "mine");
        GraphExport.Csv(new KnowledgeGraph([SampleGraphs.Node("list:a", [GraphSchema.List], ("name", "a"))], []), _folder);
        Directory.GetFiles(_folder).Select(Path.GetFileName).Order(StringComparer.Ordinal).ShouldBe(["nodes-List-header.csv", "nodes-List.csv", "notes.csv"]);
    }

    [Fact]
    public void A_property_that_no_csv_header_can_hold_is_named()
    {
        var graph = new KnowledgeGraph([SampleGraphs.Node("list:a", [GraphSchema.List], ("a:b", "x"))], []);
        Should.Throw<NotSupportedException>(() => GraphExport.Csv(graph, _folder)).Message.ShouldContain("'a:b'");
    }

    [Fact]
    public void Graphml_of_any_graph_is_xml_with_every_value_under_a_typed_key() =>
        Prop.ForAll(SampleGraphs.Any, HoldsAsGraphMl).QuickCheckThrowOnFailure();

    [Fact]
    public void Graphml_holds_nasty_values() => HoldsAsGraphMl(SampleGraphs.Nasty).ShouldBeTrue();

    private static bool HoldsAsGraphMl(KnowledgeGraph graph)
    {
        var root = XDocument.Parse(Written(s => GraphExport.GraphMl(s, graph)), LoadOptions.PreserveWhitespace).Root!;
        var keys = root.Elements(Ml + "key").ToDictionary(k => (string)k.Attribute("id")!, k => (Name: (string)k.Attribute("attr.name")!, Type: (string)k.Attribute("attr.type")!));
        var nodes = root.Element(Ml + "graph")!.Elements(Ml + "node").ToList();
        var edges = root.Element(Ml + "graph")!.Elements(Ml + "edge").ToList();
        return nodes.Count == graph.Nodes.Length && edges.Count == graph.Relationships.Length
            && nodes.Zip(graph.Nodes).All(pair => Data(pair.First, keys)["label"] == AsXmlKeepsIt(pair.Second.Name) && Data(pair.First, keys)["kind"] == pair.Second.Label
                && pair.Second.Properties.Where(p => p.Value is string).All(p => Data(pair.First, keys)[p.Key] == AsXmlKeepsIt((string)p.Value))
                && pair.Second.Properties.Where(p => p.Value is long).All(p => keys.Values.Contains((p.Key, "long"))))
            && edges.Zip(graph.Relationships).All(pair => (string)pair.First.Attribute("source")! == AsXmlKeepsIt(pair.Second.Start) && Data(pair.First, keys)["label"] == pair.Second.Type);
    }

    private static Dictionary<string, string> Data(XElement element, Dictionary<string, (string Name, string Type)> keys) =>
        element.Elements(Ml + "data").ToDictionary(d => keys[(string)d.Attribute("key")!].Name, d => d.Value);

    private static string AsXmlKeepsIt(string text) =>
        string.Concat(text.EnumerateRunes().Select(r => r.Value is '\t' or '\n' or '\r' or >= 0x20 and not 0xFFFE and not 0xFFFF ? r.ToString() : "\uFFFD"));

    [Fact]
    public void Node_link_json_holds_any_graph() =>
        Prop.ForAll(SampleGraphs.Any, graph =>
        {
            using var json = JsonDocument.Parse(Written(s => GraphExport.Json(s, graph)));
            return json.RootElement.GetProperty("nodes").EnumerateArray().Select(n => n.GetProperty("id").GetString()).SequenceEqual(graph.Nodes.Select(n => n.Id))
                && json.RootElement.GetProperty("edges").EnumerateArray().Select(e => (e.GetProperty("source").GetString(), e.GetProperty("type").GetString(), e.GetProperty("target").GetString()))
                    .SequenceEqual(graph.Relationships.Select(r => ((string?)r.Start, (string?)r.Type, (string?)r.End)));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_cypher_script_is_this() => Written(s => GraphExport.Cypher(s, SampleGraphs.Small)).ShouldBe(
        """
        // 3 nodes, 2 relationships. Run with: cypher-shell -f FILE
        CREATE CONSTRAINT model_id IF NOT EXISTS FOR (n:Model) REQUIRE n.id IS UNIQUE;
        CREATE CONSTRAINT paper_id IF NOT EXISTS FOR (n:Paper) REQUIRE n.id IS UNIQUE;
        UNWIND [
          {id: 'model:vicuna', properties: {documented: false, id: 'model:vicuna', name: 'Vicuna'}}
        ] AS row
        MERGE (n:Model {id: row.id})
        SET n += row.properties, n:LanguageModel;
        UNWIND [
          {id: 'model:llava', properties: {documented: true, id: 'model:llava', name: 'LLaVA', spellings: ['LLaVA', 'LLAVA']}}
        ] AS row
        MERGE (n:Model {id: row.id})
        SET n += row.properties, n:MultimodalModel;
        UNWIND [
          {id: 'paper:arxiv:2304.08485', properties: {id: 'paper:arxiv:2304.08485', name: 'Visual Instruction Tuning', title: 'Visual Instruction Tuning', year: 2023}}
        ] AS row
        MERGE (n:Paper {id: row.id})
        SET n += row.properties;
        UNWIND [
          {start: 'paper:arxiv:2304.08485', end: 'model:llava', properties: {basis: 'stated', confidence: 1.0, quotes: ['LLaVA: "Visual"'], rules: ['title-name'], sources: ['a.md#L7']}}
        ] AS row
        MATCH (a:Paper {id: row.start})
        MATCH (b:Model {id: row.end})
        MERGE (a)-[r:INTRODUCES]->(b)
        SET r += row.properties;
        UNWIND [
          {start: 'model:llava', end: 'model:vicuna', properties: {basis: 'stated', confidence: 0.95, quotes: ['Vicuna-7B; 13B', 'Vicuna'], rules: ['backbone-field', 'cue'], sizes: ['7B', '13B'], sources: ['a.md#L9', 'b.md#L1']}}
        ] AS row
        MATCH (a:Model {id: row.start})
        MATCH (b:Model {id: row.end})
        MERGE (a)-[r:USES_BACKBONE]->(b)
        SET r += row.properties;

        """, StringCompareShould.IgnoreLineEndings);

    [Theory]
    [InlineData("it's", @"'it\'s'")]
    [InlineData("a\\b", @"'a\\b'")]
    [InlineData("a\\u0041", @"'a\\' + 'u0041'")]
    [InlineData("a\nb\r\tc\u0001\u2028", @"'a\nb\r\tc\u0001\u2028'")]
    [InlineData(long.MinValue, "(-9223372036854775807 - 1)")]
    [InlineData(2.0, "2.0")]
    public void A_value_is_escaped_for_cypher(object value, string literal) => CypherExport.Literal(value).ShouldBe(literal);

    [Theory]
    [InlineData("Paper", "Paper")]
    [InlineData("has space", "`has space`")]
    [InlineData("a`b", "`a``b`")]
    [InlineData("", "``")]
    public void A_name_is_escaped_for_cypher(string name, string escaped) => CypherExport.Name(name).ShouldBe(escaped);

    [SkippableFact]
    public void Networkx_reads_graphml_and_node_link_json()
    {
        var graph = SampleGraphs.Nasty;
        File.WriteAllText(Path.Combine(_folder, "g.graphml"), Written(s => GraphExport.GraphMl(s, graph)));
        File.WriteAllText(Path.Combine(_folder, "g.json"), Written(s => GraphExport.Json(s, graph)));
        var script = """
            import json, sys, networkx
            a = networkx.read_graphml(sys.argv[1] + '/g.graphml')
            data = json.load(open(sys.argv[1] + '/g.json', encoding='utf-8'))
            try:
                b = networkx.node_link_graph(data, edges='edges')
            except TypeError:
                b = networkx.node_link_graph(data, link='edges')
            print(a.number_of_nodes(), a.number_of_edges(), b.number_of_nodes(), b.number_of_edges(), type(a.nodes['topic:1']['name']).__name__)
            """;
        var (code, output) = Python("-c", "import networkx");
        Skip.If(code != 0, "python3 with networkx is not there.");
        (code, output) = Python("-c", script, _folder);
        code.ShouldBe(0, output);
        var (n, e) = (graph.Nodes.Length, graph.Relationships.Length);
        output.Trim().ShouldBe($"{n} {e} {n} {e} str");
    }

    private static (int Code, string Output) Python(params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo("python3", arguments) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false })!;
            var errors = process.StandardError.ReadToEndAsync();
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return (process.ExitCode, output + errors.Result);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return (-1, "");
        }
    }

    private string[] Lines(string file) => File.ReadAllText(Path.Combine(_folder, file)).Split('\n')[..^1];

    private static string Written(Action<Stream> write)
    {
        using var stream = new MemoryStream();
        write(stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
