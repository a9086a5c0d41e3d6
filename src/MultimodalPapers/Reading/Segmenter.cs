using System.Collections.Immutable;

namespace MultimodalPapers.Reading;

/// <summary>Finds the entries among a document's blocks.</summary>
internal sealed class Segmenter
{
    private readonly SourceText _source;
    private readonly List<(int Level, string Text, int Id)> _headings = [];
    private readonly List<Found> _found = [];
    private readonly List<ReadingProblem> _problems;
    private int _headingCount;
    private int _firstLevel;
    private bool _firstOnTop;
    private int _sameLevel;
    private bool _textSeen;

    private sealed record Found(EntryDraft Draft, int Start, int End, ImmutableArray<(string Text, int Id)> Section, string Layout);

    public Segmenter(SourceText source, List<ReadingProblem> problems) => (_source, _problems) = (source, problems);

    public IEnumerable<ListEntry> Read(List<Block> blocks)
    {
        ReadBlocks(blocks);
        var dropsFirst = DropsFirstHeading();
        foreach (var found in _found)
        {
            var section = found.Section.Where(h => !(dropsFirst && h.Id == 1)).Select(h => h.Text).Where(t => t.Length > 0);
            yield return found.Draft.ToEntry(found.Start, found.End, [.. section], found.Layout);
        }
    }

    // The list's own title: the first heading, where no other has its level, or where nothing but other sections stands below it.
    private bool DropsFirstHeading()
    {
        if (_headingCount == 0 || !_firstOnTop)
            return false;
        return _sameLevel == 1 || !_found.Any(f => f.Section.Length == 1 && f.Section[0].Id == 1);
    }

    private void ReadBlocks(List<Block> blocks)
    {
        for (var i = 0; i < blocks.Count; i++)
        {
            switch (blocks[i])
            {
                case HeadingBlock heading:
                    Enter(heading);
                    break;
                case ListBlock list:
                    ReadList(list);
                    break;
                case TextBlock text:
                    _textSeen |= !text.Flow.IsBlank && text.Flow.Text.Any(char.IsLetter);
                    break;
                case QuoteBlock quote:
                    ReadBlocks(quote.Children);
                    break;
            }
        }
    }

    private void Enter(HeadingBlock heading)
    {
        while (_headings.Count > 0 && _headings[^1].Level >= heading.Level)
            _headings.RemoveAt(_headings.Count - 1);
        _headingCount++;
        if (_headingCount == 1)
        {
            _firstLevel = heading.Level;
            _firstOnTop = !_textSeen && _found.Count == 0;
        }
        if (heading.Level < _firstLevel)
            _firstOnTop = false;
        if (heading.Level == _firstLevel)
            _sameLevel++;
        _headings.Add((heading.Level, HeadingText.Of(heading.Flow), _headingCount));
    }

    private ImmutableArray<(string, int)> Section => [.. _headings.Select(h => (h.Text, h.Id))];

    private void ReadList(ListBlock list)
    {
        foreach (var item in list.Items)
            ReadItem(item);
    }

    private void ReadItem(ItemBlock item)
    {
        if (item.Children[0] is not TextBlock head)
        {
            ReadBlocks(item.Children);
            return;
        }
        var draft = new EntryDraft(_source);
        LineReader.ReadHead(head.Flow, draft);
        for (var i = 1; i < item.Children.Count; i++)
            ReadBody(item.Children[i], draft);
        if (WorkRules.IsWork(draft, head.Flow))
            _found.Add(new Found(draft, item.Start, item.End, Section, "item"));
    }

    private static void ReadBody(Block block, EntryDraft draft)
    {
        switch (block)
        {
            case TextBlock text:
                LineReader.ReadBody(text.Flow, draft);
                break;
            case QuoteBlock quote:
                foreach (var child in quote.Children)
                    ReadBody(child, draft);
                break;
            case ListBlock list:
                foreach (var item in list.Items)
                {
                    foreach (var child in item.Children)
                        ReadBody(child, draft);
                }
                break;
        }
    }
}
