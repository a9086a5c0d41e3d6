using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace MultimodalPapers.Analysis;

/// <summary>Leiden's second phase: parts each cluster into subclusters that are well connected within it.</summary>
internal sealed class LeidenRefiner
{
    // Below this share of the best choice's chance another is never taken.
    private const double Negligible = 36;

    private readonly LeidenLevel _level;
    private readonly int[] _membership;
    private readonly ClusterRows _clusters;
    private readonly ulong _seed;
    private readonly double _randomness;

    // By node: the subcluster, which is called by one of its nodes; by subcluster: mass, weight to the rest of the cluster, whether it is one node.
    private readonly int[] _subcluster;
    private readonly double[] _mass;
    private readonly double[] _outside;
    private readonly bool[] _merged;
    private readonly int[] _counts;

    private LeidenRefiner(LeidenLevel level, int[] membership, ClusterRows clusters, ulong seed, double randomness)
    {
        _level = level;
        _membership = membership;
        _clusters = clusters;
        _seed = seed;
        _randomness = randomness * level.MeanWeight;
        _subcluster = GC.AllocateUninitializedArray<int>(level.NodeCount);
        _mass = GC.AllocateUninitializedArray<double>(level.NodeCount);
        _outside = GC.AllocateUninitializedArray<double>(level.NodeCount);
        _merged = new bool[level.NodeCount];
        _counts = new int[clusters.Count];
    }

    /// <summary>Parts the clusters of a level. A cluster is one piece of work, with its own chance, so threads change nothing.</summary>
    public static Refinement Refine(LeidenLevel level, int[] membership, ClusterRows clusters, ulong seed, double randomness, WorkTeam team)
    {
        var refiner = new LeidenRefiner(level, membership, clusters, seed, randomness);
        var scratch = new ClusterSums[team.Threads];
        var orders = new int[team.Threads][];
        var largest = clusters.Largest;
        for (var t = 0; t < scratch.Length; t++)
            (scratch[t], orders[t]) = (new ClusterSums(), new int[largest]);
        var (ranges, from) = Ranges(clusters);
        team.Run(ranges, (range, thread) =>
        {
            for (var cluster = from[range]; cluster < from[range + 1]; cluster++)
                refiner.RefineCluster(cluster, scratch[thread], orders[thread]);
        });
        return refiner.Number(team, ranges, from);
    }

