using System.Collections.Immutable;
using MultimodalPapers.Graph;

namespace MultimodalPapers.Analysis;

/// <summary>How to cluster the papers or models of a graph.</summary>
public sealed record ClusteringOptions
{
    public ProjectionOptions Projection { get; init; } = new();

    public LeidenOptions Leiden { get; init; } = new();

    /// <summary>How many more seeds to try, to see what stays; 0 tries none, and stability is then unknown.</summary>
    public int StabilityRuns { get; init; } = 10;

    /// <summary>Betweenness is exact while nodes times edges stay within this, and else sampled.</summary>
    public long ExactBetweennessWork { get; init; } = 500_000_000;
}

/// <summary>What belongs together: clusters of papers or models, and how central each is.</summary>
/// <param name="Options">How it was made.</param>
/// <param name="Nodes">Every paper or model, sorted by id.</param>
/// <param name="Clusters">Largest first.</param>
/// <param name="Isolated">Nodes that share nothing with any other and so are in no cluster; sorted by id.</param>
/// <param name="Quality">Of the partition by the measure asked for; 0 where nothing is shared.</param>
/// <param name="Stability">How alike the partitions of different seeds are: the mean adjusted Rand index; null where only one seed was tried.</param>
/// <param name="BetweennessSamples">From how many starts betweenness was estimated; null where it is exact.</param>
public sealed record Clustering(
    ClusteringOptions Options,
    ImmutableArray<NodeScores> Nodes,
    ImmutableArray<Cluster> Clusters,
    ImmutableArray<GraphNode> Isolated,
    double Quality,
    double? Stability,
    int? BetweennessSamples)
{
    /// <summary>Clusters the papers or models of a graph by Leiden in this process.</summary>
    public static Clustering Of(KnowledgeGraph knowledge, ClusteringOptions? options = null)
    {
        options ??= new ClusteringOptions();
        var projection = Projection.Of(knowledge, options.Projection);
        var partition = Leiden.Find(projection.Graph, options.Leiden);
        ImmutableArray<Partition> others = [.. Enumerable.Range(1, options.StabilityRuns)
            .Select(run => Leiden.Find(projection.Graph, options.Leiden with { Seed = options.Leiden.Seed + (ulong)run }))];
        return Of(projection, partition, others, options);
    }

    /// <summary>Describes a partition of a projection.</summary>
    /// <param name="projection">What was clustered.</param>
    /// <param name="partition">Its clusters.</param>
    /// <param name="others">Partitions by other seeds; empty where there are none.</param>
    /// <param name="options">How it was made.</param>
    public static Clustering Of(Projection projection, Partition partition, ImmutableArray<Partition> others, ClusteringOptions options)
    {
        ArgumentNullException.ThrowIfNull(projection);
        ArgumentNullException.ThrowIfNull(partition);
        ArgumentNullException.ThrowIfNull(options);
        var graph = projection.Graph;
        int? samples = (long)graph.NodeCount * graph.EdgeCount > options.ExactBetweennessWork
            ? (int)Math.Min(graph.NodeCount, Math.Max(16, options.ExactBetweennessWork / Math.Max(1, graph.EdgeCount)))
            : null;
        var rank = Centrality.PageRank(graph);
        var between = Centrality.Betweenness(graph, samples, options.Leiden.Seed);
        var core = Centrality.Cores(graph);
        var numbers = ClusterDescriber.NumbersWithoutIsolated(partition, v => graph.Degree(v) > 0);
        ImmutableArray<NodeScores> scores = [.. projection.Nodes.Select((node, v) =>
            new NodeScores(node, numbers[v], rank[v], between[v], core[v], graph.Strength(v)))];
        return Of(scores, Shares(projection), Ties(graph), partition, others, samples, options);
    }

    /// <summary>Describes clusters whose nodes were scored elsewhere, for instance inside the database.</summary>
    /// <param name="scores">All nodes, sorted by id.</param>
    /// <param name="shares">What each node has, each thing once; by index into the scores.</param>
    /// <param name="ties">The projection's edges, each once; by index into the scores.</param>
    /// <param name="partition">The nodes' clusters.</param>
    /// <param name="others">Partitions by other seeds; empty where there are none.</param>
    /// <param name="samples">From how many starts betweenness was estimated; null where it is exact.</param>
    /// <param name="options">How it was made.</param>
    public static Clustering Of(
        ImmutableArray<NodeScores> scores, IEnumerable<(int Node, SharedThing Thing)> shares, IEnumerable<(int From, int To, double Weight)> ties,
        Partition partition, ImmutableArray<Partition> others, int? samples, ClusteringOptions options)
    {
        ArgumentNullException.ThrowIfNull(partition);
        var stability = ClusterDescriber.StabilityOf(partition, [.. scores.Select(s => s.Cluster)], others);
        return new Clustering(
            options,
            scores,
            new ClusterDescriber(scores, shares, ties, stability).Describe(),
            [.. scores.Where(s => s.Cluster is null).Select(s => s.Node)],
            partition.Quality,
            others.IsEmpty ? null : others.Average(o => PartitionSimilarity.AdjustedRand(partition, o)),
            samples);
    }

    private static IEnumerable<(int Node, SharedThing Thing)> Shares(Projection projection)
    {
        for (var v = 0; v < projection.Nodes.Length; v++)
        {
            foreach (var thing in projection.ThingsOf(v).ToArray())
                yield return (v, projection.Things[thing]);
        }
    }

    private static IEnumerable<(int From, int To, double Weight)> Ties(WeightedGraph graph)
    {
        for (var v = 0; v < graph.NodeCount; v++)
        {
            for (var i = 0; i < graph.Degree(v); i++)
            {
                if (graph.NeighborsOf(v)[i] > v)
                    yield return (v, graph.NeighborsOf(v)[i], graph.Weight(v, i));
            }
        }
    }
}

