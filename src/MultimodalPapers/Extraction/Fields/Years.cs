using MultimodalPapers.Reading;

namespace MultimodalPapers.Extraction.Fields;

/// <summary>Reads the year of a work.</summary>
internal static class Years
{
    /// <summary>The year beside a named venue, else the entry's own date, else that of a heading which is one date, else the one in the arXiv identifier.</summary>
    public static int? Of(ListEntry entry, VenueText? venue, string? arxiv)
    {
        if (venue is { Name: not null, Year: { } beside })
            return beside;
        foreach (var part in entry.Parts)
        {
            if (part.Role == PartRole.Date && (Phrases.DateYear(part.Text.Text) ?? In(part.Text.Text) ?? Phrases.ShortDateYear(part.Text.Text)) is { } date)
                return date;
        }
        if (venue?.Year is { } preprint)
            return preprint;
        for (var i = entry.Section.Length - 1; i >= 0; i--)
        {
            if (Phrases.DateYear(entry.Section[i]) is { } heading)
                return heading;
        }
        if (arxiv is not null && OfArxiv(arxiv) is { } submitted)
            return submitted;
        return OfAddress(entry);
    }

    /// <summary>The first year that stands in a text by itself; null where none does.</summary>
    public static int? In(ReadOnlySpan<char> text)
    {
        for (var i = 0; i + 4 <= text.Length; i++)
        {
            if ((i == 0 || !char.IsAsciiLetterOrDigit(text[i - 1])) && (i + 4 == text.Length || !char.IsAsciiLetterOrDigit(text[i + 4]))
                && Phrases.IsYear(text.Slice(i, 4), out var year) && year >= 1980)
                return year;
        }
        return null;
    }

    public static string WithoutYear(string text)
    {
        var year = In(text);
        return year is null ? text : text.Replace($"{year}", "", StringComparison.Ordinal).Trim(' ', ',', '.', '-', '(', ')');
    }

    // The work's own address may hold its date: .../2023/03/13/alpaca.html, .../blog/2023-03-30-vicuna/, .../2024.emnlp-main.1/, .../paper/2024/hash/....
    private static int? OfAddress(ListEntry entry)
    {
        foreach (var link in entry.Links)
        {
            if (link.OnTitle || Labels.LinkKindOf(link.Label) is LinkKind.Paper or LinkKind.Project)
            {
                if (DateIn(link.Url) is { } year)
                    return year;
            }
        }
        return null;
    }

    private static int? DateIn(ReadOnlySpan<char> url)
    {
        for (var i = 1; i + 7 <= url.Length; i++)
        {
            if (url[i - 1] is '/' or '-' or '_' or '.' && Phrases.IsYear(url.Slice(i, 4), out var year) && year >= 1990
                && (IsVolume(url, i) || url[i + 4] is '/' or '-' && char.IsAsciiDigit(url[i + 5]) && char.IsAsciiDigit(url[i + 6])
                && (url[i + 5] - '0') * 10 + url[i + 6] - '0' is >= 1 and <= 12 && (i + 7 == url.Length || !char.IsAsciiDigit(url[i + 7]))))
                return year;
        }
        return null;
    }

    // A year of proceedings, as their publishers' addresses have it.
    private static bool IsVolume(ReadOnlySpan<char> url, int at) =>
        (url[at + 4] == '.' && char.IsAsciiLetter(url[at + 5]) && url[..at].EndsWith("aclanthology.org/")) || (url[at + 4] == '/' && url[..at].EndsWith("/paper/"));

    private static int? OfArxiv(string arxiv)
    {
        var slash = arxiv.IndexOf('/', StringComparison.Ordinal);
        var digits = slash < 0 ? arxiv : arxiv[(slash + 1)..];
        var year = (digits[0] - '0') * 10 + digits[1] - '0';
        return slash >= 0 && year > 90 ? 1900 + year : 2000 + year;
    }
}
