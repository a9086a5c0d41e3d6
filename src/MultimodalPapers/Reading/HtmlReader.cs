using System.Net;

namespace MultimodalPapers.Reading;

/// <summary>Reads a fragment of HTML into blocks: paragraphs, headings, lists and tables. Tags may be missing, doubled or crossed.</summary>
/// <remarks>Linear in the fragment's length. A table or list that the fragment leaves open is read on to its closing tag.</remarks>
internal sealed class HtmlReader
{
    private const int DeepestList = 50;

    private readonly SourceText _source;
    private readonly string _text;
    private readonly Func<string, int, int> _closeOf;
    private readonly List<Block> _root = [];
    private readonly List<(string Name, int Start, List<ItemBlock> Items)> _lists = [];
    private readonly List<(int Start, List<Block> Blocks)> _items = [];
    private FlowBuilder _flow;
    private InlineTags _tags;
    private int _flowStart = -1;
    private int _flowEnd;
    private int _heading;
    private bool _inSummary;
    private Rows? _table;
    private int _tableDepth;
    private int _limit;

    /// <param name="source">The list.</param>
    /// <param name="start">Offset of the fragment.</param>
    /// <param name="end">Behind the fragment.</param>
    /// <param name="closeOf">The offset behind the next closing tag of a name from an offset on; -1 where there is none.</param>
    public HtmlReader(SourceText source, int start, int end, Func<string, int, int> closeOf)
    {
        _source = source;
        _text = source.Text;
        _closeOf = closeOf;
        Position = start;
        _limit = Math.Min(end, _text.Length);
        _flow = new FlowBuilder(source);
        _tags = new InlineTags(_flow);
    }

    /// <summary>Behind the last character read.</summary>
    public int Position { get; private set; }

    public List<Block> Read()
    {
        while (true)
        {
            while (Position < _limit)
                ReadNext();
            var open = _table is not null ? "table" : _lists.Count > 0 ? _lists[0].Name : null;
            var close = open is null ? -1 : _closeOf(open, _limit);
            if (close < 0)
                break;
            _limit = close;
        }
        Flush();
        CloseTable();
        while (_lists.Count > 0)
            CloseList();
        return _root;
    }

    private void ReadNext()
    {
        if (_text[Position] != '<')
        {
            ReadText();
            return;
        }
        if (string.CompareOrdinal(_text, Position, "<!--", 0, 4) == 0)
        {
            var close = _text.IndexOf("-->", Position + 4, StringComparison.Ordinal);
            Position = close < 0 ? _limit : Math.Max(Position, close + 3);
            return;
        }
        if (HtmlTag.Parse(_text, Position, _limit) is not { } tag)
        {
            Append(_text.AsSpan(Position, 1), Position);
            Position++;
            return;
        }
        var at = Position;
        Position = tag.End;
        ReadTag(tag, at);
    }

    private void ReadText()
    {
        var next = _text.IndexOf('<', Position, _limit - Position);
        var end = next < 0 ? _limit : next;
        while (Position < end)
        {
            var c = _text[Position];
            if (c == '&')
                ReadEntity(end);
            else if (char.IsWhiteSpace(c))
                ReadSpace(end);
            else
            {
                var from = Position;
                while (Position < end && _text[Position] != '&' && !char.IsWhiteSpace(_text[Position]))
                    Position++;
                Append(_text.AsSpan(from, Position - from), from);
            }
        }
    }

    private void ReadSpace(int end)
    {
        var at = Position;
        while (Position < end && char.IsWhiteSpace(_text[Position]))
            Position++;
        if (_flowStart >= 0)
            _flow.Append(" ", at);
    }

    private void ReadEntity(int end)
    {
        var close = _text.IndexOf(';', Position, Math.Min(12, end - Position));
        var entity = close < 0 ? "&" : _text[Position..(close + 1)];
        var decoded = close < 0 ? "&" : WebUtility.HtmlDecode(entity);
        if (decoded == "\u00A0")
            decoded = " ";
        Append(decoded, Position);
        Position += entity.Length;
    }

    private void Append(ReadOnlySpan<char> piece, int offset)
    {
        if (_flowStart < 0)
            _flowStart = offset;
        _flow.Append(piece, offset);
        _flowEnd = Math.Min(_text.Length, offset + piece.Length);
    }

    private void ReadTag(HtmlTag tag, int offset)
    {
        switch (tag.Name)
        {
            case "table":
                ReadTableTag(tag, offset);
                break;
            case "tr" when _table is not null && _tableDepth == 1:
                EndCell();
                if (!tag.IsClosing)
                    _table.StartRow(offset);
                else
                    _table.EndRow(tag.End);
                break;
            case "td" or "th" when _table is not null && _tableDepth == 1:
                EndCell();
                if (!tag.IsClosing)
                    _table.StartCell(offset, tag.Name == "th", Number(tag.Attribute("rowspan")), Number(tag.Attribute("colspan")));
                break;
            case "ul" or "ol" or "li" when _table is null:
                ReadListTag(tag, offset);
                break;
            case ['h', >= '1' and <= '6'] when _table is null:
                Flush();
                _heading = tag.IsClosing ? 0 : tag.Name[1] - '0';
                break;
            case "summary" when _table is null:
                Flush();
                _inSummary = !tag.IsClosing;
                break;
            case "p" or "div" or "center" or "details" or "summary" or "section" or "blockquote" or "header" or "hr" or "dl" or "dt" or "dd"
                or "ul" or "ol" or "li":
                if (_table is null)
                    Flush();
                else
                    _flow.Break(offset);
                break;
            case "script" or "style" when !tag.IsClosing:
                var close = _closeOf(tag.Name, tag.End);
                Position = close < 0 ? _limit : Math.Min(close, Math.Max(_limit, tag.End));
                break;
            default:
                if (_flowStart < 0 && tag.Name is "a" or "img" && !tag.IsClosing)
                    _flowStart = _flowStart < 0 ? offset : _flowStart;
                _tags.Read(tag, offset);
                _flowEnd = Math.Max(_flowEnd, tag.Name is "a" or "img" ? tag.End : 0);
                break;
        }
    }

