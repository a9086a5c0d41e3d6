namespace MultimodalPapers.Reading;

/// <summary>A block of a document, whatever markup it was written in.</summary>
/// <remarks><see cref="Start"/> and <see cref="End"/> are source offsets of the first visible character and behind the last.</remarks>
internal abstract class Block(int start, int end)
{
    public int Start { get; } = start;

    public int End { get; } = end;
}

internal sealed class HeadingBlock(int start, int end, int level, Flow flow) : Block(start, end)
{
    /// <summary>1 to 6.</summary>
    public int Level { get; } = level;

    public Flow Flow { get; } = flow;
}

internal sealed class TextBlock(int start, int end, Flow flow, bool isSummary = false) : Block(start, end)
{
    /// <summary>Whether it is what shows of a folded part of the page.</summary>
    public bool IsSummary { get; } = isSummary;

    public Flow Flow { get; } = flow;
}

internal sealed class ListBlock(int start, int end, bool ordered, List<ItemBlock> items) : Block(start, end)
{
    public bool Ordered { get; } = ordered;

    public List<ItemBlock> Items { get; } = items;
}

internal sealed class ItemBlock(int start, int end, List<Block> children) : Block(start, end)
{
    public List<Block> Children { get; } = children;
}

internal sealed class QuoteBlock(int start, int end, List<Block> children) : Block(start, end)
{
    public List<Block> Children { get; } = children;
}

internal sealed class CodeBlock(int start, int end, string info, int contentStart, int contentEnd, bool opensRecord) : Block(start, end)
{
    /// <summary>Whether the first thing in it is <c>@</c>, as in BibTeX.</summary>
    public bool OpensRecord { get; } = opensRecord;

    /// <summary>The word behind the fence, lower case; empty for indented code.</summary>
    public string Info { get; } = info;

    public int ContentStart { get; } = contentStart;

    public int ContentEnd { get; } = contentEnd;
}

internal sealed class TableBlock(int start, int end, List<RowBlock> rows) : Block(start, end)
{
    public List<RowBlock> Rows { get; } = rows;
}

internal sealed class RowBlock(int start, int end, bool header, List<Flow> cells) : Block(start, end)
{
    public bool Header { get; } = header;

    public List<Flow> Cells { get; } = cells;
}

/// <summary>A thematic break: what stands below it belongs to nothing above it.</summary>
internal sealed class RuleBlock(int start, int end) : Block(start, end);
