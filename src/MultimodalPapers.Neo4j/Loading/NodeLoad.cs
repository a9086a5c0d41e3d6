using System.Runtime.InteropServices;
using MultimodalPapers.Graph;
using Neo4j.Driver;

namespace MultimodalPapers.Neo4j.Loading;

/// <summary>The nodes' part of a load.</summary>
internal sealed class NodeLoad(IDriver driver, LoadOptions options, ElementIds elementIds, IProgress<LoadProgress>? progress)
{
    // Two transactions that only create nodes never wait for each other.
    private const int Writers = 2;
    private readonly Tally _tally = new();
    private readonly Stamps _stamps = new(driver, options.Database, "(x)", [.. GraphSchema.Labels.Select(label => new StampedGroup(label, $"(x:{label})"))]);

    public LoadCounts Counts => _tally.Counts(_stamps.Left);

    public Stamps Stamps => _stamps;

    public async Task WriteAsync(GraphSource graph, CancellationToken cancellation)
    {
        await Batching<bool, NodeRow>.RunAsync(options.BatchSize, Writers, Read, WriteBatchAsync, cancellation);
        progress?.Report(new LoadProgress("nodes", _tally.Seen));

        void Read(Batching<bool, NodeRow>.Hand hand)
        {
            var stamp = new Stamp();
            foreach (var node in graph.Nodes())
            {
                Schema.Check(node);
                var mark = stamp.Of(node);
                _tally.See();
                if (_stamps.Match(node.Label, mark) && !options.Rewrite)
                    _tally.Leave();
                else
                    hand(_stamps.SomeWere(node.Label), 0, new NodeRow(node, mark));
            }
        }
    }

    /// <summary>Nothing has to be written: the graph holds so many, and so does the database.</summary>
    public void LeaveAll(long count) => _tally.Leave(count);

    private async Task WriteBatchAsync(bool someWere, List<NodeRow> rows)
    {
        await using var session = driver.AsyncSession(c => c.WithFetchSize(Stamps.FetchSize).In(options.Database));
        var outcome = await Database.TryAsync(before => before == 0 && !someWere ? CreateAsync(session, rows) : MergeAsync(session, rows));
        _tally.Add(outcome);
        foreach (var (label, stamp) in outcome.Replaced)
            _stamps.Match(label, stamp);
        progress?.Report(new LoadProgress("nodes", _tally.Seen));
    }

    private Task<Outcome> CreateAsync(IAsyncSession session, List<NodeRow> rows) => session.ExecuteWriteAsync(async tx =>
    {
        await CreateAsync(tx, rows);
        return new Outcome(rows.Count, 0, 0, []);
    });

    // One query for all labels: the server plans it once.
    private async Task CreateAsync(IAsyncQueryRunner tx, List<NodeRow> create)
    {
        var cursor = await tx.RunAsync("UNWIND $rows AS row CREATE (n:$(row[0])) SET n = row[1] RETURN row[0][0] AS label, row[1].id AS id, elementId(n) AS element",
            new Dictionary<string, object> { ["rows"] = create.ConvertAll(object (r) => new object[] { r.Labels, r.Properties() }) });
        while (await cursor.FetchAsync())
            elementIds.Add((string)cursor.Current[0], (string)cursor.Current[1], (string)cursor.Current[2]);
    }

    private Task<Outcome> MergeAsync(IAsyncSession session, List<NodeRow> rows) => session.ExecuteWriteAsync(async tx =>
    {
        var outcome = new Outcome(0, 0, 0, []);
        foreach (var group in rows.GroupBy(r => string.Join(':', r.Labels), StringComparer.Ordinal))
            outcome += await MergeAsync(tx, group.First().Label, group.Key, [.. group]);
        return outcome;
    });

    private async Task<Outcome> MergeAsync(IAsyncQueryRunner tx, string label, string labels, List<NodeRow> rows)
    {
        var there = await FindAsync(tx, label, rows);
        var (create, change, relabel, outcome) = (new List<NodeRow>(), new List<object>(), new List<object>(), new Outcome(0, 0, 0, []));
        foreach (var row in rows)
        {
            if (!there.TryGetValue(row.Id, out var node))
            {
                create.Add(row);
            }
            else if (node.Existing.Stamp == row.Stamp && (node.Existing.IsOthers || row.IsAs(node.Values)))
            {
                outcome = outcome with { Unchanged = outcome.Unchanged + 1 };
            }
            else
            {
                change.Add(new object[] { row.Id, Ownership.Change(row.Properties(), node.Existing) });
                if (!node.Existing.IsOthers)
                    relabel.Add(row.Id);
                if (node.Existing.Stamp is { } stamp && stamp != row.Stamp)
                    outcome.Replaced.Add((label, stamp));
            }
        }
        if (create.Count > 0)
            await CreateAsync(tx, create);
        if (change.Count > 0)
            await tx.ExecuteAsync($"UNWIND $rows AS row MATCH (n:{label} {{id: row[0]}}) SET n += row[1]", change);
        if (relabel.Count > 0)
            await RelabelAsync(tx, label, labels, relabel);
        return outcome with { Created = create.Count, Changed = change.Count };
    }

