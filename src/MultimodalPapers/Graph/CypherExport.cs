using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace MultimodalPapers.Graph;

/// <summary>A Cypher script for <c>cypher-shell</c> or Neo4j Browser; it may be run again.</summary>
/// <remarks>Constraints first, then the nodes by labels, then the relationships by type and labels of their ends, some hundreds in a statement.</remarks>
internal static class CypherExport
{
    private const int RowsInStatement = 500;

    public static void Write(Stream stream, KnowledgeGraph graph)
    {
        using var writer = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), bufferSize: 1 << 16, leaveOpen: true) { NewLine = "\n" };
        writer.WriteLine($"// {graph.Nodes.Length} nodes, {graph.Relationships.Length} relationships. Run with: cypher-shell -f FILE");
        foreach (var label in graph.Nodes.Select(n => n.Label).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
            writer.WriteLine($"CREATE CONSTRAINT {Name(label.ToLowerInvariant() + "_id")} IF NOT EXISTS FOR (n:{Name(label)}) REQUIRE n.id IS UNIQUE;");
        foreach (var group in graph.Nodes.GroupBy(LabelsOf, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal))
            WriteNodes(writer, group.First().Labels, group);
        foreach (var group in graph.Relationships.GroupBy(r => (r.Type, Start: graph.Node(r.Start).Label, End: graph.Node(r.End).Label)).OrderBy(g => g.Key))
            WriteRelationships(writer, group.Key.Type, group.Key.Start, group.Key.End, group);
    }

    private static string LabelsOf(GraphNode node) => string.Concat(node.Labels.Select(label => ":" + Name(label)));

    private static void WriteNodes(TextWriter writer, ImmutableArray<string> labels, IEnumerable<GraphNode> nodes)
    {
        foreach (var batch in nodes.Chunk(RowsInStatement))
        {
            WriteRows(writer, batch.Select(node => $"{{id: {Literal(node.Id)}, properties: {Map(node.Properties)}}}"));
            writer.WriteLine($"MERGE (n:{Name(labels[0])} {{id: row.id}})");
            writer.WriteLine($"SET n += row.properties{string.Concat(labels.Skip(1).Select(label => $", n:{Name(label)}"))};");
        }
    }

    private static void WriteRelationships(TextWriter writer, string type, string start, string end, IEnumerable<GraphRelationship> relationships)
    {
        foreach (var batch in relationships.Chunk(RowsInStatement))
        {
            WriteRows(writer, batch.Select(r => $"{{start: {Literal(r.Start)}, end: {Literal(r.End)}, properties: {Map(r.Properties)}}}"));
            writer.WriteLine($"MATCH (a:{Name(start)} {{id: row.start}})");
            writer.WriteLine($"MATCH (b:{Name(end)} {{id: row.end}})");
            writer.WriteLine($"MERGE (a)-[r:{Name(type)}]->(b)");
            writer.WriteLine("SET r += row.properties;");
        }
    }

    private static void WriteRows(TextWriter writer, IEnumerable<string> rows)
    {
        writer.WriteLine("UNWIND [");
        var first = true;
        foreach (var row in rows)
        {
            writer.Write(first ? "  " : ",\n  ");
            writer.Write(row);
            first = false;
        }
        writer.WriteLine("\n] AS row");
    }

    private static string Map(PropertyBag properties) => $"{{{string.Join(", ", properties.Select(p => $"{Name(p.Key)}: {Literal(p.Value)}"))}}}";

    /// <summary>A value as Cypher reads it.</summary>
    internal static string Literal(object value) => value switch
    {
        string text => Quoted(text),
        long.MinValue => "(-9223372036854775807 - 1)",
        long number => number.ToString(CultureInfo.InvariantCulture),
        double number => PropertyText.Of(number),
        bool flag => flag ? "true" : "false",
        ImmutableArray<string> texts => $"[{string.Join(", ", texts.Select(Quoted))}]",
        ImmutableArray<long> numbers => $"[{string.Join(", ", numbers.Select(n => Literal(n)))}]",
        ImmutableArray<double> numbers => $"[{string.Join(", ", numbers.Select(n => Literal(n)))}]",
        _ => throw new ArgumentException($"A {value.GetType().Name} is no value of a property.", nameof(value)),
    };

    /// <summary>A label, type or property as Cypher reads it.</summary>
    internal static string Name(string name) =>
        name.Length > 0 && char.IsAsciiLetter(name[0]) && name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_')
            ? name : $"`{name.Replace("`", "``", StringComparison.Ordinal)}`";

    private static string Quoted(string text)
    {
        var literal = new StringBuilder(text.Length + 2).Append('\'');
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            switch (c)
            {
                // Cypher replaces \uXXXX before it reads strings, even behind an escaped backslash, so the two must not touch.
                case '\\' when i + 1 < text.Length && text[i + 1] is 'u' or 'U': literal.Append("\\\\' + '"); break;
                case '\\': literal.Append("\\\\"); break;
                case '\'': literal.Append("\\'"); break;
                case '\n': literal.Append("\\n"); break;
                case '\r': literal.Append("\\r"); break;
                case '\t': literal.Append("\\t"); break;
                case < ' ' or '\u007F' or '\u0085' or '\u2028' or '\u2029' or '\uFEFF': literal.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"); break;
                default: literal.Append(c); break;
            }
        }
        return literal.Append('\'').ToString();
    }
}
