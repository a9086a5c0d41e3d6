using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using MultimodalPapers.Analysis;
using MultimodalPapers.Graph;

namespace MultimodalPapers.Reports;

/// <summary>The models' pages: what each is, who made it, its ancestors and descendants, its techniques, where it is listed, and the words that say so.</summary>
/// <remarks>
/// Models that begin with the same letter share a file, and a file that would grow too long for GitHub to show is split. So a folder of a thousand models stays a dozen
/// files to browse, and each model has an address of its own.
/// </remarks>
internal sealed class ModelPages
{
    private const int MostOnAPage = 120;
    private const int MostDescendants = 60;

    /// <summary>Of a model with more descendants only the nearest are looked up: no page could name all.</summary>
    private const int ManyDescendants = 1000;
    private const string Folder = "models/";

    private readonly ReportContext _context;
    private readonly EvidenceLinks _evidence;
    private readonly Dictionary<string, (string File, string Anchor)> _places = new(StringComparer.Ordinal);
    private readonly List<(string File, string Heading, List<GraphNode> Models)> _files = [];

    public ModelPages(ReportContext context)
    {
        _context = context;
        _evidence = context.Evidence.Below(context.Options.ListBase);
        var groups = Chosen(context).GroupBy(Initial).OrderBy(g => g.Key, StringComparer.Ordinal);
        foreach (var group in groups)
        {
            var models = group.OrderBy(m => m.Name, StringComparer.OrdinalIgnoreCase).ThenBy(m => m.Id, StringComparer.Ordinal).ToList();
            var parts = (models.Count + MostOnAPage - 1) / MostOnAPage;
            for (var part = 0; part < parts; part++)
                AddFile(group.Key, models.GetRange(part * MostOnAPage, Math.Min(MostOnAPage, models.Count - (part * MostOnAPage))), parts == 1 ? 0 : part + 1);
        }
    }

    private static IEnumerable<GraphNode> Chosen(ReportContext context)
    {
        var models = context.Lineage.Models;
        return models.Length <= context.Options.ModelPages ? models
            : models.OrderByDescending(m => context.Lineage.DescendantCount(m.Id)).ThenByDescending(m => context.Graph.Incoming(m.Id).Count() + context.Graph.Outgoing(m.Id).Count()).ThenBy(m => m.Id, StringComparer.Ordinal).Take(context.Options.ModelPages);
    }

    /// <summary>How many models have a page.</summary>
    public int Count => _places.Count;

    /// <summary>The files' addresses from the report folder, with what they hold.</summary>
    public IEnumerable<(string File, string Heading, int Models)> Files => _files.Select(f => (Folder + f.File, f.Heading, f.Models.Count));

    /// <summary>The address of a model from the report folder; null for what has no page.</summary>
    public string? AddressOf(string id) => _places.TryGetValue(id, out var place) ? $"{Folder}{place.File}#{place.Anchor}" : null;

    public IEnumerable<ReportFile> Write() => _files.Select(f => new ReportFile(Folder + f.File, Page(f.Heading, f.Models)));

    private static string Initial(GraphNode model)
    {
        if (model.Label != GraphSchema.Model)
            return "unnamed";
        var first = model.Name.EnumerateRunes().Select(r => Text.Folding.Key(r.ToString())).FirstOrDefault(key => key.Length > 0 && char.IsLetterOrDigit(key[0]));
        return first is null or "" ? "other" : first[0] is >= 'a' and <= 'z' ? first[..1] : char.IsAsciiDigit(first[0]) ? "0-9" : "other";
    }

    private void AddFile(string initial, List<GraphNode> models, int part)
    {
        var heading = initial switch { "unnamed" => "Works whose model has no name", "other" => "Models: other scripts", _ => $"Models: {initial.ToUpperInvariant()}" };
        var file = part == 0 ? $"{initial}.md" : string.Create(CultureInfo.InvariantCulture, $"{initial}-{part}.md");
        if (part > 0)
            heading = string.Create(CultureInfo.InvariantCulture, $"{heading} ({part})");
        var anchors = new HashSet<string>(StringComparer.Ordinal);
        foreach (var model in models)
        {
            var anchor = Anchor(model.Id);
            for (var i = 2; !anchors.Add(anchor); i++)
                anchor = string.Create(CultureInfo.InvariantCulture, $"{Anchor(model.Id)}-{i}");
            _places.Add(model.Id, (file, anchor));
        }
        _files.Add((file, heading, models));
    }

    /// <summary>An id that every Markdown reader takes: lower-case ASCII letters, digits, points and hyphens.</summary>
    internal static string Anchor(string id)
    {
        var anchor = new StringBuilder(id.Length);
        foreach (var rune in id.EnumerateRunes())
        {
            if (rune.IsAscii && (Rune.IsLetterOrDigit(rune) || rune.Value is '.' or '-'))
                anchor.Append(char.ToLowerInvariant((char)rune.Value));
            else if (!rune.IsAscii)
                anchor.Append(CultureInfo.InvariantCulture, $"u{rune.Value:x}");
            else if (anchor.Length > 0 && anchor[^1] != '-')
                anchor.Append('-');
        }
        var trimmed = anchor.ToString().Trim('-', '.');
        return trimmed.StartsWith("model-", StringComparison.Ordinal) ? trimmed["model-".Length..] : trimmed.Length == 0 ? "model" : trimmed;
    }

