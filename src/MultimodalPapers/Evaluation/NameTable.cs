using System.Globalization;
using System.Text;
using MultimodalPapers.Extraction;
using MultimodalPapers.Text;

namespace MultimodalPapers.Evaluation;

/// <summary>Spellings that count as equal in an evaluation.</summary>
public sealed class NameTable
{
    private readonly Dictionary<(ThingKind, string), string> _canonical = [];

    /// <param name="rows">Tab-separated: kind, canonical name, other spellings parted by <c>|</c>. Rows of unknown kinds are passed over.</param>
    public NameTable(IEnumerable<string> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        foreach (var row in rows)
        {
            var cells = row.Split('\t');
            if (cells.Length < 2 || !Enum.TryParse<ThingKind>(cells[0], out var kind))
                continue;
            foreach (var name in (cells.Length > 2 ? cells[2].Split('|') : []).Prepend(cells[1]))
                _canonical.TryAdd((kind, Fold(name)), Fold(cells[1]));
        }
    }

    /// <summary>The folded canonical spelling of a name.</summary>
    public string Of(ThingKind kind, string name)
    {
        var folded = Fold(name);
        return _canonical.GetValueOrDefault((kind, folded), folded);
    }

    /// <summary>Letters, digits and <c>+</c>, lower case.</summary>
    public static string Fold(string? text)
    {
        var folded = new StringBuilder();
        foreach (var c in text ?? "")
        {
            if (c < 0x80)
            {
                if (char.IsAsciiLetterOrDigit(c) || c == '+')
                    folded.Append(char.ToLowerInvariant(c));
            }
            else if (CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.SpaceSeparator)
            {
                var plain = c is >= '\uFF01' and <= '\uFF5E' ? Folding.Fold(c) : char.ToLowerInvariant(c);
                if (plain >= 0x80 || char.IsAsciiLetterOrDigit(plain) || plain == '+')
                    folded.Append(plain);
            }
        }
        return folded.ToString();
    }
}
