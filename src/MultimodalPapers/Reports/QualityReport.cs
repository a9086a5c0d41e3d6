using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using MultimodalPapers.Extraction;
using MultimodalPapers.Graph;
using MultimodalPapers.Reports.Drawing;
using MultimodalPapers.Resolution;

namespace MultimodalPapers.Reports;

/// <summary>What is uncertain, so that a reader knows how far to trust the rest and a keeper of a list what to mend.</summary>
internal sealed class QualityReport
{
    private const int Most = 100;

    private readonly ReportContext _context;
    private readonly StringBuilder _page = new();
    private readonly List<(string Heading, string Anchor, int Count)> _sections = [];
    private readonly List<ReportFile> _drawings = [];

    private QualityReport(ReportContext context) => _context = context;

    public static IEnumerable<ReportFile> Write(ReportContext context, out ImmutableArray<(string Heading, string Anchor, int Count)> findings)
    {
        var report = new QualityReport(context);
        report.Disagreements();
        report.DoubtfulMerges();
        report.LowConfidence();
        report.ThinEntries();
        report.UnknownNames();
        report.Undocumented();
        report.Cycles();
        report.OlderChildren();
        findings = [.. report._sections];
        var page = new StringBuilder("# Quality: what is uncertain\n\n[Summary](README.md) · [Lineage](lineage.md) · [Clusters](clusters.md) · [Field](field.md) · **Quality**\n\n");
        page.Append("| What | How many |\n| --- | ---: |\n");
        foreach (var (heading, anchor, count) in report._sections)
            page.Append(CultureInfo.InvariantCulture, $"| [{heading}](#{anchor}) | {count:N0} |\n");
        page.Append('\n').Append(report._page);
        return [.. report._drawings, new ReportFile("quality.md", page.ToString().TrimEnd('\n') + "\n")];
    }

    private void Begin(string heading, string anchor, int count, string what, string none)
    {
        _sections.Add((heading, anchor, count));
        _page.Append(CultureInfo.InvariantCulture, $"<a id=\"{anchor}\"></a>\n\n## {heading}\n\n").Append(count == 0 ? none : what).Append("\n\n");
    }

    private void End(int count)
    {
        if (count > Most)
            _page.Append(CultureInfo.InvariantCulture, $"\nAnd {count - Most:N0} more.\n");
        _page.Append('\n');
    }

    private string Places(IEnumerable<Place> places, int most = 4) => _context.Evidence.Of([.. places.Select(p => p.ToString())], most) is { Length: > 2 } text ? text[1..^1] : "";

    private string Name(string id)
    {
        if (_context.Graph.TryGetNode(id, out var node))
            return _context.Link(node);
        var parts = id.Split('|');
        return parts.Length == 3 && _context.Graph.TryGetNode(parts[0], out var start) && _context.Graph.TryGetNode(parts[2], out var end)
            ? $"{_context.Link(start)}, {ReportContext.Words(parts[1])} {_context.Link(end)}" : Markdown.Escape(id);
    }

    private void Disagreements()
    {
        var all = _context.Input.Resolution?.Disagreements ?? FromGraph();
        Begin("Sources that disagree", "disagreements", all.Length, "Each row is one thing of which lists, or entries of one list, say different things. The graph took the first; both are kept.", "No two entries say different things of one thing.");
        if (all.IsEmpty)
            return;
        _page.Append("| Of what | What | The graph took | Others say |\n| --- | --- | --- | --- |\n");
        foreach (var one in all.Take(Most))
        {
            _page.Append(CultureInfo.InvariantCulture, $"| {Name(one.Node)} | {Markdown.Escape(Field(one.Field))} | {Value(one.Values[0])} | {string.Join("<br>", one.Values.Skip(1).Select(Value))} |\n");
        }
        End(all.Length);

        string Value(StatedValue value) => $"“{Markdown.Escape(value.Value, 200)}” {Places(value.Places)}".TrimEnd();

        static string Field(string field) => GraphSchema.Lineage.Contains(field) ? ReportContext.Words(field) : field;
    }

