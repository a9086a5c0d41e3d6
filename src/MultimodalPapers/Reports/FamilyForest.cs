using System.Collections.Immutable;
using MultimodalPapers.Analysis;
using MultimodalPapers.Graph;

namespace MultimodalPapers.Reports;

/// <summary>The lineage as trees: each model hangs on the one parent that says most about what it is.</summary>
/// <remarks>
/// A model descends from several others: a language model, an encoder, a generator. For a tree it takes the parent that it is derived from, else its
/// backbone, generator, encoder; of several the one of the latest generation, then the one with most descendants. A parent that is younger than its
/// child is never taken, nor one that would close a circle; these are for the quality report.
/// </remarks>
internal sealed class FamilyForest
{
    private readonly Dictionary<string, LineageEdge> _parent = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<LineageEdge>> _children = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int?> _years = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _roots = new(StringComparer.Ordinal);

    public FamilyForest(LineageGraph lineage)
    {
        Lineage = lineage;
        foreach (var model in lineage.Models)
            _years.Add(model.Id, lineage.YearOf(model));
        foreach (var model in lineage.Models)
        {
            if (ChooseParent(model) is not { } edge)
                continue;
            _parent.Add(model.Id, edge);
            if (!_children.TryGetValue(edge.Target, out var children))
                _children.Add(edge.Target, children = []);
            children.Add(edge);
        }
        foreach (var children in _children.Values)
            children.Sort(ByYearThenName);
        Families = FindFamilies();
    }

    public LineageGraph Lineage { get; }

    /// <summary>The trees of at least two models, largest first.</summary>
    public ImmutableArray<FamilyTree> Families { get; }

    /// <summary>The edge to a model's parent in its tree; null for a root.</summary>
    public LineageEdge? Parent(string id) => _parent.GetValueOrDefault(id);

    /// <summary>The edges from a model's children in its tree, by year, then name.</summary>
    public IReadOnlyList<LineageEdge> Children(string id) => _children.TryGetValue(id, out var children) ? children : [];

    public string Root(string id) => _roots.GetValueOrDefault(id, id);

    public int? Year(string id) => _years.GetValueOrDefault(id);

    private LineageEdge? ChooseParent(GraphNode model)
    {
        LineageEdge? best = null;
        foreach (var edge in Lineage.Parents(model.Id))
        {
            if (Year(edge.Source) < Year(edge.Target) || ClosesCircle(edge))
                continue;
            if (best is null || Compare(edge, best) < 0)
                best = edge;
        }
        return best;
    }

    private bool ClosesCircle(LineageEdge edge)
    {
        for (var at = edge.Target; ; at = _parent[at].Target)
        {
            if (at == edge.Source)
                return true;
            if (!_parent.ContainsKey(at))
                return false;
        }
    }

    private int Compare(LineageEdge a, LineageEdge b)
    {
        var order = Weight(a.Type).CompareTo(Weight(b.Type));
        if (order == 0)
            order = Lineage.Generation(b.Target).CompareTo(Lineage.Generation(a.Target));
        if (order == 0)
            order = Lineage.DescendantCount(b.Target).CompareTo(Lineage.DescendantCount(a.Target));
        return order != 0 ? order : string.CompareOrdinal(a.Target, b.Target);
    }

    private static int Weight(string relation) => relation switch { "DERIVED_FROM" => 0, "USES_BACKBONE" => 1, "USES_GENERATOR" => 2, _ => 3 };

    private int ByYearThenName(LineageEdge a, LineageEdge b)
    {
        var order = (Year(a.Source) ?? int.MaxValue).CompareTo(Year(b.Source) ?? int.MaxValue);
        if (order == 0)
            order = string.CompareOrdinal(Lineage.Knowledge.Node(a.Source).Name, Lineage.Knowledge.Node(b.Source).Name);
        return order != 0 ? order : string.CompareOrdinal(a.Source, b.Source);
    }

    private ImmutableArray<FamilyTree> FindFamilies()
    {
        var families = new List<FamilyTree>();
        foreach (var model in Lineage.Models)
        {
            if (_parent.ContainsKey(model.Id) || !_children.ContainsKey(model.Id))
                continue;
            var members = new List<string>();
            var open = new Stack<string>([model.Id]);
            while (open.TryPop(out var id))
            {
                members.Add(id);
                _roots[id] = model.Id;
                var children = Children(id);
                for (var i = children.Count - 1; i >= 0; i--)
                    open.Push(children[i].Source);
            }
            families.Add(new FamilyTree(model, [.. members]));
        }
        families.Sort((a, b) => a.Members.Length != b.Members.Length ? b.Members.Length.CompareTo(a.Members.Length)
            : a.Root.Name != b.Root.Name ? string.CompareOrdinal(a.Root.Name, b.Root.Name) : string.CompareOrdinal(a.Root.Id, b.Root.Id));
        return [.. families];
    }
}

/// <param name="Root">The model that the others grew out of.</param>
/// <param name="Members">Ids of root and members, each parent before its children, a child's descendants before the next child.</param>
internal sealed record FamilyTree(GraphNode Root, ImmutableArray<string> Members);
