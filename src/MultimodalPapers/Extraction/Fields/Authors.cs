using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using MultimodalPapers.Reading;
using MultimodalPapers.Text;

namespace MultimodalPapers.Extraction.Fields;

/// <summary>Reads lists of people.</summary>
internal static class Authors
{
    /// <summary>The people of the entry's author texts, given name first, in order; each once.</summary>
    public static ImmutableArray<string> Of(ListEntry entry)
    {
        List<string>? people = null;
        foreach (var part in entry.Parts)
        {
            if (part.Role == PartRole.Authors)
                Read(part.Text.Text, people ??= Scratch<string>.Rent());
        }
        if (people is null)
            return [];
        var authors = ImmutableArray.CreateBuilder<string>(people.Count);
        foreach (var author in people)
        {
            if (!authors.Contains(author))
                authors.Add(author);
        }
        Scratch<string>.Return(people);
        return authors.DrainToImmutable();
    }

    /// <summary>Takes a list of people apart: <c>A, B and C</c>, <c>Last, First and Last, First</c>, <c>A; B; C</c>.</summary>
    public static IReadOnlyList<string> Split(string text)
    {
        var people = new List<string>();
        Read(text, people);
        return people;
    }

    private static void Read(ReadOnlySpan<char> text, List<string> people)
    {
        text = WithoutCount(text).Trim(" \"“”").TrimEnd(";,");
        // "OpenAI: Ada Lovelace, ...": a group before its members.
        if (text.IndexOf(": ") is > 0 and < 60 and var colon)
        {
            if (Name(Bare(text[..colon])) is { } group)
                people.Add(group);
            text = text[(colon + 2)..];
        }
        var (groups, pieces) = (Scratch<Range>.Rent(), Scratch<Range>.Rent());
        SplitGroups(text, groups);
        var turned = AreTurned(text, groups);
        var byInitials = InitialsLast(text, groups);
        foreach (var range in groups)
        {
            var names = text[range];
            if (turned && names.Count(',') == 1)
            {
                var comma = names.IndexOf(',');
                if (Name($"{Bare(names[(comma + 1)..])} {Bare(names[..comma])}") is { } name)
                    people.Add(name);
                continue;
            }
            SplitNames(names, pieces);
            var first = 0;
            if (FirstIsTurned(names, pieces))
            {
                people.Add($"{Bare(names[pieces[1]])} {Bare(names[pieces[0]])}");
                first = 2;
            }
            for (var i = first; i < pieces.Count; i++)
            {
                if (Name(Bare(names[pieces[i]])) is { } name)
                    people.Add(byInitials ? InitialsFirst(name) : name);
            }
        }
        Scratch<Range>.Return(groups);
        Scratch<Range>.Return(pieces);
    }

    // By semicolons, or where there are none, by "and" and "&".
    private static void SplitGroups(ReadOnlySpan<char> text, List<Range> groups)
    {
        var start = 0;
        if (text.Contains(';'))
        {
            foreach (var range in text.Split(';'))
                groups.Add(range);
            return;
        }
        for (var i = 0; i < text.Length; i++)
        {
            var next = text[i..].IndexOfAny(' ', '&');
            if (next < 0)
                break;
            i += next;
            var joint = text[i..] switch
            {
                ['&', ..] => 1,
                [' ', '&', ' ', ..] => 3,
                [' ', 'a', 'n', 'd', ' ', ..] => 5,
                _ => 0,
            };
            if (joint == 0)
                continue;
            groups.Add(start..i);
            start = i + joint;
            i = start - 1;
        }
        groups.Add(start..text.Length);
    }

    // "Last, First and Last, First"; but "A B, C D and E F" are three names.
    private static bool AreTurned(ReadOnlySpan<char> text, List<Range> groups)
    {
        if (groups.Count < 2)
            return false;
        var pairs = 0;
        foreach (var range in groups)
            pairs += text[range].Count(',') == 1 ? 1 : 0;
        if (pairs < groups.Count * 2 / 3)
            return false;
        return groups.Count != 2 || !AllHaveSpaces(text[groups[0]]);
    }

    private static bool AllHaveSpaces(ReadOnlySpan<char> names)
    {
        foreach (var range in names.Split(','))
        {
            if (!names[range].Trim().Contains(' '))
                return false;
        }
        return true;
    }

    // Between the commas, and where " and " stands in a group.
    private static void SplitNames(ReadOnlySpan<char> names, List<Range> pieces)
    {
        pieces.Clear();
        var start = 0;
        for (var i = 0; i <= names.Length; i++)
        {
            var next = names[i..].IndexOfAny(NameEnds);
            i = next < 0 ? names.Length : i + next;
            var joint = i == names.Length || names[i] != ' ' ? 1 : names[i..].StartsWith(" and ") ? 5 : 0;
            if (joint == 0)
                continue;
            var (from, to) = (start, i);
            while (from < to && char.IsWhiteSpace(names[from]))
                from++;
            while (to > from && char.IsWhiteSpace(names[to - 1]))
                to--;
            pieces.Add(from..to);
            start = i + joint;
            i = start - 1;
        }
    }

    private static readonly SearchValues<char> NameEnds = SearchValues.Create(" ,、，;");

    // "Kamath, Amita, Jack Hessel, and K. Chang", "Li, Yifan, et al.": only the first name is turned round.
    private static bool FirstIsTurned(ReadOnlySpan<char> names, List<Range> pieces)
    {
        if (pieces.Count < 2 || names[pieces[0]].Length < 2 || !IsOneWord(names[pieces[0]]) || !IsOneWord(names[pieces[1]]))
            return false;
        for (var i = 2; i < pieces.Count; i++)
        {
            if (names[pieces[i]] is { Length: > 0 } piece && !piece.Contains(' '))
                return false;
        }
        return !Labels.IsCjk(names[pieces[0]][0]);
    }