    /// <summary>What the graph's own properties keep of disagreements: papers with several titles, years or venues. Which place says which is known to the lists alone.</summary>
    private ImmutableArray<Disagreement> FromGraph()
    {
        var found = ImmutableArray.CreateBuilder<Disagreement>();
        foreach (var paper in _context.Nodes(GraphSchema.Paper))
        {
            foreach (var (property, field) in new[] { ("titles", "title"), ("years", "year"), ("venues", "venue") })
            {
                ImmutableArray<string> values = paper.Properties[property] switch
                {
                    ImmutableArray<string> texts => texts,
                    ImmutableArray<long> numbers => [.. numbers.Select(n => n.ToString(CultureInfo.InvariantCulture))],
                    _ => [],
                };
                if (values.Length < 2)
                    continue;
                ImmutableArray<Place> places = [.. paper.Properties.Texts("entries").Select(EvidenceLinks.Split).Where(p => p.Line > 0).Select(p => new Place(p.File, p.Line))];
                found.Add(new Disagreement(paper.Id, field, [.. values.Select((v, i) => new StatedValue(v, i == values.Length - 1 ? places : []))]));
            }
        }
        return found.ToImmutable();
    }

    private void DoubtfulMerges()
    {
        const string heading = "Doubtful merges";
        if (_context.Input.Resolution is not { } resolution)
        {
            _page.Append("<a id=\"merges\"></a>\n\n## Doubtful merges\n\nThis report was made from a graph file, which does not say how entries were joined; a report made by `build` does.\n\n");
            return;
        }
        var merges = resolution.Merges.Where(m => m.Doubtful).ToList();
        // A join in doubt stands among both.
        var pairs = merges.Select(m => (m.First, m.Second)).ToHashSet();
        var doubts = resolution.Doubts.Where(d => !d.Joined || !pairs.Contains((d.First, d.Second))).ToList();
        Begin(heading, "merges", merges.Count + doubts.Count, "Entries that were taken for one work, or for two, without certainty.", "No two entries were joined, or kept apart, with any doubt.");
        if (merges.Count + doubts.Count == 0)
            return;
        _page.Append("| Decision | Entry | Entry | Why | Alike |\n| --- | --- | --- | --- | ---: |\n");
        foreach (var merge in merges.Take(Most))
            _page.Append(CultureInfo.InvariantCulture, $"| joined as {Name(merge.Node)} | {Entry(merge.First)} | {Entry(merge.Second)} | {Words(merge.Rule)}: {Markdown.Escape(merge.Key, 160)} | {merge.Score:0.00} |\n");
        foreach (var doubt in doubts.Take(Most))
            _page.Append(CultureInfo.InvariantCulture, $"| {(doubt.Joined ? "joined" : "kept apart")} | {Entry(doubt.First)} | {Entry(doubt.Second)} | {Markdown.Escape(doubt.Why, 240)} | {doubt.Score:0.00} |\n");
        End(Math.Max(merges.Count, doubts.Count));
    }

    private Dictionary<Place, string>? _titles;

    /// <summary>An entry by its title and its place.</summary>
    private string Entry(Place place)
    {
        _titles ??= TitlesByPlace();
        return $"{(_titles.TryGetValue(place, out var title) ? Markdown.Escape(title, 140) + " " : "")}{Places([place])}";
    }

    private Dictionary<Place, string> TitlesByPlace()
    {
        var titles = new Dictionary<Place, string>();
        foreach (var listed in _context.Graph.Relationships.Where(r => r.Type == "LISTED_IN"))
        {
            foreach (var (source, quote) in listed.Properties.Texts("sources").Zip(listed.Properties.Texts("quotes")))
            {
                if (quote.Length > 0 && EvidenceLinks.Split(source) is (var file, > 0 and var line))
                    titles.TryAdd(new Place(file, line), quote);
            }
        }
        return titles;
    }

    private static string Words(MergeRule rule) => rule switch
    {
        MergeRule.Arxiv => "same arXiv identifier",
        MergeRule.Title => "same title",
        MergeRule.TitleTypo => "titles differ by typing errors",
        MergeRule.TitlePart => "one title leaves words out",
        MergeRule.Repository => "same repository",
        MergeRule.Name => "a name alone, and the work that introduces it",
        MergeRule.Catalogue => "spelling known to the catalogue",
        _ => "spelling",
    };

