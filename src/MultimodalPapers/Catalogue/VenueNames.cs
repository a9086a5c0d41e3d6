using System.Buffers;
using System.Collections.Immutable;
using MultimodalPapers.Text;

namespace MultimodalPapers.Catalogue;

/// <summary>Reads a venue out of the ways in which lists write one: with years, tracks, ordinals and kinds of presentation around it.</summary>
internal sealed class VenueNames
{
    private static readonly HashSet<string> Trimmings = new(StringComparer.OrdinalIgnoreCase)
    {
        "oral", "poster", "spotlight", "highlight", "award", "best", "paper", "papers", "main", "conference", "track", "long", "short", "accepted", "accept",
        "by", "at", "to", "in", "appear", "published", "proceedings", "of", "the", "proc", "proc.", "full", "regular", "notable", "top", "under", "review",
        "camera", "ready", "candidate", "honorable", "mention", "outstanding", "presentation", "selected", "as",
    };

    private readonly Dictionary<string, CatalogueVenue> _byKey = new(StringComparer.Ordinal);

    public VenueNames(ImmutableArray<CatalogueVenue> venues)
    {
        foreach (var venue in venues)
            _byKey.TryAdd(Folding.Key(venue.Name), venue);
        foreach (var venue in venues)
        {
            foreach (var spelling in venue.Spellings)
                _byKey.TryAdd(Folding.Key(spelling), venue);
        }
    }

    // A text without any is one word, and no year is joined to it: it has been looked up as it is.
    private static readonly SearchValues<char> WordEndsAndDigits = SearchValues.Create("'’ ,，;.:\u00A00123456789");

    public CatalogueVenue? Find(string text)
    {
        if (_byKey.TryGetValue(Folding.Key(text.Trim()), out var venue))
            return venue;
        var open = text.IndexOfAny(['(', '（', '[']);
        if (open < 0)
            return text.AsSpan().ContainsAny(WordEndsAndDigits) ? ByWords(text) : null;
        var close = text.IndexOfAny([')', '）', ']'], open);
        var outside = text[..open] + " " + (close < 0 ? "" : text[(close + 1)..]);
        return ByWords(outside) ?? ByWords(close < 0 ? text[(open + 1)..] : text[(open + 1)..close]);
    }

    private CatalogueVenue? ByWords(string text)
    {
        var words = text.Replace('\'', ' ').Replace('’', ' ').Split([' ', ',', '，', ';', '.', ':', '\u00A0'], StringSplitOptions.RemoveEmptyEntries);
        var kept = words.Where(word => !IsYear(word)).Select(WithoutYear).ToList();
        if (Known(kept) is { } venue)
            return venue;
        while (kept.Count > 0 && (Trimmings.Contains(kept[0]) || IsOrdinal(kept[0])))
            kept.RemoveAt(0);
        while (kept.Count > 1 && Trimmings.Contains(kept[^1]))
        {
            kept.RemoveAt(kept.Count - 1);
            if (Known(kept) is { } shorter)
                return shorter;
        }
        return Known(kept);
    }

    private CatalogueVenue? Known(List<string> words) => words.Count == 0 ? null : _byKey.GetValueOrDefault(Folding.Key(string.Join(' ', words)));

    private static bool IsYear(string word) =>
        word.Length is 4 or 2 && word.All(char.IsAsciiDigit) && (word.Length == 2 || word[..2] is "19" or "20");

    /// <summary><c>CVPR2023</c>, <c>CVPR-2023</c> and <c>ICLR23</c> without their year.</summary>
    private static string WithoutYear(string word)
    {
        var digits = word.Length - word.AsSpan().TrimEnd("0123456789").Length;
        return digits is 4 or 2 && word.Length > digits + 2 ? word[..^digits].TrimEnd('-', '_') : word;
    }

    private static bool IsOrdinal(string word) =>
        word.Length > 2 && char.IsAsciiDigit(word[0]) && word[^2..].ToLowerInvariant() is "st" or "nd" or "rd" or "th";
}
