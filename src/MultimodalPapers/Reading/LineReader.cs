using MultimodalPapers.Extraction.Names;

namespace MultimodalPapers.Reading;

/// <summary>Takes the lines of an entry apart: tags, title, authors, venue, date, notes and links.</summary>
internal sealed partial class LineReader
{
    private readonly Flow _flow;
    private readonly string _text;
    private readonly EntryDraft _draft;

    // Characters that say nothing of their own: link labels and the brackets round them, addresses.
    private readonly bool[] _taken;

    private LineReader(Flow flow, EntryDraft draft)
    {
        _flow = flow;
        _text = flow.Text;
        _draft = draft;
        _taken = new bool[_text.Length];
        TakeLabels();
    }

    /// <summary>Reads the text that opens an entry.</summary>
    public static void ReadHead(Flow flow, EntryDraft draft) => new LineReader(flow, draft).ReadHead();

    /// <summary>Reads text that belongs to an entry below its head.</summary>
    public static void ReadBody(Flow flow, EntryDraft draft) => new LineReader(flow, draft).ReadLines(0);

    /// <summary>Reads a cell of a table, or a value of a data file.</summary>
    /// <param name="flow">What it holds.</param>
    /// <param name="draft">The entry.</param>
    /// <param name="label">What its column or key means.</param>
    /// <param name="heading">The column's heading or the key as written; null where there is none.</param>
    public static void ReadCell(Flow flow, EntryDraft draft, FieldLabel label, string? heading)
    {
        if (!flow.IsBlank)
            new LineReader(flow, draft).ReadCell(label, heading);
    }

    private void TakeLabels()
    {
        foreach (var span in _flow.Spans)
        {
            if (span.Kind == SpanKind.Link && span.IsLabel)
                Take(span.Start, span.End);
            else if (span.Kind is SpanKind.Bold or SpanKind.Code && span.End - span.Start < 24 && IsLabelText(span.In(_text)) && !StartsField(span) && !StandsInWords(span))
                Take(span.Start, span.End);
        }
        for (var open = _text.IndexOf('['); open >= 0 && open < _text.Length; open = _text.IndexOf('[', open + 1))
        {
            var close = _text.IndexOf(']', open + 1, Math.Min(48, _text.Length - open - 1));
            if (close < 0 || _taken[open])
                continue;
            var inner = _text.AsSpan(open + 1, close - open - 1).Trim("[]* ");
            if (inner.Length == 0 || IsLabelText(inner))
                Take(open, close + 1);
        }
    }

    // With a number, as in "EMNLP 2023", the words are no label where nothing is linked.
    private static bool IsLabelText(ReadOnlySpan<char> words) => Labels.IsGenericLink(words) && !words.ContainsAnyInRange('0', '9');

    // "a **dataset** for": an emphasised word of a sentence is no label.
    private bool StandsInWords(FlowSpan span)
    {
        var left = span.Start - 1;
        while (left >= 0 && _text[left] == ' ')
            left--;
        var right = span.End;
        while (right < _text.Length && _text[right] == ' ')
            right++;
        return (left >= 0 && char.IsLetterOrDigit(_text[left])) || (right < _text.Length && char.IsLower(_text[right]));
    }

    // A label in front of a colon names a field: "**Paper**: ...".
    private bool StartsField(FlowSpan span)
    {
        var at = span.End;
        while (at < _text.Length && _text[at] == ' ')
            at++;
        return at < _text.Length && _text[at] is ':' or '：' || (span.End > span.Start && _text[span.End - 1] is ':' or '：');
    }

    // With the brackets and parentheses that hold nothing else.
    private void Take(int start, int end)
    {
        _taken.AsSpan(start, end - start).Fill(true);
        while (true)
        {
            var left = start - 1;
            while (left >= 0 && (_text[left] is ' ' or '*' or '<' || _taken[left]))
                left--;
            var right = end;
            while (right < _text.Length && (_text[right] is ' ' or '*' or '>' || _taken[right]))
                right++;
            if (left < 0 || right >= _text.Length || !IsPair(_text[left], _text[right]))
                return;
            (start, end) = (left, right + 1);
            _taken.AsSpan(start, end - start).Fill(true);
        }
    }

