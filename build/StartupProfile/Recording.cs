using System.Diagnostics;

namespace MultimodalPapers.StartupProfile;

/// <summary>Runs the program with nothing compiled ahead of time and has the runtime list the methods that it compiles: all that the run uses.</summary>
/// <remarks>
/// The runtime has two lists, and neither is enough. The compiler's own has methods with their type arguments, but writes enums as the integers that they are made of.
/// The map for the profiler perf, which only Unix has, has types with their true arguments, but leaves out those of methods.
/// </remarks>
internal static class Recording
{
    /// <summary>The methods as the compiler writes them: <c>System.Linq.Enumerable:Sum[int,int](System.Collections.Generic.IEnumerable`1[int])</c>.</summary>
    /// <exception cref="InvalidOperationException">The program failed.</exception>
    public static IEnumerable<string> Of(string program, IEnumerable<string> arguments, string folder)
    {
        Directory.CreateDirectory(folder);
        var list = Path.Combine(folder, "jitted.txt");
        var maps = Path.Combine(folder, "maps");
        File.Delete(list);
        if (Directory.Exists(maps))
            Directory.Delete(maps, recursive: true);
        Directory.CreateDirectory(maps);
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
        start.Environment["DOTNET_PerfMapEnabled"] = "3";
        start.Environment["DOTNET_PerfMapJitDumpPath"] = Path.GetFullPath(maps);
        using var process = Process.Start(start)!;
        var said = process.StandardError.ReadToEndAsync();
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode is 0 or 2 && File.Exists(list)
            ? File.ReadLines(list).Select(Method).Concat(Directory.GetFiles(maps).SelectMany(File.ReadLines).Select(MappedMethod)).OfType<string>()
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

    /// <summary>
    /// The method of a line of the map such as <c>7F00 1d instance bool [System.Linq] System.Linq.Lookup`2[My.Kind,System.__Canon]::Contains(!0)[QuickJitted]</c>,
    /// written as the compiler would; null for what is no method of a generic type.
    /// </summary>
    private static string? MappedMethod(string line)
    {
        var colons = line.IndexOf("::", StringComparison.Ordinal);
        var to = line.LastIndexOf(")[", StringComparison.Ordinal);
        if (colons < 1 || to < colons || line[colons - 1] != ']')
            return null;
        var from = line.LastIndexOf("] ", colons, StringComparison.Ordinal) + 2;
        var parameters = line.IndexOf('(', colons);
        return from < 2 ? null : $"{line[from..colons]}:{line[(colons + 2)..parameters]}{line[parameters..(to + 1)].Replace('<', '[').Replace('>', ']')}";
    }
}
