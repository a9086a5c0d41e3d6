using System.Globalization;
using MultimodalPapers.Analysis;

namespace MultimodalPapers.Reports.Drawing;

/// <summary>A map of the field: clusters as areas, papers as points, ties between clusters as lines; the central papers of each area are named.</summary>
/// <remarks>
/// Areas are as large as they have members. They are drawn together by their ties and pushed apart where they or their names would overlap, so what is close on the map is close
/// in the field. Inside an area points lie on a sunflower's spiral.
/// </remarks>
internal sealed class FieldMap
{
    private const int MostAreas = 24;
    private const int Rounds = 400;
    private const double Margin = 28;
    private const double Head = 84;
    private const double NameSize = 15;
    private const double NoteSize = 12.5;
    private const double PaperSize = 12;
    private const double Golden = 2.399963229728653;

    private readonly Clustering _clustering;
    private readonly Func<NodeScores, string> _nameOf;
    private readonly List<Area> _areas = [];
    private readonly Svg _svg = new();
    private readonly double _step;

    private FieldMap(Clustering clustering, Func<NodeScores, string> nameOf)
    {
        (_clustering, _nameOf) = (clustering, nameOf);
        var shown = clustering.Clusters.Take(MostAreas).ToList();
        // Points keep apart; with thousands they move together, so that the map stays one picture.
        _step = Math.Clamp(Math.Sqrt(230_000.0 / Math.Max(1, shown.Sum(c => c.Members.Length)) / Math.PI), 5, 15);
        foreach (var cluster in shown)
            _areas.Add(AreaOf(cluster));
    }

    private sealed class Area(Cluster cluster, double radius, List<string> name, string note)
    {
        public Cluster Cluster { get; } = cluster;
        public double Radius { get; } = radius;
        public List<string> Name { get; } = name;
        public string Note { get; } = note;

        /// <summary>Half the width and the height of area and name together.</summary>
        public double HalfWidth { get; } = Math.Max(radius, Math.Max(name.Max(line => TextMetrics.Width(line, NameSize, bold: true)), TextMetrics.Width(note, NoteSize)) / 2) + 9;
        public double Height { get; } = (2 * radius) + (name.Count * 18) + 34;

        /// <summary>The middle of area and name together.</summary>
        public double X { get; set; }
        public double Y { get; set; }
        public double CentreY => Y - (Height / 2) + Radius + 6;
    }

    /// <summary>Draws the map; null where there is no cluster.</summary>
    /// <param name="clustering">What to draw.</param>
    /// <param name="nameOf">A short name of a paper or model.</param>
    public static Picture? Draw(Clustering clustering, Func<NodeScores, string> nameOf) =>
        clustering.Clusters.IsEmpty ? null : new FieldMap(clustering, nameOf).Paint();

    private Area AreaOf(Cluster cluster)
    {
        var years = LineageReport.Span(cluster.Years.Select(y => y.Year));
        var note = $"{ReportContext.Count(cluster.Members.Length, "paper")}{(years.Length > 0 ? $", {years}" : "")}";
        var radius = (_step * Math.Sqrt(cluster.Members.Length)) + 9;
        return new Area(cluster, radius, Wrap(Markdown.OneLine(cluster.Name), Math.Max(185, 2 * radius)), note);
    }

    /// <summary>Two lines at most; what is longer ends in an ellipsis.</summary>
    private static List<string> Wrap(string text, double width)
    {
        if (TextMetrics.Width(text, NameSize, bold: true) <= width)
            return [text];
        var words = text.Split(' ');
        var first = words[0];
        var used = 1;
        while (used < words.Length && TextMetrics.Width($"{first} {words[used]}", NameSize, bold: true) <= width)
            first += " " + words[used++];
        var rest = string.Join(' ', words[used..]);
        return rest.Length == 0 ? [TextMetrics.Fit(first, width, NameSize, bold: true)] : [TextMetrics.Fit(first, width, NameSize, bold: true), TextMetrics.Fit(rest, width, NameSize, bold: true)];
    }

