using Markdig.Syntax.Inlines;

namespace MultimodalPapers.Reading;

/// <summary>Reads Markdig's inlines into a flow.</summary>
internal sealed class InlineReader(SourceText source, FlowBuilder builder)
{
    private readonly InlineTags _tags = new(builder);

    public void Read(ContainerInline container)
    {
        for (var inline = container.FirstChild; inline is not null; inline = inline.NextSibling)
            ReadInline(inline);
        if (container.Parent is null)
            _tags.CloseAll();
    }

    private void ReadInline(Inline inline)
    {
        // Nearly all inlines are of these types, which no parser of the pipeline extends. They are open all the same: a pattern would look through the ancestors of each.
        var type = inline.GetType();
        if (type == typeof(LiteralInline))
            ReadLiteral((LiteralInline)inline);
        else if (type == typeof(LineBreakInline))
            builder.Break(inline.Span.Start);
        else if (type == typeof(LinkInline))
            ReadLink((LinkInline)inline);
        else if (type == typeof(EmphasisInline))
            ReadEmphasis((EmphasisInline)inline);
        else
            ReadOther(inline);
    }

    private void ReadOther(Inline inline)
    {
        switch (inline)
        {
            case CodeInline code:
                var start = builder.Length;
                builder.Append(code.ContentSpan, Locate(code.ContentSpan, code.Span.Start + code.DelimiterCount));
                builder.Add(SpanKind.Code, start);
                break;
            case AutolinkInline auto:
                var from = builder.Length;
                builder.Append(auto.Url, auto.Span.Start + 1);
                if (!auto.IsEmail)
                    builder.Add(SpanKind.Link, from, auto.Url, auto.Span.Start + 1);
                break;
            case HtmlInline html:
                _tags.Read(html.Tag, html.Span.Start);
                break;
            case HtmlEntityInline entity:
                builder.Append(entity.Transcoded.AsSpan(), entity.Span.Start);
                break;
            case ContainerInline other:
                Read(other);
                break;
        }
    }

    private void ReadLiteral(LiteralInline literal)
    {
        var content = literal.Content.AsSpan();
        builder.Append(content, Locate(content, literal.Span.Start));
    }

    private void ReadEmphasis(EmphasisInline emphasis)
    {
        var start = builder.Length;
        Read(emphasis);
        builder.Add(emphasis.DelimiterCount >= 2 ? SpanKind.Bold : SpanKind.Italic, start);
    }

    private void ReadLink(LinkInline link)
    {
        var url = link.GetDynamicUrl is { } dynamic ? dynamic() : link.Url;
        var start = builder.Length;
        if (link.IsImage)
        {
            builder.Add(SpanKind.Image, start, url, -1, AltOf(link));
            return;
        }
        var firstSpan = builder.SpanCount;
        Read(link);
        if (url is not null)
            builder.Add(SpanKind.Link, start, url, link.UrlSpan.IsEmpty ? -1 : UrlOffset(link, url), builder.AltSince(start, firstSpan));
    }

    private int UrlOffset(LinkInline link, string url)
    {
        var offset = link.UrlSpan.Start;
        return offset >= 0 && offset + url.Length <= source.Text.Length && source.Text.AsSpan(offset, url.Length).SequenceEqual(url) ? offset : -1;
    }

    private static string AltOf(LinkInline image)
    {
        if (image.FirstChild == image.LastChild)
            return image.FirstChild is LiteralInline only ? only.Content.ToString() : "";
        var text = new System.Text.StringBuilder();
        foreach (var inline in image)
        {
            if (inline is LiteralInline literal)
                text.Append(literal.Content.AsSpan());
        }
        return text.ToString();
    }

    // A literal may begin behind a backslash that its span holds.
    private int Locate(ReadOnlySpan<char> content, int offset)
    {
        var text = source.Text;
        for (var shift = 0; shift <= 2; shift++)
        {
            if (offset + shift + content.Length <= text.Length && text.AsSpan(offset + shift, content.Length).SequenceEqual(content))
                return offset + shift;
        }
        // The padding of a table's cell is cut off the text, but counts for its place.
        var padded = offset;
        while (padded < text.Length && text[padded] is ' ' or '\t')
            padded++;
        if (padded > offset && padded + content.Length <= text.Length && text.AsSpan(padded, content.Length).SequenceEqual(content))
            return padded;
        return Math.Clamp(offset, 0, Math.Max(0, text.Length - 1));
    }
}