    private static int Number(string? text) => int.TryParse(text, out var number) && number is > 0 and < 1000 ? number : 1;

    private void ReadTableTag(HtmlTag tag, int offset)
    {
        if (!tag.IsClosing)
        {
            if (_table is null)
            {
                Flush();
                _table = new Rows(offset);
            }
            _tableDepth++;
        }
        else if (_table is not null && --_tableDepth == 0)
        {
            CloseTable();
        }
    }

    private void CloseTable()
    {
        if (_table is null)
            return;
        EndCell();
        _table.EndRow(Position);
        if (_table.Finish() is { } block)
            Target.Add(block);
        _table = null;
        _tableDepth = 0;
    }

    private void EndCell()
    {
        if (_table is not { InCell: true })
        {
            Reset();
            return;
        }
        _tags.CloseAll();
        _table.EndCell(_flow.Build());
        Reset();
    }

    private void ReadListTag(HtmlTag tag, int offset)
    {
        Flush();
        if (tag.Name == "li")
        {
            if (_lists.Count == 0)
                return;
            CloseItem();
            if (!tag.IsClosing)
                _items[^1] = (offset, []);
        }
        else if (!tag.IsClosing)
        {
            if (_lists.Count >= DeepestList)
                return;
            _lists.Add((tag.Name, offset, []));
            _items.Add((-1, []));
        }
        else if (_lists.Count > 0)
        {
            CloseList();
        }
    }

    private void CloseItem()
    {
        var (start, blocks) = _items[^1];
        if (start >= 0 && blocks.Count > 0)
            _lists[^1].Items.Add(new ItemBlock(start, blocks[^1].End, blocks));
        _items[^1] = (-1, []);
    }

    private void CloseList()
    {
        CloseItem();
        var (name, start, items) = _lists[^1];
        _lists.RemoveAt(_lists.Count - 1);
        _items.RemoveAt(_items.Count - 1);
        if (items.Count > 0)
            Target.Add(new ListBlock(start, items[^1].End, name == "ol", items));
    }

    // Text between a list and its first item belongs to what holds the list.
    private List<Block> Target
    {
        get
        {
            for (var i = _items.Count - 1; i >= 0; i--)
            {
                if (_items[i].Start >= 0)
                    return _items[i].Blocks;
            }
            return _root;
        }
    }

    private void Flush()
    {
        if (_table is not null)
            return;
        _tags.CloseAll();
        var flow = _flow.Build();
        if (!flow.IsBlank)
        {
            var start = Math.Max(0, _flowStart);
            var end = Math.Max(start + 1, _flowEnd);
            Target.Add(_heading > 0 ? new HeadingBlock(start, end, _heading, flow) : new TextBlock(start, end, flow, _inSummary));
        }
        Reset();
    }

    private void Reset()
    {
        _flow = new FlowBuilder(_source);
        _tags = new InlineTags(_flow);
        _flowStart = -1;
        _flowEnd = 0;
    }

    /// <summary>The rows of the table that is being read; cells that span rows are repeated in each.</summary>
    private sealed class Rows(int start)
    {
        private readonly List<RowBlock> _rows = [];
        private readonly Dictionary<int, (Flow Flow, int Left)> _spanning = [];
        private List<Flow>? _cells;
        private int _rowStart;
        private bool _allHeads = true;
        private int _rowSpan = 1;
        private int _columnSpan = 1;

        public bool InCell { get; private set; }

        public void StartRow(int offset)
        {
            EndRow(offset);
            (_cells, _rowStart, _allHeads) = ([], offset, true);
        }

        public void StartCell(int offset, bool head, int rowSpan, int columnSpan)
        {
            if (_cells is null)
                StartRow(offset);
            TakeSpanning();
            (InCell, _rowSpan, _columnSpan) = (true, rowSpan, columnSpan);
            _allHeads &= head;
        }

        public void EndCell(Flow flow)
        {
            InCell = false;
            if (_rowSpan > 1)
                _spanning[_cells!.Count] = (flow, _rowSpan - 1);
            _cells!.Add(flow);
            for (var i = 1; i < Math.Min(_columnSpan, 50); i++)
                _cells.Add(Flow.Empty(flow.Source));
        }

        public void EndRow(int end)
        {
            if (_cells is { Count: > 0 })
            {
                TakeSpanning();
                _rows.Add(new RowBlock(_rowStart, end, _allHeads, _cells));
            }
            _cells = null;
        }

        public TableBlock? Finish() => _rows.Count == 0 ? null : new TableBlock(start, _rows[^1].End, _rows);

        private void TakeSpanning()
        {
            while (_cells is not null && _spanning.Remove(_cells.Count, out var cell))
            {
                if (cell.Left > 1)
                    _spanning[_cells.Count] = (cell.Flow, cell.Left - 1);
                _cells.Add(cell.Flow);
            }
        }
    }
}
