using MultimodalPapers.Neo4j.Loading;
using MultimodalPapers.Neo4j.Queries;
using MultimodalPapers.Neo4j.Tests.Servers;
using Neo4j.Driver;

namespace MultimodalPapers.Neo4j.Tests.Queries;

/// <summary>Every saved query on the loaded seeds; the rows are checked by what the lists say.</summary>
[Collection(ServerTests.Name)]
public sealed class SavedQueriesOnSeedsTests(ServerFixture server) : IAsyncLifetime
{
    public async Task InitializeAsync()
    {
        if (server.Uri.Length == 0)
            return;
        // Once for the class: a second load changes nothing.
        if ((await server.ReadAsync("MATCH (l:List) RETURN count(l) AS n"))[0]["n"].As<long>() != 5)
            await server.ClearAsync();
        await new GraphLoader(server.Driver, new LoadOptions(Prune: true)).LoadAsync(GraphSource.Of(SeedGraph.Graph));
    }

    /// <summary>Query, parameters, and what one of the rows holds, by column.</summary>
    public static TheoryData<string, string[], string[]> Rows() => new()
    {
        { "models-on-a-model", ["model=Vicuna"], ["system=MiniGPT-4", "version=Vicuna", "basis=stated"] },
        { "models-on-a-model", ["model=LLaMA"], ["system=LaVIN", "version=LLaMA"] },
        { "encoders-by-backbone", [], ["backbone=Vicuna"] },
        { "downstream-of-a-model", ["model=LLaMA"], ["touched=MiniGPT-4", "kind=Model", "depth=2"] },
        { "ancestry-of-a-model", ["model=MiniGPT-4"], ["depth=1", "of=MiniGPT-4", "relation=USES_BACKBONE", "ancestor=Vicuna"] },
        { "ancestry-of-a-model", ["model=MiniGPT-4"], ["of=Vicuna", "ancestor=LLaMA"] },
        { "techniques-on-the-rise", [], ["technique=Instruction tuning"] },
        { "organizations-building-on-others", [], ["maker=Meta"] },
        { "technique-family", ["technique=DPO"], ["member=DPO"] },
        { "disagreements", [], [] },
        { "benchmarks-everyone-reports", [], ["benchmark=true"] },
        { "models-without-code", [], [] },
        { "path-between-models", ["from=MiniGPT-4", "to=LLaMA"], ["steps=2", "names=MiniGPT-4, Vicuna, LLaMA"] },
        { "papers-like-this-one", [], [] },
        { "hubs", [], ["name=LLaMA"] },
        { "new-since-a-year", ["since=2023", "limit=300"], ["paper=Visual Instruction Tuning", "year=2023", "introduces=LLaVA"] },
        { "search", ["text=\"visual instruction tuning\""], ["name=Visual Instruction Tuning", "id=paper:arxiv:2304.08485"] },
        { "papers-in-many-lists", [], ["paper=Visual Instruction Tuning", "lists=4"] },
        { "models-that-no-list-presents", [], [] },
        { "models-of-an-organization", ["organization=Microsoft"], [] },
        { "authors-by-papers", [], [] },
        { "coauthors", ["author=Haotian Liu"], ["coauthor=Chunyuan Li"] },
        { "techniques-used-together", [], [] },
        { "trained-and-tested-on", [], ["?"] },
        { "topics", [], ["topic=LVLMs"] },
        { "papers-of-a-topic", ["topic=Image Generation"], [] },
        { "evidence", ["from=MiniGPT-4", "to=Vicuna"], ["relation=USES_BACKBONE", "basis=stated"] },
        { "doubtful-lineage", [], ["?"] },
        { "backbones-by-year", [], ["year=2023", "backbone=Vicuna"] },
        { "systems-of-many-parts", [], [] },
        { "compared-with", [], [] },
        { "first-look", [], [] },
        { "relatives-of-a-model", ["model=BLIP-2"], [] },
    };

    [SkippableTheory]
    [MemberData(nameof(Rows))]
    public async Task A_query_answers_what_the_lists_say(string name, string[] parameters, string[] expected)
    {
        var query = SavedQuery.BuiltIn.Single(q => q.Name == name);
        var result = await QueryRunner.RunAsync(server.Driver, query, query.Bind(parameters), database: null);
        // The five lists hold nothing of the kind for some questions: then the columns are all there is to see.
        if (expected is ["?"])
        {
            result.Columns.ShouldNotBeEmpty();
            return;
        }
        var rows = result.Rows.Select(r => result.Columns.Zip(r, (column, value) => $"{column}={QueryValue.Text(value)}").ToList()).ToList();
        rows.ShouldNotBeEmpty();
        rows.ShouldContain(row => expected.All(row.Contains), $"{name}: {string.Join("\n", rows.Take(20).Select(r => string.Join(" | ", r)))}");
    }

    [Fact]
    public void Every_saved_query_is_among_them()
    {
        SavedQuery.BuiltIn.Select(q => q.Name).Except(Rows().Select(r => (string)r[0])).ShouldBeEmpty();
    }

    [SkippableTheory]
    [MemberData(nameof(Names))]
    public async Task A_look_up_by_name_uses_an_index(string name)
    {
        var query = SavedQuery.BuiltIn.Single(q => q.Name == name);
        var summary = (await server.Driver.ExecutableQuery("EXPLAIN " + query.Cypher).WithParameters(query.Bind([])).ExecuteAsync()).Summary;
        var operators = Operators(summary.Plan).ToList();
        var anchors = System.Text.RegularExpressions.Regex.Count(query.Cypher, @"(name|title): \$|\.(name|title) (=|STARTS WITH) \$");
        operators.Count(o => o.Contains("IndexSeek", StringComparison.Ordinal)).ShouldBeGreaterThanOrEqualTo(anchors, string.Join(", ", operators));
    }

    public static TheoryData<string> Names() => new(SavedQuery.BuiltIn.Select(q => q.Name));

    private static IEnumerable<string> Operators(IPlan plan) => plan.Children.SelectMany(Operators).Prepend(plan.OperatorType);

    public Task DisposeAsync() => Task.CompletedTask;
}
