using System.Collections.Immutable;
using System.Text.Json;
using MultimodalPapers.Extraction;

namespace MultimodalPapers.Evaluation;

/// <summary>One hand-made annotation: a record, and what its annotator allows beside it.</summary>
/// <param name="Record">What the entry states.</param>
/// <param name="Facts">The facts with their allowances.</param>
public sealed record GoldRecord(Record Record, ImmutableArray<GoldFact> Facts)
{
    /// <summary>Reads one line of a gold file.</summary>
    /// <exception cref="FormatException">The line is no annotation; the message says why.</exception>
    public static GoldRecord Parse(string line)
    {
        var record = RecordFormat.Parse(line);
        using var document = JsonDocument.Parse(line);
        var facts = ImmutableArray.CreateBuilder<GoldFact>();
        if (document.RootElement.TryGetProperty("facts", out var items))
        {
            var index = 0;
            foreach (var item in items.EnumerateArray())
                facts.Add(new GoldFact(record.Facts[index++], Flag(item, "optional"), Strings(item, "also"), Strings(item, "or")));
        }
        return new GoldRecord(record, facts.ToImmutable());
    }

    private static bool Flag(JsonElement json, string name) => json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.True;

    private static ImmutableArray<string> Strings(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray().Select(v => v.GetString() ?? "")] : [];
}

/// <param name="Fact">What the entry states.</param>
/// <param name="Optional">Finding it is neither asked nor wrong.</param>
/// <param name="Also">Other accepted spellings of its name.</param>
/// <param name="Or">Other accepted relations, by the names of the record format.</param>
public sealed record GoldFact(Fact Fact, bool Optional, ImmutableArray<string> Also, ImmutableArray<string> Or);
