using MultimodalPapers.Text;

namespace MultimodalPapers.Extraction.Names;

/// <summary>Finds the stretches of a text that may be names of works.</summary>
internal static class NameTokens
{
    /// <summary>The names in a field that lists them, parted by commas, slashes and conjunctions.</summary>
    public static IEnumerable<(int Start, int Length)> List(string text)
    {
        var start = 0;
        for (var i = 0; i <= text.Length; i++)
        {
            if (i < text.Length && text[i] is not (',' or '，' or '、' or ';' or '；' or '|' or '\n') && !IsConjunction(text, i))
                continue;
            var (from, to) = (start, i);
            while (from < to && text[from] is ' ' or '(' or '[' or '`' or '*' or '"')
                from++;
            while (to > from && text[to - 1] is ' ' or ']' or '`' or '*' or '"' or '.')
                to--;
            if (to > from)
                yield return (from, to - from);
            start = i + (i < text.Length && text[i] == ' ' ? 5 : 1);
        }
    }

    private static bool IsConjunction(string text, int i) => text[i] == ' ' && string.CompareOrdinal(text, i, " and ", 0, 5) == 0;

    /// <summary>The name, or the names joined by "and" and commas, that a cue leads to: the first distinctive or known ones behind it.</summary>
    public static IEnumerable<(int Start, int Length)> FirstAfter(PartText part, int from, int end, int reach)
    {
        var text = part.Text;
        var found = -1;
        var mention = 0;
        for (var i = from; i < end; i++)
        {
            while (mention < part.Mentions.Length && part.Mentions[mention].Start < i)
                mention++;
            var known = mention < part.Mentions.Length && part.Mentions[mention] is { Thing.Kind: not ThingKind.Organization } here && here.Start == i ? here : null;
            var length = known?.Length ?? (IsTokenStart(text, i) ? WithFollowingWords(text, i, TokenLength(text, i, end), end) : 0);
            if (length == 0)
                continue;
            if (found < 0 && i - from > reach)
                yield break;
            if (found >= 0 && IsJoint(text.AsSpan(found, i + length - found)))
                continue;
            if (found >= 0 && !IsJoint(text.AsSpan(found, i - found)))
                yield break;
            var token = text.AsSpan(i, length);
            if (known is { Thing.Kind: ThingKind.Technique } && found < 0 && !NameShape.IsDistinctive(token))
            {
                i += length - 1;
                continue;
            }
            if (known is not null || (HasDistinctiveWord(token) && !OrdinaryEnglish.IsFieldWord(token) && !IsCompoundAdjective(token)) || (i - from <= 1 && IsNamedWord(token)))
            {
                yield return (i, length);
                found = i + length;
            }
            else if (found < 0 && IsVerb(token))
            {
                yield break;
            }
            i += length - 1;
        }
    }

    private const int MostWordsBefore = 5;
    private const int MostWordsOfTerm = 8;

    /// <summary>The first capitalised phrase behind a cue that its own initials follow in parentheses: "a method called Nightly Path Memory (NPM)"; null where none does.</summary>
    /// <param name="text">The text.</param>
    /// <param name="from">Behind the cue.</param>
    /// <param name="end">Where the statement ends.</param>
    /// <returns>Where the phrase and its parentheses stand.</returns>
    public static (int Start, int Open, int Close)? AbbreviatedAfter(string text, int from, int end)
    {
        var open = text.AsSpan(from, end - from).IndexOf(" (");
        if (open < 0)
            return null;
        open += from + 1;
        var close = text.IndexOf(')', open, end - open);
        if (close < 0 || close - open is < 3 or > 14 || !NameShape.IsDistinctive(text.AsSpan(open + 1, close - open - 1)))
            return null;
        var start = from;
        for (var words = 0; start < open && !char.IsAsciiLetterUpper(text[start]); words++)
        {
            var word = text.AsSpan(start, text.AsSpan(start, open - start).IndexOf(' ') is var space && space < 0 ? open - start : space);
            if (words > MostWordsBefore || (word.Length > 0 && (IsVerb(word) || word[^1] is ',' or ':')))
                return null;
            start += word.Length + 1;
        }
        return start < open && IsSpelledBy(text.AsSpan(start, open - 1 - start), text.AsSpan(open + 1, close - open - 1)) ? (start, open, close) : null;
    }

    /// <summary>Whether some initials are those of a phrase: of all its capitalised words, in order; others only join them.</summary>
    public static bool IsSpelledBy(ReadOnlySpan<char> phrase, ReadOnlySpan<char> initials)
    {
        int words = 0, parts = 0, at = 0;
        foreach (var range in phrase.SplitAny(' ', '-'))
        {
            var word = phrase[range];
            if (word.IsEmpty || ++words > MostWordsOfTerm || word[^1] is ',' or ':' or '"')
                return false;
            if (!char.IsAsciiLetterUpper(word[0]))
            {
                if (words == 1 || (!OrdinaryEnglish.IsFunctionWord(word) && phrase[range.Start.Value - 1] != '-'))
                    return false;
                continue;
            }
            parts++;
            while (at < initials.Length && char.ToUpperInvariant(initials[at]) != word[0])
                at++;
            if (at++ == initials.Length)
                return false;
        }
        return parts > 1 && words > 1;
    }

