using System.Collections.Immutable;
using MultimodalPapers.Catalogue;
using MultimodalPapers.Extraction;
using MultimodalPapers.Text;

namespace MultimodalPapers.Resolution;

/// <summary>Makes one graph of the records of many lists.</summary>
public static class Resolver
{
    /// <summary>Joins the records of each work and the names of each thing, and relates them with their evidence.</summary>
    /// <param name="records">In any order; the result does not depend on it. A record that is given twice counts once.</param>
    /// <param name="catalogue">The known names and their published facts; none leaves identity to the records alone.</param>
    /// <param name="options">Thresholds, and whether published facts come in.</param>
    /// <remarks>Time grows about linearly with the records; 100,000 take some seconds.</remarks>
    public static ResolvedGraph Resolve(IEnumerable<Record> records, IEnumerable<CatalogueThing>? catalogue = null, ResolverOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(records);
        options ??= ResolverOptions.Default;
        // The records are sorted and compared meanwhile.
        var known = Task.Run(() => new KnownThings(catalogue ?? []));
        var sorted = Canonical(records);
        var identity = new WorkIdentity(sorted, options, name => known.GetAwaiter().GetResult().ArxivOf(name));
        var groups = identity.Join();
        ImmutableArray<Work> works = [.. groups.Select(indices => new Work([.. indices.Select(i => sorted[i])]))];
        var things = new ThingIdentity(works, known.GetAwaiter().GetResult());
        var builder = new GraphBuilder(works, things, options);
        var graph = builder.Build();
        return new ResolvedGraph(
            graph,
            [.. works.Select(w => new ResolvedWork(builder.PaperId(w), [.. w.Records.Select(PlaceOf).Distinct()])).OrderBy(w => w.Id, StringComparer.Ordinal)],
            [.. MergesOf(sorted, PaperIds(groups, works, builder), identity, things)],
            [.. identity.Doubts.OrderBy(d => d.First).ThenBy(d => d.Second).ThenBy(d => d.Why, StringComparer.Ordinal)],
            [.. builder.Disagreements.Concat(things.Disagreements).OrderBy(d => d.Node, StringComparer.Ordinal).ThenBy(d => d.Field, StringComparer.Ordinal)],
            [.. builder.Dropped.OrderBy(d => d.Place).ThenBy(d => d.Fact, StringComparer.Ordinal)]);
    }

    private static string[] PaperIds(List<List<int>> groups, ImmutableArray<Work> works, GraphBuilder builder)
    {
        var ids = new string[groups.Sum(indices => indices.Count)];
        for (var i = 0; i < groups.Count; i++)
            groups[i].ForEach(record => ids[record] = builder.PaperId(works[i]));
        return ids;
    }

    private static IEnumerable<Merge> MergesOf(ImmutableArray<Record> records, string[] papers, WorkIdentity identity, ThingIdentity things)
    {
        var ofWorks = identity.Merges.Select(m => new Merge(papers[m.First], PlaceOf(records[m.First]), PlaceOf(records[m.Second]), m.Rule, m.Key, m.Score, m.Threshold, m.Doubtful));
        var ofThings = things.Things.Where(thing => thing.Id.Length > 0).SelectMany(thing => thing.Spellings
            // A name with a qualifier was told apart from its spelling, not joined with it.
            .Where(s => s.Key != thing.Name && (thing.Known is not null || Folding.Key(s.Key) == Folding.Key(thing.Name))).Select(spelling =>
            new Merge(thing.Id, thing.Spellings.TryGetValue(thing.Name, out var place) ? place : spelling.Value, spelling.Value,
                Folding.Key(spelling.Key) == Folding.Key(thing.Name) ? MergeRule.Spelling : MergeRule.Catalogue, $"{spelling.Key} = {thing.Name}", 1, 1, Doubtful: false)));
        return ofWorks.Concat(ofThings).OrderBy(m => m.Node, StringComparer.Ordinal).ThenBy(m => m.First).ThenBy(m => m.Second).ThenBy(m => m.Key, StringComparer.Ordinal);
    }

    private static Place PlaceOf(Record record) => new(record.Source, record.Line);

    /// <summary>Sorted by place, then by content; equal records once.</summary>
    private static ImmutableArray<Record> Canonical(IEnumerable<Record> records)
    {
        var sorted = ImmutableArray.CreateBuilder<Record>();
        foreach (var group in records.GroupBy(PlaceOf).OrderBy(group => group.Key))
        {
            if (group.Skip(1).Any())
                sorted.AddRange(group.Select(record => (record, Text: Line(record))).DistinctBy(pair => pair.Text).OrderBy(pair => pair.Text, StringComparer.Ordinal).Select(pair => pair.record));
            else
                sorted.AddRange(group);
        }
        return sorted.DrainToImmutable();
    }

    private static string Line(Record record)
    {
        using var stream = new MemoryStream();
        RecordFormat.Write(stream, [record]);
        return System.Text.Encoding.UTF8.GetString(stream.ToArray());
    }
}
