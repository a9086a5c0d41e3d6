using System.Runtime.CompilerServices;

namespace MultimodalPapers.Analysis;

/// <summary>Finds clusters by the Leiden algorithm (Traag, Waltman, van Eck 2019, doi:10.1038/s41598-019-41695-z).</summary>
/// <remarks>
/// Each round moves nodes between clusters for as long as quality rises, refines every cluster into well-connected subclusters, and lets the
/// subclusters be the nodes of the next round. Every cluster is connected.
/// <para>
/// Threads change nothing. Large levels are coloured so that no two neighbours share a colour; nodes of one colour are judged at the same
/// time in batches of fixed size, and a batch's moves are then made in order, each only if it still raises quality. Small levels are moved
/// through one by one from a queue. Refinement works on each cluster by itself, and aggregation on each row by itself, so both are
/// parallel without that.
/// </para>
/// <para>A round takes time about linear in the edges, and memory of some 40 bytes an edge beside the graph.</para>
/// </remarks>
public sealed class Leiden
{
    private readonly WeightedGraph _graph;
    private readonly LeidenOptions _options;
    private readonly WorkTeam _team;

    private Leiden(WeightedGraph graph, LeidenOptions options, WorkTeam team)
    {
        _graph = graph;
        _options = options;
        _team = team;
    }

    /// <summary>Finds the clusters of a graph. Clusters are numbered by size, largest first, equal ones by their first node.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The resolution, the randomness or the number of iterations is not above 0.</exception>
    public static Partition Find(WeightedGraph graph, LeidenOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(graph);
        options ??= new LeidenOptions();
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.Resolution);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.Randomness);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.Iterations);
        using var team = new WorkTeam(graph.NodeCount < LeidenLevel.SequentialBelow ? 1 : options.Threads > 0 ? options.Threads : Environment.ProcessorCount);
        return new Leiden(graph, options, team).Run();
    }

    private Partition Run()
    {
        var membership = Enumerable.Range(0, _graph.NodeCount).ToArray();
        var ground = LeidenLevel.Of(_graph, _options);
        for (var iteration = 0; iteration < _options.Iterations; iteration++)
        {
            if (!Improve(ground, membership, iteration))
                break;
        }
        return Partition.Of(_graph, membership, _options.Quality, _options.Resolution);
    }

    /// <summary>One run over all levels, from a partition to a better one.</summary>
    /// <returns>Whether any node has moved.</returns>
    private bool Improve(LeidenLevel level, int[] membership, int iteration)
    {
        var moved = false;
        var ofLevel = membership.AsSpan().ToArray();
        // For each node of the graph, the node of the current level that it is part of; null on the ground.
        int[]? part = null;
        for (var depth = 0; ; depth++)
        {
            var seed = Mix(_options.Seed, ((ulong)iteration << 32) + (ulong)depth);
            moved |= LeidenMover.Move(level, ofLevel, seed, _team);
            var clusters = ClusterRows.Of(ofLevel);
            WriteBack(membership, part, ofLevel);
            if (clusters.Count == level.NodeCount)
                return moved;
            var refined = LeidenRefiner.Refine(level, ofLevel, clusters, seed, _options.Randomness, _team);
            if (refined.Count == level.NodeCount)
                refined = ClusterRows.Unrefined(ofLevel, clusters);
            part = Compose(part, refined.Subcluster, _graph.NodeCount);
            ofLevel = refined.ClusterOf;
            level = LeidenAggregator.Aggregate(level, refined, _team);
        }
    }

    private void WriteBack(int[] membership, int[]? part, int[] ofLevel)
    {
        if (part is null)
        {
            ofLevel.CopyTo(membership, 0);
            return;
        }
        ForRanges(membership.Length, (from, to) =>
        {
            for (var v = from; v < to; v++)
                membership[v] = ofLevel[part[v]];
        });
    }

    private int[] Compose(int[]? part, int[] subcluster, int nodes)
    {
        if (part is null)
            return subcluster;
        ForRanges(nodes, (from, to) =>
        {
            for (var v = from; v < to; v++)
                part[v] = subcluster[part[v]];
        });
        return part;
    }

    private void ForRanges(int count, Action<int, int> work)
    {
        const int range = 1 << 15;
        _team.Run((count + range - 1) / range, (chunk, _) => work(chunk * range, Math.Min(count, (chunk + 1) * range)));
    }

    /// <summary>A well-mixed number of two (splitmix64).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static ulong Mix(ulong a, ulong b)
    {
        var z = a + (b * 0x9E3779B97F4A7C15UL) + 0x9E3779B97F4A7C15UL;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }

    /// <summary>A number below a limit out of 64 random bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static ulong Below(ulong limit, ulong bits) => Math.BigMul(bits, limit, out _);
}

