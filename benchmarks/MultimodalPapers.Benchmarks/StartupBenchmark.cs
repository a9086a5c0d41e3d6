using System.Diagnostics;

namespace MultimodalPapers.Benchmarks;

/// <summary>A cold <c>build seeds</c> of the published program beside a cold hello world, as a Markdown table.</summary>
internal static class StartupBenchmark
{
    public const string Usage = """
        startup [PATH]
            A cold 'build' of the lists in PATH (by default seeds) by the natively published program beside a cold hello world: as 'dotnet new console' and
            'dotnet publish -c Release' give it, which is what counts, and published natively, too. To be run in the repository's root. Publishing takes some minutes.
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
            var suffix = OperatingSystem.IsWindows() ? ".exe" : "";
            string Published(string name, string project, string program, params string[] more)
            {
                var output = Path.Combine(folder, name);
                Dotnet(["publish", project, "-c", "Release", "-o", output, .. more]);
                return Path.Combine(output, program + suffix);
            }

            var hello = Path.Combine(folder, "hello");
            Dotnet("new", "console", "-o", hello);
            (string Name, string Program, string[] Arguments)[] starts =
            [
                ("hello world", Published("default", hello, "hello"), []),
                ("hello world, native", Published("hello-native", NativeHello(Path.Combine(folder, "native")), "hello"), []),
                ($"build {Path.GetFileName(lists)}", Published("program", Path.GetFullPath(Project), "multimodal-papers", "-p:Native=true"), ["build", lists, "--out", Path.Combine(folder, "out")]),
            ];
            var times = Array.ConvertAll(starts, _ => new List<double>());
            for (var run = 0; run < Runs; run++)
            {
                for (var i = 0; i < starts.Length; i++)
                    times[i].Add(Milliseconds(starts[i].Program, starts[i].Arguments));
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
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <returns>A project that is compiled as the program is.</returns>
    private static string NativeHello(string folder)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "Program.cs"), "System.Console.WriteLine(\"Hello, World!\");\n");
        var project = Path.Combine(folder, "hello.csproj");
        File.WriteAllText(project, """
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net9.0</TargetFramework>
                <InvariantGlobalization>true</InvariantGlobalization>
                <PublishAot>true</PublishAot>
                <OptimizationPreference>Speed</OptimizationPreference>
                <EventSourceSupport>false</EventSourceSupport>
                <PositionIndependentExecutable>false</PositionIndependentExecutable>
                <IlcDehydrate>false</IlcDehydrate>
                <NativeDebugSymbols>false</NativeDebugSymbols>
              </PropertyGroup>
            </Project>
            """);
        return project;
    }

    private static void Dotnet(params string[] arguments)
    {
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
