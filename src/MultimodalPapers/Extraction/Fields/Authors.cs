using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using MultimodalPapers.Reading;

namespace MultimodalPapers.Extraction.Fields;

/// <summary>Reads lists of people.</summary>
internal static class Authors
{
    /// <summary>The people of the entry's author texts, given name first, in order; each once.</summary>
    public static ImmutableArray<string> Of(ListEntry entry)
    {
        var authors = ImmutableArray.CreateBuilder<string>();
        foreach (var part in entry.Parts)
        {
            if (part.Role != PartRole.Authors)
                continue;
            foreach (var author in Split(part.Text.Text))
            {
                if (!authors.Contains(author))
                    authors.Add(author);
            }
        }
        return authors.ToImmutable();
    }

    /// <summary>Takes a list of people apart: <c>A, B and C</c>, <c>Last, First and Last, First</c>, <c>A; B; C</c>.</summary>
    public static IEnumerable<string> Split(string text)
    {
        text = WithoutCount(text).Trim(' ', '"', '“', '”').TrimEnd(';', ',');
        // "OpenAI: Ada Lovelace, ...": a group before its members.
        if (text.IndexOf(": ", StringComparison.Ordinal) is > 0 and < 60 and var colon)
        {
            if (Name(Bare(text.AsSpan(0, colon))) is { } group)
                yield return group;
            text = text[(colon + 2)..];
        }
        var bySemicolon = text.Contains(';', StringComparison.Ordinal);
        var groups = bySemicolon ? text.Split(';') : text.Split([" and ", "&", " & "], StringSplitOptions.None);
        var turned = groups.Length > 1 && groups.Count(g => g.Count(c => c == ',') == 1) >= groups.Length * 2 / 3 && !(groups.Length == 2 && groups[0].Split(',').All(p => p.Trim().Contains(' ', StringComparison.Ordinal)));
        var byInitials = InitialsLast(groups);
        foreach (var names in groups)
        {
            if (turned && names.Split(',') is [var last, var first])
            {
                if (Name($"{Bare(first)} {Bare(last)}") is { } name)
                    yield return name;
                continue;
            }
            var pieces = names.Split([',', '、', '，', ';'], StringSplitOptions.None).SelectMany(p => p.Split(" and ")).Select(p => p.Trim()).ToList();
            if (FirstIsTurned(pieces))
            {
                yield return $"{Bare(pieces[1])} {Bare(pieces[0])}";
                pieces.RemoveRange(0, 2);
            }
            foreach (var piece in pieces)
            {
                if (Name(Bare(piece)) is { } name)
                    yield return byInitials ? InitialsFirst(name) : name;
            }
        }
    }

    // "Kamath, Amita, Jack Hessel, and K. Chang", "Li, Yifan, et al.": only the first name is turned round.
    private static bool FirstIsTurned(List<string> pieces) =>
        pieces.Count >= 2 && IsOneWord(pieces[0]) && IsOneWord(pieces[1]) && pieces.Skip(2).All(p => p.Contains(' ', StringComparison.Ordinal) || p.Length == 0)
        && pieces[0].Length > 1 && !Labels.IsCjk(pieces[0][0]);

    private static bool IsOneWord(string piece) => piece.Length > 0 && char.IsUpper(piece[0]) && piece.All(c => char.IsLetter(c) || c is '-' or '\'' or '’' or '.');

    // "... 等 (4 位作者)"
    private static string WithoutCount(string text)
    {
        text = text.Trim();
        if (!text.EndsWith(')') && !text.EndsWith('）'))
            return text;
        var open = text.LastIndexOfAny(['(', '（']);
        return open > 0 ? text[..open] : text;
    }

    // "Lin W, Wei X, An R": a family name and initials without points, as some styles of citation have it.
    private static bool InitialsLast(string[] groups)
    {
        var (names, turned) = (0, 0);
        foreach (var group in groups)
        {
            foreach (var range in group.AsSpan().Split(','))
            {
                var name = Bare(group.AsSpan(range));
                names += name.IsEmpty ? 0 : 1;
                turned += HasInitialsLast(name) ? 1 : 0;
            }
        }
        return names > 0 && turned * 10 >= names * 6;
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
        foreach (var end in Ends)
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
