using System.Diagnostics;

namespace MultimodalPapers.Benchmarks;

/// <summary>Programs that are published for a benchmark, into a folder that goes with it.</summary>
internal sealed class PublishedPrograms : IDisposable
{
    public string Folder { get; } = Directory.CreateTempSubdirectory("multimodal-papers-programs-").FullName;

    /// <summary>Publishes a project of the repository as one native executable.</summary>
    /// <returns>The executable's path.</returns>
    public string PublishProject(string project, string name) => Publish(Path.GetFullPath(project), name, Path.Combine(Folder, name), "-p:Native=true");

    /// <summary>Publishes a program of one source file: as the command line's defaults have it, or natively with the settings of the program itself.</summary>
    /// <param name="name">Of the program.</param>
    /// <param name="code">Its source.</param>
    /// <param name="native">Whether natively.</param>
    /// <param name="packages">Names and versions of what it refers to.</param>
    /// <returns>The executable's path.</returns>
    public string Publish(string name, string code, bool native, params (string Name, string Version)[] packages)
    {
        var folder = Path.Combine(Folder, native ? $"{name}-native" : name);
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "Program.cs"), code);
        var project = Path.Combine(folder, $"{name}.csproj");
        File.WriteAllText(project, $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <ImplicitUsings>enable</ImplicitUsings>
                {(native ? NativeProperties : "<TargetFramework>net10.0</TargetFramework>")}
              </PropertyGroup>
              <ItemGroup>
                {string.Concat(packages.Select(package => $"<PackageReference Include=\"{package.Name}\" Version=\"{package.Version}\" />"))}
              </ItemGroup>
            </Project>
            """);
        return Publish(project, name, Path.Combine(folder, "published"));
    }

    private const string NativeProperties = """
        <TargetFramework>net9.0</TargetFramework>
        <InvariantGlobalization>true</InvariantGlobalization>
        <PublishAot>true</PublishAot>
        <OptimizationPreference>Speed</OptimizationPreference>
        <ConcurrentGarbageCollection>false</ConcurrentGarbageCollection>
        <EventSourceSupport>false</EventSourceSupport>
        <PositionIndependentExecutable>false</PositionIndependentExecutable>
        <IlcDehydrate>false</IlcDehydrate>
        <NativeDebugSymbols>false</NativeDebugSymbols>
        """;

    private static string Publish(string project, string name, string output, params string[] more)
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", ["publish", project, "-c", "Release", "-o", output, .. more]) { RedirectStandardOutput = true, UseShellExecute = false })!;
        var said = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"Publishing {project} failed:\n{said}");
        return Path.Combine(output, name + (OperatingSystem.IsWindows() ? ".exe" : ""));
    }

    /// <summary>Runs a program to its end, and passes over what it says.</summary>
    /// <returns>From its start to its end.</returns>
    public static TimeSpan Run(string program, params string[] arguments)
    {
        var watch = Stopwatch.StartNew();
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false })!;
        var errors = process.StandardError.BaseStream.CopyToAsync(Stream.Null);
        process.StandardOutput.BaseStream.CopyTo(Stream.Null);
        errors.Wait();
        process.WaitForExit();
        return process.ExitCode == 0 ? watch.Elapsed : throw new InvalidOperationException($"{program} ended with {process.ExitCode}.");
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