    private string Page(string heading, List<GraphNode> models)
    {
        var page = new StringBuilder();
        page.Append(CultureInfo.InvariantCulture, $"# {heading}\n\n[Lineage](../lineage.md) · [Field](../field.md) · [Clusters](../clusters.md) · [Quality](../quality.md)\n\n");
        page.Append(string.Join(" · ", models.Select(m => $"[{Markdown.Escape(m.Name, 60)}](#{_places[m.Id].Anchor})"))).Append("\n\n");
        foreach (var model in models)
            WriteModel(page, model);
        return page.ToString().TrimEnd('\n') + "\n";
    }

    private void WriteModel(StringBuilder page, GraphNode model)
    {
        page.Append(CultureInfo.InvariantCulture, $"<a id=\"{_places[model.Id].Anchor}\"></a>\n\n## {Markdown.Escape(model.Name)}\n\n");
        page.Append(Description(model)).Append("\n\n");
        var start = page.Length;
        var incoming = _context.Graph.Incoming(model.Id).ToList();
        var papers = model.Label == GraphSchema.Paper ? [model] : incoming.Where(r => r.Type == "INTRODUCES").Select(r => _context.Graph.Node(r.Start)).ToList();
        WriteMakers(page, incoming);
        foreach (var introduction in incoming.Where(r => r.Type == "INTRODUCES"))
            WriteFact(page, "Presented in", introduction, _context.Graph.Node(introduction.Start));
        if (model.Label == GraphSchema.Paper)
            page.Append(CultureInfo.InvariantCulture, $"- **Listed** as {ReportContext.PaperLink(model)} {_context.Listed(model, _evidence)}\n");
        else
            WriteListed(page, papers);
        WritePaperFacts(page, papers);
        // Without facts there is nothing that the next heading needs to stand apart from.
        if (page.Length == start)
            page.Length--;
        WriteAncestors(page, model);
        WriteDescendants(page, model);
        WriteMentions(page, incoming);
        page.Append('\n');
    }

    private string Description(GraphNode model)
    {
        var type = model.Labels.Length > 1 ? model.Labels[1] switch
        {
            "LanguageModel" => "Language model",
            "Encoder" => "Encoder",
            "Generator" => "Generator",
            "MultimodalModel" => "Multimodal model",
            var other => Markdown.Escape(other),
        } : model.Label == GraphSchema.Paper ? "A work that names no model of its own" : "Model";
        var parts = new List<string> { type };
        if (_context.Forest.Year(model.Id) is { } year)
            parts.Add(year.ToString(CultureInfo.InvariantCulture));
        var root = _context.Forest.Root(model.Id);
        if (root != model.Id)
            parts.Add($"family {Link(_context.Graph.Node(root))}");
        if (_context.Lineage.DescendantCount(model.Id) is > 0 and var count)
            parts.Add(ReportContext.Count(count, "descendant"));
        if (model.Properties.Text("primarySource") is { } source)
            parts.Add(Markdown.Link(source, EvidenceLinks.UrlOf(source)));
        if (model.Properties.Texts("spellings") is { IsEmpty: false } spellings)
            parts.Add($"also written {string.Join(", ", spellings.Take(8).Select(s => Markdown.Escape(s, 60)))}");
        if (model.Properties.Flag("documented") == false)
            parts.Add(_context.Named(model.Id).IsEmpty ? "known from the catalogue alone" : "named by the lists, presented by none");
        return string.Join(" · ", parts);
    }

    private void WriteMakers(StringBuilder page, List<GraphRelationship> incoming)
    {
        var makers = incoming.Where(r => r.Type == "DEVELOPED").ToList();
        if (makers.Count > 0)
            page.Append("- **Made by** ").Append(string.Join("; ", makers.Select(m => $"{Markdown.Escape(_context.Graph.Node(m.Start).Name)} {_evidence.Of(m)}"))).Append('\n');
    }

    private void WriteListed(StringBuilder page, List<GraphNode> papers)
    {
        var entries = papers.SelectMany(p => _context.Graph.Outgoing(p.Id)).Where(r => r.Type == "LISTED_IN").SelectMany(r => r.Properties.Texts("sources")).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToImmutableArray();
        if (!entries.IsEmpty)
            page.Append(CultureInfo.InvariantCulture, $"- **Listed at** {_evidence.Of(entries, 12)[1..^1]}\n");
    }

    private void WriteFact(StringBuilder page, string words, GraphRelationship fact, GraphNode other)
    {
        page.Append(CultureInfo.InvariantCulture, $"- **{words}** {Link(other)}{Venue(other)} {_evidence.Of(fact)}{Quote(fact)}\n");
    }

    private static string Venue(GraphNode paper) => paper.Label == GraphSchema.Paper && paper.Properties.Text("venue") is { } venue ? $", {Markdown.Escape(venue)}" : "";

