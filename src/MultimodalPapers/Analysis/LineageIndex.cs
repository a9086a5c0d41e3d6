using System.Numerics;
using System.Runtime.Intrinsics;

namespace MultimodalPapers.Analysis;

/// <summary>Lineage as arrays of integers: what the questions about all models at once are answered on.</summary>
/// <remarks>
/// Models are 0..n-1 and an edge runs from child to parent; parallel edges and loops are dropped. Cycles are allowed: models that descend
/// from each other form one component (Tarjan 1972), and components, numbered so that a child's number is above its parents', form a DAG.
/// </remarks>
internal sealed class LineageIndex
{
    private readonly int[] _parentStart;
    private readonly int[] _parents;
    private readonly int[] _childStart;
    private readonly int[] _children;

    public LineageIndex(int count, ReadOnlySpan<int> child, ReadOnlySpan<int> parent)
    {
        Count = count;
        (_parentStart, _parents) = Rows(count, child, parent);
        (_childStart, _children) = Rows(count, parent, child);
        (Component, ComponentCount) = Components();
        ComponentSize = new int[ComponentCount];
        foreach (var component in Component)
            ComponentSize[component]++;
    }

    public int Count { get; }

    public int EdgeCount => _parents.Length;

    /// <summary>The component of each model.</summary>
    public int[] Component { get; }

    public int ComponentCount { get; }

    /// <summary>How many models each component has; above 1 where its models form a cycle.</summary>
    public int[] ComponentSize { get; }

    /// <summary>Ascending.</summary>
    public ReadOnlySpan<int> Parents(int model) => _parents.AsSpan(_parentStart[model].._parentStart[model + 1]);

    /// <summary>Ascending.</summary>
    public ReadOnlySpan<int> Children(int model) => _children.AsSpan(_childStart[model].._childStart[model + 1]);

    /// <summary>How many steps lie between each model and its farthest root: 0 for roots. A cycle's models share one generation. Linear time.</summary>
    public int[] Generations()
    {
        var (start, parents) = ComponentRows();
        var ofComponent = new int[ComponentCount];
        for (var c = 0; c < ComponentCount; c++)
        {
            for (var e = start[c]; e < start[c + 1]; e++)
                ofComponent[c] = Math.Max(ofComponent[c], ofComponent[parents[e]] + 1);
        }
        return Array.ConvertAll(Component, c => ofComponent[c]);
    }

    /// <summary>
    /// The exact number of each model's descendants, and which edges say nothing that longer paths do not say.
    /// </summary>
    /// <param name="threads">How many threads to use; the result does not depend on it.</param>
    /// <returns>
    /// <c>Descendants</c> by model, itself not counted; <c>Redundant(child, parent)</c> is true for the edges that the transitive
    /// reduction (Aho, Garey, Ullman 1972) leaves out. Edges inside a cycle are never redundant.
    /// </returns>
    /// <remarks>
    /// Models are taken 256 at a time. A block's ancestors are gathered, and in child-before-parent order each hands the set of those of
    /// the block that reach it, 256 bits, to its parents. What arrives by a path of two steps or more is kept apart, so an edge is
    /// redundant where its child has so arrived at its parent. The cost is that of the blocks' ancestors and their edges, n/256 times
    /// all edges at worst, and 68 bytes a model and thread.
    /// </remarks>
    public (int[] Descendants, Func<int, int, bool> Redundant) Closure(int threads)
    {
        var (start, parents) = ComponentRows();
        var redundant = new bool[parents.Length];
        var members = MembersByComponent();
        var blocks = (Count + Block - 1) / Block;
        threads = Math.Clamp(threads, 1, Math.Max(1, blocks));
        var counts = new int[threads][];
        var next = -1;
        Parallel.For(0, threads, new ParallelOptions { MaxDegreeOfParallelism = threads }, thread =>
        {
            var sweep = new BlockSweep(start, parents, ComponentCount);
            for (var block = Interlocked.Increment(ref next); block < blocks; block = Interlocked.Increment(ref next))
                sweep.Run(members.AsSpan(block * Block, Math.Min(Block, Count - block * Block)), Component, redundant);
            counts[thread] = sweep.Reaching;
        });
        var descendants = new int[Count];
        for (var v = 0; v < Count; v++)
        {
            foreach (var ofThread in counts)
                descendants[v] += ofThread[Component[v]];
            descendants[v]--;
        }
        bool IsRedundant(int child, int parent)
        {
            int from = Component[child], to = Component[parent];
            return from != to && redundant[start[from] + parents.AsSpan(start[from]..start[from + 1]).BinarySearch(to)];
        }
        return (descendants, IsRedundant);
    }

