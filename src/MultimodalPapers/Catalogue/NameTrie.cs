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
/// practice one or two steps a word. Where only one key is left, the tree ends, and the rest of the key is kept as it is, side by side.
/// Building sorts the keys and passes over them once for each level. A state is a node of the tree, above 0, or a place in such a rest, below 0.
/// </remarks>
internal sealed class NameTrie
{
    /// <summary>What may stand right behind a name within its word: a plural s, and the number of a size.</summary>
    private const string Endings = "s0123456789";

    private static readonly AsciiSet EndingSigns = new(Endings);

    // Ends a rest; behind it stands the number of its key.
    private const char End = '\0';

    private readonly ushort[] _roots = new ushort[char.MaxValue + 1];

    // A bit for each first character beyond ASCII.
    private readonly ulong[] _wideRoots = new ulong[(char.MaxValue + 1) / 64];
    private readonly Openings _openings = new(Endings);
    private readonly FourLetters _fourLetters = new();
    private readonly char[] _labels;
    private readonly Node[] _nodes;
    private readonly char[] _rests;

    // By the number of their key.
    private readonly NamePattern[] _patterns;

    /// <summary>All that a step needs, side by side.</summary>
    private struct Node
    {
        /// <summary>The node's first child; below 0, the state in which the rest of its only key begins.</summary>
        public int Next;

        // A bit for each child, by the last five bits of its character: most steps that lead nowhere end here.
        public uint Children;
        public ushort Count;

        /// <summary>The number of the key that ends here, plus 1; 0 where none does.</summary>
        public ushort Key;
    }

    /// <summary>A place in a text and in the tree.</summary>
    /// <param name="State">0 where no name goes on.</param>
    /// <param name="At">Index behind the characters that lead to the state.</param>
    /// <param name="Depth">How many they are, separators not counted.</param>
    public readonly record struct Position(int State, int At, int Depth);

    public NameTrie(IEnumerable<NamePattern> patterns)
    {
        var byKey = Chain(patterns);
        var keys = byKey.Keys.ToArray();
        Array.Sort(keys, StringComparer.Ordinal);
        _patterns = Array.ConvertAll(keys, key => byKey[key]);
        var labels = new List<char>(keys.Length * 3) { '\0' };
        var nodes = new List<Node>(keys.Length * 3);
        var rests = new List<char>(keys.Length * 12) { End, End };
        var level = new List<(int From, int To)> { (0, keys.Length) };
        for (var depth = 0; level.Count > 0; depth++)
        {
            var next = new List<(int From, int To)>();
            foreach (var (from, to) in level)
                nodes.Add(depth > 0 && to - from == 1 && keys[from].Length > depth ? RestOf(keys[from].AsSpan(depth), from) : Branch(from, to, depth));
            level = next;

            Node Branch(int from, int to, int depth)
            {
                var node = new Node { Next = labels.Count };
                if (from < to && keys[from].Length == depth)
                    node.Key = checked((ushort)++from);
                while (from < to)
                {
                    var label = keys[from][depth];
                    var start = from;
                    while (from < to && keys[from][depth] == label)
                        from++;
                    if (depth == 0)
                        AddRoot(label, labels.Count);
                    labels.Add(label);
                    next.Add((start, from));
                    node.Children |= 1U << (label & 31);
                    node.Count++;
                }
                return node;
            }
        }
        (_labels, _nodes, _rests) = ([.. labels], [.. nodes], [.. rests]);
        foreach (var key in keys)
        {
            _openings.Add(key);
            if (FourLetters.TryPack(key, 0, out var letters))
                _fourLetters.Add(letters, Walk(0, key.AsSpan(0, FourLetters.Count)));
        }

        Node RestOf(ReadOnlySpan<char> rest, int key)
        {
            var start = rests.Count;
            rests.AddRange(rest);
            rests.Add(End);
            rests.Add(checked((char)key));
            return new Node { Next = -start };
        }
    }

    private void AddRoot(char label, int node)
    {
        _roots[label] = checked((ushort)node);
        if (label >= 0x80)
            _wideRoots[label / 64] |= 1UL << (label % 64);
    }

