using System.Collections.Immutable;
using MultimodalPapers.Extraction;

namespace MultimodalPapers.Evaluation;

/// <summary>Compares records with hand-made annotations.</summary>
/// <remarks>
/// A record belongs to an annotation when both come from one source and their lines overlap; of several the one with the same title, then the nearest.
/// Only sources that the gold covers are measured.
/// </remarks>
public sealed class Evaluator(NameTable names, bool goldIsSample = false)
{
    private static readonly ImmutableArray<Relation> Core =
    [
        Relation.Introduces, Relation.UsesBackbone, Relation.UsesEncoder, Relation.UsesGenerator, Relation.DerivedFrom, Relation.UsesTechnique,
        Relation.FromOrganization, Relation.TrainedOn, Relation.EvaluatedOn,
    ];

    private readonly record struct Key(Relation Relation, ThingKind Kind, string Name);

    /// <param name="records">What the program found, in any order.</param>
    /// <param name="gold">The annotations.</param>
    public EvaluationResult Evaluate(IEnumerable<Record> records, IReadOnlyList<GoldRecord> gold)
    {
        ArgumentNullException.ThrowIfNull(records);
        ArgumentNullException.ThrowIfNull(gold);
        var tally = new Tally();
        var bySource = records.GroupBy(r => r.Source).ToDictionary(g => g.Key, g => g.ToList());
        var used = new HashSet<Record>(ReferenceEqualityComparer.Instance);
        foreach (var want in gold)
        {
            var have = Match(want.Record, bySource.GetValueOrDefault(want.Record.Source) ?? [], used);
            Compare(want, have, tally);
        }
        foreach (var record in gold.Select(g => g.Record.Source).Distinct().SelectMany(source => bySource.GetValueOrDefault(source) ?? []))
        {
            if (used.Contains(record))
                tally.Entries.Said++;
            else if (!goldIsSample)
                tally.ExtraEntry(record);
        }
        return tally.Result();
    }

    private static Record? Match(Record want, List<Record> candidates, HashSet<Record> used)
    {
        var best = candidates
            .Where(r => !used.Contains(r) && r.Line <= want.EndLine && r.EndLine >= want.Line)
            .OrderBy(r => NameTable.Fold(r.Title) == NameTable.Fold(want.Title) ? 0 : 1).ThenBy(r => Math.Abs(r.Line - want.Line))
            .FirstOrDefault();
        if (best is not null)
            used.Add(best);
        return best;
    }

    private void Compare(GoldRecord gold, Record? have, Tally tally)
    {
        var want = gold.Record;
        var where = $"{want.Source}:{want.Line}";
        tally.Entries.Gold++;
        if (have is null)
            tally.Misses.Add($"{where} entry missed: {want.Title}");
        else
            tally.Entries.Hits++;
        tally.Field("title", where, have is not null, NameTable.Fold(want.Title) == NameTable.Fold(have?.Title), want.Title, have?.Title);
        tally.Field("arxiv", where, have is not null, want.Arxiv == have?.Arxiv, want.Arxiv, have?.Arxiv);
        tally.Field("venue", where, have is not null, NameTable.Fold(want.Venue) == NameTable.Fold(have?.Venue), want.Venue, have?.Venue);
        tally.Field("year", where, have is not null, want.Year == have?.Year, want.Year, have?.Year);
        tally.Field("authors", where, have is not null, SameNames(want.Authors, have?.Authors ?? []), Joined(want.Authors), Joined(have?.Authors ?? []));
        tally.Field("section", where, have is not null, SameNames(want.Section, have?.Section ?? []), Joined(want.Section), Joined(have?.Section ?? []));
        tally.Links.Add(want.Links.Select(l => FoldUrl(l.Url)).ToHashSet(), (have?.Links ?? []).Select(l => FoldUrl(l.Url)).ToHashSet());
        CompareFacts(gold, have, where, tally);
    }