/// <param name="Node">A paper or model.</param>
/// <param name="Cluster">The number of its cluster, from 1; null where it shares nothing with any other.</param>
/// <param name="PageRank">Sums to 1 over all nodes.</param>
/// <param name="Betweenness">On how many shortest ways it lies.</param>
/// <param name="Core">The k of the densest core that it is in.</param>
/// <param name="Strength">The weight of all its ties.</param>
public sealed record NodeScores(GraphNode Node, int? Cluster, double PageRank, double Betweenness, int Core, double Strength);

/// <summary>Papers or models that belong together.</summary>
/// <param name="Number">From 1, largest cluster first.</param>
/// <param name="Name">Made of what is most distinctive; no two clusters have the same.</param>
/// <param name="Members">Most central first, by PageRank.</param>
/// <param name="Distinctive">What its members have more often than others, most telling first.</param>
/// <param name="Years">Ascending; members whose year the graph knows.</param>
/// <param name="Organizations">Most frequent first.</param>
/// <param name="Backbones">The models its members build on, most frequent first.</param>
/// <param name="Neighbors">The clusters it is tied to, closest first.</param>
/// <param name="Cohesion">The share of its members' ties that stay inside, 0 to 1.</param>
/// <param name="Stability">How well it is found again with other seeds, 0 to 1 (mean Jaccard index of its best match); null where none was tried.</param>
public sealed record Cluster(
    int Number,
    string Name,
    ImmutableArray<NodeScores> Members,
    ImmutableArray<DistinctiveThing> Distinctive,
    ImmutableArray<(int Year, int Count)> Years,
    ImmutableArray<(GraphNode Node, int Count)> Organizations,
    ImmutableArray<(GraphNode Node, int Count)> Backbones,
    ImmutableArray<ClusterNeighbor> Neighbors,
    double Cohesion,
    double? Stability);

/// <param name="Kind">In what way it is shared.</param>
/// <param name="Node">The thing.</param>
/// <param name="Count">How many members have it.</param>
/// <param name="Score">Count times the logarithm of how much likelier a member has it than a node outside; above 0.</param>
public sealed record DistinctiveThing(SharedKind Kind, GraphNode Node, int Count, double Score);

/// <param name="Number">Number of the other cluster.</param>
/// <param name="Weight">Sum of the ties between the two.</param>
/// <param name="Share">That weight as a share of all ties that leave the cluster.</param>
public sealed record ClusterNeighbor(int Number, double Weight, double Share);
