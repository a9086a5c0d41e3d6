using System.Runtime.Intrinsics;

namespace MultimodalPapers.Reports.Explorer.Layout;

/// <summary>Sums up far points, so that all pushes between n points take n log n (Barnes, Hut 1986, doi:10.1038/324446a0).</summary>
/// <remarks>The cells are first made as a tree and then laid out in the order in which a push meets them, each with where to go on if it is not opened.</remarks>
internal sealed class QuadTree
{
    // A cell counts as one point from a distance of 1/0.9 its width on.
    private const double OpeningSquared = 0.9 * 0.9;
    private const int DeepestLevel = 24;

    private double[] _mass = new double[64];
    private double[] _sumX = new double[64];
    private double[] _sumY = new double[64];
    private int[] _children = new int[256];
    private int[] _point = new int[64];
    private int _count;
    private double _x, _y, _width;
    private Cell[] _cells = new Cell[64];
    private int _laid;

    /// <summary>What a push needs of a cell.</summary>
    private struct Cell
    {
        public Vector128<double> Middle;
        public double Mass;

        /// <summary>-1 for a point, which is never opened.</summary>
        public double WidthSquared;

        /// <summary>The next cell that is not inside.</summary>
        public int Next;
    }

    /// <summary>Forgets the earlier points and takes new ones.</summary>
    public void Build(ReadOnlySpan<double> x, ReadOnlySpan<double> y, ReadOnlySpan<double> mass)
    {
        _count = 0;
        Frame(x, y);
        NewCell();
        for (var i = 0; i < x.Length; i++)
            Insert(i, x, y, mass);
        if (_cells.Length < _count)
            _cells = new Cell[_mass.Length];
        _laid = 0;
        Lay(0, _width);
    }

    /// <summary>The push on a point by all others: mass / distance from each.</summary>
    public (double X, double Y) Push(double x, double y)
    {
        var push = Vector128<double>.Zero;
        var at = Vector128.Create(x, y);
        var cells = _cells.AsSpan(0, _laid);
        var i = 0;
        while (i < cells.Length)
        {
            ref readonly var cell = ref cells[i];
            var away = at - cell.Middle;
            var squares = away * away;
            var distance = squares.GetElement(0) + squares.GetElement(1);
            if (!(cell.WidthSquared < OpeningSquared * distance))
            {
                i++;
                continue;
            }
            if (distance > 1e-9)
                push += cell.Mass * away / Vector128.Create(distance);
            i = cell.Next;
        }
        return (push.GetElement(0), push.GetElement(1));
    }

    private void Lay(int cell, double width)
    {
        var place = _laid++;
        var isLeaf = IsLeaf(cell);
        if (!isLeaf)
        {
            for (var quarter = 3; quarter >= 0; quarter--)
            {
                var child = _children[4 * cell + quarter];
                if (child != 0)
                    Lay(child, width / 2);
            }
        }
        _cells[place] = new Cell
        {
            Middle = Vector128.Create(_sumX[cell] / _mass[cell], _sumY[cell] / _mass[cell]),
            Mass = _mass[cell],
            WidthSquared = isLeaf ? -1 : width * width,
            Next = _laid,
        };
    }

    private bool IsLeaf(int cell) => _point[cell] >= 0;

    private void Frame(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        double left = double.MaxValue, right = double.MinValue, top = double.MaxValue, bottom = double.MinValue;
        for (var i = 0; i < x.Length; i++)
        {
            (left, right) = (Math.Min(left, x[i]), Math.Max(right, x[i]));
            (top, bottom) = (Math.Min(top, y[i]), Math.Max(bottom, y[i]));
        }
        (_x, _y, _width) = (left, top, Math.Max(Math.Max(right - left, bottom - top), 1e-6));
    }

    private void Insert(int i, ReadOnlySpan<double> xs, ReadOnlySpan<double> ys, ReadOnlySpan<double> mass)
    {
        double x = xs[i], y = ys[i], left = _x, top = _y, width = _width;
        var cell = 0;
        for (var level = 0; ; level++)
        {
            var empty = _mass[cell] == 0;
            _mass[cell] += mass[i];
            _sumX[cell] += mass[i] * x;
            _sumY[cell] += mass[i] * y;
            if (empty)
            {
                _point[cell] = i;
                return;
            }
            if (IsLeaf(cell))
            {
                if (level == DeepestLevel)
                    return;
                var other = _point[cell];
                _point[cell] = -1;
                var moved = Child(cell, xs[other], ys[other], left, top, width);
                _mass[moved] = mass[other];
                _sumX[moved] = mass[other] * xs[other];
                _sumY[moved] = mass[other] * ys[other];
                _point[moved] = other;
            }
            cell = Child(cell, x, y, left, top, width);
            width /= 2;
            if (x >= left + width)
                left += width;
            if (y >= top + width)
                top += width;
        }
    }

    private int Child(int cell, double x, double y, double left, double top, double width)
    {
        var quarter = (x >= left + width / 2 ? 1 : 0) + (y >= top + width / 2 ? 2 : 0);
        var child = _children[4 * cell + quarter];
        if (child == 0)
            _children[4 * cell + quarter] = child = NewCell();
        return child;
    }

    private int NewCell()
    {
        if (_count == _mass.Length)
        {
            Array.Resize(ref _mass, 2 * _count);
            Array.Resize(ref _sumX, 2 * _count);
            Array.Resize(ref _sumY, 2 * _count);
            Array.Resize(ref _point, 2 * _count);
            Array.Resize(ref _children, 8 * _count);
        }
        (_mass[_count], _sumX[_count], _sumY[_count], _point[_count]) = (0, 0, 0, -1);
        _children.AsSpan(4 * _count, 4).Clear();
        return _count++;
    }
}
