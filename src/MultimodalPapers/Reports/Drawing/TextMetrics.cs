using System.Globalization;
using System.Text;

namespace MultimodalPapers.Reports.Drawing;

/// <summary>How wide texts will be, without a font at hand: the advance widths of Helvetica, with some air for its substitutes.</summary>
internal static class TextMetrics
{
    public const string FontFamily = "'Helvetica Neue',Helvetica,Arial,'Liberation Sans',sans-serif";

    private const double Air = 1.04;
    private const double BoldFactor = 1.07;

    // Thousandths of an em, from the space to the tilde.
    private static ReadOnlySpan<short> Ascii =>
    [
        278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556,
        1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556,
        333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
    ];

    /// <summary>In the unit of <paramref name="size"/>.</summary>
    public static double Width(string text, double size, bool bold = false)
    {
        var thousandths = 0.0;
        foreach (var rune in text.EnumerateRunes())
            thousandths += WidthOf(rune);
        return thousandths / 1000 * size * Air * (bold ? BoldFactor : 1);
    }

    /// <summary>The text, cut so that it fits; an ellipsis tells that something is missing.</summary>
    public static string Fit(string text, double width, double size, bool bold = false)
    {
        if (Width(text, size, bold) <= width)
            return text;
        var room = width - Width("…", size, bold);
        var fitting = new StringBuilder();
        var used = 0.0;
        foreach (var rune in text.EnumerateRunes())
        {
            used += WidthOf(rune) / 1000 * size * Air * (bold ? BoldFactor : 1);
            if (used > room)
                break;
            fitting.Append(rune.ToString());
        }
        return fitting.ToString().TrimEnd(' ', '-', ':', ',') + "…";
    }

    private static double WidthOf(Rune rune)
    {
        if (rune.Value is >= 32 and < 127)
            return Ascii[rune.Value - 32];
        if (rune.Value is >= 0x300 and < 0x370 or 0x200D or >= 0xFE00 and <= 0xFE0F)
            return 0;
        if (rune.Value >= 0x1100 || rune.Value == 0x2026)
            return 1000;
        return Rune.GetUnicodeCategory(rune) == UnicodeCategory.UppercaseLetter ? 760 : 600;
    }
}