    /// <summary>Ranges of clusters with some thousand nodes each, so that small clusters make no small jobs.</summary>
    private static (int Count, List<int> From) Ranges(ClusterRows clusters)
    {
        var from = new List<int> { 0 };
        var begin = 0;
        for (var c = 0; c < clusters.Count; c++)
        {
            if (clusters.Start[c + 1] - begin >= 4096 || c == clusters.Count - 1)
            {
                from.Add(c + 1);
                begin = clusters.Start[c + 1];
            }
        }
        return (from.Count - 1, from);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void RefineCluster(int cluster, ClusterSums sums, int[] order)
    {
        var nodes = _clusters.Nodes.AsSpan(_clusters.Start[cluster].._clusters.Start[cluster + 1]);
        var total = 0.0;
        foreach (var v in nodes)
        {
            _subcluster[v] = v;
            total += _mass[v] = _level.Mass[v];
            _outside[v] = WeightWithin(v, cluster);
        }
        _counts[cluster] = nodes.Length;
        if (nodes.Length == 1)
            return;
        var shuffled = order.AsSpan(0, nodes.Length);
        nodes.CopyTo(shuffled);
        Shuffle(shuffled, Leiden.Mix(_seed, (ulong)cluster));
        foreach (var v in shuffled)
        {
            if (!_merged[v] && _outside[v] >= _level.Penalty * _mass[v] * (total - _mass[v]))
                MergeNode(v, cluster, total, sums);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private double WeightWithin(int v, int cluster)
    {
        ref var neighbors = ref MemoryMarshal.GetArrayDataReference(_level.Neighbors);
        ref var membership = ref MemoryMarshal.GetArrayDataReference(_membership);
        int e = _level.First[v], end = _level.End[v];
        if (_level.Weights is { } weights)
        {
            var sum = 0.0;
            for (; e < end; e++)
                sum += Unsafe.Add(ref membership, Unsafe.Add(ref neighbors, e)) == cluster ? weights[e] : 0;
            return sum;
        }
        var count = 0;
        for (; e < end; e++)
            count += Unsafe.Add(ref membership, Unsafe.Add(ref neighbors, e)) == cluster ? 1 : 0;
        return count;
    }

    /// <summary>Lets a node that is still alone join a well-connected subcluster, mostly the best; one that would lose quality never.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void MergeNode(int v, int cluster, double total, ClusterSums sums)
    {
        int e = _level.First[v], end = _level.End[v];
        sums.Begin(end - e);
        ref var neighbors = ref MemoryMarshal.GetArrayDataReference(_level.Neighbors);
        ref var membership = ref MemoryMarshal.GetArrayDataReference(_membership);
        var weights = _level.Weights;
        for (; e < end; e++)
        {
            var u = Unsafe.Add(ref neighbors, e);
            if (Unsafe.Add(ref membership, u) == cluster)
                sums.Add(_subcluster[u], weights is null ? 1 : weights[e]);
        }
        var price = _level.Penalty * _mass[v];
        var best = double.NegativeInfinity;
        var chosen = -1;
        var choices = 0;
        for (var i = 0; i < sums.Count; i++)
        {
            var t = sums.Cluster(i);
            var gain = sums.Sum(i) - (price * _mass[t]);
            if (gain < 0 || _outside[t] < _level.Penalty * _mass[t] * (total - _mass[t]))
                continue;
            if (gain > best - (Negligible * _randomness))
                choices++;
            if (gain > best)
                (best, chosen) = (gain, i);
        }
        if (chosen < 0)
            return;
        if (choices > 1)
            chosen = Draw(v, price, total, best, sums);
        var into = sums.Cluster(chosen);
        _subcluster[v] = into;
        _merged[into] = true;
        _merged[v] = true;
        _outside[into] += _outside[v] - (2 * sums.Sum(chosen));
        _mass[into] += _mass[v];
        _counts[cluster]--;
    }

    /// <summary>Draws among the choices, each with a chance that falls exponentially with what it gains less than the best.</summary>
    private int Draw(int v, double price, double total, double best, ClusterSums sums)
    {
        double Chance(int i)
        {
            var t = sums.Cluster(i);
            var gain = sums.Sum(i) - (price * _mass[t]);
            var behind = best - gain;
            return gain < 0 || behind > Negligible * _randomness || _outside[t] < _level.Penalty * _mass[t] * (total - _mass[t])
                ? 0
                : Math.Exp(-behind / _randomness);
        }
        var all = 0.0;
        for (var i = 0; i < sums.Count; i++)
            all += Chance(i);
        var left = all * ((Leiden.Mix(_seed ^ 0x5DEECE66DUL, (ulong)v) >> 11) * (1.0 / (1UL << 53)));
        var last = -1;
        for (var i = 0; i < sums.Count; i++)
        {
            var chance = Chance(i);
            if (chance == 0)
                continue;
            last = i;
            left -= chance;
            if (left < 0)
                break;
        }
        return last;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Shuffle(Span<int> nodes, ulong seed)
    {
        for (var i = nodes.Length - 1; i > 0; i--)
        {
            var j = (int)Leiden.Below((ulong)i + 1, Leiden.Mix(seed, (ulong)i));
            (nodes[i], nodes[j]) = (nodes[j], nodes[i]);
        }
    }

    /// <summary>Numbers the subclusters by cluster, and in a cluster by their lowest node; lists their nodes ascending.</summary>
    private Refinement Number(WorkTeam team, int ranges, List<int> from)
    {
        var firstOf = new int[_clusters.Count + 1];
        for (var c = 0; c < _clusters.Count; c++)
            firstOf[c + 1] = firstOf[c] + _counts[c];
        var count = firstOf[^1];
        var clusterOf = new int[count];
        var start = new int[count + 1];
        start[count] = _level.NodeCount;
        var sorted = GC.AllocateUninitializedArray<int>(_level.NodeCount);
        var number = GC.AllocateUninitializedArray<int>(_level.NodeCount);
        team.Run(ranges, (range, _) =>
        {
            for (var c = from[range]; c < from[range + 1]; c++)
                NumberCluster(c, firstOf[c], number, clusterOf, start, sorted);
        });
        return new Refinement(number, clusterOf, start, sorted);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void NumberCluster(int cluster, int first, int[] number, int[] clusterOf, int[] start, int[] sorted)
    {
        var (begin, end) = (_clusters.Start[cluster], _clusters.Start[cluster + 1]);
        var nodes = _clusters.Nodes.AsSpan(begin..end);
        // _outside has done its work; from here it holds the number of the subcluster called by that node.
        foreach (var v in nodes)
            _outside[v] = -1;
        var next = first;
        foreach (var v in nodes)
        {
            ref var ofSubcluster = ref _outside[_subcluster[v]];
            if (ofSubcluster < 0)
            {
                clusterOf[next] = cluster;
                start[next] = 0;
                ofSubcluster = next++;
            }
            number[v] = (int)ofSubcluster;
            start[number[v]]++;
        }
        var at = begin;
        for (var s = first; s < next; s++)
            (start[s], at) = (at, at + start[s]);
        foreach (var v in nodes)
            sorted[start[number[v]]++] = v;
        for (var s = next - 1; s > first; s--)
            start[s] = start[s - 1];
        if (next > first)
            start[first] = begin;
    }
}
