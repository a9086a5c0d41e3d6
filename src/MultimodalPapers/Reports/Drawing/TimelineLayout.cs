using System.Globalization;

namespace MultimodalPapers.Reports.Drawing;

/// <summary>A tree's node on the time axis.</summary>
internal sealed class TimelineNode
{
    public required string Id { get; init; }
    public required string Label { get; init; }

    /// <summary>Index of the family; families with lower numbers stand higher.</summary>
    public required int Family { get; init; }
    public required int Year { get; init; }

    /// <summary>Index of the colour: the family, or a large branch of it.</summary>
    public int Group { get; set; }

    /// <summary>How many letters behind the label mark what else it uses.</summary>
    public int Marks { get; init; }
    public TimelineNode? Parent { get; set; }
    public List<TimelineNode> Children { get; } = [];

    /// <summary>The children in the same band, the smallest first.</summary>
    public List<TimelineNode> InBand { get; } = [];

    /// <summary>Place in the trees' preorder, which settles ties.</summary>
    public int Order { get; set; }
    public int Band { get; set; }
    public int Column { get; set; }
    public int Row { get; set; }

    /// <summary>How deep the node is indented below those of its own column.</summary>
    public int Indent { get; set; }

    /// <summary>The node with all below it in the same band.</summary>
    public int SizeInBand { get; set; } = 1;

    /// <summary>How wide the whole label would be.</summary>
    public double LabelWidth { get; set; }

    /// <summary>The indent that <see cref="Shown"/> was cut for; -1 before that.</summary>
    public int ShownAt { get; set; } = -1;
    public string Shown { get; set; } = "";
    public double X { get; set; }
    public double Y { get; set; }
    public double Width { get; set; }
    public double Middle => Y + (TimelineLayout.NodeHeight / 2);
}

/// <summary>A stretch of years.</summary>
internal sealed record TimelineBand(int First, int Last)
{
    public double Left { get; set; }
    public double Right { get; set; }
    public int FirstColumn { get; set; }
    public int LastColumn { get; set; }
    public string Name => First == Last ? First.ToString(CultureInfo.InvariantCulture) : $"{First}–{Last % 100:00}";
}

/// <summary>Puts trees on a time axis: bands of years from left to right, in each band columns of names, a child indented below its parent where both stand in one column.</summary>
/// <remarks>
/// <para>Sparse years share a band. In a band, the parts of trees that lie in it are kept whole where they fit, cut into columns at their branches where they do not.
/// A branch that goes on in a later column is reached by one curve to all its children there, so curves are few.</para>
/// <para>Families keep one order from top to bottom in all columns, so curves of different families seldom cross; within a family parts are ordered by where their parents
/// stand. At last each part slides towards its parent, as far as its neighbours let it (isotonic regression, so the order stays and nothing overlaps).</para>
/// </remarks>
internal sealed class TimelineLayout
{
    public const double FontSize = 13;
    public const double NodeHeight = 18.5;
    public const double RowHeight = 22;
    public const double IndentWidth = 13;
    public const double MarkWidth = 14;
    private const double ColumnGap = 34;
    private const double BandGap = 16;
    private const double Padding = 16;
    private const double WidestLabel = 150;
    private const double WantedRatio = 1.55;

    private readonly List<TimelineNode> _nodes;

    private TimelineLayout(List<TimelineNode> nodes, List<TimelineBand> bands) => (_nodes, Bands) = (nodes, bands);

    public IReadOnlyList<TimelineNode> Nodes => _nodes;

    public List<TimelineBand> Bands { get; }

    public double Width { get; private set; }

    public double Height { get; private set; }

    /// <summary>Lays out trees whose children are never in an earlier year than their parent.</summary>
    /// <param name="roots">In the order of their families.</param>
    /// <param name="widest">The width that the drawing should not exceed.</param>
    public static TimelineLayout Of(IReadOnlyList<TimelineNode> roots, double widest)
    {
        var nodes = new List<TimelineNode>();
        foreach (var root in roots)
            AddPreorder(root, nodes);
        var layout = new TimelineLayout(nodes, BandsOf(nodes));
        for (var i = 0; i < nodes.Count; i++)
            (nodes[i].Order, nodes[i].Band) = (i, layout.Bands.FindIndex(b => nodes[i].Year <= b.Last));
        // Preorder turned round: children before their parents.
        for (var i = nodes.Count - 1; i >= 0; i--)
        {
            nodes[i].LabelWidth = TextMetrics.Width(nodes[i].Label, FontSize);
            nodes[i].InBand.AddRange(nodes[i].Children.Where(c => c.Band == nodes[i].Band).OrderBy(c => c.SizeInBand));
            if (nodes[i].Parent is { } parent && parent.Band == nodes[i].Band)
                parent.SizeInBand += nodes[i].SizeInBand;
        }
        layout.ChooseRows(widest);
        layout.PlaceRows();
        return layout;
    }

