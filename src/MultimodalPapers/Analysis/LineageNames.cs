using System.Collections.Immutable;
using MultimodalPapers.Graph;
using MultimodalPapers.Text;

namespace MultimodalPapers.Analysis;

/// <summary>Finds models by name, and the nearest names of an unknown one.</summary>
internal sealed class LineageNames
{
    private readonly (string Key, GraphNode Node)[] _keys;

    public LineageNames(ImmutableArray<GraphNode> models) =>
        _keys = [.. models.SelectMany(m => m.Properties.Texts("spellings").Append(m.Name).Append(m.Properties.Text("title") ?? m.Name)
            .Select(Folding.Key).Where(k => k.Length > 0).Distinct(StringComparer.Ordinal).Select(k => (k, m)))];

    public ImmutableArray<GraphNode> Find(string name)
    {
        var key = Folding.Key(name);
        var exact = _keys.Where(k => k.Key == key).Select(k => k.Node).ToList();
        // A model's own name goes before another model's alias.
        var own = exact.Where(n => Folding.Key(n.Name) == key).ToList();
        return [.. (own.Count > 0 ? own : exact).Distinct()];
    }

    /// <summary>By edit distance of folded names, a transposition counting once; a name that contains the other counts half the difference in length.</summary>
    public ImmutableArray<GraphNode> Nearest(string name, int count)
    {
        var key = Folding.Key(name);
        return [.. _keys.Select(k => (k.Node, Distance: Difference(key, k.Key)))
            .Where(k => k.Distance <= Math.Max(2, key.Length / 2.0))
            .GroupBy(k => k.Node, (node, all) => (Node: node, Distance: all.Min(a => a.Distance)))
            .OrderBy(k => k.Distance).ThenBy(k => k.Node.Name, StringComparer.Ordinal).ThenBy(k => k.Node.Id, StringComparer.Ordinal)
            .Take(count).Select(k => k.Node)];
    }

    private static double Difference(string a, string b)
    {
        var distance = Distance(a, b);
        return a.Length >= 3 && b.Length >= 3 && (a.Contains(b, StringComparison.Ordinal) || b.Contains(a, StringComparison.Ordinal))
            ? distance / 2.0
            : distance;
    }

    /// <summary>Optimal string alignment: insertions, deletions, substitutions and swaps of neighbours.</summary>
    internal static int Distance(string a, string b)
    {
        var before = new int[b.Length + 1];
        var last = new int[b.Length + 1];
        var now = new int[b.Length + 1];
        for (var j = 0; j <= b.Length; j++)
            last[j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            now[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var cost = a[i - 1] == b[j - 1] ? 0 : 1;
                now[j] = Math.Min(Math.Min(now[j - 1], last[j]) + 1, last[j - 1] + cost);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                    now[j] = Math.Min(now[j], before[j - 2] + 1);
            }
            (before, last, now) = (last, now, before);
        }
        return last[b.Length];
    }
}
