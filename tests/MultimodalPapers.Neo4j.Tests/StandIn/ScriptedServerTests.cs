using System.Diagnostics;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using MultimodalPapers.Neo4j.Loading;
using MultimodalPapers.Neo4j.Tests.Loading;
using Neo4j.Driver;
using static MultimodalPapers.Neo4j.Tests.StandIn.ScriptedServer;

namespace MultimodalPapers.Neo4j.Tests.StandIn;

/// <summary>What a healthy server never does, or cannot be brought to do in time.</summary>
public sealed class ScriptedServerTests
{
    private static readonly IAuthToken Token = AuthTokens.Basic("u", "p");

    [Theory]
    [InlineData(new byte[] { 0, 0, 0, 5 }, "5.0")]
    [InlineData(new byte[] { 0, 0, 4, 5 }, "5.4")]
    [InlineData(new byte[] { 0, 0, 8, 5 }, "5.8")]
    public async Task A_version_that_both_know_is_taken(byte[] version, string name)
    {
        await using var server = new ScriptedServer(_ => null, version);
        await using var driver = Driver(server);
        (await driver.GetServerInfoAsync()).ProtocolVersion.ShouldBe(name);
        Convert.ToHexString(server.Handshake).ShouldBe("6060B017000001FF000808050000000000000000");
        // From 5.1 on the log-in is a message of its own.
        server.Tags.Contains(LogOn).ShouldBe(version[2] > 0);
    }

    [Theory]
    [InlineData("02" + "00000606" + "00080805" + "00", "00000805", "5.8")]
    [InlineData("01" + "00090A05" + "00", "00000805", "5.8")]
    [InlineData("02" + "00000204" + "00010305" + "8101", "00000305", "5.3")]
    public async Task The_best_version_of_a_manifest_is_taken(string offers, string chosen, string name)
    {
        await using var server = new ScriptedServer(_ => null, [0, 0, 1, 0xFF, .. Convert.FromHexString(offers)]);
        await using var driver = Driver(server);
        (await driver.GetServerInfoAsync()).ProtocolVersion.ShouldBe(name);
        Convert.ToHexString(server.Handshake[20..]).ShouldBe(chosen + "00");
    }

    [Theory]
    [InlineData(new byte[] { 0, 0, 0, 0 }, "does not support any")]
    [InlineData(new byte[] { 0, 0, 4, 4 }, "4.4")]
    [InlineData(new byte[] { 0, 0, 0, 6 }, "6.0")]
    [InlineData(new byte[] { 0x48, 0x54, 0x54, 0x50 }, "HTTP")]
    [InlineData(new byte[] { 0, 0, 1, 0xFF, 1, 0, 0, 4, 4, 0 }, "does not support any")]
    [InlineData(new byte[] { 0, 0, 1, 0xFF, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80 }, "manifest")]
    public async Task A_server_of_another_time_or_kind_is_refused_with_the_reason(byte[] version, string reason)
    {
        await using var server = new ScriptedServer(_ => null, version);
        await using var driver = Driver(server);
        (await Should.ThrowAsync<NotSupportedException>(driver.VerifyConnectivityAsync)).Message.ShouldContain(reason);
    }

    [Fact]
    public async Task A_server_that_accepts_and_says_nothing_is_given_up()
    {
        using var listener = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        await using var driver = GraphDatabase.Driver($"bolt://{listener.LocalEndpoint}", Token, c => c.WithConnectionTimeout(TimeSpan.FromMilliseconds(200)));
        (await Should.ThrowAsync<ServiceUnavailableException>(driver.VerifyConnectivityAsync)).Message.ShouldContain("within 0.2 s");
    }

