using System.Collections.Immutable;
using System.Globalization;

namespace MultimodalPapers.Reports.Drawing;

/// <param name="Name">What is counted.</param>
/// <param name="Counts">By year.</param>
/// <param name="Undated">How many have no year.</param>
internal sealed record YearRow(string Name, IReadOnlyDictionary<int, int> Counts, int Undated)
{
    public int Total => Counts.Values.Sum() + Undated;
}

/// <summary>Counts over the years, one row a thing: the stronger a field's colour, the larger the share of that year.</summary>
internal static class YearChart
{
    private const double RowHeight = 26;
    private const double Left = 24;
    private const double WidestName = 210;

    /// <summary>Draws rows in their order; null where there is nothing to draw.</summary>
    /// <param name="title">The chart's heading.</param>
    /// <param name="subtitle">What is counted.</param>
    /// <param name="rows">At least one.</param>
    /// <param name="totals">How many things each year has in all, which shares are of.</param>
    public static Picture? Draw(string title, string subtitle, ImmutableArray<YearRow> rows, IReadOnlyDictionary<int, int> totals)
    {
        var years = rows.SelectMany(r => r.Counts.Keys).Distinct().Order().ToList();
        if (years.Count == 0)
            return null;
        // Years before the last fifteen stand together.
        var first = Math.Max(years[0], years[^1] - 14);
        var columns = Enumerable.Range(first, years[^1] - first + 1).ToList();
        var names = rows.Select(r => TextMetrics.Fit(Markdown.OneLine(r.Name), WidestName, 14)).ToList();
        var nameWidth = Math.Max(90, names.Max(n => TextMetrics.Width(n, 14)));
        var cell = Math.Clamp((900 - Left - nameWidth - 40 - 130) / columns.Count, 34, 96);
        var (x0, y0) = (Left + nameWidth + 16, 92.0);
        var undated = rows.Any(r => r.Undated > 0) ? 68 : 0;
        var right = x0 + (columns.Count * cell) + undated + 58;
        var width = Math.Max(right + 32, 640);
        var svg = new Svg();
        svg.Text(Left, 36, title, 20, "text", bold: true);
        svg.Text(Left, 58, TextMetrics.Fit(subtitle, width - (2 * Left), 13.5), 13.5, "soft");
        for (var c = 0; c < columns.Count; c++)
        {
            var earlier = c == 0 && years[0] < first;
            svg.Text(x0 + ((c + 0.5) * cell), y0 - 8, earlier ? $"≤{Year(columns[c])[2..]}" : Year(columns[c]), 13, "soft", "middle");
        }
        if (undated > 0)
            svg.Text(right - 62, y0 - 8, "no year", 13, "soft", "end");
        svg.Text(right, y0 - 8, "all", 13, "soft", "end");
        for (var r = 0; r < rows.Length; r++)
        {
            var y = y0 + (r * RowHeight);
            svg.Text(x0 - 10, y + 17.5, names[r], 14, "text", "end", title: rows[r].Name);
            for (var c = 0; c < columns.Count; c++)
                Cell(svg, x0 + (c * cell), y, cell, CountOf(rows[r], columns[c], c == 0), CountOf(totals, columns[c], c == 0));
            if (rows[r].Undated > 0)
                svg.Text(right - 62, y + 17.5, rows[r].Undated.ToString("N0", CultureInfo.InvariantCulture), 13, "soft", "end");
            svg.Text(right, y + 17.5, rows[r].Total.ToString("N0", CultureInfo.InvariantCulture), 13.5, "text", "end", bold: true);
        }
        return svg.Finish(width, y0 + (rows.Length * RowHeight) + 18, title, subtitle, Palette.Styles(Styles, groups: false));
    }

    private static string Year(int year) => year.ToString("0000", CultureInfo.InvariantCulture);

    private static int CountOf(YearRow row, int year, bool andEarlier) => CountOf(row.Counts, year, andEarlier);

    private static int CountOf(IReadOnlyDictionary<int, int> counts, int year, bool andEarlier) =>
        andEarlier ? counts.Where(c => c.Key <= year).Sum(c => c.Value) : counts.GetValueOrDefault(year);

    private static void Cell(Svg svg, double x, double y, double size, int count, int total)
    {
        svg.Rect(x + 1.5, y + 1.5, size - 3, RowHeight - 3, "band", 3);
        if (count == 0)
            return;
        var share = total == 0 ? 1 : Math.Min(1, count / (double)total);
        var step = share switch { >= 0.4 => 5, >= 0.2 => 4, >= 0.1 => 3, >= 0.05 => 2, _ => 1 };
        svg.Rect(x + 1.5, y + 1.5, size - 3, RowHeight - 3, $"h{step}", 3);
        svg.Text(x + (size / 2), y + 17.5, count.ToString("N0", CultureInfo.InvariantCulture), 13, step >= 3 ? "over" : "text", "middle");
    }

    private const string Styles =
        ".h1{fill:#ddf0ff}.h2{fill:#a8d8ff}.h3{fill:#3b8eea}.h4{fill:#0969da}.h5{fill:#0a3f86}.over{fill:#ffffff}\n"
        + "@media (prefers-color-scheme:dark){.h1{fill:#12304f}.h2{fill:#1b4a7a}.h3{fill:#2f81f7}.h4{fill:#58a6ff}.h5{fill:#a5d6ff}.over{fill:#0d1117}}\n";
}
