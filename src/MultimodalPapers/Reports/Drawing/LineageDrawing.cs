using System.Collections.Immutable;
using MultimodalPapers.Analysis;
using MultimodalPapers.Graph;

namespace MultimodalPapers.Reports.Drawing;

/// <summary>The family trees of the field on a time axis: models by year, coloured by family, edges by relation.</summary>
internal sealed class LineageDrawing
{
    private const double Widest = 1400;
    private const double Margin = 24;
    private const double Head = 96;

    /// <summary>A model that more others use beside their family's root is a letter behind their names instead of as many lines.</summary>
    private const int MostLines = 4;
    private const int MostLetters = 8;

    private readonly FamilyForest _forest;
    private readonly LineageGraph _lineage;
    private readonly Dictionary<string, TimelineNode> _nodes = new(StringComparer.Ordinal);
    private readonly List<LineageEdge> _further = [];
    private readonly List<(string Id, string Type, int Uses)> _letters = [];
    private readonly Svg _svg = new();
    private readonly int _all;
    private TimelineLayout _layout = null!;

    private LineageDrawing(FamilyForest forest, int most)
    {
        _forest = forest;
        _lineage = forest.Lineage;
        var candidates = _lineage.Models.Where(m => _lineage.Parents(m.Id).Count + _lineage.Children(m.Id).Count > 0).ToList();
        _all = candidates.Count;
        Make(Choose(candidates, most));
    }

    /// <summary>Draws the lineage; null where no two models are related, or no year is known.</summary>
    /// <param name="forest">The trees.</param>
    /// <param name="most">How many models to show at most.</param>
    public static Picture? Draw(FamilyForest forest, int most)
    {
        var drawing = new LineageDrawing(forest, most);
        return drawing._nodes.Count < 2 ? null : drawing.Paint();
    }

    /// <summary>Of too many models those of each year from which most descends, and with each the parents that its tree hangs on.</summary>
    private HashSet<string> Choose(List<GraphNode> candidates, int most)
    {
        var years = candidates.GroupBy(m => _forest.Year(m.Id) ?? int.MaxValue).OrderBy(g => g.Key)
            .Select(g => g.OrderByDescending(m => _lineage.DescendantCount(m.Id)).ThenByDescending(m => Degree(m.Id)).ThenBy(m => m.Id, StringComparer.Ordinal).ToList()).ToList();
        var chosen = new HashSet<string>(StringComparer.Ordinal);
        for (var rank = 0; chosen.Count < most && years.Exists(y => rank < y.Count); rank++)
        {
            foreach (var year in years.Where(y => rank < y.Count))
            {
                var line = new List<string>();
                for (var id = year[rank].Id; id is not null && !chosen.Contains(id); id = _forest.Parent(id)?.Target)
                    line.Add(id);
                if (chosen.Count + line.Count <= most)
                    chosen.UnionWith(line);
            }
        }
        return chosen;
    }

    private int Degree(string id) => _lineage.Parents(id).Count + _lineage.Children(id).Count + _lineage.Knowledge.Incoming(id).Count();

    private void Make(HashSet<string> chosen)
    {
        var years = YearsOf(chosen);
        var roots = chosen.Select(_forest.Root).GroupBy(r => r, StringComparer.Ordinal).Select(g => (Root: g.Key, Count: g.Count(id => years.ContainsKey(id))))
            .OrderByDescending(g => g.Count).ThenBy(g => g.Root, StringComparer.Ordinal).Select((g, i) => (g.Root, i)).ToDictionary(g => g.Root, g => g.i, StringComparer.Ordinal);
        FindLetters(chosen, years);
        foreach (var id in chosen.Where(years.ContainsKey).Order(StringComparer.Ordinal))
        {
            var node = _lineage.Knowledge.Node(id);
            _nodes.Add(id, new TimelineNode
            {
                Id = id,
                Label = Markdown.OneLine(node.Name) is { Length: > 0 } name ? name : id,
                Family = roots[_forest.Root(id)],
                Year = years[id],
                Marks = LettersOf(id).Count(),
            });
        }
        foreach (var node in _nodes.Values)
        {
            if (_forest.Parent(node.Id) is { } edge && _nodes.TryGetValue(edge.Target, out var parent) && parent.Year <= node.Year)
                node.Parent = parent;
        }
        foreach (var node in _nodes.Values.OrderBy(n => n.Label, StringComparer.Ordinal).ThenBy(n => n.Id, StringComparer.Ordinal))
            node.Parent?.Children.Add(node);
        new TimelineColours(_nodes.Values).Assign();
        foreach (var edge in _lineage.Edges)
        {
            if (_nodes.TryGetValue(edge.Source, out var child) && _nodes.ContainsKey(edge.Target) && edge.Target != edge.Source
                && child.Parent?.Id != edge.Target && !_letters.Exists(l => l.Id == edge.Target && l.Type == edge.Type) && !_lineage.IsImplied(edge))
                _further.Add(edge);
        }
    }

