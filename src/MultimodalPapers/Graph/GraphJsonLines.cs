using System.Collections.Immutable;
using System.Globalization;
using System.Text.Encodings.Web;
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
    private static readonly JsonWriterOptions WriterOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    private static readonly byte[] NodeType = "\"node\""u8.ToArray();
    private static readonly byte[] RelationshipType = "\"relationship\""u8.ToArray();

    public static void Write(Stream stream, KnowledgeGraph graph)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(graph);
        using var json = new Utf8JsonWriter(stream, WriterOptions);
        foreach (var node in graph.Nodes)
        {
            WriteNode(json, node);
            EndLine(json, stream);
        }
        foreach (var relationship in graph.Relationships)
        {
            WriteRelationship(json, relationship, graph);
            EndLine(json, stream);
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
        foreach (var (line, json) in ReadLines(stream, file))
        {
            last = line;
            if (json.IsNode)
                nodes.Add(json.Node());
            else
                relationships.Add(json.Relationship().Relationship);
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
        foreach (var (_, json) in ReadLines(stream, file, passedOver: RelationshipType))
        {
            if (json.IsNode)
                yield return json.Node();
        }
    }

    /// <summary>Reads the relationships one by one, in the order of the file; nodes are passed over.</summary>
    /// <exception cref="GraphFormatException">While reading: a line is not of the format.</exception>
    public static IEnumerable<RelationshipLine> ReadRelationships(Stream stream, string file = "graph.jsonl")
    {
        foreach (var (_, json) in ReadLines(stream, file, passedOver: NodeType))
        {
            if (!json.IsNode)
                yield return json.Relationship();
        }
    }

    /// <summary>Reads both in one pass, in the order of the file.</summary>
    /// <exception cref="GraphFormatException">A line is not of the format.</exception>
    public static void ReadAll(Stream stream, Action<GraphNode> node, Action<RelationshipLine> relationship, string file = "graph.jsonl")
    {
        ArgumentNullException.ThrowIfNull(node);
        ArgumentNullException.ThrowIfNull(relationship);
        foreach (var (_, json) in ReadLines(stream, file))
        {
            if (json.IsNode)
                node(json.Node());
            else
                relationship(json.Relationship());
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

    private static void EndLine(Utf8JsonWriter json, Stream stream)
    {
        json.Flush();
        json.Reset();
        stream.WriteByte((byte)'\n');
    }

    private static IEnumerable<(long Line, GraphLine Json)> ReadLines(Stream stream, string file, byte[]? passedOver = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        foreach (var (line, bytes) in Utf8Lines.Read(stream))
        {
            if (passedOver is not null && BeginsAs(bytes.Span, passedOver))
                continue;
            using var document = Parse(bytes, file, line);
            yield return (line, new GraphLine(document.RootElement, file, line));
        }
    }

    /// <summary>Whether a line says at its very beginning what it is, as written here and by most tools; then it need not be parsed to be passed over.</summary>
    private static bool BeginsAs(ReadOnlySpan<byte> line, byte[] type)
    {
        var start = "{\"type\":"u8;
        return line.StartsWith(start) && line[start.Length..].TrimStart((byte)' ').StartsWith(type);
    }

    private static JsonDocument Parse(ReadOnlyMemory<byte> bytes, string file, long line)
    {
        try
        {
            return JsonDocument.Parse(bytes);
        }
        catch (JsonException error)
        {
            throw new GraphFormatException(file, line, $"not a JSON object ({error.Message})", error);
        }
    }

    /// <summary>One line of the file, valid while its document is open.</summary>
    private readonly struct GraphLine
    {
        private readonly JsonElement _json;
        private readonly string _file;
        private readonly long _line;

        public GraphLine(JsonElement json, string file, long line)
        {
            (_json, _file, _line) = (json, file, line);
            if (json.ValueKind != JsonValueKind.Object)
                throw Error($"expected an object with \"type\": \"node\" or \"relationship\", found {Shown(json)}");
            var type = Required(json, "type");
            IsNode = type.ValueKind == JsonValueKind.String && type.ValueEquals("node");
            if (!IsNode && !(type.ValueKind == JsonValueKind.String && type.ValueEquals("relationship")))
                throw Error($"\"type\" is {Shown(type)}; expected \"node\" or \"relationship\"");
        }

        public bool IsNode { get; }

        public GraphNode Node()
        {
            var labels = Labels(_json);
            return labels.Length > 0 ? new GraphNode(Id(_json), labels, Properties())
                : throw Error("the node has no labels; expected one of " + string.Join(", ", GraphSchema.Labels));
        }

        public RelationshipLine Relationship()
        {
            var start = Required(_json, "start");
            var end = Required(_json, "end");
            var type = Text(Required(_json, "label"), "label");
            var (startId, endId) = (Id(start), Id(end));
            // Exports of other tools may leave out a relationship's id.
            var id = _json.TryGetProperty("id", out _) ? Id(_json) : GraphRelationship.IdOf(startId, type, endId);
            return new RelationshipLine(new GraphRelationship(id, type, startId, endId, Properties()), Labels(start), Labels(end));
        }

        private string Id(JsonElement json)
        {
            var id = Required(json, "id");
            return id.ValueKind == JsonValueKind.Number ? id.GetRawText() : Text(id, "id");
        }

        private ImmutableArray<string> Labels(JsonElement json)
        {
            if (!json.TryGetProperty("labels", out var labels))
                return [];
            if (labels.ValueKind != JsonValueKind.Array)
                throw Error($"\"labels\" is {Shown(labels)}; expected a list of names");
            var names = ImmutableArray.CreateBuilder<string>(labels.GetArrayLength());
            foreach (var label in labels.EnumerateArray())
                names.Add(Text(label, "labels"));
            return names.DrainToImmutable();
        }

        private PropertyBag Properties()
        {
            if (!_json.TryGetProperty("properties", out var properties) || properties.ValueKind == JsonValueKind.Null)
                return PropertyBag.Empty;
            if (properties.ValueKind != JsonValueKind.Object)
                throw Error($"\"properties\" is {Shown(properties)}; expected an object");
            var items = new List<KeyValuePair<string, object>>();
            foreach (var property in properties.EnumerateObject())
            {
                if (property.Value.ValueKind != JsonValueKind.Null)
                    items.Add(new(property.Name, Value(property.Name, property.Value)));
            }
            try
            {
                return new PropertyBag(items);
            }
            catch (ArgumentException error)
            {
                throw Error(error.Message, error);
            }
        }

        private object Value(string name, JsonElement json) => json.ValueKind switch
        {
            JsonValueKind.String => Text(json, name),
            JsonValueKind.Number when IsWhole(json) => Long(name, json),
            JsonValueKind.Number => json.GetDouble(),
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            JsonValueKind.Array => List(name, json),
            _ => throw Error($"the property \"{name}\" is {Shown(json)}; expected a text, number, boolean or a list of texts or numbers"),
        };

        private object List(string name, JsonElement json)
        {
            var kinds = json.EnumerateArray().Select(item => item.ValueKind).Distinct().ToList();
            if (kinds is [] or [JsonValueKind.String])
                return Items(json, item => item.GetString()!, name);
            if (kinds is not [JsonValueKind.Number])
                throw Error($"the list \"{name}\" is {Shown(json)}; expected all texts or all numbers");
            return json.EnumerateArray().All(IsWhole) ? Items(json, item => item.GetInt64(), name) : Items(json, item => item.GetDouble(), name);
        }

        private ImmutableArray<T> Items<T>(JsonElement json, Func<JsonElement, T> read, string name)
        {
            try
            {
                return [.. json.EnumerateArray().Select(read)];
            }
            catch (Exception error) when (error is FormatException or InvalidOperationException)
            {
                throw Error($"the list \"{name}\" is {Shown(json)}: {error.Message}", error);
            }
        }

        private long Long(string name, JsonElement json) => json.TryGetInt64(out var number) ? number
            : throw Error($"the property \"{name}\" is {Shown(json)}, which does not fit into 64 bits");

        private static bool IsWhole(JsonElement json) => json.GetRawText().AsSpan().IndexOfAny(".eE") < 0;

        private string Text(JsonElement json, string name)
        {
            if (json.ValueKind != JsonValueKind.String)
                throw Error($"\"{name}\" is {Shown(json)}; expected a text");
            try
            {
                return json.GetString()!;
            }
            catch (InvalidOperationException error)
            {
                throw Error($"\"{name}\" is no valid text: {error.Message}", error);
            }
        }

        private JsonElement Required(JsonElement json, string name) =>
            json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var value) ? value
                : throw Error($"\"{name}\" is missing");

        private static string Shown(JsonElement json)
        {
            var text = json.GetRawText();
            return text.Length <= 60 ? text : string.Concat(text.AsSpan(0, 57), "...");
        }

        private GraphFormatException Error(string problem, Exception? inner = null) => new(_file, _line, problem, inner);
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
