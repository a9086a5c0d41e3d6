using MultimodalPapers.Reading;

namespace MultimodalPapers.Extraction;

/// <summary>Cuts quotes from source lines.</summary>
internal static class Quotes
{
    /// <summary>The longest quote, in UTF-16 characters.</summary>
    public const int MaxLength = 80;

    /// <summary>Where a quote of a name begins so that it shows the words that govern it: "based on the pretrained BLIP-2".</summary>
    /// <returns>The name's own start where the words are too far away, or in another line.</returns>
    public static int FromCue(PartText part, int start, int end)
    {
        if (part.CueBefore(start, MaxLength) is not { } cue || end - cue.Start > MaxLength)
            return start;
        return part.Part.Text.At(cue.Start).Line == part.Part.Text.At(end - 1).Line ? cue.Start : start;
    }

    /// <summary>The line of a stretch of text and the words that stand there in the source.</summary>
    /// <returns>An empty quote where the text has no place in the source.</returns>
    public static (int Line, QuoteAt Quote) Cut(SourceText source, MappedText text, int start, int length)
    {
        if (length <= 0 || text.Runs.IsDefaultOrEmpty)
            return default;
        var (line, column) = text.At(start);
        var (lastLine, lastColumn) = text.At(start + length - 1);
        if (!source.Holds(line))
            return default;
        var whole = source.Line(line);
        var end = lastLine == line ? lastColumn + 1 : whole.Length;
        if (column < 0 || column >= whole.Length || end <= column)
            return default;
        var quote = whole[column..Math.Min(end, whole.Length)];
        if (quote.Length > MaxLength)
            quote = quote[..(char.IsHighSurrogate(quote[MaxLength - 1]) ? MaxLength - 1 : MaxLength)];
        var trimmed = quote.TrimStart();
        return (line, new QuoteAt(source.Text, source.StartOf(line) + column + quote.Length - trimmed.Length, trimmed.TrimEnd().Length));
    }
}

/// <summary>A quote that is still a part of a text: most are never asked for.</summary>
/// <param name="Text">Holds it; null where it is empty.</param>
/// <param name="Start">Index in the text.</param>
/// <param name="Length">In UTF-16 characters.</param>
internal readonly record struct QuoteAt(string? Text, int Start, int Length)
{
    public bool IsEmpty => Length == 0;

    public override string ToString() => Text is null ? "" : Text.Substring(Start, Length);
}
