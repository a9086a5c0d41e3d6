using System.Collections.Immutable;
using MultimodalPapers.Text;

namespace MultimodalPapers.Catalogue;

/// <summary>One spelling of one thing, as the matcher looks for it.</summary>
internal sealed class NamePattern
{
    public required CatalogueThing Thing { get; init; }
    public required string Spelling { get; init; }

    /// <summary>Its folded characters without separators.</summary>
    public required string Key { get; init; }

    /// <summary>Where a text may have a separator.</summary>
    public required KeyGaps Gaps { get; init; }

    public required CaseRule Case { get; init; }

    /// <summary>A phrase in which the thing's spellings do not count.</summary>
    public required bool Blocks { get; init; }

    /// <summary>The next pattern with the same key; null after the last.</summary>
    public NamePattern? Next { get; set; }
}

/// <summary>What a text must have in common with a spelling beside its letters.</summary>
internal enum CaseRule
{
    /// <summary>Any letter case counts.</summary>
    Any,

    /// <summary>The spelling's own letter case, or all capitals.</summary>
    OwnCapitals,

    /// <summary>As <see cref="OwnCapitals"/>, and only in a place where a name stands.</summary>
    Ordinary,
}

/// <summary>All spellings in one tree of folded characters, laid out level by level in flat arrays: the children of a node are neighbours.</summary>
/// <remarks>
/// Names begin where words begin, so the tree is entered there and nowhere else; most words leave it after one or two characters. That makes
/// the failure links of an Aho-Corasick automaton needless, and a text of n characters costs at most n times the longest spelling, in
/// practice one or two steps a word. Building sorts the keys and passes over them once for each level.
/// </remarks>
internal sealed class NameTrie
{
    private readonly ushort[] _roots = new ushort[char.MaxValue + 1];
    private readonly Openings _openings = new();
    private readonly char[] _labels;
    private readonly int[] _firstChild;
    private readonly NamePattern?[] _patterns;

    public NameTrie(IEnumerable<NamePattern> patterns)
    {
        var byKey = Chain(patterns);
        var keys = byKey.Keys.ToArray();
        Array.Sort(keys, StringComparer.Ordinal);
        foreach (var key in keys)
            _openings.Add(key);
        var labels = new List<char>(keys.Length * 8);
        var firstChild = new List<int>(keys.Length * 8);
        var ends = new List<NamePattern?>(keys.Length * 8);
        var level = new List<(int From, int To)> { (0, keys.Length) };
        labels.Add('\0');
        ends.Add(null);
        for (var depth = 0; level.Count > 0; depth++)
        {
            var next = new List<(int From, int To)>();
            foreach (var (from, to) in level)
            {
                firstChild.Add(labels.Count);
                var i = from;
                while (i < to && keys[i].Length == depth)
                    i++;
                while (i < to)
                {
                    var label = keys[i][depth];
                    var start = i;
                    while (i < to && keys[i][depth] == label)
                        i++;
                    if (depth == 0)
                        _roots[label] = checked((ushort)labels.Count);
                    labels.Add(label);
                    ends.Add(keys[start].Length == depth + 1 ? byKey[keys[start]] : null);
                    next.Add((start, i));
                }
            }
            level = next;
        }
        firstChild.Add(labels.Count);
        (_labels, _firstChild, _patterns) = ([.. labels], [.. firstChild], [.. ends]);
    }

    /// <summary>As <see cref="Folding.Fold"/>, without a call for ASCII and for Chinese characters, which stay what they are.</summary>
    public static char Fold(char c) => c < 0x80 ? (char)((uint)(c - 'A') <= 'Z' - 'A' ? c | 0x20 : c) : c is >= '\u2E80' and < '\uA640' ? c : Folding.Fold(c);

    /// <summary>The node of the first character of the names that may begin at a place; 0 where none does.</summary>
    public int Enter(ReadOnlySpan<char> text, int start) => _openings.MayBeAt(text, start) ? _roots[Fold(text[start])] : 0;

    /// <summary>The node after one more character; 0 where no name goes on with it.</summary>
    public int Step(int node, char folded)
    {
        var first = _firstChild[node];
        var count = _firstChild[node + 1] - first;
        if (count == 0)
            return 0;
        if (_labels[first] == folded)
            return first;
        var index = count == 1 ? -1 : _labels.AsSpan(first, count).IndexOf(folded);
        return index < 0 ? 0 : first + index;
    }

    /// <summary>The patterns that end at a node, in order of precedence; null where none does.</summary>
    public NamePattern? At(int node) => _patterns[node];

    /// <summary>The node of a whole folded text, going on from a node; 0 where there is none.</summary>
    public int Walk(int node, ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            if (Folding.IsSeparator(c))
                continue;
            node = Step(node, Folding.Fold(c));
            if (node == 0)
                return 0;
        }
        return node;
    }

    private static Dictionary<string, NamePattern> Chain(IEnumerable<NamePattern> patterns)
    {
        var first = new Dictionary<string, NamePattern>(StringComparer.Ordinal);
        foreach (var pattern in patterns)
        {
            if (first.TryAdd(pattern.Key, pattern))
                continue;
            var last = first[pattern.Key];
            while (last.Next is { } next)
                last = next;
            last.Next = pattern;
        }
        return first;
    }
}