    private static bool IsPair(char open, char close) => (open, close) is ('[', ']') or ('(', ')') or ('（', '）') or ('【', '】') or ('{', '}');

    private void ReadHead()
    {
        if (ReadTagRow())
            return;
        var at = ReadTags(Numbering());
        var title = FindTitle(at);
        if (title.End > title.Start)
            AddTitle(title);
        AddLinks(0, _text.Length, null, title);
        ReadLines(Math.Max(title.Next, at));
    }

    private readonly record struct TitleSpan(int Start, int End, int Next, int LinkStart);

    private void AddTitle(TitleSpan title)
    {
        var (start, end) = TrimTitle(title.Start, title.End);
        var words = _text.AsSpan(start, Math.Max(0, end - start));
        if (IsTemplate(words))
        {
            _draft.TemplateTitle = true;
            return;
        }
        _draft.Add(PartRole.Title, _flow.Slice(start, end));
    }

    internal static bool IsTemplate(ReadOnlySpan<char> words)
    {
        words = words.Trim(" *[]<>{}.\"'");
        return words.Equals("Paper Title", StringComparison.OrdinalIgnoreCase) || words.Equals("Title", StringComparison.OrdinalIgnoreCase)
            || words.Equals("Paper Name", StringComparison.OrdinalIgnoreCase) || words.Equals("Title of the paper", StringComparison.OrdinalIgnoreCase)
            || words.Equals("Your Paper Title", StringComparison.OrdinalIgnoreCase) || words.Equals("Name", StringComparison.OrdinalIgnoreCase)
            || words.Equals("论文标题", StringComparison.Ordinal);
    }

    // Cuts a date or venue in parentheses, punctuation and quotation marks off the ends, and a label that is repeated word for word.
    private (int Start, int End) TrimTitle(int start, int end)
    {
        while (true)
        {
            (start, end) = TrimMarks(start, end);
            var open = end > start ? _text.LastIndexOf('(', end - 1, end - start) : -1;
            if (open > start && AddAffiliation(open, end))
            {
                end = open;
                continue;
            }
            if (open <= start || end - open > 40 || (_text.IndexOf(')', open, end - open) is var close && close >= 0 && close < end - 1))
                break;
            var inner = _text.AsSpan(open + 1, (close < 0 ? end : close) - open - 1);
            if (!AddDateOrVenue(open + 1, open + 1 + inner.Length))
                break;
            end = open;
        }
        (start, end) = TrimNickname(start, end);
        end = TrimMonth(start, end);
        var colon = _text.IndexOf(':', start, Math.Max(0, end - start));
        if (colon > start)
        {
            var next = colon + 1;
            while (next < end && _text[next] == ' ')
                next++;
            var label = _text.AsSpan(start, colon - start).Trim();
            if (label.Length > 1 && next + label.Length < end && _text.AsSpan(next, label.Length).SequenceEqual(label) && !char.IsLetterOrDigit(_text[next + label.Length]))
                start = next;
        }
        return (start, end);
    }

    // "The title(@NVIDIA etc)": whom an at sign marks made the work.
    private bool AddAffiliation(int open, int end)
    {
        if (end - open is < 4 or > 90 || _text[open + 1] != '@' || _text[end - 1] != ')')
            return false;
        _draft.Add(PartRole.Organization, _flow.Slice(open + 2, end - 1));
        return true;
    }

    // "... from natural language supervision (CLIP)": a short name in parentheses behind a title of several words.
    private (int Start, int End) TrimNickname(int start, int end)
    {
        var open = end > start && _text[end - 1] == ')' ? _text.LastIndexOf('(', end - 1, end - start) : -1;
        if (open <= start || WordCount(start, open) < 4 || IsOrdinary(_text.AsSpan(open + 1, end - open - 2)) || !IsNicknameText(open + 1, _text[end - 2] == '+' ? end - 2 : end - 1))
            return (start, end);
        _draft.Add(PartRole.Name, _flow.Slice(open + 1, end - 1));
        return TrimMarks(start, open);
    }

