using MultimodalPapers.Graph;

namespace MultimodalPapers.Tests.Graph;

/// <summary>Holds a graph against the schema.</summary>
internal static class SchemaCheck
{
    /// <summary>What is not as the schema says; empty for a good graph.</summary>
    public static List<string> Faults(KnowledgeGraph graph)
    {
        var faults = new List<string>();
        foreach (var node in graph.Nodes)
        {
            if (!GraphSchema.Labels.Contains(node.Label))
                faults.Add($"{node.Id}: {node.Label} is no main label");
            faults.AddRange(node.Labels.Skip(1).Where(l => !GraphSchema.SubLabels.Contains((l, node.Label))).Select(l => $"{node.Id}: {l} is no sub-label of {node.Label}"));
            if (node.Properties.Text("id") != node.Id || string.IsNullOrEmpty(node.Properties.Text("name")))
                faults.Add($"{node.Id}: no id or name among its properties");
        }
        foreach (var relationship in graph.Relationships)
        {
            var type = GraphSchema.RelationshipTypes.FirstOrDefault(t => t.Name == relationship.Type);
            if (type is null || !type.From.Contains(graph.Node(relationship.Start).Label) || !type.To.Contains(graph.Node(relationship.End).Label))
                faults.Add($"{relationship.Id}: the schema has no such relationship");
            faults.AddRange(EvidenceFaults(relationship));
        }
        return faults;
    }

    private static IEnumerable<string> EvidenceFaults(GraphRelationship relationship)
    {
        var p = relationship.Properties;
        if (p.Texts("sources").IsEmpty || p.Texts("sources").Length != p.Texts("quotes").Length || p.Texts("sources").Length != p.Texts("rules").Length)
            yield return $"{relationship.Id}: sources, quotes and rules are not parallel";
        if (p["confidence"] is not double and not > 0 and not <= 1)
            yield return $"{relationship.Id}: confidence is {p["confidence"]}";
        if (p.Text("basis") is not ("stated" or "inferred" or "background"))
            yield return $"{relationship.Id}: basis is {p.Text("basis")}";
        if (relationship.Id != GraphRelationship.IdOf(relationship.Start, relationship.Type, relationship.End))
            yield return $"{relationship.Id}: the id is not made of start, type and end";
    }
}
