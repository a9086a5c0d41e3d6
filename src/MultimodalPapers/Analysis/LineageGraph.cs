using System.Collections.Immutable;
using MultimodalPapers.Graph;
using QuikGraph;

namespace MultimodalPapers.Analysis;

/// <summary>What grew out of what: models, and papers that stand for an unnamed one, with an edge from each child to each parent.</summary>
/// <remarks>
/// Cycles, which are mistakes in a list or in the catalogue, do no harm: their models count as each other's ancestors and share a
/// generation, and <see cref="Cycles"/> tells them. Orders are by depth, then name, then id, ordinal, so results repeat byte for byte.
/// </remarks>
public sealed class LineageGraph
{
    private readonly Dictionary<string, int> _index;
    private readonly LineageEdge[][] _up;
    private readonly LineageEdge[][] _down;
    private readonly LineageIndex _compact;
    private readonly Lazy<int[]> _generations;
    private readonly Lazy<(int[] Descendants, Func<int, int, bool> Redundant)> _closure;
    private readonly Lazy<LineageNames> _names;

    private LineageGraph(KnowledgeGraph knowledge, LineageOptions options)
    {
        Knowledge = knowledge;
        Options = options;
        var relations = options.Relations.ToHashSet(StringComparer.Ordinal);
        Edges = [.. knowledge.Relationships.Where(r => relations.Contains(r.Type)).Select(r => new LineageEdge(r))
            .Where(e => options.WithBackground || e.Basis != "background")];
        var ends = Edges.SelectMany(e => new[] { e.Source, e.Target }).ToHashSet(StringComparer.Ordinal);
        Models = [.. knowledge.Nodes.Where(n => n.Label == GraphSchema.Model || ends.Contains(n.Id))];
        _index = new Dictionary<string, int>(Models.Length, StringComparer.Ordinal);
        for (var i = 0; i < Models.Length; i++)
            _index.Add(Models[i].Id, i);
        var child = Edges.Select(e => _index[e.Source]).ToArray();
        var parent = Edges.Select(e => _index[e.Target]).ToArray();
        _compact = new LineageIndex(Models.Length, child, parent);
        _up = ByEnd(Edges, child, Models.Length);
        _down = ByEnd(Edges, parent, Models.Length);
        _generations = new(_compact.Generations);
        _closure = new(() => _compact.Closure(Environment.ProcessorCount));
        _names = new(() => new LineageNames(Models));
    }

    /// <summary>Takes the lineage out of a graph. Linear in its size.</summary>
    public static LineageGraph From(KnowledgeGraph knowledge, LineageOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(knowledge);
        return new LineageGraph(knowledge, options ?? new LineageOptions());
    }

    public KnowledgeGraph Knowledge { get; }

    public LineageOptions Options { get; }

    /// <summary>Every model of the graph, related or not, and the papers at an end of a lineage edge; sorted by id.</summary>
    public ImmutableArray<GraphNode> Models { get; }

    /// <summary>Sorted by id; several between two models where several relations hold.</summary>
    public ImmutableArray<LineageEdge> Edges { get; }

    public bool Contains(string id) => _index.ContainsKey(id);

    /// <summary>The edges to a model's parents, sorted by id; none for an unknown model.</summary>
    public IReadOnlyList<LineageEdge> Parents(string id) => _index.TryGetValue(id, out var i) ? _up[i] : [];

    /// <summary>The edges from a model's children, sorted by id; none for an unknown model.</summary>
    public IReadOnlyList<LineageEdge> Children(string id) => _index.TryGetValue(id, out var i) ? _down[i] : [];

    /// <summary>What a model descends from, nearest first. A model is not its own ancestor, even in a cycle.</summary>
    /// <param name="id">The model; an unknown one has no ancestors.</param>
    /// <param name="depth">How far back to look; 1 gives the parents, null sets no limit.</param>
    public ImmutableArray<Relative> Ancestors(string id, int? depth = null) => Relatives(id, depth, _up, static e => e.Target);

    /// <summary>What descends from a model, nearest first. A model is not its own descendant, even in a cycle.</summary>
    /// <param name="id">The model; an unknown one has no descendants.</param>
    /// <param name="depth">How far to look; 1 gives the children, null sets no limit.</param>
    public ImmutableArray<Relative> Descendants(string id, int? depth = null) => Relatives(id, depth, _down, static e => e.Source);

