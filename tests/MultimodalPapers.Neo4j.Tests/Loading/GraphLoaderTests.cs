using MultimodalPapers.Graph;
using MultimodalPapers.Neo4j.Loading;
using MultimodalPapers.Neo4j.Tests.Servers;
using static MultimodalPapers.Neo4j.Tests.Loading.SmallGraph;

namespace MultimodalPapers.Neo4j.Tests.Loading;

[Collection(ServerTests.Name)]
public sealed class GraphLoaderTests(ServerFixture server)
{
    [SkippableFact]
    public async Task A_graph_is_in_the_database_as_it_is_in_memory_and_a_second_load_changes_nothing()
    {
        await server.ClearAsync();
        var graph = SmallGraph.Of(25);
        var first = await LoadAsync(graph, batchSize: 7);
        first.Nodes.ShouldBe(new LoadCounts(52, 0, 0, 0, 0, 0));
        first.Relationships.ShouldBe(new LoadCounts(99, 0, 0, 0, 0, 0));
        (await LinesAsync(server)).ShouldBe(Lines(graph));

        var second = await LoadAsync(graph, batchSize: 7);
        second.Nodes.ShouldBe(new LoadCounts(0, 0, 52, 0, 0, 0));
        second.Relationships.ShouldBe(new LoadCounts(0, 0, 99, 0, 0, 0));
        second.ChangedNothing.ShouldBeTrue();
        (await LoadAsync(graph, rewrite: true)).ChangedNothing.ShouldBeTrue();
        (await LinesAsync(server)).ShouldBe(Lines(graph));
    }

    [SkippableFact]
    public async Task A_file_loads_as_the_graph_it_was_written_from()
    {
        await server.ClearAsync();
        var (graph, file) = (SmallGraph.Of(5), Path.GetTempFileName());
        try
        {
            await using (var stream = File.Create(file))
                GraphJsonLines.Write(stream, graph);
            await new GraphLoader(server.Driver, new LoadOptions()).LoadAsync(GraphSource.File(file));
            (await LinesAsync(server)).ShouldBe(Lines(graph));
            (await LoadAsync(graph)).ChangedNothing.ShouldBeTrue();
        }
        finally
        {
            File.Delete(file);
        }
    }

    [SkippableFact]
    public async Task Every_main_label_has_a_unique_id_and_names_and_titles_a_full_text_index()
    {
        await server.ClearAsync();
        await LoadAsync(SmallGraph.Of(1));
        var constraints = await server.ReadAsync("SHOW CONSTRAINTS YIELD labelsOrTypes, properties, type RETURN labelsOrTypes[0] AS label, properties[0] AS property, type");
        constraints.Where(c => c["property"].Equals("id") && c["type"].Equals("UNIQUENESS")).Select(c => c["label"]).ShouldBe(GraphSchema.Labels, ignoreOrder: true);
        (await server.ReadAsync("CALL db.index.fulltext.queryNodes('names_and_titles', 'author*') YIELD node RETURN node.id AS id")).Select(r => r["id"]).ShouldBe(["author:a"]);
    }

    [SkippableFact]
    public async Task What_differs_is_changed_and_nothing_else()
    {
        await server.ClearAsync();
        await LoadAsync(SmallGraph.Of(4));
        var before = SmallGraph.Of(4);
        var after = new KnowledgeGraph(
            before.Nodes.Select(n => n.Id switch
            {
                "paper:1" => Node("paper:1", "Paper", ("title", "New"), ("venue", "ICLR")),
                "model:0" => Node("model:0", "Model:Generator:MultimodalModel"),
                _ => n,
            }),
            before.Relationships.Select(r => r.Type == "AUTHORED_BY" && r.Start == "paper:2" ? Relationship("paper:2", "AUTHORED_BY", "author:a", ("year", 1L)) : r)
                .Append(Relationship("paper:3", "COMPARES_WITH", "model:0")));
        var summary = await LoadAsync(after);
        summary.Nodes.ShouldBe(new LoadCounts(0, 2, 8, 0, 0, 0));
        summary.Relationships.ShouldBe(new LoadCounts(1, 1, 14, 0, 0, 0));
        (await LinesAsync(server)).ShouldBe(Lines(after));
        (await LoadAsync(after)).ChangedNothing.ShouldBeTrue();
    }

    [SkippableFact]
    public async Task Without_prune_what_the_graph_no_longer_holds_stays_and_is_counted_with_prune_it_goes()
    {
        await server.ClearAsync();
        await LoadAsync(SmallGraph.Of(6));
        var less = SmallGraph.Of(3);
        var kept = await LoadAsync(less);
        (kept.Nodes.Stale, kept.Relationships.Stale, kept.ChangedNothing).ShouldBe((6, 12, true));
        var pruned = await LoadAsync(less, prune: true);
        (pruned.Nodes.Removed, pruned.Relationships.Removed, pruned.Nodes.Stale).ShouldBe((6, 12, 0));
        (await LinesAsync(server)).ShouldBe(Lines(less));
        (await LoadAsync(less, prune: true)).ChangedNothing.ShouldBeTrue();
    }

