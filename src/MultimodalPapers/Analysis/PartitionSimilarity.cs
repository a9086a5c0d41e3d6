namespace MultimodalPapers.Analysis;

/// <summary>How alike two partitions of the same nodes are.</summary>
public static class PartitionSimilarity
{
    /// <summary>The Rand index adjusted for chance (Hubert and Arabie 1985): 1 for equal partitions, about 0 for unrelated ones.</summary>
    /// <exception cref="ArgumentException">The partitions are of different numbers of nodes.</exception>
    public static double AdjustedRand(Partition first, Partition second)
    {
        var both = 0.0;
        foreach (var (_, shared) in Overlaps(first, second))
            both += Pairs(shared);
        double inFirst = PairsInside(first), inSecond = PairsInside(second);
        var all = Pairs(first.Membership.Length);
        var chance = all > 0 ? inFirst * inSecond / all : 0;
        var most = (inFirst + inSecond) / 2;
        return most - chance == 0 ? 1 : (both - chance) / (most - chance);
    }

    /// <summary>For each cluster of the first partition, its Jaccard index with the cluster of the second that is most like it (Hennig 2007).</summary>
    /// <exception cref="ArgumentException">The partitions are of different numbers of nodes.</exception>
    public static double[] BestJaccard(Partition first, Partition second)
    {
        var best = new double[first.Count];
        foreach (var ((a, b), shared) in Overlaps(first, second))
            best[a] = Math.Max(best[a], (double)shared / (first.Sizes[a] + second.Sizes[b] - shared));
        return best;
    }

    private static Dictionary<(int, int), int> Overlaps(Partition first, Partition second)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        if (first.Membership.Length != second.Membership.Length)
            throw new ArgumentException($"One partition has {first.Membership.Length} nodes, the other {second.Membership.Length}.", nameof(second));
        var overlaps = new Dictionary<(int, int), int>();
        for (var v = 0; v < first.Membership.Length; v++)
        {
            var key = (first.Membership[v], second.Membership[v]);
            overlaps[key] = overlaps.GetValueOrDefault(key) + 1;
        }
        return overlaps;
    }

    private static double PairsInside(Partition partition)
    {
        var pairs = 0.0;
        foreach (var size in partition.Sizes)
            pairs += Pairs(size);
        return pairs;
    }

    private static double Pairs(int count) => count * (count - 1.0) / 2;
}
