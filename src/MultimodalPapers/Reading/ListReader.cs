using System.Collections.Immutable;

namespace MultimodalPapers.Reading;

/// <summary>Reads one list: text in, entries out.</summary>
public static class ListReader
{
    /// <summary>Finds the entries of a list.</summary>
    /// <param name="source">The file, relative to the input folder, with <c>/</c>; its ending tells the format.</param>
    /// <param name="text">The file's text, decoded and repaired.</param>
    /// <returns>The entries in the order of their lines. Never throws for what a text holds; what could not be read is a problem.</returns>
    public static ReadingResult Read(string source, string text)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(text);
        var problems = new List<ReadingProblem>();
        var lines = new SourceText(source, text);
        var entries = Path.GetExtension(source).ToLowerInvariant() switch
        {
            ".bib" => Records(BibTex.Read(lines, 0, text.Length), "bibtex"),
            ".csv" => [.. DataReader.Read(lines, SeparatedValues.Read(lines, null), "csv", problems)],
            ".tsv" => [.. DataReader.Read(lines, SeparatedValues.Read(lines, '\t'), "tsv", problems)],
            ".json" or ".jsonl" => ReadJson(lines, problems),
            ".yaml" or ".yml" => ReadYaml(lines, problems),
            _ => MarkdownReader.Read(lines, problems),
        };
        return new ReadingResult(entries, [.. problems]);
    }

    /// <summary>Whether a file's ending says that it holds records, not text.</summary>
    internal static bool IsData(string source) => Path.GetExtension(source).ToLowerInvariant() is ".bib" or ".csv" or ".tsv" or ".json" or ".jsonl" or ".yaml" or ".yml";

    private static ImmutableArray<ListEntry> ReadJson(SourceText lines, List<ReadingProblem> problems)
    {
        var (records, damaged) = JsonRecords.Read(lines);
        if (damaged > 0)
            problems.Add(new ReadingProblem(lines.Source, damaged, "This is no valid JSON from here on; what stands above is read."));
        return [.. DataReader.Read(lines, records, "json", problems)];
    }

    private static ImmutableArray<ListEntry> ReadYaml(SourceText lines, List<ReadingProblem> problems)
    {
        var (records, damaged, message) = YamlRecords.Read(lines);
        if (damaged > 0)
            problems.Add(new ReadingProblem(lines.Source, damaged, $"This is no valid YAML from here on ({message}); what stands above is read."));
        return [.. DataReader.Read(lines, records, "yaml", problems)];
    }

    private static ImmutableArray<ListEntry> Records(List<BibRecord> records, string layout) =>
        [.. records.Where(r => r.Draft.Title is not null).Select(r => r.Draft.ToEntry(r.Start, r.End, r.Section, layout))];
}
