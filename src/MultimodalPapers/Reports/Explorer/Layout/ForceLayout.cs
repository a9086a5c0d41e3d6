namespace MultimodalPapers.Reports.Explorer.Layout;

/// <summary>Draws one cluster by forces: neighbours attract, all push each other away.</summary>
/// <remarks>
/// Fruchterman and Reingold 1991 (doi:10.1002/spe.4380211102), with the pushes summed by a <see cref="QuadTree"/>, a hub's push grown with its
/// degree, and a weak pull to the middle; then discs that overlap are moved apart. Only additions, multiplications, divisions and square
/// roots, which every processor rounds alike, so a seed gives the same drawing everywhere. A round takes time n log n + edges.
/// </remarks>
internal sealed class ForceLayout
{
    // The length that an edge would like to have, in the drawing's units (pixels at zoom 1).
    private const double EdgeLength = 46;
    // So strong that what is not tied together stays about an edge's length apart, and does not drift to the shore.
    private const double MiddlePull = 1.1;
    private const double Gap = 7;

    private readonly double[] _x;
    private readonly double[] _y;
    private readonly double[] _mass;
    private readonly double[] _size;
    private readonly (int A, int B, double Weight)[] _edges;

    private ForceLayout(double[] size, (int A, int B, double Weight)[] edges, ulong seed)
    {
        var n = size.Length;
        (_x, _y, _mass, _size, _edges) = (new double[n], new double[n], new double[n], size, edges);
        var chance = new Chance(seed);
        var spread = EdgeLength * Math.Sqrt(n) / 2;
        Array.Fill(_mass, 1);
        foreach (var (a, b, _) in edges)
        {
            _mass[a] += 0.25;
            _mass[b] += 0.25;
        }
        for (var i = 0; i < n; i++)
            (_x[i], _y[i]) = ((chance.Next() * 2 - 1) * spread, (chance.Next() * 2 - 1) * spread);
    }

    /// <summary>Positions around the origin.</summary>
    /// <param name="size">The radius of each node.</param>
    /// <param name="edges">Pairs of different nodes with weights of about 1.</param>
    /// <param name="seed">Where the first positions come from.</param>
    public static (double[] X, double[] Y) Of(double[] size, (int A, int B, double Weight)[] edges, ulong seed)
    {
        var layout = new ForceLayout(size, edges, seed);
        if (size.Length > 1)
        {
            layout.Relax(rounds: size.Length <= 400 ? 240 : size.Length <= 2000 ? 140 : 90);
            layout.MoveApart(rounds: 60);
        }
        layout.Center();
        return (layout._x, layout._y);
    }

    private void Relax(int rounds)
    {
        var n = _x.Length;
        var (forceX, forceY) = (new double[n], new double[n]);
        var tree = new QuadTree();
        var hottest = EdgeLength * Math.Max(1, Math.Sqrt(n) / 5);
        for (var round = 0; round < rounds; round++)
        {
            tree.Build(_x, _y, _mass);
            for (var i = 0; i < n; i++)
            {
                var (pushX, pushY) = tree.Push(_x[i], _y[i]);
                var push = EdgeLength * EdgeLength * _mass[i] * 0.6;
                forceX[i] = pushX * push - _x[i] * MiddlePull * _mass[i];
                forceY[i] = pushY * push - _y[i] * MiddlePull * _mass[i];
            }
            foreach (var (a, b, weight) in _edges)
            {
                double dx = _x[a] - _x[b], dy = _y[a] - _y[b];
                var pull = weight * Math.Sqrt(dx * dx + dy * dy) / EdgeLength;
                (forceX[a], forceY[a]) = (forceX[a] - dx * pull, forceY[a] - dy * pull);
                (forceX[b], forceY[b]) = (forceX[b] + dx * pull, forceY[b] + dy * pull);
            }
            var cool = 1 - (double)round / rounds;
            Step(forceX, forceY, Math.Max(0.5, hottest * cool * cool));
        }
    }

    private void Step(double[] forceX, double[] forceY, double longest)
    {
        for (var i = 0; i < _x.Length; i++)
        {
            var force = Math.Sqrt(forceX[i] * forceX[i] + forceY[i] * forceY[i]) / _mass[i];
            if (force > 1e-9)
            {
                var step = Math.Min(force, longest) / (force * _mass[i]);
                (_x[i], _y[i]) = (_x[i] + forceX[i] * step, _y[i] + forceY[i] * step);
            }
        }
    }

    /// <summary>Pushes overlapping discs apart, found through a grid of cells as wide as the largest two.</summary>
    private void MoveApart(int rounds)
    {
        var cell = 2 * _size.Max() + Gap;
        var cells = new Dictionary<(int, int), List<int>>();
        for (var round = 0; round < rounds; round++)
        {
            cells.Clear();
            for (var i = 0; i < _x.Length; i++)
            {
                var key = ((int)Math.Floor(_x[i] / cell), (int)Math.Floor(_y[i] / cell));
                if (!cells.TryGetValue(key, out var list))
                    cells.Add(key, list = []);
                list.Add(i);
            }
            var moved = false;
            for (var i = 0; i < _x.Length; i++)
                moved |= MoveAway(i, (int)Math.Floor(_x[i] / cell), (int)Math.Floor(_y[i] / cell), cells);
            if (!moved)
                return;
        }
    }

    private bool MoveAway(int i, int column, int row, Dictionary<(int, int), List<int>> cells)
    {
        var moved = false;
        for (var c = column - 1; c <= column + 1; c++)
        {
            for (var r = row - 1; r <= row + 1; r++)
            {
                if (!cells.TryGetValue((c, r), out var near))
                    continue;
                foreach (var j in near)
                {
                    if (j > i)
                        moved |= Part(i, j);
                }
            }
        }
        return moved;
    }

    private bool Part(int i, int j)
    {
        double dx = _x[j] - _x[i], dy = _y[j] - _y[i];
        var room = _size[i] + _size[j] + Gap;
        var distance = dx * dx + dy * dy;
        if (distance >= room * room)
            return false;
        distance = Math.Sqrt(distance);
        // Points in the same place part sideways, one way for each pair.
        (dx, dy) = distance > 1e-6 ? (dx / distance, dy / distance) : ((i + j) % 2 == 0 ? (0.6, 0.8) : (-0.8, 0.6));
        var shift = (room - distance) / 2 + 0.01;
        (_x[i], _y[i]) = (_x[i] - dx * shift, _y[i] - dy * shift);
        (_x[j], _y[j]) = (_x[j] + dx * shift, _y[j] + dy * shift);
        return true;
    }

    private void Center()
    {
        double middleX = 0, middleY = 0;
        for (var i = 0; i < _x.Length; i++)
            (middleX, middleY) = (middleX + _x[i], middleY + _y[i]);
        (middleX, middleY) = (middleX / _x.Length, middleY / _x.Length);
        for (var i = 0; i < _x.Length; i++)
            (_x[i], _y[i]) = (_x[i] - middleX, _y[i] - middleY);
    }
}
