namespace MultimodalPapers.Cli.Tests;

public sealed class BuildCommandTests
{
    [Fact]
    public async Task Build_writes_the_same_bytes_twice_and_sums_up_what_it_found()
    {
        using var folder = new TemporaryFolder();

        var first = await CommandLine.RunAsync(folder.Path, "build", CommandLine.Seeds, "--out", "one");
        var second = await CommandLine.RunAsync(folder.Path, "build", CommandLine.Seeds, "--out", "two");

        first.ExitCode.ShouldBe(0, first.Error);
        second.ExitCode.ShouldBe(0);
        Files(folder.File("one")).ShouldBe(Files(folder.File("two")));
        foreach (var file in Files(folder.File("one")))
            File.ReadAllBytes(Path.Combine(folder.File("one"), file)).ShouldBe(File.ReadAllBytes(Path.Combine(folder.File("two"), file)), file);
        first.Output.ShouldContain("003_00779d562c78fe67.txt");
        first.Output.ShouldContain("USES_BACKBONE");
        first.Output.ShouldContain("Most used backbones");
    }

    [Fact]
    public async Task Lists_in_another_order_give_the_same_graph()
    {
        using var folder = new TemporaryFolder();
        var lists = Directory.GetFiles(CommandLine.Seeds).Order(StringComparer.Ordinal).ToArray();

        await CommandLine.RunAsync(folder.Path, ["build", .. lists, "--out", "one"]);
        await CommandLine.RunAsync(folder.Path, ["build", .. lists.Reverse(), "--out", "two"]);

        File.ReadAllText(folder.File("one/graph.jsonl")).ShouldBe(File.ReadAllText(folder.File("two/graph.jsonl")));
    }

    [Fact]
    public async Task Records_made_elsewhere_give_the_graph_of_their_lists()
    {
        using var folder = new TemporaryFolder();

        var extract = await CommandLine.RunAsync(folder.Path, "extract", CommandLine.Seeds);
        folder.Write("records.jsonl", extract.Output);
        await CommandLine.RunAsync(folder.Path, "build", CommandLine.Seeds, "--out", "one");
        var build = await CommandLine.RunAsync(folder.Path, "build", "--records", "records.jsonl", "--out", "two");

        build.ExitCode.ShouldBe(0, build.Error);
        File.ReadAllText(folder.File("two/graph.jsonl")).ShouldBe(File.ReadAllText(folder.File("one/graph.jsonl")));
    }

    [Fact]
    public async Task Background_facts_are_marked_and_can_be_left_out()
    {
        using var folder = new TemporaryFolder();

        await CommandLine.RunAsync(folder.Path, "build", CommandLine.Seeds, "--out", "with");
        await CommandLine.RunAsync(folder.Path, "build", CommandLine.Seeds, "--lists-only", "--out", "without");

        File.ReadAllText(folder.File("with/graph.jsonl")).ShouldContain("\"basis\":\"background\"");
        File.ReadAllText(folder.File("without/graph.jsonl")).ShouldNotContain("\"basis\":\"background\"");
    }

    [Fact]
    public async Task A_run_that_finds_nothing_leaves_the_earlier_output_whole()
    {
        using var folder = new TemporaryFolder();
        folder.Write("list.md", "- [Quillon: A Large Multimodal Model](https://arxiv.org/abs/2401.00001)\n");
        folder.Write("prose.md", "Nothing here is a work.\n");
        await CommandLine.RunAsync(folder.Path, "build", "list.md");
        var before = File.ReadAllText(folder.File("out/graph.jsonl"));

        var failed = await CommandLine.RunAsync(folder.Path, "build", "prose.md");

        failed.ExitCode.ShouldBe(1);
        failed.Error.ShouldContain("prose.md");
        File.ReadAllText(folder.File("out/graph.jsonl")).ShouldBe(before);
    }

    [Theory]
    [InlineData("missing.md", "There is no such file or folder")]
    [InlineData("empty", "There is no list in this folder")]
    [InlineData("binary.md", "binary")]
    public async Task Bad_input_is_named_and_the_rest_is_read(string bad, string message)
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.File("empty"));
        File.WriteAllBytes(folder.File("binary.md"), [.. Enumerable.Range(0, 4000).Select(i => (byte)(i * 7919 % 256))]);
        folder.Write("list.md", "- [Quillon: A Large Multimodal Model](https://arxiv.org/abs/2401.00001)\n");

        var alone = await CommandLine.RunAsync(folder.Path, "build", bad);
        var together = await CommandLine.RunAsync(folder.Path, "build", bad, "list.md");

        alone.ExitCode.ShouldBe(1);
        alone.Error.ShouldContain(bad);
        alone.Error.ShouldContain(message);
        alone.Error.ShouldNotContain("   at ");
        together.ExitCode.ShouldBe(0);
        together.Error.ShouldContain(bad);
        File.ReadAllText(folder.File("out/graph.jsonl")).ShouldContain("Quillon");
    }

    [Fact]
    public async Task An_option_that_a_command_lacks_is_no_path()
    {
        using var folder = new TemporaryFolder();

        var run = await CommandLine.RunAsync(folder.Path, "extract", CommandLine.Seeds, "--outt", "x");

        run.ExitCode.ShouldBe(1);
        run.Error.ShouldContain("There is no option '--outt' here.");
    }

    [Fact]
    public async Task A_bad_catalogue_is_named_with_file_and_line()
    {
        using var folder = new TemporaryFolder();
        folder.Write("names.yml", "encoders:\n  - name: Quillon-E\n    year: soon\n");

        var result = await CommandLine.RunAsync(folder.Path, "build", CommandLine.Seeds, "--catalogue", "names.yml");

        result.ExitCode.ShouldBe(1);
        result.Error.ShouldContain("names.yml:3");
        result.Error.ShouldContain("year");
    }

    private static string[] Files(string folder) =>
        [.. Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(folder, f)).Order(StringComparer.Ordinal)];
}
