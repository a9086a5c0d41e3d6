using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using MultimodalPapers.Graph;
using MultimodalPapers.Neo4j.Loading;
using MultimodalPapers.Neo4j.Tests.Servers;
using Neo4j.Driver;

namespace MultimodalPapers.Benchmarks;

/// <summary>Loads a graph file with the program and with a peer, one after the other, and prints medians and ratios as Markdown.</summary>
/// <remarks>
/// Twice: each into a server of its own that was just started and still compiles all that it runs, and both into one server, emptied before each first load.
/// Beside the time the server's processor time, which other work on the machine disturbs less.
/// </remarks>
internal static class LoadBenchmark
{
    public const string Usage = "  load GRAPH.jsonl NEO4J_HOME LoadPeer.java [ROUNDS]   first and second load, beside the peer's, and neo4j-admin's import";

    public static async Task<int> RunAsync(string[] args)
    {
        if (args is not [var graph, var home, var peer, ..])
        {
            await Console.Error.WriteLineAsync("usage:\n" + Usage);
            return 1;
        }
        var rounds = args.Length > 3 ? int.Parse(args[3], CultureInfo.InvariantCulture) : 3;
        var items = File.ReadLines(graph).Count();
        var (started, running) = (new Figures(), new Figures());
        var imports = new List<Cost>();
        await using (var same = await LocalServer.StartAsync(home))
        {
            for (var round = 0; round < rounds; round++)
            {
                // Either goes first in every other round.
                foreach (var ours in new[] { round % 2 == 0, round % 2 != 0 })
                {
                    await using (var server = await LocalServer.StartAsync(home))
                        await LoadTwiceAsync(started, server, ours);
                    await ClearAsync(same);
                    await LoadTwiceAsync(running, same, ours);
                }
                imports.Add(new Cost(await ImportAsync(home, graph), 0));
            }
        }
        Console.Out.WriteLine($"{items:N0} nodes and relationships, median of {rounds}; the program's peak memory {Process.GetCurrentProcess().PeakWorkingSet64 >> 20} MiB.\n");
        Console.Out.WriteLine("| | items/s | beside the peer | server's processor time, s | beside the peer |\n| --- | ---: | ---: | ---: | ---: |");
        foreach (var (name, figures) in new[] { ("just started", started), ("running", running) })
        {
            Row($"server {name}: first load", figures.First(ours: true), figures.First(ours: false));
            Row($"server {name}: second load, nothing to change", figures.Second(ours: true), figures.Second(ours: false));
            Row($"server {name}: peer, first load", figures.First(ours: false), figures.First(ours: false));
            Row($"server {name}: peer, second load", figures.Second(ours: false), figures.Second(ours: false));
        }
        Row("neo4j-admin import of the CSV export, offline", imports, started.First(ours: false));
        return 0;

        async Task LoadTwiceAsync(Figures figures, LocalServer server, bool ours)
        {
            for (var load = 0; load < 2; load++)
                figures.Add(ours, load, await CostAsync(server, () => ours ? LoadAsync(server, graph) : PeerAsync(server, home, peer, graph)));
        }

        void Row(string name, List<Cost> costs, List<Cost> other)
        {
            var (seconds, server) = (Statistics.Median(costs.Select(c => c.Seconds)), Statistics.Median(costs.Select(c => c.Server)));
            Console.Out.WriteLine($"| {name} | {items / seconds:N0} | {Statistics.Median(other.Select(c => c.Seconds)) / seconds:0.00} | "
                + (server > 0 ? $"{server:0.0} | {server / Statistics.Median(other.Select(c => c.Server)):0.00} |" : "| |"));
        }
    }

    /// <summary>Takes out all data, indexes and constraints.</summary>
    private static async Task ClearAsync(LocalServer server)
    {
        await using var driver = server.Driver();
        await using var session = driver.AsyncSession();
        await RunAsync("MATCH ()-[r]->() CALL (r) { DELETE r } IN TRANSACTIONS OF 10000 ROWS");
        await RunAsync("MATCH (n) CALL (n) { DELETE n } IN TRANSACTIONS OF 10000 ROWS");
        foreach (var (kind, names) in new[] { ("CONSTRAINT", "SHOW CONSTRAINTS YIELD name"), ("INDEX", "SHOW INDEXES YIELD name, type WHERE type <> 'LOOKUP'") })
        {
            foreach (var record in await RunAsync($"{names} RETURN name"))
                await RunAsync($"DROP {kind} `{record["name"]}`");
        }

        async Task<List<IRecord>> RunAsync(string query) => await (await session.RunAsync(query)).ToListAsync();
    }

    private static async Task<Cost> CostAsync(LocalServer server, Func<Task<double>> load)
    {
        var before = server.ProcessorTime();
        var seconds = await load();
        return new Cost(seconds, (server.ProcessorTime() - before).TotalSeconds);
    }

    private static async Task<double> LoadAsync(LocalServer server, string graph)
    {
        await using var driver = server.Driver();
        await driver.VerifyConnectivityAsync();
        var clock = Stopwatch.StartNew();
        await new GraphLoader(driver, new LoadOptions()).LoadAsync(GraphSource.File(graph));
        return clock.Elapsed.TotalSeconds;
    }

    /// <remarks>The peer's own figure: without the start of its virtual machine, and without reading the file, which the program's includes.</remarks>
    private static async Task<double> PeerAsync(LocalServer server, string home, string peer, string graph)
    {
        var start = new ProcessStartInfo("java", ["-cp", Path.Combine(home, "lib", "*"), peer, graph, server.Uri, LocalServer.User, server.Password])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
        };
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        using var json = JsonDocument.Parse(output);
        return json.RootElement.GetProperty("seconds").GetDouble();
    }

    private static async Task<double> ImportAsync(string home, string graph)
    {
        var folder = Directory.CreateTempSubdirectory("multimodal-papers-import-").FullName;
        try
        {
            var csv = GraphExport.Csv(GraphJsonLines.ReadFile(graph), Path.Combine(folder, "csv"));
            await using var server = await LocalServer.StartAsync(home);
            await server.KillAsync();
            var clock = Stopwatch.StartNew();
            await server.RunAsync("bin/neo4j-admin", [.. csv.Arguments(), $"--report-file={Path.Combine(csv.Directory, "import.report")}"]);
            return clock.Elapsed.TotalSeconds;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <param name="Seconds">From start to end.</param>
    /// <param name="Server">The server's processor time in seconds.</param>
    private sealed record Cost(double Seconds, double Server);

    /// <summary>Of first and second loads, ours and the peer's.</summary>
    private sealed class Figures
    {
        private readonly Dictionary<(bool Ours, int Load), List<Cost>> _costs = [];

        public void Add(bool ours, int load, Cost cost)
        {
            if (!_costs.TryGetValue((ours, load), out var costs))
                _costs.Add((ours, load), costs = []);
            costs.Add(cost);
        }

        public List<Cost> First(bool ours) => _costs[(ours, 0)];

        public List<Cost> Second(bool ours) => _costs[(ours, 1)];
    }
}
