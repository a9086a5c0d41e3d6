using System.Collections.Immutable;
using MultimodalPapers.Text;

namespace MultimodalPapers.Extraction;

/// <summary>Gathers what the rules find in one entry: one fact for each relation, kind and name, at the first place that states it.</summary>
internal sealed class FactCollector(EntryContext context)
{
    private readonly Dictionary<(Relation Relation, ThingKind Kind, string Name), int> _places = [];
    private readonly List<Found> _found = [];

    // Folded names of what is introduced, and of what is related in any other way than by a mention.
    private readonly HashSet<string> _introduced = new(StringComparer.Ordinal);
    private readonly HashSet<(ThingKind Kind, string Name)> _related = [];

    // The key is the folded name of the fact.
    private sealed record Found(Fact Fact, string Key, int Part, int Start, int Order);

    public EntryContext Context { get; } = context;

    public bool Introduces => _introduced.Count > 0;

    public string[] IntroducedModels() => Introduced(ThingKind.Model);

    public string[] IntroducedDatasets() => Introduced(ThingKind.Dataset);

    // In the order in which they were found.
    private string[] Introduced(ThingKind kind) =>
        Introduces ? [.. _found.FindAll(f => f.Fact.Relation == Relation.Introduces && f.Fact.Kind == kind).Select(f => f.Fact.Name)] : [];

    /// <summary>Whether the work introduces something of this name, of whatever kind.</summary>
    public bool IntroducesName(string name) => Introduces && _introduced.Contains(Folding.Key(name));

    /// <summary>Whether any rule has related the name to the work, a mere mention aside.</summary>
    public bool Relates(ThingKind kind, string name) => _related.Contains((kind, Folding.Key(name)));

    public bool Has(Relation relation, ThingKind kind, string name) => _places.ContainsKey((relation, kind, Folding.Key(name)));

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
        if (!_places.TryGetValue(key, out var place))
        {
            _places.Add(key, _found.Count);
            _found.Add(new Found(fact, key.Item3, part, start, _found.Count));
            if (relation == Relation.Introduces)
                _introduced.Add(key.Item3);
            if (relation != Relation.Mentions)
                _related.Add((kind, key.Item3));
            return;
        }
        var earlier = _found[place];
        var first = (part, start).CompareTo((earlier.Part, earlier.Start)) < 0 ? earlier with { Fact = fact, Part = part, Start = start } : earlier;
        var last = ReferenceEquals(first, earlier) ? fact : earlier.Fact;
        _found[place] = first with
        {
            Fact = first.Fact with
            {
                Sizes = last.Sizes.IsEmpty ? first.Fact.Sizes : [.. first.Fact.Sizes.Concat(last.Sizes).Distinct()],
                Confidence = Math.Max(first.Fact.Confidence, last.Confidence),
                Stated = first.Fact.Stated || last.Stated,
            },
        };
    }

    /// <summary>The facts in order of place, without those that a stronger one makes idle.</summary>
    public ImmutableArray<Fact> Finish()
    {
        var kept = _found.FindAll(f => !IsIdle(f.Fact.Relation, f.Fact.Kind, f.Key));
        kept.Sort(static (a, b) => (a.Fact.Line, a.Part, a.Start, a.Order).CompareTo((b.Fact.Line, b.Part, b.Start, b.Order)));
        var facts = ImmutableArray.CreateBuilder<Fact>(kept.Count);
        foreach (var found in kept)
            facts.Add(found.Fact);
        return facts.MoveToImmutable();
    }

    // A mention says nothing beside another relation; a work neither uses nor stands on what it introduces, but may be trained on its own dataset.
    private bool IsIdle(Relation relation, ThingKind kind, string key) => relation switch
    {
        Relation.Mentions => _introduced.Contains(key) || _related.Contains((kind, key)),
        Relation.Introduces or Relation.TrainedOn or Relation.FromOrganization => false,
        Relation.EvaluatedOn => _introduced.Contains(key),
        Relation.ComparesWith => _introduced.Contains(key) || _places.ContainsKey((Relation.UsesBackbone, kind, key)),
        _ => _introduced.Contains(key),
    };
}
