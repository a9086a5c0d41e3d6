using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using MultimodalPapers.Analysis;

namespace MultimodalPapers.Benchmarks;

/// <summary>Leiden on edge lists, beside a peer that is run one after the other on the same files.</summary>
internal static class LeidenBenchmark
{
    public const string Usage = """
        leiden EDGES.tsv... [--peer SCRIPT.py] [--python PYTHON] [--runs N]
            Edge lists 'source<TAB>target'. The peer gets the file and prints JSON with 'seconds' and 'modularity'.
            Prints a Markdown row for each list: medians over the runs, and the ratio of ours to the peer's.
        """;

    public static int Run(string[] args)
    {
        var files = args.TakeWhile(a => !a.StartsWith("--", StringComparison.Ordinal)).ToList();
        var (peer, python, runs) = (Option(args, "--peer"), Option(args, "--python") ?? "python3", int.Parse(Option(args, "--runs") ?? "3", CultureInfo.InvariantCulture));
        Console.WriteLine("| nodes | edges | threads | seconds | one thread | peer | ratio | ratio, one thread | modularity | peer's | bytes an edge |");
        Console.WriteLine("| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
        foreach (var file in files)
            Row(file, peer, python, runs);
        return files.Count > 0 ? 0 : 1;
    }

    private static void Row(string file, string? peer, string python, int runs)
    {
        using var heap = new HeapWatch();
        var graph = Read(file);
        heap.Restart();
        var threads = Environment.ProcessorCount;
        var (all, one, others) = (new List<double>(), new List<double>(), new List<(double Seconds, double Modularity)>());
        var partition = Leiden.Find(graph);
        var bytes = (heap.Peak + (16L * graph.EdgeCount) + (4L * graph.NodeCount)) / graph.EdgeCount;
        for (var run = 0; run < runs; run++)
        {
            all.Add(Seconds(() => Leiden.Find(graph, new LeidenOptions { Threads = threads })));
            one.Add(Seconds(() => Leiden.Find(graph, new LeidenOptions { Threads = 1 })));
            if (peer is not null)
                others.Add(Peer(python, peer, file));
        }
        var seconds = Statistics.Median([.. others.Select(o => o.Seconds)]);
        FormattableString row = $"| {graph.NodeCount:N0} | {graph.EdgeCount:N0} | {threads} | {Statistics.Median(all):F2} | {Statistics.Median(one):F2} | {seconds:F2} | {Statistics.Median(all) / seconds:F2} | {Statistics.Median(one) / seconds:F2} | {partition.Quality:F4} | {Statistics.Median([.. others.Select(o => o.Modularity)]):F4} | {bytes} |";
        Console.WriteLine(row.ToString(CultureInfo.InvariantCulture));
    }

    private static WeightedGraph Read(string file)
    {
        var (from, to, last) = (new List<int>(), new List<int>(), 0);
        foreach (var line in File.ReadLines(file))
        {
            var tab = line.IndexOf('\t', StringComparison.Ordinal);
            from.Add(int.Parse(line.AsSpan(0, tab), NumberStyles.None, CultureInfo.InvariantCulture));
            to.Add(int.Parse(line.AsSpan(tab + 1), NumberStyles.None, CultureInfo.InvariantCulture));
            last = Math.Max(last, Math.Max(from[^1], to[^1]));
        }
        return WeightedGraph.FromEdges(last + 1, [.. from], [.. to]);
    }

    private static (double Seconds, double Modularity) Peer(string python, string script, string file)
    {
        using var process = Process.Start(new ProcessStartInfo(python, [script, file]) { RedirectStandardOutput = true, UseShellExecute = false })!;
        using var result = JsonDocument.Parse(process.StandardOutput.ReadToEnd());
        process.WaitForExit();
        return (result.RootElement.GetProperty("seconds").GetDouble(), result.RootElement.GetProperty("modularity").GetDouble());
    }

    private static double Seconds(Action work)
    {
        GC.Collect();
        var watch = Stopwatch.StartNew();
        work();
        return watch.Elapsed.TotalSeconds;
    }

    private static string? Option(string[] args, string name) => Array.IndexOf(args, name) is >= 0 and var at && at + 1 < args.Length ? args[at + 1] : null;

    /// <summary>The most memory that objects, live or not yet collected, take above where the watch began.</summary>
    private sealed class HeapWatch : IDisposable
    {
        private readonly Timer _timer;
        private long _base;
        private long _peak;

        public HeapWatch() => _timer = new Timer(_ => _peak = Math.Max(_peak, GC.GetTotalMemory(forceFullCollection: false)), null, 0, 5);

        public long Peak => Math.Max(0, Interlocked.Read(ref _peak) - _base);

        public void Restart()
        {
            _base = GC.GetTotalMemory(forceFullCollection: true);
            Interlocked.Exchange(ref _peak, _base);
        }

        public void Dispose() => _timer.Dispose();
    }
}