    private static bool IsOneWord(ReadOnlySpan<char> piece)
    {
        if (piece.IsEmpty || !char.IsUpper(piece[0]))
            return false;
        foreach (var c in piece)
        {
            if (!char.IsLetter(c) && c is not ('-' or '\'' or '’' or '.'))
                return false;
        }
        return true;
    }

    // "... 等 (4 位作者)"
    private static ReadOnlySpan<char> WithoutCount(ReadOnlySpan<char> text)
    {
        text = text.Trim();
        if (!text.EndsWith(')') && !text.EndsWith('）'))
            return text;
        var open = text.LastIndexOfAny('(', '（');
        return open > 0 ? text[..open] : text;
    }

    // "Lin W, Wei X, An R": a family name and initials without points, as some styles of citation have it.
    private static bool InitialsLast(ReadOnlySpan<char> text, List<Range> groups)
    {
        if (!MayEndInInitials(text))
            return false;
        var (names, turned) = (0, 0);
        foreach (var range in groups)
        {
            var group = text[range];
            foreach (var piece in group.Split(','))
            {
                var name = Bare(group[piece]);
                names += name.IsEmpty ? 0 : 1;
                turned += HasInitialsLast(name) ? 1 : 0;
            }
        }
        return names > 0 && turned * 10 >= names * 6;
    }

    // Whether a capital ends a word and is not all of what a point abbreviates; most lists of names have none.
    private static bool MayEndInInitials(ReadOnlySpan<char> text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            var next = text[i..].IndexOfAnyInRange('A', 'Z');
            if (next < 0)
                return false;
            i += next;
            if (i + 1 == text.Length || !(char.IsLetter(text[i + 1]) || (text[i + 1] == '.' && (i == 0 || text[i - 1] is ' ' or '.' or '-'))))
                return true;
        }
        return false;
    }

    private static bool HasInitialsLast(ReadOnlySpan<char> name)
    {
        var space = name.LastIndexOf(' ');
        return space > 1 && name.Length - space is 2 or 3 && name[(space + 1)..].ContainsAnyInRange('A', 'Z') && !name[(space + 1)..].ContainsAnyExceptInRange('A', 'Z');
    }

    private static string InitialsFirst(string name) => HasInitialsLast(name) ? $"{name[(name.LastIndexOf(' ') + 1)..]} {name[..name.LastIndexOf(' ')]}" : name;

    private static string? Name(ReadOnlySpan<char> name)
    {
        name = name.Trim();
        return name.Length is < 2 or > 80 || !HasLetter(name) ? null : name.ToString();
    }

    private static bool HasLetter(ReadOnlySpan<char> name)
    {
        foreach (var c in name)
        {
            if (char.IsLetter(c))
                return true;
        }
        return false;
    }

    private static readonly string[] Ends = ["et al.", "et al", "et.al.", "et.al", "et. al.", "et. al", "and others", "others", "等", "etc.", "etc"];

    // What a name is freed of, and white space that is to become one space.
    private static readonly SearchValues<char> Marks = SearchValues.Create("*†‡§^#¶_{}\\~∗⋆0123456789²³¹\t\n\v\f\r\u0085\u00A0\u1680\u2028\u2029\u202F\u205F\u3000"
        + string.Concat(Enumerable.Range(0x2000, 11).Concat(Enumerable.Range(0x2070, 48)).Select(c => (char)c)));

    // Without marks (*, †, 1) and "et al."; the point of an initial stays.
    private static ReadOnlySpan<char> Bare(ReadOnlySpan<char> piece)
    {
        piece = piece.Trim();
        foreach (var end in piece is [.., '.' or 'l' or 'L' or 's' or 'S' or 'c' or 'C' or '等'] ? Ends : [])
        {
            if (piece.EndsWith(end, StringComparison.OrdinalIgnoreCase) && (piece.Length == end.Length || !char.IsLetter(piece[^(end.Length + 1)]) || end == "等"))
                piece = piece[..^end.Length].Trim();
        }
        if (piece.StartsWith("and ", StringComparison.OrdinalIgnoreCase))
            piece = piece[4..];
        var text = (piece.ContainsAny(Marks) || piece.Contains("  ", StringComparison.Ordinal) ? WithoutMarks(piece) : piece).Trim();
        while (text.EndsWith('.') && !IsInitial(text))
            text = text[..^1].TrimEnd();
        return text.Trim(" ,:\"“”()[]");
    }

    private static string WithoutMarks(ReadOnlySpan<char> piece)
    {
        var name = new StringBuilder(piece.Length);
        foreach (var c in piece)
        {
            if (c is '*' or '†' or '‡' or '§' or '^' or '#' or '¶' or '_' or '{' or '}' or '\\' or '~' or '∗' or '⋆' or >= '0' and <= '9' or >= '\u2070' and <= '\u209F' or '\u00B9' or '\u00B2' or '\u00B3')
                continue;
            if (char.IsWhiteSpace(c))
            {
                if (name.Length > 0 && name[^1] != ' ')
                    name.Append(' ');
                continue;
            }
            name.Append(c);
        }
        return name.ToString();
    }

    private static bool IsInitial(ReadOnlySpan<char> text) => text.EndsWith("Jr.", StringComparison.Ordinal) || (text.Length >= 2 && char.IsUpper(text[^2]) && (text.Length == 2 || !char.IsLetter(text[^3])));
}