    /// <summary>The years to draw: those known, else the latest of the model's tree above it, else the first below it.</summary>
    private Dictionary<string, int> YearsOf(HashSet<string> chosen)
    {
        var years = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var family in chosen.GroupBy(_forest.Root, StringComparer.Ordinal))
        {
            var members = family.ToList();
            var first = members.Min(_forest.Year);
            if (first is null)
                continue;
            foreach (var id in members)
                years[id] = _forest.Year(id) ?? Above(id) ?? Below(id) ?? first.Value;
        }
        return years;

        int? Above(string id)
        {
            while (_forest.Parent(id) is { } edge)
            {
                id = edge.Target;
                if (_forest.Year(id) is { } year)
                    return year;
            }
            return null;
        }

        int? Below(string id) => _forest.Children(id).Select(e => _forest.Year(e.Source) ?? Below(e.Source)).Min();
    }

    private void FindLetters(HashSet<string> chosen, Dictionary<string, int> years)
    {
        var uses = _lineage.Edges.Where(e => chosen.Contains(e.Source) && chosen.Contains(e.Target) && years.ContainsKey(e.Source) && years.ContainsKey(e.Target) && _forest.Parent(e.Source)?.Target != e.Target)
            .GroupBy(e => (e.Target, e.Type)).Select(g => (g.Key.Target, g.Key.Type, Uses: g.Count())).Where(g => g.Uses > MostLines)
            .OrderByDescending(g => g.Uses).ThenBy(g => g.Target, StringComparer.Ordinal).ThenBy(g => g.Type, StringComparer.Ordinal).Take(MostLetters);
        _letters.AddRange(uses);
    }

    private IEnumerable<int> LettersOf(string id)
    {
        var parent = _forest.Parent(id)?.Target;
        for (var i = 0; i < _letters.Count; i++)
        {
            if (_letters[i].Id != parent && _lineage.Parents(id).Any(e => e.Target == _letters[i].Id && e.Type == _letters[i].Type))
                yield return i;
        }
    }

    private Picture Paint()
    {
        var roots = _nodes.Values.Where(n => n.Parent is null).OrderBy(n => n.Family).ThenBy(n => n.Label, StringComparer.Ordinal).ThenBy(n => n.Id, StringComparer.Ordinal).ToList();
        _layout = TimelineLayout.Of(roots, Widest - (2 * Margin));
        var width = Math.Max(900, _layout.Width + (2 * Margin));
        // What is narrow stands in the middle.
        foreach (var node in _layout.Nodes)
            (node.X, node.Y) = (node.X + ((width - _layout.Width) / 2), node.Y + Head + 8);
        foreach (var band in _layout.Bands)
            (band.Left, band.Right) = (band.Left + ((width - _layout.Width) / 2), band.Right + ((width - _layout.Width) / 2));
        var bottom = Head + 8 + _layout.Height + 8;
        PaintHead(width);
        PaintBands(bottom);
        foreach (var edge in _further)
            PaintFurther(edge);
        PaintTrees();
        foreach (var node in _layout.Nodes)
            PaintNode(node);
        var height = PaintLegend(bottom + 26, width) + 20;
        return _svg.Finish(width, height, "Family trees of the field on a time axis", Describe(), Palette.Styles(Styles));
    }

    private string Describe() => $"{Counted()} from {_layout.Bands[0].Name} to {_layout.Bands[^1].Name}; lines lead from each model to what was made of it.";

    private string Counted() => _nodes.Count == _all ? $"{_nodes.Count} models" : $"{_nodes.Count} of {_all} models";

    private void PaintHead(double width)
    {
        _svg.Text(Margin, 38, "What grew out of what", 24, "text", bold: true);
        var which = _nodes.Count == _all ? $"{_nodes.Count} models by year" : $"{_nodes.Count} of {_all} models by year, those that most descends from";
        _svg.Text(Margin, 60, TextMetrics.Fit($"{which}. Colour: family. Lines lead from a model to what was made of it.", width - (2 * Margin), 14), 14, "soft");
    }

    private void PaintBands(double bottom)
    {
        foreach (var band in _layout.Bands)
        {
            _svg.Rect(band.Left, Head - 24, band.Right - band.Left, bottom - Head + 24, "band", 6);
            _svg.Text((band.Left + band.Right) / 2, Head - 6, band.Name, 15, "text", "middle", bold: true);
        }
    }

    private void PaintTrees()
    {
        var lanes = new Dictionary<int, List<(double Top, double Bottom, int Lane)>>();
        foreach (var parent in _layout.Nodes)
        {
            foreach (var child in parent.Children.Where(c => c.Column == parent.Column).OrderByDescending(c => c.Row))
                PaintElbow(parent, child);
            foreach (var group in parent.Children.Where(c => c.Column != parent.Column).GroupBy(c => (c.Column, Relation(c))).OrderBy(g => g.Key.Column).ThenBy(g => g.Key.Item2, StringComparer.Ordinal))
                PaintBranch(parent, [.. group.OrderBy(c => c.Y)], group.Key.Item2, lanes);
        }
    }

    private string Relation(TimelineNode child) => _forest.Parent(child.Id)!.Type;

    private void PaintElbow(TimelineNode parent, TimelineNode child)
    {
        var x = parent.X + 6;
        _svg.Path($"M{Svg.N(x)} {Svg.N(parent.Y + TimelineLayout.NodeHeight)}V{Svg.N(child.Middle - 4)}q0 4 4 4H{Svg.N(child.X)}", $"e {Palette.Of(parent.Group)} {Style(Relation(child))}");
    }

    /// <summary>One curve from a parent to all its children of a column, which hang on one upright.</summary>
    private void PaintBranch(TimelineNode parent, List<TimelineNode> children, string relation, Dictionary<int, List<(double Top, double Bottom, int Lane)>> lanes)
    {
        var (top, bottom) = (children[0].Middle, children[^1].Middle);
        var used = lanes.TryGetValue(children[0].Column, out var known) ? known : lanes[children[0].Column] = [];
        var lane = 0;
        while (used.Exists(u => u.Lane == lane && u.Top <= bottom + 3 && top <= u.Bottom + 3))
            lane++;
        used.Add((top, bottom, lane));
        var x = children[0].X - 7 - (Math.Min(lane, 5) * 3.5);
        var (fromX, fromY) = (parent.X + parent.Width, parent.Middle);
        var entry = Math.Clamp(fromY, top, bottom);
        var bend = Math.Min(60, (x - fromX) / 2);
        var path = $"M{Svg.N(fromX)} {Svg.N(fromY)}C{Svg.N(fromX + bend)} {Svg.N(fromY)} {Svg.N(x - bend)} {Svg.N(entry)} {Svg.N(x)} {Svg.N(entry)}";
        if (bottom > top)
            path += $"M{Svg.N(x)} {Svg.N(top)}V{Svg.N(bottom)}";
        foreach (var child in children)
            path += $"M{Svg.N(x)} {Svg.N(child.Middle)}H{Svg.N(child.X)}";
        _svg.Path(path, $"e {Palette.Of(parent.Group)} {Style(relation)}");
    }

    private void PaintFurther(LineageEdge edge)
    {
        var (child, parent) = (_nodes[edge.Source], _nodes[edge.Target]);
        var (x1, y1, y2) = (parent.X + parent.Width, parent.Middle, child.Middle);
        var path = child.Column > parent.Column
            ? $"M{Svg.N(x1)} {Svg.N(y1)}C{Svg.N((x1 + child.X) / 2)} {Svg.N(y1)} {Svg.N((x1 + child.X) / 2)} {Svg.N(y2)} {Svg.N(child.X)} {Svg.N(y2)}"
            : $"M{Svg.N(x1)} {Svg.N(y1)}C{Svg.N(x1 + 46)} {Svg.N(y1)} {Svg.N(child.X + child.Width + 46)} {Svg.N(y2)} {Svg.N(child.X + child.Width)} {Svg.N(y2)}";
        var alarm = child.Year < parent.Year || _lineage.Ancestors(edge.Target).Any(a => a.Node.Id == edge.Source);
        _svg.Path(path, $"e {(alarm ? "alarm" : $"{Palette.Of(parent.Group)} faint")} {Style(edge.Type)}");
    }

    private void PaintNode(TimelineNode node)
    {
        var documented = _lineage.Knowledge.Node(node.Id) is var thing && (thing.Label == GraphSchema.Paper || thing.Properties.Flag("documented") != false);
        var group = Palette.Of(node.Group);
        _svg.Rect(node.X, node.Y, node.Width, TimelineLayout.NodeHeight, documented ? $"n {group} {group}f" : $"n {group} node", 5);
        _svg.Text(node.X + 7, node.Y + 13.8, node.Shown, TimelineLayout.FontSize, "text", title: node.Label, bold: false);
        var x = node.X + node.Width - (node.Marks * TimelineLayout.MarkWidth) - 3;
        foreach (var letter in LettersOf(node.Id))
        {
            PaintLetter(x, node.Y + 3, letter);
            x += TimelineLayout.MarkWidth;
        }
    }

    private void PaintLetter(double x, double y, int letter)
    {
        _svg.Rect(x, y, 12.5, 13, $"{Palette.Of(_nodes[_letters[letter].Id].Group)}d", 3);
        _svg.Text(x + 6.2, y + 10.2, ((char)('A' + letter)).ToString(), 10.5, "node", "middle", bold: true);
    }

    /// <summary>Families, relations and letters below the drawing.</summary>
    /// <returns>Where it ends.</returns>
    private double PaintLegend(double y, double width)
    {
        var x = Margin;
        Item("Families", 0, bold: true, (_, _) => { });
        foreach (var group in _layout.Nodes.Where(n => n.Group < Palette.Count).GroupBy(n => n.Group).OrderBy(g => g.Key))
        {
            var top = group.MinBy(n => n.Order)!;
            Item($"{TextMetrics.Fit(top.Label, 160, 13)} {group.Count()}", 18, bold: false, (at, line) => _svg.Rect(at, line - 10, 12, 12, $"n {Palette.Of(group.Key)} {Palette.Of(group.Key)}f", 3));
        }
        if (_layout.Nodes.Count(n => n.Group >= Palette.Count) is var others and > 0)
            Item($"smaller ones {others}", 18, bold: false, (at, line) => _svg.Rect(at, line - 10, 12, 12, "n gx gxf", 3));
        (x, y) = (Margin, y + 24);
        Item("Lines", 0, bold: true, (_, _) => { });
        foreach (var (type, words) in Relations.Where(r => _lineage.Edges.Any(e => e.Type == r.Type)))
            Item(words, 40, bold: false, (at, line) => _svg.Line(at, line - 4, at + 34, line - 4, $"e gx {Style(type)}"));
        if (_further.Count > 0)
            Item("faint: what it uses beside", 40, bold: false, (at, line) => _svg.Line(at, line - 4, at + 34, line - 4, "e gx faint s1"));
        Item("a list presents it", 22, bold: false, (at, line) => _svg.Rect(at, line - 10, 16, 12, "n gx gxf", 3));
        if (_layout.Nodes.Any(n => _lineage.Knowledge.Node(n.Id).Properties.Flag("documented") == false))
            Item("named only", 22, bold: false, (at, line) => _svg.Rect(at, line - 10, 16, 12, "n gx node", 3));
        if (_letters.Count > 0)
        {
            (x, y) = (Margin, y + 24);
            Item("Letters", 0, bold: true, (_, _) => { });
            for (var i = 0; i < _letters.Count; i++)
            {
                var letter = i;
                var use = _letters[i].Type switch { "USES_ENCODER" => "as encoder", "USES_GENERATOR" => "as generator", "USES_BACKBONE" => "as backbone", _ => "as ancestor" };
                Item($"{TextMetrics.Fit(Markdown.OneLine(_lineage.Knowledge.Node(_letters[i].Id).Name), 140, 13)} {use}", 18, bold: false, (at, line) => PaintLetter(at, line - 11, letter));
            }
        }
        return y;

        void Item(string text, double room, bool bold, Action<double, double> sign)
        {
            var needed = room + TextMetrics.Width(text, 13, bold) + 18;
            if (x + needed - 18 > width - Margin && x > Margin)
                (x, y) = (Margin + 72, y + 22);
            sign(x, y);
            _svg.Text(x + room, y, text, 13, bold ? "text" : "soft", bold: bold);
            x = bold ? Margin + 72 : x + needed;
        }
    }

    private static readonly ImmutableArray<(string Type, string Words)> Relations =
        [("DERIVED_FROM", "derived from"), ("USES_BACKBONE", "language backbone"), ("USES_ENCODER", "encoder"), ("USES_GENERATOR", "generator")];

    private static string Style(string relation) => relation switch { "DERIVED_FROM" => "s0", "USES_BACKBONE" => "s1", "USES_GENERATOR" => "s3", _ => "s2" };

    private const string Styles =
        ".e{fill:none;stroke-width:1.6;stroke-linejoin:round}.s0{stroke-width:2}.s1{stroke-dasharray:8 3}.s2{stroke-dasharray:1 4;stroke-linecap:round;stroke-width:2.2}"
        + ".s3{stroke-dasharray:9 3 2 3}.faint{opacity:.45;stroke-width:1.2}.n{stroke-width:1.2}\n";
}
