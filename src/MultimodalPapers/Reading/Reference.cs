namespace MultimodalPapers.Reading;

/// <summary>Where the people and the title of a reference stand that is written as bibliographies do, in plain text.</summary>
/// <param name="AuthorsStart">Where the people begin.</param>
/// <param name="AuthorsEnd">Where they end, exclusive; <see cref="AuthorsStart"/> where they follow the title.</param>
/// <param name="TitleStart">Where the title begins.</param>
/// <param name="TitleEnd">Where it ends, exclusive; the end of the text where nothing but a comma parts it from what follows.</param>
/// <remarks>
/// Forms: <c>A. Lee, B. Chen. Title. Venue, Year</c>; <c>A. Lee et al., Title, Venue Year</c>; <c>A. Lee, B. Chen (Year). Title. Venue</c>; <c>Title. A. Lee, B. Chen. Venue Year</c>.
/// There must be two people, or one and "et al.", and a year: a sentence has neither.
/// </remarks>
internal readonly record struct Reference(int AuthorsStart, int AuthorsEnd, int TitleStart, int TitleEnd)
{
    private const int Longest = 1200;
    private const int LeastTitleWords = 3;

    /// <summary>The parts of a reference; null where the text is none. Takes linear time in all but the number of full stops before the title.</summary>
    public static Reference? Find(ReadOnlySpan<char> text)
    {
        if (text.Length is < 30 or > Longest || !Phrases.NamesYear(text))
            return null;
        return PeopleFirst(text) ?? TitleFirst(text);
    }

    /// <summary>Whether a line opens a numbered reference: <c>[12] ...</c>, <c>[^12]: ...</c>.</summary>
    public static int NumberEnd(ReadOnlySpan<char> line)
    {
        if (line.Length < 4 || line[0] != '[')
            return 0;
        var at = line[1] == '^' ? 2 : 1;
        var close = line[..Math.Min(line.Length, 12)].IndexOf(']');
        if (close <= at || line[at..close].ContainsAnyExceptInRange('0', '9') && line[1] != '^')
            return 0;
        return close + 1 < line.Length && line[close + 1] == ':' ? close + 2 : line[1] == '^' ? 0 : close + 1;
    }

    private static Reference? PeopleFirst(ReadOnlySpan<char> text)
    {
        for (var at = 2; at < text.Length - 12; at++)
        {
            var next = Boundary(text, at);
            if (next == 0)
                continue;
            var end = SentenceEnd(text, next);
            if (!IsPeople(text[..at]) || Candidates.Words(text[next..end]) < LeastTitleWords || IsNames(text[next..end]))
                continue;
            return new Reference(0, at, next, end);
        }
        return null;
    }

    // Where the title would begin, if the people end here; 0 where they cannot.
    private static int Boundary(ReadOnlySpan<char> text, int at)
    {
        if (text[at] == '(' && at + 6 < text.Length && text[at + 5] == ')' && Phrases.IsYear(text.Slice(at + 1, 4), out _))
            return SkipMarks(text, at + 6);
        if (text[at] is ',' && text[..at].TrimEnd('.').EndsWith("et al"))
            return SkipMarks(text, at + 1);
        if (text[at] is not ('.' or ':') || text[at + 1] != ' ')
            return 0;
        return SkipMarks(text, at + 1);
    }

    private static int SkipMarks(ReadOnlySpan<char> text, int at)
    {
        while (at < text.Length && text[at] is ' ' or '.' or ',' or ':')
            at++;
        return at < text.Length && (char.IsUpper(text[at]) || char.IsDigit(text[at])) ? at : 0;
    }

    private static Reference? TitleFirst(ReadOnlySpan<char> text)
    {
        for (var at = 12; at < text.Length - 12; at++)
        {
            if (text[at] != '.' || text[at + 1] != ' ' || EndsInitial(text, at))
                continue;
            var end = SentenceEnd(text, at + 2);
            if (Candidates.Words(text[..at]) >= LeastTitleWords && IsPeople(text[(at + 2)..end]))
                return new Reference(at + 2, at + 2, 0, at);
            return null;
        }
        return null;
    }

    // The next full stop that ends a sentence.
    private static int SentenceEnd(ReadOnlySpan<char> text, int from)
    {
        for (var at = from; at < text.Length; at++)
        {
            if (text[at] is '.' or '?' or '!' && (at + 1 == text.Length || text[at + 1] == ' ') && !(text[at] == '.' && EndsInitial(text, at)))
                return text[at] == '.' ? at : at + 1;
        }
        return text.Length;
    }

    private static bool EndsInitial(ReadOnlySpan<char> text, int point) =>
        (char.IsUpper(text[point - 1]) && (point == 1 || !char.IsLetterOrDigit(text[point - 2]))) || text[..point].EndsWith("et al") || text[..point].EndsWith("vs");

    private static bool IsPeople(ReadOnlySpan<char> text)
    {
        text = text.Trim(" .,");
        return text.Length > 4 && char.IsUpper(text[0]) && !IsCutShort(text) && (NameList.Looks(text, marked: false) || IsOneAndOthers(text) || IsPair(text));
    }

    // "A. Lee, B": the initial of somebody whose name goes on.
    private static bool IsCutShort(ReadOnlySpan<char> text) =>
        char.IsUpper(text[^1]) && (text.Length < 2 || !char.IsLetter(text[^2])) && text.LastIndexOf(", ") is var comma && comma >= 0 && text.Length - comma <= 4 && text[..comma].Contains(' ') && !text[..comma].Contains(',') && text[1] == '.';

    private static bool IsOneAndOthers(ReadOnlySpan<char> text) => text.EndsWith("et al") && NameList.IsPerson(text[..^5].Trim(" ,"));

    private static bool IsPair(ReadOnlySpan<char> text)
    {
        var and = text.IndexOf(" and ");
        return and > 0 && NameList.IsPerson(text[..and]) && NameList.IsPerson(text[(and + 5)..]);
    }

    // What would be the title are more people: "A. Lee, B. Chen".
    private static bool IsNames(ReadOnlySpan<char> text) => text.Contains(',') && NameList.Looks(text, marked: false);
}
