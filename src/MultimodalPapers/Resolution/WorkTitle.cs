using System.Collections.Immutable;
using System.Text;
using MultimodalPapers.Text;

namespace MultimodalPapers.Resolution;

/// <summary>A title taken apart for comparison.</summary>
internal sealed class WorkTitle
{
    private static readonly HashSet<string> StopWords =
        "a an the of for in on to and with via by from as at or is are be through using towards toward into your you we our"
            .Split(' ').ToHashSet(StringComparer.Ordinal);

    private WorkTitle(string text, ImmutableArray<TitleToken> tokens, string? head)
    {
        Text = text;
        Key = Folding.TitleKey(text);
        Tokens = tokens;
        Head = head;
        Words = tokens.Count(t => !t.IsStop);
    }

    public string Text { get; }

    /// <summary>Letters and digits only, folded.</summary>
    public string Key { get; }

    public ImmutableArray<TitleToken> Tokens { get; }

    /// <summary>The folded name before the colon of <c>NAME: ...</c>; null where there is none.</summary>
    public string? Head { get; }

    /// <summary>How many words it has besides articles, prepositions and the like.</summary>
    public int Words { get; }

    /// <summary>Whether works that have nothing to do with each other bear such titles ("Technical Report").</summary>
    public bool IsGeneric => Words < 3;

    /// <summary>Whether other works may well bear the same title.</summary>
    public bool IsShort => Words < 5;

    /// <summary>Whether it says no more than a name would: one word, or two of which one looks like a name.</summary>
    public bool IsBare => Head is null && Tokens.Length == Words && (Words == 1 || (Words == 2 && Tokens.Any(t => t.IsName)));

    public static WorkTitle Parse(string text)
    {
        var colon = text.AsSpan().IndexOfAny(':', '：');
        var head = colon > 0 && colon < text.Length - 1 && Tokenize(text[..colon], inHead: false) is { Length: >= 1 and <= 4 } words
            && words.All(w => !w.IsStop) ? Folding.Key(text[..colon].Trim()) : null;
        var tokens = head is null ? Tokenize(text, inHead: false) : [.. Tokenize(text[..colon], inHead: true), .. Tokenize(text[colon..], inHead: false)];
        return new WorkTitle(text, tokens, head);
    }

    // Hyphens join ("pre-training" is "pretraining"), every ideograph is a token of its own.
    private static ImmutableArray<TitleToken> Tokenize(string text, bool inHead)
    {
        var tokens = ImmutableArray.CreateBuilder<TitleToken>();
        var word = new StringBuilder();
        var isName = false;
        var previous = ' ';
        foreach (var c in text)
        {
            if (IsIdeograph(c))
            {
                Finish();
                tokens.Add(new TitleToken(c.ToString(), IsStop: false, IsName: true));
            }
            else if (char.IsLetterOrDigit(c) || c == '+')
            {
                isName |= inHead || char.IsDigit(c) || c == '+' || (char.IsUpper(c) && char.IsLetterOrDigit(previous));
                Folding.AppendFolded(word, c);
            }
            else if (!(IsJoint(c) && word.Length > 0))
            {
                Finish();
            }
            previous = c;
        }
        Finish();
        return tokens.DrainToImmutable();

        void Finish()
        {
            if (word.Length > 0)
            {
                var key = word.ToString();
                tokens.Add(new TitleToken(key, StopWords.Contains(key), isName));
            }
            word.Clear();
            isName = false;
        }
    }

    private static bool IsJoint(char c) => c is '-' or '\'' or '\u2019' or '\u2010' or '\u2011' or '\u00AD';

    private static bool IsIdeograph(char c) => c is >= '\u3040' and <= '\u9FFF' or >= '\uAC00' and <= '\uD7AF' or >= '\uF900' and <= '\uFAFF';
}

/// <param name="Key">Folded letters and digits.</param>
/// <param name="IsStop">Whether titles may differ in it.</param>
/// <param name="IsName">Whether it looks like a name or holds a digit, so that a near spelling is another name.</param>
internal readonly record struct TitleToken(string Key, bool IsStop, bool IsName);

