using System.Collections;
using Neo4j.Driver;

namespace MultimodalPapers.Neo4j.Loading;

/// <summary>Small steps of the loader's conversations with the server.</summary>
internal static class Database
{
    // A batch that met another loader's things finds them the next time; more often is no coincidence.
    private const int MostAttempts = 4;

    public static SessionConfigBuilder In(this SessionConfigBuilder session, string? database) => database is null ? session : session.WithDatabase(database);

    /// <summary>Writes a batch: at first as things that are new, if so it seems; where a constraint says that they are not, with a look at what is there.</summary>
    /// <remarks>They may have been written by another loader, by one whose process is gone while its last transaction was still being committed,
    /// or by this one before its connection broke.</remarks>
    public static async Task<Outcome> WriteAsync(bool allNew, Func<Task<Outcome>> create, Func<Task<Outcome>> merge)
    {
        for (var attempt = allNew ? 0 : 1; ; attempt++)
        {
            try
            {
                return attempt == 0 ? await create() : await merge();
            }
            catch (ClientException error) when (attempt < MostAttempts && error.Code == "Neo.ClientError.Schema.ConstraintValidationFailed")
            {
                // Somebody was here first.
            }
        }
    }

    public static async Task<ICounters> ExecuteAsync(this IAsyncQueryRunner runner, string query, List<object> rows) =>
        (await (await runner.RunAsync(query, new Dictionary<string, object> { ["rows"] = rows })).ConsumeAsync()).Counters;

    /// <summary>Of a thing's properties.</summary>
    public static Existing Existing(IReadOnlyDictionary<string, object> values, bool isNode) => new(
        values.GetValueOrDefault(Ownership.StampName) as long?,
        values.TryGetValue(Ownership.KeysName, out var keys) ? keys.As<List<string>>() : null,
        [.. values.Keys],
        isNode);

    /// <summary>Whether the database holds every one of these values.</summary>
    public static bool Same(Dictionary<string, object> wanted, IReadOnlyDictionary<string, object> values)
    {
        foreach (var (name, value) in wanted)
        {
            if (!values.TryGetValue(name, out var there) || !Same(value, there))
                return false;
        }
        return true;
    }

    private static bool Same(object wanted, object there) => wanted is Array list
        ? there is IList values && values.Count == list.Length && list.Cast<object>().SequenceEqual(values.Cast<object>())
        : wanted.Equals(there);
}

/// <summary>The stamps that the database bears, by label or type; what the graph matches is crossed off.</summary>
internal sealed class Stamps(IDriver driver, string? database)
{
    // A number is a small record: many of them a round trip.
    private const int FetchSize = 20_000;
    private readonly Dictionary<string, (HashSet<long> Stamps, bool Some)> _groups = new(StringComparer.Ordinal);

    /// <summary>How many are left over: of things that the graph does not hold as they are.</summary>
    public long Left => _groups.Values.Sum(g => g.Stamps.Count - (g.Stamps.Contains(Stamp.Left) ? 1 : 0));

    public IReadOnlyCollection<long> LeftOf(string group) => _groups[group].Stamps;

    /// <summary>Whether an earlier load, or for nodes anyone, had put something there.</summary>
    public bool SomeWere(string group) => _groups[group].Some;

    /// <returns>Whether a stamp was there; it is crossed off.</returns>
    public bool Match(string group, long stamp)
    {
        // The reader and the writer both cross off.
        var stamps = _groups[group].Stamps;
        lock (stamps)
            return stamps.Count > 0 && stamps.Remove(stamp);
    }

    /// <param name="queries">For each label or type: how many of it there are, and their stamps, null for a thing of others.</param>
    /// <param name="cancellation">Between the queries.</param>
    public async Task ReadAsync(IEnumerable<(string Group, string Count, string Stamps)> queries, CancellationToken cancellation)
    {
        await using var session = driver.AsyncSession(c => c.WithFetchSize(FetchSize).In(database));
        foreach (var (group, count, stamps) in queries)
        {
            cancellation.ThrowIfCancellationRequested();
            _groups[group] = await session.ExecuteReadAsync(async tx =>
            {
                var (found, some) = (new HashSet<long>(), (await (await tx.RunAsync(count)).SingleAsync())["count"].As<long>() > 0);
                if (some)
                {
                    var cursor = await tx.RunAsync(stamps);
                    while (await cursor.FetchAsync())
                        found.Add((long)cursor.Current[0]);
                }
                return (found, some);
            });
        }
    }
}

/// <summary>Counts while a reader and writers run side by side.</summary>
internal sealed class Tally
{
    private long _seen;
    private long _unchanged;
    private long _created;
    private long _changed;
    private long _removed;
    private long _kept;
    private bool _settled;

    public long Seen => Interlocked.Read(ref _seen);

    public void See() => Interlocked.Increment(ref _seen);

    public void Leave() => Interlocked.Increment(ref _unchanged);

    public void Add(Outcome outcome)
    {
        Interlocked.Add(ref _created, outcome.Created);
        Interlocked.Add(ref _changed, outcome.Changed);
        Interlocked.Add(ref _unchanged, outcome.Unchanged);
    }

    public void Prune(int removed, int kept)
    {
        _removed += removed;
        _kept += kept;
    }

    /// <summary>What is left over has been dealt with.</summary>
    public void Settle() => _settled = true;

    public LoadCounts Counts(long left) => new(Interlocked.Read(ref _created), Interlocked.Read(ref _changed), Interlocked.Read(ref _unchanged), _removed, _kept, _settled ? 0 : left);
}

/// <param name="Created">Nodes or relationships.</param>
/// <param name="Changed">Nodes or relationships.</param>
/// <param name="Unchanged">Nodes or relationships.</param>
/// <param name="Replaced">Stamps that are no longer in the database.</param>
internal sealed record Outcome(int Created, int Changed, int Unchanged, List<long> Replaced);