    private void LowConfidence()
    {
        var low = _context.Graph.Relationships.Where(r => Confidence(r) < _context.Options.LowConfidence).OrderBy(Confidence).ThenBy(r => r.Id, StringComparer.Ordinal).ToList();
        var limit = _context.Options.LowConfidence.ToString("0.##", CultureInfo.InvariantCulture);
        Begin("Facts of low confidence", "confidence", low.Count, $"Statements that a rule reads with a confidence below {limit}, least sure first.", $"No statement was read with a confidence below {limit}.");
        if (low.Count == 0)
            return;
        _page.Append("| Statement | Words | Where | Rule | Confidence |\n| --- | --- | --- | --- | ---: |\n");
        foreach (var one in low.Take(Most))
        {
            var quote = one.Properties.Texts("quotes").FirstOrDefault(q => q.Length > 0);
            _page.Append(CultureInfo.InvariantCulture, $"| {_context.Link(_context.Graph.Node(one.Start))} {ReportContext.Words(one.Type)} {_context.Link(_context.Graph.Node(one.End))} | {(quote is null ? "" : $"“{Markdown.Escape(quote, 100)}”")} | {_context.Evidence.Of(one)} | {Markdown.Escape(one.Properties.Texts("rules").FirstOrDefault() ?? "?")} | {Confidence(one):0.00} |\n");
        }
        End(low.Count);
    }

    private static double Confidence(GraphRelationship relationship) => relationship.Properties["confidence"] switch { double d => d, long l => l, _ => 1 };

    private void ThinEntries()
    {
        var thin = new List<(GraphNode Paper, string Lacks)>();
        foreach (var paper in _context.Nodes(GraphSchema.Paper))
        {
            var facts = _context.Graph.Outgoing(paper.Id).Where(r => r.Type is not ("LISTED_IN" or "IN_TOPIC")).Select(r => r.Type).ToHashSet(StringComparer.Ordinal);
            var lacks = new List<string>(5);
            if (paper.Properties.Text("title") is null)
                lacks.Add("title");
            if (paper.Properties.Text("url") is null && paper.Properties.Text("code") is null && paper.Properties.Text("project") is null)
                lacks.Add("link");
            if (paper.Properties.Number("year") is null)
                lacks.Add("year");
            if (!facts.Remove("AUTHORED_BY"))
                lacks.Add("people");
            facts.Remove("PUBLISHED_IN");
            if (facts.Count == 0)
                lacks.Add("any named model, technique, dataset or organisation");
            if (lacks.Count >= 3 || lacks.Contains("title"))
                thin.Add((paper, string.Join(", ", lacks)));
        }
        thin.Sort((a, b) => b.Lacks.Count(c => c == ',').CompareTo(a.Lacks.Count(c => c == ',')) is var order and not 0 ? order : string.CompareOrdinal(a.Paper.Id, b.Paper.Id));
        Begin("Entries with little in them", "thin", thin.Count, "Works of which the lists say so little that three things or more of title, link, year, people and facts are missing.", "Every entry has most of title, link, year, people and facts.");
        if (thin.Count == 0)
            return;
        _page.Append("| Entry | Lacks | Where |\n| --- | --- | --- |\n");
        foreach (var (paper, lacks) in thin.Take(Most))
            _page.Append(CultureInfo.InvariantCulture, $"| {ReportContext.PaperLink(paper)} | {lacks} | {_context.Listed(paper)} |\n");
        End(thin.Count);
    }

    private void UnknownNames()
    {
        if (_context.Input.Catalogue is not { } catalogue)
            return;
        var unknown = new List<(GraphNode Node, int Uses)>();
        foreach (var (label, kind) in Kinds)
        {
            foreach (var node in _context.Nodes(label))
            {
                if (catalogue.Find(kind, node.Name) is null && _context.Graph.Incoming(node.Id).Count(r => r.Properties.Text("basis") != "background") is > 0 and var uses)
                    unknown.Add((node, uses));
            }
        }
        unknown.Sort((a, b) => b.Uses.CompareTo(a.Uses) is var order and not 0 ? order : string.CompareOrdinal(a.Node.Name, b.Node.Name) is var name and not 0 ? name : string.CompareOrdinal(a.Node.Id, b.Node.Id));
        Begin("Names that the catalogue lacks", "names", unknown.Count, "Read from the entries by their form alone, most named first. `catalogue suggest` writes them as a catalogue file to check and keep.", "The catalogue knows every name that the lists use.");
        if (unknown.Count == 0)
            return;
        _page.Append("| Name | Kind | Named | Where |\n| --- | --- | ---: | --- |\n");
        foreach (var (node, uses) in unknown.Take(Most))
            _page.Append(CultureInfo.InvariantCulture, $"| {_context.Link(node)} | {node.Label} | {uses:N0} | {_context.Evidence.Of(_context.Named(node.Id))} |\n");
        End(unknown.Count);
    }

