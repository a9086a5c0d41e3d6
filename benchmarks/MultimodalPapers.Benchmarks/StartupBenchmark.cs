using System.Diagnostics;

namespace MultimodalPapers.Benchmarks;

/// <summary>A cold <c>build seeds</c> of the published program beside a cold hello world that is published the same way, as a Markdown table.</summary>
internal static class StartupBenchmark
{
    public const string Usage = """
        startup [PATH]
            A cold 'build' of the lists in PATH (by default seeds) by the published program beside a cold hello world. To be run in the repository's root.
            Publishing both takes some minutes.
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
        var folder = Directory.CreateTempSubdirectory("multimodal-papers-startup-").FullName;
        try
        {
            var hello = Path.Combine(folder, "hello");
            WriteHello(hello);
            Publish(Path.Combine(hello, "hello.csproj"), Path.Combine(folder, "hello-published"));
            Publish(Path.GetFullPath(Project), Path.Combine(folder, "published"));
            var suffix = OperatingSystem.IsWindows() ? ".exe" : "";
            var greetings = new List<double>();
            var builds = new List<double>();
            for (var run = 0; run < Runs; run++)
            {
                greetings.Add(Milliseconds(Path.Combine(folder, "hello-published", "hello" + suffix)));
                builds.Add(Milliseconds(Path.Combine(folder, "published", "multimodal-papers" + suffix), "build", lists, "--out", Path.Combine(folder, "out")));
            }
            Console.WriteLine($"medians of {Runs} cold starts");
            Console.WriteLine();
            Console.WriteLine("| | ms | of hello world |");
            Console.WriteLine("| --- | ---: | ---: |");
            Console.WriteLine($"| hello world | {Statistics.Median(greetings):F0} | 1.0 |");
            Console.WriteLine($"| build {Path.GetFileName(lists)} | {Statistics.Median(builds):F0} | {Statistics.Median(builds) / Statistics.Median(greetings):F1} |");
            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void WriteHello(string folder)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "Program.cs"), "System.Console.WriteLine(\"Hello, World!\");\n");
        File.WriteAllText(Path.Combine(folder, "hello.csproj"), """
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <InvariantGlobalization>true</InvariantGlobalization>
                <SelfContained>true</SelfContained>
                <PublishTrimmed>true</PublishTrimmed>
                <TrimMode>partial</TrimMode>
                <PublishReadyToRun>true</PublishReadyToRun>
                <PublishReadyToRunComposite>true</PublishReadyToRunComposite>
              </PropertyGroup>
            </Project>
            """);
    }

    private static void Publish(string project, string output)
    {
        string[] arguments = ["publish", project, "-c", "Release", "--use-current-runtime", "-o", output];
        using var process = Process.Start(new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true, UseShellExecute = false })!;
        var said = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"dotnet {string.Join(' ', arguments)} failed:\n{said}");
    }

    private static double Milliseconds(string program, params string[] arguments)
    {
        var watch = Stopwatch.StartNew();
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false })!;
        process.OutputDataReceived += static (_, _) => { };
        process.ErrorDataReceived += static (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        process.WaitForExit();
        return process.ExitCode == 0 ? watch.Elapsed.TotalMilliseconds : throw new InvalidOperationException($"{program} ended with {process.ExitCode}.");
    }
}
