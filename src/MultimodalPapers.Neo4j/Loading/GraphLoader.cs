using MultimodalPapers.Graph;
using Neo4j.Driver;

namespace MultimodalPapers.Neo4j.Loading;

/// <summary>Makes the database hold a graph: creates what is missing, changes what differs, leaves alone what is as it should be.</summary>
/// <remarks>
/// <para>First the stamps of what earlier loads wrote are read, one number a thing; then the graph is streamed by, and only what has no equal stamp is sent,
/// in batches, each in a managed transaction. So a second load reads and writes nothing but the stamps.</para>
/// <para>Any transaction may be cut off, tried again, or turn out to have been committed before: nodes are guarded by their unique id, relationships by
/// a lock that every loader of the same graph takes and by a look at what is there, in the same transaction.</para>
/// <para>Nothing is changed or removed that bears no stamp; see <see cref="Ownership"/> for properties.</para>
/// </remarks>
public sealed class GraphLoader
{
    private static readonly Version Oldest = new(5, 26);
    private readonly IDriver _driver;
    private readonly LoadOptions _options;
    private readonly IProgress<LoadProgress>? _progress;

    public GraphLoader(IDriver driver, LoadOptions options, IProgress<LoadProgress>? progress = null) =>
        (_driver, _options, _progress) = (driver, options, progress);

    /// <exception cref="LoadException">The graph is not of the schema, or the server is too old.</exception>
    /// <exception cref="GraphFormatException">A line of the file is not of the format.</exception>
    /// <exception cref="Neo4jException">The server refused or went away; what was committed stays, and another load completes it.</exception>
    public async Task<LoadSummary> LoadAsync(GraphSource graph, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(graph);
        await CheckServerAsync();
        _progress?.Report(new LoadProgress("constraints", 0));
        foreach (var statement in Schema.Constraints)
            await RunAsync(statement, cancellation);
        await RunAsync("CALL db.awaitIndexes(300)", cancellation);

        var nodes = new NodeLoad(_driver, _options, _progress);
        await nodes.ReadStampsAsync(cancellation);
        await nodes.WriteAsync(graph, cancellation);
        var relationships = new RelationshipLoad(_driver, _options, _progress);
        await relationships.ReadStampsAsync(cancellation);
        await relationships.WriteAsync(graph, cancellation);
        if (_options.Prune)
        {
            // Relationships first: a node that still has some stays.
            _progress?.Report(new LoadProgress("what the graph no longer holds", 0));
            await relationships.PruneAsync(cancellation);
            await nodes.PruneAsync(cancellation);
        }
        _progress?.Report(new LoadProgress("indexes", 0));
        foreach (var statement in Schema.Indexes)
            await RunAsync(statement, cancellation);
        await RunAsync("CALL db.awaitIndexes(300)", cancellation);
        return new LoadSummary(nodes.Counts, relationships.Counts);
    }

    /// <exception cref="LoadException">The server is older than the long-term line of Neo4j 5.</exception>
    private async Task CheckServerAsync()
    {
        var agent = (await _driver.GetServerInfoAsync()).Agent ?? "";
        if (agent.StartsWith("Neo4j/", StringComparison.Ordinal) && Version.TryParse(agent.AsSpan(6), out var version) && version < Oldest)
            throw new LoadException($"The server is {agent}; the program needs Neo4j {Oldest} or newer: upgrade it, or start a new one with 'docker compose up -d --wait'.");
    }

    private Task RunAsync(string statement, CancellationToken cancellation) =>
        _driver.ExecutableQuery(statement).WithConfig(new QueryConfig(database: _options.Database!)).ExecuteAsync(cancellation);
}
