using System.Collections.Immutable;
using MultimodalPapers.Catalogue;
using MultimodalPapers.Extraction;
using MultimodalPapers.Text;

namespace MultimodalPapers.Resolution;

/// <summary>A model, technique, organisation or dataset, with the names that it was met under.</summary>
internal sealed class Thing(ThingKind kind, string name, CatalogueThing? known)
{
    public ThingKind Kind { get; } = kind;

    public string Name { get; } = name;

    public CatalogueThing? Known { get; } = known;

    public string Id { get; set; } = "";

    /// <summary>Each spelling with the first place of it.</summary>
    public SortedDictionary<string, Place> Spellings { get; } = new(StringComparer.Ordinal);
}

/// <summary>Finds which thing a fact's name means.</summary>
/// <remarks>
/// A thing is known by its kind and folded name; the catalogue's spellings lead to its names. Where a name has several kinds, the catalogue decides,
/// else the kind that most works state, else each kind keeps a thing of its own (an organisation is never in question). Where two works that
/// contradict each other both bear the name before their title's colon, the name means two things: the catalogue's or else the earlier keeps the plain
/// name, the other is told apart by its organisation, arXiv identifier or title. A mention elsewhere means the thing that its own work introduces,
/// else the one of an organisation that the entry names, else the plain one.
/// </remarks>
internal sealed class ThingIdentity
{
    private readonly ImmutableArray<Work> _works;
    private readonly KnownThings _known;
    private readonly Dictionary<string, ImmutableArray<ThingKind>> _kinds = new(StringComparer.Ordinal);
    private readonly Dictionary<(ThingKind, string), Homonyms> _names = [];
    private readonly Dictionary<(ThingKind, string), Thing> _things = [];
    private readonly List<Disagreement> _disagreements = [];

    public ThingIdentity(ImmutableArray<Work> works, KnownThings known)
    {
        (_works, _known) = (works, known);
        DecideKinds();
        DecideNames();
    }

    public IEnumerable<Thing> Things => _things.Values;

    public IReadOnlyList<Disagreement> Disagreements => _disagreements;

    /// <summary>The kind that a fact's thing has in the graph.</summary>
    public ThingKind KindOf(Fact fact)
    {
        var key = Folding.Key(fact.Name);
        return _kinds.TryGetValue(key, out var kinds) && fact.Kind != ThingKind.Organization && !kinds.Contains(fact.Kind) ? kinds[0] : fact.Kind;
    }

    /// <summary>The thing that a fact of a record of a work names.</summary>
    public Thing Of(Work work, Record record, Fact fact)
    {
        var kind = KindOf(fact);
        var thing = Choose(_names[(kind, KeyOf(kind, fact.Name))], work, record);
        var place = new Place(record.Source, record.Line);
        if (!thing.Spellings.TryGetValue(fact.Name, out var first) || place.CompareTo(first) < 0)
            thing.Spellings[fact.Name] = place;
        return thing;
    }

    /// <summary>The thing that the catalogue calls so, made where no record names it.</summary>
    public Thing OfCatalogue(ThingKind kind, string name) =>
        _known.Find(kind, Folding.Key(name)) is { } known ? Make(kind, known.Name, known) : Make(kind, name, null);

    // The key of the catalogue's name where it knows the spelling, so that all spellings meet.
    private string KeyOf(ThingKind kind, string name)
    {
        var key = Folding.Key(name);
        return _known.Find(kind, key) is { } known ? Folding.Key(known.Name) : key;
    }

    private List<Mention> Mentions()
    {
        var mentions = new List<Mention>();
        foreach (var work in _works)
        {
            foreach (var record in work.Records)
            {
                foreach (var fact in record.Facts)
                    mentions.Add(new Mention(work, record, fact));
            }
        }
        return mentions;
    }

    private sealed record Mention(Work Work, Record Record, Fact Fact);

    private sealed record StatedKind(ThingKind Kind, int Works, ImmutableArray<Place> Places);

    private void DecideKinds()
    {
        var byKey = Mentions().Where(m => m.Fact.Kind != ThingKind.Organization)
            .GroupBy(m => Folding.Key(m.Fact.Name), StringComparer.Ordinal);
        foreach (var group in byKey)
        {
            var stated = group.GroupBy(m => m.Fact.Kind)
                .Select(g => new StatedKind(g.Key, g.Select(m => m.Work).Distinct().Count(), [.. g.Select(m => new Place(m.Record.Source, m.Record.Line)).Distinct().Order()]))
                .OrderByDescending(k => k.Works).ThenBy(k => (int)k.Kind).ToList();
            var known = new[] { ThingKind.Model, ThingKind.Technique, ThingKind.Dataset }.Where(kind => _known.Find(kind, group.Key) is not null).ToImmutableArray();
            _kinds[group.Key] = known.Length > 0 ? known
                : [.. stated.TakeWhile(k => k.Works == stated[0].Works).Select(k => k.Kind)];
            if (stated.Count > 1)
            {
                var winners = _kinds[group.Key];
                _disagreements.Add(new Disagreement(group.First().Fact.Name, "kind",
                    [.. stated.OrderByDescending(k => winners.Contains(k.Kind)).Select(k => new StatedValue(k.Kind.ToString(), k.Places))]));
            }
        }
    }

