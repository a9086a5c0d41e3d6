using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace MultimodalPapers.Analysis;

/// <summary>Sums by cluster for one node at a time: an open-addressing table that stays in the innermost cache, and the clusters met, in order.</summary>
internal sealed class ClusterSums
{
    private int[] _keys = new int[64];
    private double[] _sums = new double[64];
    private int[] _slots = new int[64];
    private int _mask = 63;

    public ClusterSums() => Array.Fill(_keys, -1);

    /// <summary>How many clusters were met.</summary>
    public int Count { get; private set; }

    /// <summary>Empties the table and makes room.</summary>
    /// <param name="atMost">How many clusters may come.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Begin(int atMost)
    {
        ref var keys = ref MemoryMarshal.GetArrayDataReference(_keys);
        ref var slots = ref MemoryMarshal.GetArrayDataReference(_slots);
        for (var i = 0; i < Count; i++)
            Unsafe.Add(ref keys, Unsafe.Add(ref slots, i)) = -1;
        Count = 0;
        if (2 * atMost > _keys.Length)
            Grow(atMost);
        _mask = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(16, 2 * atMost)) - 1;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(int cluster, double weight)
    {
        ref var keys = ref MemoryMarshal.GetArrayDataReference(_keys);
        ref var sums = ref MemoryMarshal.GetArrayDataReference(_sums);
        var slot = (int)(((uint)cluster * 0x9E3779B1u) >> 7) & _mask;
        while (true)
        {
            var key = Unsafe.Add(ref keys, slot);
            if (key == cluster)
            {
                Unsafe.Add(ref sums, slot) += weight;
                return;
            }
            if (key < 0)
            {
                Unsafe.Add(ref keys, slot) = cluster;
                Unsafe.Add(ref sums, slot) = weight;
                Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_slots), Count++) = slot;
                return;
            }
            slot = (slot + 1) & _mask;
        }
    }

    /// <summary>The cluster met as number i.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Cluster(int i) => _keys[_slots[i]];

    /// <summary>The sum of the cluster met as number i.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double Sum(int i) => _sums[_slots[i]];

    /// <summary>The sum of a cluster; 0 where it was not met.</summary>
    public double Of(int cluster)
    {
        var slot = (int)(((uint)cluster * 0x9E3779B1u) >> 7) & _mask;
        while (_keys[slot] >= 0)
        {
            if (_keys[slot] == cluster)
                return _sums[slot];
            slot = (slot + 1) & _mask;
        }
        return 0;
    }

    private void Grow(int atMost)
    {
        var size = (int)BitOperations.RoundUpToPowerOf2((uint)(2 * atMost));
        _keys = new int[size];
        Array.Fill(_keys, -1);
        _sums = new double[size];
        _slots = new int[size];
    }
}
