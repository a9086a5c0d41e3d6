namespace MultimodalPapers.Reports.Explorer.Layout;

/// <summary>Lays discs side by side, near to those that they are tied to; none overlaps another.</summary>
/// <remarks>
/// Largest first, each disc goes to the free place nearest to the middle of the discs that it is tied to: the places tried lie on circles
/// around that middle, in directions that are exact turns by the angle of a 3-4-5 triangle, so no trigonometry is needed.
/// </remarks>
internal sealed class DiscPacking
{
    private const int Directions = 48;

    private readonly double[] _radius;
    private readonly double[] _x;
    private readonly double[] _y;
    private readonly Dictionary<(int, int), List<int>> _placed = [];
    private readonly double _cell;
    private readonly (double X, double Y)[] _directions = new (double, double)[Directions];

    private DiscPacking(double[] radius)
    {
        _radius = radius;
        (_x, _y) = (new double[radius.Length], new double[radius.Length]);
        _cell = 2 * Math.Max(1, radius.Average());
        var direction = (X: 1.0, Y: 0.0);
        for (var i = 0; i < Directions; i++)
        {
            _directions[i] = direction;
            direction = (0.6 * direction.X - 0.8 * direction.Y, 0.8 * direction.X + 0.6 * direction.Y);
        }
    }

    /// <param name="radius">With the gap wanted around each disc.</param>
    /// <param name="ties">Weighted pairs of different discs; pairs may repeat.</param>
    public static (double[] X, double[] Y) Of(double[] radius, IEnumerable<(int A, int B, double Weight)> ties)
    {
        if (radius.Length == 0)
            return ([], []);
        var packing = new DiscPacking(radius);
        var neighbors = new List<(int Other, double Weight)>[radius.Length];
        foreach (var (a, b, weight) in ties)
        {
            (neighbors[a] ??= []).Add((b, weight));
            (neighbors[b] ??= []).Add((a, weight));
        }
        var done = new bool[radius.Length];
        foreach (var i in Enumerable.Range(0, radius.Length).OrderByDescending(i => neighbors[i] is not null && radius[i] > 0).ThenByDescending(i => radius[i]).ThenBy(i => i))
        {
            packing.Place(i, neighbors[i]?.Where(n => done[n.Other]) ?? []);
            done[i] = true;
        }
        return (packing._x, packing._y);
    }

    private void Place(int disc, IEnumerable<(int Other, double Weight)> ties)
    {
        double sum = 0, x = 0, y = 0;
        foreach (var (other, weight) in ties)
            (sum, x, y) = (sum + weight, x + weight * _x[other], y + weight * _y[other]);
        // A little towards the middle of all keeps the whole round.
        (x, y) = sum > 0 ? (x / sum * 0.9, y / sum * 0.9) : (0, 0);
        var step = Math.Max(4, _radius[disc] / 2);
        for (var distance = 0.0; ; distance += step)
        {
            var best = double.MaxValue;
            foreach (var (dx, dy) in _directions)
            {
                double atX = x + dx * distance, atY = y + dy * distance;
                // A page is wider than high.
                var off = atX * atX * 0.45 + atY * atY;
                if (off < best && IsFree(atX, atY, _radius[disc]))
                    (best, _x[disc], _y[disc]) = (off, atX, atY);
                if (distance == 0)
                    break;
            }
            if (best < double.MaxValue)
                break;
        }
        Remember(disc);
    }

    private bool IsFree(double x, double y, double radius)
    {
        int left = Cell(x - radius), right = Cell(x + radius), top = Cell(y - radius), bottom = Cell(y + radius);
        for (var column = left; column <= right; column++)
        {
            for (var row = top; row <= bottom; row++)
            {
                if (!_placed.TryGetValue((column, row), out var discs))
                    continue;
                foreach (var disc in discs)
                {
                    double dx = _x[disc] - x, dy = _y[disc] - y, room = _radius[disc] + radius;
                    if (dx * dx + dy * dy < room * room)
                        return false;
                }
            }
        }
        return true;
    }

    /// <summary>Notes a disc in every cell that its box touches.</summary>
    private void Remember(int disc)
    {
        var radius = _radius[disc];
        for (var column = Cell(_x[disc] - radius); column <= Cell(_x[disc] + radius); column++)
        {
            for (var row = Cell(_y[disc] - radius); row <= Cell(_y[disc] + radius); row++)
            {
                if (!_placed.TryGetValue((column, row), out var discs))
                    _placed.Add((column, row), discs = []);
                discs.Add(disc);
            }
        }
    }

    private int Cell(double at) => (int)Math.Floor(at / _cell);
}
