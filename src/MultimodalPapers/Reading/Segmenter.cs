using System.Collections.Immutable;

namespace MultimodalPapers.Reading;

/// <summary>Finds the entries among a document's blocks.</summary>
/// <remarks>
/// <para>Items, rows, paragraphs and headings are candidates alike: each is read by the same line reader and judged by <see cref="WorkRules"/>.</para>
/// <para>A long document comes in pieces, in order; the headings above go on from one to the next. What can only be said of a whole document
/// (<see cref="ListTraits"/>) is then told, or else taken from what has been seen so far.</para>
/// </remarks>
/// <param name="known">What a former reading of the same document has shown; null at the first.</param>
internal sealed class Segmenter(ListTraits? known = null)
{
    private const int ManySpans = 2000;

    private readonly Outline _outline = new();
    private readonly List<Found> _found = [];

    // Venue and date that a bullet gives for the bullets below it: "**CVPR**", "Year 2024".
    private readonly List<(PartRole Role, MappedText Text)> _context = [];

    // Venue or date that a bold line of its own gives for what stands below it, up to the next such line or heading.
    private (PartRole Role, MappedText Text)? _label;

    private readonly List<Found> _undecided = [];
    private readonly List<Found> _introduction = [];

    // The entry that the next block may still belong to.
    private Found? _open;
    private bool _textSeen;

    // The piece that is being read, and what is to be said of it.
    private SourceText _source = new("", "");
    private List<ReadingProblem> _problems = [];

    // Over all pieces.
    private Tally _entries;
    private Tally _introduced;
    private Tally _doubtful;

    private sealed record Found(EntryDraft Draft, int Start, ImmutableArray<OutlineHeading> Section, string Layout)
    {
        public int End { get; set; }
    }

    /// <param name="Count">How many there are.</param>
    /// <param name="Bare">How many of them have a marked title and no link.</param>
    /// <param name="StandBelowFirst">Whether some stand directly below the document's first heading.</param>
    private readonly record struct Tally(int Count, int Bare, bool StandBelowFirst)
    {
        public Tally With(List<Found> more) => new(
            Count + more.Count,
            Bare + more.Count(f => f.Draft.Links.Count == 0 && f.Draft.MarkedTitle),
            StandBelowFirst || more.Exists(f => f.Section is [{ Number: 1 }]));
    }

    /// <summary>What the document is like, by all that was read of it.</summary>
    public ListTraits Traits => new(FirstIsTitle, TakesUndecided, TakesIntroduction);

    private bool FirstIsTitle =>
        _outline.FirstIsTitle(_entries.StandBelowFirst || (_introduced.StandBelowFirst && TakesIntroduction) || (_doubtful.StandBelowFirst && TakesUndecided));

    // Where most works of a list come without any link, those that name no people either are works like their neighbours.
    private bool TakesUndecided => _entries.Bare + (TakesIntroduction ? _introduced.Bare : 0) > 2 * _doubtful.Count;

    // One or two works named above all sections are what the list is made from or for: its own survey, mostly.
    private bool TakesIntroduction => _introduced.Count > 2 || _entries.Count < 3;

    /// <summary>The entries of a document, or of its next piece.</summary>
    /// <param name="source">The text that the blocks stand in.</param>
    /// <param name="blocks">Its blocks, in order.</param>
    /// <param name="problems">Receives what is left out.</param>
    public List<ListEntry> Read(SourceText source, List<Block> blocks, List<ReadingProblem> problems)
    {
        (_source, _problems, _open) = (source, problems, null);
        ReadBlocks(blocks);
        _entries = _entries.With(_found);
        _introduced = _introduced.With(_introduction);
        _doubtful = _doubtful.With(_undecided);
        Decide(_introduction, known?.TakesIntroduction ?? TakesIntroduction, "it stands in the list's introduction");
        Decide(_undecided, known?.TakesUndecided ?? TakesUndecided, WorkRules.NoEvidence);
        var dropsFirst = known?.FirstIsTitle ?? FirstIsTitle;
        var entries = new List<ListEntry>(_found.Count);
        ImmutableArray<OutlineHeading> above = default;
        ImmutableArray<string> section = [];
        foreach (var found in _found)
        {
            if (found.Section != above)
                (above, section) = (found.Section, SectionOf(found.Section, dropsFirst));
            entries.Add(found.Draft.ToEntry(found.Start, found.End, section, found.Layout));
        }
        _found.Clear();
        return entries;
    }

