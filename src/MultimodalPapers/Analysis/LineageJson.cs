using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace MultimodalPapers.Analysis;

/// <summary>Tells lineage as JSON.</summary>
public static class LineageJson
{
    /// <summary>One indented object: <c>asked</c>, <c>models</c>, <c>edges</c> from child to parent with their evidence, and <c>circles</c>.</summary>
    public static string Render(LineageView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        return Write(json =>
        {
            json.WriteStartObject();
            Texts(json, "asked", view.Focus);
            json.WriteStartArray("models");
            foreach (var node in view.Nodes)
                Model(json, view, node);
            json.WriteEndArray();
            json.WriteStartArray("edges");
            foreach (var edge in view.Edges)
                Edge(json, view, edge);
            json.WriteEndArray();
            json.WriteStartArray("circles");
            foreach (var circle in view.Lineage.Cycles.Where(c => c.Models.Any(m => view.InCircle(m.Id))))
            {
                json.WriteStartArray();
                foreach (var edge in circle.Round)
                    json.WriteStringValue(edge.Source);
                json.WriteEndArray();
            }
            json.WriteEndArray();
            json.WriteEndObject();
        });
    }

    /// <summary>Indented JSON with <c>\n</c> at line ends and letters of all scripts as they are.</summary>
    internal static string Write(Action<Utf8JsonWriter> content)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
            content(json);
        return Encoding.UTF8.GetString(buffer.WrittenSpan) + "\n";
    }

    internal static void Texts(Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts)
            json.WriteStringValue(text);
        json.WriteEndArray();
    }

    private static void Model(Utf8JsonWriter json, LineageView view, Graph.GraphNode node)
    {
        json.WriteStartObject();
        json.WriteString("id", node.Id);
        json.WriteString("name", node.Name);
        Texts(json, "labels", node.Labels);
        if (view.Lineage.YearOf(node) is { } year)
            json.WriteNumber("year", year);
        Texts(json, "makers", view.Lineage.MakersOf(node));
        json.WriteNumber("generation", view.Lineage.Generation(node.Id));
        json.WriteNumber("descendants", view.Lineage.DescendantCount(node.Id));
        json.WriteEndObject();
    }

    private static void Edge(Utf8JsonWriter json, LineageView view, LineageEdge edge)
    {
        json.WriteStartObject();
        json.WriteString("child", edge.Source);
        json.WriteString("relation", edge.Type);
        json.WriteString("parent", edge.Target);
        json.WriteString("basis", edge.Basis);
        json.WriteNumber("confidence", edge.Confidence);
        json.WriteBoolean("implied", view.Lineage.IsImplied(edge));
        json.WriteStartArray("evidence");
        foreach (var evidence in edge.Evidence)
        {
            json.WriteStartObject();
            json.WriteString("source", evidence.Source);
            json.WriteString("quote", evidence.Quote);
            json.WriteString("rule", evidence.Rule);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
