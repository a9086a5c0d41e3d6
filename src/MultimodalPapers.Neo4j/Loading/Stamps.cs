using Neo4j.Driver;

namespace MultimodalPapers.Neo4j.Loading;

/// <summary>Nodes of a label or relationships of a type.</summary>
/// <param name="Name">The label or type.</param>
/// <param name="Pattern">That matches them, as <c>x</c>.</param>
internal sealed record StampedGroup(string Name, string Pattern);

/// <summary>The stamps that the database bears, by label or type, beside those that the graph wants.</summary>
/// <remarks>
/// First both are only summed up, the database's on the server: stamps are hashes, so where number and sums of a group agree, so do its stamps (by chance
/// otherwise once in 2^60 loads), and nothing needs to be sent. The stamps of a group that differs are read, and what the graph matches is crossed off.
/// The sums are taken anew from the things themselves at every load, so that whatever was removed, or changed by another load, shows.
/// </remarks>
/// <param name="driver">To the server.</param>
/// <param name="database">Null for the user's home database.</param>
/// <param name="anything">The pattern of any node or relationship.</param>
/// <param name="groups">Every label or every type.</param>
internal sealed class Stamps(IDriver driver, string? database, string anything, IReadOnlyList<StampedGroup> groups)
{
    // A number is a small record: many of them a round trip.
    public const int FetchSize = 20_000;
    // What an IN looks up in one pass over a group.
    private const int MostAtOnce = 100_000;
    private const long Half = 1L << 32;
    private readonly Dictionary<string, Group> _groups = groups.ToDictionary(g => g.Name, g => new Group(g), StringComparer.Ordinal);

    /// <summary>How many are left over: of things that the graph does not hold as they are.</summary>
    public long Left => _groups.Values.Sum(g => (long)g.Stamps.Count - (g.Stamps.Contains(Stamp.Left) ? 1 : 0));

    public bool IsEmpty => _groups.Values.All(g => !g.SomeWere);

    public bool AllSame => _groups.Values.All(g => g.IsSame);

    /// <summary>Whether an earlier load, or anyone, had put something there.</summary>
    public bool SomeWere(string group) => _groups[group].SomeWere;

    /// <summary>Adds a stamp that the graph wants to the sums.</summary>
    public void Want(string group, long stamp) => _groups[group].Wanted = _groups[group].Wanted.Plus(stamp);

    /// <returns>Whether a stamp was there; it is crossed off.</returns>
    public bool Match(string group, long stamp)
    {
        var known = _groups[group];
        if (known.IsSame)
            return true;
        // The reader and the writer both cross off.
        lock (known.Stamps)
            return known.Stamps.Count > 0 && known.Stamps.Remove(stamp);
    }

    /// <summary>Looks which groups have anything at all, which the server knows without looking at it.</summary>
    public async Task CountAsync()
    {
        await using var session = driver.AsyncSession(c => c.In(database));
        var counts = await session.ExecuteReadAsync(CountAsync);
        foreach (var (group, some) in groups.Zip(counts))
            _groups[group.Name].SomeWere = some;
    }

    /// <returns>For each group in order, whether anything is there.</returns>
    public async Task<List<bool>> CountAsync(IAsyncQueryRunner tx)
    {
        // In an empty database one question is enough, which is much quicker to plan.
        if ((await (await tx.RunAsync($"MATCH {anything} RETURN count(x) AS count")).SingleAsync())["count"].As<long>() == 0)
            return [.. groups.Select(_ => false)];
        var cursor = await tx.RunAsync($"RETURN [{string.Join(", ", groups.Select(g => $"COUNT {{ {g.Pattern} }}"))}] AS counts");
        return (await cursor.SingleAsync())["counts"].As<List<long>>().ConvertAll(count => count > 0);
    }

    /// <summary>Has the server sum up what it bears.</summary>
    public async Task SumAsync(CancellationToken cancellation)
    {
        await using var session = driver.AsyncSession(c => c.In(database));
        foreach (var group in _groups.Values.Where(g => g.SomeWere))
        {
            cancellation.ThrowIfCancellationRequested();
            (group.There, group.HasLeft) = await session.ExecuteReadAsync(async tx =>
            {
                var sums = await (await tx.RunAsync(
                    $"MATCH {group.Of.Pattern} WITH x.{Ownership.StampName} AS stamp WHERE stamp IS NOT NULL "
                    + $"RETURN count(stamp) AS count, sum(stamp / {Half}) AS high, sum(stamp % {Half}) AS low, sum(CASE stamp WHEN {Stamp.Left} THEN 1 ELSE 0 END) AS left")).SingleAsync();
                var left = sums["left"].As<long>();
                return (new Sums(sums["count"].As<long>() - left, sums["high"].As<long>(), sums["low"].As<long>()), left > 0);
            });
        }
    }

    /// <summary>After both sides are summed up: what agrees is the same.</summary>
    public void Compare()
    {
        foreach (var group in _groups.Values)
        {
            group.IsSame = group.There == group.Wanted;
            if (group is { IsSame: true, HasLeft: true })
                group.Stamps.Add(Stamp.Left);
        }
    }

    /// <summary>Reads the stamps of every group that is not known to be the same.</summary>
    public async Task ReadAsync(CancellationToken cancellation)
    {
        await using var session = driver.AsyncSession(c => c.WithFetchSize(FetchSize).In(database));
        foreach (var group in _groups.Values.Where(g => g is { SomeWere: true, IsSame: false }))
        {
            cancellation.ThrowIfCancellationRequested();
            group.Stamps = await session.ExecuteReadAsync(async tx =>
            {
                var found = new HashSet<long>();
                var cursor = await tx.RunAsync($"MATCH {group.Of.Pattern} WHERE x.{Ownership.StampName} IS NOT NULL RETURN x.{Ownership.StampName} AS stamp");
                while (await cursor.FetchAsync())
                    found.Add((long)cursor.Current[0]);
                return found;
            });
        }
    }

    /// <summary>The things of a group whose stamps are left over: element id and stamp.</summary>
    public async Task<List<(string Id, long Stamp)>> FindLeftAsync(string group, CancellationToken cancellation)
    {
        var found = new List<(string, long)>();
        await using var session = driver.AsyncSession(c => c.WithFetchSize(FetchSize).In(database));
        foreach (var stamps in _groups[group].Stamps.Chunk(MostAtOnce))
        {
            cancellation.ThrowIfCancellationRequested();
            found.AddRange(await session.ExecuteReadAsync(async tx =>
            {
                var rows = new List<(string, long)>();
                var cursor = await tx.RunAsync($"MATCH {_groups[group].Of.Pattern} WHERE x.{Ownership.StampName} IN $stamps RETURN elementId(x) AS id, x.{Ownership.StampName} AS stamp",
                    new Dictionary<string, object> { ["stamps"] = stamps });
                while (await cursor.FetchAsync())
                    rows.Add(((string)cursor.Current[0], (long)cursor.Current[1]));
                return rows;
            }));
        }
        return found;
    }

    private sealed class Group(StampedGroup of)
    {
        public StampedGroup Of { get; } = of;

        public bool SomeWere { get; set; }

        public bool IsSame { get; set; }

        public bool HasLeft { get; set; }

        public Sums There { get; set; }

        public Sums Wanted { get; set; }

        public HashSet<long> Stamps { get; set; } = [];
    }

    /// <summary>The number of stamps, and the sums of their upper and lower halves, which stay far from the ends of a number.</summary>
    private readonly record struct Sums(long Count, long High, long Low)
    {
        public Sums Plus(long stamp) => new(Count + 1, High + (stamp / Half), Low + (stamp % Half));
    }
}
