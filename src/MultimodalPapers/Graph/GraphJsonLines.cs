using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using MultimodalPapers.IO;

namespace MultimodalPapers.Graph;

/// <summary>The graph's own file format, <c>graph.jsonl</c>: JSON Lines as <c>apoc.export.json</c> writes and <c>apoc.import.json</c> reads them.</summary>
/// <remarks>
/// One object a line, UTF-8, line feed: first the nodes, then the relationships, each sorted by id, properties sorted by name, so the same graph
/// gives the same bytes. A double always has a fraction or an exponent, so that it is read as a double again. An empty list is read as a list of strings.
/// </remarks>
public static class GraphJsonLines
{
    private static readonly byte[] NodeType = "\"node\""u8.ToArray();
    private static readonly byte[] RelationshipType = "\"relationship\""u8.ToArray();

    public static void Write(Stream stream, KnowledgeGraph graph)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(graph);
        using var lines = new JsonLines(stream);
        foreach (var node in graph.Nodes)
        {
            WriteNode(lines.Json, node);
            lines.End();
        }
        foreach (var relationship in graph.Relationships)
        {
            WriteRelationship(lines.Json, relationship, graph);
            lines.End();
        }
    }

    /// <summary>Reads a whole graph; lines may stand in any order.</summary>
    /// <param name="stream">Read to its end, not closed.</param>
    /// <param name="file">What errors call the file.</param>
    /// <exception cref="GraphFormatException">A line is not of the format, or the lines together are no graph.</exception>
    public static KnowledgeGraph Read(Stream stream, string file = "graph.jsonl")
    {
        var nodes = new List<GraphNode>();
        var relationships = new List<GraphRelationship>();
        long last = 0;
        foreach (var (line, node, relationship) in ReadLines(stream, file))
        {
            last = line;
            if (node is not null)
                nodes.Add(node);
            else
                relationships.Add(relationship!.Relationship);
        }
        try
        {
            return new KnowledgeGraph(nodes, relationships);
        }
        catch (ArgumentException error)
        {
            throw new GraphFormatException(file, last, error.Message, error);
        }
    }

    /// <summary>Reads a whole graph from a file.</summary>
    /// <exception cref="GraphFormatException">A line is not of the format, or the lines together are no graph.</exception>
    public static KnowledgeGraph ReadFile(string path)
    {
        using var stream = File.OpenRead(path);
        return Read(stream, path);
    }

    /// <summary>Reads the nodes one by one, in the order of the file; relationships are passed over.</summary>
    /// <exception cref="GraphFormatException">While reading: a line is not of the format.</exception>
    public static IEnumerable<GraphNode> ReadNodes(Stream stream, string file = "graph.jsonl")
    {
        foreach (var (_, node, _) in ReadLines(stream, file, passedOver: RelationshipType))
        {
            if (node is not null)
                yield return node;
        }
    }

    /// <summary>Reads the relationships one by one, in the order of the file; nodes are passed over.</summary>
    /// <exception cref="GraphFormatException">While reading: a line is not of the format.</exception>
    public static IEnumerable<RelationshipLine> ReadRelationships(Stream stream, string file = "graph.jsonl")
    {
        foreach (var (_, _, relationship) in ReadLines(stream, file, passedOver: NodeType))
        {
            if (relationship is not null)
                yield return relationship;
        }
    }

    /// <summary>Reads both in one pass, in the order of the file.</summary>
    /// <exception cref="GraphFormatException">A line is not of the format.</exception>
    public static void ReadAll(Stream stream, Action<GraphNode> node, Action<RelationshipLine> relationship, string file = "graph.jsonl")
    {
        ArgumentNullException.ThrowIfNull(node);
        ArgumentNullException.ThrowIfNull(relationship);
        foreach (var (_, oneNode, oneRelationship) in ReadLines(stream, file))
        {
            if (oneNode is not null)
                node(oneNode);
            else
                relationship(oneRelationship!);
        }
    }

    private static void WriteNode(Utf8JsonWriter json, GraphNode node)
    {
        json.WriteStartObject();
        json.WriteString("type", "node");
        WriteIdAndLabels(json, node);
        WriteProperties(json, node.Properties);
        json.WriteEndObject();
    }

    private static void WriteRelationship(Utf8JsonWriter json, GraphRelationship relationship, KnowledgeGraph graph)
    {
        json.WriteStartObject();
        json.WriteString("type", "relationship");
        json.WriteString("id", relationship.Id);
        json.WriteString("label", relationship.Type);
        WriteProperties(json, relationship.Properties);
        WriteEnd(json, "start", graph.Node(relationship.Start));
        WriteEnd(json, "end", graph.Node(relationship.End));
        json.WriteEndObject();
    }

    private static void WriteEnd(Utf8JsonWriter json, string name, GraphNode node)
    {
        json.WriteStartObject(name);
        WriteIdAndLabels(json, node);
        json.WriteEndObject();
    }

    private static void WriteIdAndLabels(Utf8JsonWriter json, GraphNode node)
    {
        json.WriteString("id", node.Id);
        json.WriteStartArray("labels");
        foreach (var label in node.Labels)
            json.WriteStringValue(label);
        json.WriteEndArray();
    }

    /// <summary>The member <c>properties</c> with all values, sorted by name.</summary>
    internal static void WriteProperties(Utf8JsonWriter json, PropertyBag properties)
    {
        json.WriteStartObject("properties");
        foreach (var (name, value) in properties)
        {
            json.WritePropertyName(name);
            WriteValue(json, value);
        }
        json.WriteEndObject();
    }

    /// <summary>A property's value as JSON; a double keeps a fraction or an exponent.</summary>
    internal static void WriteValue(Utf8JsonWriter json, object value)
    {
        switch (value)
        {
            case string text: json.WriteStringValue(text); break;
            case long number: json.WriteNumberValue(number); break;
            case double number: json.WriteRawValue(PropertyText.Of(number), skipInputValidation: true); break;
            case bool flag: json.WriteBooleanValue(flag); break;
            case ImmutableArray<string> texts: WriteArray(json, texts); break;
            case ImmutableArray<long> numbers: WriteArray(json, numbers); break;
            case ImmutableArray<double> numbers: WriteArray(json, numbers); break;
        }
    }

    private static void WriteArray<T>(Utf8JsonWriter json, ImmutableArray<T> values)
        where T : notnull
    {
        json.WriteStartArray();
        foreach (var value in values)
            WriteValue(json, value);
        json.WriteEndArray();
    }

    private static IEnumerable<(long Line, GraphNode? Node, RelationshipLine? Relationship)> ReadLines(Stream stream, string file, byte[]? passedOver = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        var reader = new GraphLineReader(file);
        foreach (var (line, bytes) in Utf8Lines.Read(stream))
        {
            if (passedOver is not null && BeginsAs(bytes.Span, passedOver))
                continue;
            var (node, relationship) = reader.Read(line, bytes.Span);
            yield return (line, node, relationship);
        }
    }

    /// <summary>Whether a line says at its very beginning what it is, as written here and by most tools; then it need not be parsed to be passed over.</summary>
    private static bool BeginsAs(ReadOnlySpan<byte> line, byte[] type)
    {
        var start = "{\"type\":"u8;
        return line.StartsWith(start) && line[start.Length..].TrimStart((byte)' ').StartsWith(type);
    }
}

/// <summary>A relationship as a file holds it, with the labels of its ends, so that a loader can find them without the nodes at hand.</summary>
/// <param name="Relationship">The relationship.</param>
/// <param name="StartLabels">Main label first; empty where the file does not say.</param>
/// <param name="EndLabels">Main label first; empty where the file does not say.</param>
public sealed record RelationshipLine(GraphRelationship Relationship, ImmutableArray<string> StartLabels, ImmutableArray<string> EndLabels);

/// <summary>Numbers as every text format of the graph writes them.</summary>
internal static class PropertyText
{
    /// <summary>The shortest text that is read as the same double, always with a fraction or an exponent.</summary>
    public static string Of(double number)
    {
        var text = number.ToString("R", CultureInfo.InvariantCulture);
        return text.AsSpan().IndexOfAny(".E") < 0 ? text + ".0" : text;
    }
}
