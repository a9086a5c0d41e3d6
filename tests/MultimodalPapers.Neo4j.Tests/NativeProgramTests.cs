using MultimodalPapers.Cli.Tests;
using MultimodalPapers.Neo4j.Tests.Servers;

namespace MultimodalPapers.Neo4j.Tests;

/// <summary>Compiled natively, the program talks to the server as on the runtime.</summary>
[Collection(ServerTests.Name)]
public sealed class NativeProgramTests(ServerFixture server)
{
    [SkippableFact]
    public async Task What_the_native_program_loads_is_what_the_managed_one_would()
    {
        string[] native = [NativeProgram.PathOrSkip];
        await server.ClearAsync();

        var first = await RunAsync(native, "load", "seeds");
        var second = await RunAsync(CommandLine.Managed, "load", "seeds");
        var third = await RunAsync(native, "load", "seeds", "--rewrite");

        first.ShouldContain("1,177");
        second.ShouldContain("Nothing to change");
        third.ShouldBe(second);
        foreach (var format in new[] { "table", "csv", "json" })
        {
            string[] query = ["query", "models-on-a-model", "-p", "model=Vicuna", "--format", format];
            var answer = await RunAsync(native, query);
            answer.ShouldContain("MiniGPT-4");
            answer.ShouldBe(await RunAsync(CommandLine.Managed, query));
        }
    }

    private async Task<string> RunAsync(string[] program, params string[] args)
    {
        var result = await CommandLine.RunAsync(program, ServerFixture.Repository, [.. args, "--uri", server.Uri, "--username", server.User], ("NEO4J_PASSWORD", server.Password));
        result.ExitCode.ShouldBe(0, result.Error);
        return result.Output;
    }
}
