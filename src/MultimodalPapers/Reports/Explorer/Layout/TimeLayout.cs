using System.Collections.Immutable;
using MultimodalPapers.Analysis;
using MultimodalPapers.Graph;

namespace MultimodalPapers.Reports.Explorer.Layout;

/// <summary>Lineage on a time axis: every model in a column of its year, near to its relatives.</summary>
/// <remarks>
/// A layered drawing (Sugiyama, Tagawa, Toda 1981, doi:10.1109/TSMC.1981.4308636) whose layers are the calendar: a year has as many columns
/// as its models need, filled by month and by generation. Rows start from families side by side and are then moved towards the middle of
/// the neighbours, column by column, with the least squares of the distances under the room that each needs (pool adjacent violators).
/// </remarks>
/// <param name="Nodes">Models and papers of the lineage, ascending.</param>
/// <param name="X">Beside <paramref name="Nodes"/>.</param>
/// <param name="Y">Beside <paramref name="Nodes"/>.</param>
/// <param name="Years">From the left; the first, without a year, holds what is not dated.</param>
internal sealed record TimeLayout(int[] Nodes, int[] X, int[] Y, ImmutableArray<TimeSpanOfAxis> Years)
{
    private const double ColumnWidth = 150;
    private const double RowHeight = 26;
    private const double Aspect = 1.9;
    private const double ScreenAspect = 1.5;
    private const double MostStretch = 3;
    private const int Sweeps = 16;
    private const double YearGap = 40;

    public static TimeLayout Of(ExplorerGraph graph, LineageGraph lineage)
    {
        var models = lineage.Models.Select(m => new Dated(graph.IndexOf(m.Id), lineage, m)).ToArray();
        if (models.Length == 0)
            return new TimeLayout([], [], [], []);
        var local = models.Select((m, i) => (m.Node, i)).ToDictionary(m => m.Node, m => m.i);
        var neighbors = models.Select(m => lineage.Parents(m.Id).Select(e => e.Target).Concat(lineage.Children(m.Id).Select(e => e.Source))
            .Where(id => id != m.Id).Distinct(StringComparer.Ordinal).Select(id => local[graph.IndexOf(id)]).ToArray()).ToArray();
        var related = Enumerable.Range(0, models.Length).Where(i => neighbors[i].Length > 0).ToArray();
        var alone = Enumerable.Range(0, models.Length).Where(i => neighbors[i].Length == 0).ToArray();
        var rows = RowsFor(related.Length, ColumnWidth, RowHeight);
        var rowsAlone = Math.Max(4, RowsFor(alone.Length, ColumnWidth, RowHeight) / 2);

        var (x, y) = (new double[models.Length], new double[models.Length]);
        var years = ImmutableArray.CreateBuilder<TimeSpanOfAxis>();
        var columns = new List<int[]>();
        var left = 0.0;
        foreach (var year in models.Select(m => m.Year).Distinct().OrderBy(y => y ?? int.MinValue))
        {
            var ofYear = related.Where(i => models[i].Year == year).OrderBy(i => models[i].Month).ThenBy(i => models[i].Generation).ThenBy(i => i).ToArray();
            var aloneOfYear = alone.Where(i => models[i].Year == year).OrderBy(i => models[i].Month).ThenBy(i => i).ToArray();
            var count = Math.Max(1, Math.Max(Columns(ofYear.Length, rows), Columns(aloneOfYear.Length, rowsAlone)));
            foreach (var column in Split(ofYear, Math.Max(1, Columns(ofYear.Length, rows))))
                columns.Add(column);
            Spread(ofYear, Math.Max(1, Columns(ofYear.Length, rows)), count, left, x);
            Spread(aloneOfYear, count, count, left, x);
            years.Add(new TimeSpanOfAxis(year, (int)Math.Round(left), (int)Math.Round(left + count * ColumnWidth)));
            left += count * ColumnWidth + YearGap;
        }
        PlaceFamilies(models, lineage, graph, local, related, y);
        MoveToNeighbors(columns, neighbors, y);
        PlaceAlone(models, related, alone, x, y);
        var stretch = StretchOf(left, y);
        return new TimeLayout([.. models.Select(m => m.Node)], Rounded(x), Rounded(Array.ConvertAll(y, at => at * stretch)), years.DrainToImmutable());
    }

    /// <summary>Early years hold few models each and make the drawing wide; rows then move apart to use a screen's height.</summary>
    private static double StretchOf(double width, double[] y) =>
        Math.Clamp(width / ScreenAspect / Math.Max(y.Max() - y.Min(), RowHeight), 1, MostStretch);

    private static int[] Rounded(double[] numbers) => Array.ConvertAll(numbers, n => (int)Math.Round(n));

    /// <summary>How many rows make a drawing of some cells about as wide as a screen.</summary>
    private static int RowsFor(int count, double width, double height) =>
        Math.Max(6, (int)Math.Ceiling(Math.Sqrt(count * width / (Aspect * height))));

    private static int Columns(int count, int rows) => (count + rows - 1) / rows;

    private static IEnumerable<int[]> Split(int[] items, int columns) =>
        Enumerable.Range(0, columns).Select(c => items[(c * items.Length / columns)..((c + 1) * items.Length / columns)]).Where(c => c.Length > 0);