    private static ImmutableArray<string> SectionOf(ImmutableArray<OutlineHeading> headings, bool dropsFirst)
    {
        var section = ImmutableArray.CreateBuilder<string>(headings.Length);
        foreach (var heading in headings)
        {
            if (!(dropsFirst && heading.Number == 1) && heading.Text.Length > 0)
                section.Add(heading.Text);
        }
        return section.DrainToImmutable();
    }

    private void Decide(List<Found> candidates, bool areWorks, string reason)
    {
        if (areWorks && candidates.Count > 0)
        {
            _found.AddRange(candidates);
            _found.Sort(static (a, b) => a.Start.CompareTo(b.Start));
        }
        foreach (var candidate in areWorks ? [] : candidates)
            LeaveOut(candidate.Start, candidate.Draft.Title?.Text, reason);
        candidates.Clear();
    }

    private void ReadBlocks(List<Block> blocks)
    {
        for (var i = 0; i < blocks.Count; i++)
        {
            switch (blocks[i])
            {
                case HeadingBlock heading:
                    i = ReadHeading(blocks, i, heading);
                    break;
                case ListBlock list:
                    ReadList(list);
                    break;
                case TextBlock { IsSummary: true } summary when SummaryEnd(blocks, i) is > 0 and var end:
                    ReadSummaryEntry(blocks, i, end, summary);
                    i = end - 1;
                    break;
                case TextBlock text:
                    ReadText(text);
                    break;
                case TableBlock table:
                    ReadTable(table);
                    break;
                case QuoteBlock quote when _open is not null:
                    Continue(quote);
                    break;
                case QuoteBlock quote:
                    ReadBlocks(quote.Children);
                    break;
                case CodeBlock code:
                    ReadCode(code);
                    break;
                case RuleBlock:
                    _open = null;
                    break;
            }
        }
    }

    private bool AnyFound => _entries.Count + _found.Count > 0;

    private void Add(EntryDraft draft, int start, int end, string layout)
    {
        foreach (var (role, text) in _context)
        {
            if (!draft.HasPart(role))
                draft.Add(role, text);
        }
        if (_label is { } label && !draft.HasVenue && !draft.HasPart(label.Role))
            draft.Add(label.Role, label.Text);
        _open = new Found(draft, start, _outline.Current, layout) { End = end };
        _found.Add(_open);
    }

    private void LeaveOut(int start, string? title, string reason)
    {
        var (line, _) = _source.At(start);
        var shown = title is null ? "" : $"\"{(title.Length > 60 ? title[..60] + "…" : title)}\" ";
        _problems.Add(new ReadingProblem(_source.Source, line, $"{shown}is left out: {reason}.", ProblemKind.LeftOut));
    }

    private bool Judge(EntryDraft draft, CandidateKind kind, int start, int end, string layout)
    {
        var verdict = WorkRules.Judge(draft, kind, _outline);
        if (verdict.IsWork && kind == CandidateKind.Paragraph && _outline.Count <= 1 && !draft.HasDate)
            _introduction.Add(new Found(draft, start, _outline.Current, layout) { End = end });
        else if (verdict.IsWork)
            Add(draft, start, end, layout);
        else if (verdict.Reason == WorkRules.NoEvidence)
            _undecided.Add(new Found(draft, start, _outline.Current, layout) { End = end });
        else if (verdict.Reason is not null)
            LeaveOut(start, draft.Title?.Text, verdict.Reason);
        return verdict.IsWork;
    }

    // ---- headings

    private int ReadHeading(List<Block> blocks, int index, HeadingBlock heading)
    {
        (_open, _label) = (null, null);
        var end = index + 1;
        while (end < blocks.Count && blocks[end] is not (HeadingBlock or RuleBlock))
            end++;
        if (_outline.Count > 0 && ReadHeadingEntry(blocks, index, end, heading))
            return end - 1;
        _outline.Enter(heading.Level, HeadingText.Of(heading.Flow), atTop: !_textSeen && !AnyFound);
        return index;
    }

