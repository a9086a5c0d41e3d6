using System.Collections.Immutable;
using System.Runtime.InteropServices;
using MultimodalPapers.Text;

namespace MultimodalPapers.Extraction;

/// <summary>Gathers what the rules find in one entry: one fact for each relation, kind and name, at the first place that states it.</summary>
/// <remarks>An entry states few facts, so they are sought one by one, by the hashes of their folded names.</remarks>
internal sealed class FactCollector(EntryContext context)
{
    private readonly List<Found> _found = Scratch<Found>.Rent();

    // A bit for each kind of thing that is introduced.
    private int _introduced;

    // What may be said of a name; the fact is made at the end, since many are idle.
    private readonly record struct Found
    {
        public required Relation Relation { get; init; }
        public required ThingKind Kind { get; init; }
        public required string Name { get; init; }

        // The folded name, and its hash.
        public required string Key { get; init; }
        public required int Hash { get; init; }
        public required int Line { get; init; }
        public required QuoteAt Quote { get; init; }
        public required string Rule { get; init; }
        public required int Part { get; init; }
        public required int Start { get; init; }
        public required int Order { get; init; }
        public required ImmutableArray<string> Sizes { get; init; }
        public required double Confidence { get; init; }
        public required bool Stated { get; init; }

        public bool IsNamed(int hash, ReadOnlySpan<char> key) => Hash == hash && key.SequenceEqual(Key);

        public Fact ToFact() => new()
        {
            Relation = Relation,
            Kind = Kind,
            Name = Name,
            Sizes = Sizes,
            Line = Line,
            Quote = Quote.ToString(),
            Rule = Rule,
            Confidence = Confidence,
            Stated = Stated,
        };
    }

    public EntryContext Context { get; } = context;

    public bool Introduces => _introduced != 0;

    /// <summary>The introduced models, in the order in which they were found.</summary>
    public ImmutableArray<string> IntroducedModels() => Introduced(ThingKind.Model);

    /// <summary>The introduced datasets, in the order in which they were found.</summary>
    public ImmutableArray<string> IntroducedDatasets() => Introduced(ThingKind.Dataset);

    private ImmutableArray<string> Introduced(ThingKind kind)
    {
        if ((_introduced >> (int)kind & 1) == 0)
            return [];
        var names = ImmutableArray.CreateBuilder<string>();
        foreach (ref readonly var found in CollectionsMarshal.AsSpan(_found))
        {
            if (found.Relation == Relation.Introduces && found.Kind == kind)
                names.Add(found.Name);
        }
        return names.DrainToImmutable();
    }

    /// <summary>Whether the work introduces something of this name, of whatever kind.</summary>
    public bool IntroducesName(ReadOnlySpan<char> name)
    {
        if (!Introduces)
            return false;
        Span<char> buffer = stackalloc char[Folding.AsciiKeyLength];
        var key = Folding.ShortKey(name, buffer);
        return IntroducesKey(HashOf(key), key);
    }

    private bool IntroducesKey(int hash, ReadOnlySpan<char> key)
    {
        if (!Introduces)
            return false;
        foreach (ref readonly var found in CollectionsMarshal.AsSpan(_found))
        {
            if (found.Relation == Relation.Introduces && found.IsNamed(hash, key))
                return true;
        }
        return false;
    }

    /// <summary>Whether any rule has related the name to the work, a mere mention aside.</summary>
    public bool Relates(ThingKind kind, ReadOnlySpan<char> name)
    {
        Span<char> buffer = stackalloc char[Folding.AsciiKeyLength];
        var key = Folding.ShortKey(name, buffer);
        return RelatesKey(kind, HashOf(key), key);
    }

    private bool RelatesKey(ThingKind kind, int hash, ReadOnlySpan<char> key)
    {
        foreach (ref readonly var found in CollectionsMarshal.AsSpan(_found))
        {
            if (found.Kind == kind && found.Relation != Relation.Mentions && found.IsNamed(hash, key))
                return true;
        }
        return false;
    }

    public bool Has(Relation relation, ThingKind kind, ReadOnlySpan<char> name)
    {
        Span<char> buffer = stackalloc char[Folding.AsciiKeyLength];
        var key = Folding.ShortKey(name, buffer);
        return PlaceOf(relation, kind, HashOf(key), key) >= 0;
    }

    private int PlaceOf(Relation relation, ThingKind kind, int hash, ReadOnlySpan<char> key)
    {
        var all = CollectionsMarshal.AsSpan(_found);
        for (var i = 0; i < all.Length; i++)
        {
            if (all[i].Relation == relation && all[i].Kind == kind && all[i].IsNamed(hash, key))
                return i;
        }
        return -1;
    }

