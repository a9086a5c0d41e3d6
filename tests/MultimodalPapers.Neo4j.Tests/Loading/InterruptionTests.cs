using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using MultimodalPapers.Graph;
using MultimodalPapers.Neo4j.Loading;
using MultimodalPapers.Neo4j.Tests.Servers;
using Neo4j.Driver;

namespace MultimodalPapers.Neo4j.Tests.Loading;

/// <summary>A load that is broken off anywhere and then completed gives the graph of an undisturbed one.</summary>
[Collection(ServerTests.Name)]
public sealed class InterruptionTests(ServerFixture server)
{
    private static readonly KnowledgeGraph Graph = SmallGraph.Of(150);

    [SkippableTheory]
    [InlineData("nodes")]
    [InlineData("relationships")]
    public async Task The_process_is_killed(string stage)
    {
        await server.ClearAsync();
        var file = Path.GetTempFileName();
        try
        {
            await using (var stream = File.Create(file))
                GraphJsonLines.Write(stream, Graph);
            var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "multimodal-papers.dll"), "load", "--from", file, "--batch-size", "20"])
            {
                UseShellExecute = false,
                RedirectStandardError = true,
                RedirectStandardOutput = true,
                Environment = { ["NEO4J_URI"] = server.Uri, ["NEO4J_USERNAME"] = server.User, ["NEO4J_PASSWORD"] = server.Password, ["NEO4J_DATABASE"] = "" },
            };
            using (var process = Process.Start(start)!)
            {
                while (await process.StandardError.ReadLineAsync() is { } line && line != $"Loading: {stage}")
                    continue;
                process.Kill(entireProcessTree: true);
                await process.WaitForExitAsync();
            }
            (await SmallGraph.LinesAsync(server)).Count.ShouldBeLessThan(SmallGraph.Lines(Graph).Count);
            await CompleteAsync();
        }
        finally
        {
            File.Delete(file);
        }
    }

    [SkippableFact]
    public async Task The_server_is_killed_and_restarted()
    {
        _ = server.Driver;
        Skip.If(server.Local is null && !ServerFixture.IsCi, "the server is not this test's to kill");
        await server.ClearAsync();
        var killed = new TaskCompletionSource();
        var progress = new Callback(p =>
        {
            if (p is { Stage: "relationships", Done: > 100 } && killed.TrySetResult())
                server.Local!.KillAsync().GetAwaiter().GetResult();
        });
        await using (var driver = server.Local!.Driver(c => c.WithMaxTransactionRetryTime(TimeSpan.FromSeconds(1)).WithConnectionTimeout(TimeSpan.FromSeconds(2))))
        {
            var error = await Should.ThrowAsync<Neo4jException>(() => new GraphLoader(driver, new LoadOptions(BatchSize: 20), progress).LoadAsync(GraphSource.Of(Graph)));
            ServerProblem.Explain(error, new ConnectionSettings(server.Uri))!.ShouldContain("No Neo4j answers");
        }
        await server.Local.StartAsync();
        await CompleteAsync();
    }

    [SkippableTheory]
    [InlineData(2_000)]
    [InlineData(30_000)]
    [InlineData(60_000)]
    public async Task The_connection_is_cut_again_and_again(int bytes)
    {
        await server.ClearAsync();
        await using var proxy = new CuttingProxy(new Uri(server.Uri), bytes);
        await using var driver = GraphDatabase.Driver(proxy.Uri, AuthTokens.Basic(server.User, server.Password), c => c.WithMaxTransactionRetryTime(TimeSpan.FromSeconds(3)));
        try
        {
            // Where the driver's own retries are enough, this load completes.
            await new GraphLoader(driver, new LoadOptions(BatchSize: 50)).LoadAsync(GraphSource.Of(Graph));
        }
        catch (Neo4jException error)
        {
            error.IsRetriable.ShouldBeTrue();
        }
        proxy.Cuts.ShouldBeGreaterThan(0);
        await CompleteAsync();
    }

    private async Task CompleteAsync()
    {
        await new GraphLoader(server.Driver, new LoadOptions(BatchSize: 100)).LoadAsync(GraphSource.Of(Graph));
        (await SmallGraph.LinesAsync(server)).ShouldBe(SmallGraph.Lines(Graph));
        (await new GraphLoader(server.Driver, new LoadOptions()).LoadAsync(GraphSource.Of(Graph))).ChangedNothing.ShouldBeTrue();
    }

    /// <summary>Passes bytes on to a server, and cuts its first connections after so many from the client: four times, each twice as late.</summary>
    private sealed class CuttingProxy : IAsyncDisposable
    {
        private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
        private readonly CancellationTokenSource _stop = new();
        private readonly Uri _server;
        private readonly Task _accepting;
        private long _allowed;

        public CuttingProxy(Uri server, int bytes)
        {
            (_server, _allowed) = (server, bytes);
            _listener.Start();
            _accepting = AcceptAsync();
        }

        public int Cuts { get; private set; }

        public string Uri => $"bolt://{_listener.LocalEndpoint}";

        private async Task AcceptAsync()
        {
            try
            {
                while (true)
                    _ = PassAsync(await _listener.AcceptTcpClientAsync(_stop.Token));
            }
            catch (OperationCanceledException)
            {
                // The test is over.
            }
        }

        private async Task PassAsync(TcpClient client)
        {
            using var near = client;
            using var far = new TcpClient();
            try
            {
                await far.ConnectAsync(_server.Host, _server.Port, _stop.Token);
                await Task.WhenAny(CopyAsync(near.GetStream(), far.GetStream(), counted: true), CopyAsync(far.GetStream(), near.GetStream(), counted: false));
            }
            catch (Exception error) when (error is IOException or SocketException or OperationCanceledException)
            {
                // One side is gone; the other goes with it.
            }
        }

        private async Task CopyAsync(NetworkStream from, NetworkStream to, bool counted)
        {
            var (buffer, passed) = (new byte[4096], 0L);
            while (await from.ReadAsync(buffer, _stop.Token) is > 0 and var read)
            {
                passed += read;
                if (counted && Cuts < 4 && passed > _allowed)
                {
                    Cuts++;
                    _allowed *= 2;
                    return;
                }
                await to.WriteAsync(buffer.AsMemory(0, read), _stop.Token);
            }
        }

        public async ValueTask DisposeAsync()
        {
            await _stop.CancelAsync();
            await _accepting;
            _listener.Dispose();
            _stop.Dispose();
        }
    }
}
