using MultimodalPapers.Graph;
using Neo4j.Driver;

namespace MultimodalPapers.Neo4j.Loading;

/// <summary>The relationships' part of a load. Of a type there is at most one of ours between two nodes; others' may run beside it.</summary>
internal sealed class RelationshipLoad(IDriver driver, LoadOptions options, ElementIds elementIds, IProgress<LoadProgress>? progress)
{
    // Of two transactions one is written to the store while the other is being made.
    private const int Writers = 2;
    private static readonly StampedGroup[] Groups = [.. GraphSchema.RelationshipTypes.Select(t => new StampedGroup(t.Name, $"()-[x:{t.Name}]->()"))];
    private readonly Tally _tally = new();
    private readonly Stamps _stamps = new(driver, options.Database, "()-[x]->()", Groups);
    private readonly Turns _turns = new(driver, options.Database);

    public LoadCounts Counts => _tally.Counts(_stamps.Left);

    public Stamps Stamps => _stamps;

    public async Task WriteAsync(GraphSource graph, CancellationToken cancellation)
    {
        var begun = new Lazy<Task<HashSet<string>>>(() =>
            _turns.BeginAsync(async tx => Groups.Zip(await _stamps.CountAsync(tx)).Where(g => g.Second).Select(g => g.First.Name).ToHashSet(StringComparer.Ordinal)));
        await Batching<BatchKey, Row>.RunAsync(options.BatchSize, Writers, Read, async (key, rows) => await WriteBatchAsync(await begun.Value, key.From, rows), cancellation);
        progress?.Report(new LoadProgress("relationships", _tally.Seen));

        void Read(Batching<BatchKey, Row>.Hand hand)
        {
            var stamp = new Stamp();
            foreach (var line in graph.Relationships())
            {
                var kind = Schema.Kind(line);
                var relationship = line.Relationship;
                var mark = stamp.Of(relationship);
                _tally.See();
                if (_stamps.Match(kind.Type, mark) && !options.Rewrite)
                    _tally.Leave();
                else
                    Hand(hand, new Row(kind, relationship.Start, relationship.End, relationship.Properties, mark));
            }
        }
    }

    /// <summary>
    /// The server locks both ends of a new relationship until the transaction ends. So that two transactions run side by side and never wait for each other,
    /// the nodes of each label are dealt out to the lanes, and no two batches at a time touch nodes of the same label and lane. There are more lanes than writers,
    /// so that a writer mostly finds a batch that does not have to wait for the other's.
    /// </summary>
    private void Hand(Batching<BatchKey, Row>.Hand hand, Row row)
    {
        var (from, to) = (Turns.Lane(row.Start), Turns.Lane(row.End));
        var crosses = from != to && row.Kind.Start == row.Kind.End;
        var claim = (1UL << from) | Bit(row.Kind.Start, from) | Bit(row.Kind.End, to);
        hand(new BatchKey(_stamps.SomeWere(row.Kind.Type), from, to, crosses), claim, row);

        // The first bits are the turns' lanes.
        static ulong Bit(string label, int lane) => 1UL << (Turns.Lanes * (GraphSchema.Labels.IndexOf(label) + 1) + lane);
    }

    /// <summary>Nothing has to be written: the graph holds so many, and so does the database.</summary>
    public void LeaveAll(long count) => _tally.Leave(count);

    private async Task WriteBatchAsync(HashSet<string> someWere, int lane, List<Row> rows)
    {
        var create = _turns.IsAlone && !rows.Exists(r => someWere.Contains(r.Kind.Type)) ? await CreatableAsync(rows) : [];
        var outcome = await _turns.NextAsync(lane, create, tx => MergeAsync(tx, rows));
        _tally.Add(outcome);
        foreach (var (type, stamp) in outcome.Replaced)
            _stamps.Match(type, stamp);
        progress?.Report(new LoadProgress("relationships", _tally.Seen));
    }