    private static void Spread(int[] items, int columns, int room, double left, double[] x)
    {
        var width = room * ColumnWidth / columns;
        var column = 0;
        foreach (var part in Split(items, columns))
        {
            // Neighbours in a column stand a little apart, so that vertical edges do not hide each other.
            for (var i = 0; i < part.Length; i++)
                x[part[i]] = left + (column + 0.12 + 0.3 * (i + 0.5) / part.Length) * width;
            column++;
        }
    }

    /// <summary>Families one below another: every model goes where the parent that it follows first puts it.</summary>
    private static void PlaceFamilies(Dated[] models, LineageGraph lineage, ExplorerGraph graph, Dictionary<int, int> local, int[] related, double[] y)
    {
        var parent = new int[models.Length];
        Array.Fill(parent, -1);
        foreach (var i in related)
        {
            parent[i] = lineage.Parents(models[i].Id)
                .Where(e => e.Target != e.Source && models[local[graph.IndexOf(e.Target)]].Generation < models[i].Generation)
                .OrderBy(e => Rank(e.Type)).Select(e => local[graph.IndexOf(e.Target)]).FirstOrDefault(-1);
        }
        var children = related.Where(i => parent[i] >= 0).ToLookup(i => parent[i]);
        var row = 0;
        var open = new Stack<int>();
        foreach (var root in related.Where(i => parent[i] < 0).OrderByDescending(i => lineage.DescendantCount(models[i].Id)).ThenBy(i => i))
        {
            open.Push(root);
            while (open.TryPop(out var at))
            {
                y[at] = row++;
                foreach (var child in children[at].Reverse())
                    open.Push(child);
            }
        }
    }

    private static int Rank(string type) => type switch { "DERIVED_FROM" => 0, "USES_BACKBONE" => 1, "USES_GENERATOR" => 2, _ => 3 };

    private static void MoveToNeighbors(List<int[]> columns, int[][] neighbors, double[] y)
    {
        for (var sweep = 0; sweep < Sweeps; sweep++)
        {
            for (var c = 0; c < columns.Count; c++)
            {
                var column = columns[sweep % 2 == 0 ? c : columns.Count - 1 - c];
                var wish = Array.ConvertAll(column, i => Middle(neighbors[i], y));
                Array.Sort(wish, column);
                var at = Spaced(wish);
                for (var i = 0; i < column.Length; i++)
                    y[column[i]] = at[i];
            }
        }
    }

    /// <summary>Between the mean, which makes edges short, and the median, which makes them straight.</summary>
    private static double Middle(int[] neighbors, double[] y)
    {
        var sorted = Array.ConvertAll(neighbors, i => y[i]);
        Array.Sort(sorted);
        var median = (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
        return (median + sorted.Average()) / 2;
    }

    /// <summary>The places nearest to ascending wishes, a row's height apart.</summary>
    internal static double[] Spaced(double[] wish)
    {
        var blocks = new Stack<(double Sum, int Count)>();
        for (var i = 0; i < wish.Length; i++)
        {
            var block = (Sum: wish[i] - i * RowHeight, Count: 1);
            while (blocks.TryPeek(out var last) && last.Sum / last.Count >= block.Sum / block.Count)
            {
                blocks.Pop();
                block = (block.Sum + last.Sum, block.Count + last.Count);
            }
            blocks.Push(block);
        }
        var places = new double[wish.Length];
        var end = wish.Length;
        foreach (var (sum, count) in blocks)
        {
            for (var i = end - count; i < end; i++)
                places[i] = sum / count + i * RowHeight;
            end -= count;
        }
        return places;
    }

    /// <summary>Models without known lineage lie below the others, in their years.</summary>
    private static void PlaceAlone(Dated[] models, int[] related, int[] alone, double[] x, double[] y)
    {
        var below = related.Length == 0 ? 0 : related.Max(i => y[i]) + 4 * RowHeight;
        foreach (var column in alone.GroupBy(i => (models[i].Year, Column: (int)Math.Floor(x[i] / (ColumnWidth / 2)))))
        {
            var row = 0;
            foreach (var i in column)
                y[i] = below + row++ * RowHeight;
        }
    }

    /// <summary>A model with its place in time.</summary>
    private sealed class Dated
    {
        public Dated(int node, LineageGraph lineage, GraphNode model)
        {
            (Node, Id, Generation) = (node, model.Id, lineage.Generation(model.Id));
            Year = lineage.YearOf(model);
            var papers = lineage.Knowledge.Incoming(model.Id).Where(r => r.Type == "INTRODUCES").Select(r => lineage.Knowledge.Node(r.Start)).Append(model);
            Month = papers.Select(p => p.Properties.Text("arxiv")).Select(arxiv => MonthOf(arxiv, Year)).Max() ?? 6;
        }

        public int Node { get; }

        public string Id { get; }

        public int Generation { get; }

        public int? Year { get; }

        /// <summary>1 to 12, from an arXiv identifier of the same year; the middle of the year where there is none.</summary>
        public int Month { get; }

        private static int? MonthOf(string? arxiv, int? year) =>
            arxiv is { Length: > 5 } && arxiv[4] == '.' && int.TryParse(arxiv.AsSpan(0, 2), out var two) && 2000 + two == year
            && int.TryParse(arxiv.AsSpan(2, 2), out var month) && month is >= 1 and <= 12 ? month : null;
    }
}

/// <param name="Year">Null for what is not dated.</param>
/// <param name="From">Left edge.</param>
/// <param name="To">Right edge.</param>
internal sealed record TimeSpanOfAxis(int? Year, int From, int To);