    // A heading that is a work's title, with the work's links, people and notes below it.
    private bool ReadHeadingEntry(List<Block> blocks, int index, int end, HeadingBlock heading)
    {
        if (!GroupIsOneWork(blocks, index, end, heading.Flow))
            return false;
        var draft = new EntryDraft(_source);
        LineReader.ReadHead(heading.Flow, draft);
        if (draft.Title is null)
            return false;
        for (var i = index + 1; i < end; i++)
            ReadBody(blocks[i], draft);
        while (_outline.Level >= heading.Level)
            _outline.Leave();
        var last = end > index + 1 ? blocks[end - 1].End : heading.End;
        return Judge(draft, CandidateKind.Heading, heading.Start, last, "heading");
    }

    private bool GroupIsOneWork(List<Block> blocks, int index, int end, Flow head)
    {
        if (Outline.IsSectionName(HeadingText.Of(head)))
            return false;
        var evidence = WorkRules.HasWorkLink(head) ? 2 : 0;
        for (var i = index + 1; i < end && i < index + 30; i++)
        {
            switch (blocks[i])
            {
                case TextBlock { IsSummary: true } when SummaryEnd(blocks, i) > 0:
                case TextBlock text when Candidates.OpensWork(text.Flow) && !LinksAgain(blocks, index, i, text.Flow):
                    return false;
                case TextBlock text:
                    evidence += Candidates.FieldEvidence(text.Flow);
                    break;
                case ListBlock list when list.Items.Count > 12 || list.Items.Take(3).Any(ItemOpensWork):
                    return false;
                case ListBlock list:
                    evidence += list.Items.Take(5).Sum(item => item.Children[0] is TextBlock text ? Candidates.FieldEvidence(text.Flow) : 0);
                    break;
                case TableBlock when evidence == 0:
                    return false;
                case CodeBlock code when BibTex.Opens(code):
                    evidence += 2;
                    break;
            }
        }
        return evidence >= 2;
    }

    // "Figure 2, from [the source](url)": whether all links of a text lead to the works that links above it, which say what they are, lead to already.
    private static bool LinksAgain(List<Block> blocks, int index, int at, Flow flow)
    {
        var known = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        for (var i = index + 1; i < at; i++)
        {
            if (blocks[i] is TextBlock text && Candidates.IsField(text.Flow))
                known.UnionWith(Candidates.LinkedWorks(text.Flow));
        }
        return known.Count > 0 && Candidates.LinkedWorks(flow).All(known.Contains);
    }

    // ---- folded parts

    // A work whose title shows while its links and notes are folded away: where they end; 0 where the fold holds something else.
    private int SummaryEnd(List<Block> blocks, int index)
    {
        var summary = (TextBlock)blocks[index];
        if (Candidates.Words(summary.Flow.Text) < 3)
            return 0;
        var end = index + 1;
        while (end < blocks.Count && blocks[end] is not (HeadingBlock or RuleBlock or TextBlock { IsSummary: true }) && !FoldEnds(blocks[end - 1].End, blocks[end].Start))
            end++;
        var links = blocks.GetRange(index + 1, Math.Min(end - index - 1, 3)).Exists(block => block is TextBlock text && Candidates.IsField(text.Flow) && Candidates.FieldEvidence(text.Flow) >= 2);
        return links && GroupIsOneWork(blocks, index, end, summary.Flow) ? end : 0;
    }

    private bool FoldEnds(int from, int to) => to > from && _source.Text.AsSpan(from, to - from).Contains("</details", StringComparison.OrdinalIgnoreCase);

    private void ReadSummaryEntry(List<Block> blocks, int index, int end, TextBlock summary)
    {
        _open = null;
        var draft = new EntryDraft(_source);
        LineReader.ReadHead(summary.Flow, draft);
        for (var i = index + 1; i < end; i++)
            ReadBody(blocks[i], draft);
        Judge(draft, CandidateKind.Heading, summary.Start, blocks[end - 1].End, "details");
        _open = null;
    }

    // ---- lists

    private void ReadList(ListBlock list)
    {
        if (_open is not null && list.Items.TrueForAll(item => item.Children[0] is TextBlock text && Candidates.IsField(text.Flow)))
        {
            Continue(list);
            return;
        }
        foreach (var item in list.Items)
            ReadItem(item);
    }