    [Fact]
    public async Task A_result_is_pulled_by_the_fetch_size_and_only_as_far_as_it_is_read()
    {
        var pulls = 0;
        await using var server = new ScriptedServer(r => r.Tag == Pull
            ? [Record(pulls), Record(pulls), Success(("has_more", ++pulls < 5))]
            : r.Tag == Discard ? [Success(("has_more", false))] : null);
        await using var driver = Driver(server);
        await using (var session = driver.AsyncSession(c => c.WithFetchSize(2)))
            (await (await session.RunAsync("ALL")).ToListAsync()).Select(r => r["x"]).ShouldBe([0L, 0L, 1L, 1L, 2L, 2L, 3L, 3L, 4L, 4L]);
        server.Requests.Where(r => r.Tag == Pull).ShouldAllBe(r => ((Dictionary<string, object>)r.Fields[0]!)["n"].Equals(2L));

        pulls = 0;
        await using (var session = driver.AsyncSession(c => c.WithFetchSize(2)))
        {
            var cursor = await session.RunAsync("SOME");
            (await cursor.FetchAsync()).ShouldBeTrue();
            await cursor.ConsumeAsync();
            await Should.ThrowAsync<ResultConsumedException>(cursor.FetchAsync);
        }
        pulls.ShouldBe(1);
        server.Tags.Count(t => t == Discard).ShouldBe(1);
    }

    [Fact]
    public async Task A_result_waits_in_memory_while_the_transaction_runs_another_query()
    {
        var queries = 0;
        await using var server = new ScriptedServer(r => r.Tag switch
        {
            Run => [Success(("fields", new List<object> { "x" }), ("qid", (long)queries++))],
            Pull => [Record($"{queries}a"), Record($"{queries}b"), Success()],
            _ => null,
        });
        await using var driver = Driver(server);
        await using var session = driver.AsyncSession();
        var rows = await session.ExecuteReadAsync(async tx =>
        {
            var first = await tx.RunAsync("ONE");
            await first.FetchAsync();
            var second = await tx.RunAsync("TWO");
            return (await first.ToListAsync()).Concat(await second.ToListAsync()).Select(r => r[0]).ToList();
        });
        rows.ShouldBe(["1b", "2a", "2b"]);
    }

    [Fact]
    public async Task Empty_chunks_between_messages_only_keep_the_connection_alive()
    {
        await using var server = new ScriptedServer(r => r.Tag == Pull ? [[0, 0], [0, 0, 0, 0], Record(1), [0, 0], Success()] : null);
        await using var driver = Driver(server);
        (await driver.ExecutableQuery("RETURN 1").ExecuteAsync()).Result.Single()[0].ShouldBe(1L);
    }

    [Fact]
    public async Task A_message_in_many_chunks_and_many_packets_is_put_together()
    {
        var text = new string('ü', 100_000);
        var message = Record(text);
        // The same message again, cut into chunks of one to seven bytes.
        var content = PackStreamTests.Unchunked(message);
        var pieces = new List<byte[]>();
        for (int position = 0, size = 1; position < content.Length; position += size, size = (size % 7) + 1)
            pieces.Add([0, (byte)Math.Min(size, content.Length - position), .. content.Skip(position).Take(size)]);
        var all = pieces.SelectMany(p => p).Concat(new byte[] { 0, 0 }).ToArray();
        await using var server = new ScriptedServer(r => r.Tag == Pull ? [message, .. all.Chunk(10_007), Success()] : null);
        await using var driver = Driver(server);
        (await driver.ExecutableQuery("RETURN 1").ExecuteAsync()).Result.Select(r => r[0].Equals(text)).ShouldBe([true, true]);
    }

    public static TheoryData<string, byte[]> Cuts() => new()
    {
        { "in a chunk's header", [0] },
        { "in a chunk", [0, 9, 0xB1, 0x71] },
        { "after a chunk", [0, 3, 0xB1, 0x71, 0x91] },
        { "between messages", [] },
    };

    [Theory]
    [MemberData(nameof(Cuts))]
    public async Task A_connection_cut_anywhere_is_a_service_that_is_unavailable(string where, byte[] last)
    {
        await using var server = new ScriptedServer(r => r.Tag == Pull ? [.. last.Length > 0 ? new[] { last } : [], Close] : null);
        await using var driver = Driver(server);
        await using var session = driver.AsyncSession();
        var cursor = await session.RunAsync("RETURN 1");
        var error = await Should.ThrowAsync<ServiceUnavailableException>(cursor.FetchAsync, where);
        error.Message.ShouldContain(server.Address);
        error.IsRetriable.ShouldBeTrue();
    }

