using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using MultimodalPapers.Graph;
using MultimodalPapers.Neo4j.Loading;
using MultimodalPapers.Neo4j.Tests.Servers;
using Neo4j.Driver;

namespace MultimodalPapers.Neo4j.Tests.Loading;

/// <summary>A load that is broken off anywhere and then completed gives the graph of an undisturbed one.</summary>
/// <remarks>Where is told in bytes that have passed between the loader and the server, chosen by a seed among all that an undisturbed load takes.</remarks>
[Collection(ServerTests.Name)]
public sealed class InterruptionTests(ServerFixture server)
{
    private const int BatchSize = 20;
    private static readonly KnowledgeGraph Graph = SmallGraph.Of(60);
    private static (long ToServer, long FromServer)? _undisturbed;

    public static TheoryData<int> Seeds(int count) => new(Enumerable.Range(1, count));

    [SkippableTheory]
    [MemberData(nameof(Seeds), 4)]
    public async Task The_process_is_killed(int seed)
    {
        var point = await PointAsync(seed, toServer: true);
        await server.ClearAsync();
        var file = Path.GetTempFileName();
        try
        {
            await using (var stream = File.Create(file))
                GraphJsonLines.Write(stream, Graph);
            using var killed = new SemaphoreSlim(0);
            await using var proxy = new Proxy(new Uri(server.Uri), point, toServer: true, () => killed.Release());
            var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "multimodal-papers.dll"), "load", "--from", file, "--batch-size", $"{BatchSize}"])
            {
                UseShellExecute = false,
                RedirectStandardError = true,
                RedirectStandardOutput = true,
                Environment = { ["NEO4J_URI"] = proxy.Uri, ["NEO4J_USERNAME"] = server.User, ["NEO4J_PASSWORD"] = server.Password, ["NEO4J_DATABASE"] = "" },
            };
            using (var process = Process.Start(start)!)
            {
                await Task.WhenAny(killed.WaitAsync(), process.WaitForExitAsync());
                process.HasExited.ShouldBeFalse("the load was over before it was killed");
                process.Kill(entireProcessTree: true);
                await process.WaitForExitAsync();
            }
            await CompleteAsync();
        }
        finally
        {
            File.Delete(file);
        }
    }

    [SkippableTheory]
    [MemberData(nameof(Seeds), 2)]
    public async Task The_server_is_killed_and_restarted(int seed)
    {
        _ = server.Driver;
        Skip.If(server.Local is null && !ServerFixture.IsCi, "the server is not this test's to kill");
        var point = await PointAsync(seed, toServer: true);
        await server.ClearAsync();
        await using (var proxy = new Proxy(new Uri(server.Uri), point, toServer: true, () => server.Local!.KillAsync().GetAwaiter().GetResult()))
        await using (var driver = Driver(proxy, TimeSpan.FromSeconds(1)))
        {
            var error = await Should.ThrowAsync<Neo4jException>(() => LoadAsync(driver));
            ServerProblem.Explain(error, new ConnectionSettings(server.Uri))!.ShouldContain("No Neo4j answers");
        }
        await server.Local!.StartAsync();
        await CompleteAsync();
    }

    [SkippableTheory]
    [MemberData(nameof(Seeds), 16)]
    public async Task The_connection_is_cut(int seed)
    {
        // On the way there, where the server may not know what was wanted, and on the way back, where the loader does not know whether it was done.
        var toServer = seed % 2 == 0;
        var point = await PointAsync(seed, toServer);
        await server.ClearAsync();
        await using var proxy = new Proxy(new Uri(server.Uri), point, toServer);
        await using (var driver = Driver(proxy, retry: TimeSpan.Zero))
        {
            var error = await Should.ThrowAsync<Neo4jException>(() => LoadAsync(driver));
            error.IsRetriable.ShouldBeTrue();
        }
        await CompleteAsync();
    }

    [SkippableTheory]
    [MemberData(nameof(Seeds), 4)]
    public async Task The_connection_is_cut_and_the_load_goes_on_by_itself(int seed)
    {
        // Within the transactions, which are tried again; not while the loader first looks whether anyone is there.
        var point = await PointAsync(seed + 100, toServer: false, from: 0.3);
        await server.ClearAsync();
        await using var proxy = new Proxy(new Uri(server.Uri), point, toServer: false);
        await using var driver = Driver(proxy, retry: TimeSpan.FromSeconds(10));
        var summary = await LoadAsync(driver);
        proxy.Reached.ShouldBeTrue();
        (await SmallGraph.LinesAsync(server)).ShouldBe(SmallGraph.Lines(Graph));
        // What was committed although its answer was lost may count as found.
        (summary.Nodes.Total, summary.Relationships.Total).ShouldBe((Graph.Nodes.Length, Graph.Relationships.Length));
        await CompleteAsync();
    }

    private async Task CompleteAsync()
    {
        await new GraphLoader(server.Driver, new LoadOptions(BatchSize: 100)).LoadAsync(GraphSource.Of(Graph));
        (await SmallGraph.LinesAsync(server)).ShouldBe(SmallGraph.Lines(Graph));
        (await new GraphLoader(server.Driver, new LoadOptions()).LoadAsync(GraphSource.Of(Graph))).ChangedNothing.ShouldBeTrue();
    }

    /// <param name="seed">Of the choice.</param>
    /// <param name="toServer">Else from it.</param>
    /// <param name="from">The earliest, as a part of the whole.</param>
    private async Task<long> PointAsync(int seed, bool toServer, double from = 0)
    {
        if (_undisturbed is null)
        {
            // Once with and once without making the schema, so that the second is as the loads that follow.
            await new GraphLoader(server.Driver, new LoadOptions()).LoadAsync(GraphSource.Of(Graph));
            while (_undisturbed is null)
                _undisturbed = await TryMeasureAsync(toServer);
        }
        var all = toServer ? _undisturbed.Value.ToServer : _undisturbed.Value.FromServer;
#pragma warning disable CA5394 // Repeatable, not secret.
        var part = from + ((1 - from) * new Random(seed).NextDouble());
#pragma warning restore CA5394
        // The very end holds the goodbye, after which nothing can go wrong; a process may say a little less than a driver in this one.
        return (long)(all * 0.97 * part);
    }

    // Two writers may come to wait for each other; a driver tries again then, but what that takes is no part of an undisturbed load.
    private async Task<(long ToServer, long FromServer)?> TryMeasureAsync(bool toServer)
    {
        await server.ClearAsync();
        await using var proxy = new Proxy(new Uri(server.Uri), long.MaxValue, toServer);
        try
        {
            await using var driver = Driver(proxy, TimeSpan.Zero);
            await LoadAsync(driver);
        }
        catch (Neo4jException error) when (error.IsRetriable)
        {
            return null;
        }
        return (proxy.ToServer, proxy.FromServer);
    }

    private IDriver Driver(Proxy proxy, TimeSpan retry) => GraphDatabase.Driver(
        proxy.Uri, server.Password.Length > 0 ? AuthTokens.Basic(server.User, server.Password) : AuthTokens.None,
        c => c.WithMaxTransactionRetryTime(retry).WithConnectionTimeout(TimeSpan.FromSeconds(5)));

    private static Task<LoadSummary> LoadAsync(IDriver driver) => new GraphLoader(driver, new LoadOptions(BatchSize: BatchSize)).LoadAsync(GraphSource.Of(Graph));

    /// <summary>Passes bytes on to a server. When so many have passed in one direction, over all connections, it does something, and cuts that connection there.</summary>
    private sealed class Proxy : IAsyncDisposable
    {
        private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
        private readonly CancellationTokenSource _stop = new();
        private readonly Uri _server;
        private readonly long _after;
        private readonly bool _countsToServer;
        private readonly Action? _then;
        private readonly Task _accepting;
        private readonly long[] _passed = new long[2];
        private int _reached;

        public Proxy(Uri server, long after, bool toServer, Action? then = null)
        {
            (_server, _after, _countsToServer, _then) = (server, after, toServer, then);
            _listener.Start();
            _accepting = AcceptAsync();
        }

        public bool Reached => _reached > 0;

        public long ToServer => _passed[1];

        public long FromServer => _passed[0];

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
                await Task.WhenAny(CopyAsync(near.GetStream(), far.GetStream(), toServer: true), CopyAsync(far.GetStream(), near.GetStream(), toServer: false));
            }
            catch (Exception error) when (error is IOException or SocketException or OperationCanceledException)
            {
                // One side is gone; the other goes with it.
            }
        }

        private async Task CopyAsync(NetworkStream from, NetworkStream to, bool toServer)
        {
            var buffer = new byte[4096];
            while (await from.ReadAsync(buffer, _stop.Token) is > 0 and var read)
            {
                var passed = Interlocked.Add(ref _passed[toServer ? 1 : 0], read);
                if (toServer == _countsToServer && passed > _after && Interlocked.Exchange(ref _reached, 1) == 0)
                {
                    // To the byte: the last message arrives in part.
                    await to.WriteAsync(buffer.AsMemory(0, (int)(read - (passed - _after))), _stop.Token);
                    _then?.Invoke();
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