    private const int Block = 256;

    /// <summary>One thread's work on blocks of models.</summary>
    private sealed class BlockSweep(int[] start, int[] parents, int components)
    {
        // Which members of the block reach a component in one step, and which in more.
        private readonly Vector256<ulong>[] _near = new Vector256<ulong>[components];
        private readonly Vector256<ulong>[] _far = new Vector256<ulong>[components];
        private readonly ulong[] _touched = new ulong[(components + 63) / 64];
        private readonly Stack<int> _open = [];
        private readonly Vector256<ulong>[] _own = new Vector256<ulong>[Block];

        /// <summary>How many models of the blocks so far reach each component, its own members among them.</summary>
        public int[] Reaching { get; } = new int[components];

        /// <param name="members">At most 256 models in the order of their components, which are numbered without a gap.</param>
        /// <param name="component">Component by model.</param>
        /// <param name="redundant">Receives the redundant edges of the components in the block.</param>
        public void Run(ReadOnlySpan<int> members, int[] component, bool[] redundant)
        {
            int first = component[members[0]], last = component[members[^1]];
            Array.Clear(_own);
            for (var i = 0; i < members.Length; i++)
            {
                ref var own = ref _own[component[members[i]] - first];
                own = own.WithElement(i >> 6, own.GetElement(i >> 6) | (1UL << (i & 63)));
            }
            Gather(first, last);
            PassOn(first, last);
            for (var c = first; c <= last; c++)
            {
                for (var e = start[c]; e < start[c + 1]; e++)
                {
                    if ((_far[parents[e]] & _own[c - first]) != Vector256<ulong>.Zero)
                        redundant[e] = true;
                }
            }
            Clear();
        }

        private void Gather(int first, int last)
        {
            for (var c = first; c <= last; c++)
                Touch(c);
            while (_open.TryPop(out var c))
            {
                for (var e = start[c]; e < start[c + 1]; e++)
                    Touch(parents[e]);
            }
        }

        private void Touch(int c)
        {
            ref var word = ref _touched[c >> 6];
            var bit = 1UL << (c & 63);
            if ((word & bit) != 0)
                return;
            word |= bit;
            _open.Push(c);
        }

        private void PassOn(int first, int last)
        {
            for (var w = last >> 6; w >= 0; w--)
            {
                for (var word = _touched[w]; word != 0;)
                {
                    var bit = 63 - BitOperations.LeadingZeroCount(word);
                    word &= ~(1UL << bit);
                    var c = (w << 6) + bit;
                    var reach = _near[c] | _far[c];
                    var own = c >= first ? _own[c - first] : Vector256<ulong>.Zero;
                    Reaching[c] += Ones(reach | own);
                    for (var e = start[c]; e < start[c + 1]; e++)
                    {
                        _far[parents[e]] |= reach;
                        _near[parents[e]] |= own;
                    }
                }
            }
        }

        private static int Ones(Vector256<ulong> bits) =>
            BitOperations.PopCount(bits.GetElement(0)) + BitOperations.PopCount(bits.GetElement(1))
            + BitOperations.PopCount(bits.GetElement(2)) + BitOperations.PopCount(bits.GetElement(3));

