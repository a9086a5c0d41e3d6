using System.Collections.Immutable;
using System.Globalization;
using MultimodalPapers.Catalogue;
using MultimodalPapers.Extraction;
using MultimodalPapers.Extraction.Fields;
using MultimodalPapers.Reading;
using MultimodalPapers.Text;

namespace MultimodalPapers.Linting;

/// <summary>Tells the keeper of a list what to mend in it.</summary>
public static class ListLinter
{
    /// <summary>Reads a file and looks through it. A file that cannot be read is a finding like any other.</summary>
    /// <param name="file">The list.</param>
    /// <param name="catalogue">The names whose spellings are looked at.</param>
    public static ImmutableArray<Finding> LintFile(InputFile file, NameCatalogue catalogue)
    {
        ArgumentNullException.ThrowIfNull(file);
        byte[] bytes;
        try
        {
            bytes = File.ReadAllBytes(file.Path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return [new Finding(file.Source, 0, FindingKind.DamagedText, $"The file cannot be read: {error.Message.TrimEnd('.')}", null)];
        }
        var decoded = TextDecoder.Decode(bytes, file.Source);
        ImmutableArray<Finding> damage = [.. decoded.Problems.Select(p => new Finding(file.Source, p.Line, FindingKind.DamagedText, p.Message.TrimEnd('.'), null))];
        // What the bytes themselves show is said once; U+FFFD that the decoder put there is no further finding.
        return decoded.Text is { } text ? Sorted([.. damage, .. Find(file.Source, text, catalogue).Where(f => damage.IsEmpty || f.Kind != FindingKind.DamagedText || f.Line != damage[0].Line)]) : damage;
    }

    /// <summary>Looks through a list's text, decoded and not repaired. Sorted by line, then kind; never throws for what the text holds.</summary>
    /// <param name="source">The list's name; its ending tells the format.</param>
    /// <param name="text">The list.</param>
    /// <param name="catalogue">The names whose spellings are looked at.</param>
    public static ImmutableArray<Finding> Lint(string source, string text, NameCatalogue catalogue)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(catalogue);
        return Sorted(Find(source, text, catalogue));
    }

    private static ImmutableArray<Finding> Sorted(IEnumerable<Finding> findings) =>
        [.. findings.Distinct().OrderBy(f => f.Line).ThenBy(f => f.Kind).ThenBy(f => f.Message, StringComparer.Ordinal)];

    private static IEnumerable<Finding> Find(string source, string text, NameCatalogue catalogue)
    {
        var repair = EncodingRepair.Repair(text);
        var lines = new SourceText(source, repair.Text);
        var plain = PlainLines.Of(lines);
        var entries = ListReader.Read(source, repair.Text).Entries;
        var records = entries.Select(entry => FieldReader.Read(entry)).ToList();
        return Damage(source, text, repair)
            .Concat(TemplateRules.Find(source, plain))
            .Concat(UntitledEntries(source, records))
            .Concat(DoubledEntries(source, records))
            .Concat(MissingLinks(source, entries, records))
            .Concat(LinkRules.Find(source, plain))
            .Concat(NameRules.Find(source, plain, catalogue));
    }

    private static IEnumerable<Finding> Damage(string source, string text, RepairResult repair)
    {
        if (repair.CodePage is { } page && !repair.Lines.IsEmpty)
        {
            yield return new Finding(source, repair.Lines[0].Line, FindingKind.DamagedText,
                string.Create(CultureInfo.InvariantCulture, $"UTF-8 was read as {page} and saved again: {Count(repair.DamagedCharacters, "character")} in {Count(repair.Lines.Length, "line")}, the first in this one"),
                repair.Unclear == 0 ? "Save an undamaged copy, or read the file as UTF-8 once and save that; all characters can be told"
                    : string.Create(CultureInfo.InvariantCulture, $"Save an undamaged copy; {Count(repair.Unclear, "character")} cannot be told any more"));
        }
        var number = 0;
        foreach (var line in text.Split('\n'))
        {
            number++;
            if (line.Contains('\uFFFD'))
                yield return new Finding(source, number, FindingKind.DamagedText, $"A character is lost: {Quoted(Around(line, line.IndexOf('\uFFFD', StringComparison.Ordinal)))}", "Put back what the U+FFFD stands for");
            else if (line.AsSpan().TrimEnd('\r').IndexOfAnyInRange('\u0000', '\u001F') is var at and >= 0 && HasControl(line, out at))
                yield return new Finding(source, number, FindingKind.DamagedText, string.Create(CultureInfo.InvariantCulture, $"A control character, U+{(int)line[at]:X4}, stands in {Quoted(Around(line, at))}"), "Delete it");
        }
    }

