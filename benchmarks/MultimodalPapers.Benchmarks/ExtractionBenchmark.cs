using System.Diagnostics;
using System.Globalization;
using System.Text;
using Markdig;
using MultimodalPapers.Catalogue;
using MultimodalPapers.Extraction;
using MultimodalPapers.Reading;

namespace MultimodalPapers.Benchmarks;

/// <summary>Reading and extraction beside Markdig's parse of the same text, on one core and on all, as a Markdown table.</summary>
internal static class ExtractionBenchmark
{
    public const string Usage = """
        extraction [PATH] [MEGABYTES]
            Reading and extraction of copies of the lists in PATH (by default seeds), in all MEGABYTES (by default 100), beside Markdig's parse.
        """;

    private const int Rounds = 5;

    public static int Run(string[] args)
    {
        var texts = Texts(args.Length > 0 ? args[0] : "seeds");
        if (texts.Length == 0)
            return 1;
        var megabytes = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 100;
        var size = texts.Sum(t => Encoding.UTF8.GetByteCount(t.Text)) / 1e6;
        var copies = (int)Math.Max(1, megabytes / size / Rounds);
        var extractor = new Extractor(NameCatalogue.Default);
        var pipeline = new MarkdownPipelineBuilder().UsePipeTables().UsePreciseSourceLocation().Build();
        (string Name, Action Work)[] works =
        [
            ("Markdig's parse alone", () => Repeat(copies, () => Parse(texts, pipeline))),
            ("reading (with Markdig's parse)", () => Repeat(copies, () => Read(texts))),
            ("reading and extraction", () => Repeat(copies, () => Extract(texts, extractor))),
            ($"reading and extraction, {Environment.ProcessorCount} cores", () => Parallel.For(0, copies, _ => Extract(texts, extractor))),
        ];
        var rows = Measure(works);
        Console.WriteLine($"{texts.Length} lists, {size:F2} MB; {copies} copies a round, medians of {Rounds} rounds");
        Console.WriteLine();
        Console.WriteLine("| | processor s | MB per processor s | wall s | processor time, of Markdig's |");
        Console.WriteLine("| --- | ---: | ---: | ---: | ---: |");
        foreach (var (name, processor, wall) in rows)
            Console.WriteLine($"| {name} | {processor:F2} | {size * copies / processor:F1} | {wall:F2} | {processor / rows[0].Processor:F1} |");
        return 0;
    }

    // Round by round through all works, so that what else the machine does falls on each alike. The first round only warms up.
    private static (string Name, double Processor, double Wall)[] Measure((string Name, Action Work)[] works)
    {
        var times = works.Select(_ => new List<(double Processor, double Wall)>()).ToArray();
        for (var round = 0; round <= Rounds; round++)
        {
            for (var i = 0; i < works.Length; i++)
            {
                var time = Time(works[i].Work);
                if (round > 0)
                    times[i].Add(time);
            }
        }
        return [.. works.Select((work, i) => (work.Name, Statistics.Median(times[i].Select(t => t.Processor)), Statistics.Median(times[i].Select(t => t.Wall))))];
    }

    private static (double Processor, double Wall) Time(Action action)
    {
        GC.Collect();
        using var process = Process.GetCurrentProcess();
        var before = process.TotalProcessorTime;
        var watch = Stopwatch.StartNew();
        action();
        var wall = watch.Elapsed.TotalSeconds;
        process.Refresh();
        return ((process.TotalProcessorTime - before).TotalSeconds, wall);
    }

    private static void Repeat(int count, Action work)
    {
        for (var i = 0; i < count; i++)
            work();
    }

    private static void Parse((string Source, string Text)[] texts, MarkdownPipeline pipeline)
    {
        foreach (var (_, text) in texts)
            Markdown.Parse(text, pipeline);
    }

    private static void Read((string Source, string Text)[] texts)
    {
        foreach (var (source, text) in texts)
            ListReader.Read(source, text);
    }

    private static void Extract((string Source, string Text)[] texts, Extractor extractor)
    {
        foreach (var (source, text) in texts)
        {
            foreach (var entry in ListReader.Read(source, text).Entries)
                extractor.Extract(entry);
        }
    }

    private static (string Source, string Text)[] Texts(string path)
    {
        var input = InputFiles.Find([path]);
        foreach (var problem in input.Problems)
            Console.Error.WriteLine(problem.Message);
        return [.. input.Files.Select(f => (f.Source, FileReader.Decode(f).Text)).Where(f => f.Text is not null).Select(f => (f.Source, f.Text!))];
    }
}
