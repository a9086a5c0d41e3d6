using System.Collections;
using Neo4j.Driver;

namespace MultimodalPapers.Neo4j.Loading;

/// <summary>Small steps of the loader's conversations with the server.</summary>
internal static class Database
{
    // A batch that met another loader's things finds them the next time, but may by then meet those of its next batch: a large one collides with many small ones.
    private const int MostAttempts = 20;
    private const int LongestPause = 250;

    public static SessionConfigBuilder In(this SessionConfigBuilder session, string? database) => database is null ? session : session.WithDatabase(database);

    /// <summary>Tries again where others' writing came between.</summary>
    /// <param name="attempt">Called with how many attempts there were before.</param>
    /// <remarks>Others are another loader, one whose process is gone while its last transaction was still being committed, or this one before its connection broke.</remarks>
    public static async Task<Outcome> TryAsync(Func<int, Task<Outcome>> attempt)
    {
        for (var before = 0; ; before++)
        {
            try
            {
                return await attempt(before);
            }
            catch (ClientException error) when (before < MostAttempts && error.Code is "Neo.ClientError.Schema.ConstraintValidationFailed" or "Neo.ClientError.Statement.EntityNotFound")
            {
                // A look at what is there tells more, the later the more.
                await Task.Delay(Math.Min(10 * before * before, LongestPause));
            }
        }
    }

    public static async Task<ICounters> ExecuteAsync(this IAsyncQueryRunner runner, string query, List<object> rows) =>
        (await (await runner.RunAsync(query, new Dictionary<string, object> { ["rows"] = rows })).ConsumeAsync()).Counters;

    /// <summary>Of a thing's properties.</summary>
    public static Existing Existing(IReadOnlyDictionary<string, object> values, bool isNode) => new(
        values.GetValueOrDefault(Ownership.StampName) as long?,
        Ownership.Names(values.GetValueOrDefault(Ownership.KeysName)),
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

    public void Leave(long count = 1) => Interlocked.Add(ref _unchanged, count);

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
/// <param name="Replaced">Stamps that are no longer in the database, each with the label or type that bore it.</param>
internal sealed record Outcome(int Created, int Changed, int Unchanged, List<(string Group, long Stamp)> Replaced)
{
    public static Outcome operator +(Outcome one, Outcome other) =>
        new(one.Created + other.Created, one.Changed + other.Changed, one.Unchanged + other.Unchanged, [.. one.Replaced, .. other.Replaced]);
}
