namespace MultimodalPapers.Graph;

/// <summary>The graph in the formats of other programs. The same graph gives the same bytes.</summary>
public static class GraphExport
{
    /// <summary>CSV files for <c>neo4j-admin database import full</c>, written together or not at all; those of an earlier export are replaced.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="directory">Made where it is missing; other files in it stay.</param>
    /// <returns>The files and the command that imports them.</returns>
    /// <remarks>Line ends inside texts become spaces, empty lists are left out, and the empty text that is alone in its list becomes a space, for the importer takes none of these.</remarks>
    /// <exception cref="NotSupportedException">A label, type or property has a name that a CSV header cannot hold; the schema has none such.</exception>
    public static BulkImport Csv(KnowledgeGraph graph, string directory)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentException.ThrowIfNullOrEmpty(directory);
        return CsvExport.Write(graph, directory);
    }

    /// <summary>GraphML for Gephi, yEd and networkx: typed keys, lists joined by <c>"; "</c>.</summary>
    /// <param name="stream">Written to, not closed.</param>
    /// <param name="graph">The graph.</param>
    public static void GraphMl(Stream stream, KnowledgeGraph graph) => GraphMlExport.Write(stream, graph);

    /// <summary>A Cypher script that makes the graph in an empty or older database; it may be run again.</summary>
    /// <param name="stream">Written to, not closed.</param>
    /// <param name="graph">The graph.</param>
    public static void Cypher(Stream stream, KnowledgeGraph graph) => CypherExport.Write(stream, graph);

    /// <summary>Node-link JSON, as networkx's <c>node_link_graph</c> reads it.</summary>
    /// <param name="stream">Written to, not closed.</param>
    /// <param name="graph">The graph.</param>
    public static void Json(Stream stream, KnowledgeGraph graph) => NodeLinkExport.Write(stream, graph);
}
