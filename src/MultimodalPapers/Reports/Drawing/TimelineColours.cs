namespace MultimodalPapers.Reports.Drawing;

/// <summary>Gives the largest families colours, and the large branches of a family that would swallow the picture colours of their own.</summary>
internal sealed class TimelineColours(IEnumerable<TimelineNode> nodes)
{
    private const int Smallest = 4;

    private readonly List<TimelineNode> _nodes = [.. nodes];
    private readonly List<TimelineNode> _tops = [];
    private readonly Dictionary<TimelineNode, int> _sizes = [];

    public void Assign()
    {
        foreach (var node in _nodes)
            node.Group = Palette.Count;
        foreach (var node in _nodes)
        {
            if (node.Parent is null)
                Measure(node);
        }
        _tops.AddRange(_nodes.Where(n => n.Parent is null && _sizes[n] > 1).OrderByDescending(n => _sizes[n]).ThenBy(n => n.Family).ThenBy(n => n.Id, StringComparer.Ordinal).Take(Palette.Count - 1));
        Split();
        // Parents before their branches, so that the innermost group has the last word.
        for (var group = 0; group < _tops.Count; group++)
            Paint(_tops[group], group);
    }

    private int Measure(TimelineNode node) => _sizes[node] = 1 + node.Children.Sum(Measure);

    /// <summary>Takes the largest branch out of the largest group, again and again; small families lose their colour to large branches.</summary>
    private void Split()
    {
        for (var round = 0; round < Palette.Count; round++)
        {
            var best = _nodes.Where(n => n.Parent is not null && !_tops.Contains(n) && Own(n) >= Smallest && Own(TopOf(n)) >= 2 * Smallest && Own(TopOf(n)) - Own(n) >= Smallest)
                .OrderByDescending(n => Math.Min(Own(n), Own(TopOf(n)) - Own(n))).ThenBy(n => n.Id, StringComparer.Ordinal).FirstOrDefault();
            if (best is null)
                return;
            if (_tops.Count >= Palette.Count)
            {
                var least = _tops.Where(t => t.Parent is null).MinBy(Own);
                if (least is null || Own(least) >= Own(best))
                    return;
                _tops.Remove(least);
            }
            _tops.Add(best);
        }
    }

    /// <summary>How many nodes a top's colour would have: its branch without the branches that have their own.</summary>
    private int Own(TimelineNode node) => _sizes[node] - _tops.Where(t => t != node && IsBelow(t, node) && !_tops.Exists(o => o != node && o != t && IsBelow(t, o) && IsBelow(o, node))).Sum(t => _sizes[t]);

    private TimelineNode TopOf(TimelineNode node)
    {
        var at = node;
        while (at.Parent is { } parent && !_tops.Contains(at))
            at = parent;
        return at;
    }

    private static bool IsBelow(TimelineNode node, TimelineNode above)
    {
        for (var at = node.Parent; at is not null; at = at.Parent)
        {
            if (at == above)
                return true;
        }
        return false;
    }

    private void Paint(TimelineNode node, int group)
    {
        node.Group = group;
        foreach (var child in node.Children)
        {
            if (!_tops.Contains(child))
                Paint(child, group);
        }
    }
}
