using System.Collections.Immutable;
using MultimodalPapers.Graph;
using QuikGraph;
using QuikGraph.Algorithms;

namespace MultimodalPapers.Analysis;

/// <summary>Which way to look from a model.</summary>
public enum LineageDirection
{
    Both,
    Up,
    Down,
}

/// <summary>The part of the lineage that one drawing shows. Immutable; sorted as <see cref="LineageGraph"/> sorts.</summary>
public sealed class LineageView
{
    private readonly Dictionary<string, int> _component = new(StringComparer.Ordinal);
    private readonly HashSet<string> _circles;
    private readonly ILookup<string, LineageEdge> _parents;
    private readonly ILookup<string, LineageEdge> _children;

    private LineageView(LineageGraph lineage, IEnumerable<string> focus, IEnumerable<string> ids, IEnumerable<LineageEdge> edges, LineageDirection direction)
    {
        Lineage = lineage;
        Direction = direction;
        Focus = [.. focus];
        Nodes = [.. ids.Distinct(StringComparer.Ordinal).Select(lineage.Knowledge.Node)
            .OrderBy(n => n.Name, StringComparer.Ordinal).ThenBy(n => n.Id, StringComparer.Ordinal)];
        Edges = [.. edges.OrderBy(e => e.Relationship.Id, StringComparer.Ordinal)];
        Graph = new BidirectionalGraph<string, LineageEdge>(allowParallelEdges: true);
        Graph.AddVertexRange(Nodes.Select(n => n.Id));
        foreach (var edge in Edges)
            Graph.AddEdge(edge);
        Graph.StronglyConnectedComponents(_component);
        _circles = [.. _component.GroupBy(c => c.Value).Where(g => g.Count() > 1).SelectMany(g => g).Select(c => c.Key),
            .. Edges.Where(e => e.Source == e.Target).Select(e => e.Source)];
        _parents = Edges.ToLookup(e => e.Source, StringComparer.Ordinal);
        _children = Edges.ToLookup(e => e.Target, StringComparer.Ordinal);
    }

    public LineageGraph Lineage { get; }

    /// <summary>Ids of the models that were asked for.</summary>
    public ImmutableArray<string> Focus { get; }

    public LineageDirection Direction { get; }

    /// <summary>Sorted by name, then id.</summary>
    public ImmutableArray<GraphNode> Nodes { get; }

    /// <summary>Sorted by id.</summary>
    public ImmutableArray<LineageEdge> Edges { get; }

    /// <summary>The same as QuikGraph's type.</summary>
    public BidirectionalGraph<string, LineageEdge> Graph { get; }

    /// <summary>A model with its ancestors, descendants or both.</summary>
    /// <param name="lineage">The whole lineage.</param>
    /// <param name="id">The model.</param>
    /// <param name="direction">Which way to look.</param>
    /// <param name="depth">How many steps to go at most; null sets no limit.</param>
    /// <param name="reduced">Whether to leave out edges that longer ways imply.</param>
    /// <exception cref="KeyNotFoundException">The model is unknown.</exception>
    public static LineageView Of(LineageGraph lineage, string id, LineageDirection direction = LineageDirection.Both, int? depth = null, bool reduced = false)
    {
        ArgumentNullException.ThrowIfNull(lineage);
        var start = lineage.Knowledge.Node(id);
        var up = direction == LineageDirection.Down ? [] : lineage.Ancestors(id, depth);
        var down = direction == LineageDirection.Up ? [] : lineage.Descendants(id, depth);
        var above = up.Select(r => r.Node.Id).Append(start.Id).ToHashSet(StringComparer.Ordinal);
        var below = down.Select(r => r.Node.Id).Append(start.Id).ToHashSet(StringComparer.Ordinal);
        var edges = above.SelectMany(lineage.Parents).Where(e => above.Contains(e.Target))
            .Concat(below.SelectMany(lineage.Parents).Where(e => below.Contains(e.Target)))
            .DistinctBy(e => e.Relationship.Id).Where(e => !reduced || !lineage.IsImplied(e));
        return new LineageView(lineage, [id], above.Concat(below), edges, direction);
    }

    /// <summary>How two models are related: every way between them where one descends from the other, else every way to their nearest common ancestors.</summary>
    /// <returns>The two models alone where nothing ties them.</returns>
    /// <exception cref="KeyNotFoundException">A model is unknown.</exception>
    public static LineageView Between(LineageGraph lineage, string first, string second)
    {
        ArgumentNullException.ThrowIfNull(lineage);
        string[] focus = [lineage.Knowledge.Node(first).Id, lineage.Knowledge.Node(second).Id];
        var edges = lineage.NearestCommonAncestors(first, second).SelectMany(a =>
            (a.FromFirst == 0 ? [] : lineage.Between(first, a.Node.Id)).Concat(a.FromSecond == 0 ? [] : lineage.Between(second, a.Node.Id)))
            .DistinctBy(e => e.Relationship.Id).ToList();
        return new LineageView(lineage, focus, [.. focus, .. edges.SelectMany(e => new[] { e.Source, e.Target })], edges, LineageDirection.Up);
    }

    /// <summary>Some models, with the edges among them.</summary>
    /// <exception cref="KeyNotFoundException">A model is unknown.</exception>
    public static LineageView Among(LineageGraph lineage, IEnumerable<string> ids, bool reduced = false)
    {
        ArgumentNullException.ThrowIfNull(lineage);
        var all = ids.ToHashSet(StringComparer.Ordinal);
        var edges = all.SelectMany(lineage.Parents).Where(e => all.Contains(e.Target) && (!reduced || !lineage.IsImplied(e)));
        return new LineageView(lineage, [], all, edges, LineageDirection.Both);
    }

    /// <summary>The edges to a shown model's shown parents, sorted by id.</summary>
    public IEnumerable<LineageEdge> Parents(string id) => _parents[id];

    /// <summary>The edges from a shown model's shown children, sorted by id.</summary>
    public IEnumerable<LineageEdge> Children(string id) => _children[id];

    /// <summary>Whether a model is part of a circle of the drawing.</summary>
    public bool InCircle(string id) => _circles.Contains(id);

    /// <summary>Whether an edge is part of a circle of the drawing.</summary>
    public bool ClosesCircle(LineageEdge edge)
    {
        ArgumentNullException.ThrowIfNull(edge);
        return _component[edge.Source] == _component[edge.Target];
    }

    /// <summary>The layer of each model: one below the lowest of its parents, from 0; circles are opened at their last edge.</summary>
    public IReadOnlyDictionary<string, int> Layers()
    {
        var acyclic = new BidirectionalGraph<string, LineageEdge>(allowParallelEdges: true);
        acyclic.AddVertexRange(Nodes.Select(n => n.Id));
        foreach (var edge in Edges.Where(e => !ClosesCircle(e) || PointsBack(e)))
            acyclic.AddEdge(edge);
        var layers = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var id in acyclic.TopologicalSort().Reverse())
            layers[id] = acyclic.OutEdges(id).Select(e => layers[e.Target] + 1).DefaultIfEmpty(0).Max();
        return layers;
    }

    // Within a circle, edges from a later to an earlier id never close it.
    private static bool PointsBack(LineageEdge edge) => string.CompareOrdinal(edge.Source, edge.Target) > 0;
}
