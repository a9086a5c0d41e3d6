using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace MultimodalPapers.Analysis;

/// <summary>A graph's nodes put into clusters.</summary>
/// <param name="Membership">The cluster of each node; clusters are numbered by size, largest first, equal ones by their first node.</param>
/// <param name="Sizes">How many nodes each cluster has.</param>
/// <param name="Quality">Modularity, or the constant Potts model's quality per unit of edge weight; 0 for a graph without edges.</param>
public sealed record Partition(ImmutableArray<int> Membership, ImmutableArray<int> Sizes, double Quality)
{
    public int Count => Sizes.Length;

    /// <summary>Numbers clusters by size and measures the quality.</summary>
    public static Partition Of(WeightedGraph graph, IReadOnlyList<int> membership, ClusterQuality quality = ClusterQuality.Modularity, double resolution = 1)
    {
        ArgumentNullException.ThrowIfNull(graph);
        var (numbered, sizes) = Number(membership);
        return new Partition(
            ImmutableCollectionsMarshal.AsImmutableArray(numbered), ImmutableCollectionsMarshal.AsImmutableArray(sizes), Measure(graph, numbered, sizes, quality, resolution));
    }

    /// <summary>Numbers clusters by size, for a quality that was measured elsewhere.</summary>
    public static Partition Of(IReadOnlyList<int> membership, double quality)
    {
        var (numbered, sizes) = Number(membership);
        return new Partition(ImmutableCollectionsMarshal.AsImmutableArray(numbered), ImmutableCollectionsMarshal.AsImmutableArray(sizes), quality);
    }

    private static (int[] Membership, int[] Sizes) Number(IReadOnlyList<int> membership)
    {
        ArgumentNullException.ThrowIfNull(membership);
        var firstSeen = new Dictionary<int, int>();
        var numbered = new int[membership.Count];
        var sizes = new List<int>();
        var (last, lastNumber) = (0, -1);
        for (var v = 0; v < numbered.Length; v++)
        {
            // Neighbours in number are often neighbours in the graph: most look-ups can be spared.
            if (lastNumber < 0 || membership[v] != last)
            {
                last = membership[v];
                if (!firstSeen.TryGetValue(last, out lastNumber))
                {
                    firstSeen.Add(last, lastNumber = sizes.Count);
                    sizes.Add(0);
                }
            }
            numbered[v] = lastNumber;
            sizes[lastNumber]++;
        }
        int[] bySize = [.. Enumerable.Range(0, sizes.Count).OrderByDescending(c => sizes[c])];
        var number = new int[bySize.Length];
        for (var i = 0; i < bySize.Length; i++)
            number[bySize[i]] = i;
        for (var v = 0; v < numbered.Length; v++)
            numbered[v] = number[numbered[v]];
        return (numbered, [.. bySize.Select(c => sizes[c])]);
    }

    /// <summary>The clusters' nodes, ascending in each.</summary>
    public ImmutableArray<ImmutableArray<int>> Clusters()
    {
        var builders = Sizes.Select(size => ImmutableArray.CreateBuilder<int>(size)).ToArray();
        for (var v = 0; v < Membership.Length; v++)
            builders[Membership[v]].Add(v);
        return [.. builders.Select(b => b.MoveToImmutable())];
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static double Measure(WeightedGraph graph, int[] membership, int[] sizes, ClusterQuality quality, double resolution)
    {
        var total = graph.TotalWeight;
        if (total <= 0)
            return 0;
        var inside = new double[sizes.Length];
        var strength = new double[sizes.Length];
        for (var v = 0; v < membership.Length; v++)
        {
            var c = membership[v];
            inside[c] += 2 * graph.Loop(v);
            strength[c] += graph.Strength(v);
            for (var e = graph.Start[v]; e < graph.Start[v + 1]; e++)
            {
                if (membership[graph.Neighbors[e]] == c)
                    inside[c] += graph.Weights is null ? 1 : graph.Weights[e];
            }
        }
        var sum = 0.0;
        for (var c = 0; c < sizes.Length; c++)
        {
            sum += quality == ClusterQuality.Modularity
                ? (inside[c] / (2 * total)) - (resolution * (strength[c] / (2 * total)) * (strength[c] / (2 * total)))
                : ((inside[c] / 2) - (resolution * sizes[c] * (sizes[c] - 1) / 2.0)) / total;
        }
        return sum;
    }
}