    // "... better than single (Provably)": a remark of the title itself.
    private static bool IsOrdinary(ReadOnlySpan<char> word) => word.EndsWith("ly", StringComparison.Ordinal) && !word.ContainsAny(' ', '-') && !word[1..].ContainsAnyInRange('A', 'Z') || OrdinaryEnglish.IsCommon(word);

    // "NAME  2021-5": a month behind a title, without any mark between.
    private int TrimMonth(int start, int end)
    {
        var space = end > start ? _text.LastIndexOf(' ', end - 1, end - start) : -1;
        if (space <= start || end - space is < 6 or > 9 || _text.AsSpan(space + 1, end - space - 1).IndexOfAny('-', '/', '.') != 4 || Phrases.DateYear(_text.AsSpan(space + 1, end - space - 1)) is null)
            return end;
        _draft.Add(PartRole.Date, _flow.Slice(space + 1, end));
        return TrimMarks(start, space).End;
    }

    private (int Start, int End) TrimMarks(int start, int end)
    {
        while (start < end && !QuotesItsOpening(start, end) && (char.IsWhiteSpace(_text[start]) || _text[start] is '>' or '"' or '“' or '”' or '*' or '_' or ',' or ';' or ':' or '.' or '，' or '：' or '《' or '·' or '-' or '–' or '|' or '`' or '#'
            || IsOpenUnclosed(start, end)))
            start++;
        while (end > start && (char.IsWhiteSpace(_text[end - 1]) || _text[end - 1] is '"' or '“' or '”' or '*' or '_' or ',' or ';' or ':' or '.' or '，' or '：' or '。' or '；' or '》' or '|' or '`' or '\\' or '-' or '–' or '—'
            || IsCloseUnopened(start, end)))
            end--;
        return (start, end);
    }

    // ""Nothing There": Finding Nothing in Pages": a quotation that a title begins with, and does not end with.
    private bool QuotesItsOpening(int start, int end)
    {
        if (_text[start] is not ('"' or '“'))
            return false;
        var close = _text.AsSpan(start + 1, end - start - 1).IndexOfAny('"', '”');
        return close > 0 && close < end - start - 2 && !char.IsPunctuation(_text[end - 1]) && !_text.AsSpan(start + close + 2, end - start - close - 2).ContainsAny('"', '”');
    }

    private bool IsOpenUnclosed(int start, int end) => _text[start] is '[' or '(' && _text.IndexOf(_text[start] == '[' ? ']' : ')', start, end - start) < 0;

    private bool IsCloseUnopened(int start, int end) => _text[end - 1] is ']' or ')' && _text.LastIndexOf(_text[end - 1] == ']' ? '[' : '(', end - 1, end - start) < 0;

    /// <summary>Adds a stretch as date or venue where it is one.</summary>
    private bool AddDateOrVenue(int start, int end)
    {
        // "Oct., 2025 | CVPR 2026", "2023-11 · ICLR 2024 Spotlight"
        var bar = _text.AsSpan(start, end - start).Trim().Length < 60 ? _text.AsSpan(start, end - start).IndexOfAny('|', '·', '•') + start : -1;
        if (bar > start && DateOrVenue(start, bar) is { } first && DateOrVenue(bar + 1, end) is { } second)
        {
            _draft.Add(first, _flow.Slice(start, bar));
            _draft.Add(second, _flow.Slice(bar + 1, end));
            return true;
        }
        if (AddDateAndVenue(start, end))
            return true;
        if (DateOrVenue(start, end) is not { } role)
            return false;
        _draft.Add(role, _flow.Slice(start, end));
        return true;
    }

    // "Nov. 05, EMNLP 2024", "Jan. 11, 2025, CVPR": the day, then the venue.
    private bool AddDateAndVenue(int start, int end)
    {
        if (end - start is < 8 or > 60)
            return false;
        for (var comma = _text.IndexOf(',', start, end - start); comma > start; comma = _text.IndexOf(',', comma + 1, end - comma - 1))
        {
            if (!Phrases.IsDate(_text.AsSpan(start, comma - start)) || VenueText.Read(_text.AsSpan(comma + 1, end - comma - 1)) is not { Known: true, Name: not null })
                continue;
            _draft.Add(PartRole.Date, _flow.Slice(start, comma));
            _draft.Add(PartRole.Venue, _flow.Slice(comma + 1, end));
            return true;
        }
        return false;
    }