    private void CompareFacts(GoldRecord gold, Record? have, string where, Tally tally)
    {
        var wanted = gold.Facts.Select(f => (Accepted: Accepted(f), Own: KeyOf(f.Fact), f.Optional)).ToArray();
        var said = new HashSet<Key>();
        foreach (var fact in (have?.Facts ?? []).Select(KeyOf).Distinct())
        {
            var match = Array.FindIndex(wanted, w => w.Accepted.Contains(fact));
            if (match < 0)
                said.Add(fact);
            else if (!wanted[match].Optional)
                said.Add(wanted[match].Own);
        }
        var asked = wanted.Where(w => !w.Optional).Select(w => w.Own).ToHashSet();
        foreach (var relation in Enum.GetValues<Relation>())
            tally.Facts(RecordFormat.NameOf(relation)).Add(Only(asked, k => k.Relation == relation), Only(said, k => k.Relation == relation));
        tally.Facts("core facts").Add(Only(asked, IsCore), Only(said, IsCore));
        tally.Facts("core but techniques").Add(Only(asked, IsCoreButTechnique), Only(said, IsCoreButTechnique));
        var askedThings = asked.Select(k => (k.Kind, k.Name)).ToHashSet();
        var optional = wanted.Where(w => w.Optional).Select(w => (w.Own.Kind, w.Own.Name)).ToHashSet();
        optional.ExceptWith(askedThings);
        var saidThings = said.Select(k => (k.Kind, k.Name)).ToHashSet();
        saidThings.ExceptWith(optional);
        tally.Facts("entities").Add(askedThings, saidThings);
        tally.Facts("names").Add(askedThings.Select(t => t.Name).ToHashSet(), saidThings.Select(t => t.Name).ToHashSet());
        foreach (var key in asked.Except(said).Where(IsCore).OrderBy(Show, StringComparer.Ordinal))
            tally.Misses.Add($"{where} missed {Show(key)}");
        foreach (var key in said.Except(asked).Where(IsCore).OrderBy(Show, StringComparer.Ordinal))
            tally.Misses.Add($"{where} false  {Show(key)}");
    }

    private HashSet<Key> Accepted(GoldFact fact)
    {
        var relations = fact.Or.Select(RecordFormat.RelationOf).Prepend(fact.Fact.Relation);
        return
        [
            .. relations.SelectMany(relation => fact.Also.Prepend(fact.Fact.Name).Select(name => new Key(relation, fact.Fact.Kind, names.Of(fact.Fact.Kind, name)))),
        ];
    }

    private Key KeyOf(Fact fact) => new(fact.Relation, fact.Kind, names.Of(fact.Kind, fact.Name));

    private static HashSet<Key> Only(HashSet<Key> keys, Func<Key, bool> condition) => [.. keys.Where(condition)];

    private static bool IsCore(Key key) => Core.Contains(key.Relation);

    private static bool IsCoreButTechnique(Key key) => IsCore(key) && key.Kind != ThingKind.Technique;

    private static string Show(Key key) => $"{RecordFormat.NameOf(key.Relation)} {key.Kind} {key.Name}";

    private static bool SameNames(ImmutableArray<string> first, ImmutableArray<string> second) => first.Select(NameTable.Fold).SequenceEqual(second.Select(NameTable.Fold));

    private static string Joined(ImmutableArray<string> names) => string.Join(" | ", names);

    private static string FoldUrl(string url)
    {
        var folded = url.Trim();
        foreach (var scheme in (string[])["https://", "http://"])
        {
            if (folded.StartsWith(scheme, StringComparison.Ordinal))
                folded = folded[scheme.Length..];
        }
        return (folded.StartsWith("www.", StringComparison.Ordinal) ? folded[4..] : folded).TrimEnd('/').ToLowerInvariant();
    }

    private sealed class Counter
    {
        public int Hits { get; set; }
        public int Gold { get; set; }
        public int Said { get; set; }

        public void Add<T>(HashSet<T> gold, HashSet<T> said)
        {
            Hits += gold.Count(said.Contains);
            Gold += gold.Count;
            Said += said.Count;
        }
    }

    private sealed class Tally
    {
        private static readonly string[] Fields = ["title", "arxiv", "venue", "year", "authors", "section"];

        private static readonly string[] Sums = ["core facts", "core but techniques", "entities", "names"];

        private readonly Dictionary<string, Counter> _fields = Fields.ToDictionary(f => f, _ => new Counter());
        private readonly Dictionary<string, Counter> _facts = [];

        public Counter Entries { get; } = new();

        public Counter Links { get; } = new();

        public List<string> Misses { get; } = [];

        public Counter Facts(string name)
        {
            if (!_facts.TryGetValue(name, out var counter))
                _facts.Add(name, counter = new Counter());
            return counter;
        }

        public void Field(string name, string where, bool found, bool same, object? want, object? have)
        {
            var counter = _fields[name];
            counter.Gold++;
            counter.Said++;
            counter.Hits += same ? 1 : 0;
            if (!same && found)
                Misses.Add($"{where} {name}: gold '{want}', said '{have}'");
        }

        public void ExtraEntry(Record record)
        {
            Entries.Said++;
            Misses.Add($"{record.Source}:{record.Line} no such entry: {record.Title}");
        }

        public EvaluationResult Result() => new(
            [
                Row("entries", Entries), Row("links", Links), .. Fields.Select(f => Row($"field {f}", _fields[f])),
                .. Sums.Concat(Enum.GetValues<Relation>().Select(RecordFormat.NameOf)).Select(name => Row(name, Facts(name))),
            ],
            [.. Misses]);

        private static EvaluationRow Row(string name, Counter counter) => new(name, counter.Hits, counter.Gold, counter.Said);
    }
}