    private Picture Paint()
    {
        Arrange();
        var (left, right) = (_areas.Min(a => a.X - a.HalfWidth), _areas.Max(a => a.X + a.HalfWidth));
        var (top, bottom) = (_areas.Min(a => a.Y - (a.Height / 2)), _areas.Max(a => a.Y + (a.Height / 2)));
        var width = Math.Max(860, right - left + (2 * Margin));
        foreach (var area in _areas)
            (area.X, area.Y) = (area.X - left + ((width - (right - left)) / 2), area.Y - top + Head + 6);
        var height = bottom - top + Head + 26;
        _svg.Text(Margin, 38, "A map of the field", 24, "text", bold: true);
        _svg.Text(Margin, 60, TextMetrics.Fit(Subtitle(), width - (2 * Margin), 13.5), 13.5, "soft");
        PaintTies();
        foreach (var area in _areas)
            PaintArea(area);
        foreach (var area in _areas)
            PaintNames(area);
        return _svg.Finish(width, height, "A map of the field", string.Join("; ", _areas.Select(a => $"{Markdown.OneLine(a.Cluster.Name)}: {a.Note}")), Palette.Styles(Styles));
    }

    private string Subtitle()
    {
        var text = "Points are papers; an area holds what belongs together. Lines: what two areas share. Large points: central papers.";
        if (_clustering.Clusters.Length > MostAreas)
            text += string.Create(CultureInfo.InvariantCulture, $" {_clustering.Clusters.Length - MostAreas} small clusters are left out.");
        return text;
    }

    /// <summary>Finds places by forces: ties pull, the middle pulls a little, overlaps push.</summary>
    private void Arrange()
    {
        for (var i = 0; i < _areas.Count; i++)
        {
            var distance = 60 * Math.Sqrt(i) * Math.Max(1, _areas[0].Radius / 60);
            (_areas[i].X, _areas[i].Y) = (1.5 * distance * Math.Cos(i * Golden), distance * Math.Sin(i * Golden));
        }
        var number = new Dictionary<int, Area>();
        foreach (var area in _areas)
            number.Add(area.Cluster.Number, area);
        for (var round = 0; round < Rounds; round++)
        {
            var cooling = 1 - (round / (double)Rounds);
            foreach (var area in _areas)
            {
                foreach (var neighbor in area.Cluster.Neighbors)
                {
                    if (!number.TryGetValue(neighbor.Number, out var other))
                        continue;
                    var pull = 0.06 * cooling * Math.Min(1, neighbor.Share * 2);
                    (area.X, area.Y) = (area.X + ((other.X - area.X) * pull), area.Y + ((other.Y - area.Y) * pull));
                }
                // Stronger upwards and downwards, since pages are wider than high.
                (area.X, area.Y) = (area.X * (1 - (0.012 * cooling)), area.Y * (1 - (0.024 * cooling)));
            }
            Separate(0.5);
        }
        for (var round = 0; round < 600 && Separate(1); round++)
        {
        }
    }

    /// <summary>Pushes overlapping areas apart along the shorter way.</summary>
    /// <returns>Whether any overlapped.</returns>
    private bool Separate(double force)
    {
        var any = false;
        for (var i = 0; i < _areas.Count; i++)
        {
            for (var j = i + 1; j < _areas.Count; j++)
            {
                var (a, b) = (_areas[i], _areas[j]);
                var dx = a.HalfWidth + b.HalfWidth + 4 - Math.Abs(a.X - b.X);
                var dy = ((a.Height + b.Height) / 2) + 4 - Math.Abs(a.Y - b.Y);
                if (dx <= 0.01 || dy <= 0.01)
                    continue;
                any = true;
                if (dx < dy)
                {
                    var push = force * dx / 2 * (a.X < b.X || (a.X == b.X && i < j) ? 1 : -1);
                    (a.X, b.X) = (a.X - push, b.X + push);
                }
                else
                {
                    var push = force * dy / 2 * (a.Y < b.Y || (a.Y == b.Y && i < j) ? 1 : -1);
                    (a.Y, b.Y) = (a.Y - push, b.Y + push);
                }
            }
        }
        return any;
    }

    private void PaintTies()
    {
        var number = new Dictionary<int, Area>();
        foreach (var area in _areas)
            number.Add(area.Cluster.Number, area);
        var ties = _areas.SelectMany(a => a.Cluster.Neighbors.Where(n => n.Number > a.Cluster.Number && number.ContainsKey(n.Number)).Select(n => (From: a, To: number[n.Number], n.Weight))).ToList();
        var most = ties.Count == 0 ? 1 : ties.Max(t => t.Weight);
        foreach (var (from, to, weight) in ties)
        {
            if (weight >= most * 0.04)
                _svg.Raw($"<path class=\"tie ink\" stroke-width=\"{Svg.N(Math.Max(0.8, 9 * weight / most))}\" d=\"M{Svg.N(from.X)} {Svg.N(from.CentreY)}L{Svg.N(to.X)} {Svg.N(to.CentreY)}\"/>");
        }
    }

