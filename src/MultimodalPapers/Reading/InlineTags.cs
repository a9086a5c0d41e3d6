namespace MultimodalPapers.Reading;

/// <summary>Turns the HTML tags inside a text into the spans and breaks of a flow.</summary>
internal sealed class InlineTags(FlowBuilder builder)
{
    private readonly List<(string Name, int Start, int FirstSpan, string? Url, int UrlOffset)> _open = [];

    /// <summary>Reads one tag as written, from <c>&lt;</c> to <c>&gt;</c>; comments are passed over.</summary>
    public void Read(string tag, int offset)
    {
        var parsed = HtmlTag.Parse(tag, 0, tag.Length);
        if (parsed is { } found)
            Read(found, offset);
    }

    public void Read(HtmlTag tag, int offset)
    {
        if (tag.IsClosing)
        {
            Close(tag.Name);
            return;
        }
        switch (tag.Name)
        {
            case "br":
                builder.Break(offset);
                break;
            case "img":
                builder.Add(SpanKind.Image, builder.Length, tag.Attribute("src"), -1, tag.Attribute("alt"));
                break;
            case "a":
                var url = tag.Attribute("href");
                Close("a");
                _open.Add(("a", builder.Length, builder.SpanCount, url, url is null ? -1 : offset + tag.OffsetOf("href")));
                break;
            case "b" or "strong" or "i" or "em" or "code" or "mark" or "u":
                _open.Add((tag.Name, builder.Length, builder.SpanCount, null, -1));
                break;
        }
    }

    /// <summary>Closes what is still open, as a browser does at the end of a block.</summary>
    public void CloseAll()
    {
        while (_open.Count > 0)
            Close(_open[^1].Name);
    }

    private void Close(string name)
    {
        var index = _open.FindLastIndex(o => o.Name == name);
        if (index < 0)
            return;
        var open = _open[index];
        _open.RemoveAt(index);
        var kind = name switch
        {
            "a" => SpanKind.Link,
            "b" or "strong" => SpanKind.Bold,
            "code" => SpanKind.Code,
            "mark" or "u" => SpanKind.Mark,
            _ => SpanKind.Italic,
        };
        if (kind != SpanKind.Link)
            builder.Add(kind, open.Start);
        else if (!string.IsNullOrEmpty(open.Url))
            builder.Add(kind, open.Start, open.Url, open.UrlOffset, builder.AltSince(open.Start, open.FirstSpan));
    }
}
