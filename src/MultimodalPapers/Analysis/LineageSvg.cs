using System.Globalization;
using System.Text;

namespace MultimodalPapers.Analysis;

/// <summary>Draws lineage as an SVG picture: what is older to the left, a column a generation, lines by relation; light and dark as the reader's system is.</summary>
public static class LineageSvg
{
    private const double NodeHeight = 38;
    private const double NodeGap = 12;
    private const double ColumnGap = 90;
    private const double Margin = 16;
    private const double LegendHeight = 34;
    private const double LetterWidth = 7.4;

    private static readonly (string Type, string Class)[] Relations =
        [("USES_BACKBONE", "backbone"), ("USES_ENCODER", "encoder"), ("USES_GENERATOR", "generator"), ("DERIVED_FROM", "derived")];

    /// <summary>A whole SVG document. Names and evidence are escaped; it loads nothing from elsewhere.</summary>
    public static string Render(LineageView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        var number = view.Nodes.Select((node, i) => (node.Id, i)).ToDictionary(n => n.Id, n => n.i, StringComparer.Ordinal);
        var layers = view.Layers();
        var pairs = view.Edges.GroupBy(e => (Parent: number[e.Target], Child: number[e.Source])).ToList();
        var layout = new LayeredLayout(
            [.. view.Nodes.Select(n => layers[n.Id])],
            [.. view.Nodes.Select(_ => NodeHeight + NodeGap)],
            [.. pairs.Select(p => p.Key)],
            bendSize: 14);
        var widths = view.Nodes.Select(n => Math.Max(70, Math.Max(Width(Shorten(n.Name)), Width(Subtitle(view, n)) * 0.82) + 22)).ToArray();
        var columns = Columns(view, layers, widths, out var right);
        var height = view.Nodes.Length == 0 ? 0 : Enumerable.Range(0, view.Nodes.Length).Max(v => layout.Place[v]) + ((NodeHeight + NodeGap) / 2);
        var text = new StringBuilder();
        Head(text, view, Math.Max(right + Margin, 520), height + LegendHeight + (2 * Margin));
        for (var p = 0; p < pairs.Count; p++)
            Line(text, view, pairs[p].Key, [.. pairs[p]], layout, layout.Bends[p], columns, widths);
        for (var v = 0; v < view.Nodes.Length; v++)
            Node(text, view, v, columns[layers[view.Nodes[v].Id]].Left, layout.Place[v] + LegendHeight + Margin, widths[v]);
        return text.Append("</svg>\n").ToString();
    }

    private static (double Left, double Width)[] Columns(LineageView view, IReadOnlyDictionary<string, int> layers, double[] widths, out double right)
    {
        var columns = new (double Left, double Width)[layers.Values.DefaultIfEmpty(-1).Max() + 1];
        for (var v = 0; v < widths.Length; v++)
            columns[layers[view.Nodes[v].Id]].Width = Math.Max(columns[layers[view.Nodes[v].Id]].Width, widths[v]);
        right = Margin;
        for (var c = 0; c < columns.Length; c++)
        {
            columns[c].Left = right + (c > 0 ? ColumnGap : 0);
            right = columns[c].Left + columns[c].Width;
        }
        return columns;
    }

    private static void Head(StringBuilder text, LineageView view, double width, double height)
    {
        var title = view.Focus.IsEmpty ? "Lineage" : "Lineage of " + string.Join(" and ", view.Focus.Select(id => view.Lineage.Knowledge.Node(id).Name));
        text.Append($"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {Number(width)} {Number(height)}\" width=\"{Number(width)}\" height=\"{Number(height)}\" role=\"img\">\n")
            .Append($"<title>{Escape(title)}</title>\n")
            .Append("""
                <style>
                svg { --paper: #ffffff; --ink: #1f2328; --soft: #59636e; --box: #f3f5f8; --rim: #b7c0ca; --asked: #fff3cd; --backbone: #1f6fd6; --encoder: #1a7f37; --generator: #b35900; --derived: #8250df; --circle: #cf222e; }
                @media (prefers-color-scheme: dark) { svg { --paper: #0d1117; --ink: #e6edf3; --soft: #9aa4ae; --box: #1b222b; --rim: #4a545f; --asked: #4a3c0a; --backbone: #58a6ff; --encoder: #56d364; --generator: #f0883e; --derived: #bc8cff; --circle: #ff7b72; } }
                .paper { fill: var(--paper); } text { font: 13px system-ui, -apple-system, "Segoe UI", "Noto Sans", sans-serif; fill: var(--ink); }
                .small { font-size: 11px; fill: var(--soft); } .box { fill: var(--box); stroke: var(--rim); } .asked { fill: var(--asked); stroke: var(--ink); stroke-width: 2; } .round { stroke: var(--circle); stroke-width: 2; }
                .line { fill: none; stroke-width: 1.6; opacity: 0.85; } .background { stroke-dasharray: 5 4; }
                .backbone { stroke: var(--backbone); } .encoder { stroke: var(--encoder); } .generator { stroke: var(--generator); } .derived { stroke: var(--derived); } .circle { stroke: var(--circle); stroke-width: 2.6; }
                </style>

                """)
            .Append($"<rect class=\"paper\" width=\"{Number(width)}\" height=\"{Number(height)}\"/>\n");
        var x = Margin;
        foreach (var (type, style) in Relations)
        {
            text.Append($"<line class=\"line {style}\" x1=\"{Number(x)}\" y1=\"22\" x2=\"{Number(x + 26)}\" y2=\"22\"/><text class=\"small\" x=\"{Number(x + 32)}\" y=\"26\">{LineageText.Relation(type)}</text>\n");
            x += 48 + Width(LineageText.Relation(type));
        }
        text.Append($"<line class=\"line background\" stroke=\"var(--soft)\" x1=\"{Number(x)}\" y1=\"22\" x2=\"{Number(x + 26)}\" y2=\"22\"/><text class=\"small\" x=\"{Number(x + 32)}\" y=\"26\">catalogue only</text>\n");
    }