    [SkippableFact]
    public async Task What_a_person_put_there_stays()
    {
        await server.ClearAsync();
        await LoadAsync(SmallGraph.Of(4));
        // Nodes of their own, one under a label of ours; a property, a label, a relationship on ours; a relationship of one of our types.
        await server.ReadAsync("""
            CREATE (me:Person {name: 'me'}), (:Paper {id: 'my-paper', title: 'mine'})
            WITH me
            MATCH (p3:Paper {id: 'paper:3'}), (p2:Paper {id: 'paper:2'}), (m3:Model {id: 'model:3'}), (m1:Model {id: 'model:1'}), (m2:Model {id: 'model:2'}), (t:Technique)
            CREATE (me)-[:READ]->(p3), (p2)-[:USES_TECHNIQUE {note: 'also mine'}]->(t)
            SET p2.rating = 5, m3:Favourite
            WITH m1
            MATCH (m1)-[r:USES_BACKBONE]->()
            SET r.checked = true
            """);
        var pruned = await LoadAsync(SmallGraph.Of(1), prune: true);
        // model:2 has nothing of the person's and goes; paper:1 too. model:1 and model:0 hold on to each other by the relationship that was checked.
        (pruned.Nodes.Removed, pruned.Nodes.Kept, pruned.Relationships.Kept).ShouldBe((2, 4, 1));

        var lines = await LinesAsync(server);
        lines.ShouldContain("Person name=String:me");
        lines.ShouldContain("Paper id=String:my-paper title=String:mine");
        lines.ShouldContain(l => l.StartsWith("Paper id=String:paper:2 name=String:paper:2 rating=Int64:5 title=", StringComparison.Ordinal) && !l.Contains("year", StringComparison.Ordinal));
        lines.ShouldContain(l => l.StartsWith("Paper id=String:paper:3 ", StringComparison.Ordinal));
        lines.ShouldContain("Favourite:Model id=String:model:3 name=String:model:3");
        lines.ShouldContain("paper:2 USES_TECHNIQUE technique:t note=String:also mine");
        lines.ShouldContain("model:1 USES_BACKBONE model:0 checked=Boolean:True");
        lines.ShouldNotContain(l => l.Contains("id=String:model:2", StringComparison.Ordinal));
        (await LoadAsync(SmallGraph.Of(1), prune: true)).ChangedNothing.ShouldBeTrue();

        // And when the graph holds them again, they are whole again, with what the person added.
        await LoadAsync(SmallGraph.Of(4), prune: true);
        var again = await LinesAsync(server);
        again.ShouldContain(l => l.StartsWith("Paper aliases", StringComparison.Ordinal) && l.Contains("id=String:paper:2", StringComparison.Ordinal) && l.Contains("rating=Int64:5", StringComparison.Ordinal));
        (await server.ReadAsync("MATCH (n) RETURN count(n) AS n")).Single()["n"].ShouldBe(12L);
    }

    [SkippableFact]
    public async Task A_persons_node_with_the_id_of_ours_gains_what_it_lacks_and_loses_only_that()
    {
        await server.ClearAsync();
        await server.ReadAsync("CREATE (:Model:Mine {id: 'model:0', name: 'my name', note: 1})");
        var summary = await LoadAsync(SmallGraph.Of(2));
        summary.Nodes.Changed.ShouldBe(1);
        (await LinesAsync(server)).ShouldContain("Mine:Model id=String:model:0 name=String:my name note=Int64:1");
        (await LoadAsync(SmallGraph.Of(2))).ChangedNothing.ShouldBeTrue();
        await LoadAsync(new KnowledgeGraph([Node("author:b", "Author")], []), prune: true);
        (await LinesAsync(server)).ShouldBe(["Author id=String:author:b name=String:author:b", "Mine:Model id=String:model:0 name=String:my name note=Int64:1"], ignoreOrder: true);
    }

    [SkippableFact]
    public async Task Rewrite_undoes_edits_by_hand_to_what_the_loader_wrote_and_to_nothing_else()
    {
        await server.ClearAsync();
        await LoadAsync(SmallGraph.Of(2));
        await server.ReadAsync("MATCH (m:Model {id: 'model:0'}) SET m.name = 'edited', m.note = 1");
        (await LoadAsync(SmallGraph.Of(2))).ChangedNothing.ShouldBeTrue();
        (await LoadAsync(SmallGraph.Of(2), rewrite: true)).Nodes.Changed.ShouldBe(1);
        (await LinesAsync(server)).ShouldContain("Encoder:Model id=String:model:0 name=String:model:0 note=Int64:1");
    }

