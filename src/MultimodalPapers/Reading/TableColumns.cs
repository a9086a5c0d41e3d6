using MultimodalPapers.Extraction.Names;

namespace MultimodalPapers.Reading;

/// <summary>The columns of a table of works, known by their headings.</summary>
internal sealed class TableColumns
{
    private readonly TableBlock _table;
    private readonly List<(FieldLabel Label, string Heading)> _columns;
    private readonly int _title;
    private readonly int _firstRow;
    private readonly bool _yearsBehindNames;

    private TableColumns(TableBlock table, List<(FieldLabel, string)> columns, int title, int firstRow) =>
        (_table, _columns, _title, _firstRow, _yearsBehindNames) = (table, columns, title, firstRow, HasYearsBehindNames(table, columns, title));

    /// <summary>The columns; null where none holds titles or names, so that the rows are no works.</summary>
    public static TableColumns? Of(TableBlock table)
    {
        if (table.Rows.Count < 2)
            return null;
        var head = table.Rows[0];
        var columns = head.Cells.ConvertAll(Column);
        if (IsSecondHead(table.Rows[1], columns))
        {
            for (var i = 0; i < Math.Min(columns.Count, table.Rows[1].Cells.Count); i++)
                columns[i] = IsFilled(table.Rows[1].Cells[i]) ? Column(table.Rows[1].Cells[i]) : columns[i];
        }
        var title = TitleColumn(table, columns);
        return title < 0 || IsIndex(table, title) ? null : new TableColumns(table, columns, title, 1);
    }

    private static (FieldLabel Label, string Heading) Column(Flow cell) => (LabelOf(cell.Text), cell.Text.Trim().Replace('\n', ' '));

    // Headings over several columns have a second row of headings below them: nothing in the first cell, and bold words in the others.
    private static bool IsSecondHead(RowBlock row, List<(FieldLabel Label, string Heading)> columns) =>
        row.Cells.Count > 2 && !IsFilled(row.Cells[0]) && columns[0].Heading.Length > 0
        && row.Cells.Skip(1).All(c => c.Spans.Any(s => s.Kind == SpanKind.Bold) || LabelOf(c.Text).Meaning != FieldMeaning.Unknown);

    /// <summary>The rows that hold works: not repeated headings, group rows or empty ones.</summary>
    public IEnumerable<RowBlock> Works
    {
        get
        {
            var single = _columns.Count == 1;
            for (var i = _firstRow; i < _table.Rows.Count; i++)
            {
                var row = _table.Rows[i];
                var filled = row.Cells.Count(IsFilled);
                if (filled == 0 || row.Header || (filled == 1 && !single && !row.Cells.Any(c => Array.Exists(c.Spans, s => s.Kind == SpanKind.Link))) || RepeatsHead(row) || IsSubHead(row))
                    continue;
                yield return row;
            }
        }
    }

    public void Read(RowBlock row, EntryDraft draft)
    {
        for (var i = 0; i < row.Cells.Count; i++)
        {
            var cell = row.Cells[i];
            if (i == _title)
                LineReader.ReadHead(cell, draft);
            else if (i < _columns.Count)
                LineReader.ReadCell(cell, draft, _columns[i].Label, _columns[i].Heading.Length == 0 ? null : _columns[i].Heading);
            else
                LineReader.ReadCell(cell, draft, default, null);
        }
        draft.NameAsTitle();
        if (_yearsBehindNames)
            draft.DateFromTitle();
        if (_title < _columns.Count && KindGuess.OfNoun(_columns[_title].Heading) is not null)
            draft.LabelTitle(_columns[_title].Heading);
    }

    // "Quillo 2018", "Lampyris 2021": where most names of a table without dates end in a year, it is the work's, and no version.
    private static bool HasYearsBehindNames(TableBlock table, List<(FieldLabel Label, string Heading)> columns, int title)
    {
        int dated = 0, filled = 0;
        foreach (var row in table.Rows.Skip(1).Take(40))
        {
            if (title >= row.Cells.Count || !IsFilled(row.Cells[title]))
                continue;
            filled++;
            dated += Phrases.YearBehindName(row.Cells[title].Text.AsSpan().Trim()) > 0 ? 1 : 0;
        }
        return dated > 1 && dated * 3 > filled * 2 && !table.Rows.Skip(1).Any(row => StatesDate(row, columns));
    }

    private static bool StatesDate(RowBlock row, List<(FieldLabel Label, string Heading)> columns) =>
        row.Cells.Zip(columns).Any(c => c.Second.Label is { Meaning: FieldMeaning.Part, Role: PartRole.Date or PartRole.Venue } && c.First.Text.AsSpan().ContainsAnyInRange('0', '9'));

