using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace MultimodalPapers.Analysis;

/// <summary>Leiden's first phase: moves single nodes between clusters until no move raises quality.</summary>
internal sealed class LeidenMover
{
    private const int Stay = -1;
    private const int Isolate = -2;
    private const int Batch = 4096;
    private const int Chunk = 256;
    private const int MaxRounds = 1000;

    private readonly LeidenLevel _level;
    private readonly int[] _membership;
    private readonly double[] _total;
    private readonly int[] _size;
    private readonly Stack<int> _empty = new();

    private LeidenMover(LeidenLevel level, int[] membership)
    {
        _level = level;
        _membership = membership;
        _total = new double[level.NodeCount];
        _size = new int[level.NodeCount];
        for (var v = 0; v < membership.Length; v++)
        {
            _total[membership[v]] += level.Mass[v];
            _size[membership[v]]++;
        }
        for (var c = _size.Length - 1; c >= 0; c--)
        {
            if (_size[c] == 0)
                _empty.Push(c);
        }
    }

    /// <summary>Moves the nodes of a level.</summary>
    /// <param name="level">The level.</param>
    /// <param name="membership">The cluster of each node, below the number of nodes; changed in place.</param>
    /// <param name="seed">Decides the order in which nodes are tried.</param>
    /// <param name="team">Who does it.</param>
    /// <returns>Whether any node has moved.</returns>
    public static bool Move(LeidenLevel level, int[] membership, ulong seed, WorkTeam team)
    {
        var mover = new LeidenMover(level, membership);
        if (level.NodeCount < LeidenLevel.SequentialBelow)
            return mover.OneByOne(Order(level.NodeCount, seed));
        return mover.ByColor(seed, team);
    }

    private static int[] Order(int count, ulong seed)
    {
        var order = new int[count];
        for (var i = 0; i < count; i++)
        {
            // Fisher and Yates, inside out.
            var j = (int)Leiden.Below((ulong)i + 1, Leiden.Mix(seed, (ulong)i));
            order[i] = order[j];
            order[j] = i;
        }
        return order;
    }

    /// <summary>From a queue: a node that moves puts its neighbours outside its new cluster at the end.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool OneByOne(int[] order)
    {
        var moved = false;
        var sums = new ClusterSums();
        var queued = new bool[_level.NodeCount];
        foreach (var v in order)
            queued[v] = true;
        var queue = new Queue<int>(order);
        while (queue.TryDequeue(out var v))
        {
            queued[v] = false;
            var target = Best(v, sums, out _);
            if (target == Stay)
                continue;
            moved = true;
            target = Commit(v, target);
            for (var e = _level.First[v]; e < _level.End[v]; e++)
            {
                var u = _level.Neighbors[e];
                if (!queued[u] && _membership[u] != target)
                {
                    queued[u] = true;
                    queue.Enqueue(u);
                }
            }
        }
        return moved;
    }

    /// <summary>Colour by colour, batch by batch; what is left when few nodes still move goes through the queue.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool ByColor(ulong seed, WorkTeam team)
    {
        var colors = NodeColors.Of(_level);
        var active = new byte[_level.NodeCount];
        Array.Fill(active, (byte)1);
        var sums = new ClusterSums[team.Threads];
        for (var t = 0; t < sums.Length; t++)
            sums[t] = new ClusterSums();
        var targets = new int[Batch];
        var gains = new double[Batch];
        var first = 0;
        var length = 0;
        void Judge(int chunk, int thread) => JudgeRange(colors.Nodes.AsSpan(first, length), chunk * Chunk, active, sums[thread], targets, gains);
        var any = false;
        for (var round = 0; round < MaxRounds; round++)
        {
            var moves = 0;
            for (var i = 0; i < colors.Count; i++)
            {
                var color = (int)((Leiden.Mix(seed, (ulong)round) + (ulong)i) % (ulong)colors.Count);
                var end = colors.Start[color + 1];
                for (first = colors.Start[color]; first < end; first += Batch)
                {
                    length = Math.Min(Batch, end - first);
                    team.Run((length + Chunk - 1) / Chunk, Judge);
                    moves += CommitBatch(colors.Nodes.AsSpan(first, length), targets, gains, active);
                }
            }
            any |= moves > 0;
            if (moves < _level.NodeCount / 64)
                break;
        }
        var left = new List<int>();
        for (var v = 0; v < active.Length; v++)
        {
            if (active[v] != 0)
                left.Add(v);
        }
        return OneByOne([.. left]) || any;
    }

    /// <summary>Finds where the active nodes of a chunk would go, and wakes the neighbours of those that would. No two nodes of a batch are neighbours.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void JudgeRange(ReadOnlySpan<int> batch, int from, byte[] active, ClusterSums sums, int[] targets, double[] gains)
    {
        var to = Math.Min(batch.Length, from + Chunk);
        for (var i = from; i < to; i++)
        {
            var v = batch[i];
            if (active[v] == 0)
            {
                targets[i] = Stay;
                continue;
            }
            active[v] = 0;
            var target = targets[i] = Best(v, sums, out gains[i]);
            if (target == Stay)
                continue;
            ref var neighbors = ref MemoryMarshal.GetArrayDataReference(_level.Neighbors);
            ref var membership = ref MemoryMarshal.GetArrayDataReference(_membership);
            ref var awake = ref MemoryMarshal.GetArrayDataReference(active);
            for (int e = _level.First[v], end = _level.End[v]; e < end; e++)
            {
                var u = Unsafe.Add(ref neighbors, e);
                if (Unsafe.Add(ref membership, u) != target)
                    Unsafe.Add(ref awake, u) = 1;
            }
        }
    }

