using System.Collections.Immutable;
using MultimodalPapers.Analysis;

namespace MultimodalPapers.Reports.Explorer.Layout;

/// <summary>The clusters of papers that the analyses find, with everything else where it has most to do.</summary>
internal static class MapClusters
{
    /// <summary>A cluster for every drawn node.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="drawn">Its drawn nodes.</param>
    /// <param name="edges">Weighted pairs among them, by place in <paramref name="drawn"/>.</param>
    /// <param name="seed">As for the clustering itself.</param>
    /// <returns>
    /// Clusters numbered from 0, those with most nodes first, a cluster of its own for what is tied to nothing; and the names of the clusters that
    /// the analyses know, by number, empty for the others.
    /// </returns>
    public static (int[] Membership, ImmutableArray<string> Names) Of(ExplorerGraph graph, int[] drawn, (int A, int B, double Weight)[] edges, ulong seed)
    {
        var local = drawn.Select((node, i) => (node, i)).ToDictionary(d => d.node, d => d.i);
        // Betweenness is not shown here, so few samples will do.
        var clustering = Clustering.Of(graph.Knowledge, new ClusteringOptions
        {
            Leiden = new LeidenOptions { Seed = seed },
            StabilityRuns = 0,
            ExactBetweennessWork = 1_000_000,
        });
        var cluster = new int[drawn.Length];
        Array.Fill(cluster, -1);
        foreach (var paper in clustering.Nodes.Where(n => n.Cluster is not null))
            cluster[local[graph.IndexOf(paper.Node.Id)]] = paper.Cluster!.Value - 1;
        JoinNeighbors(drawn.Length, edges, cluster);
        JoinRest(drawn.Length, edges, cluster, clustering.Clusters.Length);
        return BySize(cluster, [.. clustering.Clusters.Select(c => c.Name)]);
    }

    /// <summary>Round by round, what has no cluster goes to the one that it is tied to most, the first of equals; hubs weigh less.</summary>
    private static void JoinNeighbors(int count, (int A, int B, double Weight)[] edges, int[] cluster)
    {
        var degree = new int[count];
        foreach (var (a, b, _) in edges)
            (degree[a], degree[b]) = (degree[a] + 1, degree[b] + 1);
        for (var moved = true; moved;)
        {
            var ties = new SortedDictionary<(int Node, int Cluster), double>();
            foreach (var (a, b, weight) in edges)
            {
                if (cluster[a] < 0 && cluster[b] >= 0)
                    Tie(a, cluster[b], weight / Math.Sqrt(degree[b]));
                else if (cluster[b] < 0 && cluster[a] >= 0)
                    Tie(b, cluster[a], weight / Math.Sqrt(degree[a]));
            }
            moved = ties.Count > 0;
            foreach (var node in ties.GroupBy(t => t.Key.Node))
                cluster[node.Key] = node.MaxBy(t => t.Value).Key.Cluster;

            void Tie(int node, int to, double weight) => ties[(node, to)] = ties.GetValueOrDefault((node, to)) + weight;
        }
    }

    /// <summary>What no paper's cluster reaches stays together as far as it is connected.</summary>
    private static void JoinRest(int count, (int A, int B, double Weight)[] edges, int[] cluster, int next)
    {
        var neighbors = edges.Where(e => cluster[e.A] < 0).SelectMany(e => new[] { (e.A, e.B), (A: e.B, B: e.A) }).ToLookup(e => e.Item1, e => e.Item2);
        var open = new Stack<int>();
        for (var start = 0; start < count; start++)
        {
            if (cluster[start] >= 0)
                continue;
            open.Push(start);
            cluster[start] = next;
            while (open.TryPop(out var at))
            {
                foreach (var other in neighbors[at].Where(other => cluster[other] < 0))
                {
                    cluster[other] = next;
                    open.Push(other);
                }
            }
            next++;
        }
    }

    private static (int[] Membership, ImmutableArray<string> Names) BySize(int[] cluster, string[] names)
    {
        var order = cluster.CountBy(c => c).OrderByDescending(c => c.Value).ThenBy(c => c.Key).Select(c => c.Key).ToArray();
        var number = order.Select((old, i) => (old, i)).ToDictionary(c => c.old, c => c.i);
        return (Array.ConvertAll(cluster, c => number[c]), [.. order.Select(old => old < names.Length ? names[old] : "")]);
    }
}
