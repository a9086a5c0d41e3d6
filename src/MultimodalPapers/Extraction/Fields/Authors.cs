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
        text = text.Trim().TrimEnd(';', ',');
        var bySemicolon = text.Contains(';', StringComparison.Ordinal);
        var groups = bySemicolon ? text.Split(';') : text.Split([" and ", "&", " & "], StringSplitOptions.None);
        var turned = groups.Length > 1 && groups.Count(g => g.Count(c => c == ',') == 1) >= groups.Length * 2 / 3 && !(groups.Length == 2 && groups[0].Split(',').All(p => p.Trim().Contains(' ', StringComparison.Ordinal)));
        foreach (var group in groups)
        {
            if (turned && group.Split(',') is [var last, var first])
            {
                if (Name($"{Bare(first)} {Bare(last)}") is { } name)
                    yield return name;
                continue;
            }
            foreach (var piece in group.Split([',', '、', '，', ';'], StringSplitOptions.None).SelectMany(p => p.Split(" and ")))
            {
                if (Name(Bare(piece)) is { } name)
                    yield return name;
            }
        }
    }

    private static string? Name(string name)
    {
        name = name.Trim();
        return name.Length is < 2 or > 80 || !name.Any(char.IsLetter) ? null : name;
    }

    // Without marks (*, †, 1) and "et al."; the point of an initial stays.
    private static string Bare(string piece)
    {
        piece = piece.Trim();
        foreach (var end in (ReadOnlySpan<string>)["et al.", "et al", "et.al.", "et.al", "et. al.", "et. al", "and others", "others", "等", "etc.", "etc"])
        {
            if (piece.EndsWith(end, StringComparison.OrdinalIgnoreCase) && (piece.Length == end.Length || !char.IsLetter(piece[^(end.Length + 1)]) || end == "等"))
                piece = piece[..^end.Length].Trim();
        }
        if (piece.StartsWith("and ", StringComparison.OrdinalIgnoreCase))
            piece = piece[4..];
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
        var text = name.ToString().Trim();
        while (text.EndsWith('.') && !IsInitial(text))
            text = text[..^1].TrimEnd();
        return text.Trim(' ', ',', ':', '"', '“', '”', '(', ')', '[', ']');
    }

    private static bool IsInitial(string text) => text.EndsWith("Jr.", StringComparison.Ordinal) || (text.Length >= 2 && char.IsUpper(text[^2]) && (text.Length == 2 || !char.IsLetter(text[^3])));
}