    /// <summary>Makes a batch's moves in order, each only if it still raises quality after those before it; others are tried again in the next round.</summary>
    private int CommitBatch(ReadOnlySpan<int> batch, int[] targets, double[] gains, byte[] active)
    {
        var moves = 0;
        for (var i = 0; i < batch.Length; i++)
        {
            var target = targets[i];
            if (target == Stay)
                continue;
            var v = batch[i];
            var mass = _level.Mass[v];
            var there = target == Isolate ? 0 : _total[target];
            if (gains[i] - (_level.Penalty * mass * (there - _total[_membership[v]] + mass)) > _level.Tolerance)
            {
                Commit(v, target);
                moves++;
            }
            else
            {
                active[v] = 1;
            }
        }
        return moves;
    }

    private int Commit(int v, int target)
    {
        var from = _membership[v];
        if (target == Isolate)
            target = _empty.Pop();
        _total[from] -= _level.Mass[v];
        _total[target] += _level.Mass[v];
        _size[target]++;
        if (--_size[from] == 0)
        {
            _total[from] = 0;
            _empty.Push(from);
        }
        _membership[v] = target;
        return target;
    }

    /// <summary>The cluster that a node fits best.</summary>
    /// <param name="v">The node.</param>
    /// <param name="sums">Scratch.</param>
    /// <param name="gain">The weight to that cluster less the weight to the node's own: what the move wins before the penalty.</param>
    /// <returns>A cluster, or Stay, or Isolate where the node is best alone.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int Best(int v, ClusterSums sums, out double gain)
    {
        int e = _level.First[v], end = _level.End[v];
        sums.Begin(end - e);
        ref var neighbors = ref MemoryMarshal.GetArrayDataReference(_level.Neighbors);
        ref var membership = ref MemoryMarshal.GetArrayDataReference(_membership);
        if (_level.Weights is { } weights)
        {
            for (; e < end; e++)
                sums.Add(Unsafe.Add(ref membership, Unsafe.Add(ref neighbors, e)), weights[e]);
        }
        else
        {
            for (; e < end; e++)
                sums.Add(Unsafe.Add(ref membership, Unsafe.Add(ref neighbors, e)), 1);
        }
        return Choose(v, sums, out gain);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int Choose(int v, ClusterSums sums, out double gain)
    {
        var own = _membership[v];
        var mass = _level.Mass[v];
        var price = _level.Penalty * mass;
        ref var total = ref MemoryMarshal.GetArrayDataReference(_total);
        var ownWeight = sums.Of(own);
        var stay = ownWeight - (price * (Unsafe.Add(ref total, own) - mass));
        var best = stay + _level.Tolerance;
        var bestWeight = ownWeight;
        var target = Stay;
        for (var i = 0; i < sums.Count; i++)
        {
            // The penalty only takes away, so most clusters need no look at their total.
            var weight = sums.Sum(i);
            if (weight <= best)
                continue;
            var c = sums.Cluster(i);
            if (c == own)
                continue;
            var value = weight - (price * Unsafe.Add(ref total, c));
            if (value > best)
                (best, bestWeight, target) = (value, weight, c);
        }
        if (best < 0 && stay < -_level.Tolerance && _size[own] > 1)
            (target, bestWeight) = (Isolate, 0);
        gain = bestWeight - ownWeight;
        return target;
    }
}

/// <summary>A colouring of a level's nodes: no two neighbours share a colour.</summary>
/// <param name="Start">Where each colour's nodes begin in <paramref name="Nodes"/>, and the end.</param>
/// <param name="Nodes">All nodes, by colour, ascending in each.</param>
internal sealed record NodeColors(int[] Start, int[] Nodes)
{
    public int Count => Start.Length - 1;

    /// <summary>Each node in turn takes the lowest colour that no neighbour has. Linear time; at most one colour more than the highest degree.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static NodeColors Of(LeidenLevel level)
    {
        var color = new int[level.NodeCount];
        var taken = new int[64];
        var count = 0;
        Array.Fill(color, -1);
        for (var v = 0; v < color.Length; v++)
        {
            var low = 0UL;
            var high = false;
            for (int e = level.First[v], end = level.End[v]; e < end; e++)
            {
                var c = color[level.Neighbors[e]];
                if ((uint)c < 64)
                    low |= 1UL << c;
                high |= c >= 64;
            }
            color[v] = low != ulong.MaxValue ? System.Numerics.BitOperations.TrailingZeroCount(~low) : high ? LowestAbove(level, v, color, ref taken) : 64;
            count = Math.Max(count, color[v] + 1);
        }
        var start = new int[count + 1];
        foreach (var c in color)
            start[c + 1]++;
        for (var c = 0; c < count; c++)
            start[c + 1] += start[c];
        var next = start.AsSpan().ToArray();
        var nodes = new int[color.Length];
        for (var v = 0; v < color.Length; v++)
            nodes[next[color[v]]++] = v;
        return new NodeColors(start, nodes);
    }

    /// <summary>The lowest free colour from 64 on; <paramref name="taken"/> is stamped with the node, so it needs no clearing.</summary>
    private static int LowestAbove(LeidenLevel level, int v, int[] color, ref int[] taken)
    {
        for (var e = level.First[v]; e < level.End[v]; e++)
        {
            var c = color[level.Neighbors[e]];
            if (c < 64)
                continue;
            if (c >= taken.Length)
                Array.Resize(ref taken, 2 * (c + 1));
            taken[c] = v + 1;
        }
        var free = 64;
        while (free < taken.Length && taken[free] == v + 1)
            free++;
        return free;
    }
}
