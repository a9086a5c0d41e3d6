using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace MultimodalPapers.Graph;

/// <summary>Node-link JSON as <c>networkx.node_link_data</c> writes it (a directed multigraph) and d3 reads it.</summary>
/// <remarks>Nodes have <c>id</c>, <c>labels</c> and their properties; edges <c>source</c>, <c>target</c>, <c>key</c> (the relationship's id), <c>type</c> and their properties.</remarks>
internal static class NodeLinkExport
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly ImmutableArray<string> NodeNames = ["id", "labels"];
    private static readonly ImmutableArray<string> EdgeNames = ["source", "target", "key", "type"];

    public static void Write(Stream stream, KnowledgeGraph graph)
    {
        using var json = new Utf8JsonWriter(stream, Options);
        json.WriteStartObject();
        json.WriteBoolean("directed", true);
        json.WriteBoolean("multigraph", true);
        json.WriteStartObject("graph");
        json.WriteEndObject();
        json.WriteStartArray("nodes");
        foreach (var node in graph.Nodes)
        {
            NewLine(json, stream);
            json.WriteStartObject();
            json.WriteString("id", node.Id);
            json.WritePropertyName("labels");
            GraphJsonLines.WriteValue(json, node.Labels);
            WriteProperties(json, node.Properties, NodeNames, sameId: node.Id);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartArray("edges");
        foreach (var relationship in graph.Relationships)
        {
            NewLine(json, stream);
            json.WriteStartObject();
            json.WriteString("source", relationship.Start);
            json.WriteString("target", relationship.End);
            json.WriteString("key", relationship.Id);
            json.WriteString("type", relationship.Type);
            WriteProperties(json, relationship.Properties, EdgeNames, sameId: null);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
        stream.WriteByte((byte)'\n');
    }

    // A line for each node and edge, so that two exports can be compared.
    private static void NewLine(Utf8JsonWriter json, Stream stream)
    {
        json.Flush();
        stream.WriteByte((byte)'\n');
    }

    private static void WriteProperties(Utf8JsonWriter json, PropertyBag properties, ImmutableArray<string> taken, string? sameId)
    {
        foreach (var (name, value) in properties)
        {
            if (name == "id" && sameId is not null && value is string id && id == sameId)
                continue;
            json.WritePropertyName(taken.Contains(name) ? name + "_" : name);
            GraphJsonLines.WriteValue(json, value);
        }
    }
}