    /// <summary>How many models descend from one. Exact; the first call counts for all models at once.</summary>
    /// <exception cref="KeyNotFoundException">The model is unknown.</exception>
    public int DescendantCount(string id) => _closure.Value.Descendants[_index[id]];

    /// <summary>How many steps lie between a model and its farthest root: 0 for one without parents.</summary>
    /// <exception cref="KeyNotFoundException">The model is unknown.</exception>
    public int Generation(string id) => _generations.Value[_index[id]];

    /// <summary>All edges on any way from a descendant to an ancestor, sorted by id: the whole evidence of their kinship. Empty where there is none.</summary>
    public ImmutableArray<LineageEdge> Between(string descendant, string ancestor)
    {
        if (!Contains(descendant) || !Contains(ancestor))
            return [];
        var above = Reach(descendant, _up, static e => e.Target);
        var below = Reach(ancestor, _down, static e => e.Source);
        return !above.Contains(ancestor)
            ? []
            : [.. above.Where(below.Contains).SelectMany(Parents).Where(e => above.Contains(e.Target) && below.Contains(e.Target))
                .Where(e => e.Source != ancestor || descendant == ancestor).OrderBy(e => e.Relationship.Id, StringComparer.Ordinal)];
    }

    /// <summary>The ways from a descendant up to an ancestor, shortest first, each a chain of edges that meets no model twice.</summary>
    /// <param name="descendant">Where the ways begin.</param>
    /// <param name="ancestor">Where they end.</param>
    /// <param name="limit">How many ways to give at most: their number can grow exponentially.</param>
    public ImmutableArray<ImmutableArray<LineageEdge>> Paths(string descendant, string ancestor, int limit = 1000)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(limit);
        var edges = Between(descendant, ancestor).ToLookup(e => e.Source, StringComparer.Ordinal);
        var found = ImmutableArray.CreateBuilder<ImmutableArray<LineageEdge>>();
        var open = new Queue<ImmutableList<LineageEdge>>();
        var longest = (long)limit * 64;
        open.Enqueue([]);
        while (found.Count < limit && open.TryDequeue(out var way))
        {
            var at = way.IsEmpty ? descendant : way[^1].Target;
            if (at == ancestor && !way.IsEmpty)
            {
                found.Add([.. way]);
                continue;
            }
            foreach (var edge in edges[at])
            {
                if (edge.Target != descendant && !way.Exists(e => e.Target == edge.Target) && open.Count < longest)
                    open.Enqueue(way.Add(edge));
            }
        }
        return found.ToImmutable();
    }

    /// <summary>
    /// The common ancestors of two models that no other common ancestor descends from, nearest first. Where one descends from the other,
    /// that other is the answer.
    /// </summary>
    public ImmutableArray<CommonAncestor> NearestCommonAncestors(string first, string second)
    {
        var ofFirst = DepthsWithSelf(first);
        var ofSecond = DepthsWithSelf(second);
        var common = ofFirst.Keys.Where(ofSecond.ContainsKey).ToHashSet(StringComparer.Ordinal);
        // Components, not models: in a cycle each descends from the other, and none would be left.
        var outdone = common.SelectMany(Parents)
            .Where(e => common.Contains(e.Target) && ComponentOf(e.Source) != ComponentOf(e.Target))
            .Select(e => ComponentOf(e.Target)).ToHashSet();
        return [.. common.Where(id => !outdone.Contains(ComponentOf(id)))
            .Select(id => new CommonAncestor(Knowledge.Node(id), ofFirst[id], ofSecond[id]))
            .OrderBy(a => a.FromFirst + a.FromSecond).ThenBy(a => a.Node.Name, StringComparer.Ordinal).ThenBy(a => a.Node.Id, StringComparer.Ordinal)];
    }

    /// <summary>What a model's withdrawal would touch: all that descends from it, told by relation.</summary>
    /// <exception cref="KeyNotFoundException">The model is unknown.</exception>
    public Withdrawal WithdrawalOf(string id)
    {
        var model = Models[_index[id]];
        var descendants = Descendants(id);
        var touched = descendants.Select(d => d.Node.Id).Append(id).ToHashSet(StringComparer.Ordinal);
        var models = descendants.Select(d => new TouchedModel(
            d.Node,
            d.Depth,
            [.. Parents(d.Node.Id).Where(e => touched.Contains(e.Target)).Select(e => e.Type).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
            Parents(d.Node.Id).All(e => touched.Contains(e.Target)))).ToImmutableArray();
        return new Withdrawal(model, models, [.. Options.Relations.Order(StringComparer.Ordinal).Select(relation => new WithdrawalByRelation(
            relation,
            Children(id).Where(e => e.Type == relation && e.Source != id).Select(e => e.Source).Distinct(StringComparer.Ordinal).Count(),
            Reach(id, _down, static e => e.Source, e => e.Type == relation).Count - 1))]);
    }

    /// <summary>The edges that are left when those which longer ways imply are taken out (transitive reduction); sorted by id.</summary>
    public ImmutableArray<LineageEdge> Reduction =>
        [.. Edges.Where(e => !_closure.Value.Redundant(_index[e.Source], _index[e.Target]))];

    /// <summary>Whether a longer way implies an edge, so that a drawing may leave it out.</summary>
    /// <exception cref="KeyNotFoundException">The edge is of another graph.</exception>
    public bool IsImplied(LineageEdge edge)
    {
        ArgumentNullException.ThrowIfNull(edge);
        return _closure.Value.Redundant(_index[edge.Source], _index[edge.Target]);
    }

    /// <summary>The circles in the lineage, each with the edges, and so the evidence, that close it; sorted by the first model's id.</summary>
    public ImmutableArray<LineageCycle> Cycles
    {
        get
        {
            var loops = Edges.Where(e => e.Source == e.Target).Select(e => _compact.Component[_index[e.Source]]);
            var circles = Enumerable.Range(0, _compact.ComponentCount).Where(c => _compact.ComponentSize[c] > 1).Concat(loops).ToHashSet();
            return [.. Models.Where(m => circles.Contains(ComponentOf(m.Id))).GroupBy(m => ComponentOf(m.Id)).Select(circle => new LineageCycle(
                    [.. circle],
                    [.. circle.SelectMany(m => Parents(m.Id)).Where(e => ComponentOf(e.Target) == circle.Key)
                        .OrderBy(e => e.Relationship.Id, StringComparer.Ordinal)]))
                .OrderBy(c => c.Models[0].Id, StringComparer.Ordinal)];
        }
    }

    /// <summary>The models that have descendants and no parents, those with most descendants first.</summary>
    public ImmutableArray<GraphNode> Roots =>
        [.. Models.Where(m => Parents(m.Id).All(e => e.Target == m.Id) && DescendantCount(m.Id) > 0)
            .OrderByDescending(m => DescendantCount(m.Id)).ThenBy(m => m.Name, StringComparer.Ordinal).ThenBy(m => m.Id, StringComparer.Ordinal)];

    /// <summary>A model with all that grew out of it, and how many there were year by year.</summary>
    /// <exception cref="KeyNotFoundException">The model is unknown.</exception>
    public Family FamilyOf(string root)
    {
        var members = Descendants(root);
        var total = 0;
        var years = members.Select(m => YearOf(m.Node)).Append(YearOf(Models[_index[root]])).OfType<int>()
            .CountBy(y => y).OrderBy(y => y.Key).Select(y => new FamilyYear(y.Key, y.Value, total += y.Value));
        return new Family(Models[_index[root]], members, [.. years]);
    }

    /// <summary>The families of all roots, largest first. A model can belong to several.</summary>
    public IEnumerable<Family> Families => Roots.Select(r => FamilyOf(r.Id));

    /// <summary>The models that are versions of one another (LLaVA, LLaVA-1.5, LLaVA-NeXT), in the order of their versions; series of one are left out.</summary>
    public ImmutableArray<ModelSeries> Series => ModelSeries.Among(Models.Where(m => m.Label == GraphSchema.Model), MakersOf);

    /// <summary>The models of a name: by id, or by a spelling that differs in case, hyphens and spaces alone. Several where makers share a name.</summary>
    public ImmutableArray<GraphNode> Find(string name) => _index.TryGetValue(name, out var i) ? [Models[i]] : _names.Value.Find(name);

    /// <summary>The models whose names are most like an unknown one, nearest first.</summary>
    public ImmutableArray<GraphNode> Nearest(string name, int count = 5) => _names.Value.Nearest(name, count);

    /// <summary>The year of a model: its own, else that of the earliest paper that introduces it; null where the graph has none.</summary>
    public int? YearOf(GraphNode node)
    {
        ArgumentNullException.ThrowIfNull(node);
        if (node.Properties.Number("year") is { } own)
            return (int)own;
        return Knowledge.Incoming(node.Id).Where(r => r.Type == "INTRODUCES")
            .Min(r => (int?)Knowledge.Node(r.Start).Properties.Number("year"));
    }

    /// <summary>The organisations that developed a model, or that its introducing paper comes from; by name.</summary>
    public ImmutableArray<string> MakersOf(GraphNode node)
    {
        ArgumentNullException.ThrowIfNull(node);
        var incoming = Knowledge.Incoming(node.Id).ToList();
        var makers = incoming.Where(r => r.Type == "DEVELOPED").Select(r => r.Start).ToList();
        if (makers.Count == 0)
        {
            makers = [.. incoming.Where(r => r.Type == "INTRODUCES").Select(r => r.Start).Append(node.Id)
                .SelectMany(Knowledge.Outgoing).Where(r => r.Type == "FROM_ORGANIZATION").Select(r => r.End)];
        }
        return [.. makers.Select(id => Knowledge.Node(id).Name).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
    }

    /// <summary>The lineage as QuikGraph's graph type: models by id, edges from child to parent, parallel where several relations hold.</summary>
    public BidirectionalGraph<string, LineageEdge> ToQuikGraph()
    {
        var graph = new BidirectionalGraph<string, LineageEdge>(allowParallelEdges: true);
        graph.AddVertexRange(Models.Select(m => m.Id));
        foreach (var edge in Edges)
            graph.AddEdge(edge);
        return graph;
    }

    private static LineageEdge[][] ByEnd(ImmutableArray<LineageEdge> edges, int[] end, int count)
    {
        var sizes = new int[count];
        foreach (var v in end)
            sizes[v]++;
        var rows = Array.ConvertAll(sizes, size => size == 0 ? [] : new LineageEdge[size]);
        for (var e = edges.Length - 1; e >= 0; e--)
            rows[end[e]][--sizes[end[e]]] = edges[e];
        return rows;
    }

    private ImmutableArray<Relative> Relatives(string id, int? limit, LineageEdge[][] rows, Func<LineageEdge, string> far)
    {
        if (!Contains(id))
            return [];
        var depths = Depths(id, limit, rows, far);
        var by = depths.Keys.ToDictionary(k => k, _ => new List<LineageEdge>(), StringComparer.Ordinal);
        foreach (var from in depths.Keys)
        {
            if (depths[from] == limit)
                continue;
            foreach (var edge in rows[_index[from]])
            {
                if (far(edge) != id && far(edge) != from)
                    by[far(edge)].Add(edge);
            }
        }
        return [.. depths.Where(d => d.Key != id)
            .Select(d => new Relative(Knowledge.Node(d.Key), d.Value, [.. by[d.Key].OrderBy(e => e.Relationship.Id, StringComparer.Ordinal)]))
            .OrderBy(r => r.Depth).ThenBy(r => r.Node.Name, StringComparer.Ordinal).ThenBy(r => r.Node.Id, StringComparer.Ordinal)];
    }

    private Dictionary<string, int> DepthsWithSelf(string id) =>
        Contains(id) ? Depths(id, null, _up, static e => e.Target) : [];

    /// <summary>Breadth first; the start has depth 0.</summary>
    private Dictionary<string, int> Depths(string id, int? limit, LineageEdge[][] rows, Func<LineageEdge, string> far)
    {
        var depths = new Dictionary<string, int>(StringComparer.Ordinal) { [id] = 0 };
        var open = new Queue<string>([id]);
        while (open.TryDequeue(out var at))
        {
            if (depths[at] == limit)
                continue;
            foreach (var edge in rows[_index[at]])
            {
                if (depths.TryAdd(far(edge), depths[at] + 1))
                    open.Enqueue(far(edge));
            }
        }
        return depths;
    }

    private HashSet<string> Reach(string id, LineageEdge[][] rows, Func<LineageEdge, string> far, Func<LineageEdge, bool>? follow = null)
    {
        var reached = new HashSet<string>(StringComparer.Ordinal) { id };
        var open = new Stack<string>([id]);
        while (open.TryPop(out var at))
        {
            foreach (var edge in rows[_index[at]])
            {
                if ((follow is null || follow(edge)) && reached.Add(far(edge)))
                    open.Push(far(edge));
            }
        }
        return reached;
    }

    private int ComponentOf(string id) => _compact.Component[_index[id]];
}

/// <summary>A model's ancestor or descendant.</summary>
/// <param name="Node">The relative.</param>
/// <param name="Depth">Steps of the shortest way, from 1.</param>
/// <param name="Links">All edges that tie it to the model or to a nearer relative; the whole ways are in <see cref="LineageGraph.Paths"/>.</param>
public sealed record Relative(GraphNode Node, int Depth, ImmutableArray<LineageEdge> Links);

/// <param name="Node">The ancestor.</param>
/// <param name="FromFirst">Steps from the first model, 0 where it is the ancestor itself.</param>
/// <param name="FromSecond">Steps from the second model.</param>
public sealed record CommonAncestor(GraphNode Node, int FromFirst, int FromSecond);

/// <param name="Model">What would be withdrawn.</param>
/// <param name="Touched">All that descends from it, nearest first.</param>
/// <param name="ByRelation">For each relation, how far it alone carries.</param>
public sealed record Withdrawal(GraphNode Model, ImmutableArray<TouchedModel> Touched, ImmutableArray<WithdrawalByRelation> ByRelation);

/// <param name="Node">A model that the withdrawal touches.</param>
/// <param name="Depth">Steps from what is withdrawn.</param>
/// <param name="Relations">How it hangs on what is withdrawn or on other touched models.</param>
/// <param name="Wholly">Whether everything it builds on is touched: it has nothing else to stand on.</param>
public sealed record TouchedModel(GraphNode Node, int Depth, ImmutableArray<string> Relations, bool Wholly);

/// <param name="Relation">A lineage relation.</param>
/// <param name="Direct">Models that it ties to the withdrawn one directly.</param>
/// <param name="Transitive">Models reached by this relation alone, the direct ones included.</param>
public sealed record WithdrawalByRelation(string Relation, int Direct, int Transitive);

/// <param name="Models">Sorted by id.</param>
/// <param name="Edges">All edges among them, sorted by id.</param>
public sealed record LineageCycle(ImmutableArray<GraphNode> Models, ImmutableArray<LineageEdge> Edges)
{
    /// <summary>One way round, from the first model back to it, as short as there is.</summary>
    public ImmutableArray<LineageEdge> Round
    {
        get
        {
            var start = Models[0].Id;
            var by = new Dictionary<string, LineageEdge>(StringComparer.Ordinal);
            var open = new Queue<string>([start]);
            while (!by.ContainsKey(start))
            {
                var at = open.Dequeue();
                foreach (var edge in Edges.Where(e => e.Source == at))
                {
                    if (by.TryAdd(edge.Target, edge))
                        open.Enqueue(edge.Target);
                }
            }
            var round = new List<LineageEdge> { by[start] };
            while (round[^1].Source != start)
                round.Add(by[round[^1].Source]);
            round.Reverse();
            return [.. round];
        }
    }

    public override string ToString() => string.Join(" -> ", Round.Select(e => e.Source).Append(Models[0].Id));
}

/// <param name="Root">The model that all others grew out of.</param>
/// <param name="Members">Its descendants, nearest first.</param>
/// <param name="Years">Ascending; members and root whose year the graph knows.</param>
public sealed record Family(GraphNode Root, ImmutableArray<Relative> Members, ImmutableArray<FamilyYear> Years);

/// <param name="Year">A year in which the family grew.</param>
/// <param name="New">Models of that year.</param>
/// <param name="Total">Models up to the end of that year.</param>
public sealed record FamilyYear(int Year, int New, int Total);
