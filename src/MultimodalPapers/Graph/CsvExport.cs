using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using MultimodalPapers.IO;

namespace MultimodalPapers.Graph;

/// <summary>CSV files for <c>neo4j-admin database import full</c>.</summary>
/// <remarks>
/// One pair of files (header, rows) for each main label and each relationship type, typed columns, ids kept as the property <c>id</c>. A missing property
/// is an empty field, an empty text a pair of quotes. The importer's rules cost three things: line ends inside texts become spaces, empty lists are left out,
/// and the empty text that is alone in its list becomes a space.
/// </remarks>
internal static partial class CsvExport
{
    private static readonly char[] ArrayDelimiters = [';', '|', '\u00A6', '\u2016', '\u241F'];

    public static BulkImport Write(KnowledgeGraph graph, string directory)
    {
        var delimiter = ArrayDelimiterFor(graph);
        var nodes = graph.Nodes.GroupBy(n => n.Label, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal)
            .SelectMany(g => Tables(g.Key, "nodes", g.ToList(), n => n.Properties)).ToImmutableArray();
        var relationships = graph.Relationships.GroupBy(r => r.Type, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal)
            .SelectMany(g => Tables(g.Key, "relationships", g.ToList(), r => r.Properties)).ToImmutableArray();
        AtomicDirectory.Write(directory, folder =>
        {
            foreach (var table in nodes)
                WriteNodes(folder, table, delimiter);
            foreach (var table in relationships)
                WriteRelationships(folder, table, delimiter);
        }, isStale: file => OwnFile().IsMatch(file));
        return new BulkImport(Path.GetFullPath(directory), delimiter,
            [.. nodes.Select(t => t.File)], [.. relationships.Select(t => (t.Name, t.File))], graph.Nodes.Length, graph.Relationships.Length);
    }