    [Theory]
    [InlineData(new byte[] { 0, 2, 0xB0, 0x55, 0, 0 })]
    [InlineData(new byte[] { 0, 3, 0xB1, 0x71, 0x01, 0, 0 })]
    [InlineData(new byte[] { 0, 4, 0xB1, 0x71, 0x91, 0xC7, 0, 0 })]
    [InlineData(new byte[] { 0, 3, 0xB1, 0x71, 0x95, 0, 0 })]
    [InlineData(new byte[] { 0, 1, 0x01, 0, 0 })]
    public async Task Bytes_that_are_no_answer_break_the_protocol_not_the_program(byte[] nonsense)
    {
        await using var server = new ScriptedServer(r => r is { Tag: Pull, Connection: 1 } ? [nonsense, Success()] : null);
        await using var driver = Driver(server);
        await Should.ThrowAsync<ProtocolException>(() => driver.ExecutableQuery("RETURN 1").ExecuteAsync());
        // Such a connection is not used again.
        await driver.ExecutableQuery("RETURN 1").ExecuteAsync();
        server.Requests.Last().Connection.ShouldBe(2);
    }

    [Fact]
    public async Task A_failure_has_the_servers_code_and_message_and_a_reset_makes_the_connection_good_again()
    {
        await using var server = new ScriptedServer(r => r.Tag switch
        {
            Run when r.Fields[0] is "BAD" => [Failure("Neo.ClientError.Statement.SyntaxError", "Invalid input 'BAD'")],
            Pull when r.Connection == 1 && FailedBefore => [Ignored()],
            _ => null,
        });
        FailedBefore = true;
        await using var driver = Driver(server);
        var error = await Should.ThrowAsync<ClientException>(() => driver.ExecutableQuery("BAD").ExecuteAsync());
        (error.Code, error.Message, error.IsRetriable).ShouldBe(("Neo.ClientError.Statement.SyntaxError", "Invalid input 'BAD'", false));
        FailedBefore = false;
        await driver.ExecutableQuery("GOOD").ExecuteAsync();
        server.Tags.ShouldContain(Reset);
        server.Requests.ShouldAllBe(r => r.Connection == 1);
    }

    private bool FailedBefore { get; set; }

    [Fact]
    public async Task A_failure_in_mid_stream_ends_the_result_after_the_records_before_it()
    {
        await using var server = new ScriptedServer(r => r.Tag == Pull ? [Record(1), Failure("Neo.DatabaseError.Statement.ExecutionFailed", "Oops")] : null);
        await using var driver = Driver(server);
        await using var session = driver.AsyncSession();
        var cursor = await session.RunAsync("RETURN 1");
        (await cursor.FetchAsync()).ShouldBeTrue();
        (await Should.ThrowAsync<DatabaseException>(cursor.FetchAsync)).Message.ShouldBe("Oops");
        await session.CloseAsync();
        server.Tags.ShouldContain(Reset);
    }

    [Fact]
    public async Task A_reset_passes_over_what_is_still_streaming()
    {
        await using var server = new ScriptedServer(r => r is { Tag: Pull, Connection: 1 } && Streams++ == 0
            ? [.. Enumerable.Range(0, 5000).Select(i => Record(i)), Success(("has_more", true))]
            : null);
        await using var driver = Driver(server);
        await using (var session = driver.AsyncSession())
        {
            await using var transaction = await session.BeginTransactionAsync();
            await (await transaction.RunAsync("MANY")).FetchAsync();
        }
        (await driver.ExecutableQuery("NEXT").ExecuteAsync()).Result.ShouldBeEmpty();
        server.Requests.ShouldAllBe(r => r.Connection == 1);
        server.Tags.ShouldContain(Reset);
    }

    private int Streams { get; set; }

