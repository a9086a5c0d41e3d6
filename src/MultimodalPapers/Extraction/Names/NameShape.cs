using MultimodalPapers.Text;

namespace MultimodalPapers.Extraction.Names;

/// <summary>Tells names of works from ordinary words by how they are written.</summary>
internal static class NameShape
{
    /// <summary>Whether a single token is written as only names are: capitals inside, digits beside letters, or all capitals.</summary>
    /// <remarks><c>MiniGPT-4</c>, <c>AlphaLLM-CPL</c>, <c>T3</c>, <c>MSSBench</c>; not <c>Survey</c>, <c>Multi-Modal</c>, <c>2024</c>, <c>16x16</c>.</remarks>
    public static bool IsDistinctive(ReadOnlySpan<char> token)
    {
        if (token.Length is < 2 or > 40 || !token.ContainsAnyInRange('A', 'Z') || !IsNameToken(token) || IsExtent(token))
            return false;
        var (parts, start) = (0, 0);
        var (isInitial, isWord) = (false, false);
        for (var i = 0; i <= token.Length; i++)
        {
            if (i < token.Length && token[i] is not ('-' or '/' or '_'))
                continue;
            var part = token[start..i];
            if (PartIsDistinctive(part))
                return true;
            isInitial |= parts == 0 && part.Length == 1 && char.IsAsciiLetterUpper(part[0]);
            isWord |= parts == 1 && part.Length > 2 && char.IsAsciiLetterUpper(part[0]);
            parts++;
            start = i + 1;
        }
        // P-Bench, T-Rex: a single capital before a capitalised word.
        if (parts == 2 && isInitial && isWord)
            return true;
        return char.IsAsciiLetterUpper(token[0]) && EndsWithVersion(token);
    }

    // "PxP patches", "NxN", "HxW"
    private static bool IsExtent(ReadOnlySpan<char> token) => token is ['H' or 'K' or 'M' or 'N' or 'P', 'x', 'K' or 'M' or 'N' or 'P' or 'W'];

    private static bool PartIsDistinctive(ReadOnlySpan<char> part)
    {
        var upper = 0;
        var lower = 0;
        var digits = 0;
        var innerCapital = false;
        for (var i = 0; i < part.Length; i++)
        {
            if (char.IsAsciiLetterUpper(part[i]))
            {
                upper++;
                innerCapital |= i > 0 && char.IsAsciiLetterLower(part[i - 1]);
            }
            else if (char.IsAsciiLetterLower(part[i]))
            {
                lower++;
            }
            else if (char.IsAsciiDigit(part[i]))
            {
                digits++;
            }
        }
        if (upper == 0)
            return false;
        if (innerCapital || upper >= 3 || (upper == 2 && (lower > 0 || digits > 0)))
            return true;
        return upper == part.Length && upper == 2 ? false : upper >= 1 && digits > 0 && (lower > 0 || upper > 0) && !char.IsAsciiDigit(part[0]);
    }

    private static bool EndsWithVersion(ReadOnlySpan<char> token) => char.IsAsciiDigit(token[^1]) && token.Length > 2;

    private static bool HasLetter(ReadOnlySpan<char> token)
    {
        foreach (var c in token)
        {
            if (char.IsAsciiLetter(c))
                return true;
        }
        return false;
    }

    /// <summary>Whether all characters may stand in one token of a name, and it begins with a letter or digit.</summary>
    public static bool IsNameToken(ReadOnlySpan<char> token)
    {
        if (token.IsEmpty || !char.IsAsciiLetterOrDigit(token[0]))
            return false;
        foreach (var c in token)
        {
            if (!IsNameChar(c))
                return false;
        }
        return HasLetter(token);
    }

    private static readonly AsciiSet NameChars = new("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.+/@*'$");

    public static bool IsNameChar(char c) => c < 0x80
        ? NameChars.Contains(c)
        : c < 0x2300 && c is '\u00B2' or '\u00B3' or '\u2011' or '\u221E' or '\u03B1' or '\u03B2' or '\u03C0';

    /// <summary>Whether what stands before a title's colon is the name of the work, and no catchphrase.</summary>
    /// <remarks><c>Data Advisor</c>, <c>V2T Tokenizer</c>, <c>Chameleon</c>; not <c>Cheap and Quick</c>, <c>Mind the Gap</c>, <c>Survey</c>.</remarks>
    public static bool IsTitleName(ReadOnlySpan<char> candidate)
    {
        if (candidate.Length is < 2 or > 48)
            return false;
        Span<Range> words = stackalloc Range[4];
        words = words[..candidate.Split(words, ' ', StringSplitOptions.RemoveEmptyEntries)];
        if (words.Length is 0 or > 3 || candidate.Contains(',') || candidate[^1] == '?' || (candidate[^1] == '!' && words.Length > 1))
            return false;
        if (words.Length == 1)
            return IsTitleToken(candidate[words[0]]);
        // "DDSP-based Singing Vocoders" describes.
        bool hasDistinctive = false, hasDistinctiveName = false, hasFunctionWord = false, areCapitalised = true, areCommon = true, areFieldWords = true;
        foreach (var range in words)
        {
            var word = candidate[range];
            if (word.EndsWith("-based") || word.EndsWith("-driven") || word.EndsWith("-guided") || word.EndsWith("-aware"))
                return false;
            var (distinctive, field) = (IsDistinctive(word), OrdinaryEnglish.IsFieldWord(word));
            hasDistinctive |= distinctive;
            hasDistinctiveName |= distinctive && !field;
            hasFunctionWord |= OrdinaryEnglish.IsFunctionWord(word);
            areCapitalised &= char.IsAsciiLetterUpper(word[0]) || char.IsAsciiDigit(word[0]);
            areCommon &= OrdinaryEnglish.IsCommon(word);
            areFieldWords &= field;
        }
        if (hasFunctionWord && !hasDistinctive)
            return false;
        var first = candidate[words[0]];
        if (OrdinaryEnglish.StartsPhrase(first) && !IsDistinctive(first))
            return false;
        return hasDistinctiveName ? !hasFunctionWord : areCapitalised && !areCommon && !areFieldWords;
    }

    /// <summary>Whether a longer phrase before a colon is a name, since an article explains it: "Visual Context Window Extension: A New Perspective ...".</summary>
    public static bool IsExplainedName(ReadOnlySpan<char> candidate, ReadOnlySpan<char> expansion)
    {
        if (!expansion.StartsWith("A ") && !expansion.StartsWith("An "))
            return false;
        Span<Range> words = stackalloc Range[6];
        words = words[..candidate.Split(words, ' ', StringSplitOptions.RemoveEmptyEntries)];
        if (words.Length is not (4 or 5) || OrdinaryEnglish.StartsPhrase(candidate[words[0]]))
            return false;
        var areCommon = true;
        foreach (var range in words)
        {
            var word = candidate[range];
            if (!char.IsAsciiLetterUpper(word[0]) || OrdinaryEnglish.IsFunctionWord(word))
                return false;
            areCommon &= OrdinaryEnglish.IsCommon(word);
        }
        return !areCommon;
    }

    private static bool IsTitleToken(ReadOnlySpan<char> token) =>
        HasLetter(token) && !char.IsSurrogate(token[0]) && !OrdinaryEnglish.IsLabel(token) && !OrdinaryEnglish.IsFieldWord(token)
        && (char.IsUpper(token[0]) || char.IsAsciiDigit(token[0]) || token.ContainsAnyInRange('A', 'Z') || token.ContainsAnyInRange('0', '9') || IsDistinctive(token))
        && !(OrdinaryEnglish.IsCommon(token) && !IsDistinctive(token));
}
