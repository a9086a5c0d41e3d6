using System.Diagnostics.CodeAnalysis;

namespace Neo4j.Driver.Bolt;

/// <summary>Transactions one after the other, each on a connection that it takes from the pool and gives back.</summary>
internal sealed class Session(BoltDriver driver, SessionConfig config, CancellationToken cancellation) : IAsyncSession
{
    private ResultCursor? _result;
    private Transaction? _transaction;
    private bool _closed;

    public Bookmarks LastBookmarks { get; private set; } = Bookmarks.From(config.Bookmarks);

    private long FetchSize => config.FetchSize ?? driver.Config.FetchSize;

    public Task<IResultCursor> RunAsync(string query) => RunAsync(new Query(query));

    [RequiresUnreferencedCode(ParameterMap.ByReflection)]
    public Task<IResultCursor> RunAsync(string query, object parameters) => RunAsync(new Query(query, parameters));

    public Task<IResultCursor> RunAsync(string query, IDictionary<string, object> parameters) => RunAsync(new Query(query, parameters));

    public async Task<IResultCursor> RunAsync(Query query)
    {
        await MakeReadyAsync();
        var mode = config.DefaultAccessMode;
        var (connection, database) = await driver.AcquireAsync(mode, config.Database, LastBookmarks.Values, cancellation);
        return _result = await ResultCursor.OpenAsync(connection, query.Text, query.Parameters, Settings(mode, database, null), FetchSize, EndedAsync, cancellation);

        async ValueTask<Neo4jException?> EndedAsync(Dictionary<string, object>? summary, Neo4jException? error)
        {
            var known = error is null ? null : driver.Learn(error, connection, mode, config.Database);
            Note(summary);
            await driver.ReleaseAsync(connection);
            return known;
        }
    }

    public Task<IAsyncTransaction> BeginTransactionAsync() => BeginTransactionAsync(_ => { });

    public async Task<IAsyncTransaction> BeginTransactionAsync(Action<TransactionConfigBuilder> action) => await BeginAsync(config.DefaultAccessMode, action);

    public Task<TResult> ExecuteReadAsync<TResult>(Func<IAsyncQueryRunner, Task<TResult>> work, Action<TransactionConfigBuilder>? action = null) =>
        ExecuteAsync(AccessMode.Read, work, action);

    public Task ExecuteReadAsync(Func<IAsyncQueryRunner, Task> work, Action<TransactionConfigBuilder>? action = null) =>
        ExecuteAsync(AccessMode.Read, Returning(work), action);

    public Task<TResult> ExecuteWriteAsync<TResult>(Func<IAsyncQueryRunner, Task<TResult>> work, Action<TransactionConfigBuilder>? action = null) =>
        ExecuteAsync(AccessMode.Write, work, action);

    public Task ExecuteWriteAsync(Func<IAsyncQueryRunner, Task> work, Action<TransactionConfigBuilder>? action = null) =>
        ExecuteAsync(AccessMode.Write, Returning(work), action);

    public Task<T> ExecuteAsync<T>(AccessMode mode, Func<IAsyncQueryRunner, Task<T>> work, Action<TransactionConfigBuilder>? action) =>
        Retry.RunAsync(driver.Config.MaxTransactionRetryTime, () => AttemptAsync(mode, work, action), cancellation);

    private async Task<T> AttemptAsync<T>(AccessMode mode, Func<IAsyncQueryRunner, Task<T>> work, Action<TransactionConfigBuilder>? action)
    {
        await using var transaction = await BeginAsync(mode, action);
        var result = await work(transaction);
        if (transaction.IsOpen)
            await transaction.CommitAsync();
        return result;
    }

    private async Task<Transaction> BeginAsync(AccessMode mode, Action<TransactionConfigBuilder>? action)
    {
        await MakeReadyAsync();
        var settings = new TransactionConfig();
        action?.Invoke(new TransactionConfigBuilder(settings));
        var (connection, database) = await driver.AcquireAsync(mode, config.Database, LastBookmarks.Values, cancellation);
        connection.QueueBegin(Settings(mode, database, settings.Timeout));
        return _transaction = new Transaction(connection, FetchSize, Note, error => driver.Learn(error, connection, mode, config.Database),
            () => driver.ReleaseAsync(connection), cancellation);
    }

    /// <summary>One thing at a time: an unread result waits in memory, an open transaction is the program's mistake.</summary>
    private async Task MakeReadyAsync()
    {
        ObjectDisposedException.ThrowIf(_closed, typeof(IAsyncSession));
        cancellation.ThrowIfCancellationRequested();
        if (_transaction?.IsOpen == true)
            throw new ClientException("Attempting to nest transactions: a session runs one transaction at a time.");
        if (_result is not null)
            await _result.BufferAsync();
        _result = null;
    }

    private Dictionary<string, object> Settings(AccessMode mode, string? database, TimeSpan? timeout)
    {
        var settings = new Dictionary<string, object>(StringComparer.Ordinal);
        if (mode == AccessMode.Read)
            settings["mode"] = "r";
        if (database is not null)
            settings["db"] = database;
        if (LastBookmarks.Values.Length > 0)
            settings["bookmarks"] = LastBookmarks.Values;
        if (timeout is { } limit)
            settings["tx_timeout"] = (long)limit.TotalMilliseconds;
        return settings;
    }

    private void Note(Dictionary<string, object>? metadata)
    {
        if (metadata?.GetValueOrDefault("bookmark") is string bookmark)
            LastBookmarks = Bookmarks.From(bookmark);
    }

    private static Func<IAsyncQueryRunner, Task<bool>> Returning(Func<IAsyncQueryRunner, Task> work) => async runner =>
    {
        await work(runner);
        return true;
    };

    public async Task CloseAsync()
    {
        if (_closed)
            return;
        _closed = true;
        if (_transaction is not null)
            await _transaction.DisposeAsync();
        if (_result is not null)
            await _result.AbandonAsync();
    }

    public async ValueTask DisposeAsync() => await CloseAsync();

    public void Dispose() => CloseAsync().GetAwaiter().GetResult();
}
