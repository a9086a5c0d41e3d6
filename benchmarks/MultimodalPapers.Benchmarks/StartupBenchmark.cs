namespace MultimodalPapers.Benchmarks;

/// <summary>A cold <c>build seeds</c> of the published program beside a cold hello world, as a Markdown table.</summary>
internal static class StartupBenchmark
{
    public const string Usage = """
        startup [PATH]
            A cold 'build' of the lists in PATH (by default seeds) by the natively published program beside a cold hello world: published as
            'dotnet publish -c Release' does it, which is what counts, and published natively, too. To be run in the repository's root. Publishing takes some minutes.
        """;

    private const int Runs = 15;

    public static int Run(string[] args)
    {
        var lists = Path.GetFullPath(args.Length > 0 ? args[0] : "seeds");
        const string Project = "src/MultimodalPapers.Cli/MultimodalPapers.Cli.csproj";
        if (!File.Exists(Project) || !Path.Exists(lists))
        {
            Console.Error.WriteLine($"There is no '{(File.Exists(Project) ? lists : Project)}'; run the benchmark in the repository's root.");
            return 1;
        }
        using var programs = new PublishedPrograms();
        (string Name, string Program, string[] Arguments)[] starts =
        [
            ("hello world", programs.Publish("hello", Hello, native: false), []),
            ("hello world, native", programs.Publish("hello", Hello, native: true), []),
            ($"build {Path.GetFileName(lists)}", programs.PublishProject(Project, "multimodal-papers"), ["build", lists, "--out", Path.Combine(programs.Folder, "out")]),
        ];
        var times = Array.ConvertAll(starts, _ => new List<double>());
        for (var run = 0; run < Runs; run++)
        {
            for (var i = 0; i < starts.Length; i++)
                times[i].Add(PublishedPrograms.Run(starts[i].Program, starts[i].Arguments).TotalMilliseconds);
        }
        var medians = Array.ConvertAll(times, Statistics.Median);
        Console.WriteLine($"medians of {Runs} cold starts");
        Console.WriteLine();
        Console.WriteLine("| | ms | of hello world | of native hello world |");
        Console.WriteLine("| --- | ---: | ---: | ---: |");
        for (var i = 0; i < starts.Length; i++)
            Console.WriteLine($"| {starts[i].Name} | {medians[i]:F0} | {medians[i] / medians[0]:F1} | {medians[i] / medians[1]:F1} |");
        return 0;
    }

    private const string Hello = "System.Console.WriteLine(\"Hello, World!\");";
}
