using System.Collections.Immutable;
using Neo4j.Driver;

namespace MultimodalPapers.Neo4j.Queries;

/// <summary>A result: columns, and rows of values as <see cref="QueryValue"/> has them.</summary>
public sealed record QueryResult(ImmutableArray<string> Columns, ImmutableArray<ImmutableArray<object?>> Rows);

/// <summary>Runs saved queries, each in a read transaction, so that none can change anything.</summary>
public static class QueryRunner
{
    /// <exception cref="Neo4jException">The server is out of reach or refuses the query.</exception>
    public static async Task<QueryResult> RunAsync(IDriver driver, SavedQuery query, Dictionary<string, object> parameters, string? database, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(driver);
        ArgumentNullException.ThrowIfNull(query);
        var result = await driver.ExecutableQuery(query.Text)
            .WithParameters(parameters)
            .WithConfig(new QueryConfig(RoutingControl.Readers, database!))
            .ExecuteAsync(cancellation);
        return new QueryResult([.. result.Keys], [.. result.Result.Select(r => r.Keys.Select(key => QueryValue.Of(r[key])).ToImmutableArray())]);
    }
}
