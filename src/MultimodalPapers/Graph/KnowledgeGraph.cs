using System.Collections;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;

namespace MultimodalPapers.Graph;

/// <summary>The resolved graph: one node a thing, evidence on every relationship. Immutable; nodes and relationships are sorted by id.</summary>
public sealed class KnowledgeGraph
{
    private readonly Dictionary<string, GraphNode> _nodes;
    private readonly Lazy<ILookup<string, GraphRelationship>> _outgoing;
    private readonly Lazy<ILookup<string, GraphRelationship>> _incoming;

    /// <exception cref="ArgumentException">Two nodes or two relationships have one id, or a relationship has an end that is no node.</exception>
    public KnowledgeGraph(IEnumerable<GraphNode> nodes, IEnumerable<GraphRelationship> relationships)
    {
        Nodes = Sorted(nodes, n => n.Id);
        Relationships = Sorted(relationships, r => r.Id);
        _nodes = new Dictionary<string, GraphNode>(Nodes.Length, StringComparer.Ordinal);
        foreach (var node in Nodes)
        {
            if (!_nodes.TryAdd(node.Id, node))
                throw new ArgumentException($"Two nodes have the id '{node.Id}'.", nameof(nodes));
        }
        for (var i = 0; i < Relationships.Length; i++)
        {
            var relationship = Relationships[i];
            if (i > 0 && Relationships[i - 1].Id == relationship.Id)
                throw new ArgumentException($"Two relationships have the id '{relationship.Id}'.", nameof(relationships));
            if (!_nodes.ContainsKey(relationship.Start) || !_nodes.ContainsKey(relationship.End))
                throw new ArgumentException($"The relationship '{relationship.Id}' has an end that is no node.", nameof(relationships));
        }
        _outgoing = new(() => Relationships.ToLookup(r => r.Start, StringComparer.Ordinal));
        _incoming = new(() => Relationships.ToLookup(r => r.End, StringComparer.Ordinal));
    }

    private static ImmutableArray<T> Sorted<T>(IEnumerable<T> items, Func<T, string> id)
    {
        var array = items.ToArray();
        Array.Sort(array, (a, b) => string.CompareOrdinal(id(a), id(b)));
        return ImmutableCollectionsMarshal.AsImmutableArray(array);
    }

    public ImmutableArray<GraphNode> Nodes { get; }

    public ImmutableArray<GraphRelationship> Relationships { get; }

    /// <exception cref="KeyNotFoundException">No node has this id.</exception>
    public GraphNode Node(string id) => _nodes[id];

    public bool TryGetNode(string id, [NotNullWhen(true)] out GraphNode? node) => _nodes.TryGetValue(id, out node);

    /// <summary>The relationships that start at a node, sorted by id; none for an unknown node.</summary>
    public IEnumerable<GraphRelationship> Outgoing(string id) => _outgoing.Value[id];

    /// <summary>The relationships that end at a node, sorted by id; none for an unknown node.</summary>
    public IEnumerable<GraphRelationship> Incoming(string id) => _incoming.Value[id];
}

/// <param name="Id">Unique over the whole graph, readable, stable from run to run: <c>model:llava-1.5</c>.</param>
/// <param name="Labels">The main label first, then what it is more exactly.</param>
/// <param name="Properties">Always with <c>id</c> and <c>name</c>.</param>
public sealed record GraphNode(string Id, ImmutableArray<string> Labels, PropertyBag Properties)
{
    public string Label => Labels[0];

    public string Name => Properties.Text("name") ?? Id;

    /// <summary>Whether two nodes have the same id, labels in the same order, and properties.</summary>
    public bool Equals(GraphNode? other) =>
        other is not null && Id == other.Id && Labels.SequenceEqual(other.Labels) && Properties.Equals(other.Properties);

    public override int GetHashCode() => Id.GetHashCode(StringComparison.Ordinal);
}

/// <param name="Id">Made of start, type and end, so it is stable from run to run.</param>
/// <param name="Type">One of the schema's relationship types.</param>
/// <param name="Start">Id of the node it starts at.</param>
/// <param name="End">Id of the node it ends at.</param>
/// <param name="Properties">The evidence, and what the type adds.</param>
public sealed record GraphRelationship(string Id, string Type, string Start, string End, PropertyBag Properties)
{
    /// <summary>The id of the one relationship of a type between two nodes.</summary>
    public static string IdOf(string start, string type, string end) => $"{start}|{type}|{end}";
}