    private PartRole? DateOrVenue(int start, int end)
    {
        var words = _text.AsSpan(start, end - start).Trim();
        return Phrases.IsDate(words) ? PartRole.Date : VenueText.Read(words) is { Stands: true } ? PartRole.Venue : null;
    }

    // ---- tags in front of the title

    // "4. ", "12) ", "#3｜": the place in the list.
    private int Numbering()
    {
        var at = 0;
        while (at < _text.Length && !char.IsLetterOrDigit(_text[at]) && at < 8)
            at++;
        var end = at;
        while (end < _text.Length && char.IsAsciiDigit(_text[end]))
            end++;
        return end > at && end - at <= 4 && end + 1 < _text.Length && (_text[end] is '｜' or '、' || (_text[end] is '.' or ')' or ':' && _text[end + 1] == ' ')) ? end + 1 : 0;
    }

    private int ReadTags(int at)
    {
        while (at < _text.Length)
        {
            var c = _text[at];
            if (_taken[at] || char.IsWhiteSpace(c) || !(char.IsLetterOrDigit(c) || c is '[' or '(' or '（' or '【' or '"' or '“' or '<' or '$' or '\'' or '‘' or '`' or '¿' or '@'))
            {
                at++;
                continue;
            }
            var next = c is '[' or '(' or '（' or '【' ? ReadBracketTag(at) : ReadStyledTag(at);
            if (next <= at)
                next = ReadPlainTag(at);
            if (next <= at)
                return at;
            at = next;
        }
        return at;
    }

    private const int FewestTags = 3;
    private const int LongestTag = 160;

    // "【2024-06】-【NAME】-【Makers】-【Type: Model】": nothing but tags, a date or venue among them; the title stands below.
    private bool ReadTagRow()
    {
        if (_text.Length < 8 || _text.AsSpan().TrimStart() is not ['[' or '【', ..] || Array.Exists(_flow.Spans, s => s.Kind == SpanKind.Link))
            return false;
        var tags = new List<(int Start, int End)>();
        for (var at = 0; at < _text.Length; at++)
        {
            if (_text[at] is ' ' or '-' or '–' or '·' or '|' or '/')
                continue;
            var close = _text[at] is '[' or '【' && !_taken[at] ? MatchingClose(at, LongestTag) : -1;
            if (close < 0)
                return false;
            tags.Add((at + 1, close));
            at = close;
        }
        if (tags.Count < FewestTags || !tags.Exists(tag => DateOrVenue(tag.Start, tag.End) is not null))
            return false;
        foreach (var (start, end) in tags)
            AddTag(start, end);
        _draft.AwaitsTitle = true;
        return true;
    }

    // The first tag that says nothing of its kind is the work's name, the next one who made it.
    private void AddTag(int start, int end)
    {
        var colon = _text.AsSpan(start, end - start).IndexOfAny(':', '：');
        if (colon > 0 && Labels.Of(_text.AsSpan(start, colon)) is { Meaning: FieldMeaning.Part } field)
            AddContent(field.Role, start + colon + 1, end, _text.Substring(start, colon).Trim());
        else if (!AddDateOrVenue(start, end))
            _draft.Add(_draft.HasPart(PartRole.Name) ? PartRole.Organization : PartRole.Name, _flow.Slice(start, end));
    }

    private int ReadBracketTag(int at)
    {
        var close = MatchingClose(at, 80);
        if (close < 0 || _flow.Covering(SpanKind.Link, at, close + 1) is { IsLabel: false })
            return at;
        // What is linked inside the brackets is the title: "[[Title](url)]".
        foreach (var span in _flow.Spans)
        {
            if (span.Kind == SpanKind.Link && span.Start > at && span.End <= close && !span.IsLabel)
                return at;
        }
        var behind = close + 1;
        while (behind < _text.Length && (_text[behind] is ' ' or '*' or '-' or ':' or '：' or ',' || _taken[behind]))
            behind++;
        if (behind >= _text.Length)
            return at;
        var words = _text.AsSpan(at + 1, close - at - 1).Trim();
        if (words.Length > 0 && !AddDateOrVenue(at + 1, close))
        {
            if (IsArxivMention(words) || IsOrdinal(words))
                _draft.Add(PartRole.Note, _flow.Slice(at + 1, close));
            else
                _draft.Add(_text[at] is '(' or '（' ? PartRole.Organization : PartRole.Name, _flow.Slice(at + 1, close));
        }
        return close + 1;
    }

