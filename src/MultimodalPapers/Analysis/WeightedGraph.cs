namespace MultimodalPapers.Analysis;

/// <summary>An undirected graph with positive weights on its edges, as compressed rows: 16 bytes an edge, 8 where all weights are 1.</summary>
/// <remarks>Nodes are 0..n-1. Parallel edges are one edge with their summed weight; an edge from a node to itself is kept apart, as its loop.</remarks>
public sealed class WeightedGraph
{
    private WeightedGraph(int[] start, int[] neighbors, float[]? weights, double[]? loops)
    {
        Start = start;
        Neighbors = neighbors;
        Weights = weights;
        Loops = loops;
        NodeCount = start.Length - 1;
        TotalWeight = (weights is null ? neighbors.Length : Sum(weights)) / 2 + (loops is null ? 0 : loops.Sum());
    }

    public int NodeCount { get; }

    /// <summary>Edges between two nodes; loops are not counted.</summary>
    public int EdgeCount => Neighbors.Length / 2;

    /// <summary>Sum of all edges' weights, loops included.</summary>
    public double TotalWeight { get; }

    internal int[] Start { get; }

    internal int[] Neighbors { get; }

    /// <summary>Beside <see cref="Neighbors"/>; null where all are 1.</summary>
    internal float[]? Weights { get; }

    internal double[]? Loops { get; }

    /// <summary>A node's neighbours, ascending.</summary>
    public ReadOnlySpan<int> NeighborsOf(int node) => Neighbors.AsSpan(Start[node]..Start[node + 1]);

    /// <summary>How many neighbours a node has.</summary>
    public int Degree(int node) => Start[node + 1] - Start[node];

    /// <summary>The weight of a node's edge to its neighbour number i in <see cref="NeighborsOf"/>.</summary>
    public double Weight(int node, int i) => Weights is null ? 1 : Weights[Start[node] + i];

    public double Loop(int node) => Loops is null ? 0 : Loops[node];

    /// <summary>Sum of the weights of a node's edges; its loop counts twice.</summary>
    public double Strength(int node)
    {
        var sum = 2 * Loop(node);
        if (Weights is null)
            return sum + Degree(node);
        for (var e = Start[node]; e < Start[node + 1]; e++)
            sum += Weights[e];
        return sum;
    }

    /// <summary>Makes a graph of an edge list, in any order and direction.</summary>
    /// <param name="nodes">How many nodes there are.</param>
    /// <param name="from">One end of each edge.</param>
    /// <param name="to">The other end of each edge.</param>
    /// <param name="weights">The weights, above 0; null where all are 1.</param>
    /// <exception cref="ArgumentException">The lists differ in length, an end is no node, a weight is not above 0, or there are more than 2^30 edges.</exception>
    public static WeightedGraph FromEdges(int nodes, ReadOnlySpan<int> from, ReadOnlySpan<int> to, float[]? weights = null)
    {
        Check(nodes, from, to, weights);
        var start = new int[nodes + 1];
        double[]? loops = null;
        for (var e = 0; e < from.Length; e++)
        {
            if (from[e] == to[e])
            {
                loops ??= new double[nodes];
                loops[from[e]] += weights is null ? 1 : weights[e];
                continue;
            }
            start[from[e] + 1]++;
            start[to[e] + 1]++;
        }
        for (var v = 0; v < nodes; v++)
            start[v + 1] += start[v];
        var neighbors = GC.AllocateUninitializedArray<int>(start[nodes]);
        var sums = weights is null ? null : GC.AllocateUninitializedArray<float>(start[nodes]);
        var next = start.AsSpan(0, nodes).ToArray();
        for (var e = 0; e < from.Length; e++)
        {
            if (from[e] == to[e])
                continue;
            int a = next[from[e]]++, b = next[to[e]]++;
            (neighbors[a], neighbors[b]) = (to[e], from[e]);
            if (sums is not null)
                sums[a] = sums[b] = weights![e];
        }
        return Merge(start, neighbors, sums, loops);
    }

    private static void Check(int nodes, ReadOnlySpan<int> from, ReadOnlySpan<int> to, float[]? weights)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(nodes);
        if (from.Length != to.Length || (weights is not null && weights.Length != from.Length))
            throw new ArgumentException($"There are {from.Length} starts, {to.Length} ends and {weights?.Length ?? from.Length} weights; expected as many of each.", nameof(to));
        if (from.Length > 1 << 30)
            throw new ArgumentException($"There are {from.Length} edges; expected at most {1 << 30}.", nameof(from));
        for (var e = 0; e < from.Length; e++)
        {
            if ((uint)from[e] >= (uint)nodes || (uint)to[e] >= (uint)nodes)
                throw new ArgumentException($"Edge {e} joins {from[e]} and {to[e]}; expected nodes from 0 to {nodes - 1}.", nameof(from));
            if (weights is not null && !(weights[e] > 0 && float.IsFinite(weights[e])))
                throw new ArgumentException($"Edge {e} has the weight {weights[e]}; expected a number above 0.", nameof(weights));
        }
    }

    /// <summary>Sorts each row and makes one edge of parallel ones.</summary>
    private static WeightedGraph Merge(int[] start, int[] neighbors, float[]? weights, double[]? loops)
    {
        var nodes = start.Length - 1;
        var parallel = false;
        for (var v = 0; v < nodes; v++)
        {
            var row = neighbors.AsSpan(start[v]..start[v + 1]);
            if (weights is null)
                row.Sort();
            else
                row.Sort(weights.AsSpan(start[v]..start[v + 1]));
            for (var i = 1; i < row.Length; i++)
                parallel |= row[i] == row[i - 1];
        }
        if (!parallel)
            return new WeightedGraph(start, neighbors, weights, loops);
        if (weights is null)
            Array.Fill(weights = GC.AllocateUninitializedArray<float>(neighbors.Length), 1f);
        var kept = 0;
        for (var v = 0; v < nodes; v++)
        {
            var (first, end) = (start[v], start[v + 1]);
            start[v] = kept;
            for (var e = first; e < end;)
            {
                var (neighbor, sum) = (neighbors[e], 0.0);
                for (; e < end && neighbors[e] == neighbor; e++)
                    sum += weights[e];
                neighbors[kept] = neighbor;
                weights[kept++] = (float)sum;
            }
        }
        start[nodes] = kept;
        Array.Resize(ref neighbors, kept);
        Array.Resize(ref weights, kept);
        return new WeightedGraph(start, neighbors, weights, loops);
    }

    private static double Sum(float[] weights)
    {
        var sum = 0.0;
        foreach (var weight in weights)
            sum += weight;
        return sum;
    }
}
