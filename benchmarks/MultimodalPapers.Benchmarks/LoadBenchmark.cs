using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using MultimodalPapers.Graph;
using MultimodalPapers.Neo4j.Loading;
using MultimodalPapers.Neo4j.Tests.Servers;

namespace MultimodalPapers.Benchmarks;

/// <summary>Loads a graph file with the program and with a peer, each into a fresh server of its own, one after the other, and prints medians and ratios as Markdown.</summary>
/// <remarks>Beside the time the server's processor time, which other work on the machine disturbs less.</remarks>
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
        List<Cost> ourFirst = [], ourSecond = [], peerFirst = [], peerSecond = [], import = [];
        var memory = 0L;
        for (var round = 0; round < rounds; round++)
        {
            // Either goes first in every other round.
            foreach (var ours in new[] { round % 2 == 0, round % 2 != 0 })
            {
                await using var server = await LocalServer.StartAsync(home);
                (ours ? ourFirst : peerFirst).Add(await CostAsync(server, () => ours ? LoadAsync(server, graph) : PeerAsync(server, home, peer, graph)));
                (ours ? ourSecond : peerSecond).Add(await CostAsync(server, () => ours ? LoadAsync(server, graph) : PeerAsync(server, home, peer, graph)));
                if (ours)
                    memory = Math.Max(memory, Process.GetCurrentProcess().PeakWorkingSet64);
            }
            import.Add(new Cost(await ImportAsync(home, graph), 0));
        }
        Console.Out.WriteLine($"{items:N0} nodes and relationships, median of {rounds}; the program's peak memory {memory >> 20} MiB.\n");
        Console.Out.WriteLine("| | items/s | beside the peer | server's processor time, s | beside the peer |\n| --- | ---: | ---: | ---: | ---: |");
        Row("first load", ourFirst, peerFirst);
        Row("second load, nothing to change", ourSecond, peerSecond);
        Row("neo4j-admin import of the CSV export, offline", import, peerFirst);
        Row("peer, first load", peerFirst, peerFirst);
        Row("peer, second load", peerSecond, peerSecond);
        return 0;

        void Row(string name, List<Cost> costs, List<Cost> other)
        {
            var (seconds, server) = (Statistics.Median(costs.Select(c => c.Seconds)), Statistics.Median(costs.Select(c => c.Server)));
            Console.Out.WriteLine($"| {name} | {items / seconds:N0} | {Statistics.Median(other.Select(c => c.Seconds)) / seconds:0.00} | "
                + (server > 0 ? $"{server:0.0} | {server / Statistics.Median(other.Select(c => c.Server)):0.00} |" : "| |"));
        }
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
}
