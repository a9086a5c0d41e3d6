namespace MultimodalPapers.Cli.Tests;

public sealed class ReportCommandTests
{
    private const string List = "# List\n\n- [Quillon: A Large Multimodal Model](https://arxiv.org/abs/2401.00001). Built on Vicuna.\n";

    [Fact]
    public async Task Build_writes_reports_that_link_to_the_lists()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.File("lists"));
        folder.Write("lists/list.md", List);

        var result = await CommandLine.RunAsync(folder.Path, "build", "lists");

        result.ExitCode.ShouldBe(0, result.Error);
        var readme = File.ReadAllText(folder.File("out/reports/README.md"));
        readme.ShouldContain("[list.md](../../lists/list.md)");
        File.ReadAllText(folder.File("out/reports/quality.md")).ShouldContain("(../../lists/list.md?plain=1#L3)");
    }

    [Fact]
    public async Task A_graph_file_alone_gives_reports_with_the_lists_found_or_named()
    {
        using var folder = new TemporaryFolder();
        folder.Write("list.md", List);
        await CommandLine.RunAsync(folder.Path, "build", "list.md");

        var found = await CommandLine.RunAsync(folder.Path, "report", "--from", "out/graph.jsonl", "--out", "found");
        var named = await CommandLine.RunAsync(folder.Path, "report", "--from", "out/graph.jsonl", "--out", "named", "--list-base", "https://example.org/lists");

        found.ExitCode.ShouldBe(0, found.Error);
        File.ReadAllText(folder.File("found/README.md")).ShouldContain("[list.md](../list.md)");
        File.ReadAllText(folder.File("named/README.md")).ShouldContain("[list.md](https://example.org/lists/list.md)");
    }

    [Fact]
    public async Task Diff_tells_what_a_new_entry_brings()
    {
        using var folder = new TemporaryFolder();
        folder.Write("list.md", List);
        await CommandLine.RunAsync(folder.Path, "build", "list.md", "--out", "old");
        folder.Write("list.md", List + "- [Brindle: Another Multimodal Model](https://arxiv.org/abs/2402.00002)\n");
        await CommandLine.RunAsync(folder.Path, "build", "list.md", "--out", "new");

        var text = await CommandLine.RunAsync(folder.Path, "diff", "old/graph.jsonl", "new/graph.jsonl");
        var same = await CommandLine.RunAsync(folder.Path, "diff", "old/graph.jsonl", "old/graph.jsonl");
        var json = await CommandLine.RunAsync(folder.Path, "diff", "old/graph.jsonl", "new/graph.jsonl", "--format", "json");

        text.ExitCode.ShouldBe(0, text.Error);
        text.Output.ShouldContain("Brindle: Another Multimodal Model");
        same.Output.ShouldContain("Nothing");
        using var parsed = System.Text.Json.JsonDocument.Parse(json.Output);
        parsed.RootElement.GetProperty("newNodes").GetArrayLength().ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task Lint_ends_with_2_where_it_finds_something()
    {
        using var folder = new TemporaryFolder();
        folder.Write("bad.md", "# List\n\n- [Quillon: A Large Multimodal Model]()\n");
        folder.Write("good.md", List);

        var bad = await CommandLine.RunAsync(folder.Path, "lint", "bad.md");
        var good = await CommandLine.RunAsync(folder.Path, "lint", "good.md");
        var json = await CommandLine.RunAsync(folder.Path, "lint", "bad.md", "--format", "json");
        var missing = await CommandLine.RunAsync(folder.Path, "lint", "missing.md");

        bad.ExitCode.ShouldBe(2, bad.Error);
        bad.Output.ShouldStartWith("bad.md:3: malformed-link: ");
        good.ExitCode.ShouldBe(0, good.Output);
        json.Output.ShouldContain("\"kind\":\"malformed-link\"");
        missing.ExitCode.ShouldBe(1);
    }
}
