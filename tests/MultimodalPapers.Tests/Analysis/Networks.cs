using MultimodalPapers.Analysis;

namespace MultimodalPapers.Tests.Analysis;

/// <summary>Published networks, and made-up ones.</summary>
internal static class Networks
{
    /// <summary>An edge list of the folder Networks.</summary>
    public static WeightedGraph Published(string name, bool weighted = false)
    {
        using var reader = new StreamReader(typeof(Networks).Assembly.GetManifestResourceStream($"networks/{name}.tsv")
            ?? throw new ArgumentException($"There is no network '{name}'.", nameof(name)));
        var edges = reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(l => l[0] != '#')
            .Select(l => Array.ConvertAll(l.Split('\t'), int.Parse)).ToList();
        return WeightedGraph.FromEdges(edges.Max(e => Math.Max(e[0], e[1])) + 1, [.. edges.Select(e => e[0])], [.. edges.Select(e => e[1])],
            weighted ? [.. edges.Select(e => (float)e[2])] : null);
    }

    /// <summary>Groups of equal size with dense ties inside and a share of ties across.</summary>
    public static WeightedGraph Planted(int nodes, int edges, double mixing, int seed, int group = 50)
    {
        var random = new Random(seed);
        var from = new int[edges];
        var to = new int[edges];
        for (var e = 0; e < edges; e++)
        {
            from[e] = random.Next(nodes);
            var first = from[e] / group * group;
            do
                to[e] = random.NextDouble() < mixing ? random.Next(nodes) : first + random.Next(Math.Min(group, nodes - first));
            while (to[e] == from[e]);
        }
        return WeightedGraph.FromEdges(nodes, from, to);
    }

    /// <summary>Cliques in a ring, each tied to the next by one edge.</summary>
    public static WeightedGraph RingOfCliques(int cliques, int size)
    {
        var edges = new List<(int, int)>();
        for (var c = 0; c < cliques; c++)
        {
            for (var i = 0; i < size; i++)
            {
                for (var j = i + 1; j < size; j++)
                    edges.Add(((c * size) + i, (c * size) + j));
            }
            edges.Add(((c * size) + size - 1, (c + 1) % cliques * size));
        }
        return WeightedGraph.FromEdges(cliques * size, [.. edges.Select(e => e.Item1)], [.. edges.Select(e => e.Item2)]);
    }

    /// <summary>The same graph under other numbers: node v becomes number[v].</summary>
    public static WeightedGraph Renumbered(WeightedGraph graph, int[] number)
    {
        var edges = Enumerable.Range(0, graph.NodeCount)
            .SelectMany(v => graph.NeighborsOf(v).ToArray().Select((u, i) => (From: v, To: u, Weight: (float)graph.Weight(v, i)))).Where(e => e.From < e.To).ToList();
        return WeightedGraph.FromEdges(graph.NodeCount, [.. edges.Select(e => number[e.From])], [.. edges.Select(e => number[e.To])], [.. edges.Select(e => e.Weight)]);
    }

    /// <summary>Whether the nodes of each cluster hang together by ties inside it.</summary>
    public static bool EveryClusterIsConnected(WeightedGraph graph, Partition partition)
    {
        var seen = new bool[graph.NodeCount];
        var reached = new HashSet<int>();
        for (var v = 0; v < graph.NodeCount; v++)
        {
            if (seen[v])
                continue;
            // A second start in a cluster means that the first did not reach all of it.
            if (!reached.Add(partition.Membership[v]))
                return false;
            var open = new Stack<int>([v]);
            seen[v] = true;
            while (open.TryPop(out var at))
            {
                foreach (var u in graph.NeighborsOf(at))
                {
                    if (!seen[u] && partition.Membership[u] == partition.Membership[v])
                    {
                        seen[u] = true;
                        open.Push(u);
                    }
                }
            }
        }
        return true;
    }

    /// <summary>Louvain (Blondel et al. 2008), plain and slow: the baseline.</summary>
    public static Partition Louvain(WeightedGraph graph)
    {
        var membership = Enumerable.Range(0, graph.NodeCount).ToArray();
        var links = Enumerable.Range(0, graph.NodeCount).Select(v =>
            graph.NeighborsOf(v).ToArray().Select((u, i) => (u, w: graph.Weight(v, i))).ToDictionary(e => e.u, e => e.w)).ToList();
        var strength = Enumerable.Range(0, graph.NodeCount).Select(graph.Strength).ToArray();
        var twice = 2 * graph.TotalWeight;
        while (true)
        {
            var of = Enumerable.Range(0, links.Count).ToArray();
            var total = strength.ToArray();
            bool any = false, moved = true;
            while (moved)
            {
                moved = false;
                for (var v = 0; v < links.Count; v++)
                {
                    var sums = links[v].Where(l => l.Key != v).GroupBy(l => of[l.Key]).ToDictionary(g => g.Key, g => g.Sum(l => l.Value));
                    total[of[v]] -= strength[v];
                    double Value(int c) => sums.GetValueOrDefault(c) - (strength[v] * total[c] / twice);
                    var best = sums.Keys.Append(of[v]).OrderByDescending(Value).First();
                    if (best != of[v] && Value(best) > Value(of[v]) + 1e-12)
                    {
                        of[v] = best;
                        moved = any = true;
                    }
                    total[of[v]] += strength[v];
                }
            }
            if (!any)
                return Partition.Of(graph, membership);
            var numbers = of.Distinct().Select((c, i) => (c, i)).ToDictionary(c => c.c, c => c.i);
            membership = Array.ConvertAll(membership, v => numbers[of[v]]);
            var next = Enumerable.Range(0, numbers.Count).Select(_ => new Dictionary<int, double>()).ToList();
            var sum = new double[numbers.Count];
            for (var v = 0; v < links.Count; v++)
            {
                sum[numbers[of[v]]] += strength[v];
                foreach (var (u, w) in links[v])
                    next[numbers[of[v]]][numbers[of[u]]] = next[numbers[of[v]]].GetValueOrDefault(numbers[of[u]]) + w;
            }
            (links, strength) = (next, sum);
        }
    }
}
