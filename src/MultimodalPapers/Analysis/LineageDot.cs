using System.Text;

namespace MultimodalPapers.Analysis;

/// <summary>Draws lineage in Graphviz's DOT language.</summary>
public static class LineageDot
{
    /// <summary>Arrows point from child to parent, upwards; background facts are dashed, circles red. Tooltips hold the evidence.</summary>
    public static string Render(LineageView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        var text = new StringBuilder("digraph lineage {\n  rankdir=BT;\n  node [shape=box, style=rounded, fontname=\"sans-serif\"];\n  edge [fontname=\"sans-serif\", fontsize=10];\n");
        foreach (var node in view.Nodes)
        {
            var label = node.Name + LineageText.Details(view.Lineage, node);
            text.Append($"  {Quote(node.Id)} [label={Quote(label)}{(view.Focus.Contains(node.Id) ? ", penwidth=3" : "")}{(view.InCircle(node.Id) ? ", color=red" : "")}];\n");
        }
        foreach (var edge in view.Edges)
        {
            var tip = string.Join("; ", edge.Evidence.Select(e => $"{e.Source}: {e.Quote}"));
            text.Append($"  {Quote(edge.Source)} -> {Quote(edge.Target)} [label={Quote(LineageText.Relation(edge.Type))}, edgetooltip={Quote(tip)}"
                + $"{(edge.Basis == "background" ? ", style=dashed" : "")}{(view.ClosesCircle(edge) ? ", color=red" : "")}];\n");
        }
        return text.Append("}\n").ToString();
    }

    private static string Quote(string text) => $"\"{LineageText.OneLine(text).Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
}
