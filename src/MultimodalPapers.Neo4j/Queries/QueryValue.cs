using System.Collections;
using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using MultimodalPapers.Neo4j.Loading;
using Neo4j.Driver;

namespace MultimodalPapers.Neo4j.Queries;

/// <summary>A value of a result without the driver's types: null, a string, long, double or bool, a list, or a map in the server's order.</summary>
/// <remarks>A node is its labels and properties, a relationship its type and properties, a path the list of both; the loader's marks are left out.</remarks>
public static class QueryValue
{
    private const string Labels = "labels";
    private const string Type = "type";
    private const string Properties = "properties";
    private const string Start = "startsAtPrevious";

    public static object? Of(object? value) => value switch
    {
        null or string or long or double or bool => value,
        INode node => OfNode(node),
        IRelationship relationship => OfRelationship(relationship, forward: true),
        IPath path => OfPath(path),
        IReadOnlyDictionary<string, object> map => OfMap(map),
        IDictionary<string, object> map => OfMap(map),
        byte[] bytes => Convert.ToBase64String(bytes),
        IEnumerable list => list.Cast<object?>().Select(Of).ToImmutableArray(),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture),
    };

    private static ImmutableArray<object?> OfPath(IPath path)
    {
        var steps = ImmutableArray.CreateBuilder<object?>();
        steps.Add(OfNode(path.Start));
        for (var i = 0; i < path.Relationships.Count; i++)
        {
            steps.Add(OfRelationship(path.Relationships[i], path.Relationships[i].StartNodeElementId == path.Nodes[i].ElementId));
            steps.Add(OfNode(path.Nodes[i + 1]));
        }
        return steps.ToImmutable();
    }

    private static ImmutableArray<KeyValuePair<string, object?>> OfNode(INode node) =>
        [new(Labels, node.Labels.Select(l => (object?)l).ToImmutableArray()), new(Properties, OfMap(node.Properties))];

    private static ImmutableArray<KeyValuePair<string, object?>> OfRelationship(IRelationship relationship, bool forward) =>
        [new(Type, relationship.Type), new(Start, forward), new(Properties, OfMap(relationship.Properties))];

    private static ImmutableArray<KeyValuePair<string, object?>> OfMap(IEnumerable<KeyValuePair<string, object>> map) =>
        [.. map.Where(p => p.Key is not (Ownership.StampName or Ownership.KeysName)).OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => KeyValuePair.Create(p.Key, Of(p.Value)))];

    /// <summary>A value in a cell of a table: nodes by their names, paths as arrows, lists with commas.</summary>
    public static string Text(object? value) => value switch
    {
        null => "",
        string text => text,
        bool flag => flag ? "true" : "false",
        ImmutableArray<KeyValuePair<string, object?>> map when Get(map, Labels) is { } => $"({Name(map)})",
        ImmutableArray<KeyValuePair<string, object?>> map when Get(map, Type) is string type => $"[{type}]",
        ImmutableArray<KeyValuePair<string, object?>> map => string.Join(", ", map.Select(p => $"{p.Key}: {Text(p.Value)}")),
        ImmutableArray<object?> list when IsPath(list) => PathText(list),
        ImmutableArray<object?> list => string.Join(", ", list.Select(Text)),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    private static bool IsPath(ImmutableArray<object?> list) => list.Length > 1
        && list[1] is ImmutableArray<KeyValuePair<string, object?>> second && Get(second, Start) is bool;

    private static string PathText(ImmutableArray<object?> path)
    {
        var text = new StringBuilder(Text(path[0]));
        for (var i = 1; i + 1 < path.Length; i += 2)
        {
            var forward = Get((ImmutableArray<KeyValuePair<string, object?>>)path[i]!, Start) is true;
            text.Append(forward ? "-" : "<-").Append(Text(path[i])).Append(forward ? "->" : "-").Append(Text(path[i + 1]));
        }
        return text.ToString();
    }

    private static string Name(ImmutableArray<KeyValuePair<string, object?>> node) =>
        Get(node, Properties) is ImmutableArray<KeyValuePair<string, object?>> properties ? Text(Get(properties, "name") ?? Get(properties, "id")) : "";

    private static object? Get(ImmutableArray<KeyValuePair<string, object?>> map, string key)
    {
        foreach (var (name, value) in map)
        {
            if (name == key)
                return value;
        }
        return null;
    }
}