    /// <summary>What a turn may create without a look.</summary>
    private async Task<List<object>> CreatableAsync(List<Row> rows)
    {
        var unknown = Ends(rows).Where(e => elementIds.Of(e.Label, e.Id) is null);
        if (unknown.Any())
        {
            await using var session = driver.AsyncSession(c => c.In(options.Database));
            await session.ExecuteReadAsync(tx => elementIds.ResolveAsync(tx, unknown));
        }
        return Parameters(rows);
    }

    private static IEnumerable<(string Label, string Id)> Ends(List<Row> rows)
    {
        foreach (var row in rows)
        {
            yield return (row.Kind.Start, row.Start);
            yield return (row.Kind.End, row.End);
        }
    }

    private List<object> Parameters(List<Row> rows) =>
        rows.ConvertAll(object (r) => new object?[] { elementIds.Of(r.Kind.Start, r.Start), r.Start, elementIds.Of(r.Kind.End, r.End), r.End, r.Kind.Type, r.Properties() });

    private async Task<Outcome> MergeAsync(IAsyncQueryRunner tx, List<Row> rows)
    {
        var outcome = new Outcome(0, 0, 0, []);
        foreach (var group in rows.GroupBy(r => r.Kind))
            outcome += await MergeAsync(tx, group.Key, [.. group]);
        return outcome;
    }

    private async Task CreateAsync(IAsyncQueryRunner tx, RelationshipKind kind, List<Row> rows)
    {
        await elementIds.ResolveAsync(tx, Ends(rows));
        var counters = await tx.ExecuteAsync($"UNWIND $rows AS row {Turns.Create}", Parameters(rows));
        if (counters.RelationshipsCreated != rows.Count)
            throw await MissingAsync(tx, kind, rows);
    }

    private async Task<Outcome> MergeAsync(IAsyncQueryRunner tx, RelationshipKind kind, List<Row> rows)
    {
        var there = await FindAsync(tx, kind, rows);
        var (create, change, outcome) = (new List<Row>(), new List<object>(), new Outcome(0, 0, 0, []));
        foreach (var row in rows)
        {
            if (!there.TryGetValue((row.Start, row.End), out var found))
            {
                create.Add(row);
            }
            else if (found.Existing.Stamp == row.Stamp && Database.Same(row.Properties(), found.Values))
            {
                outcome = outcome with { Unchanged = outcome.Unchanged + 1 };
            }
            else
            {
                change.Add(new object[] { found.Id, Ownership.Change(row.Properties(), found.Existing) });
                if (found.Existing.Stamp is { } stamp && stamp != row.Stamp)
                    outcome.Replaced.Add((kind.Type, stamp));
            }
        }
        if (create.Count > 0)
            await CreateAsync(tx, kind, create);
        if (change.Count > 0)
            await tx.ExecuteAsync("UNWIND $rows AS row MATCH ()-[r]->() WHERE elementId(r) = row[0] SET r += row[1]", change);
        return outcome with { Created = create.Count, Changed = change.Count };
    }

    private static async Task<Dictionary<(string Start, string End), Found>> FindAsync(IAsyncQueryRunner tx, RelationshipKind kind, List<Row> rows)
    {
        var cursor = await tx.RunAsync(
            $"UNWIND $rows AS row MATCH (a:{kind.Start} {{id: row[0]}})-[r:{kind.Type}]->(b:{kind.End} {{id: row[1]}}) "
            + $"WHERE r.{Ownership.StampName} IS NOT NULL RETURN row[0] AS start, row[1] AS end, elementId(r) AS id, properties(r) AS values",
            new Dictionary<string, object> { ["rows"] = rows.ConvertAll(object (r) => new object[] { r.Start, r.End }) });
        var found = new Dictionary<(string, string), Found>();
        while (await cursor.FetchAsync())
        {
            var values = cursor.Current["values"].As<IReadOnlyDictionary<string, object>>();
            found[(cursor.Current["start"].As<string>(), cursor.Current["end"].As<string>())] =
                new Found(cursor.Current["id"].As<string>(), Database.Existing(values, isNode: false), values);
        }
        return found;
    }

