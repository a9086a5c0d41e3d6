namespace MultimodalPapers.Cli.Tests;

public sealed class ExploreCommandTests
{
    private const string Graph = """
        {"type":"node","id":"model:a","labels":["Model"],"properties":{"id":"model:a","name":"A <model>"}}
        """;

    [Fact]
    public async Task Explore_writes_the_graph_as_one_page()
    {
        using var folder = new TemporaryFolder();
        folder.Write("graph.jsonl", Graph + "\n");
        var run = await CommandLine.RunAsync(folder.Path, "explore", "--from", "graph.jsonl", "--out", "pages/map.html", "--title", "My <lists>", "--list-base", "https://example.org/lists");
        run.ExitCode.ShouldBe(0, run.Error);
        var page = await File.ReadAllTextAsync(folder.File("pages/map.html"));
        page.ShouldContain("<title>My &lt;lists></title>");
        page.ShouldContain("A \\u003Cmodel\\u003E");
        page.ShouldContain("https://example.org/lists/");
        run.Error.ShouldContain("1 nodes, 0 relationships");
    }

    [Fact]
    public async Task Explore_refuses_a_base_that_no_browser_would_follow()
    {
        using var folder = new TemporaryFolder();
        var run = await CommandLine.RunAsync(folder.Path, "explore", "--list-base", "javascript:alert(1)");
        run.ExitCode.ShouldBe(1);
        run.Error.ShouldContain("--list-base expects an http or https address");
    }

    [Fact]
    public async Task Explore_says_how_to_make_a_graph_that_is_missing()
    {
        using var folder = new TemporaryFolder();
        var run = await CommandLine.RunAsync(folder.Path, "explore");
        run.ExitCode.ShouldBe(1);
        run.Error.ShouldContain("multimodal-papers build");
    }
}