    /// <summary>What a column's heading means: all of it, or the first part that lists use: "Venue/Date", "Title and authors", "Params (B)".</summary>
    private static FieldLabel LabelOf(string heading)
    {
        var whole = Labels.Of(heading.AsSpan().Trim());
        if (whole.Meaning != FieldMeaning.Unknown)
            return whole;
        foreach (var range in heading.AsSpan().SplitAny("/&,(（|+\n:："))
        {
            var part = Labels.Of(heading.AsSpan()[range].Trim().Trim(")）"));
            if (part.Meaning != FieldMeaning.Unknown)
                return part;
        }
        var space = heading.AsSpan().Trim().LastIndexOf(' ');
        return space > 0 ? Labels.Of(heading.AsSpan().Trim()[(space + 1)..]) : default;
    }

    // A column of titles; else one of papers that holds more than labels; else one of names; else the first whose cells are linked words.
    private static int TitleColumn(TableBlock table, List<(FieldLabel Label, string Heading)> columns)
    {
        var title = columns.FindIndex(c => c.Label is { Meaning: FieldMeaning.Part, Role: PartRole.Title });
        if (title >= 0)
            return HoldsTitles(table, title) ? title : -1;
        for (var i = 0; i < columns.Count; i++)
        {
            if (columns[i].Label is { Meaning: FieldMeaning.Link, Link: Extraction.LinkKind.Paper or null } && HoldsTitles(table, i))
                return i;
        }
        // "LLM" heads the base models beside a column of models, and the models themselves where it comes first.
        if (columns[0].Label is { Meaning: FieldMeaning.Part, Role: PartRole.Backbone } && HoldsTitles(table, 0))
            return 0;
        var name = columns.FindIndex(c => c.Label is { Meaning: FieldMeaning.Part, Role: PartRole.Name });
        if (name >= 0)
            return HoldsTitles(table, name) ? name : -1;
        for (var i = 0; i < columns.Count; i++)
        {
            if (columns[i].Label.Meaning == FieldMeaning.Unknown && HoldsTitles(table, i) && LinkedCells(table, i) * 2 > table.Rows.Count - 1)
                return i;
        }
        // A column of links to models or code names the works where its cells are names rather than labels.
        for (var i = 0; i < columns.Count; i++)
        {
            if (columns[i].Label is { Meaning: FieldMeaning.Link, Link: Extraction.LinkKind.Model or Extraction.LinkKind.Code or Extraction.LinkKind.Project } && HoldsTitles(table, i) && LinkedCells(table, i) * 2 > table.Rows.Count - 1)
                return i;
        }
        return -1;
    }

    private static bool HoldsTitles(TableBlock table, int column)
    {
        int titles = 0, filled = 0;
        for (var i = 1; i < Math.Min(table.Rows.Count, 40); i++)
        {
            if (column >= table.Rows[i].Cells.Count || !IsFilled(table.Rows[i].Cells[column]))
                continue;
            filled++;
            var text = table.Rows[i].Cells[column].Text.AsSpan().Trim();
            titles += Labels.IsGenericLink(text.Trim("[]")) || text.Length < 2 || Phrases.DateYear(text) is not null ? 0 : 1;
        }
        return titles * 2 > filled && filled > 0;
    }

    private static int LinkedCells(TableBlock table, int column) =>
        table.Rows.Skip(1).Count(r => column < r.Cells.Count && Array.Exists(r.Cells[column].Spans, s => s.Kind == SpanKind.Link && s.End > s.Start && s.Url!.StartsWith("http", StringComparison.OrdinalIgnoreCase)));

    // Rows whose links all lead into the same page or beside it are an index, not works.
    private static bool IsIndex(TableBlock table, int title)
    {
        int inner = 0, outer = 0;
        foreach (var span in table.Rows.Skip(1).SelectMany(r => r.Cells).SelectMany(c => c.Spans))
        {
            if (span.Kind == SpanKind.Link && span.Url!.StartsWith("http", StringComparison.OrdinalIgnoreCase))
                outer++;
            else if (span.Kind == SpanKind.Link && span.Url!.Length > 0)
                inner++;
        }
        return title >= 0 && inner > outer;
    }

    private static bool IsFilled(Flow cell) => Candidates.Words(cell.Text) > 0 || Array.Exists(cell.Spans, s => s.Kind is SpanKind.Link or SpanKind.Image);

    private bool RepeatsHead(RowBlock row) =>
        row.Cells.Count > 1 && row.Cells.Count == _columns.Count && row.Cells.Zip(_columns).All(p => string.Equals(p.First.Text.Trim(), p.Second.Heading, StringComparison.OrdinalIgnoreCase));

    // A second row of headings: its title cell is empty, and what stands in the others are labels.
    private bool IsSubHead(RowBlock row) =>
        _title < row.Cells.Count && !IsFilled(row.Cells[_title]) && row.Cells.All(c => !IsFilled(c) || Array.Exists(c.Spans, s => s.Kind == SpanKind.Bold) || LabelOf(c.Text).Meaning != FieldMeaning.Unknown);
}
