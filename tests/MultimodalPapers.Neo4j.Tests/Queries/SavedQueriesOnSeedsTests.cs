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

    /// <summary>Query, parameters, and what one of the rows holds, by column: read off the lists by hand, or off the catalogue where the basis is background.</summary>
    public static TheoryData<string, string[], string[]> Rows() => new()
    {
        { "models-on-a-model", ["model=Vicuna"], ["system=MiniGPT-4", "version=Vicuna", "basis=stated"] },
        { "models-on-a-model", ["model=LLaMA"], ["system=LaVIN", "version=LLaMA"] },
        { "encoders-by-backbone", [], ["backbone=Flan-T5", "encoder=EVA-CLIP", "examples=BLIP-2, InstructBLIP"] },
        { "downstream-of-a-model", ["model=LLaMA"], ["touched=MiniGPT-4", "kind=Model", "depth=2"] },
        { "ancestry-of-a-model", ["model=MiniGPT-4"], ["depth=1", "of=MiniGPT-4", "relation=USES_BACKBONE", "ancestor=Vicuna"] },
        { "ancestry-of-a-model", ["model=MiniGPT-4"], ["of=Vicuna", "ancestor=LLaMA"] },
        { "techniques-on-the-rise", [], ["technique=Instruction tuning", "lastYear=2024"] },
        { "organizations-building-on-others", [], ["builder=University of Wisconsin-Madison", "maker=LMSYS"] },
        { "technique-family", ["technique=DPO"], ["member=DPO", "relation=INTRODUCES", "paper=Direct Preference Optimization: Your Language Model is Secretly a Reward Model"] },
        { "disagreements", [], ["entries=001_6959ffdaf8f4659b.txt#L16, 002_8c0d3416bb594b30.txt#L45",
            "titles=Aria: An Open Multimodal Native Mixture-of-Experts Model, Aria: An Open Multimodal Native Mixture-of-Experts Mode"] },
        { "benchmarks-everyone-reports", [], ["dataset=ImageNet", "benchmark=true"] },
        { "models-without-code", [], ["model=AnyGPT", "papers=AnyGPT: Unified Multimodal LLM with Discrete Sequence Modeling", "links=https://arxiv.org/abs/2402.12226"] },
        { "path-between-models", ["from=MiniGPT-4", "to=LLaMA"], ["steps=2", "names=MiniGPT-4, Vicuna, LLaMA"] },
        { "papers-like-this-one", [], ["paper=Improved Baselines with Visual Instruction Tuning", "common=MLP projection, Instruction tuning, CLIP"] },
        { "hubs", [], ["name=LLaMA", "kind=Model, LanguageModel"] },
        { "new-since-a-year", ["since=2023"], ["paper=Visual Instruction Tuning", "year=2023", "introduces=LLaVA"] },
        { "search", ["text=\"visual instruction tuning\""], ["name=Visual Instruction Tuning", "id=paper:arxiv:2304.08485"] },
        { "search", ["text=video*"], ["name=VideoChat"] },
        { "papers-in-many-lists", [], ["paper=Visual Instruction Tuning", "lists=4",
            "entries=000_db8e224dc132eb76.txt#L24, 001_6959ffdaf8f4659b.txt#L29, 003_00779d562c78fe67.txt#L116, 004_da0da7b0181c0eb3.txt#L223"] },
        { "models-that-no-list-presents", [], ["model=T5", "roles=DERIVED_FROM, USES_BACKBONE", "primarySource=arXiv:1910.10683"] },
        { "models-of-an-organization", ["organization=Google"], ["model=ViT"] },
        { "authors-by-papers", [], ["author=Yu Qiao", "papers=4", "introduced=EmbodiedGPT, LLaMA-Adapter, LLaMA-Adapter V2, VideoChat, Zero-init attention"] },
        { "coauthors", ["author=Haotian Liu"], ["coauthor=Chunyuan Li", "paper=Visual Instruction Tuning"] },
        { "techniques-used-together", [], ["technique=Adapter", "examples=Cheap and Quick: Efficient Vision-Language Instruction Tuning for Large Language Models"] },
        { "trained-and-tested-on", [], ["dataset=ScienceQA", "relation=TRAINED_ON", "paper=Visual Instruction Tuning"] },
        { "topics", [], ["topic=Vision Model Backbone", "papers=10", "below=0"] },
        { "papers-of-a-topic", ["topic=Image Generation"], ["paper=Generative Adversarial Networks", "url=https://arxiv.org/abs/1406.2661"] },
        { "evidence", ["from=MiniGPT-4", "to=Vicuna"], ["relation=USES_BACKBONE", "basis=stated", "source=003_00779d562c78fe67.txt#L126", "quote=Vicuna-7B"] },
        { "doubtful-lineage", [], ["system=ICDiff", "relation=USES_GENERATOR", "part=Stable Diffusion v1.5", "sources=002_8c0d3416bb594b30.txt#L11"] },
        { "backbones-by-year", [], ["year=2023", "backbone=Vicuna"] },
        { "systems-of-many-parts", [], ["system=Mini-Gemini", "relation=USES_BACKBONE", "part=Gemma"] },
        { "compared-with", [], ["model=Flamingo", "examples=BLIP-2: Bootstrapping Language-Image Pre-training with Frozen Image Encoders and Large Language Models, "
            + "InstructBLIP: Towards General-purpose Vision-Language Models with Instruction Tuning"] },
        { "first-look", [], ["path=(AlignGPT: Multi-modal Large Language Models with Adaptive Alignment Capability)-[INTRODUCES]->(AlignGPT)-[USES_BACKBONE]->(Vicuna)"] },
        { "relatives-of-a-model", ["model=BLIP-2"], ["path=(BLIP-2)-[USES_BACKBONE]->(OPT)"] },
    };

    [SkippableTheory]
    [MemberData(nameof(Rows))]
    public async Task A_query_answers_what_the_lists_say(string name, string[] parameters, string[] expected)
    {
        var (columns, rows) = await RunAsync(name, [.. parameters, NoLimit]);
        var cells = rows.ConvertAll(row => columns.Zip(row, (column, value) => $"{column}={value}").ToList());
        cells.ShouldContain(row => expected.All(row.Contains), $"{name}: {string.Join("\n", cells.Take(20).Select(r => string.Join(" | ", r)))}");
    }

    [SkippableTheory]
    [MemberData(nameof(Rows))]
    public async Task A_query_answers_what_the_graph_in_memory_holds_and_nothing_else(string name, string[] parameters, string[] row)
    {
        _ = row;
        var query = SavedQuery.BuiltIn.Single(q => q.Name == name);
        var (compared, expected) = new QueryAnswers(SeedGraph.Graph).Of(name, query.Bind([.. parameters, NoLimit]));
        expected.ShouldNotBeEmpty();
        var (columns, rows) = await RunAsync(name, [.. parameters, NoLimit]);
        rows.Select(r => string.Join(" | ", compared.Select(c => r[columns.IndexOf(c)]))).ShouldBe(expected, ignoreOrder: true);
    }

    [SkippableTheory]
    [MemberData(nameof(Names))]
    public async Task A_limit_gives_the_first_rows_of_all_in_the_same_order(string name)
    {
        var (columns, all) = await RunAsync(name, [NoLimit]);
        var (_, few) = await RunAsync(name, ["limit=3"]);
        few.Count.ShouldBeGreaterThan(0);
        // Some limit what they start from, not their rows.
        if (name is not ("ancestry-of-a-model" or "new-since-a-year" or "systems-of-many-parts"))
            few.Count.ShouldBe(Math.Min(3, all.Count));
        // A path may be one of several as short, and pictures have no order.
        static string Text(List<string> columns, List<string> row) => string.Join(" | ", columns.Zip(row).Where(c => c.First != "path" && c.First != "examples").Select(c => c.Second));
        if (name is not ("first-look" or "relatives-of-a-model"))
            few.Select(r => Text(columns, r)).ShouldBe(all.Take(few.Count).Select(r => Text(columns, r)));
    }

    private const string NoLimit = "limit=100000";

    private async Task<(List<string> Columns, List<List<string>> Rows)> RunAsync(string name, string[] parameters)
    {
        var query = SavedQuery.BuiltIn.Single(q => q.Name == name);
        var result = await QueryRunner.RunAsync(server.Driver, query, query.Bind(parameters), database: null);
        return ([.. result.Columns], [.. result.Rows.Select(r => r.Select(QueryValue.Text).ToList())]);
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
        // The server samples its indexes now and then, and keeps the plans that it made before.
        await server.Driver.ExecutableQuery("CALL db.prepareForReplanning(60)").ExecuteAsync();
        var summary = (await server.Driver.ExecutableQuery("EXPLAIN " + query.Cypher).WithParameters(query.Bind([])).ExecuteAsync()).Summary;
        var operators = Operators(summary.Plan).ToList();
        var anchors = System.Text.RegularExpressions.Regex.Count(query.Cypher, @"(name|title): \$|\.(name|title) (=|STARTS WITH) \$");
        operators.Count(o => o.Contains("IndexSeek", StringComparison.Ordinal)).ShouldBeGreaterThanOrEqualTo(anchors, string.Join(", ", operators));
    }

    public static TheoryData<string> Names() => new(SavedQuery.BuiltIn.Select(q => q.Name));

    private static IEnumerable<string> Operators(IPlan plan) => plan.Children.SelectMany(Operators).Prepend(plan.OperatorType);

    public Task DisposeAsync() => Task.CompletedTask;
}
