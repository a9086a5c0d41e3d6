using System.Collections.Immutable;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace MultimodalPapers.Neo4j.Queries;

/// <summary>Results as text; line feeds at the ends of lines, whatever the machine.</summary>
public static class QueryOutput
{
    private static readonly JsonWriterOptions Json = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Columns as wide as their widest cell, shortened to what the width allows.</summary>
    /// <param name="result">What to show.</param>
    /// <param name="width">Of the terminal, in characters; the widest columns give way.</param>
    public static string Table(QueryResult result, int width = int.MaxValue)
    {
        ArgumentNullException.ThrowIfNull(result);
        var cells = result.Rows.Select(r => r.Select(v => OneLine(QueryValue.Text(v))).ToArray()).Prepend([.. result.Columns]).ToList();
        var widths = result.Columns.Select((_, i) => cells.Max(row => row[i].Length)).ToArray();
        const int Gap = 2, Narrowest = 8;
        while (widths.Sum() + (Gap * (widths.Length - 1)) > width && widths.Max() > Narrowest)
            widths[Array.IndexOf(widths, widths.Max())]--;
        var text = new StringBuilder();
        for (var i = 0; i < cells.Count; i++)
        {
            text.Append(Line(cells[i], widths)).Append('\n');
            if (i == 0)
                text.Append(string.Join("  ", widths.Select(w => new string('-', w)))).Append('\n');
        }
        return text.Append(result.Rows.Length == 1 ? "1 row\n" : $"{result.Rows.Length} rows\n").ToString();
    }

    /// <summary>A list of objects, one a row.</summary>
    public static string JsonText(QueryResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Json))
        {
            json.WriteStartArray();
            foreach (var row in result.Rows)
            {
                json.WriteStartObject();
                for (var i = 0; i < row.Length; i++)
                {
                    json.WritePropertyName(result.Columns[i]);
                    Write(json, row[i]);
                }
                json.WriteEndObject();
            }
            json.WriteEndArray();
        }
        return Encoding.UTF8.GetString(stream.ToArray()) + "\n";
    }

    /// <summary>RFC 4180, with a header line.</summary>
    public static string Csv(QueryResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        return string.Concat(result.Rows.Select(r => r.Select(QueryValue.Text)).Prepend(result.Columns).Select(row => string.Join(',', row.Select(CsvCell)) + "\r\n"));
    }

    /// <summary>A cell, quoted where its content asks for it.</summary>
    internal static string CsvCell(string text) =>
        text.AsSpan().IndexOfAny(",\"\r\n") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static void Write(Utf8JsonWriter json, object? value)
    {
        switch (value)
        {
            case null: json.WriteNullValue(); break;
            case string text: json.WriteStringValue(text); break;
            case long number: json.WriteNumberValue(number); break;
            case double number when double.IsFinite(number): json.WriteNumberValue(number); break;
            case bool flag: json.WriteBooleanValue(flag); break;
            case ImmutableArray<object?> list:
                json.WriteStartArray();
                foreach (var item in list)
                    Write(json, item);
                json.WriteEndArray();
                break;
            case ImmutableArray<KeyValuePair<string, object?>> map:
                json.WriteStartObject();
                foreach (var (key, item) in map)
                {
                    json.WritePropertyName(key);
                    Write(json, item);
                }
                json.WriteEndObject();
                break;
            default: json.WriteStringValue(QueryValue.Text(value)); break;
        }
    }

    private static string Line(string[] cells, int[] widths) =>
        string.Join("  ", cells.Select((cell, i) => (cell.Length <= widths[i] ? cell : cell[..(widths[i] - 1)] + "…").PadRight(widths[i]))).TrimEnd();

    // Control characters of a title must not reach the terminal.
    private static string OneLine(string text) => string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c));
}