    /// <summary>Labels below the main one are the loader's; any other that a person gave the node stays.</summary>
    private static async Task RelabelAsync(IAsyncQueryRunner tx, string label, string labels, List<object> ids)
    {
        var wanted = labels.Split(':')[1..];
        foreach (var below in Schema.Below(label))
        {
            var query = wanted.Contains(below, StringComparer.Ordinal)
                ? $"UNWIND $rows AS id MATCH (n:{label} {{id: id}}) WHERE NOT n:{below} SET n:{below}"
                : $"UNWIND $rows AS id MATCH (n:{label} {{id: id}}) WHERE n:{below} REMOVE n:{below}";
            await tx.ExecuteAsync(query, ids);
        }
    }

    private static async Task<Dictionary<string, (Existing Existing, IReadOnlyDictionary<string, object> Values)>> FindAsync(IAsyncQueryRunner tx, string label, List<NodeRow> rows)
    {
        var cursor = await tx.RunAsync($"UNWIND $rows AS id MATCH (n:{label} {{id: id}}) RETURN id, properties(n) AS values",
            new Dictionary<string, object> { ["rows"] = rows.ConvertAll(object (r) => r.Id) });
        var found = new Dictionary<string, (Existing, IReadOnlyDictionary<string, object>)>(StringComparer.Ordinal);
        while (await cursor.FetchAsync())
        {
            var values = cursor.Current["values"].As<IReadOnlyDictionary<string, object>>();
            found[cursor.Current["id"].As<string>()] = (Database.Existing(values, isNode: true), values);
        }
        return found;
    }

    public async Task PruneAsync(CancellationToken cancellation)
    {
        await using var session = driver.AsyncSession(c => c.In(options.Database));
        foreach (var label in GraphSchema.Labels)
        {
            foreach (var left in (await _stamps.FindLeftAsync(label, cancellation)).Chunk(options.BatchSize))
            {
                cancellation.ThrowIfCancellationRequested();
                await PruneAsync(session, $"UNWIND $rows AS row MATCH (n:{label}) WHERE elementId(n) = row[0] AND n.{Ownership.StampName} = row[1]", left);
            }
        }
        // Labels that the schema once had.
        var known = string.Join('|', GraphSchema.Labels);
        await PruneAsync(session, $"MATCH (n:!({known})) WHERE n.{Ownership.StampName} IS NOT NULL", []);
        _tally.Settle();
    }

    private async Task PruneAsync(IAsyncSession session, string match, (string Id, long Stamp)[] left)
    {
        var (removed, kept) = await session.ExecuteWriteAsync(async tx =>
        {
            var cursor = await tx.RunAsync($"{match} RETURN elementId(n) AS node, labels(n) AS labels, properties(n) AS values, EXISTS {{ (n)--() }} AS held",
                new Dictionary<string, object> { ["rows"] = Array.ConvertAll(left, object (l) => new object[] { l.Id, l.Stamp }) });
            var (remove, release, kept) = (new List<object>(), new List<object>(), 0);
            while (await cursor.FetchAsync())
            {
                var values = cursor.Current["values"].As<IReadOnlyDictionary<string, object>>();
                var existing = Database.Existing(values, isNode: true);
                var foreign = cursor.Current["labels"].As<List<string>>().Any(l => !GraphSchema.Labels.Contains(l) && GraphSchema.SubLabels.All(s => s.Label != l));
                if (!existing.IsOthers && !foreign && !cursor.Current["held"].As<bool>() && !Ownership.HasOthers(existing))
                {
                    remove.Add(cursor.Current["node"]);
                    continue;
                }
                kept += existing.Stamp == Stamp.Left ? 0 : 1;
                if (existing.Stamp != Stamp.Left)
                    release.Add(new object[] { cursor.Current["node"], Ownership.Release(existing, "id", "name", "title") });
            }
            if (remove.Count > 0)
                await tx.ExecuteAsync("UNWIND $rows AS row MATCH (n) WHERE elementId(n) = row DELETE n", remove);
            if (release.Count > 0)
                await tx.ExecuteAsync("UNWIND $rows AS row MATCH (n) WHERE elementId(n) = row[0] SET n += row[1]", release);
            return (remove.Count, kept);
        });
        _tally.Prune(removed, kept);
    }

    /// <remarks>Rows wait by the thousand: their parameters are made when they are sent.</remarks>
    private sealed record NodeRow(GraphNode Node, long Stamp)
    {
        public string Id => Node.Id;

        public string Label => Node.Label;

        public string[] Labels => ImmutableCollectionsMarshal.AsArray(Node.Labels)!;

        public Dictionary<string, object> Properties() => Ownership.OfNode(Node, Stamp);

        public bool IsAs(IReadOnlyDictionary<string, object> values) => Database.Same(Properties(), values);
    }
}
