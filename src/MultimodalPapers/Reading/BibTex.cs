using System.Collections.Immutable;

namespace MultimodalPapers.Reading;

/// <summary>One record of a bibliography.</summary>
internal sealed record BibRecord(EntryDraft Draft, int Start, int End)
{
    public ImmutableArray<string> Section { get; init; } = [];
}

/// <summary>Reads BibTeX. Braces may be unbalanced, commas missing and comments anywhere; a record that never closes ends where the next begins.</summary>
internal static class BibTex
{
    /// <summary>The label of the part that holds a record's arXiv identifier.</summary>
    public const string EprintLabel = "eprint";

    /// <summary>Whether a code block holds BibTeX.</summary>
    public static bool Opens(CodeBlock code) => code.Info is "bibtex" or "bib" or "latex" or "tex" or "" or "text" or "txt" or "plain" or "citation" && code.OpensRecord;

    /// <summary>Adds what a record says of people, venue and year to an entry that lacks it.</summary>
    public static void Complete(CodeBlock code, EntryDraft draft)
    {
        foreach (var record in Read(draft.Source, code.ContentStart, code.ContentEnd).Take(1))
            draft.Complete(record.Draft);
    }

    /// <summary>All records between two offsets.</summary>
    public static List<BibRecord> Read(SourceText source, int start, int end)
    {
        var records = new List<BibRecord>();
        var text = source.Text;
        var at = NextRecord(text, start, end);
        while (at >= 0)
        {
            var next = NextRecord(text, at + 1, end);
            var limit = next < 0 ? end : next;
            if (Record(source, at, limit) is { } record)
                records.Add(record);
            at = next;
        }
        return records;
    }

    // "@article{key," at the start of a line.
    private static int NextRecord(string text, int from, int end)
    {
        for (var at = from; at < end; at++)
        {
            at = text.IndexOf('@', at, end - at);
            if (at < 0)
                return -1;
            var before = at - 1;
            while (before >= 0 && text[before] is ' ' or '\t')
                before--;
            if (before >= 0 && text[before] is not ('\n' or '\r' or '}'))
                continue;
            var name = at + 1;
            while (name < end && char.IsAsciiLetter(text[name]))
                name++;
            var brace = name;
            while (brace < end && text[brace] is ' ' or '\t')
                brace++;
            if (name > at + 1 && brace < end && text[brace] is '{' or '(' && !IsHelper(text.AsSpan(at + 1, name - at - 1)))
                return at;
        }
        return -1;
    }

    private static bool IsHelper(ReadOnlySpan<char> type) =>
        type.Equals("comment", StringComparison.OrdinalIgnoreCase) || type.Equals("string", StringComparison.OrdinalIgnoreCase) || type.Equals("preamble", StringComparison.OrdinalIgnoreCase);

    private static BibRecord? Record(SourceText source, int start, int limit)
    {
        var text = source.Text;
        var draft = new EntryDraft(source);
        var at = text.IndexOf('{', start, limit - start);
        var comma = at < 0 ? -1 : text.IndexOf(',', at, limit - at);
        at = comma < 0 ? limit : comma + 1;
        var end = start + 1;
        while (at < limit)
        {
            while (at < limit && !char.IsAsciiLetter(text[at]) && text[at] != '}')
                at++;
            if (at >= limit || text[at] == '}')
            {
                end = Math.Min(limit, at + 1);
                break;
            }
            var key = at;
            while (at < limit && (char.IsAsciiLetterOrDigit(text[at]) || text[at] is '-' or '_'))
                at++;
            var name = text[key..at].ToLowerInvariant();
            while (at < limit && char.IsWhiteSpace(text[at]))
                at++;
            if (at >= limit || text[at] != '=')
                continue;
            var (from, to, next) = Value(text, at + 1, limit);
            AddField(source, draft, name, from, to);
            at = next;
            end = Math.Max(end, to);
        }
        if (draft.Title is null && draft.Links.Count == 0)
            return null;
        while (end < limit && text[end] is ' ' or '\t' or '\n' or '\r' or '}' && text.AsSpan(end, limit - end).IndexOf('}') >= 0)
            end++;
        return new BibRecord(draft, start, Math.Min(end, limit));
    }

