using System.Diagnostics.CodeAnalysis;

namespace Neo4j.Driver.Bolt;

internal sealed class ExecutableQuery(BoltDriver driver, string cypher) : IExecutableQuery<IRecord, IRecord>
{
    private QueryConfig _config = new();
    private IDictionary<string, object> _parameters = new Dictionary<string, object>(StringComparer.Ordinal);

    public IExecutableQuery<IRecord, IRecord> WithConfig(QueryConfig config)
    {
        _config = config;
        return this;
    }

    public IExecutableQuery<IRecord, IRecord> WithParameters(Dictionary<string, object> parameters)
    {
        _parameters = parameters;
        return this;
    }

    [RequiresUnreferencedCode(ParameterMap.ByReflection)]
    public IExecutableQuery<IRecord, IRecord> WithParameters(object parameters)
    {
        _parameters = ParameterMap.Of(parameters);
        return this;
    }

    public async Task<EagerResult<IReadOnlyList<IRecord>>> ExecuteAsync(CancellationToken token = default)
    {
        var settings = new SessionConfig { Database = _config.Database, Bookmarks = [driver.Bookmarks] };
        await using var session = new Session(driver, settings, token);
        var result = await session.ExecuteAsync(_config.Routing == RoutingControl.Readers ? AccessMode.Read : AccessMode.Write, ReadAsync, null);
        driver.Bookmarks = session.LastBookmarks;
        return result;
    }

    private async Task<EagerResult<IReadOnlyList<IRecord>>> ReadAsync(IAsyncQueryRunner transaction)
    {
        var cursor = await transaction.RunAsync(cypher, _parameters);
        var records = await cursor.ToListAsync();
        return new(records, await cursor.ConsumeAsync(), await cursor.KeysAsync());
    }
}
