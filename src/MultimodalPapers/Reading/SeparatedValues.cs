namespace MultimodalPapers.Reading;

/// <summary>Reads CSV and TSV with places: quoted fields may hold separators, line ends and doubled quotation marks.</summary>
internal static class SeparatedValues
{
    /// <summary>The records; the first row that holds a known column heading names the fields. Empty where none does.</summary>
    public static List<DataRecord> Read(SourceText source, char? separator)
    {
        var text = source.Text;
        var records = new List<DataRecord>();
        List<string>? heads = null;
        var by = separator ?? SeparatorOf(text);
        var at = 0;
        while (at < text.Length)
        {
            var start = at;
            var row = Row(source, by, ref at);
            if (heads is null)
            {
                if (row.Exists(f => Labels.Of(f.Text) is { Meaning: FieldMeaning.Part, Role: PartRole.Title or PartRole.Name } or { Meaning: FieldMeaning.Link, Link: Extraction.LinkKind.Paper }))
                    heads = row.ConvertAll(f => f.Text.Trim().Trim('\uFEFF'));
                continue;
            }
            if (row.TrueForAll(f => f.IsBlank))
                continue;
            var fields = new List<(string, Flow)>(row.Count);
            for (var i = 0; i < row.Count && i < heads.Count; i++)
                fields.Add((heads[i], row[i]));
            records.Add(new DataRecord(start, Math.Max(start + 1, LastVisible(text, start, at)), fields, []));
        }
        return records;
    }

    private static int LastVisible(string text, int start, int end)
    {
        while (end > start && text[end - 1] is '\n' or '\r')
            end--;
        return end;
    }

    // Lists in the wild use commas, semicolons and tabs; the first line has most of the one in use.
    private static char SeparatorOf(string text)
    {
        var end = text.IndexOf('\n', StringComparison.Ordinal);
        var line = text.AsSpan(0, end < 0 ? text.Length : end);
        var commas = line.Count(',');
        return line.Count('\t') > commas ? '\t' : line.Count(';') > commas ? ';' : ',';
    }

    private static List<Flow> Row(SourceText source, char separator, ref int at)
    {
        var text = source.Text;
        var row = new List<Flow>();
        while (true)
        {
            var builder = new FlowBuilder(source);
            if (at < text.Length && text[at] == '"')
                at = Quoted(text, builder, at + 1);
            var start = at;
            while (at < text.Length && text[at] != separator && text[at] is not ('\n' or '\r'))
                at++;
            builder.Append(text.AsSpan(start, at - start), start);
            row.Add(builder.Build());
            if (at >= text.Length)
                return row;
            if (text[at] == separator)
            {
                at++;
                continue;
            }
            at += text[at] == '\r' && at + 1 < text.Length && text[at + 1] == '\n' ? 2 : 1;
            return row;
        }
    }

    private static int Quoted(string text, FlowBuilder builder, int at)
    {
        while (at < text.Length)
        {
            var stop = text.AsSpan(at).IndexOfAny('"', '\n', '\r');
            if (stop < 0)
                stop = text.Length - at;
            builder.Append(text.AsSpan(at, stop), at);
            at += stop;
            if (at >= text.Length)
                return at;
            if (text[at] != '"')
            {
                builder.Break(at);
                at++;
            }
            else if (at + 1 < text.Length && text[at + 1] == '"')
            {
                builder.Append("\"", at);
                at += 2;
            }
            else
            {
                return at + 1;
            }
        }
        return at;
    }
}
