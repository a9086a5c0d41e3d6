using System.Diagnostics.CodeAnalysis;

namespace Neo4j.Driver.Bolt;

/// <summary>A transaction on one connection; the connection goes back to the pool when it ends, however it ends.</summary>
internal sealed class Transaction(Connection connection, long fetchSize, Action<Dictionary<string, object>?> note, Func<Neo4jException, Neo4jException> learn,
    Func<ValueTask> release, CancellationToken cancellation) : IAsyncTransaction
{
    private static readonly Dictionary<string, object> NoSettings = [];
    private ResultCursor? _result;
    private bool _failed;

    public bool IsOpen { get; private set; } = true;

    public Task<IResultCursor> RunAsync(string query) => RunAsync(new Query(query));

    [RequiresUnreferencedCode(ParameterMap.ByReflection)]
    public Task<IResultCursor> RunAsync(string query, object parameters) => RunAsync(new Query(query, parameters));

    public Task<IResultCursor> RunAsync(string query, IDictionary<string, object> parameters) => RunAsync(new Query(query, parameters));

    public async Task<IResultCursor> RunAsync(Query query)
    {
        ThrowIfEnded();
        if (_result is not null)
            await _result.BufferAsync();
        return _result = await ResultCursor.OpenAsync(connection, query.Text, query.Parameters, NoSettings, fetchSize, EndedAsync, cancellation);
    }

    public async Task CommitAsync()
    {
        ThrowIfEnded();
        try
        {
            if (_result is { IsOpen: true })
                await _result.ConsumeAsync();
            note(await connection.CommitAsync(cancellation));
        }
        catch (Neo4jException error)
        {
            throw learn(error);
        }
        finally
        {
            await EndAsync();
        }
    }

    public async Task RollbackAsync()
    {
        if (!IsOpen)
            throw new TransactionClosedException("Cannot rollback this transaction, because it has already been closed.");
        try
        {
            // A reset, which the pool does, ends a transaction that has failed or has a result under way.
            if (!_failed && _result is null && !cancellation.IsCancellationRequested)
                await connection.RollbackAsync(cancellation);
        }
        finally
        {
            await EndAsync();
        }
    }

    private ValueTask<Neo4jException?> EndedAsync(Dictionary<string, object>? summary, Neo4jException? error)
    {
        if (summary is null)
            _failed = true;
        else
            _result = null;
        return ValueTask.FromResult(error is null ? null : learn(error));
    }

    private void ThrowIfEnded()
    {
        if (!IsOpen)
            throw new TransactionClosedException("Cannot run query in this transaction, because it has already been closed.");
        if (_failed)
            throw new TransactionClosedException("Cannot run query in this transaction, because it has failed or timed out.");
    }

    private async Task EndAsync()
    {
        IsOpen = false;
        if (_result is not null)
            await _result.AbandonAsync();
        await release();
    }

    public async ValueTask DisposeAsync()
    {
        if (!IsOpen)
            return;
        try
        {
            await RollbackAsync();
        }
        catch (Exception error) when (error is Neo4jException or OperationCanceledException)
        {
            // The transaction ends with its connection; the error that led here is the one to show.
        }
    }

    public void Dispose() => DisposeAsync().AsTask().GetAwaiter().GetResult();
}