    private void DecideNames()
    {
        var groups = Mentions().GroupBy(m => (Kind: KindOf(m.Fact), Key: KeyOf(KindOf(m.Fact), m.Fact.Name)));
        foreach (var group in groups.OrderBy(g => g.Key.Kind).ThenBy(g => g.Key.Key, StringComparer.Ordinal))
        {
            var (kind, key) = group.Key;
            var known = _known.Find(kind, key);
            var name = known?.Name ?? group.CountBy(m => m.Fact.Name).OrderByDescending(n => n.Value).ThenBy(n => n.Key, StringComparer.Ordinal).First().Key;
            var claims = group.Where(m => m.Fact.Relation == Relation.Introduces).Select(m => m.Work).Distinct().ToList();
            _names.Add(group.Key, kind == ThingKind.Organization || (claims.Count < 2 && known is null)
                ? new Homonyms(Make(kind, name, known), [])
                : TellApart(kind, key, name, known, claims));
        }
    }

    private Homonyms TellApart(ThingKind kind, string key, string name, CatalogueThing? known, List<Work> claims)
    {
        var owners = claims.Where(work => work.Shape?.Head == key).OrderBy(Age, StringComparer.Ordinal).ThenBy(w => w.Title, StringComparer.Ordinal).ToList();
        var plain = (Known: known, Works: new List<Work>());
        var others = _known.Variants(kind, key).Where(v => v != known).Select(v => (Known: (CatalogueThing?)v, Works: new List<Work>())).ToList();
        foreach (var work in owners)
        {
            var other = others.FindIndex(o => o.Known is { } thing && (IsSourceOf(work, thing) || IsMadeBy(work, thing)));
            if (other < 0 && !Contradicts(plain, work))
            {
                plain.Works.Add(work);
                continue;
            }
            if (other < 0)
                other = others.FindIndex(o => o.Known is null && !Contradicts(o, work));
            if (other < 0)
                others.Add((null, [work]));
            else
                others[other].Works.Add(work);
        }
        var main = Make(kind, name, known);
        var variants = others.Where(o => o.Works.Count > 0).Select(o => (Thing: Make(kind, o.Known?.Name ?? $"{name} ({Qualifier(o.Works[0])})", o.Known), o.Works)).ToList();
        return new Homonyms(main, [.. variants.SelectMany(v => v.Works.Select(w => (w, v.Thing))), .. plain.Works.Select(w => (w, main))])
        {
            Variants = [.. variants.Select(v => v.Thing)],
        };
    }

    private bool IsMadeBy(Work work, CatalogueThing thing) =>
        (work.Arxiv is null || KnownThings.ArxivOf(thing) is null) && OrganisationsOf(work.Records.SelectMany(r => r.Facts)).Any(o => thing.Makers.Contains(o));

    private static bool IsSourceOf(Work work, CatalogueThing thing) => work.Arxiv is { } id && id == KnownThings.ArxivOf(thing);

    private static bool Contradicts((CatalogueThing? Known, List<Work> Works) group, Work work)
    {
        if (group.Works.Exists(other => Contradict(other, work)))
            return true;
        if (group.Known is not { } thing || IsSourceOf(work, thing))
            return false;
        if (KnownThings.ArxivOf(thing) is { } source && work.Arxiv is not null && work.Arxiv != source)
            return true;
        return thing.Year is { } year && work.Year is { } other && Math.Abs(year - other) > 1;
    }

    private static bool Contradict(Work first, Work second)
    {
        if (first.Arxiv is not null && second.Arxiv is not null)
            return first.Arxiv != second.Arxiv;
        return first.Shape is { } a && second.Shape is { } b && TitleLikeness.Of(a, b) is { Score: < 0.5, IsPart: false };
    }

    private static string Age(Work work) => work.Arxiv is { Length: > 4 } id && char.IsDigit(id[0]) ? "20" + id : work.Year?.ToString() ?? "9999";

    private string Qualifier(Work work)
    {
        var organisations = OrganisationsOf(work.Records.SelectMany(r => r.Facts)).ToList();
        return organisations is [var only] ? only
            : work.Arxiv ?? work.Year?.ToString() ?? string.Join(' ', work.Title!.Split(' ').SkipWhile(w => !w.EndsWith(':')).Skip(1).Take(4));
    }

    private IEnumerable<string> OrganisationsOf(IEnumerable<Fact> facts) =>
        facts.Where(f => f.Relation == Relation.FromOrganization && f.Kind == ThingKind.Organization)
            .Select(f => _known.Find(ThingKind.Organization, Folding.Key(f.Name))?.Name ?? f.Name).Distinct(StringComparer.Ordinal);

    private Thing Choose(Homonyms names, Work work, Record record)
    {
        if (names.Variants.IsEmpty)
            return names.Main;
        if (names.Owners.FirstOrDefault(o => o.Work == work).Thing is { } own)
            return own;
        var organisations = OrganisationsOf(record.Facts).ToHashSet(StringComparer.Ordinal);
        if (organisations.Count == 0 || organisations.Overlaps(MakersOf(names, names.Main)))
            return names.Main;
        var made = names.Variants.Where(v => organisations.Overlaps(MakersOf(names, v))).ToList();
        return made is [var only] ? only : names.Main;
    }

    private IEnumerable<string> MakersOf(Homonyms names, Thing thing) =>
        (thing.Known?.Makers ?? []).Concat(names.Owners.Where(o => o.Thing == thing).SelectMany(o => OrganisationsOf(o.Work.Records.SelectMany(r => r.Facts))));

    private Thing Make(ThingKind kind, string name, CatalogueThing? known)
    {
        if (!_things.TryGetValue((kind, name), out var thing))
        {
            thing = new Thing(kind, name, known);
            _things.Add((kind, name), thing);
        }
        return thing;
    }

    /// <param name="Main">The thing that the plain name means.</param>
    /// <param name="Owners">The works that introduce something under the name, with what they introduce.</param>
    private sealed record Homonyms(Thing Main, ImmutableArray<(Work Work, Thing Thing)> Owners)
    {
        public ImmutableArray<Thing> Variants { get; init; } = [];
    }
}