    private static void AddPreorder(TimelineNode node, List<TimelineNode> nodes)
    {
        nodes.Add(node);
        foreach (var child in node.Children)
            AddPreorder(child, nodes);
    }

    private static List<TimelineBand> BandsOf(List<TimelineNode> nodes)
    {
        var years = nodes.GroupBy(n => n.Year).OrderBy(g => g.Key).Select(g => (Year: g.Key, Count: g.Count())).ToList();
        var least = years.Count <= 6 ? 1 : nodes.Count / 20.0;
        var bands = new List<TimelineBand>();
        var (first, held) = (0, 0);
        for (var i = 0; i < years.Count; i++)
        {
            if (held == 0)
                first = years[i].Year;
            held += years[i].Count;
            if (held >= least || i == years.Count - 1)
            {
                bands.Add(new TimelineBand(first, years[i].Year));
                held = 0;
            }
        }
        return bands;
    }

    /// <summary>The height, in rows, that gives a picture of the wanted shape and keeps within the width.</summary>
    private void ChooseRows(double widest)
    {
        var (best, bestScore) = (4, double.MaxValue);
        // Every height matters while it is small: one row more can save a column.
        for (var rows = 4; rows <= Math.Max(4, _nodes.Count); rows += 1 + (rows / 30))
        {
            Arrange(rows);
            var width = PlaceColumns();
            var score = (width > widest ? 10 + (width / widest) : 0) + (EmptyColumns() * 0.12) + Math.Abs(Math.Log(width / Math.Max(300, TallestColumn() * RowHeight) / WantedRatio));
            if (score < bestScore - 1e-9)
                (best, bestScore) = (rows, score);
        }
        Arrange(best);
        Width = PlaceColumns();
    }

    /// <summary>Columns beside others of their band that hold next to nothing.</summary>
    private int EmptyColumns()
    {
        var least = TallestColumn() / 6;
        var held = new int[Bands[^1].LastColumn + 1];
        foreach (var node in _nodes)
            held[node.Column]++;
        var empty = 0;
        foreach (var band in Bands)
        {
            for (var c = band.FirstColumn; c <= band.LastColumn; c++)
                empty += held[c] <= least && band.LastColumn > band.FirstColumn ? 1 : 0;
        }
        return empty;
    }

    private int TallestColumn() => _nodes.Max(n => n.Row) + 1;

    /// <summary>Gives every node its column and row, with at most so many rows.</summary>
    private void Arrange(int rows)
    {
        var column = 0;
        for (var b = 0; b < Bands.Count; b++)
        {
            Bands[b].FirstColumn = column;
            // Tops of the trees' parts in this band: their parents stand in earlier columns, so they are known.
            var open = _nodes.Where(n => n.Band == b && (n.Parent is null || n.Parent.Band < b)).ToList();
            while (open.Count > 0)
            {
                open.Sort(ByPlace);
                open = FillColumn(open, column++, rows);
            }
            Bands[b].LastColumn = column - 1;
        }
    }

    private static int ByPlace(TimelineNode a, TimelineNode b)
    {
        var order = a.Family.CompareTo(b.Family);
        if (order == 0)
            order = Place(a).CompareTo(Place(b));
        return order != 0 ? order : a.Order.CompareTo(b.Order);

        static double Place(TimelineNode node) => node.Parent is null ? -1 : node.Parent.Row + (node.Parent.Column * 1e-3);
    }

    private static int LargestFirst(TimelineNode a, TimelineNode b)
    {
        var order = b.SizeInBand.CompareTo(a.SizeInBand);
        if (order == 0)
            order = a.Family.CompareTo(b.Family);
        return order != 0 ? order : a.Order.CompareTo(b.Order);
    }

    /// <summary>Fills one column with parts of trees; what does not fit comes back as the tops of the next column's parts.</summary>
    private static List<TimelineNode> FillColumn(List<TimelineNode> open, int column, int rows)
    {
        var left = new List<TimelineNode>();
        // Large parts that must be cut come first, so that what is cut off can follow in the next column; the order in the column is that of the open parts.
        var bySize = open.ToArray();
        Array.Sort(bySize, LargestFirst);
        var room = rows;
        var shares = new Dictionary<TimelineNode, int>();
        foreach (var top in bySize)
        {
            var size = top.SizeInBand;
            if (room > 0 && (size <= room || (size > rows && room >= rows / 2)))
            {
                shares.Add(top, Math.Min(size, room));
                room -= Math.Min(size, room);
            }
            else
            {
                left.Add(top);
            }
        }
        var row = 0;
        foreach (var top in open)
        {
            if (!shares.TryGetValue(top, out var share))
                continue;
            var end = row + share;
            Place(top, 0);

            void Place(TimelineNode node, int indent)
            {
                (node.Column, node.Row, node.Indent) = (column, row++, indent);
                // The smaller branches stay; a branch that cannot be whole here goes to the next column whole.
                foreach (var child in node.InBand)
                {
                    if (row + child.SizeInBand <= end && indent < 4)
                        Place(child, indent + 1);
                    else
                        left.Add(child);
                }
            }
        }
        return left;
    }