    /// <summary>As <see cref="Folding.Fold"/>, without a call for ASCII and for Chinese characters, which stay what they are.</summary>
    public static char Fold(char c) => c < 0x80 ? (char)((uint)(c - 'A') <= 'Z' - 'A' ? c | 0x20 : c) : c is >= '\u2E80' and < '\uA640' ? c : Folding.Fold(c);

    /// <summary>Where the search for the names that may begin at a place of a text goes on; state 0 where none does.</summary>
    /// <remarks>
    /// Four letters lead into the tree at once. Names that are shorter end before them, and none ends right before a letter other than s: with
    /// that, or with a digit, the tree is entered by the first letter alone.
    /// </remarks>
    public Position Enter(ReadOnlySpan<char> text, int start)
    {
        var first = Fold(text[start]);
        if (first >= 0x80)
            return (_wideRoots[first / 64] >> (first % 64) & 1) == 0 ? default : new Position(_roots[first], start + 1, 1);
        if (!_openings.MayBeAt(text, start))
            return default;
        return FourLetters.TryPack(text, start, out var letters) && !EndingSigns.Contains((char)(letters & 0xFF))
            ? new Position(_fourLetters.Find(letters), start + FourLetters.Count, FourLetters.Count)
            : new Position(_roots[first], start + 1, 1);
    }

    /// <summary>Whether the letters from a position on spell some name. Most words fail here, after one or two steps, before anything else is asked.</summary>
    /// <param name="text">The text.</param>
    /// <param name="entered">Where it entered the tree.</param>
    /// <param name="steps">Counts the characters looked at.</param>
    public bool ReachesName(ReadOnlySpan<char> text, Position entered, ref long steps)
    {
        var (state, at, _) = entered;
        while (state > 0)
        {
            ref readonly var node = ref _nodes[state];
            if (node.Key != 0)
                return true;
            if (node.Next < 0)
            {
                state = node.Next;
                break;
            }
            steps++;
            at = BehindSeparators(text, at);
            if (at >= text.Length)
                return false;
            state = ChildOf(state, Fold(text[at++]));
        }
        if (state == 0)
            return false;
        foreach (var c in _rests.AsSpan(-state))
        {
            if (c == End)
                break;
            steps++;
            at = BehindSeparators(text, at);
            if (at >= text.Length || Fold(text[at++]) != c)
                return false;
        }
        return true;
    }

    /// <summary>The next character of a text that may belong to a name: behind up to three separators.</summary>
    public static int BehindSeparators(ReadOnlySpan<char> text, int at)
    {
        if (at >= text.Length || char.IsAsciiLetterOrDigit(text[at]))
            return at;
        var from = at;
        while (at < text.Length && at - from < 3 && Folding.IsSeparator(text[at]))
            at++;
        return at;
    }

    /// <summary>The state after one more character; 0 where no name goes on with it.</summary>
    public int Step(int state, char folded)
    {
        if (state < 0)
            return StepInRest(state, folded);
        if (state == 0)
            return _roots[folded];
        var rest = _nodes[state].Next;
        return rest < 0 ? StepInRest(rest, folded) : ChildOf(state, folded);
    }

    private int ChildOf(int state, char folded)
    {
        ref readonly var node = ref _nodes[state];
        if ((node.Children >> (folded & 31) & 1) == 0)
            return 0;
        var first = node.Next;
        if (_labels[first] == folded)
            return first;
        var index = node.Count == 1 ? -1 : _labels.AsSpan(first, node.Count).IndexOf(folded);
        return index < 0 ? 0 : first + index;
    }

    private int StepInRest(int state, char folded) => _rests[-state] == folded && folded != End ? state - 1 : 0;

    /// <summary>Whether a pattern ends in a state.</summary>
    public bool Ends(int state) => state < 0 ? _rests[-state] == End : _nodes[state].Key != 0;

    /// <summary>The patterns that end in a state, in order of precedence; null where none does.</summary>
    public NamePattern? At(int state)
    {
        if (!Ends(state))
            return null;
        return _patterns[state < 0 ? _rests[1 - state] : _nodes[state].Key - 1];
    }

    /// <summary>The state after a whole text, going on from a state; 0 where there is none.</summary>
    public int Walk(int state, ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            if (Folding.IsSeparator(c))
                continue;
            state = Step(state, Folding.Fold(c));
            if (state == 0)
                return 0;
        }
        return state;
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
