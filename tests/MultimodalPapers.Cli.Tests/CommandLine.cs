using System.Diagnostics;

namespace MultimodalPapers.Cli.Tests;

/// <summary>Runs the executable as a person does: as a process of its own.</summary>
internal static class CommandLine
{
    public sealed record Result(int ExitCode, string Output, string Error);

    /// <summary>The five lists.</summary>
    public static string Seeds { get; } = Path.Combine(AppContext.BaseDirectory, "seeds");

    /// <summary>The program as it was built for the tests.</summary>
    public static string[] Managed { get; } = ["dotnet", Path.Combine(AppContext.BaseDirectory, "multimodal-papers.dll")];

    public static Task<Result> RunAsync(string folder, params string[] args) => RunAsync(Managed, folder, args);

    /// <param name="program">An executable and its first arguments.</param>
    /// <param name="folder">In which it runs.</param>
    /// <param name="args">Further arguments.</param>
    /// <param name="environment">What it finds in its environment beside what the tests find in theirs.</param>
    public static async Task<Result> RunAsync(string[] program, string folder, string[] args, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo(program[0], [.. program[1..], .. args])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder,
        };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{program[0]} did not start.");
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return new Result(process.ExitCode, await output, await error);
    }
}

/// <summary>An empty folder that goes away with the test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("multimodal-papers-").FullName;

    public string File(string name) => System.IO.Path.Combine(Path, name);

    public string Write(string name, string text)
    {
        System.IO.File.WriteAllText(File(name), text);
        return name;
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