/// <summary>The graph of one level: rows that may have room between them, without loops, and what each node weighs.</summary>
/// <param name="First">Where each node's row begins.</param>
/// <param name="End">Where it ends.</param>
/// <param name="Neighbors">The rows' nodes.</param>
/// <param name="Weights">Beside them; null where all are 1.</param>
/// <param name="Mass">What quality holds against a node: its strength for modularity, the number of nodes in it for the constant Potts model.</param>
/// <param name="Penalty">A move's gain is the weight to the new cluster less this times both masses.</param>
/// <param name="MeanWeight">Of the ground level's edges; the unit of randomness and of what is too small to count.</param>
internal sealed record LeidenLevel(int[] First, int[] End, int[] Neighbors, float[]? Weights, double[] Mass, double Penalty, double MeanWeight)
{
    /// <summary>Levels of fewer nodes are gone through one by one.</summary>
    public const int SequentialBelow = 8192;

    public int NodeCount => Mass.Length;

    /// <summary>A gain below this is rounding.</summary>
    public double Tolerance => 1e-9 * MeanWeight;

    public static LeidenLevel Of(WeightedGraph graph, LeidenOptions options)
    {
        var mass = new double[graph.NodeCount];
        for (var v = 0; v < mass.Length; v++)
            mass[v] = options.Quality == ClusterQuality.Modularity ? graph.Strength(v) : 1;
        var total = graph.TotalWeight;
        var penalty = options.Quality == ClusterQuality.ConstantPotts ? options.Resolution
            : total > 0 ? options.Resolution / (2 * total) : 0;
        return new LeidenLevel(graph.Start[..^1], graph.Start[1..], graph.Neighbors, graph.Weights, mass, penalty,
            graph.EdgeCount > 0 ? total / graph.EdgeCount : 1);
    }
}

/// <summary>Which nodes each cluster has, and which subclusters.</summary>
/// <param name="Start">Where each cluster's nodes begin in <paramref name="Nodes"/>, and the end.</param>
/// <param name="Nodes">All nodes, by cluster.</param>
internal sealed record ClusterRows(int[] Start, int[] Nodes)
{
    public int Count => Start.Length - 1;

    /// <summary>How many nodes the largest cluster has.</summary>
    public int Largest
    {
        get
        {
            var largest = 0;
            for (var c = 0; c < Count; c++)
                largest = Math.Max(largest, Start[c + 1] - Start[c]);
            return largest;
        }
    }

    /// <summary>Renumbers clusters from 0 without gaps, in the order of their former numbers, and lists their nodes ascending.</summary>
    public static ClusterRows Of(int[] membership)
    {
        var next = new int[membership.Length];
        foreach (var c in membership)
            next[c]++;
        var number = new int[membership.Length];
        var start = new int[membership.Length + 1];
        var (count, sum) = (0, 0);
        for (var c = 0; c < membership.Length; c++)
        {
            number[c] = count;
            start[count] = sum;
            if (next[c] > 0)
                count++;
            (next[c], sum) = (sum, sum + next[c]);
        }
        start[count] = membership.Length;
        Array.Resize(ref start, count + 1);
        var nodes = new int[membership.Length];
        for (var v = 0; v < membership.Length; v++)
        {
            nodes[next[membership[v]]++] = v;
            membership[v] = number[membership[v]];
        }
        return new ClusterRows(start, nodes);
    }

    /// <summary>Every cluster as one subcluster, for levels on which refinement would merge nothing.</summary>
    public static Refinement Unrefined(int[] membership, ClusterRows clusters) =>
        new(membership.AsSpan().ToArray(), [.. Enumerable.Range(0, clusters.Count)], clusters.Start, clusters.Nodes);
}

/// <param name="Subcluster">By node; subclusters of one cluster have consecutive numbers.</param>
/// <param name="ClusterOf">By subcluster.</param>
/// <param name="Start">Where each subcluster's nodes begin in <paramref name="Nodes"/>, and the end.</param>
/// <param name="Nodes">All nodes, by subcluster.</param>
internal sealed record Refinement(int[] Subcluster, int[] ClusterOf, int[] Start, int[] Nodes)
{
    public int Count => ClusterOf.Length;
}
