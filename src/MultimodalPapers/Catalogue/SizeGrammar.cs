using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;

namespace MultimodalPapers.Catalogue;

/// <summary>A size in a text.</summary>
/// <param name="Start">Index in the text.</param>
/// <param name="Length">Length as written, with a following <c>parameters</c>.</param>
/// <param name="Size">A parameter count such as <c>7B</c>, or a label such as <c>XL</c> or <c>ViT-L/14</c>.</param>
/// <param name="IsCount">Whether it is a parameter count.</param>
public readonly record struct SizeAt(int Start, int Length, string Size, bool IsCount)
{
    public int End => Start + Length;
}

/// <summary>Reads the sizes that stand with model names: parameter counts, size labels, and lists of them.</summary>
/// <remarks>
/// A count is a number with B, M or T, or with billion, million, trillion or 亿; it is written as the number and the capital letter (<c>7 billion</c>,
/// <c>7b</c> and <c>70亿</c> are <c>7B</c>). A number that counts something else (<c>1.4T tokens</c>) is no size. Labels are words such as base and XXL,
/// patch sizes such as <c>L/14+</c>, and encoder shapes such as <c>ViT-L-336px</c>; they stay as written.
/// </remarks>
public static class SizeGrammar
{
    private const int LongestBefore = 40;
    private static readonly SearchValues<char> ResNetSigns = SearchValues.Create("0123456789x");

    private static readonly HashSet<string> SizeWords = new(StringComparer.OrdinalIgnoreCase)
    {
        "tiny", "mini", "small", "base", "medium", "large", "huge", "giant", "xs", "xl", "xxl", "xlarge", "xxlarge",
    };

    private static readonly HashSet<string> CapitalSizeWords = new(StringComparer.Ordinal) { "XS", "XL", "XXL", "XLarge", "XXLarge" };

    private static readonly HashSet<string> ShapeLetters = new(StringComparer.Ordinal)
    {
        "Ti", "S", "B", "L", "H", "G", "g", "E", "e", "XL", "XXL", "bigG", "tiny", "small", "base", "large", "huge", "giant", "Tiny", "Small", "Base", "Large", "Huge", "Giant",
    };

    /// <summary>What a number counts if it is not a model's parameters.</summary>
    private static readonly HashSet<string> CountedThings = new(StringComparer.OrdinalIgnoreCase)
    {
        "token", "tokens", "image", "images", "pair", "pairs", "sample", "samples", "frame", "frames", "video", "videos", "clip", "clips", "example", "examples",
        "instance", "instances", "word", "words", "document", "documents", "page", "pages", "hour", "hours", "people", "users", "flops", "dollars", "text", "texts",
        "multimodal", "interleaved", "alt",
    };

