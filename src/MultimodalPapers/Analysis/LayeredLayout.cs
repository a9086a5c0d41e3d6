namespace MultimodalPapers.Analysis;

/// <summary>Places the nodes of a layered drawing (Sugiyama, Tagawa, Toda 1981): few crossings, and lines as straight as they can be.</summary>
/// <remarks>Lines that pass over layers get a bend in each. Order within layers is by barycentre sweeps, places by least squares in that order. Nothing is random.</remarks>
internal sealed class LayeredLayout
{
    private const int Sweeps = 12;

    private readonly List<int> _layer;
    private readonly List<double> _size;
    private readonly List<List<int>> _before = [];
    private readonly List<List<int>> _after = [];
    private readonly List<int>[] _layers;

    /// <param name="layer">The layer of each node.</param>
    /// <param name="size">The room each node takes across its layer, gap included.</param>
    /// <param name="edges">From a lower to a higher layer; others are drawn without bends.</param>
    /// <param name="bendSize">The room a bend takes.</param>
    public LayeredLayout(IReadOnlyList<int> layer, IReadOnlyList<double> size, IReadOnlyList<(int From, int To)> edges, double bendSize)
    {
        var nodes = layer.Count;
        _layer = [.. layer];
        _size = [.. size];
        for (var v = 0; v < nodes; v++)
            AddLists();
        Bends = new int[edges.Count][];
        for (var e = 0; e < edges.Count; e++)
            Bends[e] = Chain(edges[e], bendSize);
        _layers = new List<int>[nodes == 0 ? 0 : _layer.Max() + 1];
        for (var l = 0; l < _layers.Length; l++)
            _layers[l] = [];
        for (var v = 0; v < _layer.Count; v++)
            _layers[_layer[v]].Add(v);
        Place = new double[_layer.Count];
        Order();
        Spread();
    }

    /// <summary>For each edge the numbers of its bends, from lower to higher layer.</summary>
    public int[][] Bends { get; }

    /// <summary>Where each node and then each bend lies across its layer; the least is 0.</summary>
    public double[] Place { get; }

    /// <summary>The layer of a node or bend.</summary>
    public int Layer(int nodeOrBend) => _layer[nodeOrBend];

    private int[] Chain((int From, int To) edge, double bendSize)
    {
        var bends = new List<int>();
        if (_layer[edge.From] >= _layer[edge.To])
            return [];
        var last = edge.From;
        for (var l = _layer[edge.From] + 1; l < _layer[edge.To]; l++)
        {
            var bend = _layer.Count;
            _layer.Add(l);
            _size.Add(bendSize);
            AddLists();
            Tie(last, bend);
            bends.Add(last = bend);
        }
        Tie(last, edge.To);
        return [.. bends];
    }

    private void AddLists()
    {
        _before.Add([]);
        _after.Add([]);
    }

    private void Tie(int from, int to)
    {
        _after[from].Add(to);
        _before[to].Add(from);
    }

    private void Order()
    {
        var rank = new double[_layer.Count];
        void Number(List<int> layer)
        {
            for (var i = 0; i < layer.Count; i++)
                rank[layer[i]] = i;
        }
        foreach (var layer in _layers)
            Number(layer);
        var best = _layers.Select(l => l.ToArray()).ToArray();
        var fewest = Crossings(rank);
        for (var sweep = 0; sweep < Sweeps && fewest > 0; sweep++)
        {
            var down = sweep % 2 == 0;
            for (var i = 1; i < _layers.Length; i++)
            {
                var layer = _layers[down ? i : _layers.Length - 1 - i];
                var neighbors = down ? _before : _after;
                var wanted = layer.ToDictionary(v => v, v => neighbors[v].Count == 0 ? rank[v] : neighbors[v].Average(u => rank[u]));
                var sorted = layer.OrderBy(v => wanted[v]).ToList();
                layer.Clear();
                layer.AddRange(sorted);
                Number(layer);
            }
            var crossings = Crossings(rank);
            if (crossings >= fewest)
                continue;
            fewest = crossings;
            best = [.. _layers.Select(l => l.ToArray())];
        }
        for (var l = 0; l < _layers.Length; l++)
            _layers[l] = [.. best[l]];
    }

    /// <summary>Counts inversions layer by layer with a tree of counts.</summary>
    private long Crossings(double[] rank)
    {
        var crossings = 0L;
        for (var l = 0; l + 1 < _layers.Length; l++)
        {
            var next = _layers[l + 1].Count;
            var tree = new int[next + 1];
            var seen = 0;
            foreach (var v in _layers[l].OrderBy(v => rank[v]))
            {
                var ends = _after[v].Where(u => _layer[u] == l + 1).Select(u => (int)rank[u]).Order().ToList();
                foreach (var end in ends)
                {
                    var notAbove = 0;
                    for (var i = end + 1; i > 0; i -= i & -i)
                        notAbove += tree[i];
                    crossings += seen - notAbove;
                }
                foreach (var end in ends)
                {
                    for (var i = end + 1; i <= next; i += i & -i)
                        tree[i]++;
                    seen++;
                }
            }
        }
        return crossings;
    }

    private void Spread()
    {
        foreach (var layer in _layers)
            Settle(layer, v => 0);
        for (var sweep = 0; sweep < Sweeps; sweep++)
        {
            for (var l = 0; l < _layers.Length; l++)
                Settle(_layers[l], v => Wanted(v, _before[v], _after[v]));
            for (var l = _layers.Length - 1; l >= 0; l--)
                Settle(_layers[l], v => Wanted(v, _after[v], _before[v]));
        }
        if (Place.Length == 0)
            return;
        var least = Enumerable.Range(0, Place.Length).Min(v => Place[v] - (_size[v] / 2));
        for (var v = 0; v < Place.Length; v++)
            Place[v] -= least;
    }

    private double Wanted(int v, List<int> first, List<int> second)
    {
        var sum = (2 * first.Sum(u => Place[u])) + second.Sum(u => Place[u]);
        var count = (2 * first.Count) + second.Count;
        return count == 0 ? Place[v] : sum / count;
    }

    /// <summary>Places a layer's nodes as near as possible to where they want to be, in order and without overlap (pool adjacent violators).</summary>
    private void Settle(List<int> layer, Func<int, double> wanted)
    {
        var offset = new double[layer.Count];
        var blocks = new Stack<(double Sum, int Count, int First)>();
        for (var i = 0; i < layer.Count; i++)
        {
            if (i > 0)
                offset[i] = offset[i - 1] + ((_size[layer[i - 1]] + _size[layer[i]]) / 2);
            var block = (Sum: wanted(layer[i]) - offset[i], Count: 1, First: i);
            while (blocks.TryPeek(out var above) && above.Sum / above.Count >= block.Sum / block.Count)
            {
                blocks.Pop();
                block = (above.Sum + block.Sum, above.Count + block.Count, above.First);
            }
            blocks.Push(block);
        }
        var end = layer.Count;
        foreach (var block in blocks)
        {
            for (var i = block.First; i < end; i++)
                Place[layer[i]] = (block.Sum / block.Count) + offset[i];
            end = block.First;
        }
    }
}