    private static void Node(StringBuilder text, LineageView view, int v, double x, double y, double width)
    {
        var node = view.Nodes[v];
        var style = view.Focus.Contains(node.Id) ? "asked" : view.InCircle(node.Id) ? "box round" : "box";
        var subtitle = Subtitle(view, node);
        text.Append($"<g><title>{Escape(node.Name + LineageText.Details(view.Lineage, node))}</title>")
            .Append($"<rect class=\"{style}\" x=\"{Number(x)}\" y=\"{Number(y - (NodeHeight / 2))}\" width=\"{Number(width)}\" height=\"{Number(NodeHeight)}\" rx=\"6\"/>")
            .Append($"<text x=\"{Number(x + 11)}\" y=\"{Number(subtitle.Length == 0 ? y + 5 : y - 2)}\">{Escape(Shorten(node.Name))}</text>");
        if (subtitle.Length > 0)
            text.Append($"<text class=\"small\" x=\"{Number(x + 11)}\" y=\"{Number(y + 13)}\">{Escape(subtitle)}</text>");
        text.Append("</g>\n");
    }

    private static void Line(
        StringBuilder text, LineageView view, (int Parent, int Child) ends, List<LineageEdge> edges, LayeredLayout layout, int[] bends,
        (double Left, double Width)[] columns, double[] widths)
    {
        const double top = LegendHeight + Margin;
        // Straight through the whole of each column, so that the line keeps clear of the boxes above and below.
        var parentColumn = columns[layout.Layer(ends.Parent)];
        var points = new List<(double X, double Y)> { (parentColumn.Left + parentColumn.Width, layout.Place[ends.Parent] + top) };
        foreach (var bend in bends)
        {
            points.Add((columns[layout.Layer(bend)].Left, layout.Place[bend] + top));
            points.Add((columns[layout.Layer(bend)].Left + columns[layout.Layer(bend)].Width, layout.Place[bend] + top));
        }
        points.Add((columns[layout.Layer(ends.Child)].Left, layout.Place[ends.Child] + top));
        for (var i = 0; i < edges.Count; i++)
        {
            // Lines of several relations between two models run side by side.
            var shift = (i - ((edges.Count - 1) / 2.0)) * 4;
            var style = Relations.FirstOrDefault(r => r.Type == edges[i].Type).Class ?? "backbone";
            var evidence = string.Join("\n", edges[i].Evidence.Select(e => $"{e.Source}: {e.Quote}"));
            text.Append($"<path class=\"line {(view.ClosesCircle(edges[i]) ? "circle" : style)}{(edges[i].Basis == "background" ? " background" : "")}\" d=\"M{Number(parentColumn.Left + widths[ends.Parent])} {Number(points[0].Y + shift)}{Curve(points, shift)}\">")
                .Append($"<title>{Escape($"{view.Nodes[ends.Child].Name}: {LineageText.Relation(edges[i].Type)} {view.Nodes[ends.Parent].Name}\n{evidence}")}</title></path>\n");
        }
    }

    private static string Curve(List<(double X, double Y)> points, double shift)
    {
        var path = new StringBuilder($"L{Number(points[0].X)} {Number(points[0].Y + shift)}");
        for (var i = 1; i < points.Count; i++)
        {
            var (from, to) = (points[i - 1], points[i]);
            var reach = Math.Max(30, Math.Abs(to.X - from.X) / 2);
            path.Append(i % 2 == 0
                ? $"L{Number(to.X)} {Number(to.Y + shift)}"
                : $"C{Number(from.X + reach)} {Number(from.Y + shift)} {Number(to.X - reach)} {Number(to.Y + shift)} {Number(to.X)} {Number(to.Y + shift)}");
        }
        return path.ToString();
    }

    private static string Subtitle(LineageView view, Graph.GraphNode node) =>
        LineageText.Details(view.Lineage, node) is { Length: > 3 } details ? Shorten(details[2..^1]) : "";

    private static string Shorten(string text)
    {
        const int Most = 34;
        var line = LineageText.OneLine(text);
        if (line.Length <= Most)
            return line;
        var cut = char.IsHighSurrogate(line[Most - 2]) ? Most - 2 : Most - 1;
        return line[..cut] + "…";
    }

    // East Asian letters are about twice as wide.
    private static double Width(string text) => text.Sum(c => c >= '\u2E80' ? 1.8 : 1) * LetterWidth;

    private static string Number(double value) => Math.Round(value, 1).ToString(CultureInfo.InvariantCulture);

    private static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            escaped.Append(rune.Value switch
            {
                '&' => "&amp;",
                '<' => "&lt;",
                '>' => "&gt;",
                '"' => "&quot;",
                // XML 1.0 forbids these even as references.
                < 0x20 and not ('\n' or '\t') or 0xFFFE or 0xFFFF => " ",
                _ => rune.ToString(),
            });
        }
        return escaped.ToString();
    }
}
