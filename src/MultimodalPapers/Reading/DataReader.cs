using System.Collections.Immutable;

namespace MultimodalPapers.Reading;

/// <summary>One record of a data file: its fields in order.</summary>
/// <param name="Start">Offset of its first character.</param>
/// <param name="End">Behind its last.</param>
/// <param name="Fields">Key and value; values that are lists are joined by commas.</param>
/// <param name="Path">The keys that lead to it from the top, outermost first.</param>
internal sealed record DataRecord(int Start, int End, List<(string Key, Flow Value)> Fields, ImmutableArray<string> Path);

/// <summary>Turns the records of data files into entries.</summary>
internal static class DataReader
{
    /// <summary>Reads the records that have a title; the others are left out and counted once.</summary>
    public static IEnumerable<ListEntry> Read(SourceText source, List<DataRecord> records, string layout, List<ReadingProblem> problems)
    {
        var without = 0;
        var first = 0;
        foreach (var record in records)
        {
            var draft = new EntryDraft(source);
            var title = TitleOf(record);
            for (var i = 0; i < record.Fields.Count; i++)
            {
                var (key, value) = record.Fields[i];
                if (i == title)
                    LineReader.ReadHead(value, draft);
                else
                    LineReader.ReadCell(value, draft, LabelOf(key), key);
            }
            draft.NameAsTitle();
            if (draft.Title is not null && (record.Fields.Count > 1))
                yield return draft.ToEntry(record.Start, record.End, record.Path, layout);
            else if (without++ == 0)
                first = source.At(record.Start).Line;
        }
        if (without > 0)
            problems.Add(new ReadingProblem(source.Source, first, $"{without} {(without == 1 ? "record has" : "records have")} no title or name, and are left out; the first stands here.", ProblemKind.LeftOut));
    }

    private static FieldLabel LabelOf(string key) => key switch
    {
        _ when key.Equals("arxiv_id", StringComparison.OrdinalIgnoreCase) || key.Equals("arxivId", StringComparison.OrdinalIgnoreCase) => new FieldLabel(FieldMeaning.Link, PartRole.Note, Extraction.LinkKind.Paper),
        _ => Labels.Of(key),
    };

    private static int TitleOf(DataRecord record)
    {
        var title = record.Fields.FindIndex(f => LabelOf(f.Key) is { Meaning: FieldMeaning.Part, Role: PartRole.Title });
        if (title < 0)
            title = record.Fields.FindIndex(f => LabelOf(f.Key) is { Meaning: FieldMeaning.Link, Link: Extraction.LinkKind.Paper } && !Labels.IsGenericLink(f.Value.Text) && Candidates.Words(f.Value.Text) > 2);
        if (title < 0)
            title = record.Fields.FindIndex(f => LabelOf(f.Key) is { Meaning: FieldMeaning.Part, Role: PartRole.Name });
        return title;
    }
}
