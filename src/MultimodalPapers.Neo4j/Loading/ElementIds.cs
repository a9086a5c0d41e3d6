using System.Collections.Concurrent;
using MultimodalPapers.Graph;
using Neo4j.Driver;

namespace MultimodalPapers.Neo4j.Loading;

/// <summary>The database's own ids of nodes, by which it finds the ends of relationships faster than by an index.</summary>
/// <remarks>Those of nodes that this load created are known; the others are asked for where they are needed. Some 300 bytes a node.</remarks>
internal sealed class ElementIds
{
    private readonly Dictionary<string, ConcurrentDictionary<string, string>> _known =
        GraphSchema.Labels.ToDictionary(label => label, _ => new ConcurrentDictionary<string, string>(StringComparer.Ordinal), StringComparer.Ordinal);

    /// <param name="label">Of the schema.</param>
    /// <param name="id">The node's.</param>
    /// <param name="elementId">The database's own.</param>
    public void Add(string label, string id, string elementId) => _known[label][id] = elementId;

    /// <summary>Null where the database has no such node, or was not asked.</summary>
    public string? Of(string label, string id) => _known[label].GetValueOrDefault(id);

    /// <summary>Asks for those of some nodes.</summary>
    /// <param name="runner">Reads.</param>
    /// <param name="nodes">Labels, of the schema, and ids.</param>
    public async Task ResolveAsync(IAsyncQueryRunner runner, IEnumerable<(string Label, string Id)> nodes)
    {
        foreach (var group in nodes.Distinct().GroupBy(n => n.Label, n => n.Id, StringComparer.Ordinal))
        {
            var cursor = await runner.RunAsync($"UNWIND $rows AS id MATCH (n:{group.Key} {{id: id}}) RETURN id, elementId(n) AS element",
                new Dictionary<string, object> { ["rows"] = group.ToList() });
            while (await cursor.FetchAsync())
                Add(group.Key, (string)cursor.Current[0], (string)cursor.Current[1]);
        }
    }
}
