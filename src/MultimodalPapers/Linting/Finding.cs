using System.Text;
using System.Text.Json;

namespace MultimodalPapers.Linting;

/// <summary>What is wrong with a place in a list.</summary>
public enum FindingKind
{
    /// <summary>The words of a template that nobody has replaced.</summary>
    TemplateRemnant,

    /// <summary>A work that the list has already.</summary>
    DoubledEntry,

    /// <summary>An entry without any link.</summary>
    MissingLink,

    /// <summary>A link that leads nowhere, or is none because of a typing error.</summary>
    MalformedLink,

    /// <summary>A name that the list spells in several ways.</summary>
    VariantName,

    /// <summary>Characters that a wrong decoding or a lost byte has made.</summary>
    DamagedText,
}

/// <summary>Something that a list's keeper may want to mend.</summary>
/// <param name="File">The list, as the user knows it.</param>
/// <param name="Line">1-based; 0 where the whole file is meant.</param>
/// <param name="Kind">What is wrong.</param>
/// <param name="Message">What stands there, as a sentence without its full stop.</param>
/// <param name="Suggestion">What to do, as a sentence without its full stop; null where only a person can tell.</param>
public sealed record Finding(string File, int Line, FindingKind Kind, string Message, string? Suggestion)
{
    /// <summary>The kind as output names it: <c>malformed-link</c>.</summary>
    public string Code => Kind switch
    {
        FindingKind.TemplateRemnant => "template-remnant",
        FindingKind.DoubledEntry => "doubled-entry",
        FindingKind.MissingLink => "missing-link",
        FindingKind.MalformedLink => "malformed-link",
        FindingKind.VariantName => "variant-name",
        _ => "damaged-text",
    };

    public override string ToString() => $"{File}:{Line}: {Code}: {Message}.{(Suggestion is null ? "" : $" {Suggestion}.")}";

    /// <summary>Findings as a JSON array, one a line.</summary>
    public static string ToJson(IEnumerable<Finding> findings)
    {
        ArgumentNullException.ThrowIfNull(findings);
        var text = new StringBuilder("[");
        foreach (var finding in findings)
            text.Append(text.Length > 1 ? ",\n " : "\n ").Append(finding.OneJson());
        return text.Append(text.Length > 1 ? "\n]\n" : "]\n").ToString();
    }

    private string OneJson()
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteString("file", File);
            json.WriteNumber("line", Line);
            json.WriteString("kind", Code);
            json.WriteString("message", Message);
            json.WriteString("suggestion", Suggestion);
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