    private static bool IsArxivMention(ReadOnlySpan<char> words) => words.StartsWith("arXiv", StringComparison.OrdinalIgnoreCase);

    private static bool IsOrdinal(ReadOnlySpan<char> words)
    {
        foreach (var c in words)
        {
            if (char.IsLetter(c))
                return false;
        }
        return true;
    }

    private int ReadStyledTag(int at)
    {
        foreach (var span in _flow.Spans)
        {
            if (span.Start != at || span.End <= at || span.Kind is SpanKind.Link or SpanKind.Image)
                continue;
            if (_flow.Covering(SpanKind.Link, span.Start, span.End) is not null)
                continue;
            if (span.Kind == SpanKind.Mark && span.End < _text.Length)
            {
                _draft.Add(PartRole.Name, _flow.Slice(span.Start, span.End));
                return span.End;
            }
            if (span.Kind is SpanKind.Bold or SpanKind.Code or SpanKind.Italic && span.End - span.Start < 60 && span.End < _text.Length
                && AddDateOrVenue(span.Start, span.End))
                return span.End;
        }
        return at;
    }

    // "NeurIPS [Title](url)", "2021 | Title | ...": a venue or date that stands as plain text in front.
    private int ReadPlainTag(int at)
    {
        const int Longest = 48;
        var end = Math.Min(Math.Min(_text.Length, at + Longest), NextSpan(at));
        end = at + FirstOf(_text.AsSpan(at, end - at).IndexOfAny("|\n[("), _taken.AsSpan(at, end - at).IndexOf(true), end - at);
        if (end == at || end >= _text.Length || end - at >= Longest || _text[end] == '\n')
            return at;
        var words = _text.AsSpan(at, end - at).Trim(" :-–,");
        if (words.Length < 2)
            return at;
        if (Phrases.ShortDateYear(words) is not null)
        {
            _draft.Add(PartRole.Date, _flow.Slice(at, end));
            return end;
        }
        if (Phrases.DateYear(words) is null && VenueText.Read(words) is null)
            return at;
        return AddDateOrVenue(at, end) ? end : at;
    }

    // Of two places that were looked for the first; the end where neither was found.
    private static int FirstOf(int one, int other, int end) => one < 0 ? (other < 0 ? end : other) : other < 0 ? one : Math.Min(one, other);

    // Where, from a place on, the next link or emphasised text begins.
    private int NextSpan(int at)
    {
        for (var i = _flow.SpanFrom(at); i < _flow.Spans.Length; i++)
        {
            var span = _flow.Spans[i];
            if (span.End > span.Start && span.Kind is SpanKind.Link or SpanKind.Bold or SpanKind.Italic or SpanKind.Mark)
                return span.Start;
        }
        return _text.Length;
    }

    private int MatchingClose(int open, int longest)
    {
        var depth = 0;
        for (var i = open; i < _text.Length && i - open <= longest; i++)
        {
            if (_text[i] is '[' or '(' or '（' or '【')
                depth++;
            else if (_text[i] is ']' or ')' or '）' or '】' && --depth == 0)
                return i;
        }
        return -1;
    }

    // ---- the title

    private TitleSpan FindTitle(int at)
    {
        var link = FirstTitleLink(at);
        var bold = FirstBold(at);
        if (bold is { } group && WordCount(at, group.Start) == 0 && Candidates.TitleBehind(_flow, group) is { } behind)
        {
            AddGroup(group, behind);
            return OfLink(at, behind);
        }
        if (bold is { } b && (link is null || b.Start < link.Value.Start) && link?.Start is not { } inside)
            return OfBold(at, b);
        if (bold is { } both && link is { } l)
        {
            if (both.Start <= l.Start && both.End >= l.Start)
                return OfLink(at, l);
            if (both.Start < l.Start)
                return IsNicknameOf(at, both, l) ? OfLink(at, l) : OfBold(at, both);
            return OfLink(at, l);
        }
        if (link is { } label && IsUnknownLabel(at, label))
        {
            Take(label.Start, label.End);
            return OfPlain(at, label.Start);
        }
        if (link is { } only && (WordCount(at, only.Start) <= 8 || LinkHosts.IsPaper(only.Url!)))
            return OfLink(at, only);
        return OfPlain(at);
    }

