using MultimodalPapers.Analysis;
using MultimodalPapers.Graph;

namespace MultimodalPapers.Reports.Drawing;

/// <summary>A circle in the lineage: its models round a ring, an arrow from each child to its parent.</summary>
internal static class CycleDrawing
{
    private const int MostModels = 12;
    private const double NodeHeight = 26;
    private const double WidestName = 150;

    /// <summary>Draws the shortest way round; null where it is too long to be seen.</summary>
    public static Picture? Draw(LineageCycle cycle, KnowledgeGraph graph)
    {
        var round = cycle.Round;
        if (round.Length > MostModels)
            return null;
        var radius = round.Length == 1 ? 0 : Math.Max(70, round.Length * 26.0);
        var (width, height) = ((2 * radius) + 280, (2 * radius) + 150);
        var (cx, cy) = (width / 2, height / 2);
        var svg = new Svg();
        svg.Raw("<defs><marker id=\"a\" viewBox=\"0 0 8 8\" refX=\"7\" refY=\"4\" markerWidth=\"7\" markerHeight=\"7\" orient=\"auto-start-reverse\"><path class=\"tip\" d=\"M0 0L8 4L0 8z\"/></marker></defs>");
        var places = round.Select((e, i) =>
        {
            var angle = (2 * Math.PI * i / round.Length) - (Math.PI / 2);
            return (X: cx + (1.25 * radius * Math.Cos(angle)), Y: cy + (radius * Math.Sin(angle)), Name: TextMetrics.Fit(Markdown.OneLine(graph.Node(e.Source).Name), WidestName, 14));
        }).ToList();
        for (var i = 0; i < places.Count; i++)
            Arrow(svg, places[i], places[(i + 1) % places.Count], round[i].Type);
        foreach (var (x, y, name) in places)
        {
            var half = (TextMetrics.Width(name, 14) / 2) + 10;
            svg.Rect(x - half, y - (NodeHeight / 2), 2 * half, NodeHeight, "n g7 g7f", 6);
            svg.Text(x, y + 5, name, 14, "text", "middle");
        }
        return svg.Finish(width, height, "A circle in the lineage", string.Join(", ", round.Select(e => $"{graph.Node(e.Source).Name} {ReportContext.Words(e.Type)} {graph.Node(e.Target).Name}")),
            Palette.Styles(".n{stroke-width:1.2}.arc{fill:none;stroke-width:1.6}.tip{fill:#cf222e}\n@media (prefers-color-scheme:dark){.tip{fill:#ff7b72}}\n"));
    }

    private static void Arrow(Svg svg, (double X, double Y, string Name) from, (double X, double Y, string Name) to, string type)
    {
        if (from == to)
        {
            svg.Raw($"<path class=\"arc alarm\" marker-end=\"url(#a)\" d=\"M{Svg.N(from.X - 20)} {Svg.N(from.Y - 13)}C{Svg.N(from.X - 60)} {Svg.N(from.Y - 70)} {Svg.N(from.X + 60)} {Svg.N(from.Y - 70)} {Svg.N(from.X + 20)} {Svg.N(from.Y - 14)}\"/>");
            svg.Text(from.X, from.Y + 34, ReportContext.Words(type), 12, "soft", "middle");
            return;
        }
        var (dx, dy) = (to.X - from.X, to.Y - from.Y);
        var length = Math.Sqrt((dx * dx) + (dy * dy));
        // A bow to the outside, so that the two arrows of a circle of two do not lie on each other.
        var (mx, my) = (((from.X + to.X) / 2) + (dy / length * 26), ((from.Y + to.Y) / 2) - (dx / length * 26));
        var (sx, sy) = Edge(from, mx, my);
        var (ex, ey) = Edge(to, mx, my);
        svg.Raw($"<path class=\"arc alarm\" marker-end=\"url(#a)\" d=\"M{Svg.N(sx)} {Svg.N(sy)}Q{Svg.N(mx)} {Svg.N(my)} {Svg.N(ex)} {Svg.N(ey)}\"/>");
        svg.Text(mx + (dy / length * 8), my - (dx / length * 8) + 4, ReportContext.Words(type), 12, "soft", dy / length > 0.4 ? "start" : dy / length < -0.4 ? "end" : "middle");
    }

    /// <summary>Where a line from a box's middle to a point leaves the box.</summary>
    private static (double X, double Y) Edge((double X, double Y, string Name) box, double x, double y)
    {
        var half = (TextMetrics.Width(box.Name, 14) / 2) + 12;
        var (dx, dy) = (x - box.X, y - box.Y);
        var scale = Math.Min(dx == 0 ? double.MaxValue : half / Math.Abs(dx), dy == 0 ? double.MaxValue : ((NodeHeight / 2) + 2) / Math.Abs(dy));
        return (box.X + (dx * scale), box.Y + (dy * scale));
    }
}