    private static (int From, int To, int Next) Value(string text, int at, int limit)
    {
        while (at < limit && char.IsWhiteSpace(text[at]))
            at++;
        if (at >= limit)
            return (limit, limit, limit);
        if (text[at] == '{')
        {
            var depth = 0;
            for (var i = at; i < limit; i++)
            {
                if (text[i] == '{')
                    depth++;
                else if (text[i] == '}' && --depth == 0)
                    return (at + 1, i, i + 1);
                else if (text[i] == '\n' && StartsField(text, i + 1, limit))
                    return (at + 1, i, i);
            }
            return (at + 1, limit, limit);
        }
        if (text[at] == '"')
        {
            var depth = 0;
            for (var i = at + 1; i < limit; i++)
            {
                depth += text[i] == '{' ? 1 : text[i] == '}' ? -1 : 0;
                if (text[i] == '"' && depth <= 0)
                    return (at + 1, i, i + 1);
            }
            return (at + 1, limit, limit);
        }
        var end = at;
        while (end < limit && text[end] is not (',' or '}' or '\n'))
            end++;
        return (at, end, end);
    }

    // A value that never closes ends before a line with the next field: "year = {".
    private static bool StartsField(string text, int at, int limit)
    {
        while (at < limit && text[at] is ' ' or '\t')
            at++;
        var word = at;
        while (at < limit && char.IsAsciiLetter(text[at]))
            at++;
        if (at == word || at - word > 16)
            return false;
        while (at < limit && text[at] is ' ' or '\t')
            at++;
        if (at >= limit || text[at] != '=')
            return false;
        at++;
        while (at < limit && text[at] is ' ' or '\t')
            at++;
        return at < limit && text[at] is '{' or '"';
    }

    private static void AddField(SourceText source, EntryDraft draft, string name, int from, int to)
    {
        switch (name)
        {
            case "title":
                draft.Add(PartRole.Title, Words(source, from, to), name);
                break;
            case "author":
                draft.Add(PartRole.Authors, Words(source, from, to), name);
                break;
            case "booktitle" or "journal" or "series" or "howpublished" or "publisher" when !draft.HasVenue || name is "booktitle" or "journal":
                var words = Words(source, from, to);
                if (name is "booktitle" or "journal" || VenueText.Read(words.Text) is not null)
                    draft.Add(PartRole.Venue, words, name);
                goto default;
            case "year" or "date":
                draft.Add(PartRole.Date, Words(source, from, to), name);
                break;
            case "abstract":
                draft.Add(PartRole.Abstract, Words(source, from, to), name);
                break;
            case "note" or "keywords" or "annote" or "annotation" or "comment":
                draft.Add(PartRole.Note, Words(source, from, to), name);
                goto default;
            case "institution" or "school" or "organization":
                draft.Add(PartRole.Organization, Words(source, from, to), name);
                break;
            case "eprint":
                AddEprint(source, draft, from, to);
                break;
            case "doi":
                var doi = source.Text[from..to].Trim('{', '}', ' ');
                if (doi.StartsWith("10.", StringComparison.Ordinal))
                    draft.AddLink("https://doi.org/" + doi, "doi", -1, false);
                else
                    goto default;
                break;
            default:
                AddAddress(source, draft, name, from, to);
                break;
        }
    }

    private static void AddEprint(SourceText source, EntryDraft draft, int from, int to)
    {
        var words = Words(source, from, to);
        if (Extraction.Fields.ArxivId.InText("arxiv:" + words.Text) is not null)
            draft.Add(PartRole.Note, words, EprintLabel);
    }

    private static void AddAddress(SourceText source, EntryDraft draft, string name, int from, int to)
    {
        var value = source.Text.AsSpan(from, to - from);
        var at = value.IndexOf("http", StringComparison.OrdinalIgnoreCase);
        if (at < 0)
            return;
        var end = at;
        while (end < value.Length && !char.IsWhiteSpace(value[end]) && value[end] is not ('}' or '{' or '"'))
            end++;
        draft.AddLink(value[at..end].ToString().Replace("\\_", "_", StringComparison.Ordinal), name is "url" or "note" or "howpublished" ? null : name, from + at, false);
    }

    /// <summary>A value's words: without braces, with single spaces, accents of TeX as letters.</summary>
    private static MappedText Words(SourceText source, int from, int to)
    {
        var builder = new FlowBuilder(source);
        TexText.Append(builder, source.Text, from, to);
        var flow = builder.Build();
        return flow.Slice(0, flow.Text.Length);
    }
}
