using System.Collections.Immutable;
using MultimodalPapers.Graph;

namespace MultimodalPapers.Reports.Explorer;

/// <summary>The graph by numbers: nodes in the order of their ids, relationships by start, type and end.</summary>
internal sealed class ExplorerGraph
{
    private static readonly string[] DrawnLabels =
        [GraphSchema.Paper, GraphSchema.Model, GraphSchema.Technique, GraphSchema.Organization, GraphSchema.Dataset];

    private readonly Dictionary<string, int> _index;

    public ExplorerGraph(KnowledgeGraph knowledge)
    {
        Knowledge = knowledge;
        Nodes = knowledge.Nodes;
        _index = new Dictionary<string, int>(Nodes.Length, StringComparer.Ordinal);
        for (var i = 0; i < Nodes.Length; i++)
            _index.Add(Nodes[i].Id, i);
        Types = [.. GraphSchema.RelationshipTypes.Select(t => t.Name),
            .. knowledge.Relationships.Select(r => r.Type).Except(GraphSchema.RelationshipTypes.Select(t => t.Name)).Order(StringComparer.Ordinal)];
        var types = Types.Select((name, i) => (name, i)).ToDictionary(t => t.name, t => t.i, StringComparer.Ordinal);
        Relationships = [.. knowledge.Relationships
            .Select(r => (Relationship: r, From: _index[r.Start], Type: types[r.Type], To: _index[r.End]))
            .OrderBy(r => r.From).ThenBy(r => r.Type).ThenBy(r => r.To).ThenBy(r => r.Relationship.Id, StringComparer.Ordinal)
            .Select(r => r.Relationship)];
        From = [.. Relationships.Select(r => _index[r.Start])];
        To = [.. Relationships.Select(r => _index[r.End])];
        Type = [.. Relationships.Select(r => types[r.Type])];
        Drawn = [.. Nodes.Select(n => DrawnLabels.Contains(n.Label))];
    }

    public KnowledgeGraph Knowledge { get; }

    public ImmutableArray<GraphNode> Nodes { get; }

    public ImmutableArray<GraphRelationship> Relationships { get; }

    /// <summary>The schema's relationship types in its order, then any others by name.</summary>
    public ImmutableArray<string> Types { get; }

    public int[] From { get; }

    public int[] To { get; }

    /// <summary>Indices into <see cref="Types"/>.</summary>
    public int[] Type { get; }

    /// <summary>Whether a node is on the map: people, venues, topics and lists have pages only.</summary>
    public bool[] Drawn { get; }

    /// <summary>Whether a relationship is on the map: both ends are, and are not the same.</summary>
    public bool IsDrawn(int relationship) => Drawn[From[relationship]] && Drawn[To[relationship]] && From[relationship] != To[relationship];

    /// <exception cref="KeyNotFoundException">No node has this id.</exception>
    public int IndexOf(string id) => _index[id];

    public bool TryIndexOf(string id, out int index) => _index.TryGetValue(id, out index);
}
