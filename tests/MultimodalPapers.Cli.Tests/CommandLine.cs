using System.Diagnostics;

namespace MultimodalPapers.Cli.Tests;

/// <summary>Runs the executable as a person does: as a process of its own.</summary>
internal static class CommandLine
{
    public sealed record Result(int ExitCode, string Output, string Error);

    /// <summary>The five lists.</summary>
    public static string Seeds { get; } = Path.Combine(AppContext.BaseDirectory, "seeds");

    public static async Task<Result> RunAsync(string folder, params string[] args)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder,
            ArgumentList = { Path.Combine(AppContext.BaseDirectory, "multimodal-papers.dll") },
        };
        foreach (var arg in args)
            start.ArgumentList.Add(arg);
        using var process = Process.Start(start) ?? throw new InvalidOperationException("dotnet did not start.");
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