    private static async Task<LoadException> MissingAsync(IAsyncQueryRunner tx, RelationshipKind kind, List<Row> rows)
    {
        var cursor = await tx.RunAsync(
            $"UNWIND $rows AS row OPTIONAL MATCH (a:{kind.Start} {{id: row[0]}}) OPTIONAL MATCH (b:{kind.End} {{id: row[1]}}) "
            + "WITH row, a, b WHERE a IS NULL OR b IS NULL RETURN row[0] AS start, row[1] AS end, CASE WHEN a IS NULL THEN row[0] ELSE row[1] END AS missing LIMIT 1",
            new Dictionary<string, object> { ["rows"] = rows.ConvertAll(object (r) => new object[] { r.Start, r.End }) });
        return await cursor.FetchAsync()
            ? new LoadException($"The relationship {kind.Type} from '{cursor.Current["start"]}' to '{cursor.Current["end"]}' needs the node '{cursor.Current["missing"]}', "
                + "which the graph does not have. Make the graph anew with 'build'.")
            : new LoadException($"Nodes at the ends of relationships of the type {kind.Type} were changed by someone else in the meantime. Load again.");
    }

    public async Task PruneAsync(CancellationToken cancellation)
    {
        await using var session = driver.AsyncSession(c => c.In(options.Database));
        foreach (var type in GraphSchema.RelationshipTypes)
        {
            foreach (var left in (await _stamps.FindLeftAsync(type.Name, cancellation)).Chunk(options.BatchSize))
            {
                cancellation.ThrowIfCancellationRequested();
                await PruneAsync(session, $"UNWIND $rows AS row MATCH ()-[r:{type.Name}]->() WHERE elementId(r) = row[0] AND r.{Ownership.StampName} = row[1]", left);
            }
        }
        // Types that the schema once had.
        var known = string.Join('|', GraphSchema.RelationshipTypes.Select(t => t.Name));
        await PruneAsync(session, $"MATCH ()-[r:!({known})]->() WHERE r.{Ownership.StampName} IS NOT NULL", []);
        _tally.Settle();
    }

    private async Task PruneAsync(IAsyncSession session, string match, (string Id, long Stamp)[] left)
    {
        var (removed, kept) = await session.ExecuteWriteAsync(async tx =>
        {
            var cursor = await tx.RunAsync($"{match} RETURN elementId(r) AS id, properties(r) AS values", new Dictionary<string, object> { ["rows"] = Array.ConvertAll(left, object (l) => new object[] { l.Id, l.Stamp }) });
            var (remove, release) = (new List<object>(), new List<object>());
            while (await cursor.FetchAsync())
            {
                var existing = Database.Existing(cursor.Current["values"].As<IReadOnlyDictionary<string, object>>(), isNode: false);
                if (!Ownership.HasOthers(existing))
                    remove.Add(cursor.Current["id"]);
                else
                    release.Add(new object[] { cursor.Current["id"], Ownership.Release(existing) });
            }
            if (remove.Count > 0)
                await tx.ExecuteAsync("UNWIND $rows AS row MATCH ()-[r]->() WHERE elementId(r) = row DELETE r", remove);
            if (release.Count > 0)
                await tx.ExecuteAsync("UNWIND $rows AS row MATCH ()-[r]->() WHERE elementId(r) = row[0] SET r += row[1]", release);
            return (remove.Count, release.Count);
        });
        _tally.Prune(removed, kept);
    }

    private sealed record Found(string Id, Existing Existing, IReadOnlyDictionary<string, object> Values);

    /// <param name="SomeWere">Whether earlier loads, or anyone, had put relationships of these types there.</param>
    /// <param name="From">The lane of the starts.</param>
    /// <param name="To">The lane of the ends.</param>
    /// <param name="Crosses">Whether two lanes of a label are touched: apart from the others, which would have to wait with them.</param>
    private readonly record struct BatchKey(bool SomeWere, int From, int To, bool Crosses);

    /// <remarks>Rows wait by the thousand: their parameters are made when they are sent.</remarks>
    private sealed record Row(RelationshipKind Kind, string Start, string End, PropertyBag Read, long Stamp)
    {
        public Dictionary<string, object> Properties() => Ownership.OfRelationship(Read, Stamp);
    }
}
