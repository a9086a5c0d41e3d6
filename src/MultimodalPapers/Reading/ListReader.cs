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
            _ => [.. new Segmenter(lines, problems).Read(MarkdownParser.Parse(lines))],
        };
        return new ReadingResult(entries, [.. problems]);
    }

    private static ImmutableArray<ListEntry> Records(List<BibRecord> records, string layout) =>
        [.. records.Where(r => r.Draft.Title is not null).Select(r => r.Draft.ToEntry(r.Start, r.End, r.Section, layout))];
}
