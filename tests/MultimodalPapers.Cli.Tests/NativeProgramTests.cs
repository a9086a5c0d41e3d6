namespace MultimodalPapers.Cli.Tests;

/// <summary>Compiled natively, without what nobody seems to call, the program does the same as on the runtime.</summary>
public sealed class NativeProgramTests
{
    [SkippableFact]
    public async Task Build_writes_the_same_bytes()
    {
        var native = NativeProgram.PathOrSkip;
        using var folder = new TemporaryFolder();

        var one = await CommandLine.RunAsync(folder.Path, "build", CommandLine.Seeds, "--out", "one/out");
        var two = await CommandLine.RunAsync([native], folder.Path, ["build", CommandLine.Seeds, "--out", "two/out"]);

        two.ExitCode.ShouldBe(0, two.Error);
        two.Output.Replace("two/out", "one/out", StringComparison.Ordinal).ShouldBe(one.Output);
        two.Error.ShouldBe(one.Error);
        ShouldBeTheSame(folder.File("one"), folder.File("two"));
    }

    public static TheoryData<string> Commands =>
    [
        "--help",
        "build",
        "build no-such-list.md",
        "build list.md --out given/file",
        "buidl",
        "extract list.md",
        "extract given --verbose",
        "lineage LLaVA --from given/graph.jsonl",
        "lineage MiniGPT-4 --to LLaVA --from given/graph.jsonl --format mermaid",
        "lineage Vicuna --from given/graph.jsonl --format svg",
        "lineage LAVA --from given/graph.jsonl",
        "lineage LLaVA --from given/graph.jsonl --depth 0",
        "clusters --from given/graph.jsonl",
        "clusters --from given/graph.jsonl --of models --format json",
        "report --from given/graph.jsonl --out made",
        "diff given/graph.jsonl given/graph.jsonl",
        "diff given/less.jsonl given/graph.jsonl --format json",
        "lint list.md",
        "explore --from given/graph.jsonl --out made/explorer.html",
        "export --from given/graph.jsonl --format csv --out made",
        "export --from given/graph.jsonl --format graphml --out made/graph.graphml",
        "export --from given/graph.jsonl --format cypher --out made/graph.cypher",
        "export --from given/graph.jsonl --format json --out made/graph.json",
        "catalogue check",
        "catalogue check --catalogue broken.yml",
        "catalogue suggest list.md --least 1 --yaml",
        "evaluate given/records.jsonl gold/list.jsonl --misses 5",
        "query --list",
        "query no-such-query",
        "load given/graph.jsonl --uri bolt://localhost:1",
        "browser --out made",
    ];

    [SkippableTheory]
    [MemberData(nameof(Commands))]
    public async Task A_command_says_and_writes_the_same(string command)
    {
        var native = NativeProgram.PathOrSkip;
        using var one = await PreparedAsync(native);
        using var two = await PreparedAsync(native);

        var expected = await CommandLine.RunAsync(one.Path, command.Split(' '));
        var actual = await CommandLine.RunAsync([native], two.Path, command.Split(' '));

        actual.Error.Replace(two.Path, one.Path, StringComparison.Ordinal).ShouldBe(expected.Error);
        actual.Output.Replace(two.Path, one.Path, StringComparison.Ordinal).ShouldBe(expected.Output);
        actual.ExitCode.ShouldBe(expected.ExitCode);
        ShouldBeTheSame(one.Path, two.Path);
    }

    [SkippableFact]
    public async Task Settings_are_read_from_beside_the_program()
    {
        var native = NativeProgram.PathOrSkip;
        using var folder = new TemporaryFolder();
        var copy = folder.File(Path.GetFileName(native));
        File.Copy(native, copy);
        folder.Write("appsettings.json", """{"NEO4J_URI":"bolt://localhost:2"}""");

        var result = await CommandLine.RunAsync([copy], folder.Path, ["query", "models-on-a-model", "-p", "model=Vicuna"]);

        result.ExitCode.ShouldBe(1);
        result.Error.ShouldContain("localhost:2");
    }

    /// <summary>A folder with a list, a catalogue with a fault, and in 'given' what a build of the five lists writes.</summary>
    private static async Task<TemporaryFolder> PreparedAsync(string native)
    {
        var folder = new TemporaryFolder();
        await CommandLine.RunAsync([native], folder.Path, ["build", CommandLine.Seeds, "--out", "given"]);
        folder.Write("given/less.jsonl", string.Concat(File.ReadLines(folder.File("given/graph.jsonl")).Where(line => line.Contains("\"node\"", StringComparison.Ordinal)).Skip(40).Select(line => line + '\n')));
        folder.Write("list.md", """
            # Models

            - **Quillon-VL: A Large Model** [paper](https://arxiv.org/abs/2601.00001). `Backbone`: Vicuna-7B.
            - **quillonvl: Again** [paper](http://)
            """);
        folder.Write("broken.yml", "multimodal models:\n  - name: A\n    yeer: 2020\n");
        Directory.CreateDirectory(folder.File("gold"));
        folder.Write("gold/list.jsonl", """
            {"source":"000_db8e224dc132eb76.txt","line":11,"end_line":11,"section":[],"title":"Another title","arxiv":"2403.05262","venue":null,"year":2024,"authors":[],"links":[],"facts":[{"relation":"INTRODUCES","kind":"Technique","name":"LLaVA-Align","line":11,"quote":"LLaVA-Align"}]}

            """);
        return folder;
    }

    private static void ShouldBeTheSame(string one, string two)
    {
        var files = Directory.GetFiles(one, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(one, file)).Order(StringComparer.Ordinal).ToArray();
        Directory.GetFiles(two, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(two, file)).Order(StringComparer.Ordinal).ShouldBe(files);
        foreach (var file in files)
            File.ReadAllBytes(Path.Combine(two, file)).ShouldBe(File.ReadAllBytes(Path.Combine(one, file)), file);
    }
}