    private static readonly ImmutableArray<(string, ThingKind)> Kinds =
        [(GraphSchema.Model, ThingKind.Model), (GraphSchema.Technique, ThingKind.Technique), (GraphSchema.Dataset, ThingKind.Dataset), (GraphSchema.Organization, ThingKind.Organization)];

    private void Undocumented()
    {
        var named = new List<(GraphNode Node, int Uses)>();
        foreach (var (label, _) in Kinds)
        {
            foreach (var node in _context.Nodes(label).Where(n => n.Properties.Flag("documented") == false))
            {
                if (_context.Graph.Incoming(node.Id).Count(r => r.Type != "DEVELOPED" && r.Properties.Text("basis") != "background") is > 1 and var uses)
                    named.Add((node, uses));
            }
        }
        named.Sort((a, b) => b.Uses.CompareTo(a.Uses) is var order and not 0 ? order : string.CompareOrdinal(a.Node.Name, b.Node.Name) is var name and not 0 ? name : string.CompareOrdinal(a.Node.Id, b.Node.Id));
        Begin("Named by many, presented by none", "undocumented", named.Count, "What several entries name, and no list has an entry of its own for.", "Whatever several entries name has an entry of its own.");
        if (named.Count == 0)
            return;
        _page.Append("| Name | Kind | Named | Where |\n| --- | --- | ---: | --- |\n");
        foreach (var (node, uses) in named.Take(Most))
            _page.Append(CultureInfo.InvariantCulture, $"| {_context.Link(node)} | {node.Label} | {uses:N0} | {_context.Evidence.Of(_context.Named(node.Id))} |\n");
        End(named.Count);
    }

    private void Cycles()
    {
        var cycles = _context.Lineage.Cycles;
        Begin("Circles in the lineage", "circles", cycles.Length, "Models that descend from themselves. One of the statements of each circle is wrong.", "No model descends from itself.");
        for (var i = 0; i < Math.Min(cycles.Length, Most); i++)
        {
            var round = cycles[i].Round;
            if (i < 10 && CycleDrawing.Draw(cycles[i], _context.Graph) is { } picture)
            {
                var file = string.Create(CultureInfo.InvariantCulture, $"svg/circle-{i + 1}.svg");
                _drawings.Add(new ReportFile(file, picture.Svg));
                _page.Append(CultureInfo.InvariantCulture, $"![A circle of {cycles[i].Models.Length} models]({file})\n\n");
            }
            foreach (var edge in round)
                _page.Append(CultureInfo.InvariantCulture, $"- {_context.Link(_context.Graph.Node(edge.Source))} {ReportContext.Words(edge.Type)} {_context.Link(_context.Graph.Node(edge.Target))} {_context.Evidence.Of(edge.Relationship)}\n");
            if (cycles[i].Edges.Length > round.Length)
                _page.Append(CultureInfo.InvariantCulture, $"- and {ReportContext.Count(cycles[i].Edges.Length - round.Length, "more statement")} among these {cycles[i].Models.Length:N0} models\n");
            _page.Append('\n');
        }
    }

    private void OlderChildren()
    {
        var older = _context.Lineage.Edges.Where(e => _context.Forest.Year(e.Source) < _context.Forest.Year(e.Target)).ToList();
        Begin("Children older than their parents", "older", older.Count, "A statement that a model grew out of a later one. Either a year or the statement is wrong, or a name stands for two models.", "No model is older than what it is said to be made of.");
        if (older.Count == 0)
            return;
        _page.Append("| Child | Year | Relation | Parent | Year | Where |\n| --- | ---: | --- | --- | ---: | --- |\n");
        foreach (var edge in older.Take(Most))
            _page.Append(CultureInfo.InvariantCulture, $"| {_context.Link(_context.Graph.Node(edge.Source))} | {_context.Forest.Year(edge.Source)} | {ReportContext.Words(edge.Type)} | {_context.Link(_context.Graph.Node(edge.Target))} | {_context.Forest.Year(edge.Target)} | {_context.Evidence.Of(edge.Relationship)} |\n");
        End(older.Count);
    }
}
