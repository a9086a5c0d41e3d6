using System.Buffers;

namespace MultimodalPapers.Reading;

/// <summary>A venue as a list names it.</summary>
/// <param name="Name">Without year, track and kind of presentation; null where the words name no place of publication, such as <c>arXiv</c>.</param>
/// <param name="Year">The year beside it; null where none stands there.</param>
/// <param name="Known">Whether the name is one that the program knows.</param>
internal readonly record struct VenueText(string? Name, int? Year, bool Known)
{
    private const int Longest = 90;

    // Names that are words of ordinary text too: without a year they name a venue only where one is expected.
    private static readonly HashSet<string> Words = new[]
    {
        "Science", "Nature", "Cell", "Patterns", "Machine Learning", "Distill", "MICRO", "SC", "ACM MM", "FG", "IV", "ASE", "Pattern Recognition", "Artificial Intelligence", "Computational Linguistics",
        "Neural Networks", "Information Fusion", "ATC", "SLT", "CHI", "AI Open", "ISCA", "Medical Image Analysis", "3DV",
    }.ToHashSet(StringComparer.Ordinal);

    /// <summary>Whether the text names a venue even in the midst of other text.</summary>
    public bool Stands => Known ? Name is null || Year is not null || !Words.Contains(Name) : Year is not null;

    /// <summary>Reads a text that may be a venue with its year; null where it is none.</summary>
    /// <param name="text">At most a few words: <c>NeurIPS 2022</c>, <c>CVPR'24 (Oral)</c>, <c>Neurips2024</c>.</param>
    /// <param name="resolve">Gives the name of a venue by one of its spellings, where the built-in table has none.</param>
    public static VenueText? Read(ReadOnlySpan<char> text, Func<string, string?>? resolve = null)
    {
        text = text.Trim().Trim("[]()（）【】.,;:·*_`\"“”| ");
        if (text.Length is < 2 or > Longest || !text.ContainsAnyInRange('A', 'z') && !ContainsCjk(text))
            return null;
        var year = YearIn(text, out var yearStart, out var yearEnd);
        // Without a year beside it, only a known name is a venue.
        var mayBeKnown = resolve is not null || KnownVenues.MayStandIn(text);
        if (!mayBeKnown && year is null)
            return null;
        Span<char> buffer = stackalloc char[2 * (Longest + 1)];
        var words = Without(text, yearStart, yearEnd, buffer[..(Longest + 1)]);
        var stripped = buffer[(Longest + 1)..];
        if (mayBeKnown && ReadKnown(text, words, Strip(words, stripped, presentations: true), year, resolve) is { } known)
            return known;
        if (year is null)
            return null;
        var bare = Strip(words, stripped, presentations: false);
        return LooksLikeVenue(bare) || IsWorkshop(bare) ? new VenueText(bare.ToString(), year, false) : null;
    }

    private static VenueText? ReadKnown(ReadOnlySpan<char> text, ReadOnlySpan<char> words, ReadOnlySpan<char> whole, int? year, Func<string, string?>? resolve)
    {
        if (whole.IsEmpty)
            return null;
        if (Lookup(whole, resolve) is { } name)
            return new VenueText(name, year, true);
        if (KnownVenues.IsPreprint(whole))
            return new VenueText(null, year, true);
        Span<char> buffer = stackalloc char[Longest + 1];
        var bare = Strip(words, buffer, presentations: false);
        if (!bare.IsEmpty && !bare.SequenceEqual(whole))
        {
            if (Lookup(bare, resolve) is { } known)
                return new VenueText(known, year, true);
            if (KnownVenues.IsPreprint(bare))
                return new VenueText(null, year, true);
        }
        // Of two versions of a work the first: "TPAMI 2024 & AAAI 2023".
        if (FirstOf(text, "&", resolve) is { Year: not null } version)
            return version;
        if ((Compound(whole, resolve) ?? WrittenOut(text, whole, resolve)) is { } compound)
            return new VenueText(compound, year, true);
        return FirstOf(text, "&/+", resolve);
    }

    private static VenueText? FirstOf(ReadOnlySpan<char> text, string marks, Func<string, string?>? resolve)
    {
        var mark = text.IndexOfAny(marks);
        return mark > 2 && Read(text[..mark], resolve) is { Known: true } first ? first : null;
    }

    private static bool ContainsCjk(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            if (Labels.IsCjk(c))
                return true;
        }
        return false;
    }

    // "EMNLP Findings", "Findings of ACL", "CVPR Workshop", "CVPRW", "NeurIPS Workshop on X", "NeurIPS Datasets and Benchmarks".
    private static string? Compound(ReadOnlySpan<char> words, Func<string, string?>? resolve)
    {
        // "ACL W"
        if (words.EndsWith(" W", StringComparison.Ordinal) && Lookup(words[..^2], resolve) is { } host)
            return host + " Workshop";
        var findings = words.Contains("Findings", StringComparison.OrdinalIgnoreCase);
        var workshop = words.Contains("Workshop", StringComparison.OrdinalIgnoreCase) || words.Contains('@');
        if (!findings && !workshop)
            return null;
        var rest = 0;
        string? found = null;
        foreach (var range in words.SplitAny(" ,-():@/"))
        {
            var word = words[range];
            if (word.IsEmpty || word.StartsWith("Finding", StringComparison.OrdinalIgnoreCase) || word.StartsWith("Workshop", StringComparison.OrdinalIgnoreCase)
                || word is "of" or "the" or "in" or "at" or "Proceedings")
                continue;
            if (found is null && Lookup(word, resolve) is { } name)
                found = name;
            else
                rest++;
        }
        // A workshop with a name of its own keeps it.
        return found is null ? null : findings ? found + " Findings" : rest == 0 ? found + " Workshop" : words.ToString();
    }

    // "Proceedings of the IEEE/CVF Conference on Computer Vision and Pattern Recognition (CVPR)": by the abbreviation in
    // parentheses, or by the words that end the name.
    private static string? WrittenOut(ReadOnlySpan<char> text, ReadOnlySpan<char> words, Func<string, string?>? resolve)
    {
        var open = text.IndexOf('(');
        var close = open < 0 ? -1 : text[open..].IndexOf(')') is var end && end < 0 ? text.Length - open : end;
        if (close > 2)
        {
            Span<char> buffer = stackalloc char[2 * (Longest + 1)];
            var inside = text.Slice(open + 1, close - 1);
            YearIn(inside, out var yearStart, out var yearEnd);
            var abbreviation = Without(inside, yearStart, yearEnd, buffer[..(Longest + 1)]);
            if (Lookup(Strip(abbreviation, buffer[(Longest + 1)..], presentations: false), resolve) is { } abbreviated)
                return abbreviated;
        }
        if (words.Count(' ') < 3)
            return null;
        for (var rest = words[(words.IndexOf(' ') + 1)..]; rest.IndexOf(' ') is > 0 and var space; rest = rest[(space + 1)..])
        {
            if (Lookup(rest, resolve) is { } name)
                return name;
        }
        return null;
    }

    private static string? Lookup(ReadOnlySpan<char> words, Func<string, string?>? resolve) => KnownVenues.Of(words) ?? resolve?.Invoke(words.ToString());

    // The year may stand alone, behind an apostrophe, or against the name.
    private static int? YearIn(ReadOnlySpan<char> text, out int start, out int end)
    {
        (start, end) = (0, 0);
        var first = text.IndexOfAnyInRange('0', '9');
        if (first < 0)
            return null;
        for (var i = first; i + 4 <= text.Length; i++)
        {
            if ((i == 0 || !char.IsAsciiDigit(text[i - 1])) && (i + 4 == text.Length || !char.IsAsciiDigit(text[i + 4])) && Phrases.IsYear(text.Slice(i, 4), out var year))
            {
                (start, end) = (i, i + 4);
                return year;
            }
        }
        for (var i = Math.Max(1, first); i + 2 <= text.Length; i++)
        {
            var ends = i + 2 == text.Length || !char.IsLetterOrDigit(text[i + 2]);
            var mark = text[i - 1] is '\'' or '\u2019' or '`' or '\u2018';
            if (ends && char.IsAsciiDigit(text[i]) && char.IsAsciiDigit(text[i + 1]) && text[i] is '0' or '1' or '2'
                && (mark || (char.IsAsciiLetterUpper(text[i - 1]) && i >= 2 && char.IsAsciiLetter(text[i - 2]))))
            {
                (start, end) = (mark ? i - 1 : i, i + 2);
                return 2000 + (text[i] - '0') * 10 + (text[i + 1] - '0');
            }
        }
        return null;
    }

    // A text with a space in the place of a stretch of it; the text itself where the stretch is empty.
    private static ReadOnlySpan<char> Without(ReadOnlySpan<char> text, int start, int end, Span<char> buffer)
    {
        if (start == end)
            return text;
        text[..start].CopyTo(buffer);
        buffer[start] = ' ';
        text[end..].CopyTo(buffer[(start + 1)..]);
        return buffer[..(text.Length - (end - start) + 1)];
    }

    // The words without marks, joined by single spaces; where told to, without those that say how or when a work was presented.
    private static ReadOnlySpan<char> Strip(ReadOnlySpan<char> words, Span<char> kept, bool presentations)
    {
        var length = 0;
        foreach (var range in words.SplitAny(WordEnds))
        {
            var word = words[range].Trim(".-–/'_\"!");
            if (word.IsEmpty || (!presentations && KnownVenues.IsPresentation(word)))
                continue;
            if (length > 0)
                kept[length++] = ' ';
            word.CopyTo(kept[length..]);
            length += word.Length;
        }
        return kept[..length];
    }

    private static readonly SearchValues<char> WordEnds = SearchValues.Create(" ,()（）[];:|\n*");

    // "Spatial Language Understanding Workshop 2020"
    private static bool IsWorkshop(ReadOnlySpan<char> words)
    {
        if (!words.EndsWith(" Workshop", StringComparison.Ordinal))
            return false;
        foreach (var range in words.Split(' '))
        {
            if (!(words[range] is [>= 'A' and <= 'Z', ..] or "of" or "on" or "for" or "and" or "in" or "the"))
                return false;
        }
        return true;
    }

    // An abbreviation that nobody told us, with a year beside it: "MLSys 2024", "IEEE TMM 2023".
    private static bool LooksLikeVenue(ReadOnlySpan<char> words)
    {
        var parts = 0;
        foreach (var range in words.Split(' '))
        {
            int capitals = 0, letters = 0;
            foreach (var c in words[range])
            {
                if (char.IsDigit(c))
                    return false;
                capitals += char.IsAsciiLetterUpper(c) ? 1 : 0;
                letters += char.IsLetter(c) ? 1 : 0;
            }
            if (letters is < 2 or > 12 || capitals < 2 || ++parts > 4)
                return false;
        }
        return parts > 0;
    }
}
