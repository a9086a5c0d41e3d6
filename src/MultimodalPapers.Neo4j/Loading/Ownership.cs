using System.Collections.Immutable;
using System.Runtime.InteropServices;
using MultimodalPapers.Graph;
using Neo4j.Driver;

namespace MultimodalPapers.Neo4j.Loading;

/// <summary>A thing of ours or others' as the database has it.</summary>
/// <param name="Stamp">Null where the loader never wrote it.</param>
/// <param name="Ours">Names that an earlier load wrote; null for the usual ones.</param>
/// <param name="Names">All its properties.</param>
/// <param name="IsNode">Else a relationship.</param>
internal sealed record Existing(long? Stamp, IReadOnlyList<string>? Ours, IReadOnlyCollection<string> Names, bool IsNode)
{
    /// <summary>A person's node that has the id of one of ours: it was there before. Relationships of others are never looked at.</summary>
    public bool IsOthers => IsNode && (Stamp is null || Ours?.Contains("id", StringComparer.Ordinal) != true);
}

/// <summary>Which properties are the loader's, so that it changes and removes these and no other.</summary>
/// <remarks>
/// Two properties carry it: <c>loadStamp</c>, see <see cref="Stamp"/>, and <c>loadKeys</c>, the names that the loader wrote: as a number with a bit for each
/// where the schema knows them all, which costs the database far less than a list, else as a list. Relationships leave out <c>loadKeys</c> where all
/// their names are usual ones: they are by far the most, and these names belong to the loader.
/// </remarks>
internal static class Ownership
{
    public const string StampName = "loadStamp";
    public const string KeysName = "loadKeys";

    /// <summary>The names of nodes' properties, each with the bit that stands for it in databases: so new ones come last and none is taken out.</summary>
    public static ImmutableArray<string> NodeNames { get; } =
    [
        "id", "name", "title", "titles", "year", "years", "venue", "venues", "arxiv", "url", "code", "project", "entries", "listCount",
        "spellings", "documented", "introducedBy", "primarySource", "broader", "path", "depth",
    ];

    /// <summary>The names of relationships' properties.</summary>
    public static ImmutableArray<string> RelationshipNames { get; } = [.. GraphSchema.EvidenceProperties, "position", "year", "line", "lines", "sizes"];

    private static readonly HashSet<string> Usual = new(RelationshipNames, StringComparer.Ordinal);

    private static readonly Dictionary<string, long> Bits = NodeNames.Select((name, i) => (name, i)).ToDictionary(n => n.name, n => 1L << n.i, StringComparer.Ordinal);

    /// <summary>A node's properties as the database is to hold them.</summary>
    public static Dictionary<string, object> OfNode(GraphNode node, long stamp)
    {
        var written = Parameters(node.Properties);
        written["id"] = node.Id;
        written[KeysName] = Keys(written.Keys);
        written[StampName] = stamp;
        return written;
    }

    /// <summary>A relationship's properties as the database is to hold them.</summary>
    public static Dictionary<string, object> OfRelationship(PropertyBag properties, long stamp)
    {
        var written = Parameters(properties);
        if (!AreUsual(properties))
            written[KeysName] = List(written.Keys);
        written[StampName] = stamp;
        return written;
    }

    private static bool AreUsual(PropertyBag properties)
    {
        for (var i = 0; i < properties.Count; i++)
        {
            if (!Usual.Contains(properties[i].Key) && !IsMark(properties[i].Key))
                return false;
        }
        return true;
    }

    /// <summary>The names in a thing's <c>loadKeys</c>; null where it has none.</summary>
    public static IReadOnlyList<string>? Names(object? keys) => keys switch
    {
        null => null,
        long bits => [.. NodeNames.Where(name => (bits & Bits[name]) != 0)],
        _ => keys.As<List<string>>(),
    };

    private static object Keys(IReadOnlyCollection<string> names) => names.All(Bits.ContainsKey) ? names.Aggregate(0L, (bits, name) => bits | Bits[name]) : List(names);

    private static string[] List(IEnumerable<string> names) => [.. names.Order(StringComparer.Ordinal)];

    /// <summary>What to set on a thing that is there: the new properties, null for those of ours that are gone; others' stay as they are.</summary>
    /// <param name="written">As the database is to hold them.</param>
    /// <param name="existing">What is there.</param>
    public static Dictionary<string, object?> Change(Dictionary<string, object> written, Existing existing)
    {
        var change = new Dictionary<string, object?>(StringComparer.Ordinal);
        var before = Before(existing);
        foreach (var (name, value) in written)
        {
            // On a node that was there before, a property that its owner set goes before ours.
            if (!existing.IsOthers || IsMark(name) || before.Contains(name) || !existing.Names.Contains(name))
                change[name] = value;
        }
        if (existing.IsOthers)
            change[KeysName] = Keys([.. change.Keys.Where(n => !IsMark(n))]);
        else if (!change.ContainsKey(KeysName))
            change[KeysName] = null;
        foreach (var name in before.Where(n => !written.ContainsKey(n) && existing.Names.Contains(n)))
            change[name] = null;
        return change;
    }

    /// <summary>What to set on a thing that the graph no longer holds but that must stay: ours goes.</summary>
    /// <param name="existing">What is there.</param>
    /// <param name="keep">Names of ours that stay, so that what hangs on it still has a name.</param>
    public static Dictionary<string, object?> Release(Existing existing, params ReadOnlySpan<string> keep)
    {
        var change = new Dictionary<string, object?>(StringComparer.Ordinal);
        var kept = new List<string>();
        foreach (var name in Before(existing).Where(existing.Names.Contains))
        {
            if (!existing.IsOthers && keep.Contains(name))
                kept.Add(name);
            else
                change[name] = null;
        }
        // A node that stays can be found by its id again; a relationship is now its owner's.
        var stays = existing is { IsNode: true, IsOthers: false };
        change[KeysName] = stays ? Keys(kept) : null;
        change[StampName] = stays ? Stamp.Left : null;
        return change;
    }

    /// <summary>Whether a person has added properties.</summary>
    public static bool HasOthers(Existing existing)
    {
        var before = Before(existing);
        return existing.Names.Any(n => !IsMark(n) && !before.Contains(n));
    }

    private static HashSet<string> Before(Existing existing) =>
        existing.Stamp is null ? [] : existing.Ours is null ? Usual : new HashSet<string>(existing.Ours, StringComparer.Ordinal);

    private static bool IsMark(string name) => name is StampName or KeysName;

    private static Dictionary<string, object> Parameters(PropertyBag properties)
    {
        var parameters = new Dictionary<string, object>(properties.Count + 3, StringComparer.Ordinal);
        for (var i = 0; i < properties.Count; i++)
        {
            // Only the loader writes its marks.
            var (name, value) = properties[i];
            if (!IsMark(name))
                parameters[name] = Parameter(value);
        }
        return parameters;
    }

    private static object Parameter(object value) => value switch
    {
        ImmutableArray<string> texts => texts.AsArray(),
        ImmutableArray<long> numbers => numbers.AsArray(),
        ImmutableArray<double> numbers => numbers.AsArray(),
        _ => value,
    };

    private static T[] AsArray<T>(this ImmutableArray<T> values) =>
        ImmutableCollectionsMarshal.AsArray(values)!;
}