/// <summary>How alike two titles are.</summary>
/// <param name="Score">The share of letters in words that both have, in the same order; a word with a typing error counts in part. 1 for the same words.</param>
/// <param name="Typos">Words that match but for a typing error.</param>
/// <param name="OnlyFirst">Words, without stop words, that the first has and the second has not.</param>
/// <param name="OnlySecond">The reverse.</param>
/// <param name="Wall">Whether a name or number differs, which tells versions and systems apart.</param>
internal readonly record struct TitleLikeness(double Score, int Typos, int OnlyFirst, int OnlySecond, bool Wall)
{
    /// <summary>Whether nothing but typing errors and stop words differs.</summary>
    public bool IsSameButForTypos => !Wall && OnlyFirst == 0 && OnlySecond == 0;

    /// <summary>Whether one says what the other says and more.</summary>
    public bool IsPart => !Wall && (OnlyFirst == 0 || OnlySecond == 0);

    /// <summary>Compares word by word: the best alignment that keeps both orders.</summary>
    /// <remarks>Needleman and Wunsch 1970 over words. Time is the product of the numbers of words.</remarks>
    public static TitleLikeness Of(WorkTitle first, WorkTitle second)
    {
        var (a, b) = (first.Tokens, second.Tokens);
        var best = new double[a.Length + 1, b.Length + 1];
        for (var i = a.Length - 1; i >= 0; i--)
        {
            for (var j = b.Length - 1; j >= 0; j--)
                best[i, j] = Math.Max(Step(a, b, i, j, best).Value, Math.Max(best[i + 1, j], best[i, j + 1]));
        }
        int typos = 0, onlyFirst = 0, onlySecond = 0, x = 0, y = 0;
        bool wallFirst = false, wallSecond = false;
        while (x < a.Length || y < b.Length)
        {
            var (value, ofFirst, ofSecond, typo) = x < a.Length && y < b.Length ? Step(a, b, x, y, best) : default;
            if (value > 0 && best[x, y] == value)
            {
                typos += typo ? 1 : 0;
                x += ofFirst;
                y += ofSecond;
            }
            else if (y == b.Length || (x < a.Length && best[x, y] == best[x + 1, y]))
            {
                onlyFirst += a[x].IsStop ? 0 : 1;
                wallFirst |= a[x].IsName && !a[x].IsStop;
                x++;
            }
            else
            {
                onlySecond += b[y].IsStop ? 0 : 1;
                wallSecond |= b[y].IsName && !b[y].IsStop;
                y++;
            }
        }
        var letters = a.Sum(t => t.Key.Length) + b.Sum(t => t.Key.Length);
        // A name that only one of two has is a part left out, unless the other has another word in its place.
        var wall = (wallFirst && onlySecond > 0) || (wallSecond && onlyFirst > 0);
        return new TitleLikeness(letters == 0 ? 0 : best[0, 0] / letters, typos, onlyFirst, onlySecond, wall);
    }

    /// <summary>What the alignment is worth that matches the words at two places: one with one, or one with two that are the same when joined ("Pre training").</summary>
    private static (double Value, int OfFirst, int OfSecond, bool Typo) Step(ImmutableArray<TitleToken> a, ImmutableArray<TitleToken> b, int i, int j, double[,] best)
    {
        var match = Match(a[i], b[j]);
        if (match > 0)
            return (best[i + 1, j + 1] + (match * (a[i].Key.Length + b[j].Key.Length)), 1, 1, match < 1);
        if (i + 1 < a.Length && AreJoined(b[j].Key, a[i].Key, a[i + 1].Key))
            return (best[i + 2, j + 1] + (2 * b[j].Key.Length), 2, 1, false);
        if (j + 1 < b.Length && AreJoined(a[i].Key, b[j].Key, b[j + 1].Key))
            return (best[i + 1, j + 2] + (2 * a[i].Key.Length), 1, 2, false);
        return default;
    }

    private static bool AreJoined(string whole, string start, string end) =>
        whole.Length == start.Length + end.Length && whole.StartsWith(start, StringComparison.Ordinal) && whole.EndsWith(end, StringComparison.Ordinal);

    /// <summary>1 for the same word, 0 for another, between them for a typing error.</summary>
    private static double Match(TitleToken a, TitleToken b)
    {
        if (a.Key == b.Key)
            return 1;
        var length = Math.Min(a.Key.Length, b.Key.Length);
        var allowed = length < 4 || a.IsName || b.IsName || a.Key[0] != b.Key[0] || a.Key[1] != b.Key[1] ? 0 : length < 10 ? 1 : 2;
        // Short words may lose a letter ("Mode" for "Model"), but with another letter they are other words.
        if (allowed == 0 || (length == 4 && a.Key.Length == b.Key.Length) || Math.Abs(a.Key.Length - b.Key.Length) > allowed)
            return 0;
        var distance = Distance(a.Key, b.Key, allowed);
        return distance > allowed ? 0 : 1 - ((double)distance / length);
    }

    /// <summary>The number of letters inserted, left out, changed or swapped with their neighbour; <paramref name="limit"/> + 1 where it is more than the limit.</summary>
    /// <remarks>Optimal string alignment (Damerau 1964).</remarks>
    internal static int Distance(string a, string b, int limit)
    {
        var rows = new int[3][];
        for (var k = 0; k < 3; k++)
            rows[k] = new int[b.Length + 1];
        for (var j = 0; j <= b.Length; j++)
            rows[0][j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            var (row, above, before) = (rows[i % 3], rows[(i - 1) % 3], rows[(i + 1) % 3]);
            var least = row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var cost = a[i - 1] == b[j - 1] ? 0 : 1;
                var value = Math.Min(Math.Min(row[j - 1], above[j]) + 1, above[j - 1] + cost);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                    value = Math.Min(value, before[j - 2] + 1);
                row[j] = value;
                least = Math.Min(least, value);
            }
            if (least > limit)
                return limit + 1;
        }
        return rows[a.Length % 3][b.Length];
    }
}
