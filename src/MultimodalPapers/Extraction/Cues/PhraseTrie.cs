using System.Numerics;
using System.Runtime.InteropServices;
using MultimodalPapers.Text;

namespace MultimodalPapers.Extraction.Cues;

/// <summary>Finds fixed phrases in a text, the longest at each place, in one pass. Letter case and typography are folded; a space in a phrase matches one space or hyphen.</summary>
/// <remarks>Latin phrases begin and end at word boundaries; phrases of other scripts need none. Time is linear in the text times the longest phrase.</remarks>
internal sealed class PhraseTrie<T>
{
    // Nodes in the order in which they were made; the children of a node are a chain of siblings. Node 0 is the root, and stands for "none".
    private readonly Node[] _nodes;

    // The root's children by their character: most places of a text are passed over here.
    private readonly int[] _roots = new int[char.MaxValue + 1];

    // A bit for each of them: a table so small that it is always at hand.
    private readonly ulong[] _wideRoots = new ulong[(char.MaxValue + 1) / 64];
    // Latin phrases end where words end.
    private readonly Openings _openings = new("");

    private struct Node
    {
        public char Label;
        public bool Ends;
        public int FirstChild;
        public int NextSibling;
        public T Value;
    }

    public PhraseTrie(IEnumerable<(string Phrase, T Value)> phrases)
    {
        var nodes = new List<Node> { new() };
        foreach (var (phrase, value) in phrases)
        {
            Add(nodes, phrase, value);
            _openings.Add(phrase);
        }
        _nodes = [.. nodes];
    }

    private void Add(List<Node> nodes, string phrase, T value)
    {
        var node = 0;
        foreach (var c in phrase)
        {
            var step = Step(c);
            var next = node == 0 ? _roots[step] : Child(CollectionsMarshal.AsSpan(nodes), node, step);
            node = next != 0 ? next : Append(nodes, node, step);
        }
        nodes[node] = nodes[node] with { Ends = true, Value = value };
    }

    private int Append(List<Node> nodes, int parent, char label)
    {
        var node = nodes.Count;
        nodes.Add(new Node { Label = label, NextSibling = parent == 0 ? 0 : nodes[parent].FirstChild });
        if (parent == 0)
        {
            _roots[label] = node;
            _wideRoots[label / 64] |= 1UL << (label % 64);
        }
        else
        {
            nodes[parent] = nodes[parent] with { FirstChild = node };
        }
        return node;
    }

    private static int Child(ReadOnlySpan<Node> nodes, int node, char label)
    {
        var child = nodes[node].FirstChild;
        while (child != 0 && nodes[child].Label != label)
            child = nodes[child].NextSibling;
        return child;
    }

    /// <summary>Every place at which a phrase stands, in order of start; at one start only the longest.</summary>
    public (int Start, int Length, T Value)[] Find(string text)
    {
        var found = Scratch<(int, int, T)>.Rent();
        for (var from = 0; from < text.Length; from += WordStarts.Stretch)
        {
            for (var starts = WordStarts.In(text, from); starts != 0; starts &= starts - 1)
            {
                var i = from + BitOperations.TrailingZeroCount(starts);
                var root = RootAt(text, i);
                if (root == 0 || (i > 0 && IsLatin(text[i]) && IsLatin(text[i - 1])))
                    continue;
                var (length, value) = LongestAt(text, i, root);
                if (length > 0)
                    found.Add((i, length, value));
            }
        }
        var phrases = found.Count == 0 ? [] : found.ToArray();
        Scratch<(int, int, T)>.Return(found);
        return phrases;
    }

    private int RootAt(string text, int i)
    {
        var step = Step(text[i]);
        if (step >= 0x80)
            return (_wideRoots[step / 64] >> (step % 64) & 1) != 0 ? _roots[step] : 0;
        return _openings.MayBeAt(text, i) ? _roots[step] : 0;
    }

    private (int Length, T Value) LongestAt(string text, int start, int node)
    {
        (int Length, T Value) best = (0, default!);
        for (var i = start + 1; node != 0; i++)
        {
            if (_nodes[node].Ends && IsBoundary(text, i))
                best = (i - start, _nodes[node].Value);
            if (i == text.Length)
                break;
            node = Child(_nodes, node, Step(text[i]));
        }
        return best;
    }

    private static bool IsBoundary(string text, int index) => index >= text.Length || !(IsLatin(text[index - 1]) && IsLatin(text[index]));

    private static bool IsLatin(char c) => char.IsAsciiLetterOrDigit(c) || c is >= '\u00C0' and <= '\u024F';

    private static char Step(char c)
    {
        // Small letters, spaces and Chinese characters stay what they are.
        if (char.IsAsciiLetterLower(c) || c is ' ' or (> '\u3000' and < '\uA640'))
            return c;
        if (char.IsAsciiLetterUpper(c))
            return (char)(c | 0x20);
        var folded = Folding.Fold(c);
        return Folding.IsSeparator(folded) ? ' ' : folded;
    }
}
