using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace MultimodalPapers.Analysis;

/// <summary>Leiden's third phase: makes the next level, whose nodes are the subclusters of this one.</summary>
internal static class LeidenAggregator
{
    /// <summary>Sums the rows of each subcluster's nodes. A row is one piece of work, so threads change nothing.</summary>
    public static LeidenLevel Aggregate(LeidenLevel level, Refinement refined, WorkTeam team)
    {
        var count = refined.Count;
        var first = new int[count];
        var end = new int[count];
        var mass = new double[count];
        var room = 0;
        for (var s = 0; s < count; s++)
        {
            first[s] = room;
            for (var i = refined.Start[s]; i < refined.Start[s + 1]; i++)
                room += level.End[refined.Nodes[i]] - level.First[refined.Nodes[i]];
            end[s] = room;
        }
        var neighbors = GC.AllocateUninitializedArray<int>(room);
        var weights = GC.AllocateUninitializedArray<float>(room);
        var scratch = new ClusterSums[team.Threads];
        for (var t = 0; t < scratch.Length; t++)
            scratch[t] = new ClusterSums();
        var chunk = Math.Clamp(count / 256, 1, 1024);
        team.Run((count + chunk - 1) / chunk, (number, thread) =>
        {
            for (var s = number * chunk; s < Math.Min(count, (number + 1) * chunk); s++)
                SumRow(level, refined, s, scratch[thread], first, end, neighbors, weights, mass);
        });
        return new LeidenLevel(first, end, neighbors, weights, mass, level.Penalty, level.MeanWeight);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void SumRow(
        LeidenLevel level, Refinement refined, int s, ClusterSums sums, int[] first, int[] end, int[] neighbors, float[] weights, double[] mass)
    {
        ref var rows = ref MemoryMarshal.GetArrayDataReference(level.Neighbors);
        ref var subcluster = ref MemoryMarshal.GetArrayDataReference(refined.Subcluster);
        sums.Begin(end[s] - first[s]);
        var total = 0.0;
        for (var i = refined.Start[s]; i < refined.Start[s + 1]; i++)
        {
            var v = refined.Nodes[i];
            total += level.Mass[v];
            for (int e = level.First[v], last = level.End[v]; e < last; e++)
            {
                var t = Unsafe.Add(ref subcluster, Unsafe.Add(ref rows, e));
                if (t != s)
                    sums.Add(t, level.Weights is null ? 1 : level.Weights[e]);
            }
        }
        mass[s] = total;
        var at = first[s];
        for (var i = 0; i < sums.Count; i++)
        {
            neighbors[at] = sums.Cluster(i);
            weights[at++] = (float)sums.Sum(i);
        }
        end[s] = at;
    }
}
