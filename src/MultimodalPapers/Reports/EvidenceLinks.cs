using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using MultimodalPapers.Graph;

namespace MultimodalPapers.Reports;

/// <summary>Writes evidence as links to list and line.</summary>
internal sealed class EvidenceLinks
{
    private const string Catalogue = "catalogue";

    private readonly string? _base;
    private readonly Dictionary<string, string> _shortNames;

    // What stands before and after the line in a link to a list.
    private readonly Dictionary<string, (string Before, string Between)> _links = new(StringComparer.Ordinal);

    /// <param name="graph">Its lists get short names.</param>
    /// <param name="listBase">See <see cref="ReportOptions.ListBase"/>.</param>
    /// <param name="depth">How many folders below the report folder the page lies.</param>
    public EvidenceLinks(KnowledgeGraph graph, string? listBase, int depth = 0)
        : this(ShortNames([.. graph.Nodes.Where(n => n.Label == GraphSchema.List).Select(n => n.Name)]), listBase, depth)
    {
    }

    private EvidenceLinks(Dictionary<string, string> shortNames, string? listBase, int depth)
    {
        _shortNames = shortNames;
        var isAddress = listBase is not null && (listBase.Contains("://", StringComparison.Ordinal) || listBase.StartsWith('/'));
        _base = listBase is null ? null
            : Markdown.Encode((isAddress ? "" : string.Concat(Enumerable.Repeat("../", depth))) + listBase.Replace('\\', '/').TrimEnd('/'));
        if (_base is null)
            return;
        foreach (var list in shortNames.Keys)
            _links.Add(list, LinkOf(list));
    }

    /// <summary>The same for pages in a folder below.</summary>
    public EvidenceLinks Below(string? listBase) => new(_shortNames, listBase, 1);

    /// <summary>One place: a link with a short name, or the place in words.</summary>
    /// <param name="source">As evidence names it: <c>list.md#L47</c>, or the catalogue with its primary source.</param>
    public string Of(string source)
    {
        if (source.StartsWith(Catalogue, StringComparison.Ordinal))
            return OfCatalogue(source);
        var (file, line) = Split(source);
        if (_base is null || line == 0)
            return Markdown.Escape(line == 0 ? source : $"{file}:{line}");
        var number = line.ToString(CultureInfo.InvariantCulture);
        var (before, between) = _links.TryGetValue(file, out var link) ? link : LinkOf(file);
        return string.Concat(before, number, between, number + ")");
    }

    private (string Before, string Between) LinkOf(string file)
    {
        // GitHub shows the lines of a rendered Markdown file only on request.
        var plain = file.EndsWith(".md", StringComparison.OrdinalIgnoreCase) || file.EndsWith(".markdown", StringComparison.OrdinalIgnoreCase) ? "?plain=1" : "";
        return ($"[{Markdown.Escape(ShortName(file))}:", $"]({_base}/{EncodeSegments(file)}{plain}#L");
    }

    /// <summary>Places in round brackets behind a statement; the first few, and how many more there are.</summary>
    public string Of(ImmutableArray<string> sources, int most = 3)
    {
        var distinct = sources.Distinct(StringComparer.Ordinal).ToList();
        if (distinct.Count == 0)
            return "";
        var text = new StringBuilder("(");
        for (var i = 0; i < Math.Min(most, distinct.Count); i++)
            text.Append(i > 0 ? ", " : "").Append(Of(distinct[i]));
        if (distinct.Count > most)
            text.Append(CultureInfo.InvariantCulture, $" and {distinct.Count - most} more");
        return text.Append(')').ToString();
    }

    /// <summary>The places of a relationship, with a word where it is not simply stated by a list.</summary>
    public string Of(GraphRelationship relationship, int most = 3)
    {
        var places = Of(relationship.Properties.Texts("sources"), most);
        return relationship.Properties.Text("basis") switch
        {
            "inferred" => places.Length == 0 ? "(inferred)" : $"(inferred, {places[1..]}",
            _ => places,
        };
    }

    /// <summary>A list's name, linked where its place is known.</summary>
    public string OfList(string list) => _base is null ? Markdown.Escape(list) : $"[{Markdown.Escape(list)}]({_base}/{EncodeSegments(list)})";

    public string ShortName(string list) => _shortNames.GetValueOrDefault(list, list);

    private static string OfCatalogue(string source)
    {
        var primary = source[Catalogue.Length..].TrimStart(':', ' ');
        if (primary.Length == 0)
            return "catalogue";
        return Markdown.Link($"catalogue: {primary}", UrlOf(primary));
    }

    /// <summary>The address of a primary source; null where it is none.</summary>
    public static string? UrlOf(string primarySource) =>
        primarySource.StartsWith("arXiv:", StringComparison.OrdinalIgnoreCase) ? $"https://arxiv.org/abs/{primarySource["arXiv:".Length..].Trim()}"
        : Markdown.Address(primarySource) is not null ? primarySource : null;

    internal static (string File, int Line) Split(string source)
    {
        var at = source.LastIndexOf("#L", StringComparison.Ordinal);
        return at > 0 && int.TryParse(source.AsSpan(at + 2), NumberStyles.None, CultureInfo.InvariantCulture, out var line) ? (source[..at], line) : (source, 0);
    }

    private static string EncodeSegments(string file) => Markdown.Encode(file.Replace("%", "%25", StringComparison.Ordinal)).Replace("#", "%23", StringComparison.Ordinal).Replace("?", "%3F", StringComparison.Ordinal);

    /// <summary>For each list the shortest beginning of its path that ends before a separator and is no other list's beginning.</summary>
    internal static Dictionary<string, string> ShortNames(IReadOnlyList<string> lists)
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var list in lists)
        {
            var end = list.LastIndexOf('.') is var dot && dot > list.LastIndexOf('/') + 1 ? dot : list.Length;
            var name = list[..end];
            if (name.Length > 12 && !Candidates(name).Any(candidate => TakeIfUnique(names, lists, list, candidate)))
                TakeIfUnique(names, lists, list, name);
            else if (name.Length <= 12)
                TakeIfUnique(names, lists, list, name);
            names.TryAdd(list, list);
        }
        return names;
    }

    private static IEnumerable<string> Candidates(string name)
    {
        for (var i = 3; i < name.Length; i++)
        {
            if (name[i] is '_' or '-' or '/' or '.' or ' ')
                yield return name[..i];
        }
    }

    private static bool TakeIfUnique(Dictionary<string, string> names, IReadOnlyList<string> lists, string list, string candidate)
    {
        for (var i = 0; i < lists.Count; i++)
        {
            if (lists[i] != list && lists[i].StartsWith(candidate, StringComparison.Ordinal)
                && (lists[i].Length == candidate.Length || !char.IsLetterOrDigit(lists[i][candidate.Length])))
                return false;
        }
        return names.TryAdd(list, candidate);
    }
}
