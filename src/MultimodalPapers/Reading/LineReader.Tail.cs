using System.Buffers;
using MultimodalPapers.Extraction;
using MultimodalPapers.Extraction.Names;

namespace MultimodalPapers.Reading;

/// <content>What stands behind the title.</content>
internal sealed partial class LineReader
{
    private void ReadLines(int at)
    {
        var withLinks = at == 0;
        while (at <= _text.Length)
        {
            var end = _text.IndexOf('\n', at);
            if (end < 0)
                end = _text.Length;
            var field = FieldLabels.At(_flow, at, end);
            // Links of lines with a label get it; the others keep their own.
            if (withLinks)
                AddLinks(at, end, field.Label.Meaning == FieldMeaning.Link ? _text[field.Start..field.End] : null);
            if (field.Label.Meaning == FieldMeaning.Unknown)
                ReadStretch(at, end);
            else
                ReadField(field, end);
            at = end + 1;
        }
    }

    private void ReadField(LineField field, int end)
    {
        var label = _text[field.Start..field.End].Trim();
        switch (field.Label.Meaning)
        {
            case FieldMeaning.Part when field.Label.Role == PartRole.Title && (_draft.Title is null || Labels.IsTitleOfWork(label)):
                var (from, to) = TrimTitle(field.ContentStart, end);
                if (_draft.Title is not null && from < to)
                    _draft.TitleAsName();
                _draft.Add(PartRole.Title, _flow.Slice(from, to), label);
                break;
            case FieldMeaning.Part:
                // An unknown label may itself be what the line is about: "**Paged Optimizers**: ...".
                AddContent(RoleBelowTitle(field, label, end), field.Known ? field.ContentStart : field.Start, end, label);
                break;
            case FieldMeaning.Link:
                AddContent(PartRole.Note, field.ContentStart, end, label);
                break;
        }
    }

    // Below a title, "Dataset: MMLU, ARC" lists what the work was done with; and a second title is a remark.
    private PartRole RoleBelowTitle(LineField field, string label, int end) => field.Label.Role switch
    {
        PartRole.Title => PartRole.Note,
        PartRole.Name when _draft.Title is not null && KindGuess.OfNoun(label) == ThingKind.Dataset => PartRole.Note,
        var role => RoleOf(role, field.ContentStart, end),
    };

    // "Publisher: ICLR 2025": where makers are expected, lists that take publishers for them name venues.
    private PartRole RoleOf(PartRole role, int start, int end) =>
        role == PartRole.Organization && VenueText.Read(_text.AsSpan(start, end - start)) is { Stands: true } ? PartRole.Venue : role;

    // The text of a field without the link labels in it; a title that is linked in a field of links is text.
    private void AddContent(PartRole role, int start, int end, string? label)
    {
        var (from, to) = Untaken(start, end);
        if (from < to && !(role == PartRole.Authors && SaysNothing(_text.AsSpan(from, to - from))))
            _draft.Add(role, _flow.Slice(from, to), label);
    }

    // "Authors: not specified in ...": a sentence in the place of people.
    private static bool SaysNothing(ReadOnlySpan<char> words) => IsPlaceholder(words) || (words.Length < 90 && words.ContainsAny(Absence));

    private static readonly SearchValues<string> Absence = SearchValues.Create(["not specified", "not available", "not provided", "not listed", "not given", "not found"], StringComparison.OrdinalIgnoreCase);

    private (int From, int To) Untaken(int start, int end)
    {
        while (start < end && (_taken[start] || char.IsWhiteSpace(_text[start]) || _text[start] is ':' or '：' or '*'))
            start++;
        while (end > start && (_taken[end - 1] || char.IsWhiteSpace(_text[end - 1])))
            end--;
        return (start, end);
    }

    private void ReadCell(FieldLabel label, string? heading)
    {
        AddLinks(0, _text.Length, label.Meaning == FieldMeaning.Link ? heading : null);
        if (label.Meaning == FieldMeaning.Link && !_draft.HasVenue)
            ReadVenueLabels();
        var (from, to) = Untaken(0, _text.Length);
        if (IsPlaceholder(_text.AsSpan(from, Math.Max(0, to - from))))
        {
            ReadPictures(label, heading);
            return;
        }
        switch (label.Meaning)
        {
            case FieldMeaning.Part when label.Role is PartRole.Title && _draft.Title is null:
                AddTitle(new TitleSpan(from, to, to, -1));
                break;
            case FieldMeaning.Part when label.Role == PartRole.Title:
                AddContent(PartRole.Name, from, to, heading);
                break;
            case FieldMeaning.Part when label.Role is PartRole.Venue or PartRole.Date:
                AddPublication(label.Role, from, to, heading);
                break;
            case FieldMeaning.Part:
                AddContent(RoleOf(label.Role, from, to), from, to, heading);
                break;
            case FieldMeaning.Nothing:
                break;
            default:
                if (!AddDateOrVenue(from, to))
                    AddContent(PartRole.Note, from, to, heading);
                break;
        }
    }

