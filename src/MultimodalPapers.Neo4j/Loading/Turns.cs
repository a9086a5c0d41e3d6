using Neo4j.Driver;

namespace MultimodalPapers.Neo4j.Loading;

/// <summary>Loaders of relationships take turns, so that none is ever written twice, and a loader that was alone so far knows it.</summary>
/// <remarks>
/// <para>Unlike nodes, relationships have no id that the database keeps unique without an index that costs more than all else. Instead one node, there
/// only while a load runs, holds the name of the last turn. Every transaction that writes relationships first locks it until it ends, reads
/// that name and leaves its own. So all such transactions, of all loaders, come one after the other, and each sees what the ones before it wrote.</para>
/// <para>If the last turn is this loader's turn before, nobody else wrote in between: what was missing when it began and it has not written itself is still
/// missing and may be created without a look. If it is this very turn, the transaction is a second attempt after a first that was committed although
/// its answer got lost: nothing is left to do. If it is anything else, another loader was here (or removed the node, having finished): from then on every batch looks
/// at what is there before it writes. A transaction of a process that was killed either ends before the next turn or never.</para>
/// </remarks>
internal sealed class Turns(IDriver driver, string? database)
{
    // The name of a loader, of which several may run at once, on several machines; it is gone when they are done.
    private readonly string _loader = Guid.NewGuid().ToString("N");
    private long _turn;

    /// <summary>Nobody else wrote since this loader's first turn.</summary>
    public bool Alone { get; private set; } = true;

    /// <summary>The first turn: does something that counts from now on.</summary>
    public async Task<T> BeginAsync<T>(Func<IAsyncQueryRunner, Task<T>> look)
    {
        await using var session = driver.AsyncSession(c => c.In(database));
        return await session.ExecuteWriteAsync(async tx =>
        {
            await LockAsync(tx);
            return await look(tx);
        });
    }

    /// <summary>The next turn.</summary>
    /// <param name="write">Called in the transaction, with whether the last turn was this loader's, too; again where the transaction has to be tried again.</param>
    public async Task<Outcome> NextAsync(Func<IAsyncQueryRunner, bool, Task<Outcome>> write)
    {
        await using var session = driver.AsyncSession(c => c.In(database));
        var before = Name;
        _turn++;
        Outcome? attempted = null;
        return await Database.TryAsync(_ => session.ExecuteWriteAsync(async tx =>
        {
            var last = await LockAsync(tx);
            if (last == Name && attempted is not null)
                return attempted;
            Alone &= last == before;
            return attempted = await write(tx, Alone);
        }));
    }

    private string Name => $"{_loader} {_turn}";

    private async Task<string?> LockAsync(IAsyncQueryRunner tx)
    {
        // The first SET waits for the lock; what is read after it is what the last turn left.
        var cursor = await tx.RunAsync(
            $"MERGE (t:{Schema.TurnsLabel} {{name: 'relationships'}}) SET t.taken = true WITH t, t.last AS last SET t.last = $name RETURN last",
            new Dictionary<string, object> { ["name"] = Name });
        return (await cursor.SingleAsync())["last"] as string;
    }

    /// <summary>Takes the node away. Other loaders that are under way notice, and go on with a look at what is there.</summary>
    public static async Task EndAsync(IDriver driver, string? database)
    {
        await using var session = driver.AsyncSession(c => c.In(database));
        await session.ExecuteWriteAsync(async tx => await (await tx.RunAsync($"MATCH (t:{Schema.TurnsLabel}) DELETE t")).ConsumeAsync());
    }
}