/// <summary>Properties sorted by name. A value is a <see cref="string"/>, <see cref="long"/>, <see cref="double"/>, <see cref="bool"/> or an <see cref="ImmutableArray{T}"/> of strings, longs or doubles.</summary>
/// <remarks>Two bags are equal when they hold the same names with the same values; a number and its text, or 1 and 1.0, are not the same.</remarks>
public sealed class PropertyBag : IReadOnlyList<KeyValuePair<string, object>>, IEquatable<PropertyBag>
{
    private readonly KeyValuePair<string, object>[] _items;

    /// <exception cref="ArgumentException">A name stands twice, or a value is of another type or a double that is no finite number.</exception>
    public PropertyBag(IEnumerable<KeyValuePair<string, object>> items)
    {
        _items = [.. items];
        if (!IsSorted(_items))
            Array.Sort(_items, static (a, b) => string.CompareOrdinal(a.Key, b.Key));
        for (var i = 0; i < _items.Length; i++)
        {
            if (i > 0 && _items[i - 1].Key == _items[i].Key)
                throw new ArgumentException($"The property '{_items[i].Key}' stands twice.", nameof(items));
            if (_items[i].Value is not (string or long or double or bool or ImmutableArray<string> or ImmutableArray<long> or ImmutableArray<double>))
                throw new ArgumentException($"The property '{_items[i].Key}' has a value of type {_items[i].Value?.GetType().Name ?? "null"}; "
                    + "a property holds a string, long, double, bool or a list of strings, longs or doubles.", nameof(items));
            if (_items[i].Value is double and (double.NaN or double.PositiveInfinity or double.NegativeInfinity)
                || (_items[i].Value is ImmutableArray<double> doubles && !doubles.All(double.IsFinite)))
                throw new ArgumentException($"The property '{_items[i].Key}' holds a number that is not finite; no file format could keep it.", nameof(items));
        }
    }

    // Files hold them sorted.
    private static bool IsSorted(KeyValuePair<string, object>[] items)
    {
        for (var i = 1; i < items.Length; i++)
        {
            if (string.CompareOrdinal(items[i - 1].Key, items[i].Key) > 0)
                return false;
        }
        return true;
    }

    public static PropertyBag Empty { get; } = new([]);

    /// <summary>A bag without the items whose value is null, so that a caller can list what may be missing.</summary>
    public static PropertyBag Of(params IEnumerable<(string Name, object? Value)> items) =>
        new(items.Where(item => item.Value is not null).Select(item => KeyValuePair.Create(item.Name, item.Value!)));

    public int Count => _items.Length;

    public KeyValuePair<string, object> this[int index] => _items[index];

    /// <summary>The value of a property; null where there is none.</summary>
    public object? this[string name]
    {
        get
        {
            int low = 0, high = _items.Length - 1;
            while (low <= high)
            {
                var middle = (low + high) / 2;
                var order = string.CompareOrdinal(_items[middle].Key, name);
                if (order == 0)
                    return _items[middle].Value;
                if (order < 0)
                    low = middle + 1;
                else
                    high = middle - 1;
            }
            return null;
        }
    }

    public string? Text(string name) => this[name] as string;

    public long? Number(string name) => this[name] as long?;

    public bool? Flag(string name) => this[name] as bool?;

    /// <summary>A list of strings; empty where there is none.</summary>
    public ImmutableArray<string> Texts(string name) => this[name] is ImmutableArray<string> texts ? texts : [];

    public IEnumerator<KeyValuePair<string, object>> GetEnumerator() => ((IEnumerable<KeyValuePair<string, object>>)_items).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => _items.GetEnumerator();

    public bool Equals(PropertyBag? other) =>
        other is not null && _items.Length == other._items.Length
        && _items.Zip(other._items).All(pair => pair.First.Key == pair.Second.Key && SameValue(pair.First.Value, pair.Second.Value));

    public override bool Equals(object? obj) => Equals(obj as PropertyBag);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var (name, _) in _items)
            hash.Add(name, StringComparer.Ordinal);
        return hash.ToHashCode();
    }

    private static bool SameValue(object a, object b) => (a, b) switch
    {
        (ImmutableArray<string> x, ImmutableArray<string> y) => x.SequenceEqual(y),
        (ImmutableArray<long> x, ImmutableArray<long> y) => x.SequenceEqual(y),
        (ImmutableArray<double> x, ImmutableArray<double> y) => x.SequenceEqual(y),
        _ => a.Equals(b),
    };
}
