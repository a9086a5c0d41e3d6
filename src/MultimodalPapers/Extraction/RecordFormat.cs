using System.Collections.Immutable;
using System.Text.Json;
using MultimodalPapers.IO;

namespace MultimodalPapers.Extraction;

/// <summary>The record format: one JSON object a line, UTF-8, properties in a fixed order.</summary>
public static class RecordFormat
{
    private static readonly ImmutableArray<string> RelationNames =
    [
        "INTRODUCES", "USES_BACKBONE", "USES_ENCODER", "USES_GENERATOR", "DERIVED_FROM", "USES_TECHNIQUE", "FROM_ORGANIZATION",
        "TRAINED_ON", "EVALUATED_ON", "COMPARES_WITH", "MENTIONS",
    ];

    private static readonly ImmutableArray<string> LinkNames = ["paper", "code", "project", "dataset", "model", "demo", "note"];

    private static readonly ImmutableArray<JsonEncodedText> RelationValues = [.. RelationNames.Select(name => JsonEncodedText.Encode(name))];
    private static readonly ImmutableArray<JsonEncodedText> LinkValues = [.. LinkNames.Select(name => JsonEncodedText.Encode(name))];
    private static readonly ImmutableArray<JsonEncodedText> KindValues = [.. Enum.GetNames<ThingKind>().Select(name => JsonEncodedText.Encode(name))];

    /// <summary>The relation's name in records and in the graph, such as <c>USES_BACKBONE</c>.</summary>
    public static string NameOf(Relation relation) => RelationNames[(int)relation];

    /// <summary>The kind's name in records, such as <c>paper</c>.</summary>
    public static string NameOf(LinkKind kind) => LinkNames[(int)kind];

    /// <summary>Writes records in their order, each as one line with its line end.</summary>
    public static void Write(Stream stream, IEnumerable<Record> records)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(records);
        using var lines = new JsonLines(stream);
        foreach (var record in records)
        {
            WriteObject(lines.Json, record);
            lines.End();
        }
    }

    private static void WriteObject(Utf8JsonWriter json, Record record)
    {
        json.WriteStartObject();
        json.WriteString(Names.Source, record.Source);
        json.WriteNumber(Names.Line, record.Line);
        json.WriteNumber(Names.EndLine, record.EndLine);
        WriteStrings(json, Names.Section, record.Section);
        json.WriteString(Names.Title, record.Title);
        json.WriteString(Names.Arxiv, record.Arxiv);
        json.WriteString(Names.Venue, record.Venue);
        if (record.Year is { } year)
            json.WriteNumber(Names.Year, year);
        else
            json.WriteNull(Names.Year);
        WriteStrings(json, Names.Authors, record.Authors);
        json.WriteStartArray(Names.Links);
        foreach (var link in record.Links)
        {
            json.WriteStartObject();
            json.WriteString(Names.Kind, LinkValues[(int)link.Kind]);
            json.WriteString(Names.Url, link.Url);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartArray(Names.Facts);
        foreach (var fact in record.Facts)
            WriteFact(json, fact);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteFact(Utf8JsonWriter json, Fact fact)
    {
        json.WriteStartObject();
        json.WriteString(Names.Relation, RelationValues[(int)fact.Relation]);
        json.WriteString(Names.Kind, KindValues[(int)fact.Kind]);
        json.WriteString(Names.Name, fact.Name);
        if (!fact.Sizes.IsDefaultOrEmpty)
            WriteStrings(json, Names.Sizes, fact.Sizes);
        json.WriteNumber(Names.Line, fact.Line);
        json.WriteString(Names.Quote, fact.Quote);
        json.WriteString(Names.Rule, fact.Rule);
        json.WriteNumber(Names.Confidence, fact.Confidence);
        json.WriteString(Names.Basis, fact.Stated ? "stated" : "inferred");
        json.WriteEndObject();
    }

    private static void WriteStrings(Utf8JsonWriter json, JsonEncodedText name, ImmutableArray<string> values)
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

    // Escaped once, not in each record.
    private static class Names
    {
        public static readonly JsonEncodedText Source = JsonEncodedText.Encode("source");
        public static readonly JsonEncodedText Line = JsonEncodedText.Encode("line");
        public static readonly JsonEncodedText EndLine = JsonEncodedText.Encode("end_line");
        public static readonly JsonEncodedText Title = JsonEncodedText.Encode("title");
        public static readonly JsonEncodedText Arxiv = JsonEncodedText.Encode("arxiv");
        public static readonly JsonEncodedText Venue = JsonEncodedText.Encode("venue");
        public static readonly JsonEncodedText Year = JsonEncodedText.Encode("year");
        public static readonly JsonEncodedText Links = JsonEncodedText.Encode("links");
        public static readonly JsonEncodedText Kind = JsonEncodedText.Encode("kind");
        public static readonly JsonEncodedText Url = JsonEncodedText.Encode("url");
        public static readonly JsonEncodedText Facts = JsonEncodedText.Encode("facts");
        public static readonly JsonEncodedText Relation = JsonEncodedText.Encode("relation");
        public static readonly JsonEncodedText Name = JsonEncodedText.Encode("name");
        public static readonly JsonEncodedText Quote = JsonEncodedText.Encode("quote");
        public static readonly JsonEncodedText Rule = JsonEncodedText.Encode("rule");
        public static readonly JsonEncodedText Confidence = JsonEncodedText.Encode("confidence");
        public static readonly JsonEncodedText Basis = JsonEncodedText.Encode("basis");
        public static readonly JsonEncodedText Section = JsonEncodedText.Encode("section");
        public static readonly JsonEncodedText Authors = JsonEncodedText.Encode("authors");
        public static readonly JsonEncodedText Sizes = JsonEncodedText.Encode("sizes");
    }
}