    /// <summary>All parameter counts in a text, in order; labels are sizes only beside a name, so they are not looked for.</summary>
    public static ImmutableArray<SizeAt> Counts(ReadOnlySpan<char> text)
    {
        var counts = ImmutableArray.CreateBuilder<SizeAt>();
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsAsciiDigit(text[i]) || (i > 0 && (WordEdges.IsWord(text[i - 1]) || text[i - 1] == '.')))
                continue;
            if (!TryCount(text, i, out var size))
                continue;
            counts.Add(size);
            i = size.End - 1;
        }
        return counts.ToImmutable();
    }

    /// <summary>The sizes that follow a model's name, adding them to <paramref name="sizes"/>.</summary>
    /// <param name="text">The text.</param>
    /// <param name="nameEnd">Index after the name.</param>
    /// <param name="isVision">Whether single letters (<c>-L</c>) are sizes of the model too: they are those of encoders and generators.</param>
    /// <param name="sizes">Receives the sizes; null stays null where there are none.</param>
    /// <returns>Index after the last size; <paramref name="nameEnd"/> where there is none.</returns>
    internal static int ReadAfter(ReadOnlySpan<char> text, int nameEnd, bool isVision, ref List<string>? sizes)
    {
        if (nameEnd >= text.Length)
            return nameEnd;
        var c = text[nameEnd];
        if (char.IsAsciiDigit(c))
            return !char.IsAsciiDigit(text[nameEnd - 1]) && TryCount(text, nameEnd, out var glued) ? ReadMore(text, glued, isVision, ref sizes) : nameEnd;
        var shared = ReadShared(text, nameEnd, ref sizes);
        if (shared > nameEnd)
            return shared;
        if (WordEdges.IsHyphen(c))
            return TrySize(text, nameEnd + 1, afterHyphen: true, isVision, out var joined) ? ReadMore(text, joined, isVision, ref sizes) : nameEnd;
        if (IsOpening(c))
            return ReadParentheses(text, nameEnd, isVision, nameEnd, ref sizes);
        if (!WordEdges.IsSpace(c) || nameEnd + 1 >= text.Length)
            return nameEnd;
        if (IsOpening(text[nameEnd + 1]))
            return ReadParentheses(text, nameEnd + 1, isVision, nameEnd, ref sizes);
        if (TrySize(text, nameEnd + 1, afterHyphen: false, isVision, out var parted))
            return ReadMore(text, parted, isVision, ref sizes);
        if (text[(nameEnd + 1)..].StartsWith("with ", StringComparison.Ordinal) && TryCount(text, nameEnd + 6, out var counted) && NamesParameters(text[..counted.End]))
            return ReadMore(text, counted, isVision, ref sizes);
        return nameEnd;
    }

    /// <summary>The counts that stand before a model's name (<c>the 7B and 13B Vicuna</c>, <c>5.0B-parameter EVA</c>), adding them in order.</summary>
    /// <param name="text">The text.</param>
    /// <param name="nameStart">Index of the name.</param>
    /// <param name="from">Index before which nothing may be taken: what stands there belongs to another name.</param>
    /// <param name="sizes">Receives the sizes; null stays null where there are none.</param>
    /// <returns>Whether the name is joined to a size by a hyphen (<c>7B-LLaMA</c>).</returns>
    internal static bool ReadBefore(ReadOnlySpan<char> text, int nameStart, int from, ref List<string>? sizes)
    {
        from = Math.Max(from, nameStart - LongestBefore);
        if (nameStart - from < 3 || !(WordEdges.IsSpace(text[nameStart - 1]) || WordEdges.IsHyphen(text[nameStart - 1]) || text[nameStart - 1] == '的'))
            return false;
        for (var start = Math.Max(from, 0); start < nameStart - 1; start++)
        {
            if (!char.IsAsciiDigit(text[start]) || (start > 0 && IsInsideWord(text, start)))
                continue;
            List<string>? found = null;
            if (!TryCount(text, start, out var first) || first.End >= nameStart)
                continue;
            var end = ReadMore(text[..(nameStart - 1)], first, isVision: false, ref found);
            if (end != nameStart - 1)
                continue;
            (sizes ??= []).AddRange(found!);
            return WordEdges.IsHyphen(text[nameStart - 1]);
        }
        return false;
    }

    private static bool IsInsideWord(ReadOnlySpan<char> text, int start) =>
        WordEdges.IsWord(text[start - 1]) || text[start - 1] == '.' || (WordEdges.IsHyphen(text[start - 1]) && start > 1 && WordEdges.IsWord(text[start - 2]));

    /// <summary>The list that goes on after a first size: <c>7B/13B</c>, <c>7B, 13B and 33B</c>, <c>XL (3B)</c>, <c>7B-65B</c>.</summary>
    private static int ReadMore(ReadOnlySpan<char> text, SizeAt first, bool isVision, ref List<string>? sizes)
    {
        Add(ref sizes, first.Size);
        var (last, end) = (first, first.End);
        while (true)
        {
            var open = end < text.Length && WordEdges.IsSpace(text[end]) ? end + 1 : end;
            if (open < text.Length && IsOpening(text[open]))
            {
                var closed = ReadParentheses(text, open, isVision, end, ref sizes);
                return closed;
            }
            var next = SkipJoiner(text, end, out var isRange);
            if (next == end || !TrySize(text, next, afterHyphen: !last.IsCount, isVision: isVision && !last.IsCount, out var size))
                return end;
            if (isRange && !size.IsCount)
                return end;
            if (BelongsToNextName(text, size, next - end) || (!size.IsCount && !EndsItem(text, size.End)))
                return end;
            Add(ref sizes, size.Size);
            (last, end) = (size, size.End);
        }
    }

    /// <summary>In <c>LLaMA-7B and 13B Vicuna</c> the second size is the next name's; in <c>7B/13B Vicuna</c> both are one list.</summary>
    private static bool BelongsToNextName(ReadOnlySpan<char> text, SizeAt size, int joinerLength) =>
        joinerLength > 1 && size.End + 1 < text.Length && WordEdges.IsSpace(text[size.End]) && char.IsAsciiLetterUpper(text[size.End + 1]);

    /// <summary>Counts that share the unit of the last: <c>-7|13B</c>, <c> 7/13/33B</c>.</summary>
    private static int ReadShared(ReadOnlySpan<char> text, int nameEnd, ref List<string>? sizes)
    {
        if (!WordEdges.IsHyphen(text[nameEnd]) && !WordEdges.IsSpace(text[nameEnd]))
            return nameEnd;
        var start = nameEnd + 1;
        var end = start;
        while (end < text.Length && (char.IsAsciiDigit(text[end]) || (text[end] is '.' or '/' or '|' && end + 1 < text.Length && char.IsAsciiDigit(text[end + 1]))))
            end++;
        var last = text[start..end].LastIndexOfAny('/', '|');
        if (last < 1 || !TryCount(text, start + last + 1, out var count) || count.End < end + 1)
            return nameEnd;
        foreach (var range in text[start..(start + last)].SplitAny('/', '|'))
            Add(ref sizes, string.Concat(text[start..][range], count.Size.AsSpan(count.Size.Length - 1)));
        Add(ref sizes, count.Size);
        return count.End;
    }

    private static int ReadParentheses(ReadOnlySpan<char> text, int open, bool isVision, int otherwise, ref List<string>? sizes)
    {
        var at = SkipSpaces(text, open + 1);
        var end = otherwise;
        while (at < text.Length)
        {
            if (text[at] is '~' or '≈')
                at++;
            if (!TrySize(text, at, afterHyphen: true, isVision, out var size) || (!size.IsCount && !EndsItem(text, size.End)))
                break;
            Add(ref sizes, size.Size);
            end = size.End;
            var after = SkipSpaces(text, end);
            if (after < text.Length && text[after] is ')' or '）')
                return after + 1;
            at = SkipJoiner(text, end, out _);
            if (at == end)
                break;
        }
        return end;
    }

    private static bool EndsItem(ReadOnlySpan<char> text, int end)
    {
        var at = SkipSpaces(text, end);
        if (at >= text.Length || !WordEdges.IsWord(text[at]))
            return !(end + 1 < text.Length && WordEdges.IsHyphen(text[end]) && WordEdges.IsWord(text[end + 1]));
        var word = WordEdges.WordAt(text, at);
        return at > end && (word is "and" or "or" or "to" || char.IsAsciiDigit(word[0]));
    }

    private static int SkipSpaces(ReadOnlySpan<char> text, int at)
    {
        while (at < text.Length && WordEdges.IsSpace(text[at]))
            at++;
        return at;
    }

    /// <summary>Index after what joins two sizes of a list; <paramref name="at"/> where nothing does.</summary>
    private static int SkipJoiner(ReadOnlySpan<char> text, int at, out bool isRange)
    {
        isRange = false;
        var i = SkipSpaces(text, at);
        if (i >= text.Length)
            return at;
        var spaced = i > at;
        switch (text[i])
        {
            case '/' or '&' or '、' or '，' or ';' or '；' or '和' or '与' or '或' or '|':
                i++;
                break;
            case ',':
                i = SkipSpaces(text, i + 1);
                if (SkipWord(text, i, "and") is var and && and > i)
                    i = and;
                else if (SkipWord(text, i, "or") is var or && or > i)
                    i = or;
                break;
            case '~' or '-' or '\u2013' or '至' or '到' or '～':
                i++;
                isRange = true;
                break;
            default:
                var start = i;
                i = spaced ? Math.Max(SkipWord(text, i, "and"), SkipWord(text, i, "or")) : i;
                if (i == start && spaced)
                    (i, isRange) = (SkipWord(text, i, "to"), true);
                if (i == start)
                    return at;
                break;
        }
        i = SkipSpaces(text, i);
        return !isRange && i < text.Length && WordEdges.IsHyphen(text[i]) ? i + 1 : i;
    }

    private static int SkipWord(ReadOnlySpan<char> text, int at, string word) =>
        text[at..].StartsWith(word, StringComparison.Ordinal) && at + word.Length < text.Length && WordEdges.IsSpace(text[at + word.Length]) ? at + word.Length + 1 : at;

    private static bool TrySize(ReadOnlySpan<char> text, int at, bool afterHyphen, bool isVision, out SizeAt size) =>
        TryCount(text, at, out size) || TryShape(text, at, afterHyphen, out size) || TryLabel(text, at, afterHyphen, isVision, out size);

    private static bool TryCount(ReadOnlySpan<char> text, int at, out SizeAt size)
    {
        size = default;
        var digits = at;
        while (digits < text.Length && char.IsAsciiDigit(text[digits]))
            digits++;
        if (digits == at || digits - at > 5)
            return false;
        var end = digits;
        if (end + 1 < text.Length && text[end] == '.' && char.IsAsciiDigit(text[end + 1]))
        {
            end++;
            while (end < text.Length && char.IsAsciiDigit(text[end]))
                end++;
        }
        var number = text[at..end];
        if (number.Length > 9 || !TryUnit(text, ref end, number, out var count))
            return false;
        end = SkipParameters(text, end, out var named);
        if (!named && CountsSomethingElse(text, end))
            return false;
        size = new SizeAt(at, end - at, count, IsCount: true);
        return true;
    }

    private static bool TryUnit(ReadOnlySpan<char> text, ref int end, ReadOnlySpan<char> number, out string count)
    {
        count = "";
        if (end >= text.Length)
            return false;
        if (text[end] == '亿')
        {
            end++;
            var hundredMillions = double.Parse(number, CultureInfo.InvariantCulture);
            count = hundredMillions >= 10
                ? (hundredMillions / 10).ToString("0.###", CultureInfo.InvariantCulture) + "B"
                : (hundredMillions * 100).ToString("0.###", CultureInfo.InvariantCulture) + "M";
            return true;
        }
        var letter = text[end] switch { 'B' or 'b' => 'B', 'M' or 'm' => 'M', 'T' => 'T', _ => '\0' };
        if (letter != '\0' && !(end + 1 < text.Length && WordEdges.IsWord(text[end + 1])))
        {
            end++;
            count = string.Concat(number, [letter]);
            return true;
        }
        var wordStart = WordEdges.IsSpace(text[end]) || WordEdges.IsHyphen(text[end]) ? end + 1 : end;
        var word = WordEdges.WordAt(text, wordStart);
        letter = word switch { "billion" or "Billion" => 'B', "million" or "Million" => 'M', "trillion" or "Trillion" => 'T', _ => '\0' };
        if (letter == '\0')
            return false;
        end = wordStart + word.Length;
        count = string.Concat(number, [letter]);
        return true;
    }

    /// <summary>Index after <c>-parameter</c>, <c> parameters</c>, <c>参数</c>; the same index where none follows.</summary>
    private static int SkipParameters(ReadOnlySpan<char> text, int end, out bool named)
    {
        named = true;
        if (text[end..].StartsWith("参数量", StringComparison.Ordinal))
            return end + 3;
        if (text[end..].StartsWith("参数", StringComparison.Ordinal))
            return end + 2;
        if (end < text.Length && (WordEdges.IsSpace(text[end]) || WordEdges.IsHyphen(text[end])))
        {
            var word = WordEdges.WordAt(text, end + 1);
            if (word is "parameter" or "parameters" or "param" or "params" or "Parameters" or "sized")
                return end + 1 + word.Length;
        }
        named = false;
        return end;
    }

    private static bool NamesParameters(ReadOnlySpan<char> text) =>
        text.EndsWith("parameters", StringComparison.OrdinalIgnoreCase) || text.EndsWith("params", StringComparison.OrdinalIgnoreCase) || text.EndsWith("参数", StringComparison.Ordinal);

    private static bool CountsSomethingElse(ReadOnlySpan<char> text, int end) =>
        end + 1 < text.Length && (WordEdges.IsSpace(text[end]) || WordEdges.IsHyphen(text[end]))
        && CountedThings.GetAlternateLookup<ReadOnlySpan<char>>().Contains(WordEdges.WordAt(text, end + 1));

    /// <summary>An encoder's shape: <c>ViT-L-336px</c>, <c>ViT-L/14@336px</c>, <c>RN50x64</c>, <c>So400m</c>, <c>L/14+</c>.</summary>
    private static bool TryShape(ReadOnlySpan<char> text, int at, bool afterHyphen, out SizeAt size)
    {
        size = default;
        var word = WordEdges.WordAt(text, at);
        if (word.IsEmpty)
            return false;
        var end = at + word.Length;
        if (word.Equals("ViT", StringComparison.OrdinalIgnoreCase) && TryShapeTail(text, ref end))
        {
            size = new SizeAt(at, end - at, text[at..end].ToString(), IsCount: false);
            return true;
        }
        if (word is "ViT" && afterHyphen && at > 0 && WordEdges.IsHyphen(text[at - 1]) && !(end < text.Length && WordEdges.IsHyphen(text[end])))
        {
            size = new SizeAt(at, end - at, "ViT", IsCount: false);
            return true;
        }
        var isShape = IsResNet(word) || IsSo(word) || (afterHyphen && IsResolution(word));
        if (!isShape && ShapeLetters.GetAlternateLookup<ReadOnlySpan<char>>().Contains(word))
            isShape = TryPatch(text, ref end);
        if (!isShape)
            return false;
        TryPatch(text, ref end);
        size = new SizeAt(at, end - at, text[at..end].ToString(), IsCount: false);
        return true;
    }

    private static bool TryShapeTail(ReadOnlySpan<char> text, ref int end)
    {
        var start = end;
        while (end < text.Length)
        {
            if (TryPatch(text, ref end))
                continue;
            if (!WordEdges.IsHyphen(text[end]))
                break;
            var word = WordEdges.WordAt(text, end + 1);
            var isPart = !word.IsEmpty && (ShapeLetters.GetAlternateLookup<ReadOnlySpan<char>>().Contains(word) || IsResolution(word) || IsDigits(word) || IsSo(word)
                || word.StartsWith("patch", StringComparison.Ordinal));
            if (!isPart)
                break;
            end += 1 + word.Length;
        }
        return end > start;
    }

    /// <summary><c>/14</c>, <c>/14+</c>, <c>@336px</c>.</summary>
    private static bool TryPatch(ReadOnlySpan<char> text, ref int end)
    {
        if (end + 1 >= text.Length || text[end] is not ('/' or '@'))
            return false;
        var word = WordEdges.WordAt(text, end + 1);
        if (word.IsEmpty || !(IsDigits(word) || IsResolution(word)))
            return false;
        end += 1 + word.Length;
        if (end < text.Length && text[end] == '+')
            end++;
        return true;
    }

    private static bool IsDigits(ReadOnlySpan<char> word) => word.Length is 1 or 2 or 3 && word.IndexOfAnyExceptInRange('0', '9') < 0;

    private static bool IsResolution(ReadOnlySpan<char> word) => word.EndsWith("px", StringComparison.Ordinal) && IsDigits(word[..^2]);

    private static bool IsSo(ReadOnlySpan<char> word) =>
        word.Length is 5 or 6 && word.StartsWith("so", StringComparison.OrdinalIgnoreCase) && word[^1] is 'm' or 'M' && IsDigits(word[2..^1]);

    private static bool IsResNet(ReadOnlySpan<char> word) =>
        word.Length is >= 4 and <= 7 && word.StartsWith("RN", StringComparison.Ordinal) && !word[2..].ContainsAnyExcept(ResNetSigns) && char.IsAsciiDigit(word[2]);

    /// <summary>A size word. Without a hyphen before it only capital ones count, and others only at the end of what is said: <c>LLaMA large models</c> says no size.</summary>
    private static bool TryLabel(ReadOnlySpan<char> text, int at, bool afterHyphen, bool isVision, out SizeAt size)
    {
        size = default;
        var word = WordEdges.WordAt(text, at);
        if (word.IsEmpty || word.Length > 7)
            return false;
        var end = at + word.Length;
        var isLabel = afterHyphen
            ? SizeWords.GetAlternateLookup<ReadOnlySpan<char>>().Contains(word) || (isVision && word.Length == 1 && ShapeLetters.GetAlternateLookup<ReadOnlySpan<char>>().Contains(word))
            : CapitalSizeWords.GetAlternateLookup<ReadOnlySpan<char>>().Contains(word)
                || (SizeWords.GetAlternateLookup<ReadOnlySpan<char>>().Contains(word) && (end >= text.Length || text[end] is ',' or ')' or '.' or ';' or '/' or '）' or '，'));
        if (!isLabel || (end + 1 < text.Length && text[end] == '.' && char.IsAsciiDigit(text[end + 1])))
            return false;
        size = new SizeAt(at, end - at, word.ToString(), IsCount: false);
        return true;
    }

    private static bool IsOpening(char c) => c is '(' or '（' or '[';

    private static void Add(ref List<string>? sizes, string size)
    {
        sizes ??= [];
        if (!sizes.Contains(size))
            sizes.Add(size);
    }
}
