using System.Buffers;
using MultimodalPapers.Reading;

namespace MultimodalPapers.Extraction.Fields;

/// <summary>Finds arXiv identifiers.</summary>
public static class ArxivId
{
    private static readonly SearchValues<string> Word = SearchValues.Create(["arxiv"], StringComparison.OrdinalIgnoreCase);

    private static readonly string[] Hosts =
        ["arxiv.org/", "huggingface.co/papers/", "hf.co/papers/", "arxiv-vanity.com/", "alphaxiv.org/", "ar5iv.org/", "ar5iv.labs.arxiv.org/", "doi.org/10.48550/", "xxx.itp.ac.cn/", "paperswithcode.com/paper/arxiv"];

    private const string UsualStart = "https://arxiv.org/";

    private static readonly SearchValues<string> AnyHost = SearchValues.Create(Hosts, StringComparison.OrdinalIgnoreCase);

    /// <summary>The identifier, without version, that an entry's links or its words "arXiv:..." give; null where it gives none.</summary>
    internal static string? Of(ListEntry entry)
    {
        // The work's own BibTeX knows better than a link, which may be another work's by mistake.
        foreach (var part in entry.Parts)
        {
            if (part.Label == BibTex.EprintLabel && InText("arxiv:" + part.Text.Text) is { } eprint)
                return eprint;
        }
        string? first = null;
        string? labelled = null;
        foreach (var link in entry.Links)
        {
            if (InUrl(link.Url) is not { } id)
                continue;
            if (link.OnTitle)
                return id;
            first ??= id;
            if (labelled is null && Labels.LinkKindOf(link.Label) == LinkKind.Paper)
                labelled = id;
        }
        if ((labelled ?? first) is { } linked)
            return linked;
        foreach (var part in entry.Parts)
        {
            if (InText(part.Text.Text) is { } id)
                return id;
        }
        return null;
    }

    /// <summary>The identifier in an address of arXiv, of one of its mirrors, or of hf.co/papers; null for other addresses.</summary>
    public static string? InUrl(string url)
    {
        ArgumentNullException.ThrowIfNull(url);
        if (url.StartsWith(UsualStart, StringComparison.Ordinal) && Find(url.AsSpan(UsualStart.Length - 1)) is { } usual)
            return usual;
        if (!HasFourDigits(url) || !url.AsSpan().ContainsAny(AnyHost))
            return null;
        foreach (var host in Hosts)
        {
            var at = url.IndexOf(host, StringComparison.OrdinalIgnoreCase);
            if (at >= 0 && Find(url.AsSpan(at + host.Length - 1)) is { } id)
                return id;
        }
        return null;
    }

    /// <summary>The identifier behind the word arXiv; null where the text mentions none.</summary>
    public static string? InText(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var rest = text.AsSpan();
        while (rest.IndexOfAny(Word) is var at && at >= 0)
        {
            rest = rest[(at + 5)..];
            if (Find(rest[..Math.Min(rest.Length, 40)]) is { } id)
                return id;
        }
        return null;
    }

    // What every identifier has, and few other addresses.
    private static bool HasFourDigits(ReadOnlySpan<char> url)
    {
        while (url.IndexOfAnyInRange('0', '9') is >= 0 and var start)
        {
            url = url[start..];
            var digits = url.IndexOfAnyExceptInRange('0', '9');
            if (digits is < 0 or >= 4)
                return url.Length >= 4;
            url = url[digits..];
        }
        return false;
    }

    // New identifiers: four digits (year and month), a point, four digits, since 2015 five. Old ones: archive/yymmnnn.
    private static string? Find(ReadOnlySpan<char> text)
    {
        for (var i = 4; i + 4 < text.Length; i++)
        {
            if (text[i] != '.' || !Digits(text.Slice(i - 4, 4)) || (i > 4 && char.IsAsciiDigit(text[i - 5])))
                continue;
            var end = i + 1;
            while (end < text.Length && char.IsAsciiDigit(text[end]))
                end++;
            var month = (text[i - 2] - '0') * 10 + text[i - 1] - '0';
            var digits = (text[i - 4] - '0') * 10 + text[i - 3] - '0' >= 15 ? 5 : 4;
            if (end - i - 1 == digits && month is >= 1 and <= 12)
                return text[(i - 4)..end].ToString();
        }
        for (var i = 1; i + 7 < text.Length; i++)
        {
            if (text[i] != '/' || !Digits(text.Slice(i + 1, 7)) || (i + 8 < text.Length && char.IsAsciiDigit(text[i + 8])))
                continue;
            var start = i;
            while (start > 0 && (char.IsAsciiLetter(text[start - 1]) || text[start - 1] is '-' or '.'))
                start--;
            var archive = text[start..i];
            if (archive.Length is > 1 and < 20 && archive is not ("abs" or "pdf"))
                return text[start..(i + 8)].ToString();
        }
        return null;
    }

    private static bool Digits(ReadOnlySpan<char> text) => !text.ContainsAnyExceptInRange('0', '9');
}
