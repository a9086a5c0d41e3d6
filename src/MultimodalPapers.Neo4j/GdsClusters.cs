using System.Collections.Immutable;
using MultimodalPapers.Analysis;
using MultimodalPapers.Graph;
using Neo4j.Driver;

namespace MultimodalPapers.Neo4j;

/// <summary>Clusters papers or models inside the database, on Graph Data Science: for graphs that outgrow the process.</summary>
/// <remarks>
/// The projection follows the same rule as <see cref="Projection"/>, written in Cypher; Leiden and the centralities are the plug-in's, with
/// one thread where a seed decides. What comes back is described as the process's own clusters are. The projection is dropped at the end.
/// </remarks>
public sealed class GdsClusters(IDriver driver, string? database = null)
{
    // What a node has comes from the node itself and from the models it introduces, or the papers that introduce it.
    private const string Things = """
        CALL (n) {
          RETURN n AS owner
          UNION
          MATCH (n:Paper)-[:INTRODUCES]->(owner:Model)
          RETURN owner
          UNION
          MATCH (owner)-[:INTRODUCES]->(n:Model)
          RETURN owner
        }
        CALL (owner) {
          WITH owner WHERE owner:Model
          RETURN 'Lineage' AS kind, owner AS thing
          UNION
          MATCH (owner)-[:USES_BACKBONE|USES_ENCODER|USES_GENERATOR|DERIVED_FROM]->(thing)
          RETURN 'Lineage' AS kind, thing
          UNION
          MATCH (owner:Model)<-[:DEVELOPED]-(thing)
          RETURN 'Organization' AS kind, thing
          UNION
          MATCH (owner)-[:FROM_ORGANIZATION]->(thing)
          RETURN 'Organization' AS kind, thing
          UNION
          MATCH (owner)-[:USES_TECHNIQUE|INTRODUCES]->(thing:Technique)
          RETURN 'Technique' AS kind, thing
          UNION
          MATCH (owner)-[:TRAINED_ON|EVALUATED_ON|INTRODUCES]->(thing:Dataset)
          RETURN 'Dataset' AS kind, thing
          UNION
          MATCH (owner)-[:AUTHORED_BY]->(thing)
          RETURN 'Author' AS kind, thing
        }
        WITH DISTINCT n, kind, thing
        WHERE $weights[kind] > 0
        """;

    private const string Project = Things + """

        WITH n, kind, thing
        ORDER BY n.id
        WITH kind, thing, collect(n) AS sharers
        WITH kind, sharers, size(sharers) AS count
        WHERE count > 1
        WITH sharers, count, $weights[kind] / log(1 + count) AS weight
        UNWIND range(0, count - 1) AS i
        UNWIND range(1, CASE WHEN count - 1 <= $hubLimit THEN count - 1 - i ELSE $hubLimit / 2 END) AS step
        WITH sharers[i] AS one, sharers[(i + step) % count] AS other, weight
        WITH CASE WHEN one.id < other.id THEN one ELSE other END AS first, CASE WHEN one.id < other.id THEN other ELSE one END AS second, weight
        WITH first, second, sum(weight) AS weight
        WITH gds.graph.project($graph, first, second, {relationshipProperties: {weight: weight}}, {undirectedRelationshipTypes: ['*']}) AS projection
        RETURN projection.relationshipCount AS ties
        """;