    [GeneratedRegex(@"^(nodes|relationships)-[^/]+\.csv$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex OwnFile();

    /// <summary>Rows of one label or type whose properties have one type each.</summary>
    private sealed record Table<T>(string Name, string File, ImmutableArray<(string Name, string Type)> Columns, List<T> Rows);

    // Properties that are of several types under one label get a file for each combination, for a column has one type.
    private static IEnumerable<Table<T>> Tables<T>(string name, string prefix, List<T> rows, Func<T, PropertyBag> properties)
    {
        var types = rows.SelectMany(row => properties(row)).Where(p => p.Key != "id" || prefix != "nodes")
            .Select(p => (p.Key, Type: TypeOf(p.Value))).Distinct().ToLookup(p => p.Key, p => p.Type, StringComparer.Ordinal);
        var mixed = types.Where(t => t.Count() > 1).Select(t => t.Key).Order(StringComparer.Ordinal).ToList();
        var parts = rows.GroupBy(row => string.Join(' ', mixed.Select(m => properties(row)[m] is { } value ? TypeOf(value) : "-")), StringComparer.Ordinal)
            .OrderBy(g => g.Key, StringComparer.Ordinal);
        var number = 0;
        foreach (var part in parts)
        {
            number++;
            var columns = part.SelectMany(row => properties(row)).Where(p => p.Key != "id" || prefix != "nodes").Select(p => (p.Key, TypeOf(p.Value)))
                .Distinct().OrderBy(c => c.Key, StringComparer.Ordinal).ToImmutableArray();
            foreach (var (column, _) in columns)
                CheckName(column, "property");
            CheckName(name, prefix == "nodes" ? "label" : "relationship type");
            yield return new Table<T>(name, number == 1 ? $"{prefix}-{name}" : $"{prefix}-{name}-{number}", columns, [.. part]);
        }
    }

    private static void CheckName(string name, string what)
    {
        if (name.Length == 0 || !name.All(c => char.IsLetterOrDigit(c) || c == '_'))
            throw new NotSupportedException($"The {what} '{name}' cannot stand in a CSV header of neo4j-admin; expected letters, digits and underscores.");
    }

    private static void WriteNodes(string folder, Table<GraphNode> table, char delimiter)
    {
        WriteLines(folder, $"{table.File}-header.csv", ["id:ID", .. table.Columns.Select(Header), ":LABEL"], [], (_, _) => { });
        WriteLines(folder, $"{table.File}.csv", null, table.Rows, (line, node) =>
        {
            AppendText(line, node.Id);
            AppendProperties(line, node.Properties, table.Columns, delimiter);
            line.Append(',');
            AppendText(line, string.Join(delimiter, node.Labels));
        });
    }

    private static void WriteRelationships(string folder, Table<GraphRelationship> table, char delimiter)
    {
        WriteLines(folder, $"{table.File}-header.csv", [":START_ID", .. table.Columns.Select(Header), ":END_ID"], [], (_, _) => { });
        WriteLines(folder, $"{table.File}.csv", null, table.Rows, (line, relationship) =>
        {
            AppendText(line, relationship.Start);
            AppendProperties(line, relationship.Properties, table.Columns, delimiter);
            line.Append(',');
            AppendText(line, relationship.End);
        });
    }

    private static string Header((string Name, string Type) column) => $"{column.Name}:{column.Type}";

    private static void WriteLines(string folder, string file, IEnumerable<string>? header, IEnumerable<GraphNode> rows, Action<StringBuilder, GraphNode> append) =>
        WriteLines<GraphNode>(folder, file, header, rows, append);

    private static void WriteLines<T>(string folder, string file, IEnumerable<string>? header, IEnumerable<T> rows, Action<StringBuilder, T> append)
    {
        using var writer = new StreamWriter(Path.Combine(folder, file), append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { NewLine = "\n" };
        if (header is not null)
            writer.WriteLine(string.Join(',', header));
        var line = new StringBuilder();
        foreach (var row in rows)
        {
            append(line.Clear(), row);
            writer.WriteLine(line);
        }
    }

    private static void AppendProperties(StringBuilder line, PropertyBag properties, ImmutableArray<(string Name, string Type)> columns, char delimiter)
    {
        foreach (var (name, _) in columns)
        {
            line.Append(',');
            switch (properties[name])
            {
                case string text: AppendText(line, text); break;
                case long number: line.Append(CultureInfo.InvariantCulture, $"{number}"); break;
                case double number: line.Append(PropertyText.Of(number)); break;
                case bool flag: line.Append(flag ? "true" : "false"); break;
                case ImmutableArray<string> { IsEmpty: true }: break;
                // The importer takes a list of one empty text for an empty list.
                case ImmutableArray<string> { Length: 1 } texts when texts[0].Length == 0: AppendText(line, " "); break;
                case ImmutableArray<string> texts: AppendText(line, string.Join(delimiter, texts)); break;
                case ImmutableArray<long> numbers: line.AppendJoin(delimiter, numbers); break;
                case ImmutableArray<double> numbers: line.AppendJoin(delimiter, numbers.Select(PropertyText.Of)); break;
            }
        }
    }

    private static void AppendText(StringBuilder line, string text)
    {
        line.Append('"');
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c == '"')
                line.Append("\"\"");
            else if (c == '\r' && i + 1 < text.Length && text[i + 1] == '\n')
                continue;
            else
                line.Append(c is '\n' or '\r' ? ' ' : c);
        }
        line.Append('"');
    }

    private static string TypeOf(object value) => value switch
    {
        string => "string",
        long => "long",
        double => "double",
        bool => "boolean",
        ImmutableArray<string> => "string[]",
        ImmutableArray<long> => "long[]",
        _ => "double[]",
    };

    /// <summary>A character that stands in no list of the graph.</summary>
    private static char ArrayDelimiterFor(KnowledgeGraph graph)
    {
        var open = ArrayDelimiters.Concat(Enumerable.Range(0xE000, 0x1900).Select(c => (char)c)).ToList();
        var taken = new HashSet<char>();
        foreach (var (_, value) in graph.Nodes.SelectMany(n => n.Properties).Concat(graph.Relationships.SelectMany(r => r.Properties)))
        {
            if (value is ImmutableArray<string> texts)
            {
                foreach (var text in texts)
                    taken.UnionWith(text);
            }
        }
        return open.Find(c => !taken.Contains(c));
    }
}

/// <summary>The files of a CSV export, and how to import them.</summary>
/// <param name="Directory">Where they are.</param>
/// <param name="ArrayDelimiter">What stands between the items of a list; a character that no item holds.</param>
/// <param name="Nodes">Names of the node files, without <c>.csv</c>.</param>
/// <param name="Relationships">Types and names of the relationship files, without <c>.csv</c>.</param>
/// <param name="NodeCount">How many nodes the importer will report.</param>
/// <param name="RelationshipCount">How many relationships the importer will report.</param>
public sealed record BulkImport(
    string Directory, char ArrayDelimiter, ImmutableArray<string> Nodes, ImmutableArray<(string Type, string File)> Relationships, int NodeCount, int RelationshipCount)
{
    /// <summary>The arguments of <c>neo4j-admin</c>. The database must be stopped; what it held is replaced.</summary>
    public ImmutableArray<string> Arguments(string database = "neo4j") =>
    [
        "database", "import", "full", database,
        .. Nodes.Select(file => $"--nodes={Pair(file)}"),
        .. Relationships.Select(r => $"--relationships={r.Type}={Pair(r.File)}"),
        $"--array-delimiter=U+{(int)ArrayDelimiter:X4}",
        "--id-type=string", "--bad-tolerance=0", "--overwrite-destination=true",
    ];

    /// <summary>The command as one types it into a shell.</summary>
    public string Command(string database = "neo4j") => string.Join(" \\\n  ", Lines(database));

    private IEnumerable<string> Lines(string database)
    {
        var arguments = Arguments(database);
        yield return $"neo4j-admin {string.Join(' ', arguments.Take(4))}";
        foreach (var argument in arguments.Skip(4))
            yield return argument.All(c => char.IsLetterOrDigit(c) || "-_=+./,".Contains(c, StringComparison.Ordinal)) ? argument : $"'{argument.Replace("'", "'\\''", StringComparison.Ordinal)}'";
    }

    private string Pair(string file) => $"{Path.Combine(Directory, file)}-header.csv,{Path.Combine(Directory, file)}.csv";
}