    // "Metric Projector", "Data Advisor": capitalised words that go on make one name.
    private static int WithFollowingWords(string text, int start, int length, int end)
    {
        if (length < 2 || !char.IsAsciiLetterUpper(text[start]))
            return length;
        for (var words = 1; words < 3; words++)
        {
            var next = start + length + 1;
            if (next >= end || text[next - 1] != ' ' || !char.IsAsciiLetterUpper(text[next]))
                return length;
            var more = TokenLength(text, next, end);
            if (more < 2 || OrdinaryEnglish.IsFunctionWord(text.AsSpan(next, more)) || OrdinaryEnglish.IsFieldWord(text.AsSpan(next, more)))
                return length;
            length += 1 + more;
        }
        return length;
    }

    private static bool IsNamedWord(ReadOnlySpan<char> token) => token.Length > 2 && char.IsAsciiLetterUpper(token[0]) && !OrdinaryEnglish.IsCommon(token);

    // "API-centered", "CLIP-like": what follows has the property.
    private static bool IsCompoundAdjective(ReadOnlySpan<char> token) => token.LastIndexOf('-') is > 0 and var hyphen && Properties.Contains(token[(hyphen + 1)..]);

    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> Properties = new HashSet<string>(StringComparer.Ordinal)
    {
        "centered", "centred", "centric", "based", "driven", "aware", "guided", "augmented", "enhanced", "oriented", "free", "powered", "aligned", "level", "specific", "like", "style", "agnostic", "enabled",
        "assisted", "generated", "trained", "tuned", "related", "friendly", "native", "conditioned", "only", "empowered", "grounded", "specialized", "inspired", "compatible",
    }.GetAlternateLookup<ReadOnlySpan<char>>();

    private static bool HasDistinctiveWord(ReadOnlySpan<char> token)
    {
        foreach (var range in token.Split(' '))
        {
            if (NameShape.IsDistinctive(token[range]))
                return true;
        }
        return false;
    }

    // Past these the sentence speaks of something else than what it introduces.
    private static bool IsVerb(ReadOnlySpan<char> token) =>
        token is "that" or "which" or "using" or "based" or "by" or "with" or "from" or "on" or "via" or "for" or "to" or "where" or "than" or "in" or "of" or "over";

    private static bool IsJoint(ReadOnlySpan<char> between) => between.Trim() is "and" or "," or ", and" or "&" or "、" or "和" or "与" or "以及" or "/";

    /// <summary>Distinctive tokens that the catalogue does not know.</summary>
    public static (int Start, int Length)[] New(PartText part)
    {
        List<(int, int)>? names = null;
        var text = part.Text;
        // Only a token with a capital or digit that does not begin a word of it is distinctive.
        for (var sign = Capitals.NextInside(text, 0); sign >= 0;)
        {
            var (start, end) = RunAround(text, sign);
            while (NextIn(text, ref start, end) is > 0 and var length)
            {
                if (NameShape.IsDistinctive(text.AsSpan(start, length)) && part.MentionIn(start, start + length) is null)
                    (names ??= Scratch<(int, int)>.Rent()).Add((start, length));
                start += length;
            }
            sign = Capitals.NextInside(text, end);
        }
        if (names is null)
            return [];
        var found = names.ToArray();
        Scratch<(int, int)>.Return(names);
        return found;
    }

    /// <summary>Tokens of several parts joined by hyphens, whether the catalogue knows them or not.</summary>
    public static List<(int Start, int Length)> Hyphenated(string text)
    {
        var names = new List<(int, int)>();
        for (var hyphen = text.IndexOf('-'); hyphen >= 0;)
        {
            var (start, end) = RunAround(text, hyphen);
            while (NextIn(text, ref start, end) is > 0 and var length)
            {
                if (text.AsSpan(start, length).Contains('-'))
                    names.Add((start, length));
                start += length;
            }
            hyphen = text.IndexOf('-', end);
        }
        return names;
    }

    // The characters around a place that tokens may consist of. They may hold several.
    private static (int Start, int End) RunAround(string text, int sign)
    {
        var end = sign + 1;
        while (end < text.Length && NameShape.IsNameChar(text[end]))
            end++;
        return (TokenBefore(text, sign), end);
    }

    // Goes on to the next token of a run; its length, 0 where none is left.
    private static int NextIn(string text, ref int start, int end)
    {
        for (; start < end; start++)
        {
            if (IsTokenStart(text, start) && TokenLength(text, start, end) is > 0 and var length)
                return length;
        }
        return 0;
    }

    /// <summary>The next pair of parentheses without others inside, by the places of their signs; -1 and -1 where there is none.</summary>
    public static (int Open, int Close) NextParentheses(string text, int from)
    {
        var rest = text.AsSpan(from);
        var open = rest.IndexOfAny('(', '（');
        var close = open < 0 ? -1 : rest[open..].IndexOfAny(')', '）');
        return close < 0 ? (-1, -1) : (from + open + rest.Slice(open, close).LastIndexOfAny('(', '（'), from + open + close);
    }

    /// <summary>Where the token that ends at an index begins; the index itself where none does.</summary>
    public static int TokenBefore(string text, int end)
    {
        var i = end;
        while (i > 0 && NameShape.IsNameChar(text[i - 1]))
            i--;
        return i;
    }

    private static bool IsTokenStart(string text, int i) =>
        char.IsAsciiLetterOrDigit(text[i]) && (i == 0 || !(NameShape.IsNameChar(text[i - 1]) || char.IsLetterOrDigit(text[i - 1]) && text[i - 1] < 0x250) || text[i - 1] is '/' or '\'' or '*');

    private static int TokenLength(string text, int start, int end)
    {
        var i = start;
        while (i < end && NameShape.IsNameChar(text[i]) && text[i] is not ('\'' or '*' or '$' or '@'))
            i++;
        while (i > start && text[i - 1] is '.' or '-' or '/' or '_')
            i--;
        return i - start;
    }
}
