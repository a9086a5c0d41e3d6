using System.Diagnostics;
using System.Globalization;
using Markdig;
using MultimodalPapers.Reading;

namespace MultimodalPapers.Benchmarks;

/// <summary>The published program's <c>extract</c> of one long text beside Markdig's parse of the same text, each a process of its own on one core, as a Markdown table.</summary>
internal static class CorpusBenchmark
{
    public const string Usage = """
        corpus [PATH] [MEGABYTES]
            'extract' of a file of MEGABYTES (by default 100) made from the lists in PATH (by default seeds) by the natively published program, from start to
            end, beside a program that only has Markdig parse the same file: published natively as well, and as 'dotnet publish -c Release' does it. All on one
            core. To be run in the repository's root. Publishing takes some minutes.
        """;

    private const int Rounds = 5;
    private const string Project = "src/MultimodalPapers.Cli/MultimodalPapers.Cli.csproj";

    private const string Parse = """
        using Markdig;
        var pipeline = new MarkdownPipelineBuilder().UsePipeTables().UsePreciseSourceLocation().Build();
        Console.WriteLine(Markdown.Parse(File.ReadAllText(args[0]), pipeline).Count);
        """;

    public static int Run(string[] args)
    {
        var lists = InputFiles.Find([args.Length > 0 ? args[0] : "seeds"]).Files;
        if (!File.Exists(Project) || lists.IsEmpty)
        {
            Console.Error.WriteLine($"There is no '{Project}', or no list; run the benchmark in the repository's root.");
            return 1;
        }
        using var programs = new PublishedPrograms();
        var corpus = Path.Combine(programs.Folder, "corpus.md");
        Write(corpus, lists, args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 100);
        var markdig = ("Markdig", typeof(Markdown).Assembly.GetName().Version!.ToString(3));
        (string Name, string Program, string[] Arguments)[] works =
        [
            ("Markdig's parse alone, native", programs.Publish("parse", Parse, native: true, markdig), [corpus]),
            ("Markdig's parse alone, published by default", programs.Publish("parse", Parse, native: false, markdig), [corpus]),
            ("extract, native", programs.PublishProject(Project, "multimodal-papers"), ["extract", corpus]),
        ];
        UseOneCore();
        var times = Array.ConvertAll(works, _ => new List<double>());
        for (var round = 0; round < Rounds; round++)
        {
            for (var i = 0; i < works.Length; i++)
                times[i].Add(PublishedPrograms.Run(works[i].Program, works[i].Arguments).TotalSeconds);
        }
        var medians = Array.ConvertAll(times, Statistics.Median);
        Console.WriteLine($"{new FileInfo(corpus).Length / 1e6:F0} MB of {lists.Length} lists in one file; medians of {Rounds} rounds");
        Console.WriteLine();
        Console.WriteLine("| | s | of native Markdig's | of default Markdig's |");
        Console.WriteLine("| --- | ---: | ---: | ---: |");
        for (var i = 0; i < works.Length; i++)
            Console.WriteLine($"| {works[i].Name} | {medians[i]:F1} | {medians[i] / medians[0]:F1} | {medians[i] / medians[1]:F1} |");
        return 0;
    }

    private static void Write(string path, IEnumerable<InputFile> lists, int megabytes)
    {
        using var stream = File.Create(path);
        var texts = lists.Select(list => File.ReadAllBytes(list.Path)).ToArray();
        for (var i = 0; stream.Length < megabytes * 1_000_000L; i++)
        {
            stream.Write(texts[i % texts.Length]);
            stream.Write("\n\n"u8);
        }
    }

    // What is started from here inherits it.
    private static void UseOneCore()
    {
        using var process = Process.GetCurrentProcess();
        if (OperatingSystem.IsLinux() || OperatingSystem.IsWindows())
            process.ProcessorAffinity = 1;
        else
            throw new PlatformNotSupportedException("Only on Linux and Windows can a process be kept on one core.");
    }
}