    private void ReadItem(ItemBlock item)
    {
        _open = null;
        if (item.Children[0] is not TextBlock head || head.Flow.Spans.Length > ManySpans)
        {
            ReadBlocks(item.Children);
            return;
        }
        if (item.Children.Count == 1 && ReadSeveral(head, item.Start))
            return;
        var draft = new EntryDraft(_source);
        LineReader.ReadHead(head.Flow, draft);
        var nested = item.Children.FindIndex(1, child => child is ListBlock list && list.Items.Take(3).Any(ItemOpensWork) || child is TableBlock);
        if (nested > 0 && (draft.Links.Count == 0 || LeadsToLists(draft)))
        {
            ReadCategory(item, head.Flow);
            return;
        }
        var end = nested > 0 ? nested : item.Children.Count;
        for (var i = 1; i < end; i++)
            ReadBody(item.Children[i], draft);
        if (draft.AwaitsTitle)
            draft.NameAsTitle();
        var isWork = Judge(draft, CandidateKind.Item, item.Start, item.Children[end - 1].End, "item");
        if (end < item.Children.Count || (!isWork && end > 1 && draft.Links.Count == 0))
        {
            _open = null;
            ReadBlocks(item.Children[(isWork ? end : 1)..]);
            _open = null;
        }
    }

    // "**[Surveys](https://github.com/acme/Awesome-Surveys)**" above surveys: another list has more of them.
    private static bool LeadsToLists(EntryDraft draft) =>
        draft.Title is { } title && Candidates.Words(title.Text) < 4 && draft.Links.TrueForAll(static link => link.Url.Contains("/awesome", StringComparison.OrdinalIgnoreCase));

    // A bullet that only says what the bullets below it have in common.
    private void ReadCategory(ItemBlock item, Flow head)
    {
        var count = _context.Count;
        if (DateOrVenue(head) is { } said)
            _context.Add(said);
        ReadBlocks(item.Children[1..]);
        _context.RemoveRange(count, _context.Count - count);
        _open = null;
    }

    private static (PartRole Role, MappedText Text)? DateOrVenue(Flow head) =>
        Phrases.DateYear(head.Text) is not null ? (PartRole.Date, head.Slice(0, head.Text.Length))
            : VenueText.Read(head.Text) is not null ? (PartRole.Venue, head.Slice(0, head.Text.Length))
            : null;

    private static bool ItemOpensWork(ItemBlock item) => item.Children[0] switch
    {
        TextBlock text => !Candidates.IsField(text.Flow) && (Candidates.OpensWork(text.Flow)
            || item.Children.Count > 1 && item.Children[1] is ListBlock below && below.Items.Take(2).Any(ItemOpensWork)),
        _ => false,
    };

    private static void ReadBody(Block block, EntryDraft draft)
    {
        switch (block)
        {
            case TextBlock text when draft.AwaitsTitle && draft.Title is null && !Candidates.IsField(text.Flow) && Candidates.StartsMarked(text.Flow, 0):
                LineReader.ReadHead(text.Flow, draft);
                break;
            case TextBlock text:
                LineReader.ReadBody(text.Flow, draft);
                break;
            case HeadingBlock heading:
                LineReader.ReadBody(heading.Flow, draft);
                break;
            case QuoteBlock quote:
                foreach (var child in quote.Children)
                    ReadBody(child, draft);
                break;
            case ListBlock list:
                foreach (var child in list.Items.SelectMany(item => item.Children))
                    ReadBody(child, draft);
                break;
            case TableBlock table:
                foreach (var cell in table.Rows.SelectMany(row => row.Cells))
                    LineReader.ReadBody(cell, draft);
                break;
            case CodeBlock code when BibTex.Opens(code):
                BibTex.Complete(code, draft);
                break;
        }
    }

    private void Continue(Block block)
    {
        ReadBody(block, _open!.Draft);
        _open.End = block.End;
    }

    // ---- paragraphs

