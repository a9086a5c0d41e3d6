using System.Collections.Immutable;
using MultimodalPapers.Extraction;
using MultimodalPapers.Text;

namespace MultimodalPapers.Resolution;

/// <summary>One work with the fields that its records agree on, or that win among them.</summary>
/// <remarks>
/// A field takes the value that most records state; then the most complete; then the one of the first place. A title that only names
/// or shortens what another says in full stands behind it; among years, one stated beside a venue comes before others as often stated.
/// </remarks>
internal sealed class Work
{
    public Work(IReadOnlyList<Record> records)
    {
        Records = [.. records.OrderBy(r => new Place(r.Source, r.Line))];
        Arxiv = Records.Select(r => r.Arxiv).FirstOrDefault(id => id is not null);
        Titles = RankTitles();
        Title = Titles.FirstOrDefault()?.Values[0];
        Shape = Title is null ? null : WorkTitle.Parse(Title);
        Years = RankRecords(Records.Where(r => r.Year is not null), r => r.Year!.Value.ToString(), r => r.Venue is null ? 0 : 1);
        Venues = RankRecords(Records.Where(r => r.Venue is not null), r => r.Venue!, _ => 0, Folding.Key);
        Authors = Records.OrderByDescending(r => r.Authors.Length).First().Authors;
    }

    public ImmutableArray<Record> Records { get; }

    public string? Arxiv { get; }

    public string? Title { get; }

    /// <summary>The title taken apart; null where there is none.</summary>
    public WorkTitle? Shape { get; }

    public ImmutableArray<FieldValue> Titles { get; }

    public ImmutableArray<FieldValue> Years { get; }

    public ImmutableArray<FieldValue> Venues { get; }

    public int? Year => Years.IsEmpty ? null : int.Parse(Years[0].Values[0]);

    /// <summary>The longest list of authors.</summary>
    public ImmutableArray<string> Authors { get; }

    public Place First => new(Records[0].Source, Records[0].Line);

    public string? Url(LinkKind kind) =>
        Rank(Records.SelectMany(r => r.Links.Where(l => l.Kind == kind).Take(1).Select(l => new Stated(l.Url, 0, new Place(r.Source, r.Line))))).FirstOrDefault()?.Values[0];

    private ImmutableArray<FieldValue> RankTitles()
    {
        var ranked = RankRecords(Records.Where(r => r.Title is not null), r => r.Title!, r => r.Title!.Length, Folding.TitleKey);
        var shapes = ranked.ToDictionary(v => v.Values[0], v => WorkTitle.Parse(v.Values[0]), StringComparer.Ordinal);
        // A title that another one holds with more words is not the full title, however often it stands.
        return [.. ranked.OrderBy(v => shapes.Values.Any(other => IsPartOf(shapes[v.Values[0]], other)) ? 1 : 0)
            .ThenBy(v => v.Values[0].Contains('\uFFFD') ? 1 : 0)];
    }

    private static bool IsPartOf(WorkTitle part, WorkTitle whole) =>
        part.Tokens.Length < whole.Tokens.Length && TitleLikeness.Of(part, whole) is { OnlyFirst: 0, OnlySecond: > 0, Typos: 0 };

    private static ImmutableArray<FieldValue> RankRecords(IEnumerable<Record> records, Func<Record, string> value, Func<Record, int> completeness, Func<string, string>? fold = null) =>
        Rank(records.Select(r => new Stated(value(r), completeness(r), new Place(r.Source, r.Line))), fold);

    private static ImmutableArray<FieldValue> Rank(IEnumerable<Stated> stated, Func<string, string>? fold = null) =>
        [.. stated.GroupBy(s => fold is null ? s.Value : fold(s.Value), StringComparer.Ordinal)
            .Select(group => new Ranked(
                new FieldValue(
                    [.. group.GroupBy(s => s.Value, StringComparer.Ordinal).OrderByDescending(v => v.Count()).ThenByDescending(v => v.Key.Length).ThenBy(v => v.Key, StringComparer.Ordinal).Select(v => v.Key)],
                    [.. group.Select(s => s.Place).Distinct().Order()]),
                group.Count(), group.Max(s => s.Completeness)))
            .Order()
            .Select(v => v.Field)];

    private sealed record Stated(string Value, int Completeness, Place Place);

    /// <summary>A value with what decides among several; the one that comes first wins.</summary>
    private sealed record Ranked(FieldValue Field, int Count, int Completeness) : IComparable<Ranked>
    {
        public int CompareTo(Ranked? other)
        {
            if (other is null)
                return -1;
            var order = other.Count.CompareTo(Count);
            if (order == 0)
                order = other.Completeness.CompareTo(Completeness);
            return order != 0 ? order : Field.Places[0].CompareTo(other.Field.Places[0]);
        }
    }
}

/// <summary>A value of a field that some records state.</summary>
/// <param name="Values">Its spellings, the most frequent first.</param>
/// <param name="Places">Who states it, sorted.</param>
internal sealed record FieldValue(ImmutableArray<string> Values, ImmutableArray<Place> Places);