    // "**NAME** [The title of the paper](url)": where a name and a title both stand, the title is the linked one.
    private bool IsNicknameOf(int at, FlowSpan bold, FlowSpan link)
    {
        var (start, end) = (Math.Max(at, bold.Start), bold.End);
        if (WordCount(at, start) > 0 || end - start is < 2 or > 32 || WordCount(start, end) > 3 || WordCount(link.Start, link.End) < 4 || !string.IsNullOrWhiteSpace(_text[end..link.Start]))
            return false;
        if (!_text.AsSpan(start, end - start).ContainsAnyInRange('A', 'Z') || IsTemplate(_text.AsSpan(start, end - start)))
            return false;
        _draft.Add(PartRole.Name, _flow.Slice(start, end));
        return true;
    }

    // Bold words in front of a linked title are the work's name, unless another stands behind it; then they name a group of works.
    private void AddGroup(FlowSpan bold, FlowSpan link)
    {
        var (start, end) = TrimMarks(bold.Start, bold.End);
        if (start >= end || AddDateOrVenue(start, end))
            return;
        var isName = NameShape.IsDistinctive(_text.AsSpan(start, end - start)) && !NameFollows(link.End);
        _draft.Add(isName ? PartRole.Name : PartRole.Note, _flow.Slice(start, end));
    }

    private bool NameFollows(int at)
    {
        for (var open = _text.IndexOf('(', at); open >= 0; open = _text.IndexOf('(', open + 1))
        {
            var close = MatchingClose(open, 62);
            if (close > 0 && !_taken[open] && (IsNicknameText(open + 1, close) || AreNicknames(open + 1, close)))
                return true;
        }
        return false;
    }

    // A small word that is linked behind a whole title, whatever it says: "Title of a Work, ICLR 2024 [papr](url)".
    private bool IsUnknownLabel(int at, FlowSpan link) =>
        char.IsAsciiLetterLower(_text[link.Start]) && !link.In(_text).ContainsAny(' ', '-', '.') && !link.In(_text).ContainsAnyInRange('A', 'Z') && WordCount(at, link.Start) >= 4
        && (link.End >= _text.Length || !char.IsLetterOrDigit(NextSign(link.End)));

    private char NextSign(int at)
    {
        while (at < _text.Length && _text[at] is ' ' or ']' or ')')
            at++;
        return at < _text.Length ? _text[at] : '\n';
    }

    private TitleSpan OfLink(int at, FlowSpan link)
    {
        _draft.MarkedTitle = true;
        return new TitleSpan(Math.Max(at, link.Start), link.End, link.End, link.Start);
    }

    private TitleSpan OfBold(int at, FlowSpan bold)
    {
        var before = WordCount(at, bold.Start);
        var start = Math.Max(at, bold.Start);
        if (before == 0 && QuotedBehind(start, bold.End) is { } quoted)
            return quoted;
        var end = EndOfBold(start, bold.End);
        var goesOn = end == bold.End && GoesOn(bold.End);
        var joined = end < _text.Length && end == bold.End && char.IsLetterOrDigit(_text[end]);
        _draft.MarkedTitle |= before == 0;
        if (before == 0 && (!goesOn || WordCount(start, end) >= 8) && !joined)
            return new TitleSpan(start, end, end, -1);
        if (before > 0 && WordCount(start, end) >= 4 && !goesOn && AddPrefix(at, bold.Start, before))
        {
            _draft.MarkedTitle = true;
            return new TitleSpan(start, end, end, -1);
        }
        return OfPlain(at);
    }

