namespace MultimodalPapers.Analysis;

/// <summary>Which nodes hold a graph together.</summary>
public static class Centrality
{
    private const int Blocks = 16;

    /// <summary>PageRank (Brin and Page 1998) over weighted edges by power iteration; sums to 1.</summary>
    /// <param name="graph">The graph; a node without edges gets what jumps alone bring it.</param>
    /// <param name="damping">The chance to go on along an edge rather than to jump anywhere.</param>
    /// <param name="tolerance">The iteration ends when all ranks together change by less, or after 200 rounds.</param>
    public static double[] PageRank(WeightedGraph graph, double damping = 0.85, double tolerance = 1e-10)
    {
        ArgumentNullException.ThrowIfNull(graph);
        var n = graph.NodeCount;
        var strength = new double[n];
        for (var v = 0; v < n; v++)
            strength[v] = graph.Strength(v);
        var rank = new double[n];
        var next = new double[n];
        Array.Fill(rank, 1.0 / Math.Max(1, n));
        for (var round = 0; round < 200; round++)
        {
            var lost = 0.0;
            for (var v = 0; v < n; v++)
                lost += strength[v] > 0 ? 0 : rank[v];
            var change = 0.0;
            for (var v = 0; v < n; v++)
            {
                var sum = strength[v] > 0 ? 2 * graph.Loop(v) * rank[v] / strength[v] : 0;
                var row = graph.NeighborsOf(v);
                for (var i = 0; i < row.Length; i++)
                    sum += graph.Weight(v, i) * rank[row[i]] / strength[row[i]];
                next[v] = ((1 - damping) / n) + (damping * (sum + (lost / n)));
                change += Math.Abs(next[v] - rank[v]);
            }
            (rank, next) = (next, rank);
            if (change < tolerance)
                break;
        }
        return rank;
    }

    /// <summary>Betweenness (Brandes 2001): on how many shortest ways, counted in edges, a node lies between two others.</summary>
    /// <param name="graph">The graph; weights do not matter.</param>
    /// <param name="samples">Take only this many nodes, drawn by the seed, as starts, and scale up (Brandes and Pich 2007); null takes all, which is exact.</param>
    /// <param name="seed">Of the draw.</param>
    /// <remarks>Time is edges times starts. Starts are shared out over fixed blocks, so threads do not change the sums.</remarks>
    public static double[] Betweenness(WeightedGraph graph, int? samples = null, ulong seed = 1)
    {
        ArgumentNullException.ThrowIfNull(graph);
        var n = graph.NodeCount;
        int[] starts = [.. Enumerable.Range(0, n)];
        if (samples is { } some && some < n)
            starts = [.. starts.OrderBy(v => Leiden.Mix(seed, (ulong)v)).ThenBy(v => v).Take(some).Order()];
        var blocks = Math.Max(1, Math.Min(Blocks, starts.Length));
        var sums = new double[blocks][];
        Parallel.For(0, blocks, block =>
        {
            var search = new ShortestWays(graph);
            for (var i = block; i < starts.Length; i += blocks)
                search.From(starts[i]);
            sums[block] = search.Betweenness;
        });
        var scale = starts.Length == 0 ? 0 : (double)n / starts.Length / 2;
        var total = new double[n];
        foreach (var block in sums)
        {
            for (var v = 0; v < n; v++)
                total[v] += block[v] * scale;
        }
        return total;
    }

    /// <summary>The k-core number (Batagelj and Zaversnik 2003): the largest k for which a node is in a subgraph whose nodes all have k neighbours. Linear time.</summary>
    public static int[] Cores(WeightedGraph graph)
    {
        ArgumentNullException.ThrowIfNull(graph);
        var n = graph.NodeCount;
        var degree = new int[n];
        var most = 0;
        for (var v = 0; v < n; v++)
            most = Math.Max(most, degree[v] = graph.Degree(v));
        var start = new int[most + 2];
        foreach (var d in degree)
            start[d + 1]++;
        for (var d = 0; d <= most; d++)
            start[d + 1] += start[d];
        var order = new int[n];
        var place = new int[n];
        var next = start.AsSpan().ToArray();
        for (var v = 0; v < n; v++)
            order[place[v] = next[degree[v]]++] = v;
        for (var i = 0; i < n; i++)
        {
            var v = order[i];
            foreach (var u in graph.NeighborsOf(v))
            {
                if (degree[u] <= degree[v])
                    continue;
                // Swap u with the first of its degree, which then belongs to the degree below.
                var first = start[degree[u]];
                var w = order[first];
                (order[place[u]], order[first]) = (w, u);
                (place[w], place[u]) = (place[u], first);
                start[degree[u]]++;
                degree[u]--;
            }
        }
        return degree;
    }

    private sealed class ShortestWays(WeightedGraph graph)
    {
        private readonly int[] _order = new int[graph.NodeCount];
        private readonly int[] _distance = Enumerable.Repeat(-1, graph.NodeCount).ToArray();
        private readonly double[] _ways = new double[graph.NodeCount];
        private readonly double[] _share = new double[graph.NodeCount];

        public double[] Betweenness { get; } = new double[graph.NodeCount];

        public void From(int start)
        {
            var found = 1;
            (_order[0], _distance[start], _ways[start]) = (start, 0, 1);
            for (var i = 0; i < found; i++)
            {
                var v = _order[i];
                foreach (var u in graph.NeighborsOf(v))
                {
                    if (_distance[u] < 0)
                    {
                        _distance[u] = _distance[v] + 1;
                        _order[found++] = u;
                    }
                    if (_distance[u] == _distance[v] + 1)
                        _ways[u] += _ways[v];
                }
            }
            for (var i = found - 1; i > 0; i--)
            {
                var u = _order[i];
                foreach (var v in graph.NeighborsOf(u))
                {
                    if (_distance[v] == _distance[u] - 1)
                        _share[v] += _ways[v] / _ways[u] * (1 + _share[u]);
                }
                Betweenness[u] += _share[u];
            }
            for (var i = 0; i < found; i++)
                (_distance[_order[i]], _ways[_order[i]], _share[_order[i]]) = (-1, 0, 0);
        }
    }
}
