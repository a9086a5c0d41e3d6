using System.Collections.Immutable;
using MultimodalPapers.Graph;

namespace MultimodalPapers.Reports.Explorer.Layout;

/// <summary>The map by clusters: each cluster an island, near to the clusters that it has most to do with.</summary>
/// <param name="X">By node; 0 where it is not drawn.</param>
/// <param name="Y">By node; 0 where it is not drawn.</param>
/// <param name="Size">By node, the radius of its mark: it grows with the square root of its degree.</param>
/// <param name="Cluster">By node; -1 where it is not drawn or stands alone.</param>
/// <param name="Islands">By cluster.</param>
internal sealed record MapLayout(int[] X, int[] Y, int[] Size, int[] Cluster, ImmutableArray<Island> Islands)
{
    private const int SmallestNamed = 6;
    private const double Shore = 26;

    public static MapLayout Of(ExplorerGraph graph, ulong seed)
    {
        var drawn = Enumerable.Range(0, graph.Nodes.Length).Where(i => graph.Drawn[i]).ToArray();
        if (drawn.Length == 0)
            return new MapLayout(new int[graph.Nodes.Length], new int[graph.Nodes.Length], new int[graph.Nodes.Length], new int[graph.Nodes.Length], []);
        var local = new int[graph.Nodes.Length];
        for (var i = 0; i < drawn.Length; i++)
            local[drawn[i]] = i;
        var edges = Edges(graph, local);
        var degree = new int[drawn.Length];
        foreach (var (a, b, _) in edges)
            (degree[a], degree[b]) = (degree[a] + 1, degree[b] + 1);
        var size = Array.ConvertAll(degree, d => Math.Min(4 + 1.15 * Math.Sqrt(d), 20));
        var (membership, names) = MapClusters.Of(graph, drawn, edges, seed);
        var members = new List<int>[membership.Length == 0 ? 0 : membership.Max() + 1];
        for (var i = 0; i < membership.Length; i++)
            (members[membership[i]] ??= []).Add(i);
        var (x, y, centers) = Place(members, membership, edges, size, seed);
        return Whole(graph.Nodes.Length, drawn, size, membership, members, names, x, y, centers);
    }

    /// <summary>How closely a relation ties two things for the eye: a paper to what it introduces most of all.</summary>
    private static double Closeness(string type) => type switch
    {
        "INTRODUCES" => 3,
        "DEVELOPED" or "FROM_ORGANIZATION" => 1,
        "MENTIONS" or "COMPARES_WITH" => 0.5,
        _ => GraphSchema.Lineage.Contains(type) ? 2 : 1,
    };

    private static (int A, int B, double Weight)[] Edges(ExplorerGraph graph, int[] local) =>
        [.. Enumerable.Range(0, graph.From.Length).Where(graph.IsDrawn)
            .Select(e => (A: local[Math.Min(graph.From[e], graph.To[e])], B: local[Math.Max(graph.From[e], graph.To[e])], Weight: Closeness(graph.Types[graph.Type[e]])))
            .GroupBy(e => (e.A, e.B)).Select(g => (g.Key.A, g.Key.B, g.Sum(e => e.Weight)))
            .OrderBy(e => e.A).ThenBy(e => e.B)];

    private static (double[] X, double[] Y, (double X, double Y, double Radius)[] Islands) Place(
        List<int>[] members, int[] membership, (int A, int B, double Weight)[] edges, double[] size, ulong seed)
    {
        var (x, y) = (new double[size.Length], new double[size.Length]);
        var place = new int[size.Length];
        foreach (var cluster in members)
        {
            for (var i = 0; i < cluster.Count; i++)
                place[cluster[i]] = i;
        }
        var inside = edges.Where(e => membership[e.A] == membership[e.B])
            .ToLookup(e => membership[e.A], e => (place[e.A], place[e.B], Math.Sqrt(e.Weight)));
        var islands = new (double X, double Y, double Radius)[members.Length];
        Parallel.For(0, members.Length, c =>
        {
            var cluster = members[c];
            var (clusterX, clusterY) = ForceLayout.Of([.. cluster.Select(i => size[i])], [.. inside[c]], seed + (ulong)c);
            for (var i = 0; i < cluster.Count; i++)
                (x[cluster[i]], y[cluster[i]]) = (clusterX[i], clusterY[i]);
            islands[c].Radius = cluster.Max(i => Math.Sqrt(x[i] * x[i] + y[i] * y[i]) + size[i]);
        });
        var ties = edges.Where(e => membership[e.A] != membership[e.B])
            .GroupBy(e => (Math.Min(membership[e.A], membership[e.B]), Math.Max(membership[e.A], membership[e.B])))
            .Select(g => (g.Key.Item1, g.Key.Item2, g.Sum(e => e.Weight)));
        var (islandX, islandY) = DiscPacking.Of([.. islands.Select((d, c) => d.Radius + (members[c].Count == 1 ? 6 : Shore))], ties);
        for (var c = 0; c < members.Length; c++)
        {
            (islands[c].X, islands[c].Y) = (islandX[c], islandY[c]);
            foreach (var i in members[c])
                (x[i], y[i]) = (x[i] + islandX[c], y[i] + islandY[c]);
        }
        return (x, y, islands);
    }

    private static MapLayout Whole(int n, int[] drawn, double[] size, int[] membership, List<int>[] members, ImmutableArray<string> names,
        double[] x, double[] y, (double X, double Y, double Radius)[] islands)
    {
        var layout = new MapLayout(new int[n], new int[n], new int[n], new int[n],
            [.. members.Where(m => m.Count > 1).Select((m, c) => new Island(
                m.Count < SmallestNamed || c >= names.Length ? "" : names[c],
                (int)Math.Round(islands[c].X), (int)Math.Round(islands[c].Y), (int)Math.Ceiling(islands[c].Radius)))]);
        Array.Fill(layout.Cluster, -1);
        for (var i = 0; i < drawn.Length; i++)
        {
            layout.X[drawn[i]] = (int)Math.Round(x[i]);
            layout.Y[drawn[i]] = (int)Math.Round(y[i]);
            layout.Size[drawn[i]] = (int)Math.Round(size[i]);
            layout.Cluster[drawn[i]] = membership[i] < layout.Islands.Length ? membership[i] : -1;
        }
        return layout;
    }
}

/// <param name="Name">What the analyses call the cluster; empty for a small one.</param>
/// <param name="X">Its middle.</param>
/// <param name="Y">Its middle.</param>
/// <param name="Radius">Of the disc that holds all its nodes.</param>
internal sealed record Island(string Name, int X, int Y, int Radius);
