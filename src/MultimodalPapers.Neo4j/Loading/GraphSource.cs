using MultimodalPapers.Graph;

namespace MultimodalPapers.Neo4j.Loading;

/// <summary>A graph to load, read as a stream.</summary>
public abstract class GraphSource
{
    /// <summary>A <c>graph.jsonl</c>; never whole in memory.</summary>
    public static GraphSource File(string path) => new FileSource(path);

    public static GraphSource Of(KnowledgeGraph graph) => new MemorySource(graph);

    /// <exception cref="GraphFormatException">While reading: a line is not of the format.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public abstract IEnumerable<GraphNode> Nodes();

    /// <inheritdoc cref="Nodes"/>
    public abstract IEnumerable<RelationshipLine> Relationships();

    /// <summary>Both in one pass, in whatever order they come.</summary>
    /// <inheritdoc cref="Nodes"/>
    public abstract void ReadAll(Action<GraphNode> node, Action<RelationshipLine> relationship);

    private sealed class FileSource(string path) : GraphSource
    {
        public override IEnumerable<GraphNode> Nodes()
        {
            using var stream = Open();
            foreach (var node in GraphJsonLines.ReadNodes(stream, path))
                yield return node;
        }

        public override IEnumerable<RelationshipLine> Relationships()
        {
            using var stream = Open();
            foreach (var relationship in GraphJsonLines.ReadRelationships(stream, path))
                yield return relationship;
        }

        public override void ReadAll(Action<GraphNode> node, Action<RelationshipLine> relationship)
        {
            using var stream = Open();
            GraphJsonLines.ReadAll(stream, node, relationship, path);
        }

        private FileStream Open() => new(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1 << 16, FileOptions.SequentialScan);
    }

    private sealed class MemorySource(KnowledgeGraph graph) : GraphSource
    {
        public override IEnumerable<GraphNode> Nodes() => graph.Nodes;

        public override IEnumerable<RelationshipLine> Relationships() =>
            graph.Relationships.Select(r => new RelationshipLine(r, graph.Node(r.Start).Labels, graph.Node(r.End).Labels));

        public override void ReadAll(Action<GraphNode> node, Action<RelationshipLine> relationship)
        {
            foreach (var one in Nodes())
                node(one);
            foreach (var one in Relationships())
                relationship(one);
        }
    }
}
