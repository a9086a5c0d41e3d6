using MultimodalPapers.Neo4j.Tests.Servers;
using Neo4j.Driver;

namespace MultimodalPapers.Neo4j.Tests;

/// <summary>The driver, stand-in or official, against a real server.</summary>
[Collection(ServerTests.Name)]
public sealed class DriverTests(ServerFixture server)
{
    [SkippableFact]
    public async Task Values_come_back_as_they_went()
    {
        var values = new List<object> { true, -5L, long.MaxValue, 0.1, "ünï 'quoted' \"\0\t`x`", new List<object> { 1L, 2L }, new Dictionary<string, object> { ["a"] = "b" } };
        var record = (await server.ReadAsync("RETURN $values AS v, null AS nothing, date('2024-02-29') AS day", new { values })).Single();
        record["v"].ShouldBe(values);
        record["nothing"].ShouldBeNull();
        record["day"].ToString().ShouldBe("2024-02-29");
    }

    [SkippableFact]
    public async Task Nodes_relationships_and_paths_come_back_whole()
    {
        await server.ClearAsync();
        var path = (await server.ReadAsync("CREATE p = (:A {n: 1})-[:T {m: 2}]->(:B)<-[:U]-(:C) RETURN p")).Single()["p"].As<IPath>();
        path.Nodes.Select(n => n.Labels.Single()).ShouldBe(["A", "B", "C"]);
        path.Relationships.Select(r => r.Type).ShouldBe(["T", "U"]);
        path.Start["n"].ShouldBe(1L);
        path.Relationships[0]["m"].ShouldBe(2L);
        path.Relationships[1].StartNodeElementId.ShouldBe(path.End.ElementId);
    }

    [SkippableFact]
    public async Task A_long_result_is_streamed_by_the_fetch_size()
    {
        await using var session = server.Driver.AsyncSession(c => c.WithFetchSize(100));
        var cursor = await session.RunAsync("UNWIND range(1, 10000) AS n RETURN n");
        var sum = 0L;
        while (await cursor.FetchAsync())
            sum += cursor.Current["n"].As<long>();
        sum.ShouldBe(50_005_000L);
        (await cursor.ConsumeAsync()).Counters.ContainsUpdates.ShouldBeFalse();
    }

    [SkippableFact]
    public async Task A_transaction_is_seen_when_it_is_committed_and_never_when_it_is_not()
    {
        await server.ClearAsync();
        await using var session = server.Driver.AsyncSession();
        await using (var transaction = await session.BeginTransactionAsync())
        {
            var counters = (await (await transaction.RunAsync("CREATE (:Kept {a: 1})")).ConsumeAsync()).Counters;
            (counters.NodesCreated, counters.PropertiesSet, counters.LabelsAdded).ShouldBe((1, 1, 1));
            await transaction.CommitAsync();
        }
        await using (var transaction = await session.BeginTransactionAsync())
            await (await transaction.RunAsync("CREATE (:Lost)")).ConsumeAsync();
        session.LastBookmarks.Values.ShouldHaveSingleItem();
        (await server.ReadAsync("MATCH (n) RETURN labels(n) AS l")).Single()["l"].ShouldBe(new List<object> { "Kept" });
    }

    [SkippableFact]
    public async Task An_error_has_the_servers_code_and_the_session_goes_on()
    {
        await using var session = server.Driver.AsyncSession();
        var error = await Should.ThrowAsync<ClientException>(async () => await (await session.RunAsync("RETURN 1 +")).ConsumeAsync());
        error.Code.ShouldBe("Neo.ClientError.Statement.SyntaxError");
        (await (await session.RunAsync("RETURN 1 AS one")).SingleAsync())["one"].ShouldBe(1L);
    }

    [SkippableFact]
    public async Task A_read_transaction_cannot_write()
    {
        await using var session = server.Driver.AsyncSession();
        await Should.ThrowAsync<ClientException>(() => session.ExecuteReadAsync(async tx => await (await tx.RunAsync("CREATE (n)")).ConsumeAsync()));
    }

    [SkippableFact]
    public async Task The_routing_table_of_a_single_server_leads_back_to_it()
    {
        Skip.If(!server.Uri.StartsWith("bolt://", StringComparison.Ordinal) && !ServerFixture.IsCi, "the server's own URI is no bolt://");
        _ = server.Driver;
        await using var driver = GraphDatabase.Driver("neo4j" + server.Uri[4..], AuthTokens.Basic(server.User, server.Password), _ => { });
        await driver.VerifyConnectivityAsync();
        (await driver.ExecutableQuery("RETURN 1 AS one").ExecuteAsync()).Summary.Database.Name.ShouldBe("neo4j");
    }

    [SkippableFact]
    public async Task A_wrong_password_and_a_missing_database_are_errors_of_their_own()
    {
        Skip.If(server.Password.Length == 0 && !ServerFixture.IsCi, "the server asks for no password");
        _ = server.Driver;
        await using var driver = GraphDatabase.Driver(server.Uri, AuthTokens.Basic(server.User, "wrong password"), _ => { });
        await Should.ThrowAsync<AuthenticationException>(driver.VerifyConnectivityAsync);
        var error = await Should.ThrowAsync<Neo4jException>(() => server.Driver.ExecutableQuery("RETURN 1").WithConfig(new QueryConfig(database: "absent")).ExecuteAsync());
        error.Code.ShouldBe("Neo.ClientError.Database.DatabaseNotFound");
    }

    [SkippableFact]
    public async Task Deadlocked_transactions_are_tried_again_until_both_have_written()
    {
        await server.ClearAsync();
        await server.ReadAsync("CREATE (:Lock {id: 1, n: 0}), (:Lock {id: 2, n: 0})");
        await Task.WhenAll(Write(1, 2), Write(2, 1));
        (await server.ReadAsync("MATCH (l:Lock) RETURN sum(l.n) AS n")).Single()["n"].ShouldBe(4L);

        async Task Write(long first, long second)
        {
            await using var session = server.Driver.AsyncSession();
            await session.ExecuteWriteAsync(async tx =>
            {
                await (await tx.RunAsync("MATCH (l:Lock {id: $id}) SET l.n = l.n + 1", new { id = first })).ConsumeAsync();
                await Task.Delay(300);
                await (await tx.RunAsync("MATCH (l:Lock {id: $id}) SET l.n = l.n + 1", new { id = second })).ConsumeAsync();
            });
        }
    }

    [SkippableFact]
    public async Task A_query_under_way_can_be_cancelled()
    {
        // Where there is no server the test is skipped by an exception, which must not be taken for the query's.
        var driver = server.Driver;
        using var cancellation = new CancellationTokenSource(300);
        await Should.ThrowAsync<OperationCanceledException>(() =>
            driver.ExecutableQuery("UNWIND range(1, 1000000000) AS n WITH n WHERE n < 0 RETURN count(n)").ExecuteAsync(cancellation.Token));
        (await server.ReadAsync("RETURN 1 AS one")).Single()["one"].ShouldBe(1L);
    }
}
