using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using MultimodalPapers.Analysis;
using MultimodalPapers.Graph;
using MultimodalPapers.IO;
using MultimodalPapers.Reports.Explorer.Layout;

namespace MultimodalPapers.Reports.Explorer;

/// <summary>The graph as the page holds it: two JSON objects, one that the map needs at once, one that is read when somebody asks for more.</summary>
/// <remarks>
/// Texts stand once, in tables; all else is columns of <see cref="NumberText"/>. Nodes and relationships go by their numbers in
/// <see cref="ExplorerGraph"/>. No text can end the script element or act on the text around it.
/// </remarks>
internal sealed class ExplorerData(ExplorerGraph graph, ExplorerOptions options)
{
    // < > & ' and the line separators are escaped; letters of all scripts stay.
    private static readonly JsonWriterOptions Json = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All), SkipValidation = true };

    // What the page derives from elsewhere in the data.
    private static readonly string[] DerivedOfNodes = ["id", "name", "year", "introducedBy", "listCount", "entries", "documented"];
    private static readonly string[] DerivedOfRelationships = ["sources", "quotes", "rules", "confidence", "basis"];
    private static readonly string[] Bases = ["stated", "inferred", "background"];

    private readonly TextTable _sources = new();
    private readonly HashSet<string> _withLines = new(StringComparer.Ordinal);

    /// <returns>Map: what the map, the filters and the addresses need. Details: what the pages of things, the search for other spellings and the tables need beyond that.</returns>
    public (string Map, string Details) Write()
    {
        string layout = "", known = "", time = "", details = "";
        // Laying out the map takes as long as all the rest.
        Concurrently.Run(
            () => layout = Members(WriteMapLayout),
            () =>
            {
                known = Members(json =>
                {
                    json.WriteString("title", HarmlessText.Of(options.Title));
                    if (options.ListBase is { } listBase)
                        json.WriteString("listBase", listBase.AbsoluteUri.TrimEnd('/') + "/");
                    WriteNodes(json);
                    WriteRelationships(json);
                });
                time = Members(WriteLineage);
                details = Members(WriteDetails);
            });
        return ($"{{{known},{layout},{time}}}", $"{{{details}}}");
    }

    private void WriteDetails(Utf8JsonWriter json)
    {
        WriteEvidence(json);
        WriteProperties(json, "nodeProperties", [.. graph.Nodes.Select(n => n.Properties)], DerivedOfNodes, SaidByName);
        WriteProperties(json, "relationshipProperties", [.. graph.Relationships.Select(r => r.Properties)], DerivedOfRelationships, SaidByEvidence);

        bool SaidByName(int node, string name, object value) =>
            (name == "title" && value is string title && title == graph.Nodes[node].Name)
            || (name == "path" && value is string path && graph.Nodes[node].Id == "topic:" + path)
            || (name == "url" && value is string url && graph.Nodes[node].Properties.Text("arxiv") is { } arxiv && url == "https://arxiv.org/abs/" + arxiv);

        bool SaidByEvidence(int relationship, string name, object value) =>
            name is "line" or "lines" && graph.Relationships[relationship].Type == "LISTED_IN";
    }

    /// <returns>Members of an object, without its braces.</returns>
    private static string Members(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Json))
            write(json);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private void WriteNodes(Utf8JsonWriter json)
    {
        var kinds = new TextTable();
        json.WriteNumber("nodeCount", graph.Nodes.Length);
        WriteStrings(json, "ids", FrontCoded(graph.Nodes.Select(n => HarmlessText.Of(n.Id))));
        WriteStrings(json, "names", graph.Nodes.Select(n => n.Name));
        json.WriteString("kind", NumberText.Of(graph.Nodes.Select(n => kinds.IndexOf(string.Join('\n', n.Labels)))));
        json.WriteStartArray("kinds");
        foreach (var labels in kinds.Texts)
            WriteArray(json, labels.Split('\n'));
        json.WriteEndArray();
        WriteStrings(json, "labels", GraphSchema.Labels);
        json.WriteString("year", NumberText.Of(graph.Nodes.Select(n => n.Properties.Number("year") is { } year and > 0 and < 10_000 ? (int)year : 0)));
        // 0: the graph does not say; 1: known by name only; 2: a list has an entry of it.
        json.WriteString("documented", NumberText.Of(graph.Nodes.Select(n => n.Properties.Flag("documented") switch { null => 0, false => 1, true => 2 })));
    }

    private void WriteRelationships(Utf8JsonWriter json)
    {
        json.WriteStartArray("relations");
        foreach (var name in graph.Types)
        {
            json.WriteStartObject();
            json.WriteString("name", HarmlessText.Of(name));
            json.WriteString("meaning", GraphSchema.RelationshipTypes.FirstOrDefault(t => t.Name == name)?.Meaning ?? "");
            json.WriteBoolean("lineage", GraphSchema.Lineage.Contains(name));
            json.WriteEndObject();
        }
        json.WriteEndArray();
        var relationships = graph.Relationships;
        json.WriteNumber("relationshipCount", relationships.Length);
        json.WriteString("degrees", NumberText.Of(Counts(graph.From, graph.Nodes.Length)));
        json.WriteString("type", NumberText.Of(graph.Type));
        json.WriteString("to", NumberText.OfDifferences(graph.To));
        WriteStrings(json, "bases", Bases);
        json.WriteString("basis", NumberText.Of(relationships.Select(r => Math.Max(0, Array.IndexOf(Bases, r.Properties.Text("basis"))))));
        var confidences = new TextTable();
        json.WriteString("confidence", NumberText.Of(relationships.Select(r => confidences.IndexOf(ConfidenceOf(r).ToString("R", CultureInfo.InvariantCulture)))));
        json.WriteStartArray("confidences");
        foreach (var confidence in confidences.Texts)
            json.WriteNumberValue(double.Parse(confidence, CultureInfo.InvariantCulture));
        json.WriteEndArray();
        var sets = new TextTable();
        json.WriteString("sources", NumberText.Of(relationships.Select(r => sets.IndexOf(SourcesOf(r)))));
        WriteStrings(json, "sourceSets", sets.Texts);
        WriteStrings(json, "sourceNames", _sources.Texts);
        // A list has lines; what has none is a primary source of the catalogue.
        json.WriteString("sourceIsList", NumberText.Of(_sources.Texts.Select(s => _withLines.Contains(s) || graph.TryIndexOf("list:" + s, out _) ? 1 : 0)));
        json.WriteString("sourceNodes", NumberText.Of(_sources.Texts.Select(s => graph.TryIndexOf("list:" + s, out var node) ? node + 1 : 0)));
    }

    private static double ConfidenceOf(GraphRelationship relationship) => relationship.Properties["confidence"] switch { double d => d, long l => l, _ => 1 };

    private string SourcesOf(GraphRelationship relationship)
    {
        var places = relationship.Properties.Texts("sources").Select(Place).ToList();
        _withLines.UnionWith(places.Where(p => p.Line > 0).Select(p => p.Name));
        return NumberText.Of(places.Select(p => _sources.IndexOf(p.Name)).Distinct().Order());
    }

    private void WriteMapLayout(Utf8JsonWriter json)
    {
        var layout = MapLayout.Of(graph, options.Seed);
        var drawn = Enumerable.Range(0, graph.Nodes.Length).Where(i => graph.Drawn[i]).ToArray();
        json.WriteStartObject("map");
        json.WriteString("x", NumberText.OfSigned(drawn.Select(i => layout.X[i])));
        json.WriteString("y", NumberText.OfSigned(drawn.Select(i => layout.Y[i])));
        json.WriteString("size", NumberText.Of(drawn.Select(i => layout.Size[i])));
        json.WriteString("cluster", NumberText.Of(drawn.Select(i => layout.Cluster[i] + 1)));
        json.WriteString("nodes", NumberText.OfDifferences(drawn));
        WriteStrings(json, "islands", layout.Islands.Select(i => i.Name));
        json.WriteString("islandPlaces", NumberText.OfSigned(layout.Islands.SelectMany(i => new[] { i.X, i.Y, i.Radius })));
        json.WriteEndObject();
    }

    private void WriteLineage(Utf8JsonWriter json)
    {
        var lineage = LineageGraph.From(graph.Knowledge);
        var layout = TimeLayout.Of(graph, lineage);
        json.WriteStartObject("time");
        json.WriteString("nodes", NumberText.OfDifferences(layout.Nodes));
        json.WriteString("x", NumberText.OfSigned(layout.X));
        json.WriteString("y", NumberText.OfSigned(layout.Y));
        json.WriteString("descendants", NumberText.Of(layout.Nodes.Select(i => lineage.DescendantCount(graph.Nodes[i].Id))));
        json.WriteString("years", NumberText.OfSigned(layout.Nodes.Select(i => lineage.YearOf(graph.Nodes[i]) ?? 0)));
        json.WriteString("axis", NumberText.OfSigned(layout.Years.SelectMany(y => new[] { y.Year ?? 0, y.From, y.To })));
        json.WriteEndObject();
    }

    private void WriteEvidence(Utf8JsonWriter json)
    {
        var (quotes, rules) = (new TextTable(), new TextTable());
        var (counts, sources, lines, quoteOf, ruleOf) = (new List<int>(), new List<int>(), new List<int>(), new List<int>(), new List<int>());
        var lastLine = new Dictionary<int, int>();
        for (var r = 0; r < graph.Relationships.Length; r++)
        {
            var properties = graph.Relationships[r].Properties;
            var (from, to) = (graph.Nodes[graph.From[r]].Name, graph.Nodes[graph.To[r]].Name);
            var (places, said, found) = (properties.Texts("sources"), properties.Texts("quotes"), properties.Texts("rules"));
            counts.Add(places.Length);
            for (var i = 0; i < places.Length; i++)
            {
                var (name, line) = Place(places[i]);
                var source = _sources.IndexOf(name);
                var quote = i < said.Length ? said[i] : "";
                sources.Add(source);
                lines.Add(line - lastLine.GetValueOrDefault(source));
                lastLine[source] = line;
                // Most quotes are the name of an end: 0 none, 1 the start's, 2 the end's, then the table.
                quoteOf.Add(quote.Length == 0 ? 0 : quote == from ? 1 : quote == to ? 2 : 3 + quotes.IndexOf(quote));
                ruleOf.Add(rules.IndexOf(i < found.Length ? found[i] : ""));
            }
        }
        json.WriteStartObject("evidence");
        json.WriteString("count", NumberText.Of(counts));
        json.WriteString("source", NumberText.Of(sources));
        json.WriteString("line", NumberText.OfSigned(lines));
        json.WriteString("quote", NumberText.Of(quoteOf));
        json.WriteString("rule", NumberText.Of(ruleOf));
        WriteStrings(json, "quotes", quotes.Texts);
        WriteStrings(json, "rules", rules.Texts);
        json.WriteEndObject();
    }

    /// <summary>Properties by name, each with the numbers of its owners and their values.</summary>
    private static void WriteProperties(Utf8JsonWriter json, string name, ImmutableArray<PropertyBag> bags, string[] derived, Func<int, string, object, bool> said)
    {
        var columns = new SortedDictionary<string, List<(int Owner, object Value)>>(StringComparer.Ordinal);
        for (var i = 0; i < bags.Length; i++)
        {
            foreach (var (property, value) in bags[i])
            {
                if (derived.Contains(property) || said(i, property, value))
                    continue;
                if (!columns.TryGetValue(property, out var column))
                    columns.Add(property, column = []);
                column.Add((i, value));
            }
        }
        json.WriteStartArray(name);
        foreach (var (property, column) in columns)
        {
            json.WriteStartObject();
            json.WriteString("name", HarmlessText.Of(property));
            json.WriteString("of", NumberText.OfDifferences(column.Select(c => c.Owner)));
            json.WriteStartArray("values");
            foreach (var (_, value) in column)
                WriteValue(json, value);
            json.WriteEndArray();
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void WriteValue(Utf8JsonWriter json, object value)
    {
        switch (value)
        {
            case string text:
                json.WriteStringValue(HarmlessText.Of(text));
                break;
            case long number:
                json.WriteNumberValue(number);
                break;
            case double number:
                json.WriteNumberValue(number);
                break;
            case bool flag:
                json.WriteBooleanValue(flag);
                break;
            case ImmutableArray<string> texts:
                WriteArray(json, texts);
                break;
            case ImmutableArray<long> numbers:
                json.WriteStartArray();
                foreach (var number in numbers)
                    json.WriteNumberValue(number);
                json.WriteEndArray();
                break;
            case ImmutableArray<double> numbers:
                json.WriteStartArray();
                foreach (var number in numbers)
                    json.WriteNumberValue(number);
                json.WriteEndArray();
                break;
        }
    }

    private static void WriteStrings(Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WritePropertyName(name);
        WriteArray(json, texts);
    }

    private static void WriteArray(Utf8JsonWriter json, IEnumerable<string> texts)
    {
        json.WriteStartArray();
        foreach (var text in texts)
            json.WriteStringValue(HarmlessText.Of(text));
        json.WriteEndArray();
    }

    /// <summary>Each text as how many characters it has in common with the one before, and its rest.</summary>
    internal static IEnumerable<string> FrontCoded(IEnumerable<string> sorted)
    {
        var last = "";
        foreach (var text in sorted)
        {
            var common = last.AsSpan().CommonPrefixLength(text);
            if (common > 0 && char.IsHighSurrogate(text[common - 1]))
                common--;
            yield return NumberText.Of([common]) + text[common..];
            last = text;
        }
    }

    private static int[] Counts(int[] owners, int count)
    {
        var counts = new int[count];
        foreach (var owner in owners)
            counts[owner]++;
        return counts;
    }

    /// <summary><c>list.md#L47</c> as its file and line; 0 for a source that is no place in a file.</summary>
    internal static (string Name, int Line) Place(string source)
    {
        var mark = source.LastIndexOf("#L", StringComparison.Ordinal);
        return mark > 0 && int.TryParse(source.AsSpan(mark + 2), NumberStyles.None, CultureInfo.InvariantCulture, out var line)
            ? (source[..mark], line)
            : (source, 0);
    }

    /// <summary>Texts by the order in which they first came.</summary>
    private sealed class TextTable
    {
        private readonly Dictionary<string, int> _index = new(StringComparer.Ordinal);

        public List<string> Texts { get; } = [];

        public int IndexOf(string text)
        {
            if (!_index.TryGetValue(text, out var index))
            {
                _index.Add(text, index = Texts.Count);
                Texts.Add(text);
            }
            return index;
        }
    }
}
