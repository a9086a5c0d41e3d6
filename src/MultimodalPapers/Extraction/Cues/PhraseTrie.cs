using MultimodalPapers.Text;

namespace MultimodalPapers.Extraction.Cues;

/// <summary>Finds fixed phrases in a text, the longest at each place, in one pass. Letter case and typography are folded; a space in a phrase matches one space or hyphen.</summary>
/// <remarks>Latin phrases begin and end at word boundaries; phrases of other scripts need none. Time is linear in the text times the longest phrase.</remarks>
internal sealed class PhraseTrie<T>
{
    private readonly Dictionary<long, int> _next = [];
    private readonly List<(bool Ends, T Value)> _nodes = [(false, default!)];
    private readonly HashSet<char> _first = [];

    public PhraseTrie(IEnumerable<(string Phrase, T Value)> phrases)
    {
        foreach (var (phrase, value) in phrases)
            Add(phrase, value);
    }

    private void Add(string phrase, T value)
    {
        var node = 0;
        _first.Add(Step(phrase[0]));
        foreach (var c in phrase)
        {
            var key = Key(node, Step(c));
            if (!_next.TryGetValue(key, out var next))
            {
                next = _nodes.Count;
                _nodes.Add((false, default!));
                _next.Add(key, next);
            }
            node = next;
        }
        _nodes[node] = (true, value);
    }

    /// <summary>Every place at which a phrase stands, in order of start; at one start only the longest.</summary>
    public IEnumerable<(int Start, int Length, T Value)> Find(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            var first = Step(text[i]);
            if (!_first.Contains(first) || !IsBoundary(text, i))
                continue;
            var (length, value) = LongestAt(text, i);
            if (length > 0)
                yield return (i, length, value);
        }
    }

    private (int Length, T Value) LongestAt(string text, int start)
    {
        var node = 0;
        (int Length, T Value) best = (0, default!);
        for (var i = start; i < text.Length; i++)
        {
            if (!_next.TryGetValue(Key(node, Step(text[i])), out node))
                break;
            if (_nodes[node].Ends && IsBoundary(text, i + 1))
                best = (i + 1 - start, _nodes[node].Value);
        }
        return best;
    }

    private static bool IsBoundary(string text, int index) =>
        index <= 0 || index >= text.Length || !(IsLatin(text[index - 1]) && IsLatin(text[index]));

    private static bool IsLatin(char c) => char.IsAsciiLetterOrDigit(c) || c is >= '\u00C0' and <= '\u024F';

    private static char Step(char c)
    {
        var folded = Folding.Fold(c);
        return Folding.IsSeparator(folded) ? ' ' : folded;
    }

    private static long Key(int node, char c) => ((long)node << 16) | c;
}