    // "**NAME**: "The Title of the Paper", venue": the title is what stands in quotation marks, and the bold words are its name.
    private TitleSpan? QuotedBehind(int start, int end)
    {
        if (end - start is < 2 or > 40 || WordCount(start, end) > 5)
            return null;
        var open = end;
        while (open < _text.Length && _text[open] is ' ' or ':' or '：' or ',' or '-' or '–')
            open++;
        if (open >= _text.Length || _text[open] is not ('"' or '“'))
            return null;
        var close = open + 1;
        while (close < _text.Length && !(_text[close] is '"' or '”' && (close + 1 == _text.Length || !char.IsLetterOrDigit(_text[close + 1]))))
            close++;
        if (close == _text.Length || close - open > LongestQuotedTitle || WordCount(open + 1, close) < 3)
            return null;
        var (from, to) = TrimMarks(start, end);
        _draft.Add(PartRole.Name, _flow.Slice(from, to));
        _draft.MarkedTitle = true;
        return new TitleSpan(open + 1, close, close + 1, -1);
    }

    private const int LongestQuotedTitle = 300;

    // Bold type may run on over the fields behind the title: "**NAME 2021-5 | EN | [Paper](url)**".
    private int EndOfBold(int start, int end)
    {
        for (var i = start; i < end; i++)
        {
            if (_taken[i] || _text[i] == '\n' || (_text[i] == '|' && i > start && _text[i - 1] == ' '))
                return i;
        }
        return end;
    }

    private bool GoesOn(int end)
    {
        var next = end;
        while (next < _text.Length && _text[next] is ' ' or '"' or '”')
            next++;
        return next < _text.Length && _text[end - 1] is not (';' or ',' or '.' or '?' or '!') && _text[next] != '\n' && !_taken[next]
            && (char.IsLetterOrDigit(_text[next]) || _text[end - 1] == ':' || _text[next] == '-') && !StartsSpanOf(SpanKind.Italic, next) && !StartsPublication(next);
    }

    // What stands before a title: the work's people, as in a citation, or its short name.
    private bool AddPrefix(int start, int end, int words)
    {
        var prefix = _text.AsSpan(start, end - start);
        if (prefix.ContainsAny(',', '&') && NameList.Looks(prefix.TrimEnd(" \"“."), marked: true))
        {
            _draft.Add(PartRole.Authors, _flow.Slice(start, end));
            return true;
        }
        if (words > 4)
            return false;
        _draft.Add(PartRole.Name, _flow.Slice(start, end));
        return true;
    }

    private bool StartsSpanOf(SpanKind kind, int at) => _flow.Covering(kind, at, at + 1) is not null;

    // "Arxiv 2023 [Paper]" behind a title without any separator.
    private bool StartsPublication(int at)
    {
        var end = at;
        while (end < _text.Length && end - at < 60 && !_taken[end] && _text[end] is not ('\n' or '[' or '(' or '.' or '|'))
            end++;
        return VenueText.Read(_text.AsSpan(at, end - at)) is not null || Phrases.DateYear(_text.AsSpan(at, end - at)) is not null;
    }

    private TitleSpan OfPlain(int at) => OfPlain(at, _text.Length);

    private TitleSpan OfPlain(int at, int limit)
    {
        var end = at;
        while (end < limit && !_taken[end] && _text[end] != '\n' && !(end > at && (IsStop(end) || IsBar(end))))
            end++;
        if (FindQuoted(at, end) is { } quoted)
            return quoted;
        if (FindReference(at, end) is { } reference)
            return reference;
        var cut = CutPublication(at, end);
        return new TitleSpan(at, cut, cut, -1);
    }

    private bool IsStop(int at)
    {
        if (_text[at] == '[' && MatchingClose(at, 60) is var close && close > 0 && _taken[close])
            return true;
        foreach (var span in _flow.Spans)
        {
            if (span.Start == at && span.End == span.Start && span.Kind == SpanKind.Link)
                return true;
            if (span.Start > at)
                break;
        }
        return false;
    }

    private bool IsBar(int at) => _text[at] == '|' && at + 1 < _text.Length && _text[at + 1] == ' ' && _text[at - 1] == ' ';