    // "| [CVPR 2023](url) |" below "Paper": what a link is called may say where the work appeared.
    private void ReadVenueLabels()
    {
        foreach (var span in _flow.Spans)
        {
            if (span.Kind == SpanKind.Link && span.End > span.Start && VenueText.Read(span.In(_text)) is { Known: true, Name: not null, Year: not null })
            {
                _draft.Add(PartRole.Venue, _flow.Slice(span.Start, span.End));
                return;
            }
        }
    }

    // A cell of venues may hold a date, and one of dates a venue; either may hold both.
    private void AddPublication(PartRole role, int from, int to, string? heading)
    {
        var words = _text.AsSpan(from, to - from);
        if (Phrases.DateYear(words) is not null)
            _draft.Add(PartRole.Date, _flow.Slice(from, to), heading);
        else
            _draft.Add(role == PartRole.Date && VenueText.Read(words) is { Name: not null } ? PartRole.Venue : role, _flow.Slice(from, to), heading);
    }

    private static bool IsPlaceholder(ReadOnlySpan<char> text)
    {
        text = text.Trim(" -—–/\\*?.~、·");
        return text.IsEmpty || text.Equals("N/A", StringComparison.OrdinalIgnoreCase) || text.Equals("NA", StringComparison.OrdinalIgnoreCase)
            || text.Equals("none", StringComparison.OrdinalIgnoreCase) || text.Equals("TBD", StringComparison.OrdinalIgnoreCase) || text.Equals("unknown", StringComparison.OrdinalIgnoreCase)
            || text is "无" or "未知" or "暂无" or "未公布";
    }

    // A column of dates or venues may hold badges; then their alternative texts are its words.
    private void ReadPictures(FieldLabel label, string? heading)
    {
        if (label is not { Meaning: FieldMeaning.Part, Role: PartRole.Date or PartRole.Venue })
            return;
        foreach (var span in _flow.Spans)
        {
            if (span.Kind == SpanKind.Image && span.Alt is { Length: > 1 } alt && _flow.Locate(alt) is { } text)
                _draft.Add(Phrases.DateYear(alt) is not null ? PartRole.Date : label.Role, text, heading);
        }
    }

    // ---- a line without a label

    private void ReadStretch(int start, int end)
    {
        var at = start;
        while (at < end)
        {
            var c = _text[at];
            if (_taken[at] || !IsContent(c))
            {
                at++;
                continue;
            }
            if (c is '(' or '（' or '[' or '【')
                at = ReadGroup(at, end);
            else if (SpanAt(at) is { } span)
                at = ReadSpan(span, at, end);
            else
                at = ReadPlain(at, end);
        }
    }

    private static bool IsContent(char c) => char.IsLetterOrDigit(c) || c is '(' or '（' or '[' or '【' or '"' or '“' or '$' or '#' or '@' or '<';

    private FlowSpan? SpanAt(int at)
    {
        foreach (var span in _flow.Spans)
        {
            if (span.Start == at && IsStyled(span))
                return span;
            if (span.Start > at)
                break;
        }
        return null;
    }

    // Where, from a place on, the next text begins that SpanAt would find.
    private int NextStyled(int at)
    {
        for (var i = _flow.SpanFrom(at); i < _flow.Spans.Length; i++)
        {
            var span = _flow.Spans[i];
            if (IsStyled(span))
                return span.Start;
        }
        return _text.Length;
    }

    private static bool IsStyled(FlowSpan span) => span.End > span.Start && span.Kind is SpanKind.Italic or SpanKind.Code or SpanKind.Mark;

    private int ReadSpan(FlowSpan span, int at, int end)
    {
        var stop = Math.Min(span.End, end);
        var words = _text.AsSpan(at, stop - at);
        if (span.Kind == SpanKind.Italic && !_draft.HasAuthors && NameList.Looks(words, marked: true))
            _draft.Add(PartRole.Authors, _flow.Slice(at, stop));
        else if (YearBehind(stop, end) is > 0 and var year && AddDateOrVenue(at, year))
            return year;
        else if (!AddDateOrVenue(at, stop))
            AddContent(PartRole.Note, at, stop, null);
        return Math.Max(at + 1, stop);
    }

