namespace MultimodalPapers.Reading;

/// <param name="Label">What it means.</param>
/// <param name="Start">First character of the label.</param>
/// <param name="End">Behind its last.</param>
/// <param name="ContentStart">Behind its colon.</param>
/// <param name="Known">Whether it is one of the labels that lists use, and not only set off as a label.</param>
internal readonly record struct LineField(FieldLabel Label, int Start, int End, int ContentStart, bool Known);

/// <summary>Finds the labels that open lines: <c>**Paper**: ...</c>, <c>Authors: ...</c>, <c>`Backbone`: ...</c>.</summary>
internal static class FieldLabels
{
    private const int Longest = 48;

    /// <summary>The label at the start of a line; <see cref="FieldMeaning.Unknown"/> where there is none.</summary>
    public static LineField At(Flow flow, int start, int end)
    {
        var text = flow.Text;
        var at = start;
        while (at < end && !char.IsLetterOrDigit(text[at]) && text[at] != '#')
            at++;
        if (at >= end)
            return default;
        var styled = StyledAt(flow, at);
        var colon = text.AsSpan(at, Math.Min(end, at + Longest) - at).IndexOfAny(':', '：');
        if (colon > 0 && !text.AsSpan(at + colon).StartsWith("://") && !IsIdentifier(text, at + colon) && !IsInTitle(flow, at, at + colon, styled))
        {
            var known = Labels.Of(text.AsSpan(at, colon));
            if (known.Meaning != FieldMeaning.Unknown)
                return new LineField(known, at, at + colon, at + colon + 1, true);
            if (styled is { } s && s.End >= at + colon && s.End <= at + colon + 2 && s.End - at < 40)
                return new LineField(new FieldLabel(FieldMeaning.Part), at, at + colon, at + colon + 1, false);
        }
        if (styled is { } bare && bare.End < end && bare.End - at < 30 && Labels.Of(text.AsSpan(at, bare.End - at)) is { Meaning: not FieldMeaning.Unknown } meaning
            && flow.Covering(SpanKind.Link, at, bare.End) is null)
            return new LineField(meaning, at, bare.End, bare.End, true);
        return default;
    }

    private static FlowSpan? StyledAt(Flow flow, int at) =>
        flow.Covering(SpanKind.Bold, at, at + 1) ?? flow.Covering(SpanKind.Code, at, at + 1) ?? flow.Covering(SpanKind.Italic, at, at + 1);

    // "**Video: A Survey**" and "[Data: ...](url)" are titles that begin with a label's word.
    private static bool IsInTitle(Flow flow, int at, int colon, FlowSpan? styled) =>
        styled is { } span && span.End > colon + 2 && span.Kind == SpanKind.Bold || flow.Covering(SpanKind.Link, at, colon + 1) is not null;

    // "arXiv:2305.01278" is no field.
    private static bool IsIdentifier(string text, int colon) =>
        colon + 1 < text.Length && char.IsAsciiDigit(text[colon + 1]) && colon >= 5 && text.AsSpan(colon - 5, 5).Equals("arXiv", StringComparison.OrdinalIgnoreCase);
}
