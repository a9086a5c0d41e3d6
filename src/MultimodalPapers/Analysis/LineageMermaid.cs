using System.Text;

namespace MultimodalPapers.Analysis;

/// <summary>Draws lineage as a Mermaid flowchart, which GitHub shows in Markdown.</summary>
public static class LineageMermaid
{
    /// <summary>Arrows point from child to parent, upwards; background facts are dotted, circles thick.</summary>
    public static string Render(LineageView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        var text = new StringBuilder("flowchart BT\n");
        var number = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var node in view.Nodes)
        {
            number.Add(node.Id, number.Count);
            text.Append($"  n{number[node.Id]}[\"{Escape(node.Name)}{(view.Lineage.YearOf(node) is { } year ? $"<br>{year}" : "")}\"]")
                .Append(view.Focus.Contains(node.Id) ? ":::asked" : view.InCircle(node.Id) ? ":::circle" : "").Append('\n');
        }
        foreach (var pair in view.Edges.GroupBy(e => (e.Source, e.Target)))
        {
            var arrow = pair.Any(view.ClosesCircle) ? "==>" : pair.All(e => e.Basis == "background") ? "-.->" : "-->";
            text.Append($"  n{number[pair.Key.Source]} {arrow}|\"{Escape(LineageText.Relations(pair))}\"| n{number[pair.Key.Target]}\n");
        }
        text.Append("  classDef asked stroke-width:3px\n  classDef circle stroke:#c62828\n");
        return text.ToString();
    }

    private static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var c in LineageText.OneLine(text))
        {
            // Mermaid writes entities with # instead of &.
            if (c is '"' or '#' or '&' or '<' or '>' or ';' or '`' or '\\' or '|' or '[' or ']' or '{' or '}' or '(' or ')')
                escaped.Append('#').Append((int)c).Append(';');
            else
                escaped.Append(c);
        }
        return escaped.ToString();
    }
}
