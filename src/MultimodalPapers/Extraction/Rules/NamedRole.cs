using MultimodalPapers.Catalogue;

namespace MultimodalPapers.Extraction.Rules;

/// <summary>What the words right behind a model's name say that it is in the system: "a Quillon language backbone", "Lumen encodes the frames".</summary>
internal static class NamedRole
{
    /// <summary>The relation that the words behind a name state; null where they state none.</summary>
    /// <param name="text">The text.</param>
    /// <param name="start">Where the name starts.</param>
    /// <param name="end">Where the name ends.</param>
    /// <param name="type">What kind of model it is. Whatever it is, a "vision encoder" sees; but only a model that speaks is a "language backbone".</param>
    public static Relation? Behind(string text, int start, int end, ModelType? type)
    {
        var rest = text.AsSpan(end);
        // "Lumen-derived", "Lumen-initialized", "Lumen-based"
        var tied = StartOf(rest, Ties);
        rest = rest[tied..];
        if (rest is not [' ', ..])
            return null;
        rest = rest[1..];
        if (type == ModelType.Encoder && (StartOf(rest, Seeing) > 0 || (tied > 0 && StartOf(rest, Eyes) > 0)))
            return Relation.UsesEncoder;
        if (IsEncoder(rest) && (tied > 0 || IsPresent(text.AsSpan(0, start).TrimEnd())))
            return Relation.UsesEncoder;
        if (type != ModelType.LanguageModel || tied > 0)
            return null;
        rest = rest[StartOf(rest, Adjectives)..];
        return StartOf(rest, Speakers) > 0 ? Relation.UsesBackbone : null;
    }

    // "the Lumen encoder", but not "outdone by a giant Lumen encoder".
    private static bool IsPresent(ReadOnlySpan<char> before)
    {
        if (before is [] or [.., '.' or ':' or '\n'])
            return true;
        var word = before[(before.LastIndexOf(' ') + 1)..];
        foreach (var opener in Openers)
        {
            if (word.Equals(opener, StringComparison.OrdinalIgnoreCase))
                return true;
        }
        return false;
    }

    // "vision encoder", "vision and Lumen-derived audio encoders", "temporal encoding"
    private static bool IsEncoder(ReadOnlySpan<char> rest)
    {
        var sense = StartOf(rest, Senses);
        if (sense == 0)
            return false;
        if (rest[sense..].StartsWith("encod"))
            return true;
        if (!rest[sense..].StartsWith("and "))
            return false;
        var soon = rest[sense..Math.Min(rest.Length, sense + 40)];
        var encoders = soon.IndexOf("encoders");
        return encoders > 0 && !soon[..encoders].ContainsAny(".,;");
    }

    private static int StartOf(ReadOnlySpan<char> text, string[] words)
    {
        foreach (var word in words)
        {
            if (text.StartsWith(word, StringComparison.OrdinalIgnoreCase))
                return word.Length;
        }
        return 0;
    }

    private static readonly string[] Openers = ["the", "a", "an", "frozen", "pretrained", "pre-trained", "with", "for", "and"];
    private static readonly string[] Ties = ["-derived", "-initialized", "-initialised"];
    private static readonly string[] Seeing = ["encodes ", "extracts "];
    private static readonly string[] Eyes = ["vision transformer", "ViT"];
    private static readonly string[] Senses = ["vision ", "visual ", "image ", "video ", "audio ", "speech ", "spatial ", "temporal "];
    private static readonly string[] Adjectives = ["small ", "large ", "frozen ", "pretrained "];
    private static readonly string[] Speakers = ["language backbone", "LLM backbone", "language decoder", "language model consumes", "language model processes", "language model receives", "decoder"];
}
