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

/// <param name="Place">The entry, or the catalogue with line 0.</param>
/// <param name="Line">The line that states it.</param>
/// <param name="Source">As the graph shows it.</param>
/// <param name="Quote">The words; empty for a background fact.</param>
/// <param name="Rule">What found it.</param>
/// <param name="Confidence">Above 0 and at most 1.</param>
/// <param name="Basis">How it is known.</param>
internal sealed record Evidence(Place Place, int Line, string Source, string Quote, string Rule, double Confidence, Basis Basis)
{
    public static Evidence Of(Place entry, int line, string quote, string rule, double confidence = 1, Basis basis = Basis.Stated)
    {
        // Records made elsewhere may leave a fact's line out.
        line = line > 0 ? line : entry.Line;
        return new(entry, line, new Place(entry.Source, line).ToString(), quote, rule, confidence, basis);
    }

    public static Evidence OfCatalogue(string? source) =>
        new(new Place("", 0), 0, source is null ? "catalogue" : $"catalogue: {source}", "", "catalogue", 1, Basis.Background);
}

/// <summary>What is known of one relationship: its evidence, and what the lists add to it.</summary>
internal sealed class EvidenceList
{
    private readonly HashSet<Evidence> _evidence = [];
    private readonly List<(Evidence Evidence, ImmutableArray<string> Sizes)> _sizes = [];
    private readonly SortedDictionary<string, object> _more = new(StringComparer.Ordinal);

    public IEnumerable<Evidence> Evidence => _evidence;

    public IReadOnlyList<(Evidence Evidence, ImmutableArray<string> Sizes)> Sizes => _sizes;

    public void Add(Evidence evidence, ImmutableArray<string> sizes = default)
    {
        _evidence.Add(evidence);
        if (!sizes.IsDefaultOrEmpty)
            _sizes.Add((evidence, sizes));
    }

    public void Set(string name, object value) => _more[name] = value;

    /// <summary>The evidence strongest first, then by place; its confidence is the greatest among the strongest.</summary>
    /// <remarks>Lists copy from each other, so many that say the same are no independent witnesses, and confidence does not add up.</remarks>
    public PropertyBag ToProperties()
    {
        var sorted = _evidence.OrderBy(e => e.Basis).ThenBy(e => e.Place.Source, StringComparer.Ordinal).ThenBy(e => e.Line)
            .ThenBy(e => e.Source, StringComparer.Ordinal).ThenBy(e => e.Rule, StringComparer.Ordinal).ThenBy(e => e.Quote, StringComparer.Ordinal)
            .ThenByDescending(e => e.Confidence).DistinctBy(e => (e.Basis, e.Source, e.Rule, e.Quote)).ToList();
        var sizes = _sizes.OrderBy(s => s.Evidence.Place).ThenBy(s => s.Evidence.Line).SelectMany(s => s.Sizes).Distinct(StringComparer.Ordinal).ToImmutableArray();
        return PropertyBag.Of(
        [
            ("basis", sorted[0].Basis.ToString().ToLowerInvariant()),
            ("confidence", sorted.TakeWhile(e => e.Basis == sorted[0].Basis).Max(e => e.Confidence)),
            ("quotes", sorted.Select(e => e.Quote).ToImmutableArray()),
            ("rules", sorted.Select(e => e.Rule).ToImmutableArray()),
            ("sizes", sizes.IsEmpty ? null : sizes),
            ("sources", sorted.Select(e => e.Source).ToImmutableArray()),
            .. _more.Select(item => (item.Key, (object?)item.Value)),
        ]);
    }
}