        private void Clear()
        {
            for (var w = 0; w < _touched.Length; w++)
            {
                for (var word = _touched[w]; word != 0; word &= word - 1)
                {
                    var c = (w << 6) + BitOperations.TrailingZeroCount(word);
                    _near[c] = default;
                    _far[c] = default;
                }
                _touched[w] = 0;
            }
        }
    }

    /// <summary>Edges as rows sorted by their first end, then their second, each once and without loops, by counting.</summary>
    private static (int[] Start, int[] Ends) Rows(int count, ReadOnlySpan<int> from, ReadOnlySpan<int> to)
    {
        var start = new int[count + 1];
        for (var e = 0; e < from.Length; e++)
        {
            if (from[e] != to[e])
                start[from[e] + 1]++;
        }
        for (var v = 0; v < count; v++)
            start[v + 1] += start[v];
        var ends = new int[start[count]];
        var next = start.AsSpan(0, count).ToArray();
        for (var e = 0; e < from.Length; e++)
        {
            if (from[e] != to[e])
                ends[next[from[e]]++] = to[e];
        }
        var kept = 0;
        for (var v = 0; v < count; v++)
        {
            var row = ends.AsSpan(start[v]..start[v + 1]);
            row.Sort();
            start[v] = kept;
            for (var i = 0; i < row.Length; i++)
            {
                if (i == 0 || row[i] != row[i - 1])
                    ends[kept++] = row[i];
            }
        }
        start[count] = kept;
        Array.Resize(ref ends, kept);
        return (start, ends);
    }

    /// <summary>Tarjan's algorithm without recursion: a component is numbered once all that it descends from is.</summary>
    private (int[] Component, int Count) Components()
    {
        var component = new int[Count];
        Array.Fill(component, -1);
        var found = new int[Count];
        var low = new int[Count];
        var next = new int[Count];
        var open = new int[Count];
        var path = new int[Count];
        int time = 0, opened = 0, count = 0;
        for (var root = 0; root < Count; root++)
        {
            if (found[root] != 0)
                continue;
            var depth = 0;
            path[0] = open[opened++] = root;
            found[root] = low[root] = ++time;
            next[root] = _parentStart[root];
            while (depth >= 0)
            {
                var v = path[depth];
                if (next[v] < _parentStart[v + 1])
                {
                    var p = _parents[next[v]++];
                    if (found[p] == 0)
                    {
                        path[++depth] = open[opened++] = p;
                        found[p] = low[p] = ++time;
                        next[p] = _parentStart[p];
                    }
                    else if (component[p] < 0)
                    {
                        low[v] = Math.Min(low[v], found[p]);
                    }
                    continue;
                }
                if (low[v] == found[v])
                {
                    int member;
                    do
                        component[member = open[--opened]] = count;
                    while (member != v);
                    count++;
                }
                if (--depth >= 0)
                    low[path[depth]] = Math.Min(low[path[depth]], low[v]);
            }
        }
        return (component, count);
    }

    private (int[] Start, int[] Parents) ComponentRows()
    {
        if (ComponentCount == Count && IsIdentity())
            return (_parentStart, _parents);
        var child = new int[_parents.Length];
        var parent = new int[_parents.Length];
        for (var v = 0; v < Count; v++)
        {
            for (var e = _parentStart[v]; e < _parentStart[v + 1]; e++)
                (child[e], parent[e]) = (Component[v], Component[_parents[e]]);
        }
        return Rows(ComponentCount, child, parent);
    }

    private bool IsIdentity()
    {
        for (var v = 0; v < Count; v++)
        {
            if (Component[v] != v)
                return false;
        }
        return true;
    }

    private int[] MembersByComponent()
    {
        var next = new int[ComponentCount + 1];
        foreach (var c in Component)
            next[c + 1]++;
        for (var c = 0; c < ComponentCount; c++)
            next[c + 1] += next[c];
        var members = new int[Count];
        for (var v = 0; v < Count; v++)
            members[next[Component[v]]++] = v;
        return members;
    }
}
