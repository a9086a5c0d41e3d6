using System.Collections.Immutable;
using MultimodalPapers.Text;

namespace MultimodalPapers.Extraction;

/// <summary>Gathers what the rules find in one entry: one fact for each relation, kind and name, at the first place that states it.</summary>
internal sealed class FactCollector(EntryContext context)
{
    private readonly Dictionary<(Relation, ThingKind, string), Found> _found = [];
    private int _order;

    private sealed record Found(Fact Fact, int Part, int Start, int Order);

    public EntryContext Context { get; } = context;

    public bool Introduces => _found.Keys.Any(key => key.Item1 == Relation.Introduces);

    public IEnumerable<string> IntroducedModels() =>
        _found.Where(pair => pair.Key.Item1 == Relation.Introduces && pair.Key.Item2 == ThingKind.Model).OrderBy(pair => pair.Value.Order).Select(pair => pair.Value.Fact.Name).ToArray();

    public IEnumerable<string> IntroducedDatasets() =>
        _found.Where(pair => pair.Key.Item1 == Relation.Introduces && pair.Key.Item2 == ThingKind.Dataset).OrderBy(pair => pair.Value.Order).Select(pair => pair.Value.Fact.Name).ToArray();

    /// <summary>Whether the work introduces something of this name, of whatever kind.</summary>
    public bool IntroducesName(string name)
    {
        var folded = Folding.Key(name);
        return _found.Keys.Any(key => key.Item1 == Relation.Introduces && key.Item3 == folded);
    }

    /// <summary>Whether any rule has related the name to the work, a mere mention aside.</summary>
    public bool Relates(ThingKind kind, string name) => _found.Keys.Any(key => key.Item2 == kind && key.Item3 == Folding.Key(name) && key.Item1 != Relation.Mentions);

    public bool Has(Relation relation, ThingKind kind, string name) => _found.ContainsKey((relation, kind, Folding.Key(name)));

    /// <summary>Adds what a rule found at a place of a part.</summary>
    public void Add(Relation relation, ThingKind kind, string name, PartText part, int start, int length, string rule,
        ImmutableArray<string> sizes = default, double confidence = 1, bool stated = true)
    {
        var (line, quote) = Quotes.Cut(Context.Entry.Text, part.Part.Text, start, length);
        AddQuoted(relation, kind, name, line, quote, rule, part.Index, start, sizes, confidence, stated);
    }

    /// <summary>Adds what a rule found in an address.</summary>
    public void AddLink(Relation relation, ThingKind kind, string name, Reading.EntryLink link, string quote, string rule, double confidence) =>
        AddQuoted(relation, kind, name, link.Line, quote, rule, int.MaxValue, link.Column, default, confidence, stated: true);

    private void AddQuoted(Relation relation, ThingKind kind, string name, int line, string quote, string rule, int part, int start,
        ImmutableArray<string> sizes, double confidence, bool stated)
    {
        if (quote.Length == 0 || name.Length == 0)
            return;
        var key = (relation, kind, Folding.Key(name));
        var fact = new Fact
        {
            Relation = relation,
            Kind = kind,
            Name = name,
            Sizes = sizes.IsDefault ? [] : sizes,
            Line = line,
            Quote = quote,
            Rule = rule,
            Confidence = confidence,
            Stated = stated,
        };
        if (!_found.TryGetValue(key, out var earlier))
        {
            _found.Add(key, new Found(fact, part, start, _order++));
            return;
        }
        var first = (part, start).CompareTo((earlier.Part, earlier.Start)) < 0 ? new Found(fact, part, start, earlier.Order) : earlier;
        var last = ReferenceEquals(first, earlier) ? fact : earlier.Fact;
        _found[key] = first with
        {
            Fact = first.Fact with
            {
                Sizes = [.. first.Fact.Sizes.Concat(last.Sizes).Distinct()],
                Confidence = Math.Max(first.Fact.Confidence, last.Confidence),
                Stated = first.Fact.Stated || last.Stated,
            },
        };
    }

    /// <summary>The facts in order of place, without those that a stronger one makes idle.</summary>
    public ImmutableArray<Fact> Finish()
    {
        var introduced = _found.Keys.Where(k => k.Item1 == Relation.Introduces).Select(k => k.Item3).ToHashSet();
        return
        [
            .. _found.Where(pair => !IsIdle(pair.Key, introduced)).Select(pair => pair.Value)
                .OrderBy(f => f.Fact.Line).ThenBy(f => f.Part).ThenBy(f => f.Start).ThenBy(f => f.Order).Select(f => f.Fact),
        ];
    }

    // A mention says nothing beside another relation; a work neither uses nor stands on what it introduces, but may be trained on its own dataset.
    private bool IsIdle((Relation Relation, ThingKind Kind, string Name) key, HashSet<string> introduced) => key.Relation switch
    {
        Relation.Mentions => introduced.Contains(key.Name) || _found.Keys.Any(k => k.Item1 != Relation.Mentions && k.Item2 == key.Kind && k.Item3 == key.Name),
        Relation.Introduces or Relation.TrainedOn or Relation.FromOrganization => false,
        Relation.EvaluatedOn => introduced.Contains(key.Name),
        Relation.ComparesWith => introduced.Contains(key.Name) || _found.ContainsKey((Relation.UsesBackbone, key.Kind, key.Name)),
        _ => introduced.Contains(key.Name),
    };
}