    private void WritePaperFacts(StringBuilder page, List<GraphNode> papers)
    {
        foreach (var (type, words) in PaperFacts)
        {
            var facts = papers.SelectMany(p => _context.Graph.Outgoing(p.Id)).Where(r => r.Type == type).OrderBy(r => _context.Graph.Node(r.End).Name, StringComparer.Ordinal).ThenBy(r => r.Id, StringComparer.Ordinal).ToList();
            if (facts.Count == 0)
                continue;
            page.Append(CultureInfo.InvariantCulture, $"- **{words}** ");
            page.Append(string.Join("; ", facts.Select(f => $"{Link(_context.Graph.Node(f.End))}{Quote(f)} {_evidence.Of(f)}"))).Append('\n');
        }
    }

    private static readonly ImmutableArray<(string, string)> PaperFacts =
    [
        ("USES_TECHNIQUE", "Techniques"), ("TRAINED_ON", "Trained on"), ("EVALUATED_ON", "Evaluated on"), ("COMPARES_WITH", "Compared with"), ("FROM_ORGANIZATION", "From"),
    ];

    private void WriteAncestors(StringBuilder page, GraphNode model)
    {
        var ancestors = _context.Lineage.Ancestors(model.Id);
        if (ancestors.IsEmpty)
            return;
        page.Append("\n**Ancestors**\n\n");
        foreach (var edge in _context.Lineage.Parents(model.Id).OrderBy(e => e.Type, StringComparer.Ordinal).ThenBy(e => e.Target, StringComparer.Ordinal))
            page.Append(CultureInfo.InvariantCulture, $"- {ReportContext.Words(edge.Type)} {Link(_context.Graph.Node(edge.Target))}{Sizes(edge)}{Quote(edge.Relationship)} {_evidence.Of(edge.Relationship)}\n");
        var far = ancestors.Where(a => a.Depth > 1).ToList();
        if (far.Count > 0)
            page.Append(CultureInfo.InvariantCulture, $"- and through them {string.Join(", ", far.Take(MostDescendants).Select(a => $"{Link(a.Node)} {_evidence.Of(a.Links[0].Relationship, 1)}"))}{More(far.Count)}\n");
    }

    private void WriteDescendants(StringBuilder page, GraphNode model)
    {
        var count = _context.Lineage.DescendantCount(model.Id);
        if (count == 0)
            return;
        var descendants = _context.Lineage.Descendants(model.Id, count > ManyDescendants ? 2 : null);
        page.Append(CultureInfo.InvariantCulture, $"\n**Descendants** ({count:N0})\n\n");
        foreach (var relation in _context.Lineage.Children(model.Id).GroupBy(e => e.Type).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            var words = relation.Key switch { "USES_BACKBONE" => "backbone of", "USES_ENCODER" => "encoder of", "USES_GENERATOR" => "generator of", _ => "origin of" };
            var children = relation.OrderBy(e => _context.Forest.Year(e.Source) ?? int.MaxValue).ThenBy(e => _context.Graph.Node(e.Source).Name, StringComparer.Ordinal).ThenBy(e => e.Source, StringComparer.Ordinal).ToList();
            page.Append(CultureInfo.InvariantCulture, $"- {words} {string.Join(", ", children.Take(MostDescendants).Select(e => $"{Link(_context.Graph.Node(e.Source))} {_evidence.Of(e.Relationship, 1)}"))}{More(children.Count)}\n");
        }
        var far = descendants.Where(d => d.Depth > 1).ToList();
        var farCount = count - (descendants.Length - far.Count);
        if (farCount > 0)
            page.Append(CultureInfo.InvariantCulture, $"- and through them {string.Join(", ", far.Take(MostDescendants).Select(d => Link(d.Node)))}{More(farCount)}\n");
    }

    private void WriteMentions(StringBuilder page, List<GraphRelationship> incoming)
    {
        var mentions = incoming.Where(r => r.Type is "MENTIONS" or "COMPARES_WITH").ToList();
        if (mentions.Count > 0)
            page.Append(CultureInfo.InvariantCulture, $"\n**Named by** {string.Join("; ", mentions.Take(MostDescendants).Select(m => $"{Link(_context.Graph.Node(m.Start))}{Quote(m)} {_evidence.Of(m, 1)}"))}{More(mentions.Count)}\n");
    }

    private static string More(int count) => count > MostDescendants ? $" and {count - MostDescendants:N0} more" : "";

    private static string Sizes(LineageEdge edge) => edge.Relationship.Properties.Texts("sizes") is { IsEmpty: false } sizes ? $" ({string.Join(", ", sizes.Select(s => Markdown.Escape(s, 40)))})" : "";

    private static string Quote(GraphRelationship fact) =>
        fact.Properties.Texts("quotes").FirstOrDefault(q => q.Length > 0) is { } quote ? $" “{Markdown.Escape(quote, 100)}”" : "";

    // Pages of models lie in one folder.
    private string Link(GraphNode node) => _places.TryGetValue(node.Id, out var place) ? $"[{Markdown.Escape(node.Name)}]({place.File}#{place.Anchor})" : _context.Link(node, "../");
}
