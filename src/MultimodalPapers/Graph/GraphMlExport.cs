using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Xml;

namespace MultimodalPapers.Graph;

/// <summary>GraphML for Gephi, yEd, networkx and <c>apoc.import.graphml</c>.</summary>
/// <remarks>
/// Typed keys. Nodes have <c>labels</c> as APOC writes them (<c>:Model:Encoder</c>), <c>kind</c> (the main label) and <c>label</c> (their name, which Gephi shows);
/// edges have <c>label</c> (their type). Lists are joined by <c>"; "</c>. Characters that XML cannot hold become U+FFFD.
/// </remarks>
internal static class GraphMlExport
{
    private const string Namespace = "http://graphml.graphdrawing.org/xmlns";

    public static void Write(Stream stream, KnowledgeGraph graph)
    {
        var settings = new XmlWriterSettings { Indent = true, IndentChars = " ", NewLineChars = "\n", NewLineHandling = NewLineHandling.Entitize, Encoding = new UTF8Encoding(false) };
        using var xml = XmlWriter.Create(stream, settings);
        xml.WriteStartDocument();
        xml.WriteStartElement("graphml", Namespace);
        var nodeKeys = WriteKeys(xml, "node", ["kind", "label", "labels"], graph.Nodes.SelectMany(n => n.Properties));
        var edgeKeys = WriteKeys(xml, "edge", ["label"], graph.Relationships.SelectMany(r => r.Properties));
        xml.WriteStartElement("graph", Namespace);
        xml.WriteAttributeString("id", "G");
        xml.WriteAttributeString("edgedefault", "directed");
        foreach (var node in graph.Nodes)
        {
            xml.WriteStartElement("node", Namespace);
            xml.WriteAttributeString("id", Clean(node.Id));
            xml.WriteAttributeString("labels", Clean(LabelsOf(node)));
            WriteData(xml, nodeKeys[("kind", "string")], node.Label);
            WriteData(xml, nodeKeys[("label", "string")], node.Name);
            WriteData(xml, nodeKeys[("labels", "string")], LabelsOf(node));
            WriteProperties(xml, nodeKeys, node.Properties);
            xml.WriteEndElement();
        }
        foreach (var relationship in graph.Relationships)
        {
            xml.WriteStartElement("edge", Namespace);
            xml.WriteAttributeString("id", Clean(relationship.Id));
            xml.WriteAttributeString("source", Clean(relationship.Start));
            xml.WriteAttributeString("target", Clean(relationship.End));
            xml.WriteAttributeString("label", Clean(relationship.Type));
            WriteData(xml, edgeKeys[("label", "string")], relationship.Type);
            WriteProperties(xml, edgeKeys, relationship.Properties);
            xml.WriteEndElement();
        }
        xml.WriteEndElement();
        xml.WriteEndElement();
        xml.WriteEndDocument();
    }

    private static string LabelsOf(GraphNode node) => string.Concat(node.Labels.Select(label => ":" + label));

    private static Dictionary<(string Name, string Type), string> WriteKeys(
        XmlWriter xml, string element, ImmutableArray<string> own, IEnumerable<KeyValuePair<string, object>> properties)
    {
        var keys = new Dictionary<(string Name, string Type), string>();
        var names = own.Select(name => (name, "string")).Concat(properties.Select(p => (Name: NameOf(p.Key, own), Type: TypeOf(p.Value))).Distinct()
            .OrderBy(k => k.Name, StringComparer.Ordinal).ThenBy(k => k.Type, StringComparer.Ordinal));
        foreach (var (name, type) in names)
        {
            var id = $"{element[0]}{keys.Count}";
            keys.Add((name, type), id);
            xml.WriteStartElement("key", Namespace);
            xml.WriteAttributeString("id", id);
            xml.WriteAttributeString("for", element);
            xml.WriteAttributeString("attr.name", Clean(name));
            xml.WriteAttributeString("attr.type", type);
            xml.WriteEndElement();
        }
        return keys;
    }

    // A property may bear the name of one of our own keys.
    private static string NameOf(string property, ImmutableArray<string> own) => own.Contains(property) ? property + "_" : property;

    private static void WriteProperties(XmlWriter xml, Dictionary<(string Name, string Type), string> keys, PropertyBag properties)
    {
        foreach (var (name, value) in properties)
        {
            var key = keys.TryGetValue((name + "_", TypeOf(value)), out var renamed) && keys.ContainsKey((name, "string")) ? renamed : keys[(name, TypeOf(value))];
            WriteData(xml, key, TextOf(value));
        }
    }

    private static void WriteData(XmlWriter xml, string key, string text)
    {
        xml.WriteStartElement("data", Namespace);
        xml.WriteAttributeString("key", key);
        xml.WriteString(Clean(text));
        xml.WriteEndElement();
    }

    private static string TypeOf(object value) => value switch
    {
        long => "long",
        double => "double",
        bool => "boolean",
        _ => "string",
    };

    private static string TextOf(object value) => value switch
    {
        long number => number.ToString(CultureInfo.InvariantCulture),
        double number => PropertyText.Of(number),
        bool flag => flag ? "true" : "false",
        ImmutableArray<string> texts => string.Join("; ", texts),
        ImmutableArray<long> numbers => string.Join("; ", numbers),
        ImmutableArray<double> numbers => string.Join("; ", numbers.Select(PropertyText.Of)),
        _ => (string)value,
    };

    private static string Clean(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (IsPair(text, i))
                i++;
            else if (!XmlConvert.IsXmlChar(text[i]))
                return Cleaned(text);
        }
        return text;
    }

    private static string Cleaned(string text)
    {
        var clean = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (IsPair(text, i))
                clean.Append(text[i]).Append(text[++i]);
            else
                clean.Append(XmlConvert.IsXmlChar(text[i]) ? text[i] : '\uFFFD');
        }
        return clean.ToString();
    }

    private static bool IsPair(string text, int i) => char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]);
}
