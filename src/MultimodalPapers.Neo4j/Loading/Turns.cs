using Neo4j.Driver;

namespace MultimodalPapers.Neo4j.Loading;

/// <summary>Loaders of relationships take turns, so that none is ever written twice, and a loader that was alone so far knows it.</summary>
/// <remarks>
/// <para>Unlike nodes, relationships have no id that the database keeps unique without an index that costs more than all else. Instead a few nodes, there
/// only while a load runs, one for the relationships of each <see cref="Lane"/>, say which loader is alone. Every transaction that writes relationships first locks
/// its lane's node until it ends, and reads and changes what it says. So all such transactions, of all loaders, come one after the other in each lane, and each sees
/// what the ones before it wrote.</para>
/// <para>A loader that begins writes its name there. As long as it finds that name in each of its turns, nobody else wrote in between: what was missing when it
/// began and it has not written itself is still missing and may be created without a look. A turn that finds anything else (another loader began, or removed
/// the node, having finished) takes the name away, so that nobody is alone any more, and looks at what is there before it writes; so does each turn after it.</para>
/// <para>Each turn also leaves its number. Where it finds its own, it is a second attempt after a first that was committed although its answer got lost: nothing is
/// left to do. A transaction of a process that was killed either ends before the next turn or never.</para>
/// </remarks>
internal sealed class Turns(IDriver driver, string? database)
{
    /// <summary>What a turn creates: rows of element id and id of the start, then of the end, type, properties. A row whose nodes are not as it says creates nothing.</summary>
    /// <remarks>A node is found by its element id without an index. The database may give the element id of a removed node to another one, hence the look at <c>id</c>.</remarks>
    public const string Create = "MATCH (a) WHERE elementId(a) = row[0] AND a.id = row[1] MATCH (b) WHERE elementId(b) = row[2] AND b.id = row[3] CREATE (a)-[r:$(row[4])]->(b) SET r = row[5]";

    /// <summary>Turns that may be taken at the same time, by one loader or several.</summary>
    public const int Lanes = 3;

    private const string Lock = $"MERGE (t:{Schema.TurnsLabel} {{name: $lane}}) SET t.taken = true";
    // One query for all, so that the rows need not wait for an answer.
    private const string Next = $"{Lock} WITH t, coalesce(t.alone = $loader, false) AS alone, coalesce(t.last = $turn, false) AS done "
        + "SET t.last = $turn, t.alone = CASE WHEN alone THEN $loader ELSE '' END WITH alone, done "
        + $"CALL (alone, done) {{ UNWIND CASE WHEN alone AND NOT done THEN $rows ELSE [] END AS row {Create} RETURN count(*) AS created }} RETURN alone, done, created";

    // The name of a loader, of which several may run at once, on several machines; it is gone when they are done.
    private readonly string _loader = Guid.NewGuid().ToString("N");
    private long _turn;
    private volatile bool _alone = true;

    /// <summary>Nobody else wrote since this loader's first turn, as far as its turns have seen.</summary>
    public bool IsAlone => _alone;

    /// <summary>The lane of the relationships that start at a node, the same for all loaders; about as many nodes have each.</summary>
    public static int Lane(string id)
    {
        // FNV-1a; its lowest bits alone would only tell of the letters' lowest bits.
        var hash = 2166136261u;
        foreach (var c in id)
            hash = (hash ^ c) * 16777619;
        return (int)((hash ^ (hash >> 15)) % Lanes);
    }

    /// <summary>The first turn: does something that counts from now on.</summary>
    public async Task<T> BeginAsync<T>(Func<IAsyncQueryRunner, Task<T>> look)
    {
        await using var session = driver.AsyncSession(c => c.In(database));
        return await session.ExecuteWriteAsync(async tx =>
        {
            // The first SET waits for the lock; what follows sees what the last turn left.
            for (var lane = 0; lane < Lanes; lane++)
                await (await tx.RunAsync($"{Lock} SET t.alone = $loader", new Dictionary<string, object> { ["lane"] = Name(lane), ["loader"] = _loader })).ConsumeAsync();
            return await look(tx);
        });
    }

    /// <summary>The next turn of a lane; a lane has one at a time.</summary>
    /// <param name="lane">Of all the rows.</param>
    /// <param name="rows">For <see cref="Create"/>; empty where a look is needed in any case.</param>
    /// <param name="look">Writes what is missing of the same, having looked; called where rows could not be created without a look, in the same transaction.</param>
    public async Task<Outcome> NextAsync(int lane, List<object> rows, Func<IAsyncQueryRunner, Task<Outcome>> look)
    {
        await using var session = driver.AsyncSession(c => c.In(database));
        var parameters = new Dictionary<string, object> { ["lane"] = Name(lane), ["loader"] = _loader, ["turn"] = $"{_loader} {Interlocked.Increment(ref _turn)}" };
        Outcome? attempted = null;
        return await Database.TryAsync(_ => session.ExecuteWriteAsync(async tx =>
        {
            var creating = _alone && rows.Count > 0;
            parameters["rows"] = creating ? rows : [];
            var turn = await (await tx.RunAsync(Next, parameters)).SingleAsync();
            if (turn["done"].As<bool>() && attempted is not null)
                return attempted;
            _alone &= turn["alone"].As<bool>();
            var created = turn["created"].As<int>();
            if (creating && created == rows.Count)
                return attempted = new Outcome(created, 0, 0, []);
            // What the look finds of this turn's own is new all the same.
            var outcome = await look(tx);
            return attempted = outcome with { Created = outcome.Created + created, Unchanged = outcome.Unchanged - created };
        }));
    }

    private static string Name(int lane) => $"relationships {lane}";

    /// <summary>Takes the nodes away. Other loaders that are under way notice, and go on with a look at what is there.</summary>
    public static async Task EndAsync(IDriver driver, string? database)
    {
        await using var session = driver.AsyncSession(c => c.In(database));
        await session.ExecuteWriteAsync(async tx => await (await tx.RunAsync($"MATCH (t:{Schema.TurnsLabel}) DELETE t")).ConsumeAsync());
    }
}
