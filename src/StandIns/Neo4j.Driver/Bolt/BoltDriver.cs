using System.Collections.Concurrent;

namespace Neo4j.Driver.Bolt;

/// <summary>Gives sessions their connections: straight, or by the routing table of their database.</summary>
internal sealed class BoltDriver(Endpoint endpoint, AuthToken token, Config config) : IDriver
{
    private readonly ConcurrentDictionary<ServerAddress, Pool> _pools = new();
    private readonly Dictionary<string, RoutingTable> _tables = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _discovery = new(1);
    private Bookmarks _bookmarks = Bookmarks.From();
    private volatile bool _closed;

    public Config Config => config;

    /// <summary>What the executable queries of this driver have committed; the next one sees it.</summary>
    public Bookmarks Bookmarks
    {
        get => Volatile.Read(ref _bookmarks);
        set => Volatile.Write(ref _bookmarks, value);
    }

    public IAsyncSession AsyncSession() => AsyncSession(_ => { });

    public IAsyncSession AsyncSession(Action<SessionConfigBuilder> action)
    {
        ObjectDisposedException.ThrowIf(_closed, typeof(IDriver));
        var settings = new SessionConfig();
        action(new SessionConfigBuilder(settings));
        return new Session(this, settings, CancellationToken.None);
    }

    public IExecutableQuery<IRecord, IRecord> ExecutableQuery(string cypher) => new ExecutableQuery(this, cypher);

    public async Task VerifyConnectivityAsync() => await GetServerInfoAsync();

    public async Task<IServerInfo> GetServerInfoAsync()
    {
        var (connection, _) = await AcquireAsync(AccessMode.Read, null, [], CancellationToken.None);
        var info = ServerInfo.Of(connection);
        await ReleaseAsync(connection);
        return info;
    }

    /// <returns>A connection and the database to name on it.</returns>
    /// <exception cref="Neo4jException">No server can be reached, or log-in failed.</exception>
    public async Task<(Connection Connection, string? Database)> AcquireAsync(AccessMode mode, string? database, IReadOnlyList<string> bookmarks, CancellationToken cancellation)
    {
        ObjectDisposedException.ThrowIf(_closed, typeof(IDriver));
        if (!endpoint.Routing)
            return (await PoolOf(endpoint.Address).AcquireAsync(cancellation), database);
        while (true)
        {
            var table = await TableAsync(mode, database, bookmarks, cancellation);
            var server = table.Next(mode) ?? throw new SessionExpiredException(
                $"Failed to connect to any {(mode == AccessMode.Write ? "writer" : "reader")} of database '{database ?? table.Database}'.");
            try
            {
                return (await PoolOf(server).AcquireAsync(cancellation), database ?? table.Database);
            }
            catch (ServiceUnavailableException)
            {
                table.Forget(server);
            }
        }
    }

    public ValueTask ReleaseAsync(Connection connection) => PoolOf(connection.Address).ReleaseAsync(connection);

    /// <summary>Learns from an error that a server no longer serves a database.</summary>
    /// <returns>What the program is to see.</returns>
    public Neo4jException Learn(Neo4jException error, Connection connection, AccessMode mode, string? database)
    {
        if (!endpoint.Routing || !_tables.TryGetValue(database ?? "", out var table))
            return error;
        if (connection.Broken)
            table.Forget(connection.Address);
        if (!ServerErrors.IsNotLeader(error))
            return error;
        table.Forget(connection.Address, mode);
        return new SessionExpiredException($"Server at {connection.Address} no longer accepts writes", error);
    }

    private Pool PoolOf(ServerAddress address) => _pools.GetOrAdd(address, a => new Pool(endpoint, a, token, config));

    private async Task<RoutingTable> TableAsync(AccessMode mode, string? database, IReadOnlyList<string> bookmarks, CancellationToken cancellation)
    {
        await _discovery.WaitAsync(cancellation);
        try
        {
            var known = _tables.GetValueOrDefault(database ?? "");
            if (known?.Serves(mode, Environment.TickCount64) == true)
                return known;
            return _tables[database ?? ""] = await DiscoverAsync([.. known?.Routers ?? [], endpoint.Address], database, bookmarks, cancellation);
        }
        finally
        {
            _discovery.Release();
        }
    }

    private async Task<RoutingTable> DiscoverAsync(IEnumerable<ServerAddress> routers, string? database, IReadOnlyList<string> bookmarks, CancellationToken cancellation)
    {
        ServiceUnavailableException? last = null;
        foreach (var router in routers.Distinct())
        {
            try
            {
                var connection = await PoolOf(router).AcquireAsync(cancellation);
                try
                {
                    var table = await connection.RouteAsync(endpoint, database, bookmarks, cancellation);
                    return new RoutingTable(table, Environment.TickCount64);
                }
                finally
                {
                    await ReleaseAsync(connection);
                }
            }
            catch (Neo4jException error) when (error is ServiceUnavailableException or SessionExpiredException)
            {
                last = new ServiceUnavailableException($"Failed to connect to any routing server. Please make sure that the cluster is up and can be accessed by the driver and retry. ({error.Message})", error);
            }
        }
        throw last!;
    }

    public async Task CloseAsync()
    {
        _closed = true;
        foreach (var pool in _pools.Values)
            await pool.DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        _discovery.Dispose();
    }

    public void Dispose() => DisposeAsync().AsTask().GetAwaiter().GetResult();
}
