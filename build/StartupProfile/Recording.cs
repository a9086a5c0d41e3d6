using System.Diagnostics;

namespace MultimodalPapers.StartupProfile;

/// <summary>Runs the program with nothing compiled ahead of time and has the runtime list the methods that it compiles: all that the run uses.</summary>
internal static class Recording
{
    /// <summary>The methods as the runtime writes them: <c>System.Linq.Enumerable:Sum[int,int](System.Collections.Generic.IEnumerable`1[int])</c>.</summary>
    /// <exception cref="InvalidOperationException">The program failed.</exception>
    public static IEnumerable<string> Of(string program, IEnumerable<string> arguments, string folder)
    {
        Directory.CreateDirectory(folder);
        var list = Path.Combine(folder, "jitted.txt");
        File.Delete(list);
        var start = new ProcessStartInfo(Path.GetFullPath(program), arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        start.Environment["DOTNET_ReadyToRun"] = "0";
        start.Environment["DOTNET_JitStdOutFile"] = Path.GetFullPath(list);
        start.Environment["DOTNET_JitDisasmSummary"] = "1";
        using var process = Process.Start(start)!;
        var said = process.StandardError.ReadToEndAsync();
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode is 0 or 2 && File.Exists(list) ? File.ReadLines(list).Select(Method).OfType<string>()
            : throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}: {said.Result}");
    }

    /// <summary>The lists between the separators <c>--</c>.</summary>
    public static IEnumerable<string[]> Split(string[] arguments)
    {
        var from = 0;
        for (var i = 0; i <= arguments.Length; i++)
        {
            if (i < arguments.Length && arguments[i] != "--")
                continue;
            yield return arguments[from..i];
            from = i + 1;
        }
    }

    /// <summary>The method of a line such as <c>  12: JIT compiled A:B() [Tier0, IL size=18, code size=24]</c>; null for other lines, and for what is compiled again.</summary>
    private static string? Method(string line)
    {
        const string Mark = "JIT compiled ";
        var from = line.IndexOf(Mark, StringComparison.Ordinal);
        var to = line.LastIndexOf(" [", StringComparison.Ordinal);
        return from < 0 || to < from || line.AsSpan(to).StartsWith(" [Tier1", StringComparison.Ordinal) ? null : line[(from + Mark.Length)..to];
    }
}
