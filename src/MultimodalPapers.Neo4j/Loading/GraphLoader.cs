using MultimodalPapers.Graph;
using Neo4j.Driver;

namespace MultimodalPapers.Neo4j.Loading;

/// <summary>Makes the database hold a graph: creates what is missing, changes what differs, leaves alone what is as it should be.</summary>
/// <remarks>
/// <para>Where earlier loads were, the server first sums up the stamps that it bears, label by label and type by type, while the graph is read once; what
/// agrees is done with. Of the rest the stamps are read, one number a thing, and only what has no equal stamp is sent, in batches, each in a managed
/// transaction. So a second load reads the graph once and writes nothing.</para>
/// <para>Any transaction may be cut off, tried again, or turn out to have been committed before: nodes are guarded by their unique id, relationships by
/// taking turns, see <see cref="Turns"/>.</para>
/// <para>Nothing is changed or removed that bears no stamp; see <see cref="Ownership"/> for properties. An edit by hand to what a load wrote does not change its
/// stamp, and stays until the thing changes in the graph or <see cref="LoadOptions.Rewrite"/> undoes it.</para>
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
        var elementIds = new ElementIds();
        var (nodes, relationships) = (new NodeLoad(_driver, _options, elementIds, _progress), new RelationshipLoad(_driver, _options, elementIds, _progress));
        _progress?.Report(new LoadProgress("constraints", 0));
        // Whether anything is there is but a hint, so it may be asked meanwhile.
        await Task.WhenAll(ConstrainAsync(cancellation), nodes.Stamps.CountAsync(), relationships.Stamps.CountAsync());
        await CompareAsync(graph, nodes, relationships, cancellation);
        if (!nodes.Stamps.AllSame)
            await nodes.WriteAsync(graph, cancellation);
        // Relationships touch none of these, so the server makes and fills them meanwhile.
        var indexing = Schema.MakeAsync(_driver, _options.Database, Schema.Indexes);
        await Task.WhenAll(indexing, relationships.Stamps.AllSame ? Task.CompletedTask : relationships.WriteAsync(graph, cancellation));
        if (_options.Prune)
        {
            // Relationships first: a node that still has some stays.
            _progress?.Report(new LoadProgress("what the graph no longer holds", 0));
            await relationships.PruneAsync(cancellation);
            await nodes.PruneAsync(cancellation);
        }
        if (!await indexing)
        {
            _progress?.Report(new LoadProgress("indexes", 0));
            await Schema.AwaitAsync(_driver, _options.Database, cancellation);
        }
        await Turns.EndAsync(_driver, _options.Database);
        return new LoadSummary(nodes.Counts, relationships.Counts);
    }

    private async Task ConstrainAsync(CancellationToken cancellation)
    {
        if (!await Schema.MakeAsync(_driver, _options.Database, Schema.Constraints))
            await Schema.AwaitAsync(_driver, _options.Database, cancellation);
    }

    /// <summary>Finds out what is there already.</summary>
    private async Task CompareAsync(GraphSource graph, NodeLoad nodes, RelationshipLoad relationships, CancellationToken cancellation)
    {
        if (nodes.Stamps.IsEmpty && relationships.Stamps.IsEmpty)
            return;
        _progress?.Report(new LoadProgress("what is there", 0));
        if (!_options.Rewrite)
        {
            var reading = Task.Run(() => Sum(graph, nodes, relationships, cancellation), cancellation);
            await Task.WhenAll(reading, SumAsync());
            nodes.Stamps.Compare();
            relationships.Stamps.Compare();
            var (nodeCount, relationshipCount) = await reading;
            if (nodes.Stamps.AllSame)
                nodes.LeaveAll(nodeCount);
            if (relationships.Stamps.AllSame)
                relationships.LeaveAll(relationshipCount);
        }
        await nodes.Stamps.ReadAsync(cancellation);
        await relationships.Stamps.ReadAsync(cancellation);

        async Task SumAsync()
        {
            await nodes.Stamps.SumAsync(cancellation);
            await relationships.Stamps.SumAsync(cancellation);
        }
    }

    private static (long Nodes, long Relationships) Sum(GraphSource graph, NodeLoad nodes, RelationshipLoad relationships, CancellationToken cancellation)
    {
        var (stamp, nodeCount, relationshipCount) = (new Stamp(), 0L, 0L);
        graph.ReadAll(
            node =>
            {
                cancellation.ThrowIfCancellationRequested();
                Schema.Check(node);
                nodes.Stamps.Want(node.Label, stamp.Of(node));
                nodeCount++;
            },
            relationship =>
            {
                cancellation.ThrowIfCancellationRequested();
                relationships.Stamps.Want(Schema.Kind(relationship).Type, stamp.Of(relationship.Relationship));
                relationshipCount++;
            });
        return (nodeCount, relationshipCount);
    }

    /// <exception cref="LoadException">The server is older than the long-term line of Neo4j 5.</exception>
    private async Task CheckServerAsync()
    {
        var agent = (await _driver.GetServerInfoAsync()).Agent ?? "";
        if (agent.StartsWith("Neo4j/", StringComparison.Ordinal) && Version.TryParse(agent.AsSpan(6), out var version) && version < Oldest)
            throw new LoadException($"The server is {agent}; the program needs Neo4j {Oldest} or newer: upgrade it, or start a new one with 'docker compose up -d --wait'.");
    }
}
