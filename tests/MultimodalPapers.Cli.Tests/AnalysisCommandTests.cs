using System.Text.Json;

namespace MultimodalPapers.Cli.Tests;

/// <summary>lineage and clusters as a person runs them, on the five lists.</summary>
public sealed class AnalysisCommandTests : IClassFixture<AnalysisCommandTests.Built>
{
    private readonly Built _built;

    public AnalysisCommandTests(Built built) => _built = built;

    [Fact]
    public async Task Lineage_shows_the_tree_with_its_sources()
    {
        var run = await _built.RunAsync("lineage", "llava");
        run.ExitCode.ShouldBe(0, run.Error);
        run.Output.ShouldStartWith("LLaVA (2023");
        run.Output.ShouldContain("Vicuna");
        run.Output.ShouldMatch(@"\[003_00779d562c78fe67\.txt#L\d+");
    }

    [Fact]
    public async Task An_unknown_name_brings_the_nearest_ones()
    {
        var run = await _built.RunAsync("lineage", "Vicunna");
        run.ExitCode.ShouldBe(1);
        run.Output.ShouldBeEmpty();
        run.Error.ShouldStartWith("multimodal-papers: There is no model 'Vicunna'. Did you mean Vicuna");
    }

    [Fact]
    public async Task Options_that_exclude_each_other_are_refused()
    {
        var run = await _built.RunAsync("lineage", "LLaVA", "--up", "--down");
        run.ExitCode.ShouldBe(1);
        run.Error.ShouldContain("--up and --down exclude each other");
    }

    [Theory]
    [InlineData("mermaid", "flowchart BT\n")]
    [InlineData("dot", "digraph lineage {\n")]
    [InlineData("svg", "<svg xmlns=")]
    [InlineData("json", "{\n")]
    public async Task Lineage_is_drawn_in_every_format_the_same_each_time(string format, string start)
    {
        var first = await _built.RunAsync("lineage", "LLaVA", "--format", format);
        first.ExitCode.ShouldBe(0, first.Error);
        first.Output.ShouldStartWith(start);
        (await _built.RunAsync("lineage", "LLaVA", "--format", format)).Output.ShouldBe(first.Output);
    }

    [Fact]
    public async Task Clusters_are_the_same_for_a_seed()
    {
        var first = await _built.RunAsync("clusters", "--format", "json", "--seed", "5", "--stability-runs", "2");
        first.ExitCode.ShouldBe(0, first.Error);
        using var json = JsonDocument.Parse(first.Output);
        json.RootElement.GetProperty("clusters").GetArrayLength().ShouldBeGreaterThan(3);
        (await _built.RunAsync("clusters", "--format", "json", "--seed", "5", "--stability-runs", "2")).Output.ShouldBe(first.Output);
    }

    [Fact]
    public async Task A_missing_graph_is_named_with_what_to_do()
    {
        var run = await _built.RunAsync("clusters", "--from", "nowhere.jsonl");
        run.ExitCode.ShouldBe(1);
        run.Error.ShouldContain("There is no graph at 'nowhere.jsonl'. Make one with 'multimodal-papers build LISTS'");
    }

    /// <summary>The five lists, built once.</summary>
    public sealed class Built : IAsyncLifetime, IDisposable
    {
        private readonly TemporaryFolder _folder = new();

        public async Task InitializeAsync() =>
            (await CommandLine.RunAsync(_folder.Path, "build", CommandLine.Seeds, "--out", "out")).ExitCode.ShouldBe(0);

        internal Task<CommandLine.Result> RunAsync(params string[] args) => CommandLine.RunAsync(_folder.Path, args);

        public Task DisposeAsync() => Task.CompletedTask;

        public void Dispose() => _folder.Dispose();
    }
}