    // A. Author and B. Author, "Title," venue: a reference as bibliographies write it.
    private TitleSpan? FindQuoted(int start, int end)
    {
        var open = _text.AsSpan(start, end - start).IndexOfAny('"', '“');
        if (open < 3)
            return null;
        var close = _text.AsSpan(start + open + 1, end - start - open - 1).IndexOfAny('"', '”');
        if (close < 8 || WordCount(start + open + 1, start + open + 1 + close) < 3 || !NameList.Looks(_text.AsSpan(start, open).TrimEnd(" ,."), marked: true))
            return null;
        _draft.Add(PartRole.Authors, _flow.Slice(start, start + open));
        _draft.MarkedTitle = true;
        return new TitleSpan(start + open + 1, start + open + 1 + close, start + open + close + 2, -1);
    }

    private TitleSpan? FindReference(int start, int end)
    {
        if (Reference.Find(_text.AsSpan(start, end - start)) is not { } found)
            return null;
        if (found.AuthorsEnd > found.AuthorsStart)
            _draft.Add(PartRole.Authors, _flow.Slice(start + found.AuthorsStart, start + found.AuthorsEnd));
        // "... (2020). Title": the year between people and title.
        if (found.TitleStart > found.AuthorsEnd && found.AuthorsEnd > 0 && Phrases.DateYear(_text.AsSpan(start + found.AuthorsEnd, found.TitleStart - found.AuthorsEnd).Trim(" ().,")) is not null)
            _draft.Add(PartRole.Date, _flow.Slice(start + found.AuthorsEnd, start + found.TitleStart));
        _draft.MarkedTitle = true;
        var cut = CutPublication(start + found.TitleStart, start + found.TitleEnd);
        return new TitleSpan(start + found.TitleStart, cut, Math.Max(cut, start + found.TitleEnd), -1);
    }

    // Venue and date at the end of an unmarked title, behind a comma, full stop or bar.
    private int CutPublication(int start, int end)
    {
        while (end > start)
        {
            var (_, trimmed) = TrimMarks(start, end);
            var mark = trimmed;
            while (mark > start && _text[mark - 1] is not (',' or '.' or '|' or ';' or '，' or '。'))
                mark--;
            if (mark <= start || trimmed - mark < 2 || !AddDateOrVenue(mark, trimmed))
                return end;
            end = mark;
        }
        return end;
    }

    private FlowSpan? FirstTitleLink(int at)
    {
        foreach (var span in _flow.Spans)
        {
            if (span.Kind == SpanKind.Link && span.End > at && span.End > span.Start && !span.IsLabel)
                return span;
        }
        return null;
    }

    private FlowSpan? FirstBold(int at)
    {
        foreach (var span in _flow.Spans)
        {
            if (span.Kind == SpanKind.Bold && span.End > at && span.End > span.Start && !_taken[span.Start] && HasWord(Math.Max(at, span.Start), span.End))
                return span;
        }
        return null;
    }

    private bool HasWord(int start, int end)
    {
        for (var i = start; i < end; i++)
        {
            if (char.IsLetterOrDigit(_text[i]) && !_taken[i])
                return true;
        }
        return false;
    }

    private int WordCount(int start, int end)
    {
        var count = 0;
        var inWord = false;
        for (var i = start; i < end; i++)
        {
            var letter = char.IsLetterOrDigit(_text[i]) && !_taken[i];
            if (letter && (!inWord || Labels.IsCjk(_text[i])))
                count++;
            inWord = letter || (inWord && _text[i] is '-' or '\'' or '’');
        }
        return count;
    }

    // ---- links

    private void AddLinks(int start, int end, string? label, TitleSpan? title = null)
    {
        foreach (var span in _flow.Spans)
        {
            if (span.Kind != SpanKind.Link || span.Start < start || span.Start > end || (span.Start == end && span.End > end))
                continue;
            var onTitle = title is { } t && span.End > span.Start && span.Start < t.End && span.End > t.Start;
            var own = span.End > span.Start ? span.In(_text) : span.Alt;
            var says = !own.IsEmpty && !Labels.IsAddress(own) && (label is null || !Labels.IsGenericLink(own) || Labels.LinkKindOf(own) is not null);
            _draft.AddLink(span.Url!, onTitle || says ? own : label, span.UrlOffset, onTitle);
        }
    }
}