    // "*ACM MM* 2021": where the year ends that stands right behind; 0 where none does.
    private int YearBehind(int at, int end)
    {
        while (at < end && _text[at] is ' ' or ',')
            at++;
        return at + 4 <= end && Phrases.DateYear(_text.AsSpan(at, 4)) is not null && (at + 4 == end || !char.IsLetterOrDigit(_text[at + 4])) ? at + 4 : 0;
    }

    private int ReadGroup(int at, int end)
    {
        var close = MatchingClose(at, end - at);
        var stop = close < 0 || close >= end ? end : close;
        var (from, to) = Untaken(at + 1, stop);
        if (from < to)
        {
            if (IsNickname(at, from, to))
                _draft.Add(PartRole.Name, _flow.Slice(from, to));
            else if (!AddDateOrVenue(from, to))
                ReadNote(from, to);
        }
        return Math.Max(at + 1, stop + 1);
    }

    private void ReadNote(int from, int to)
    {
        var field = FieldLabels.At(_flow, from, to);
        if (field.Label is { Meaning: FieldMeaning.Part, Role: PartRole.Note })
            AddContent(PartRole.Note, field.ContentStart, to, _text[field.Start..field.End]);
        else
            _draft.Add(PartRole.Note, _flow.Slice(from, to));
    }

    // One or two words in parentheses right behind the title, spelled as names are: "(LLaVA-1.5)".
    private bool IsNickname(int open, int from, int to)
    {
        if (_draft.Title is null || _text[open] is not ('(' or '（'))
            return false;
        return IsNicknameText(from, to) || AreNicknames(from, to);
    }

    // "(PVIT, PVIT-3M)": each spelled as only names are.
    private bool AreNicknames(int from, int to)
    {
        var words = _text.AsSpan(from, to - from);
        if (words.Length > 60 || !words.Contains(','))
            return false;
        foreach (var range in words.Split(','))
        {
            if (!NameShape.IsDistinctive(words[range].Trim()) || VenueText.Read(words[range]) is not null)
                return false;
        }
        return true;
    }

    private bool IsNicknameText(int from, int to)
    {
        var words = 0;
        var capital = false;
        if (to - from is < 2 or > 30)
            return false;
        for (var i = from; i < to; i++)
        {
            if (Labels.IsCjk(_text[i]) || _text[i] is '+' or ',' or ';' or ':' or '：' or '&' or '，' or '?')
                return false;
            words += i == from || _text[i - 1] == ' ' ? 1 : 0;
            capital |= char.IsUpper(_text[i]) || char.IsDigit(_text[i]);
        }
        return words <= 2 && capital && !IsPublisher(_text.AsSpan(from, to - from)) && VenueText.Read(_text.AsSpan(from, to - from)) is null && Phrases.DateYear(_text.AsSpan(from, to - from)) is null;
    }

    // "A Title of a Work (ACM)": who printed it.
    private static bool IsPublisher(ReadOnlySpan<char> words) => words.Trim() is "ACM" or "IEEE" or "Springer" or "Elsevier" or "Wiley" or "MDPI" or "PMLR" or "Findings";

    private int ReadPlain(int at, int end)
    {
        var stop = at;
        var next = NextStyled(at + 1);
        while (stop < end && !_taken[stop] && (stop != next || !IsBoundary(stop)) && !(_text[stop] is '(' or '（' && IsBoundary(stop) && (ClosesAsTag(stop, end) || NamesWork(stop, end))))
        {
            if (stop++ == next)
                next = NextStyled(stop);
        }
        ReadPhrases(at, stop);
        return Math.Max(at + 1, stop);
    }

    private bool IsBoundary(int at) => at == 0 || !char.IsLetterOrDigit(_text[at - 1]);

    // "AAAI 2021, (LayoutT5, LayoutBART)": names in parentheses behind a comma.
    private bool NamesWork(int at, int end)
    {
        if (at < 2 || !_text.AsSpan(0, at).TrimEnd(' ').EndsWith(','))
            return false;
        var close = MatchingClose(at, 60);
        return close > 0 && close < end && (AreNicknames(at + 1, close) || NameShape.IsDistinctive(_text.AsSpan(at + 1, close - at - 1))) && IsNickname(at, at + 1, close);
    }

    private bool ClosesAsTag(int at, int end)
    {
        var close = MatchingClose(at, 60);
        return close > 0 && close < end && (Phrases.DateYear(_text.AsSpan(at + 1, close - at - 1)) is not null || VenueText.Read(_text.AsSpan(at + 1, close - at - 1)) is not null);
    }

