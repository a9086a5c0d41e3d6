using System.Buffers;
using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace MultimodalPapers.Extraction;

/// <summary>The record format: one JSON object a line, UTF-8, properties in a fixed order.</summary>
public static class RecordFormat
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    private static readonly ImmutableArray<string> RelationNames =
    [
        "INTRODUCES", "USES_BACKBONE", "USES_ENCODER", "USES_GENERATOR", "DERIVED_FROM", "USES_TECHNIQUE", "FROM_ORGANIZATION",
        "TRAINED_ON", "EVALUATED_ON", "COMPARES_WITH", "MENTIONS",
    ];

    private static readonly ImmutableArray<string> LinkNames = ["paper", "code", "project", "dataset", "model", "demo", "note"];

    /// <summary>The relation's name in records and in the graph, such as <c>USES_BACKBONE</c>.</summary>
    public static string NameOf(Relation relation) => RelationNames[(int)relation];

    /// <summary>The kind's name in records, such as <c>paper</c>.</summary>
    public static string NameOf(LinkKind kind) => LinkNames[(int)kind];

    /// <summary>Writes one record as one line with its line end.</summary>
    public static void Write(Stream stream, Record record)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(record);
        // A writer on the stream itself would flush the stream's buffer.
        var line = new ArrayBufferWriter<byte>(1 << 11);
        using (var json = new Utf8JsonWriter(line, Options))
            WriteObject(json, record);
        line.Write("\n"u8);
        stream.Write(line.WrittenSpan);
    }

    private static void WriteObject(Utf8JsonWriter json, Record record)
    {
        json.WriteStartObject();
        json.WriteString("source", record.Source);
        json.WriteNumber("line", record.Line);
        json.WriteNumber("end_line", record.EndLine);
        WriteStrings(json, "section", record.Section);
        json.WriteString("title", record.Title);
        json.WriteString("arxiv", record.Arxiv);
        json.WriteString("venue", record.Venue);
        if (record.Year is { } year)
            json.WriteNumber("year", year);
        else
            json.WriteNull("year");
        WriteStrings(json, "authors", record.Authors);
        json.WriteStartArray("links");
        foreach (var link in record.Links)
        {
            json.WriteStartObject();
            json.WriteString("kind", NameOf(link.Kind));
            json.WriteString("url", link.Url);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartArray("facts");
        foreach (var fact in record.Facts)
            WriteFact(json, fact);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteFact(Utf8JsonWriter json, Fact fact)
    {
        json.WriteStartObject();
        json.WriteString("relation", NameOf(fact.Relation));
        json.WriteString("kind", fact.Kind.ToString());
        json.WriteString("name", fact.Name);
        if (!fact.Sizes.IsDefaultOrEmpty)
            WriteStrings(json, "sizes", fact.Sizes);
        json.WriteNumber("line", fact.Line);
        json.WriteString("quote", fact.Quote);
        json.WriteString("rule", fact.Rule);
        json.WriteNumber("confidence", fact.Confidence);
        json.WriteString("basis", fact.Stated ? "stated" : "inferred");
        json.WriteEndObject();
    }

    private static void WriteStrings(Utf8JsonWriter json, string name, ImmutableArray<string> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values)
            json.WriteStringValue(value);
        json.WriteEndArray();
    }

    /// <summary>Reads one line. Fields that are missing are empty; fields that are not of the format are passed over.</summary>
    /// <exception cref="FormatException">The line is not a JSON object, or a field has a value of another type or an unknown name; the message says which.</exception>
    public static Record Parse(string line)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            var json = document.RootElement;
            return new Record
            {
                Source = Text(json, "source") ?? throw new FormatException("A record needs a \"source\"."),
                Line = Number(json, "line") ?? throw new FormatException("A record needs a \"line\"."),
                EndLine = Number(json, "end_line") ?? Number(json, "line") ?? 0,
                Section = Strings(json, "section"),
                Title = Text(json, "title"),
                Arxiv = Text(json, "arxiv"),
                Venue = Text(json, "venue"),
                Year = Number(json, "year"),
                Authors = Strings(json, "authors"),
                Links = [.. Items(json, "links").Select(l => new RecordLink(LinkKindOf(Text(l, "kind")), Text(l, "url") ?? ""))],
                Facts = [.. Items(json, "facts").Select(ParseFact)],
            };
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            throw new FormatException($"Not a record: {error.Message}", error);
        }
    }

    private static Fact ParseFact(JsonElement json) => new()
    {
        Relation = RelationOf(Text(json, "relation")),
        Kind = Enum.TryParse<ThingKind>(Text(json, "kind"), out var kind) ? kind
            : throw new FormatException($"'{Text(json, "kind")}' is no kind of thing; expected Model, Technique, Organization or Dataset."),
        Name = Text(json, "name") ?? throw new FormatException("A fact needs a \"name\"."),
        Sizes = Strings(json, "sizes"),
        Line = Number(json, "line") ?? 0,
        Quote = Text(json, "quote") ?? "",
        Rule = Text(json, "rule") ?? "record",
        Confidence = json.TryGetProperty("confidence", out var confidence) ? confidence.GetDouble() : 1,
        Stated = Text(json, "basis") != "inferred",
    };

    /// <summary>The relation of a name such as <c>USES_BACKBONE</c>.</summary>
    /// <exception cref="FormatException">No relation has this name; the message lists those there are.</exception>
    public static Relation RelationOf(string? name)
    {
        var index = RelationNames.IndexOf(name ?? "");
        return index >= 0 ? (Relation)index
            : throw new FormatException($"'{name}' is no relation; expected one of {string.Join(", ", RelationNames)}.");
    }

    private static LinkKind LinkKindOf(string? name)
    {
        var index = LinkNames.IndexOf(name ?? "");
        return index >= 0 ? (LinkKind)index
            : throw new FormatException($"'{name}' is no kind of link; expected one of {string.Join(", ", LinkNames)}.");
    }

    private static string? Text(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value.GetString() : null;

    private static int? Number(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value.GetInt32() : null;

    private static ImmutableArray<string> Strings(JsonElement json, string name) =>
        [.. Items(json, name).Select(value => value.GetString() ?? "")];

    private static IEnumerable<JsonElement> Items(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Array ? value.EnumerateArray() : [];
}