    [SkippableFact]
    public async Task Two_loads_at_once_give_the_graph_of_one()
    {
        await server.ClearAsync();
        var graph = SmallGraph.Of(60);
        await LoadAsync(SmallGraph.Of(0));
        await Task.WhenAll(LoadAsync(graph, batchSize: 10), LoadAsync(graph, batchSize: 10));
        (await LinesAsync(server)).ShouldBe(Lines(graph));
    }

    [SkippableFact]
    public async Task Two_first_loads_at_once_with_other_batches_give_the_graph_of_one()
    {
        await server.ClearAsync();
        foreach (var constraint in await server.ReadAsync("SHOW CONSTRAINTS YIELD name RETURN name"))
            await server.ReadAsync($"DROP CONSTRAINT `{constraint["name"]}`");
        var graph = SmallGraph.Of(60);
        var loads = await Task.WhenAll(LoadAsync(graph, batchSize: 10), LoadAsync(graph, batchSize: 17), LoadAsync(graph, batchSize: 1000));
        (await LinesAsync(server)).ShouldBe(Lines(graph));
        foreach (var load in loads)
            (load.Nodes.Total, load.Relationships.Total).ShouldBe((graph.Nodes.Length, graph.Relationships.Length));
        loads.Sum(l => l.Relationships.Created).ShouldBe(graph.Relationships.Length);
    }

    [SkippableFact]
    public async Task What_another_removed_by_hand_comes_back()
    {
        await server.ClearAsync();
        var graph = SmallGraph.Of(6);
        await LoadAsync(graph);
        await server.ReadAsync("MATCH (:Paper {id: 'paper:3'})-[r:INTRODUCES]->() DELETE r");
        await server.ReadAsync("MATCH (m:Model {id: 'model:4'}) DETACH DELETE m");
        var summary = await LoadAsync(graph);
        (summary.Nodes.Created, summary.Relationships.Created).ShouldBe((1, 3));
        (await LinesAsync(server)).ShouldBe(Lines(graph));
    }

    [SkippableFact]
    public async Task Only_names_of_the_schema_reach_the_query()
    {
        await server.ClearAsync();
        var bad = new GraphNode("x:1", ["Paper`) DETACH DELETE (n"], Bag(("id", "x:1"), ("name", "x")));
        var error = await Should.ThrowAsync<LoadException>(() => LoadAsync(new KnowledgeGraph([bad], [])));
        error.Message.ShouldContain("x:1");
        error.Message.ShouldContain("Paper, Model");
        var nodes = new[] { Node("paper:1", "Paper"), Node("model:1", "Model") };
        await Should.ThrowAsync<LoadException>(() => LoadAsync(new KnowledgeGraph(nodes, [Relationship("paper:1", "LOVES", "model:1")])));
        await Should.ThrowAsync<LoadException>(() => LoadAsync(new KnowledgeGraph(nodes, [Relationship("model:1", "INTRODUCES", "paper:1")])));
    }

    [SkippableFact]
    public async Task A_relationship_whose_end_is_missing_is_named()
    {
        await server.ClearAsync();
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, """
                {"type":"node","id":"paper:1","labels":["Paper"],"properties":{"name":"x"}}
                {"type":"relationship","id":"r","label":"INTRODUCES","start":{"id":"paper:1","labels":["Paper"]},"end":{"id":"model:absent","labels":["Model"]}}
                """);
            var error = await Should.ThrowAsync<LoadException>(() => new GraphLoader(server.Driver, new LoadOptions()).LoadAsync(GraphSource.File(file)));
            error.Message.ShouldContain("model:absent");
        }
        finally
        {
            File.Delete(file);
        }
    }

    [SkippableFact]
    public async Task A_cancelled_load_is_completed_by_the_next()
    {
        await server.ClearAsync();
        var graph = SmallGraph.Of(40);
        using var cancellation = new CancellationTokenSource();
        var progress = new Callback(p =>
        {
            if (p.Stage == "relationships")
                cancellation.Cancel();
        });
        await Should.ThrowAsync<OperationCanceledException>(() =>
            new GraphLoader(server.Driver, new LoadOptions(BatchSize: 10), progress).LoadAsync(GraphSource.Of(graph), cancellation.Token));
        (await LinesAsync(server)).Count.ShouldBeLessThan(Lines(graph).Count);
        await LoadAsync(graph);
        (await LinesAsync(server)).ShouldBe(Lines(graph));
    }

    private Task<LoadSummary> LoadAsync(KnowledgeGraph graph, bool prune = false, bool rewrite = false, int batchSize = 1000) =>
        new GraphLoader(server.Driver, new LoadOptions(Prune: prune, Rewrite: rewrite, BatchSize: batchSize)).LoadAsync(GraphSource.Of(graph));
}

internal sealed class Callback(Action<LoadProgress> report) : IProgress<LoadProgress>
{
    public void Report(LoadProgress value) => report(value);
}