    // Phrases between commas, full stops and bars: those that are venue or date, and what is left between them.
    private void ReadPhrases(int start, int end)
    {
        var restStart = start;
        var at = start;
        var stretch = _text.AsSpan(start, end - start);
        var mayBePublication = stretch.ContainsAnyInRange('0', '9') || KnownVenues.MayStandIn(stretch);
        while (at < end)
        {
            var stop = at;
            while (stop < end && !(IsSeparator(stop, end)))
                stop++;
            var joined = stop;
            // "ICML, 2023" and "Advances in Neural Information Processing Systems 35, 2022" are one venue.
            if (mayBePublication && stop < end && stop - at < 70)
            {
                var next = stop + 1;
                while (next < end && !IsSeparator(next, end))
                    next++;
                if (next - at < 90 && Phrases.DateYear(_text.AsSpan(stop + 1, next - stop - 1)) is not null)
                    joined = next;
            }
            if (stop - at < 90 && (mayBePublication || Phrases.IsMonth(_text.AsSpan(at, stop - at))) && (joined > stop && AddDateOrVenue(at, joined) || (joined = stop) > at && AddDateOrVenue(at, stop)))
            {
                AddRest(restStart, at);
                at = Math.Min(end, joined + 1);
                restStart = at;
                continue;
            }
            at = stop + 1;
        }
        AddRest(restStart, end);
    }

    private bool IsSeparator(int at, int end) => _text[at] switch
    {
        ',' or ';' or '|' or '，' or '；' or '。' or '、' => true,
        '.' => at + 1 >= end || char.IsWhiteSpace(_text[at + 1]),
        '-' or '–' or '—' => at + 1 < end && _text[at + 1] == ' ' && at > 0 && _text[at - 1] == ' ',
        _ => false,
    };

    private void AddRest(int start, int end)
    {
        while (start < end && !IsContent(_text[start]))
            start++;
        while (end > start && (char.IsWhiteSpace(_text[end - 1]) || _text[end - 1] is ',' or ';' or '|' or '-' or '–'))
            end--;
        if (start >= end)
            return;
        if (!_draft.HasAuthors && _draft.Title is not null)
            start = AddLeadingAuthors(start, end);
        while (start < end && !IsContent(_text[start]))
            start++;
        if (start < end)
            _draft.Add(PartRole.Note, _flow.Slice(start, end));
    }

    // People stand first: all of the stretch, or up to the first semicolon, full stop or line end.
    private int AddLeadingAuthors(int start, int end)
    {
        if (NameList.EtAlEnd(_text.AsSpan(start, end - start)) is > 0 and var people && NameList.Looks(_text.AsSpan(start, people), marked: true) && WordCount(start + people, end) <= 8)
        {
            _draft.Add(PartRole.Authors, _flow.Slice(start, start + people));
            _draft.Add(PartRole.Organization, _flow.Slice(start + people + 2, end));
            return end;
        }
        if (NameList.Looks(_text.AsSpan(start, end - start), marked: false))
        {
            _draft.Add(PartRole.Authors, _flow.Slice(start, end));
            return end;
        }
        // "Title(2023), Ada Lovelace."
        if (start >= 3 && _text[start - 1] == ' ' && _text[start - 2] == ',' && _text[start - 3] is ')' or '）' && NameList.IsPerson(_text.AsSpan(start, end - start).TrimEnd('.')))
        {
            _draft.Add(PartRole.Authors, _flow.Slice(start, end));
            return end;
        }
        var alone = start >= 2 && _text.AsSpan(Math.Max(0, start - 3), Math.Min(3, start)).Contains(';');
        for (var i = start; i <= end; i++)
        {
            if (alone && (i == end || _text[i] is ';') && NameList.IsPerson(_text.AsSpan(start, i - start)))
            {
                _draft.Add(PartRole.Authors, _flow.Slice(start, i));
                return Math.Min(end, i + 1);
            }
            if (i == end)
                break;
            if (_text[i] is not (';' or '；' or '|' or '。') && !(_text[i] == '.' && i + 1 < end && _text[i + 1] == ' ' && !IsInitialOrEtAl(i)))
                continue;
            if (!NameList.Looks(_text.AsSpan(start, i - start), marked: false))
                return start;
            _draft.Add(PartRole.Authors, _flow.Slice(start, i));
            return i + 1;
        }
        return start;
    }

    private bool IsInitialOrEtAl(int point) =>
        (point >= 1 && char.IsUpper(_text[point - 1]) && (point == 1 || !char.IsLetter(_text[point - 2]))) || _text.AsSpan(0, point).EndsWith("et", StringComparison.Ordinal);
}