    /// <summary>Gives columns their widths and nodes their places from left to right.</summary>
    /// <returns>The width of all.</returns>
    private double PlaceColumns()
    {
        var count = Bands[^1].LastColumn + 1;
        var widths = new double[count];
        foreach (var node in _nodes)
        {
            if (node.ShownAt != node.Indent)
                CutLabel(node);
            widths[node.Column] = Math.Max(widths[node.Column], (node.Indent * IndentWidth) + node.Width);
        }
        var x = 0.0;
        var lefts = new double[count];
        foreach (var band in Bands)
        {
            band.Left = x;
            x += Padding + (band.FirstColumn == 0 ? 0 : ColumnGap / 2);
            for (var c = band.FirstColumn; c <= band.LastColumn; c++)
            {
                lefts[c] = x;
                x += widths[c] + (c < band.LastColumn ? ColumnGap : 0);
            }
            x += Padding;
            band.Right = x;
            x += BandGap - 10;
        }
        foreach (var node in _nodes)
            node.X = lefts[node.Column] + (node.Indent * IndentWidth);
        return x - BandGap + 10;
    }

    private static void CutLabel(TimelineNode node)
    {
        var room = WidestLabel - (node.Indent * IndentWidth);
        node.ShownAt = node.Indent;
        node.Shown = node.LabelWidth <= room ? node.Label : TextMetrics.Fit(node.Label, room, FontSize);
        node.Width = (node.LabelWidth <= room ? node.LabelWidth : TextMetrics.Width(node.Shown, FontSize)) + 14 + (node.Marks * MarkWidth);
    }

    /// <summary>From rows to heights: parts of trees slide towards their parents without changing the order of a column.</summary>
    private void PlaceRows()
    {
        var columns = _nodes.GroupBy(n => n.Column).OrderBy(g => g.Key).Select(g => g.OrderBy(n => n.Row).ToList()).ToList();
        var rows = columns.Max(c => c.Count);
        Height = Math.Max(rows, 3) * RowHeight;
        foreach (var node in _nodes)
            node.Y = node.Row * RowHeight;
        for (var sweep = 0; sweep < 12; sweep++)
        {
            foreach (var column in sweep % 2 == 0 ? columns : columns.AsEnumerable().Reverse())
                Slide(column);
        }
    }

    /// <summary>Moves the blocks of a column as near as they can come to where their kin stands.</summary>
    private void Slide(List<TimelineNode> column)
    {
        var blocks = new List<List<TimelineNode>>();
        foreach (var node in column)
        {
            if (node.Indent == 0)
                blocks.Add([]);
            blocks[^1].Add(node);
        }
        var wanted = blocks.ConvertAll(Wanted);
        var before = new double[blocks.Count];
        for (var i = 1; i < blocks.Count; i++)
            before[i] = before[i - 1] + (blocks[i - 1].Count * RowHeight);
        var total = before[^1] + (blocks[^1].Count * RowHeight);
        var slack = Height - total;
        // Positions less the room of all blocks above must not decrease: pool adjacent violators.
        var pools = new List<(double Sum, int Count)>();
        for (var i = 0; i < blocks.Count; i++)
        {
            pools.Add((wanted[i] - before[i], 1));
            while (pools.Count > 1 && pools[^2].Sum / pools[^2].Count > pools[^1].Sum / pools[^1].Count)
            {
                var last = pools[^1];
                pools.RemoveAt(pools.Count - 1);
                pools[^1] = (pools[^1].Sum + last.Sum, pools[^1].Count + last.Count);
            }
        }
        var block = 0;
        foreach (var (sum, count) in pools)
        {
            var offset = Math.Clamp(sum / count, 0, Math.Max(0, slack));
            for (var i = 0; i < count; i++, block++)
            {
                for (var k = 0; k < blocks[block].Count; k++)
                    blocks[block][k].Y = Math.Round(before[block] + offset + (k * RowHeight), 1);
            }
        }
    }

    private double Wanted(List<TimelineNode> block)
    {
        var top = block[0];
        var (sum, weight) = (0.0, 0.0);
        if (top.Parent is not null)
        {
            sum += 2 * (top.Parent.Y - ((block.Count - 1) * RowHeight / 2));
            weight += 2;
        }
        for (var i = 0; i < block.Count; i++)
        {
            foreach (var child in block[i].Children)
            {
                if (child.Column == top.Column)
                    continue;
                sum += 0.5 * (child.Y - (i * RowHeight));
                weight += 0.5;
            }
        }
        return weight == 0 ? top.Y : sum / weight;
    }
}