    private void ReadText(TextBlock text)
    {
        // A list that stands in one paragraph; looking from each line over all of it would take quadratic time.
        if (text.Flow.Spans.Length > ManySpans)
        {
            foreach (var piece in text.Flow.InPieces(1))
                ReadText(new TextBlock(piece.OffsetOf(0), Math.Max(piece.OffsetOf(0) + 1, piece.EndOffset), piece.Spans.Length > ManySpans ? piece.WithoutSpans() : piece));
            return;
        }
        _textSeen |= text.Flow.Text.AsSpan().ContainsAnyInRange('A', 'z');
        if (_open is not null && Candidates.IsField(text.Flow))
        {
            Continue(text);
            return;
        }
        _open = null;
        if (IsLabel(text.Flow))
        {
            _label = DateOrVenue(text.Flow);
            return;
        }
        if (ReadSeveral(text, text.Start))
            return;
        if (!Candidates.MayBeParagraphEntry(text.Flow))
            return;
        var draft = new EntryDraft(_source);
        LineReader.ReadHead(text.Flow, draft);
        Judge(draft, CandidateKind.Paragraph, text.Start, text.End, "paragraph");
    }

    private const int LongestLabel = 60;

    // A paragraph of nothing but a few bold words: "**ACL'24**".
    private static bool IsLabel(Flow flow) =>
        flow.Text.Length < LongestLabel && flow.Spans is [{ Kind: SpanKind.Bold, Start: 0 } bold] && Candidates.Words(flow.Text.AsSpan(bold.End)) == 0;

    // Works that stand on lines of one paragraph, or side by side on one line.
    private bool ReadSeveral(TextBlock text, int start)
    {
        var pieces = Candidates.Several(text.Flow);
        if (pieces.Count < 2)
            return false;
        for (var i = 0; i < pieces.Count; i++)
        {
            var draft = new EntryDraft(_source);
            LineReader.ReadHead(pieces[i], draft);
            var from = i == 0 ? start : pieces[i].OffsetOf(0);
            Judge(draft, CandidateKind.Item, from, Math.Max(from + 1, pieces[i].EndOffset), "line");
        }
        return true;
    }

    // ---- tables and code

    private void ReadTable(TableBlock table)
    {
        _open = null;
        if (IsGrid(table))
        {
            ReadGrid(table);
            return;
        }
        var columns = TableColumns.Of(table);
        if (columns is null)
        {
            LeaveOut(table.Start, null, "a table none of whose columns holds titles or names");
            return;
        }
        foreach (var row in columns.Works)
        {
            var draft = new EntryDraft(_source);
            columns.Read(row, draft);
            Judge(draft, CandidateKind.Row, row.Start, row.End, "table");
        }
        _open = null;
    }

    // A table for the sake of its look: most cells hold a work of their own.
    private static bool IsGrid(TableBlock table)
    {
        int filled = 0, works = 0, widest = 0;
        foreach (var row in table.Rows)
        {
            var here = 0;
            foreach (var cell in row.Cells)
            {
                filled += cell.IsBlank ? 0 : 1;
                here += HoldsWork(cell) ? 1 : 0;
            }
            works += here;
            widest = Math.Max(widest, here);
        }
        return widest >= 2 && works >= 3 && works * 3 >= filled * 2;
    }

    private static bool HoldsWork(Flow cell) =>
        Array.Exists(cell.Spans, s => s.Kind == SpanKind.Link && s.End > s.Start && Candidates.Words(cell.Text.AsSpan(s.Start, s.End - s.Start)) >= 3 && LinkHosts.IsPaper(s.Url!));

    private void ReadGrid(TableBlock table)
    {
        foreach (var cell in table.Rows.SelectMany(row => row.Cells).Where(cell => !cell.IsBlank))
        {
            var draft = new EntryDraft(_source);
            LineReader.ReadHead(cell, draft);
            var start = cell.OffsetOf(0);
            Judge(draft, CandidateKind.Item, start, Math.Max(start + 1, cell.EndOffset), "grid");
        }
        _open = null;
    }

    private void ReadCode(CodeBlock code)
    {
        if (!BibTex.Opens(code))
            return;
        if (_open is not null)
        {
            BibTex.Complete(code, _open.Draft);
            _open.End = code.End;
            return;
        }
        var records = BibTex.Read(_source, code.ContentStart, code.ContentEnd);
        if (_outline.Count == 0 || _outline.IsClosed || (records.Count == 1 && !AnyFound))
        {
            LeaveOut(code.Start, null, "how to cite the list, not a work that it presents");
            return;
        }
        foreach (var record in records)
            Judge(record.Draft, CandidateKind.Record, record.Start, record.End, "bibtex");
        _open = null;
    }
}
