using System.Collections.Immutable;
using MultimodalPapers.Catalogue;
using MultimodalPapers.Extraction;
using MultimodalPapers.Text;

namespace MultimodalPapers.Resolution;

/// <summary>The catalogue as the resolver asks it: by folded name, and by the arXiv identifier of the primary source.</summary>
internal sealed class KnownThings
{
    private readonly Dictionary<(ThingKind, string), CatalogueThing> _byKey = [];
    private readonly Dictionary<(ThingKind, string), List<CatalogueThing>> _variants = [];

    public KnownThings(IEnumerable<CatalogueThing> things)
    {
        // In the catalogue's order, in which the first has precedence.
        var ordered = things.ToList();
        foreach (var thing in ordered)
            _byKey.TryAdd((thing.Kind, Folding.Key(thing.Name)), thing);
        foreach (var thing in ordered)
        {
            foreach (var spelling in thing.Spellings)
                _byKey.TryAdd((thing.Kind, Folding.Key(spelling)), thing);
        }
        foreach (var thing in ordered)
        {
            var key = (thing.Kind, Folding.Key(WithoutQualifier(thing.Name)));
            if (!_variants.TryGetValue(key, out var variants))
                _variants.Add(key, variants = []);
            variants.Add(thing);
        }
    }

    public CatalogueThing? Find(ThingKind kind, string key) => _byKey.GetValueOrDefault((kind, key));

    /// <summary>The things whose names differ by a qualifier only: <c>Emu</c> and <c>Emu (Meta)</c>.</summary>
    public IReadOnlyList<CatalogueThing> Variants(ThingKind kind, string key) => _variants.GetValueOrDefault((kind, key), []);

    /// <summary>The arXiv identifier of the work that introduces a model, dataset or technique; null where unknown or where several share the name.</summary>
    public string? ArxivOf(string key)
    {
        var found = new[] { ThingKind.Model, ThingKind.Dataset, ThingKind.Technique }.SelectMany(kind => Variants(kind, key)).ToList();
        return found is [var only] ? ArxivOf(only) : null;
    }

    public static string? ArxivOf(CatalogueThing thing) =>
        thing.Source is { } source && source.StartsWith("arXiv:", StringComparison.OrdinalIgnoreCase) ? source[6..] : null;

    private static string WithoutQualifier(string name)
    {
        var open = name.EndsWith(')') ? name.LastIndexOf(" (", StringComparison.Ordinal) : -1;
        return open > 0 ? name[..open] : name;
    }
}