    [Theory]
    [InlineData("Neo.ClientError.Security.Unauthorized", typeof(AuthenticationException), false)]
    [InlineData("Neo.ClientError.Security.AuthorizationExpired", typeof(AuthorizationException), true)]
    [InlineData("Neo.ClientError.Security.Forbidden", typeof(ForbiddenException), false)]
    [InlineData("Neo.ClientError.Security.CredentialsExpired", typeof(SecurityException), false)]
    [InlineData("Neo.ClientError.Database.DatabaseNotFound", typeof(FatalDiscoveryException), false)]
    [InlineData("Neo.ClientError.Schema.ConstraintValidationFailed", typeof(ClientException), false)]
    [InlineData("Neo.TransientError.Transaction.Terminated", typeof(ClientException), false)]
    [InlineData("Neo.TransientError.Transaction.DeadlockDetected", typeof(TransientException), true)]
    [InlineData("Neo.DatabaseError.General.UnknownError", typeof(DatabaseException), false)]
    public async Task A_code_becomes_the_drivers_exception(string code, Type type, bool retriable)
    {
        await using var server = new ScriptedServer(r => r.Tag == Run ? [Failure(code, "m")] : null);
        await using var driver = Driver(server);
        await using var session = driver.AsyncSession();
        var error = await Should.ThrowAsync<Neo4jException>(() => session.RunAsync("X"));
        error.ShouldBeOfType(type);
        error.IsRetriable.ShouldBe(retriable);
    }

    [Fact]
    public async Task From_bolt_5_7_on_the_code_is_called_neo4j_code()
    {
        await using var server = new ScriptedServer(
            r => r.Tag == Run ? [Message(0x7F, new Dictionary<string, object> { ["neo4j_code"] = "Neo.ClientError.Statement.SyntaxError", ["message"] = "m", ["gql_status"] = "42001" })] : null,
            [0, 0, 7, 5]);
        await using var driver = Driver(server);
        (await Should.ThrowAsync<ClientException>(() => driver.ExecutableQuery("X").ExecuteAsync())).Code.ShouldBe("Neo.ClientError.Statement.SyntaxError");
    }

    [Fact]
    public async Task A_managed_transaction_tries_again_what_may_pass_and_waits_before()
    {
        var runs = 0;
        await using var server = new ScriptedServer(r => r.Tag switch
        {
            Run when ++runs == 1 => [Failure("Neo.TransientError.Transaction.DeadlockDetected", "deadlock")],
            Pull when runs == 1 => [Ignored()],
            _ => null,
        });
        await using var driver = Driver(server);
        await using var session = driver.AsyncSession();
        var clock = Stopwatch.StartNew();
        var attempts = 0;
        await session.ExecuteWriteAsync(async tx =>
        {
            attempts++;
            await (await tx.RunAsync("WRITE")).ConsumeAsync();
        });
        attempts.ShouldBe(2);
        clock.Elapsed.ShouldBeInRange(TimeSpan.FromSeconds(0.7), TimeSpan.FromSeconds(5));
        session.LastBookmarks.Values.ShouldBe(["bookmark-1"]);
    }

    [Fact]
    public async Task What_cannot_pass_is_tried_once_and_what_does_not_pass_ends_with_the_reasons()
    {
        await using var server = new ScriptedServer(r => r.Tag == Run ? [Failure((string)r.Fields[0]!, "no")] : null);
        await using var driver = GraphDatabase.Driver($"bolt://{server.Address}", Token, c => c.WithMaxTransactionRetryTime(TimeSpan.FromMilliseconds(500)));
        await Should.ThrowAsync<ClientException>(() => driver.ExecutableQuery("Neo.ClientError.Statement.SyntaxError").ExecuteAsync());
        server.Tags.Count(t => t == Run).ShouldBe(1);
        var error = await Should.ThrowAsync<ServiceUnavailableException>(() => driver.ExecutableQuery("Neo.TransientError.General.OutOfMemoryError").ExecuteAsync());
        error.InnerException.ShouldBeOfType<AggregateException>().InnerExceptions.ShouldAllBe(e => e is TransientException);
    }

