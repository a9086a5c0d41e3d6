using Markdig;
using Markdig.Extensions.Tables;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace MultimodalPapers.Reading;

/// <summary>Parses Markdown with the HTML in it into blocks.</summary>
internal sealed class MarkdownParser
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder { MaximumNestingDepth = 100 }
        .UsePipeTables()
        .UsePreciseSourceLocation()
        .Build();

    private readonly SourceText _source;
    private readonly string _text;

    // Markdig ends an HTML block at a blank line; the table or list in it goes on. Blocks before this offset belong to one that is read already.
    private int _readTo;
    private readonly HashSet<string> _neverClosed = [];

    // One for all flows: each is built before the next begins.
    private readonly FlowBuilder _builder;
    private readonly InlineReader _inlines;

    private MarkdownParser(SourceText source, string text)
    {
        (_source, _text) = (source, text);
        _builder = new FlowBuilder(source);
        _inlines = new InlineReader(source, _builder);
    }

    /// <exception cref="ArgumentException">The elements are nested too deeply for a stack.</exception>
    /// <param name="source">The list.</param>
    /// <param name="safe">Its text, as long as it, without what a parser cannot take.</param>
    public static List<Block> Parse(SourceText source, string safe)
    {
        var document = Markdown.Parse(safe, Pipeline);
        if (FencedLists.Open(safe, document) is { } opened)
            (safe, document) = (opened, Markdown.Parse(opened, Pipeline));
        return new MarkdownParser(source, safe).Convert(document);
    }

    /// <summary>Parses a text for nothing but its depth.</summary>
    /// <exception cref="ArgumentException">The elements are nested too deeply for a stack.</exception>
    public static void Check(string text) => Markdown.Parse(text, Pipeline);

    /// <summary>Reads a document that is HTML from end to end.</summary>
    public static List<Block> ParseHtml(SourceText source) =>
        new HtmlReader(source, 0, source.Text.Length, new MarkdownParser(source, source.Text).CloseOf).Read();

    private List<Block> Convert(ContainerBlock container)
    {
        var blocks = new List<Block>(container.Count);
        foreach (var block in container)
            Convert(block, blocks);
        return blocks;
    }

    private void Convert(Markdig.Syntax.Block block, List<Block> blocks)
    {
        if (block.Span.Start < _readTo && block is not ContainerBlock)
            return;
        switch (block)
        {
            case ParagraphBlock paragraph:
                AddText(block.Span.Start, TrimmedEnd(block), FlowOf(paragraph.Inline), blocks);
                break;
            case Markdig.Syntax.ListBlock list:
                AddList(list, blocks);
                break;
            case Markdig.Syntax.HeadingBlock heading:
                blocks.Add(new HeadingBlock(block.Span.Start, TrimmedEnd(block), heading.Level, FlowOf(heading.Inline)));
                break;
            case Markdig.Syntax.QuoteBlock quote:
                var inside = Convert(quote);
                if (inside.Count > 0)
                    blocks.Add(new QuoteBlock(block.Span.Start, inside[^1].End, inside));
                break;
            case Table table:
                AddTable(table, blocks);
                break;
            case HtmlBlock html:
                AddHtml(html, blocks);
                break;
            case Markdig.Syntax.CodeBlock code:
                AddCode(code, blocks);
                break;
            case ThematicBreakBlock:
                blocks.Add(new RuleBlock(block.Span.Start, block.Span.End + 1));
                break;
            case LinkReferenceDefinitionGroup:
                break;
            case ContainerBlock container:
                blocks.AddRange(Convert(container));
                break;
        }
    }

    private static void AddText(int start, int end, Flow flow, List<Block> blocks)
    {
        if (!flow.IsBlank)
            blocks.Add(new TextBlock(start, end, flow));
    }

    private void AddList(Markdig.Syntax.ListBlock list, List<Block> blocks)
    {
        var items = new List<ItemBlock>(list.Count);
        foreach (var child in list)
        {
            if (child is not ListItemBlock item)
                continue;
            var children = Convert(item);
            if (children.Count > 0)
                items.Add(new ItemBlock(item.Span.Start, Math.Max(item.Span.Start + 1, children[^1].End), children));
        }
        if (items.Count > 0)
            blocks.Add(new ListBlock(items[0].Start, items[^1].End, list.IsOrdered, items));
    }

    private void AddTable(Table table, List<Block> blocks)
    {
        var rows = new List<RowBlock>(table.Count);
        foreach (var child in table)
        {
            if (child is not TableRow row)
                continue;
            var cells = new List<Flow>(row.Count);
            foreach (var cell in row)
                cells.Add(CellFlow((TableCell)cell));
            var start = row.Span.Start;
            rows.Add(new RowBlock(start, LineEnd(Math.Max(start, row.Span.End)), row.IsHeader, cells));
        }
        if (rows.Count > 0)
            blocks.Add(new TableBlock(rows[0].Start, rows[^1].End, rows));
    }

    private Flow CellFlow(TableCell cell)
    {
        _builder.Anchor = cell.Span.Start;
        foreach (var block in cell)
        {
            if (block is LeafBlock { Inline: { } inline })
                _inlines.Read(inline);
        }
        return _builder.Build();
    }

    private void AddHtml(HtmlBlock html, List<Block> blocks)
    {
        if (html.Type is HtmlBlockType.Comment or HtmlBlockType.ProcessingInstruction or HtmlBlockType.DocumentType or HtmlBlockType.CData
            && !HasTextBehindComment(html))
            return;
        var end = html.Span.End + 1;
        var reader = new HtmlReader(_source, Math.Max(html.Span.Start, _readTo), end, CloseOf);
        blocks.AddRange(reader.Read());
        _readTo = Math.Max(_readTo, reader.Position);
    }

    // A name whose closing tag was not found once is not looked for again: the search would run to the file's end each time.
    private int CloseOf(string name, int from)
    {
        if (from >= _text.Length || _neverClosed.Contains(name))
            return -1;
        var at = _text.IndexOf("</" + name, from, StringComparison.OrdinalIgnoreCase);
        var close = at < 0 ? -1 : _text.IndexOf('>', at);
        if (close < 0)
            _neverClosed.Add(name);
        return close < 0 ? -1 : close + 1;
    }

    private bool HasTextBehindComment(HtmlBlock html)
    {
        var end = Math.Min(html.Span.End + 1, _text.Length);
        var close = _text.AsSpan(html.Span.Start, end - html.Span.Start).LastIndexOf("-->");
        return html.Type == HtmlBlockType.Comment && close >= 0 && !_text.AsSpan(html.Span.Start + close + 3, end - html.Span.Start - close - 3).IsWhiteSpace();
    }

    private void AddCode(Markdig.Syntax.CodeBlock code, List<Block> blocks)
    {
        var info = code is FencedCodeBlock fenced ? (fenced.Info ?? "").ToLowerInvariant() : "";
        if (code.Lines.Count == 0)
            return;
        var first = code.Lines.Lines[0];
        var last = code.Lines.Lines[code.Lines.Count - 1];
        var from = first.Position;
        var to = Math.Max(from, LineEnd(last.Position));
        blocks.Add(new CodeBlock(code.Span.Start, Math.Min(_text.Length, Math.Max(to, code.Span.End + 1)), info, from, to, _text.AsSpan(from, to - from).TrimStart() is ['@', ..] or ['%', ..]));
    }

    private Flow FlowOf(ContainerInline? inline)
    {
        if (inline is not null)
            _inlines.Read(inline);
        return _builder.Build();
    }

    private int TrimmedEnd(Markdig.Syntax.Block block)
    {
        var end = Math.Min(block.Span.End + 1, _text.Length);
        while (end > block.Span.Start + 1 && char.IsWhiteSpace(_text[end - 1]))
            end--;
        return end;
    }

    private int LineEnd(int offset)
    {
        var end = offset >= _text.Length ? -1 : _text.AsSpan(offset).IndexOfAny('\n', '\r');
        return end < 0 ? _text.Length : offset + end;
    }
}