    private static int HashOf(ReadOnlySpan<char> key)
    {
        var hash = key.Length;
        foreach (var c in key)
            hash = hash * 31 + c;
        return hash;
    }

    /// <summary>Adds what a rule found at a place of a part.</summary>
    public void Add(Relation relation, ThingKind kind, string name, PartText part, int start, int length, string rule,
        ImmutableArray<string> sizes = default, double confidence = 1, bool stated = true)
    {
        var (line, quote) = Quotes.Cut(Context.Entry.Text, part.Part.Text, start, length);
        AddQuoted(relation, kind, name, line, quote, rule, part.Index, start, sizes, confidence, stated);
    }

    /// <summary>Adds what a rule found in an address.</summary>
    public void AddLink(Relation relation, ThingKind kind, string name, Reading.EntryLink link, string quote, string rule, double confidence) =>
        AddQuoted(relation, kind, name, link.Line, new QuoteAt(quote, 0, quote.Length), rule, int.MaxValue, link.Column, default, confidence, stated: true);

    private void AddQuoted(Relation relation, ThingKind kind, string name, int line, QuoteAt quote, string rule, int part, int start,
        ImmutableArray<string> sizes, double confidence, bool stated)
    {
        if (quote.IsEmpty || name.Length == 0)
            return;
        Span<char> buffer = stackalloc char[Folding.AsciiKeyLength];
        var key = Folding.ShortKey(name, buffer);
        var hash = HashOf(key);
        var place = PlaceOf(relation, kind, hash, key);
        var found = new Found
        {
            Relation = relation,
            Kind = kind,
            Name = name,
            Key = place >= 0 ? _found[place].Key : key.SequenceEqual(name) ? name : key.ToString(),
            Hash = hash,
            Line = line,
            Quote = quote,
            Rule = rule,
            Part = part,
            Start = start,
            Order = _found.Count,
            Sizes = sizes.IsDefault ? [] : sizes,
            Confidence = confidence,
            Stated = stated,
        };
        if (place >= 0)
        {
            _found[place] = Merged(_found[place], found);
            return;
        }
        _found.Add(found);
        if (relation == Relation.Introduces)
            _introduced |= 1 << (int)kind;
    }

    // What stands first gives the words; the surer one, its confidence.
    private static Found Merged(in Found known, in Found again)
    {
        var isFirst = again.Part < known.Part || (again.Part == known.Part && again.Start < known.Start);
        var (first, last) = isFirst ? (again, known) : (known, again);
        return first with
        {
            Order = known.Order,
            Sizes = last.Sizes.IsEmpty ? first.Sizes : [.. first.Sizes.Concat(last.Sizes).Distinct()],
            Confidence = Math.Max(first.Confidence, last.Confidence),
            Stated = first.Stated || last.Stated,
        };
    }

    /// <summary>The facts in order of place, without those that a stronger one makes idle. The last that is asked of the collector.</summary>
    public ImmutableArray<Fact> Finish()
    {
        var all = CollectionsMarshal.AsSpan(_found);
        Span<int> order = all.Length <= 64 ? stackalloc int[all.Length] : new int[all.Length];
        var count = 0;
        for (var i = 0; i < all.Length; i++)
        {
            if (!IsIdle(all[i]))
                order[count++] = i;
        }
        // Found part by part, they are nearly in order.
        for (var i = 1; i < count; i++)
        {
            for (var k = i; k > 0 && IsBefore(all[order[k]], all[order[k - 1]]); k--)
                (order[k], order[k - 1]) = (order[k - 1], order[k]);
        }
        var facts = new Fact[count];
        for (var i = 0; i < count; i++)
            facts[i] = all[order[i]].ToFact();
        Scratch<Found>.Return(_found);
        return ImmutableCollectionsMarshal.AsImmutableArray(facts);
    }

    private static bool IsBefore(in Found a, in Found b) =>
        a.Line != b.Line ? a.Line < b.Line : a.Part != b.Part ? a.Part < b.Part : a.Start != b.Start ? a.Start < b.Start : a.Order < b.Order;

    // A mention says nothing beside another relation; a work neither uses nor stands on what it introduces, but may be trained on its own dataset.
    private bool IsIdle(in Found found) => found.Relation switch
    {
        Relation.Mentions => IntroducesKey(found.Hash, found.Key) || RelatesKey(found.Kind, found.Hash, found.Key),
        Relation.Introduces or Relation.TrainedOn or Relation.FromOrganization => false,
        Relation.EvaluatedOn => IntroducesKey(found.Hash, found.Key),
        Relation.ComparesWith => IntroducesKey(found.Hash, found.Key) || PlaceOf(Relation.UsesBackbone, found.Kind, found.Hash, found.Key) >= 0,
        _ => IntroducesKey(found.Hash, found.Key),
    };
}
