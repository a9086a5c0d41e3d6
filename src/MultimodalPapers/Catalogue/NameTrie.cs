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
    /// <summary>What may stand right behind a name within its word: a plural s, and the number of a size.</summary>
    private const string Endings = "s0123456789";

    private readonly ushort[] _roots = new ushort[char.MaxValue + 1];
    private readonly Openings _openings = new(Endings);
    private readonly FourLetters _fourLetters = new();
    private readonly char[] _labels;
    private readonly Node[] _nodes;
    private readonly NamePattern?[] _patterns;

    /// <summary>All that a step needs, side by side.</summary>
    private struct Node
    {
        public int FirstChild;

        // A bit for each child, by the last five bits of its character: most steps that lead nowhere end here.
        public uint Children;
        public ushort Count;
        public bool Ends;
    }

    /// <summary>A place in a text and in the tree.</summary>
    /// <param name="Node">0 where no name goes on.</param>
    /// <param name="At">Index behind the characters that lead to the node.</param>
    /// <param name="Depth">How many they are, separators not counted.</param>
    public readonly record struct Position(int Node, int At, int Depth);

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
        (_labels, _patterns) = ([.. labels], [.. ends]);
        _nodes = new Node[_labels.Length];
        for (var node = 0; node < _nodes.Length; node++)
        {
            var (from, to) = (firstChild[node], firstChild[node + 1]);
            ref var made = ref _nodes[node];
            (made.FirstChild, made.Count, made.Ends) = (from, (ushort)(to - from), _patterns[node] is not null);
            for (var child = from; child < to; child++)
                made.Children |= 1U << (_labels[child] & 31);
        }
        foreach (var key in keys)
        {
            if (key.Length >= FourLetters.Count && FourLetters.TryPack(key, 0, out var letters))
                _fourLetters.Add(letters, Walk(0, key.AsSpan(0, FourLetters.Count)));
        }
    }

    /// <summary>As <see cref="Folding.Fold"/>, without a call for ASCII and for Chinese characters, which stay what they are.</summary>
    public static char Fold(char c) => c < 0x80 ? (char)((uint)(c - 'A') <= 'Z' - 'A' ? c | 0x20 : c) : c is >= '\u2E80' and < '\uA640' ? c : Folding.Fold(c);

    /// <summary>Where the search for the names that may begin at a place of a text goes on; node 0 where none does.</summary>
    /// <remarks>
    /// Four letters lead into the tree at once. Names that are shorter end before them, and none ends right before a letter other than s: with
    /// that, or with a digit, the tree is entered by the first letter alone.
    /// </remarks>
    public Position Enter(ReadOnlySpan<char> text, int start)
    {
        if (!_openings.MayBeAt(text, start))
            return default;
        return FourLetters.TryPack(text, start, out var letters) && !FourLetters.EndsWithAny(letters, Endings)
            ? new Position(_fourLetters.Find(letters), start + FourLetters.Count, FourLetters.Count)
            : new Position(_roots[Fold(text[start])], start + 1, 1);
    }

    /// <summary>The node after one more character; 0 where no name goes on with it.</summary>
    public int Step(int node, char folded)
    {
        if (node == 0)
            return _roots[folded];
        ref readonly var from = ref _nodes[node];
        if ((from.Children >> (folded & 31) & 1) == 0)
            return 0;
        var first = from.FirstChild;
        if (_labels[first] == folded)
            return first;
        var index = from.Count == 1 ? -1 : _labels.AsSpan(first, from.Count).IndexOf(folded);
        return index < 0 ? 0 : first + index;
    }

    /// <summary>Whether a pattern ends at a node.</summary>
    public bool Ends(int node) => _nodes[node].Ends;

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
