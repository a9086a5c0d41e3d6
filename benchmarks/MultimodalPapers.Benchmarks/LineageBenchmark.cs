using System.Diagnostics;
using System.Globalization;
using MultimodalPapers.Analysis;

namespace MultimodalPapers.Benchmarks;

/// <summary>The questions about all models at once, on a made-up lineage: each model has up to three parents among the earlier ones, mostly early ones.</summary>
internal static class LineageBenchmark
{
    public const string Usage = """
        lineage [MODELS] [SEED]
            By default 1,000,000 models and seed 1. Prints a Markdown row for each number of threads.
        """;

    public static int Run(string[] args)
    {
        var models = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 1_000_000;
        var random = new Random(args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 1);
        var (child, parent) = (new List<int>(), new List<int>());
        for (var model = 1; model < models; model++)
        {
            for (var relation = 0; relation < 3; relation++)
            {
                if (random.NextDouble() >= 0.8)
                    continue;
                child.Add(model);
                parent.Add(Math.Min(model - 1, (int)(model * Math.Pow(random.NextDouble(), 3))));
            }
        }
        Console.WriteLine("| models | edges | threads | index and circles, s | generations, s | descendants and reduction, s | most descendants | edges left |");
        Console.WriteLine("| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
        foreach (var threads in new[] { 1, Environment.ProcessorCount }.Distinct())
        {
            var watch = Stopwatch.StartNew();
            var index = new LineageIndex(models, child.ToArray(), parent.ToArray());
            var made = watch.Elapsed.TotalSeconds;
            watch.Restart();
            index.Generations();
            var generations = watch.Elapsed.TotalSeconds;
            watch.Restart();
            var (descendants, redundant) = index.Closure(threads);
            var closure = watch.Elapsed.TotalSeconds;
            var left = 0;
            for (var model = 0; model < models; model++)
            {
                foreach (var p in index.Parents(model))
                    left += redundant(model, p) ? 0 : 1;
            }
            FormattableString row = $"| {models:N0} | {index.EdgeCount:N0} | {threads} | {made:F2} | {generations:F2} | {closure:F2} | {descendants.Max():N0} | {left:N0} |";
            Console.WriteLine(row.ToString(CultureInfo.InvariantCulture));
        }
        return 0;
    }
}
