using System.Collections.Immutable;
using System.Text;

namespace MultimodalPapers.Analysis;

/// <summary>Draws lineage as a tree of text for the terminal.</summary>
public static class LineageTree
{
    /// <summary>
    /// The models asked for, each with what it grew out of and what grew out of it. A model that comes a second time is not opened again,
    /// and one that closes a circle is marked.
    /// </summary>
    /// <returns>Lines ended by <c>\n</c>.</returns>
    public static string Render(LineageView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        var text = new StringBuilder();
        foreach (var id in view.Focus)
        {
            var node = view.Lineage.Knowledge.Node(id);
            text.Append(LineageText.OneLine(node.Name)).Append(LineageText.Details(view.Lineage, node)).Append('\n');
            var sections = new List<(string Title, Func<string, IEnumerable<LineageEdge>> Next, Func<LineageEdge, string> Far)>();
            if (view.Direction != LineageDirection.Down)
                sections.Add(("grew out of", view.Parents, static e => e.Target));
            if (view.Direction != LineageDirection.Up)
                sections.Add(("grew into", view.Children, static e => e.Source));
            sections.RemoveAll(s => !s.Next(id).Any());
            if (sections.Count == 0)
                text.Append("└─ nothing known\n");
            for (var i = 0; i < sections.Count; i++)
            {
                var last = i == sections.Count - 1;
                text.Append(last ? "└─ " : "├─ ").Append(sections[i].Title).Append('\n');
                new Branches(view, text, sections[i].Next, sections[i].Far).Write(id, last ? "   " : "│  ", [id]);
            }
        }
        return text.ToString();
    }

    private sealed class Branches(LineageView view, StringBuilder text, Func<string, IEnumerable<LineageEdge>> next, Func<LineageEdge, string> far)
    {
        private readonly HashSet<string> _opened = new(StringComparer.Ordinal);

        public void Write(string from, string indent, ImmutableList<string> way)
        {
            _opened.Add(from);
            var branches = next(from).GroupBy(far, StringComparer.Ordinal).Select(g => (Node: view.Lineage.Knowledge.Node(g.Key), Edges: g.ToList()))
                .OrderBy(b => b.Node.Name, StringComparer.Ordinal).ThenBy(b => b.Node.Id, StringComparer.Ordinal).ToList();
            for (var i = 0; i < branches.Count; i++)
            {
                var (node, edges) = branches[i];
                var last = i == branches.Count - 1;
                text.Append(indent).Append(last ? "└─ " : "├─ ").Append(LineageText.OneLine(node.Name)).Append(LineageText.Details(view.Lineage, node))
                    .Append(": ").Append(LineageText.Relations(edges)).Append("  [").Append(LineageText.OneLine(LineageText.Sources(edges))).Append(']');
                var circle = way.Contains(node.Id);
                if (circle)
                    text.Append("  (closes a circle)");
                else if (_opened.Contains(node.Id) && next(node.Id).Any())
                    text.Append("  (see above)");
                text.Append('\n');
                if (!circle && !_opened.Contains(node.Id))
                    Write(node.Id, indent + (last ? "   " : "│  "), way.Add(node.Id));
            }
        }
    }
}
