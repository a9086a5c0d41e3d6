using System.Collections.Immutable;
using MultimodalPapers.Graph;

namespace MultimodalPapers.Resolution;

/// <summary>How far a statement is from the words of a list; the strongest first.</summary>
internal enum Basis
{
    Stated,
    Inferred,
    Background,
}

/// <param name="Place">The entry; of no list for the catalogue.</param>
/// <param name="Line">The line that states it.</param>
/// <param name="CatalogueSource">Where the catalogue has the fact from; null for what an entry states.</param>
/// <param name="Quote">The words.</param>
/// <param name="Rule">What found it.</param>
/// <param name="Confidence">Above 0 and at most 1.</param>
/// <param name="Basis">How it is known.</param>
internal sealed record Evidence(Place Place, int Line, string? CatalogueSource, string Quote, string Rule, double Confidence, Basis Basis)
{
    /// <summary>As the graph shows it: <c>003_….txt#L47</c>, <c>catalogue: arXiv:2304.08485</c>.</summary>
    public string Source => CatalogueSource ?? new Place(Place.Source, Line).ToString();

    // Records made elsewhere may leave a fact's line out.
    public static Evidence Of(Place entry, int line, string quote, string rule, double confidence = 1, Basis basis = Basis.Stated) =>
        new(entry, line > 0 ? line : entry.Line, null, quote, rule, confidence, basis);

    /// <param name="source">The primary source of the fact.</param>
    /// <param name="quote">The fact in the catalogue's words.</param>
    public static Evidence OfCatalogue(string? source, string quote) =>
        new(new Place("", 0), 0, source is null ? "catalogue" : $"catalogue: {source}", quote, "catalogue", 1, Basis.Background);
}

/// <summary>What is known of one relationship: its evidence, and what the lists add to it.</summary>
internal sealed class EvidenceList
{
    private readonly List<Evidence> _evidence = new(1);
    private List<(Evidence Evidence, ImmutableArray<string> Sizes)>? _sizes;
    private List<(string Name, object Value)>? _more;

    public IEnumerable<long> Lines => _evidence.Select(e => (long)e.Line);

    public void Add(Evidence evidence, ImmutableArray<string> sizes)
    {
        _evidence.Add(evidence);
        if (!sizes.IsDefaultOrEmpty)
            (_sizes ??= new(1)).Add((evidence, sizes));
    }

    /// <summary>Sets a property besides the evidence; the last value counts.</summary>
    public void Set(string name, object value)
    {
        _more ??= new(1);
        _more.RemoveAll(item => item.Name == name);
        _more.Add((name, value));
    }

    /// <summary>The evidence strongest first, then by place; its confidence is the greatest among the strongest.</summary>
    /// <remarks>Lists copy from each other, so many that say the same are no independent witnesses, and confidence does not add up.</remarks>
    public PropertyBag ToProperties()
    {
        var sorted = _evidence.Count == 1 ? _evidence : Sorted();
        var properties = new List<KeyValuePair<string, object>>(7)
        {
            new("basis", NameOf(sorted[0].Basis)),
            new("confidence", GreatestOfStrongest(sorted)),
            new("quotes", ImmutableArray.CreateRange(sorted.Select(e => e.Quote))),
            new("rules", ImmutableArray.CreateRange(sorted.Select(e => e.Rule))),
            new("sources", ImmutableArray.CreateRange(sorted.Select(e => e.Source))),
        };
        if (_sizes is not null)
        {
            properties.Add(new("sizes", _sizes.OrderBy(s => s.Evidence.Place).ThenBy(s => s.Evidence.Line)
                .SelectMany(s => s.Sizes).Distinct(StringComparer.Ordinal).ToImmutableArray()));
        }
        foreach (var (name, value) in _more ?? [])
            properties.Add(new(name, value));
        return new PropertyBag(properties);
    }

    private static double GreatestOfStrongest(List<Evidence> sorted)
    {
        var greatest = sorted[0].Confidence;
        foreach (var evidence in sorted)
        {
            if (evidence.Basis == sorted[0].Basis)
                greatest = Math.Max(greatest, evidence.Confidence);
        }
        return greatest;
    }

    private List<Evidence> Sorted()
    {
        var sorted = new List<Evidence>(_evidence);
        sorted.Sort(static (a, b) => Compare(a, b) is var order and not 0 ? order : b.Confidence.CompareTo(a.Confidence));
        var distinct = new List<Evidence>(sorted.Count);
        foreach (var evidence in sorted)
        {
            if (distinct.Count == 0 || Compare(distinct[^1], evidence) != 0)
                distinct.Add(evidence);
        }
        return distinct;
    }

    private static int Compare(Evidence a, Evidence b)
    {
        if (a.Basis != b.Basis)
            return a.Basis < b.Basis ? -1 : 1;
        var order = string.CompareOrdinal(a.Place.Source, b.Place.Source);
        if (order == 0)
            order = a.Line.CompareTo(b.Line);
        if (order == 0)
            order = string.CompareOrdinal(a.CatalogueSource, b.CatalogueSource);
        if (order == 0)
            order = string.CompareOrdinal(a.Rule, b.Rule);
        return order != 0 ? order : string.CompareOrdinal(a.Quote, b.Quote);
    }

    private static string NameOf(Basis basis) => basis switch
    {
        Basis.Stated => "stated",
        Basis.Inferred => "inferred",
        _ => "background",
    };
}
