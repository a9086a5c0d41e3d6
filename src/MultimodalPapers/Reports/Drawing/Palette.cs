using System.Collections.Immutable;
using System.Text;

namespace MultimodalPapers.Reports.Drawing;

/// <summary>The drawings' colours, for light and dark pages.</summary>
internal static class Palette
{
    /// <summary>How many groups get a colour of their own; all others are grey.</summary>
    public const int Count = 10;

    // Stroke and fill on a light page, stroke and fill on a dark one. Neighbours differ in hue and in lightness.
    private static readonly ImmutableArray<(string Line, string Fill, string DarkLine, string DarkFill)> Groups =
    [
        ("#0969da", "#ddf0ff", "#58a6ff", "#12304f"),
        ("#cf5b00", "#ffead5", "#f0883e", "#452a12"),
        ("#1a7f37", "#dcf7e1", "#3fb950", "#12371c"),
        ("#8250df", "#f0e6ff", "#bc8cff", "#33235a"),
        ("#bf3989", "#ffe6f4", "#f778ba", "#4a1d38"),
        ("#0a7c86", "#d7f5f5", "#39c5cf", "#0f3a3f"),
        ("#9a6700", "#fdf3c4", "#d9a520", "#403205"),
        ("#cf222e", "#ffe5e3", "#ff7b72", "#4c1c1c"),
        ("#57772a", "#ecf5d9", "#a3c96a", "#2c3a14"),
        ("#4f5bd5", "#e5e8ff", "#8f9bff", "#252b5c"),
        ("#6e7781", "#eff1f3", "#8b949e", "#262c34"),
    ];

    /// <summary>The class of a group: <c>g0</c> to <c>g9</c>, then <c>gx</c>.</summary>
    public static string Of(int group) => group is >= 0 and < Count ? $"g{group}" : "gx";

    /// <summary>The styles that all drawings share: page, texts, and for each group its line, its fill and its dot.</summary>
    /// <param name="more">Further rules.</param>
    /// <param name="groups">Whether the groups' colours are wanted.</param>
    public static string Styles(string more = "", bool groups = true)
    {
        var styles = new StringBuilder();
        styles.Append(":root{color-scheme:light dark}\n");
        Append(styles, "", dark: false, groups);
        styles.Append("@media (prefers-color-scheme:dark){\n");
        Append(styles, "", dark: true, groups);
        styles.Append("}\n").Append(more);
        return styles.ToString();
    }

    private static void Append(StringBuilder styles, string indent, bool dark, bool groups)
    {
        styles.Append(indent).Append(dark
            ? ".page{fill:#0d1117}.band{fill:#151b23}.text{fill:#e6edf3}.soft{fill:#9198a1}.rule{stroke:#3d444d}.ink{stroke:#9198a1}.alarm{stroke:#ff7b72}.alarmtext{fill:#ff7b72}.node{fill:#0d1117}\n"
            : ".page{fill:#ffffff}.band{fill:#f6f8fa}.text{fill:#1f2328}.soft{fill:#59636e}.rule{stroke:#d1d9e0}.ink{stroke:#59636e}.alarm{stroke:#cf222e}.alarmtext{fill:#cf222e}.node{fill:#ffffff}\n");
        if (!groups)
            return;
        for (var i = 0; i < Groups.Length; i++)
        {
            var (line, fill, darkLine, darkFill) = Groups[i];
            var name = i < Count ? Of(i) : "gx";
            styles.Append(indent).Append('.').Append(name).Append("{stroke:").Append(dark ? darkLine : line).Append("}.").Append(name).Append("f{fill:").Append(dark ? darkFill : fill)
                .Append("}.").Append(name).Append("d{fill:").Append(dark ? darkLine : line).Append("}\n");
        }
    }
}
