using System.Buffers;

namespace MultimodalPapers.Reading;

/// <summary>Recognises lists of people.</summary>
internal static class NameList
{
    private static readonly SearchValues<char> NotInNames = SearchValues.Create(":?!()[]{}<>=/");

    /// <summary>Whether a text reads as a list of authors.</summary>
    /// <param name="text">The text.</param>
    /// <param name="marked">Whether markup already sets it off, as italics do; then one name, or a team's, will do.</param>
    public static bool Looks(ReadOnlySpan<char> text, bool marked)
    {
        text = text.Trim(" .,;*:\"“”");
        if (text.Length > 0 && text[^1] is ')' or '）' && text.LastIndexOfAny('(', '（') is var open && open > 0)
            text = text[..open].Trim();
        // "Evaluation Category: Lexical, Syntactic": what a colon introduces are no people.
        if (text.Length < 3 || text.Length > 20_000 || (!marked && text.IndexOf(": ", StringComparison.Ordinal) is > 0 and < 60 and var colon && text[..colon].Contains(' ')))
            return false;
        var names = 0;
        var pieces = 0;
        var capitals = 0;
        var etAl = false;
        foreach (var range in text.SplitAny(",;&、，"))
        {
            for (var rest = text[range]; !rest.IsEmpty;)
            {
                var piece = ToConjunction(ref rest).Trim();
                if (piece.IsEmpty)
                    continue;
                pieces++;
                if (IsEtAl(piece, out var name))
                    etAl = true;
                capitals += IsCapitals(name) ? 1 : 0;
                names += name.IsEmpty || (IsName(name) && Phrases.DateYear(name) is null) || (marked && IsChineseName(name)) ? 1 : 0;
            }
        }
        // "EN & ZH", "VQA, NLVR": codes, where nothing marks them as people.
        if (pieces == 0 || (!marked && capitals * 2 >= pieces))
            return false;
        var good = names * 10 >= pieces * (marked ? 6 : 8);
        return good && (marked || etAl || IsTeam(text) || (pieces >= 3 || (pieces == 2 && names == 2)));
    }

    /// <summary>Where "et al." ends, behind people's names and in front of a comma: what follows is their affiliation, "Ada Lovelace et al., NVIDIA Research"; -1 where it does not stand.</summary>
    public static int EtAlEnd(ReadOnlySpan<char> text)
    {
        var end = text.IndexOf(" et al", StringComparison.OrdinalIgnoreCase) + " et al".Length;
        if (end < " et al".Length)
            return -1;
        if (end < text.Length && text[end] == '.')
            end++;
        return end + 2 < text.Length && text[end] == ',' && text[end + 1] == ' ' && char.IsUpper(text[end + 2]) && IsName(text[..text.IndexOfAny(' ', ',')]) ? end : -1;
    }

    // "Qwen Team", "Team OLMo": a collective author.
    private static bool IsTeam(ReadOnlySpan<char> text) =>
        text.Length < 60 && (text.EndsWith(" Team", StringComparison.OrdinalIgnoreCase) || text.StartsWith("Team ", StringComparison.OrdinalIgnoreCase)
            || text.EndsWith(" Consortium", StringComparison.OrdinalIgnoreCase) || text.EndsWith(" Collaboration", StringComparison.OrdinalIgnoreCase));

    // What stands before the next " and "; the rest goes on behind it.
    private static ReadOnlySpan<char> ToConjunction(ref ReadOnlySpan<char> rest)
    {
        var piece = rest;
        for (var from = 0; rest[from..].IndexOf("and ") is >= 0 and var at; from += at + 4)
        {
            var and = from + at;
            if (and == 0 || piece[and - 1] is not (' ' or '\n'))
                continue;
            rest = piece[(and + 4)..];
            return piece[..(and - 1)];
        }
        rest = default;
        return piece;
    }

    private static readonly string[] OtherNames = ["et al", "et al.", "etc", "and others", "others", "et.al", "et.al.", "et. al", "et. al.", "等", "等人"];

    private static bool IsEtAl(ReadOnlySpan<char> piece, out ReadOnlySpan<char> name)
    {
        name = piece;
        // All of the forms below end so.
        if (char.ToLowerInvariant(piece[^1]) is not ('l' or '.' or 'c' or 's' or '等' or '人'))
            return false;
        foreach (var end in OtherNames)
        {
            if (piece.EndsWith(end, StringComparison.OrdinalIgnoreCase))
            {
                name = piece[..^end.Length].Trim();
                return true;
            }
        }
        return false;
    }

    /// <summary>Whether a text reads as one person's full name.</summary>
    public static bool IsPerson(ReadOnlySpan<char> text) => text.Trim() is { Length: > 4 } name && name.Contains(' ') && IsName(name) && !name.ContainsAny(",;");

    // Two to four characters; words of prose are as short, so only markup makes a list of names of them.
    private static bool IsChineseName(ReadOnlySpan<char> piece)
    {
        foreach (var c in piece)
        {
            if (!Labels.IsCjk(c) && c != '·')
                return false;
        }
        return piece.Length is >= 2 and <= 4;
    }

    private static bool IsCapitals(ReadOnlySpan<char> piece) => piece.Length > 1 && !piece.Contains(' ') && piece.ContainsAnyInRange('A', 'Z') && !piece.ContainsAnyInRange('a', 'z');

    private static bool IsName(ReadOnlySpan<char> piece)
    {
        piece = piece.Trim(" .*†‡§0123456789^_");
        if (piece.Length is < 2 or > 45 || Labels.IsCjk(piece[0]) || piece[^1] == '-')
            return false;
        var words = 0;
        foreach (var range in piece.Split(' '))
        {
            var word = piece[range];
            if (word.IsEmpty)
                continue;
            words++;
            if (!char.IsUpper(word[0]) && !(char.IsLetter(word[0]) && !char.IsLower(word[0])) && !IsParticle(word))
                return false;
            if (word.ContainsAny(NotInNames) || (word.Length > 1 && word.ContainsAnyInRange('0', '9')))
                return false;
            if ((word.Length > 1 || words == 1) && IsOrdinaryWord(word))
                return false;
        }
        return words <= 5;
    }

    private static bool IsParticle(ReadOnlySpan<char> word) =>
        word is "de" or "van" or "von" or "der" or "den" or "di" or "da" or "del" or "la" or "le" or "al" or "bin" or "ben" or "dos" or "el" or "ter" or "du" or "d'" or "of" || word.StartsWith("d'");

    private static bool IsOrdinaryWord(ReadOnlySpan<char> word) =>
        word is "The" or "A" or "An" or "For" or "With" or "Using" or "Towards" or "In" or "On" or "From" or "Via" or "Learning" or "Model" or "Models" or "Language" or "Vision"
            or "Video" or "Image" or "Paper" or "Code" or "Data" or "Dataset" or "Large" or "Multimodal" or "Text" or "Benchmark" or "Benchmarks" or "Survey" or "University" or "Institute" or "More";
}