    private void PaintArea(Area area)
    {
        var group = Palette.Of(area.Cluster.Number - 1);
        _svg.Circle(area.X, area.CentreY, area.Radius, $"area {group} {group}f");
        var named = Named(area);
        var places = Places(area);
        var order = new List<NodeScores>();
        foreach (var member in area.Cluster.Members)
        {
            if (!named.Exists(n => n.Score == member))
                order.Add(member);
        }
        var free = Enumerable.Range(0, places.Count).Where(i => !named.Exists(n => n.Place == i)).ToList();
        for (var i = 0; i < order.Count; i++)
            _svg.Circle(places[free[i]].X, places[free[i]].Y, Math.Min(3.2, _step * 0.34), $"{group}d dot", _nameOf(order[i]));
        foreach (var (_, place, name) in named)
            _svg.Circle(places[place].X, places[place].Y, Math.Min(5, _step * 0.5), $"{group}d", name);
    }

    private List<(double X, double Y)> Places(Area area) =>
        [.. Enumerable.Range(0, area.Cluster.Members.Length).Select(k => (area.X + (_step * Math.Sqrt(k + 0.5) * Math.Cos(k * Golden)), area.CentreY + (_step * Math.Sqrt(k + 0.5) * Math.Sin(k * Golden))))];

    /// <summary>The central papers that an area has room to name, each with the point that stands for it: one below the other, so that names do not meet.</summary>
    private List<(NodeScores Score, int Place, string Name)> Named(Area area)
    {
        const double line = 27;
        var rows = Math.Clamp((int)((2 * area.Radius) - 14) / (int)line, 1, 7);
        var places = Places(area);
        var named = new List<(NodeScores, int, string)>();
        var used = new HashSet<int>();
        for (var i = 0; i < Math.Min(rows, area.Cluster.Members.Length); i++)
        {
            var wanted = area.CentreY + ((i - ((Math.Min(rows, area.Cluster.Members.Length) - 1) / 2.0)) * line) + 6;
            var room = 2 * Math.Sqrt(Math.Max(0, (area.Radius * area.Radius) - Math.Pow(Math.Abs(wanted - 6 - area.CentreY), 2)));
            var name = TextMetrics.Fit(_nameOf(area.Cluster.Members[i]), Math.Max(60, room - 8), PaperSize);
            var place = Enumerable.Range(0, places.Count).Where(p => !used.Contains(p)).MinBy(p => Math.Pow(places[p].Y - wanted, 2) + (0.3 * Math.Pow(places[p].X - area.X, 2)));
            if (!used.Add(place))
                continue;
            named.Add((area.Cluster.Members[i], place, name));
        }
        return named;
    }

    private void PaintNames(Area area)
    {
        var places = Places(area);
        foreach (var (score, place, name) in Named(area).OrderBy(n => places[n.Place].Y))
        {
            // Inside the area above its point, as far as the round edge and the names above allow; else the point goes without.
            var half = TextMetrics.Width(name, PaperSize) / 2;
            var y = places[place].Y - 8;
            var reach = Math.Sqrt(Math.Max(0, (area.Radius * area.Radius) - Math.Pow(y - area.CentreY - 4, 2)));
            var x = Math.Clamp(places[place].X, area.X - Math.Max(0, reach - half), area.X + Math.Max(0, reach - half));
            var box = new LabelBox(name, x - half - 1, y - 10, x + half + 1, y + 3);
            if (half > area.HalfWidth - 4 || _svg.Labels.Any(box.Overlaps))
                continue;
            _svg.Text(x, y, name, PaperSize, "text halo", "middle", title: _nameOf(score));
        }
        var line = area.CentreY + area.Radius + 19;
        foreach (var text in area.Name)
        {
            _svg.Text(area.X, line, text, NameSize, "text halo", "middle", bold: true, title: Markdown.OneLine(area.Cluster.Name));
            line += 18;
        }
        _svg.Text(area.X, line - 1, area.Note, NoteSize, "soft halo", "middle");
    }

    private const string Styles =
        ".area{stroke-width:1.2;fill-opacity:1}.tie{fill:none;opacity:.28}.dot{opacity:.55}.halo{paint-order:stroke;stroke-width:3px;stroke-linejoin:round;stroke:#ffffff;stroke-opacity:.85}\n"
        + "@media (prefers-color-scheme:dark){.halo{stroke:#0d1117}}\n";
}