    /// <summary>Computes the clusters. The database is not changed.</summary>
    /// <param name="options">How; the constant Potts model is not offered by the plug-in.</param>
    /// <param name="token">Stops between queries.</param>
    /// <exception cref="NotSupportedException">The measure is the constant Potts model.</exception>
    /// <exception cref="Neo4jException">The server cannot be reached, or lacks Graph Data Science.</exception>
    public async Task<Clustering> FindAsync(ClusteringOptions options, CancellationToken token = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.Leiden.Quality != ClusterQuality.Modularity)
            throw new NotSupportedException("Graph Data Science clusters by modularity alone; take the engine in the process for the constant Potts model.");
        await using var session = driver.AsyncSession(config => Configure(config, AccessMode.Read));
        var run = new Run(session, options, $"multimodal-papers-{Guid.NewGuid():N}");
        try
        {
            return await run.FindAsync(token);
        }
        finally
        {
            await (await session.RunAsync("CALL gds.graph.drop($graph, false) YIELD graphName RETURN graphName", new Dictionary<string, object> { ["graph"] = run.Graph })).ConsumeAsync();
        }
    }

    /// <summary>Stores each node's cluster and centrality as the properties <c>community</c>, <c>communityName</c>, <c>pageRank</c>, <c>betweenness</c> and <c>core</c>.</summary>
    /// <remarks>Nodes in no cluster lose the first two. Safe to run twice; batches of 1,000, each a transaction of its own.</remarks>
    /// <returns>How many nodes of the clustering the database has.</returns>
    /// <exception cref="Neo4jException">The server cannot be reached.</exception>
    public async Task<int> WriteAsync(Clustering clustering, CancellationToken token = default)
    {
        ArgumentNullException.ThrowIfNull(clustering);
        var label = clustering.Options.Projection.Of == ProjectionTarget.Papers ? GraphSchema.Paper : GraphSchema.Model;
        await using var session = driver.AsyncSession(config => Configure(config, AccessMode.Write));
        var written = 0L;
        foreach (var batch in clustering.Nodes.Chunk(1000))
        {
            token.ThrowIfCancellationRequested();
            var rows = batch.Select(s => new Dictionary<string, object?>
            {
                ["id"] = s.Node.Id,
                ["community"] = (long?)s.Cluster,
                ["name"] = s.Cluster is { } number ? clustering.Clusters[number - 1].Name : null,
                ["pageRank"] = s.PageRank,
                ["betweenness"] = s.Betweenness,
                ["core"] = (long)s.Core,
            }).ToList();
            written += await session.ExecuteWriteAsync(async runner =>
            {
                var cursor = await runner.RunAsync($$"""
                    UNWIND $rows AS row
                    MATCH (n:{{label}} {id: row.id})
                    SET n.community = row.community, n.communityName = row.name, n.pageRank = row.pageRank, n.betweenness = row.betweenness, n.core = row.core
                    RETURN count(n) AS written
                    """, new Dictionary<string, object> { ["rows"] = rows });
                await cursor.FetchAsync();
                var count = cursor.Current["written"].As<long>();
                await cursor.ConsumeAsync();
                return count;
            });
        }
        return (int)written;
    }

    private void Configure(SessionConfigBuilder config, AccessMode mode)
    {
        config.WithDefaultAccessMode(mode);
        if (database is not null)
            config.WithDatabase(database);
    }

    /// <summary>One computation over one projection.</summary>
    private sealed class Run(IAsyncSession session, ClusteringOptions options, string graph)
    {
        private readonly Dictionary<string, int> _index = new(StringComparer.Ordinal);

        public string Graph => graph;

        public async Task<Clustering> FindAsync(CancellationToken token)
        {
            var nodes = await NodesAsync();
            var ties = new List<(int From, int To, double Weight)>();
            if (await ProjectAsync())
            {
                token.ThrowIfCancellationRequested();
                await foreach (var record in Rows("CALL gds.graph.relationshipProperty.stream($graph, 'weight') YIELD sourceNodeId, targetNodeId, propertyValue "
                    + "RETURN gds.util.asNode(sourceNodeId).id AS first, gds.util.asNode(targetNodeId).id AS second, propertyValue AS weight"))
                {
                    var (first, second) = (_index[record["first"].As<string>()], _index[record["second"].As<string>()]);
                    if (first < second)
                        ties.Add((first, second, record["weight"].As<double>()));
                }
            }
            var partition = await PartitionAsync(options.Leiden.Seed, ties);
            var others = ImmutableArray.CreateBuilder<Partition>();
            for (var other = 1; other <= options.StabilityRuns; other++)
            {
                token.ThrowIfCancellationRequested();
                others.Add(await PartitionAsync(options.Leiden.Seed + (ulong)other, ties));
            }
            var (scores, samples) = await ScoresAsync(nodes, ties, partition);
            return Clustering.Of(scores, await SharesAsync(), ties, partition, others.ToImmutable(), samples, options);
        }

        private Dictionary<string, object> Parameters(params (string Name, object Value)[] more) => new(
            more.Select(m => KeyValuePair.Create(m.Name, m.Value)).Append(KeyValuePair.Create("graph", (object)graph)), StringComparer.Ordinal);

        private async IAsyncEnumerable<IRecord> Rows(string query, params (string Name, object Value)[] parameters)
        {
            var cursor = await session.RunAsync(query, Parameters(parameters));
            while (await cursor.FetchAsync())
                yield return cursor.Current;
        }

        private string Label => options.Projection.Of == ProjectionTarget.Papers ? GraphSchema.Paper : GraphSchema.Model;

        private Dictionary<string, object> Weights => options.Projection.Weights.ToDictionary(w => w.Key.ToString(), w => (object)w.Value, StringComparer.Ordinal);

        private async Task<ImmutableArray<GraphNode>> NodesAsync()
        {
            var nodes = new List<GraphNode>();
            await foreach (var record in Rows($"MATCH (n:{Label}) RETURN n.id AS id, n.name AS name, n.year AS year"))
            {
                var id = record["id"].As<string>();
                nodes.Add(new GraphNode(id, [Label], PropertyBag.Of(("id", id), ("name", record["name"].As<string>()), ("year", record["year"] as long?))));
            }
            nodes.Sort((a, b) => string.CompareOrdinal(a.Id, b.Id));
            for (var v = 0; v < nodes.Count; v++)
                _index.Add(nodes[v].Id, v);
            return [.. nodes];
        }

        private async Task<bool> ProjectAsync()
        {
            var any = false;
            await foreach (var record in Rows($"MATCH (n:{Label})\n{Project}", ("weights", Weights), ("hubLimit", (long)options.Projection.HubLimit)))
                any = record["ties"] is > 0L;
            return any;
        }

        private async Task<Partition> PartitionAsync(ulong seed, List<(int From, int To, double Weight)> ties)
        {
            // Nodes that are not in the projection are clusters of their own.
            var membership = Enumerable.Range(0, _index.Count).ToArray();
            if (ties.Count > 0)
            {
                await foreach (var record in Rows("CALL gds.leiden.stream($graph, {relationshipWeightProperty: 'weight', gamma: $gamma, randomSeed: $seed, concurrency: 1}) "
                    + "YIELD nodeId, communityId RETURN gds.util.asNode(nodeId).id AS id, communityId AS community",
                    ("gamma", options.Leiden.Resolution), ("seed", (long)seed)))
                    membership[_index[record["id"].As<string>()]] = -1 - (int)record["community"].As<long>();
            }
            return Partition.Of(membership, Modularity(membership, ties));
        }

        private double Modularity(int[] membership, List<(int From, int To, double Weight)> ties)
        {
            var total = ties.Sum(t => t.Weight);
            var inside = 0.0;
            var strength = new SortedDictionary<int, double>();
            foreach (var (from, to, weight) in ties)
            {
                inside += membership[from] == membership[to] ? weight : 0;
                strength[membership[from]] = strength.GetValueOrDefault(membership[from]) + weight;
                strength[membership[to]] = strength.GetValueOrDefault(membership[to]) + weight;
            }
            return total > 0 ? (inside / total) - (options.Leiden.Resolution * strength.Values.Sum(s => s / (2 * total) * (s / (2 * total)))) : 0;
        }

        private async Task<(ImmutableArray<NodeScores> Scores, int? Samples)> ScoresAsync(
            ImmutableArray<GraphNode> nodes, List<(int From, int To, double Weight)> ties, Partition partition)
        {
            var strength = new double[nodes.Length];
            foreach (var (from, to, weight) in ties)
            {
                strength[from] += weight;
                strength[to] += weight;
            }
            int? samples = (long)nodes.Length * ties.Count > options.ExactBetweennessWork
                ? (int)Math.Clamp(options.ExactBetweennessWork / ties.Count, 16, nodes.Length)
                : null;
            var rank = await ScoreAsync(ties, "pageRank", "score", "relationshipWeightProperty: 'weight', maxIterations: 200, tolerance: 1e-9");
            var between = await ScoreAsync(ties, "betweenness", "score", samples is null ? "" : $"samplingSize: {samples}, samplingSeed: {options.Leiden.Seed}");
            var core = await ScoreAsync(ties, "kcore", "coreValue", "");
            var all = rank.Sum();
            var numbers = ClusterNumbers(partition, strength);
            return ([.. nodes.Select((node, v) =>
                new NodeScores(node, numbers[v], all > 0 ? rank[v] / all : 0, between[v], (int)core[v], strength[v]))], samples);
        }

        private async Task<double[]> ScoreAsync(List<(int From, int To, double Weight)> ties, string algorithm, string column, string settings)
        {
            var scores = new double[_index.Count];
            if (ties.Count > 0)
            {
                await foreach (var record in Rows($"CALL gds.{algorithm}.stream($graph, {{{settings}}}) YIELD nodeId, {column} RETURN gds.util.asNode(nodeId).id AS id, toFloat({column}) AS value"))
                    scores[_index[record["id"].As<string>()]] = record["value"].As<double>();
            }
            return scores;
        }

        private static int?[] ClusterNumbers(Partition partition, double[] strength)
        {
            var present = Enumerable.Range(0, strength.Length).Where(v => strength[v] > 0).Select(v => partition.Membership[v]).Distinct().Order()
                .Select((cluster, i) => (cluster, i)).ToDictionary(p => p.cluster, p => p.i + 1);
            return [.. strength.Select((s, v) => s > 0 ? present[partition.Membership[v]] : (int?)null)];
        }

        private async Task<List<(int Node, SharedThing Thing)>> SharesAsync()
        {
            var known = new Dictionary<(string, string), SharedThing>();
            var shares = new List<(int, SharedThing)>();
            await foreach (var record in Rows(
                $"MATCH (n:{Label})\n{Things}\nRETURN n.id AS id, kind, thing.id AS thing, thing.name AS name, labels(thing) AS labels", ("weights", Weights)))
            {
                var key = (record["kind"].As<string>(), record["thing"].As<string>());
                if (!known.TryGetValue(key, out var thing))
                {
                    var node = new GraphNode(key.Item2, [.. record["labels"].As<List<string>>()], PropertyBag.Of(("id", key.Item2), ("name", record["name"].As<string>())));
                    known.Add(key, thing = new SharedThing(Enum.Parse<SharedKind>(key.Item1), node));
                }
                shares.Add((_index[record["id"].As<string>()], thing));
            }
            return shares;
        }
    }
}
