using System.Collections.Immutable;
using System.Text;
using System.Text.RegularExpressions;
using MultimodalPapers.Graph;
using MultimodalPapers.Neo4j.Tests.Servers;
using Neo4j.Driver;

namespace MultimodalPapers.Neo4j.Tests;

/// <summary>Exports that Neo4j itself must read; needs a distribution in NEO4J_HOME.</summary>
public sealed class ExportTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("multimodal-papers-export-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [SkippableFact]
    public async Task Neo4j_admin_imports_the_csv_export_and_the_database_holds_the_graph()
    {
        await using var server = await PrepareAsync();
        var graph = NastyGraph.Make();
        var import = GraphExport.Csv(graph, Path.Combine(_folder, "with space"));
        var output = await server.RunAsync("bin/neo4j-admin", [.. import.Arguments()]);
        Imported(output, "nodes").ShouldBe(graph.Nodes.Length);
        Imported(output, "relationships").ShouldBe(graph.Relationships.Length);
        await server.StartAsync();
        await using var driver = server.Driver();
        await ShouldHoldAsync(driver, graph, AsCsvKeepsIt);
    }

    [SkippableFact]
    public async Task The_cypher_script_makes_the_graph_and_may_be_run_again()
    {
        await using var server = await PrepareAsync();
        await server.StartAsync();
        await using var driver = server.Driver();
        var graph = NastyGraph.Make();
        using var script = new MemoryStream();
        GraphExport.Cypher(script, graph);
        for (var run = 0; run < 2; run++)
        {
            // No text of the script holds a line end, so a statement ends where a line ends with a semicolon.
            foreach (var statement in Encoding.UTF8.GetString(script.ToArray()).Split(";\n", StringSplitOptions.RemoveEmptyEntries))
                await driver.ExecutableQuery(statement).ExecuteAsync();
        }
        await ShouldHoldAsync(driver, graph, value => value);
    }

    private static async Task<LocalServer> PrepareAsync()
    {
        if (ServerFixture.Home is null && ServerFixture.IsCi)
            throw new InvalidOperationException("No test may be skipped in CI; this one needs NEO4J_HOME, a Neo4j 5 distribution.");
        Skip.If(ServerFixture.Home is null, "Needs NEO4J_HOME, a Neo4j 5 distribution.");
        return await LocalServer.PrepareAsync(ServerFixture.Home!);
    }

    private static int Imported(string output, string what)
    {
        var match = Regex.Match(output, $@"(\d+) {what}\b", RegexOptions.RightToLeft, TimeSpan.FromSeconds(1));
        return match.Success ? int.Parse(match.Groups[1].Value) : throw new InvalidOperationException($"The importer does not say how many {what}: {output}");
    }

    private static async Task ShouldHoldAsync(IDriver driver, KnowledgeGraph graph, Func<object, object?> keeps)
    {
        var nodes = (await driver.ExecutableQuery("MATCH (n) RETURN n.id AS id, labels(n) AS labels, properties(n) AS properties").ExecuteAsync()).Result;
        nodes.Count.ShouldBe(graph.Nodes.Length);
        foreach (var row in nodes)
        {
            var node = graph.Node((string)row["id"]);
            ((IEnumerable<object>)row["labels"]).Cast<string>().ShouldBe(node.Labels, ignoreOrder: true);
            ShouldBeSame((IDictionary<string, object>)row["properties"], node.Properties, keeps, node.Id);
        }
        var relationships = (await driver.ExecutableQuery("MATCH (a)-[r]->(b) RETURN a.id AS start, type(r) AS type, b.id AS end, properties(r) AS properties").ExecuteAsync()).Result;
        relationships.Count.ShouldBe(graph.Relationships.Length);
        var byId = graph.Relationships.ToDictionary(r => r.Id, StringComparer.Ordinal);
        foreach (var row in relationships)
        {
            var id = GraphRelationship.IdOf((string)row["start"], (string)row["type"], (string)row["end"]);
            ShouldBeSame((IDictionary<string, object>)row["properties"], byId[id].Properties, keeps, id);
        }
    }

    private static void ShouldBeSame(IDictionary<string, object> found, PropertyBag expected, Func<object, object?> keeps, string of)
    {
        var kept = expected.Select(p => (p.Key, Value: keeps(p.Value))).Where(p => p.Value is not null).ToList();
        found.Keys.Order(StringComparer.Ordinal).ShouldBe(kept.Select(p => p.Key), of);
        foreach (var (name, value) in kept)
        {
            switch (value)
            {
                case ImmutableArray<string> texts: ((IEnumerable<object>)found[name]).ShouldBe(texts, $"{of}: {name}"); break;
                case ImmutableArray<long> numbers: ((IEnumerable<object>)found[name]).ShouldBe(numbers.Cast<object>(), $"{of}: {name}"); break;
                case ImmutableArray<double> numbers: ((IEnumerable<object>)found[name]).ShouldBe(numbers.Cast<object>(), $"{of}: {name}"); break;
                default: found[name].ShouldBe(value, $"{of}: {name}"); break;
            }
        }
    }

    // The importer takes no line ends in texts and no empty lists, not even a list of one empty text.
    private static object? AsCsvKeepsIt(object value) => value switch
    {
        string text => OneLine(text),
        ImmutableArray<string> { IsEmpty: true } => null,
        ImmutableArray<string> { Length: 1 } alone when alone[0].Length == 0 => ImmutableArray.Create(" "),
        ImmutableArray<string> texts => texts.Select(OneLine).ToImmutableArray(),
        _ => value,
    };

    private static string OneLine(string text) => text.Replace("\r\n", " ", StringComparison.Ordinal).Replace('\n', ' ').Replace('\r', ' ');
}