    private static bool HasControl(string line, out int at)
    {
        for (at = 0; at < line.Length; at++)
        {
            if (line[at] < ' ' && line[at] is not ('\t' or '\r' or '\f'))
                return true;
        }
        return false;
    }

    private static string Around(string line, int at) => line[Math.Max(0, at - 20)..Math.Min(line.Length, at + 20)].Trim();

    private static IEnumerable<Finding> UntitledEntries(string source, List<Record> records) =>
        records.Where(r => r.Title is null)
            .Select(r => new Finding(source, r.Line, FindingKind.TemplateRemnant, "The entry has a template's label where its title should stand", r.Arxiv is { } id ? $"Put in the title of https://arxiv.org/abs/{id}" : "Put in the work's title"));

    /// <summary>Entries that an earlier one of the list has already said: the same identifier, or the same title.</summary>
    private static IEnumerable<Finding> DoubledEntries(string source, List<Record> records)
    {
        var ids = new Dictionary<string, Record>(StringComparer.Ordinal);
        var titles = new Dictionary<string, Record>(StringComparer.Ordinal);
        foreach (var record in records)
        {
            var key = record.Title is null ? "" : Folding.TitleKey(record.Title);
            Record? first = null;
            if (record.Arxiv is not null && ids.TryGetValue(record.Arxiv, out first))
            {
                var sameTitle = key.Length > 0 && first.Title is not null && Folding.TitleKey(first.Title) == key;
                yield return new Finding(source, record.Line, FindingKind.DoubledEntry,
                    string.Create(CultureInfo.InvariantCulture, $"arXiv {record.Arxiv} is an entry already, in line {first.Line}{(sameTitle || first.Title is null ? "" : $", as {Quoted(first.Title)}")}"),
                    sameTitle ? "Keep one of the two" : "Keep one of the two, or mend the link that belongs to another work");
            }
            else if (key.Length >= 12 && titles.TryGetValue(key, out first) && (record.Arxiv is null || first.Arxiv is null))
            {
                yield return new Finding(source, record.Line, FindingKind.DoubledEntry, string.Create(CultureInfo.InvariantCulture, $"{Quoted(record.Title!)} is an entry already, in line {first.Line}"), "Keep one of the two");
            }
            if (record.Arxiv is not null)
                ids.TryAdd(record.Arxiv, record);
            if (key.Length > 0)
                titles.TryAdd(key, record);
        }
    }

    private static IEnumerable<Finding> MissingLinks(string source, ImmutableArray<ListEntry> entries, List<Record> records)
    {
        for (var i = 0; i < entries.Length; i++)
        {
            if (entries[i].Links.IsEmpty && records[i].Title is { } title)
                yield return new Finding(source, entries[i].Line, FindingKind.MissingLink, $"{Quoted(title)} has no link", records[i].Arxiv is { } id ? $"Link it to https://arxiv.org/abs/{id}" : "Link it to the paper");
        }
    }

    internal static string Quoted(string text) => $"\"{(text.Length > 80 ? text[..(char.IsHighSurrogate(text[78]) ? 78 : 79)] + "…" : text)}\"";

    internal static string Count(int count, string noun) => string.Create(CultureInfo.InvariantCulture, $"{count:N0} {noun}{(count == 1 ? "" : "s")}");
}