    [Fact]
    public async Task Work_that_throws_is_rolled_back()
    {
        await using var server = new ScriptedServer(_ => null);
        await using var driver = Driver(server);
        await using var session = driver.AsyncSession();
        await Should.ThrowAsync<InvalidOperationException>(() => session.ExecuteWriteAsync(async tx =>
        {
            await (await tx.RunAsync("WRITE")).ConsumeAsync();
            throw new InvalidOperationException("changed my mind");
        }));
        server.Tags.ShouldContain(Rollback);
        server.Tags.ShouldNotContain(Commit);
    }

    [Fact]
    public async Task A_server_that_stops_answering_for_longer_than_it_promised_is_given_up()
    {
        await using var server = new ScriptedServer(r => r.Tag switch
        {
            Hello => [Success(("server", "Neo4j/5.26.0"), ("hints", new Dictionary<string, object> { ["connection.recv_timeout_seconds"] = 1L }))],
            Pull => [],
            _ => null,
        });
        await using var driver = Driver(server);
        await using var session = driver.AsyncSession();
        var cursor = await session.RunAsync("SLOW");
        (await Should.ThrowAsync<ConnectionReadTimeoutException>(cursor.FetchAsync)).IsRetriable.ShouldBeTrue();
    }

    [Fact]
    public async Task Cancelling_ends_a_query_that_is_under_way()
    {
        await using var server = new ScriptedServer(r => r is { Tag: Pull, Connection: 1 } ? [] : null);
        await using var driver = Driver(server);
        using var cancellation = new CancellationTokenSource(200);
        await Should.ThrowAsync<OperationCanceledException>(() => driver.ExecutableQuery("SLOW").ExecuteAsync(cancellation.Token));
        (await driver.ExecutableQuery("FAST").ExecuteAsync()).Result.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_full_pool_makes_the_next_wait_and_then_give_up()
    {
        await using var server = new ScriptedServer(_ => null);
        await using var driver = GraphDatabase.Driver($"bolt://{server.Address}", Token,
            c => c.WithMaxConnectionPoolSize(1).WithConnectionAcquisitionTimeout(TimeSpan.FromMilliseconds(100)));
        await using var session = driver.AsyncSession();
        await using (var transaction = await session.BeginTransactionAsync())
            await Should.ThrowAsync<ClientException>(() => driver.ExecutableQuery("X").ExecuteAsync());
        await driver.ExecutableQuery("X").ExecuteAsync();
    }

    [Fact]
    public async Task A_transaction_sees_what_the_one_before_committed()
    {
        await using var server = new ScriptedServer(_ => null);
        await using var driver = Driver(server);
        await driver.ExecutableQuery("ONE").ExecuteAsync();
        await driver.ExecutableQuery("TWO").ExecuteAsync();
        server.Requests.Where(r => r.Tag == Begin).Select(r => ((Dictionary<string, object>)r.Fields[0]!).GetValueOrDefault("bookmarks"))
            .ShouldBe([null, new List<object> { "bookmark-1" }]);
    }

    [Fact]
    public async Task A_routed_driver_reads_from_readers_writes_to_writers_and_leaves_a_member_that_is_gone()
    {
        await using var reader = new ScriptedServer(_ => null);
        await using var writer = new ScriptedServer(_ => null);
        var gone = "127.0.0.1:1";
        await using var router = new ScriptedServer(r => r.Tag != Route ? null :
        [
            Success(("rt", new Dictionary<string, object>
            {
                ["ttl"] = 300L,
                ["db"] = "home",
                ["servers"] = new List<object>
                {
                    Servers("ROUTE", gone), Servers("READ", gone, reader.Address), Servers("WRITE", writer.Address),
                },
            })),
        ]);
        await using var driver = GraphDatabase.Driver($"neo4j://{router.Address}?region=north", Token, _ => { });
        await driver.ExecutableQuery("READ").WithConfig(new QueryConfig(RoutingControl.Readers)).ExecuteAsync();
        await driver.ExecutableQuery("WRITE").ExecuteAsync();
        reader.Requests.Where(r => r.Tag == Run).Select(r => r.Fields[0]).ShouldBe(["READ"]);
        writer.Requests.Where(r => r.Tag == Run).Select(r => r.Fields[0]).ShouldBe(["WRITE"]);
        var begin = (Dictionary<string, object>)reader.Requests.Single(r => r.Tag == Begin).Fields[0]!;
        (begin["mode"], begin["db"]).ShouldBe(("r", "home"));
        var hello = (Dictionary<string, object>)router.Requests.First().Fields[0]!;
        ((Dictionary<string, object>)hello["routing"])["region"].ShouldBe("north");
    }

    [Fact]
    public async Task A_routed_write_follows_the_leader()
    {
        var leader = 0;
        await using var follower = new ScriptedServer(r => r.Tag == Run ? [Failure("Neo.ClientError.Cluster.NotALeader", "moved")] : null);
        await using var next = new ScriptedServer(_ => null);
        await using var router = new ScriptedServer(r => r.Tag != Route ? null :
        [
            Success(("rt", new Dictionary<string, object>
            {
                ["ttl"] = 300L,
                ["servers"] = new List<object> { Servers("ROUTE"), Servers("READ"), Servers("WRITE", leader++ == 0 ? follower.Address : next.Address) },
            })),
        ]);
        await using var driver = GraphDatabase.Driver($"neo4j://{router.Address}", Token, _ => { });
        await driver.ExecutableQuery("WRITE").ExecuteAsync();
        next.Tags.ShouldContain(Commit);
    }

    [Fact]
    public async Task TLS_takes_any_certificate_with_ssc_and_only_a_trusted_one_with_s()
    {
        using var key = RSA.Create(2048);
        using var made = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            .CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        await using var server = new ScriptedServer(_ => null, certificate: made);
        await using var trusting = GraphDatabase.Driver($"bolt+ssc://{server.Address}", Token, _ => { });
        await trusting.VerifyConnectivityAsync();
        await using var careful = GraphDatabase.Driver($"bolt+s://{server.Address}", Token, _ => { });
        await Should.ThrowAsync<SecurityException>(careful.VerifyConnectivityAsync);
    }

    [Fact]
    public async Task A_server_older_than_the_long_term_line_is_refused_before_anything_is_asked_of_it()
    {
        await using var server = new ScriptedServer(r => r.Tag == Hello ? [Success(("server", "Neo4j/5.20.0"), ("connection_id", "bolt-1"))] : null);
        await using var driver = Driver(server);
        var error = await Should.ThrowAsync<LoadException>(() => new GraphLoader(driver, new LoadOptions()).LoadAsync(GraphSource.Of(SmallGraph.Of(1))));
        error.Message.ShouldStartWith("The server is Neo4j/5.20.0; the program needs Neo4j 5.26 or newer: ");
        server.Tags.ShouldNotContain(Run);
    }

    [Fact]
    public async Task A_server_of_the_fourth_line_is_told_as_too_old()
    {
        await using var server = new ScriptedServer(_ => null, [0, 0, 4, 4]);
        await using var driver = Driver(server);
        var error = await Should.ThrowAsync<NotSupportedException>(driver.VerifyConnectivityAsync);
        ServerProblem.Explain(error, new ConnectionSettings($"bolt://{server.Address}")).ShouldNotBeNull().ShouldContain("needs Neo4j 5.26 or newer");
    }

    [Theory]
    [InlineData("http://localhost")]
    [InlineData("bolt+unknown://localhost")]
    public void Another_scheme_is_refused(string uri)
    {
        Should.Throw<NotSupportedException>(() => GraphDatabase.Driver(uri, Token, _ => { }));
    }

    private static IDriver Driver(ScriptedServer server) => GraphDatabase.Driver($"bolt://{server.Address}", Token, _ => { });

    private static Dictionary<string, object> Servers(string role, params string[] addresses) => new() { ["role"] = role, ["addresses"] = addresses };
}
