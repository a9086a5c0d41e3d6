using System.Collections.Concurrent;

namespace Neo4j.Driver.Bolt;

/// <summary>Connections to one server, taken by one user at a time and given back; at most as many as the settings allow.</summary>
internal sealed class Pool(Endpoint endpoint, ServerAddress address, AuthToken token, Config config) : IAsyncDisposable
{
    private readonly ConcurrentStack<Connection> _idle = new();
    private readonly SemaphoreSlim _places = new(config.MaxConnectionPoolSize);
    private volatile bool _closed;

    /// <exception cref="ClientException">All are in use for longer than the settings allow.</exception>
    /// <exception cref="Neo4jException">No connection, or log-in failed.</exception>
    public async Task<Connection> AcquireAsync(CancellationToken cancellation)
    {
        ObjectDisposedException.ThrowIf(_closed, typeof(IDriver));
        if (!await _places.WaitAsync(config.ConnectionAcquisitionTimeout, cancellation))
        {
            throw new ClientException($"Failed to obtain a connection from pool within {config.ConnectionAcquisitionTimeout.TotalSeconds} s: "
                + $"all {config.MaxConnectionPoolSize} connections to '{address}' are in use.");
        }
        try
        {
            while (_idle.TryPop(out var connection))
            {
                var age = TimeSpan.FromMilliseconds(Environment.TickCount64 - connection.Created);
                if (age < config.MaxConnectionLifetime && await connection.TryResetAsync(cancellation))
                    return connection;
                await connection.DisposeAsync();
            }
            return await Connection.OpenAsync(endpoint, address, token, config, cancellation);
        }
        catch
        {
            _places.Release();
            throw;
        }
    }

    public async ValueTask ReleaseAsync(Connection connection)
    {
        try
        {
            using var limit = new CancellationTokenSource(config.ConnectionTimeout);
            if (!_closed && await ResetAsync(connection, limit.Token))
                _idle.Push(connection);
            else
                await connection.DisposeAsync();
        }
        finally
        {
            _places.Release();
        }
        if (_closed)
            await DisposeAsync();
    }

    private static async Task<bool> ResetAsync(Connection connection, CancellationToken cancellation)
    {
        try
        {
            return await connection.TryResetAsync(cancellation);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    public async ValueTask DisposeAsync()
    {
        _closed = true;
        while (_idle.TryPop(out var connection))
            await connection.DisposeAsync();
    }
}
