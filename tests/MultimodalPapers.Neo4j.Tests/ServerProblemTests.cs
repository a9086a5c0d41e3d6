using MultimodalPapers.Neo4j.Loading;
using MultimodalPapers.Neo4j.Tests.Servers;
using Neo4j.Driver;

namespace MultimodalPapers.Neo4j.Tests;

public sealed class ServerProblemTests
{
    private static readonly ConnectionSettings Settings = new("bolt://host:7687", "neo4j", "secret word", "papers");

    public static TheoryData<Exception, string> Errors() => new()
    {
        { new ServiceUnavailableException("Connection refused"), "NEO4J_URI" },
        { new AuthenticationException("Neo.ClientError.Security.Unauthorized", "unauthorized"), "NEO4J_PASSWORD" },
        { new ClientException("Neo.ClientError.Database.DatabaseNotFound", "no"), "NEO4J_DATABASE" },
        { new ClientException("Neo.ClientError.General.ForbiddenOnReadOnlyDatabase", "no"), "read-only" },
        { new ClientException("Neo.ClientError.General.WriteOnReadOnlyAccessDatabase", "no"), "read-only" },
        { new DatabaseException("Neo.DatabaseError.Transaction.TransactionLogError", "Could not append transaction"), "disk" },
        { new NotSupportedException("server suggested unexpected protocol version: 4.4"), "Neo4j 5.26 or newer" },
        { new NotSupportedException("Server responded HTTP."), "Bolt port" },
        { new NotSupportedException("Unsupported URI scheme: http"), "neo4j://HOST" },
        { new DatabaseException("Neo.DatabaseError.Transaction.TransactionCommitFailed", "java.io.IOException: No space left on device"), "disk" },
        { new ServiceUnavailableException("Failed after retried", new AggregateException(new TransientException("Neo.TransientError.General.DatabaseUnavailable", "No space left on device"))), "disk" },
        { new TransientException("Neo.TransientError.General.MemoryPoolOutOfMemoryError", "no"), "--batch-size" },
        { new ClientException("Neo.ClientError.Statement.SyntaxError", "Invalid\ninput"), "Invalid input" },
    };

    [Theory]
    [MemberData(nameof(Errors))]
    public void A_problem_is_one_sentence_with_what_to_do(Exception error, string what)
    {
        var sentence = ServerProblem.Explain(error, Settings).ShouldNotBeNull();
        sentence.ShouldContain(what);
        sentence.ShouldContain("bolt://host:7687");
        sentence.ShouldNotContain("secret word");
        sentence.ShouldNotContain("\n");
    }

    [Fact]
    public void What_has_nothing_to_do_with_the_server_is_left_to_others()
    {
        ServerProblem.Explain(new InvalidOperationException("x"), Settings).ShouldBeNull();
        Settings.ToString().ShouldNotContain("secret word");
    }
}

[Collection(ServerTests.Name)]
public sealed class RealServerProblemTests(ServerFixture server)
{
    [SkippableFact]
    public async Task Wrong_address_password_and_database_are_told_as_such_by_the_real_server()
    {
        _ = server.Driver;
        (await ProblemAsync(new ConnectionSettings("bolt://127.0.0.1:1", server.User, server.Password))).ShouldContain("No Neo4j answers at bolt://127.0.0.1:1");
        (await ProblemAsync(new ConnectionSettings(server.Uri, server.User, "wrong password"))).ShouldContain("refuses the user");
        (await ProblemAsync(new ConnectionSettings(server.Uri, server.User, server.Password, "absent"))).ShouldContain("no database 'absent'");
        (await ProblemAsync(new ConnectionSettings(server.Http.Replace("http", "bolt", StringComparison.Ordinal), server.User, server.Password))).ShouldContain("Bolt port");
    }

    internal static async Task<string> ProblemAsync(ConnectionSettings settings, int papers = 1)
    {
        await using var driver = settings.Open(c => c.WithMaxTransactionRetryTime(TimeSpan.FromSeconds(1)));
        var error = await Should.ThrowAsync<Exception>(async () =>
        {
            await driver.VerifyConnectivityAsync();
            await new GraphLoader(driver, new LoadOptions(settings.Database)).LoadAsync(GraphSource.Of(Loading.SmallGraph.Of(papers)));
        });
        return ServerProblem.Explain(error, settings).ShouldNotBeNull();
    }
}

/// <summary>Servers of a test's own, in states that a shared one must not be brought into.</summary>
public sealed class OwnServerProblemTests
{
    [SkippableFact]
    public async Task A_read_only_server_is_told_as_such()
    {
        await using var server = await LocalServer.StartAsync(ServerFixture.HomeOrSkip);
        // A database that was never written cannot be opened to be read.
        await server.StopAsync();
        server.Configure("server.databases.default_to_read_only=true");
        await server.StartAsync();
        (await RealServerProblemTests.ProblemAsync(new ConnectionSettings(server.Uri, LocalServer.User, server.Password))).ShouldStartWith($"The database at {server.Uri} is read-only");
    }

    [SkippableFact]
    public async Task A_full_disk_is_told_as_such()
    {
        var home = ServerFixture.HomeOrSkip;
        var folder = Directory.CreateTempSubdirectory("multimodal-papers-small-disk-").FullName;
        Skip.If(await RunAsync("mount", "-t", "tmpfs", "-o", "size=24m", "tmpfs", folder) != 0, "needs the right to mount a small disk (root)");
        try
        {
            // Nothing set aside in advance, so that the disk fills up in the middle of a load.
            await using var server = await LocalServer.StartAsync(home, $"server.directories.data={folder}", "db.tx_log.preallocate=false", "db.checkpoint.interval.tx=1000000");
            (await RealServerProblemTests.ProblemAsync(new ConnectionSettings(server.Uri, LocalServer.User, server.Password), papers: 20_000)).ShouldStartWith($"The disk of the server at {server.Uri} is full or cannot be written");
        }
        finally
        {
            await RunAsync("umount", folder);
            Directory.Delete(folder);
        }
    }

    private static async Task<int> RunAsync(string command, params string[] arguments)
    {
        try
        {
            using var process = System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo(command, arguments) { UseShellExecute = false, RedirectStandardError = true })!;
            await process.WaitForExitAsync();
            return process.ExitCode;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return -1;
        }
    }
}
