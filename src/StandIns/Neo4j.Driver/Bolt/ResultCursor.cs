namespace Neo4j.Driver.Bolt;

/// <summary>Streams a result: as many records at a time as the fetch size says, the next ones when these are read.</summary>
internal sealed class ResultCursor : IResultCursor
{
    private readonly Connection _connection;
    private readonly string[] _keys;
    private readonly long _query;
    private readonly long _fetchSize;
    private readonly Func<Dictionary<string, object>?, Neo4jException?, ValueTask<Neo4jException?>> _ended;
    private readonly CancellationToken _cancellation;
    private readonly Queue<Record> _ahead = new();
    private Dictionary<string, object>? _summary;
    private Exception? _error;
    private Record? _current;
    private bool _consumed;

    private ResultCursor(Connection connection, Dictionary<string, object> header, long fetchSize,
        Func<Dictionary<string, object>?, Neo4jException?, ValueTask<Neo4jException?>> ended, CancellationToken cancellation)
    {
        _connection = connection;
        _keys = [.. ((List<object>)header["fields"]).Cast<string>()];
        _query = header.GetValueOrDefault("qid") is long query ? query : -1;
        (_fetchSize, _ended, _cancellation) = (fetchSize, ended, cancellation);
    }

    /// <remarks><c>ended</c> is told once of the result's end, with the summary or the error, and gives the error to throw.</remarks>
    public static async Task<ResultCursor> OpenAsync(Connection connection, string query, IDictionary<string, object> parameters, Dictionary<string, object> settings, long fetchSize,
        Func<Dictionary<string, object>?, Neo4jException?, ValueTask<Neo4jException?>> ended, CancellationToken cancellation)
    {
        try
        {
            await connection.RunAsync(query, parameters, settings, fetchSize, cancellation);
            var header = await connection.ReceiveAsync(cancellation);
            return new ResultCursor(connection, header.Metadata, fetchSize, ended, cancellation);
        }
        catch (Exception error)
        {
            if (await ended(null, error as Neo4jException) is { } known && known != error)
                throw known;
            throw;
        }
    }

    public bool IsOpen => !_consumed;

    public IRecord Current => _current ?? throw new InvalidOperationException("Tried to access Current without calling FetchAsync or after the last record.");

    public Task<string[]> KeysAsync() => Task.FromResult(_keys);

    public async Task<bool> FetchAsync()
    {
        if (_consumed)
            throw new ResultConsumedException("Cannot access records on this result any more as the result has already been consumed or the query runner where the result is created has already been closed.");
        _current = _ahead.Count > 0 ? _ahead.Dequeue() : await NextAsync();
        return _current is not null;
    }

    public async Task<IRecord?> PeekAsync()
    {
        if (_ahead.Count == 0 && await NextAsync() is { } next)
            _ahead.Enqueue(next);
        return _ahead.Count > 0 ? _ahead.Peek() : null;
    }

    public async Task<IResultSummary> ConsumeAsync()
    {
        _consumed = true;
        _ahead.Clear();
        _current = null;
        await ToEndAsync(keep: false);
        return new Summary(_summary!, _connection);
    }

    /// <summary>Frees the connection for another query: what is left of the result waits in memory.</summary>
    public Task BufferAsync() => ToEndAsync(keep: true);

    /// <summary>Ends a result that nobody will read, without its errors.</summary>
    public async ValueTask AbandonAsync()
    {
        if (_summary is null && _error is null)
        {
            _error = new ResultConsumedException("The session or transaction of this result has been closed.");
            await _ended(null, null);
        }
        _consumed = true;
    }

    public async IAsyncEnumerator<IRecord> GetAsyncEnumerator(CancellationToken cancellationToken = default)
    {
        while (await FetchAsync())
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return Current;
        }
    }

    private async Task ToEndAsync(bool keep)
    {
        while (await NextAsync(discard: !keep) is { } record)
        {
            if (keep)
                _ahead.Enqueue(record);
        }
    }

    private async ValueTask<Record?> NextAsync(bool discard = false)
    {
        if (_error is not null)
            throw _error;
        if (_summary is not null)
            return null;
        try
        {
            while (true)
            {
                var answer = await _connection.ReceiveAsync(_cancellation);
                if (answer.Record is { } values)
                    return new Record(_keys, values);
                if (answer.Metadata.GetValueOrDefault("has_more") is not true)
                {
                    _summary = answer.Metadata;
                    await _ended(_summary, null);
                    return null;
                }
                if (discard)
                    await _connection.DiscardAsync(_query, _cancellation);
                else
                    await _connection.PullAsync(_fetchSize, _query, _cancellation);
            }
        }
        catch (Exception error) when (_summary is null)
        {
            _error = error;
            if (await _ended(null, error as Neo4jException) is { } known && known != error)
                throw _error = known;
            throw;
        }
    }
}
