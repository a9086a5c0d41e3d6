using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace MultimodalPapers.Reports.Drawing;

/// <summary>Writes an SVG that stands alone: its own colours for light and dark, no script, nothing from outside.</summary>
internal sealed class Svg
{
    private readonly StringBuilder _body = new();
    private readonly List<LabelBox> _labels = [];

    public ImmutableArray<LabelBox> Labels => [.. _labels];

    /// <summary>A number with at most one decimal place.</summary>
    public static string N(double value)
    {
        var rounded = Math.Round(value, 1, MidpointRounding.AwayFromZero);
        return (rounded == 0 ? 0 : rounded).ToString("0.#", CultureInfo.InvariantCulture);
    }

    public Svg Raw(string markup)
    {
        _body.Append(markup).Append('\n');
        return this;
    }

    public Svg Rect(double x, double y, double width, double height, string classes, double radius = 0) =>
        Raw($"<rect class=\"{classes}\" x=\"{N(x)}\" y=\"{N(y)}\" width=\"{N(width)}\" height=\"{N(height)}\"{(radius > 0 ? $" rx=\"{N(radius)}\"" : "")}/>");

    public Svg Circle(double x, double y, double radius, string classes, string? title = null) => title is null
        ? Raw($"<circle class=\"{classes}\" cx=\"{N(x)}\" cy=\"{N(y)}\" r=\"{N(radius)}\"/>")
        : Raw($"<circle class=\"{classes}\" cx=\"{N(x)}\" cy=\"{N(y)}\" r=\"{N(radius)}\"><title>{Escape(title)}</title></circle>");

    public Svg Path(string data, string classes) => Raw($"<path class=\"{classes}\" d=\"{data}\"/>");

    public Svg Line(double x1, double y1, double x2, double y2, string classes) => Path($"M{N(x1)} {N(y1)}L{N(x2)} {N(y2)}", classes);

    /// <summary>A text on its baseline; its box is remembered. The anchor is <c>start</c>, <c>middle</c> or <c>end</c>; the title the whole text, where the drawn one is cut.</summary>
    public Svg Text(double x, double y, string text, double size, string classes, string anchor = "start", bool bold = false, string? title = null)
    {
        var width = TextMetrics.Width(text, size, bold);
        var left = anchor switch { "middle" => x - (width / 2), "end" => x - width, _ => x };
        _labels.Add(new LabelBox(text, left, y - (size * 0.78), left + width, y + (size * 0.22)));
        var attributes = (anchor == "start" ? "" : $" text-anchor=\"{anchor}\"") + (bold ? " font-weight=\"600\"" : "");
        var inside = Escape(text) + (title is null || title == text ? "" : $"<title>{Escape(title)}</title>");
        return Raw($"<text class=\"{classes}\" x=\"{N(x)}\" y=\"{N(y)}\" font-size=\"{N(size)}\"{attributes}>{inside}</text>");
    }

    /// <summary>The whole file; title and description are for those who cannot see it.</summary>
    public Picture Finish(double width, double height, string title, string description, string styles)
    {
        var svg = new StringBuilder(_body.Length + styles.Length + 2048);
        svg.Append(CultureInfo.InvariantCulture, $"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{N(width)}\" height=\"{N(height)}\" viewBox=\"0 0 {N(width)} {N(height)}\" role=\"img\" aria-labelledby=\"t d\" font-family=\"{TextMetrics.FontFamily}\">\n");
        svg.Append(CultureInfo.InvariantCulture, $"<title id=\"t\">{Escape(title)}</title>\n<desc id=\"d\">{Escape(description)}</desc>\n<style>\n{styles}</style>\n");
        svg.Append(CultureInfo.InvariantCulture, $"<rect class=\"page\" width=\"{N(width)}\" height=\"{N(height)}\" rx=\"6\"/>\n").Append(_body).Append("</svg>\n");
        return new Picture(svg.ToString(), Labels, width, height);
    }

    /// <summary>Text for XML: its own signs escaped, and what XML does not allow taken out.</summary>
    public static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length + 8);
        foreach (var rune in Markdown.OneLine(text).EnumerateRunes())
        {
            switch (rune.Value)
            {
                case '&': escaped.Append("&amp;"); break;
                case '<': escaped.Append("&lt;"); break;
                case '>': escaped.Append("&gt;"); break;
                case '"': escaped.Append("&quot;"); break;
                default: escaped.Append(rune.ToString()); break;
            }
        }
        return escaped.ToString();
    }
}
