using System.Diagnostics;
using System.Globalization;
using MultimodalPapers.Neo4j.Loading;
using MultimodalPapers.Neo4j.Queries;
using MultimodalPapers.Neo4j.Tests.Servers;

namespace MultimodalPapers.Benchmarks;

/// <summary>Times every saved query on a made-up field, asking about what most hangs on, and prints a table as Markdown, slowest first.</summary>
internal static class QueryBenchmark
{
    public const string Usage = "  queries NEO4J_HOME [PAPERS [ROUNDS]]                 the saved queries on a warm server; exit code 1 if one takes over a second";

    private const double Goal = 1000;

    public static async Task<int> RunAsync(string[] args)
    {
        if (args is not [var home, ..])
        {
            await Console.Error.WriteLineAsync("usage:\n" + Usage);
            return 1;
        }
        var papers = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 20_000;
        var rounds = args.Length > 2 ? int.Parse(args[2], CultureInfo.InvariantCulture) : 9;
        var graph = MadeUpField.Of(papers, seed: 1);
        await using var server = await LocalServer.StartAsync(home);
        await using var driver = server.Driver();
        await new GraphLoader(driver, new LoadOptions()).LoadAsync(GraphSource.Of(graph));

        // The most popular of each kind, so the most work that a question can make; for ancestors the youngest.
        var youngest = graph.Node($"model:{papers - 1}");
        var popular = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["model"] = "Model 0",
            ["technique"] = "Technique 0",
            ["organization"] = "Organization 0",
            ["author"] = "Author 0",
            ["topic"] = "Topic 0",
            ["from"] = youngest.Name,
            ["to"] = graph.Node(graph.Outgoing(youngest.Id).First().End).Name,
            ["title"] = graph.Node("paper:0").Name,
            ["text"] = "visual instruction tuning",
            ["since"] = "2018",
        };
        var results = new List<(string Name, int Rows, double First, double Median)>();
        foreach (var query in SavedQuery.BuiltIn)
        {
            popular["model"] = query.Name == "ancestry-of-a-model" ? youngest.Name : "Model 0";
            var parameters = query.Bind(query.Parameters.Where(p => popular.ContainsKey(p.Name)).Select(p => $"{p.Name}={popular[p.Name]}"));
            var (times, rows) = (new List<double>(), 0);
            for (var round = 0; round <= rounds; round++)
            {
                var clock = Stopwatch.StartNew();
                rows = (await QueryRunner.RunAsync(driver, query, parameters, database: null)).Rows.Length;
                times.Add(clock.Elapsed.TotalMilliseconds);
            }
            results.Add((query.Name, rows, times[0], times.Skip(1).Order().ElementAt(rounds / 2)));
        }
        Console.Out.WriteLine($"{papers:N0} papers, {graph.Nodes.Length:N0} nodes, {graph.Relationships.Length:N0} relationships; median of {rounds} after a first run, in milliseconds.\n");
        Console.Out.WriteLine("| query | rows | first | warm |\n| --- | ---: | ---: | ---: |");
        foreach (var (name, rows, first, median) in results.OrderByDescending(r => r.Median))
            Console.Out.WriteLine($"| `{name}` | {rows:N0} | {first:N0} | {median:N0} |");
        return results.All(r => r.Median <= Goal) ? 0 : 1;
    }
}
