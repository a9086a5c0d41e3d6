using MultimodalPapers.Extraction;

namespace MultimodalPapers.Catalogue;

/// <summary>Decides whether what stands beside a spelling makes it a part of another, longer name.</summary>
/// <remarks>
/// Digits and version tokens are walls: <c>LLaMA-2</c>, <c>LLaMA 3.1</c> and <c>Vicuna v1.5</c> are not LLaMA and Vicuna, and <c>LLaVA-UHD</c>, <c>Video-LLaMA</c>
/// are names of their own. A hyphen with an ordinary word (<c>CLIP-based</c>, <c>non-diffusion</c>) makes no other name.
/// </remarks>
internal static class NameWalls
{
    private static readonly HashSet<string> SuffixWords = new(StringComparer.OrdinalIgnoreCase)
    {
        "based", "like", "style", "enhanced", "guided", "only", "tuned", "generated", "level", "free", "driven", "aware", "augmented", "trained", "pretrained",
        "finetuned", "initialized", "family", "series", "scale", "class", "type", "model", "models", "backbone", "encoder", "decoder", "architecture", "layer", "layers",
        "training", "tuning", "loss", "and", "or", "vs", "to", "powered", "as", "judge", "score", "features", "feature", "embedding", "embeddings", "space", "quality",
        "inspired", "related", "specific", "compatible", "fine", "pre", "instruction", "generator", "benchmark", "dataset", "method", "methods", "agnostic", "led", "affiliated",
        "hf", "gguf", "awq", "gptq", "fp16", "bf16", "int4", "int8",
    };

    private static readonly HashSet<string> PrefixWords = new(StringComparer.OrdinalIgnoreCase)
    {
        "pre", "post", "non", "multi", "single", "pseudo", "anti", "few", "like", "frozen", "vanilla", "original", "standard", "to", "and", "or", "vs", "ex", "co", "dual", "all",
    };

    private static readonly HashSet<string> NotVersions = new(StringComparer.OrdinalIgnoreCase)
    {
        "times", "x", "layers", "layer", "samples", "images", "videos", "epochs", "steps", "tokens", "points", "percent", "years", "months", "days", "hours", "tasks", "benchmarks",
        "datasets", "models", "different", "other", "new", "more", "of", "out", "billion", "million", "trillion", "languages", "categories", "classes", "gpus", "shot", "bit", "papers",
    };

    private static readonly HashSet<string> VariantWords = new(StringComparer.Ordinal) { "Pro", "Ultra", "Nano", "Flash", "Turbo", "Plus", "Max", "Lite", "Mini", "Next", "NeXT" };

    /// <summary>Whether the spelling may begin at <paramref name="start"/>.</summary>
    /// <param name="text">The text.</param>
    /// <param name="start">Index of the spelling.</param>
    /// <param name="end">Index after it.</param>
    /// <param name="kind">What the spelling names.</param>
    /// <param name="sizeBefore">Whether a size is joined to it by a hyphen.</param>
    public static bool OpenBefore(ReadOnlySpan<char> text, int start, int end, ThingKind kind, bool sizeBefore)
    {
        if (start == 0 || !WordEdges.IsWord(text[start]))
            return true;
        var c = text[start - 1];
        if (WordEdges.IsWord(c))
            return false;
        if (start == 1)
            return true;
        if (c == '.' && char.IsAsciiDigit(text[start]) && char.IsAsciiDigit(text[start - 2]))
            return false;
        if (!WordEdges.IsHyphen(c) || sizeBefore)
            return true;
        var word = WordEdges.WordBefore(text, start - 1);
        return word.IsEmpty || PrefixWords.GetAlternateLookup<ReadOnlySpan<char>>().Contains(word) || IsPlainCompound(word, text[start..end], kind);
    }

    /// <summary><c>text-guided-diffusion</c>: ordinary lower-case words before a technique that is written as one.</summary>
    private static bool IsPlainCompound(ReadOnlySpan<char> before, ReadOnlySpan<char> name, ThingKind kind) =>
        kind == ThingKind.Technique && before.Length > 2 && before.IndexOfAnyExceptInRange('a', 'z') < 0 && !ContainsUpper(name) && name.Length > 4;

    /// <summary>Whether the spelling may end at <paramref name="end"/>, sizes after it not counted.</summary>
    public static bool OpenAfter(ReadOnlySpan<char> text, int end, ThingKind kind)
    {
        if (end >= text.Length || !WordEdges.IsWord(text[end - 1]))
            return true;
        var c = text[end];
        if (WordEdges.IsWord(c))
            return false;
        if (end + 1 >= text.Length)
            return c != '+';
        var next = text[end + 1];
        return c switch
        {
            '.' => !(char.IsAsciiDigit(next) || char.IsAsciiLetterLower(next)),
            '+' => char.IsLetter(next),
            _ when WordEdges.IsHyphen(c) => !WordEdges.IsWord(next) || IsSuffix(WordEdges.WordAt(text, end + 1)),
            _ when WordEdges.IsSpace(c) => kind is ThingKind.Organization or ThingKind.Technique || !IsOtherVersion(text, end + 1, kind),
            _ => true,
        };
    }

    /// <summary>Whether a hyphen and this word leave the name before it what it is.</summary>
    public static bool IsSuffix(ReadOnlySpan<char> word) =>
        SuffixWords.GetAlternateLookup<ReadOnlySpan<char>>().Contains(word)
        || (word.Length >= 6 && !ContainsUpper(word[1..])
            && (word.EndsWith("ed", StringComparison.Ordinal) || word.EndsWith("ing", StringComparison.Ordinal)) && word is not ("mixed" or "embed"));

    /// <summary>A number or version after a space: <c>LLaMA 2</c>, <c>Vicuna v1.5</c>, <c>Gemini Pro</c>; but no year and no count (<c>CLIP 3 times</c>).</summary>
    private static bool IsOtherVersion(ReadOnlySpan<char> text, int at, ThingKind kind)
    {
        var word = WordEdges.WordAt(text, at);
        if (word.IsEmpty)
            return false;
        if (word[0] is 'v' or 'V' && word.Length is >= 2 and <= 4 && word[1..].IndexOfAnyExceptInRange('0', '9') < 0)
            return true;
        if (kind == ThingKind.Model && VariantWords.GetAlternateLookup<ReadOnlySpan<char>>().Contains(word)
            && !(at + word.Length < text.Length && WordEdges.IsHyphen(text[at + word.Length])))
            return true;
        if (word.IndexOfAnyExceptInRange('0', '9') >= 0)
            return false;
        var end = at + word.Length;
        if (end + 1 < text.Length && text[end] == '.' && char.IsAsciiDigit(text[end + 1]))
            return WordEdges.WordAt(text, end + 1).IndexOfAnyExceptInRange('0', '9') < 0;
        if (word.Length > 3)
            return false;
        if (end >= text.Length)
            return true;
        if (text[end] is '%' or '×' or '/' || WordEdges.IsIdeograph(text[end]))
            return false;
        var after = WordEdges.IsSpace(text[end]) || WordEdges.IsHyphen(text[end]) ? WordEdges.WordAt(text, end + 1) : [];
        return !NotVersions.GetAlternateLookup<ReadOnlySpan<char>>().Contains(after);
    }

    private static bool ContainsUpper(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            if (char.IsUpper(c))
                return true;
        }
        return false;
    }
}
