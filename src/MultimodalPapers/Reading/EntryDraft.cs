using System.Buffers;
using System.Collections.Immutable;
using System.Runtime.InteropServices;
using MultimodalPapers.Extraction.Names;

namespace MultimodalPapers.Reading;

/// <summary>An entry in the making.</summary>
internal sealed class EntryDraft(SourceText source)
{
    private const int LongestPhrase = 20;

    private readonly List<EntryPart> _parts = [];

    // A bit for each role that one of the parts has.
    private int _roles;
    private readonly List<EntryLink> _links = [];

    // Few entries have more links than are quickly compared.
    private const int FewLinks = 12;
    private HashSet<string>? _addresses;

    public SourceText Source { get; } = source;

    /// <summary>The title, null before one is found.</summary>
    public MappedText? Title { get; private set; }

    /// <summary>Whether the title is only the label of a template, such as <c>Paper Title</c>.</summary>
    public bool TemplateTitle { get; set; }

    /// <summary>Whether the entry's head holds only tags, so that the title stands below it.</summary>
    public bool AwaitsTitle { get; set; }

    /// <summary>Whether markup sets the title off: a link, bold type, quotation marks.</summary>
    public bool MarkedTitle { get; set; }

    public bool HasAuthors => HasPart(PartRole.Authors);

    public bool HasVenue => HasPart(PartRole.Venue);

    public bool HasDate => HasPart(PartRole.Date);

    public string? FirstNote => _parts.Find(static p => p.Role is PartRole.Note or PartRole.Abstract)?.Text.Text;

    public bool HasPart(PartRole role) => (_roles & 1 << (int)role) != 0;

    public List<EntryLink> Links => _links;

    /// <summary>Links that lead nowhere: to places in the same page or beside it.</summary>
    public int InnerLinks { get; private set; }

    public void Add(PartRole role, MappedText text, string? label = null)
    {
        if (text.IsEmpty || !HasWord(text.Text))
            return;
        if (role == PartRole.Title)
            Title = text;
        _parts.Add(new EntryPart(role, text, label));
        _roles |= 1 << (int)role;
    }

    /// <summary>Makes the name the title, where there is no other.</summary>
    public void NameAsTitle()
    {
        var name = _parts.FindIndex(p => p.Role == PartRole.Name);
        if (Title is not null || TemplateTitle || name < 0)
            return;
        Title = _parts[name].Text;
        _parts[name] = _parts[name] with { Role = PartRole.Title };
        _roles = _parts.Aggregate(0, static (roles, part) => roles | 1 << (int)part.Role);
    }

    /// <summary>Makes way for a title that stands in a field of its own: what was taken for one is the work's name, or a remark.</summary>
    public void TitleAsName()
    {
        var title = _parts.FindIndex(p => p.Role == PartRole.Title);
        if (title < 0)
            return;
        var text = _parts[title].Text;
        var colon = text.Text.AsSpan().IndexOfAny(':', '：');
        var name = colon < 0 ? text : text.Slice(0, colon).Trim();
        if (colon >= 0)
            _parts.Insert(title + 1, new EntryPart(PartRole.Note, text.Slice(colon + 1, text.Text.Length - colon - 1).Trim()));
        _parts[title] = new EntryPart(NameShape.IsDistinctive(name.Text) ? PartRole.Name : PartRole.Note, name);
        _roles = _parts.Aggregate(0, static (roles, part) => roles | 1 << (int)part.Role);
    }

    /// <summary>Takes the year behind a name for the work's date.</summary>
    public void DateFromTitle()
    {
        if (Title is null || Phrases.YearBehindName(Title.Text) is not (> 0 and var at))
            return;
        var date = Title.Slice(at, Title.Text.Length - at).Trim();
        var title = _parts.FindIndex(p => p.Role == PartRole.Title);
        Title = Title.Slice(0, at).Trim();
        _parts[title] = _parts[title] with { Text = Title };
        Add(PartRole.Date, date);
    }

    /// <summary>Keeps what the title's column is headed.</summary>
    public void LabelTitle(string heading)
    {
        var title = _parts.FindIndex(p => p.Role == PartRole.Title);
        if (title >= 0)
            _parts[title] = _parts[title] with { Label = heading };
    }

    /// <summary>Takes over what another description of the same work says and this one lacks.</summary>
    public void Complete(EntryDraft other)
    {
        foreach (var part in other._parts)
        {
            if (part.Role is PartRole.Authors or PartRole.Venue or PartRole.Date && !HasPart(part.Role) || part.Label == BibTex.EprintLabel)
                Add(part.Role, part.Text, part.Label);
        }
        foreach (var link in other._links)
        {
            if (IsNew(link.Url))
                _links.Add(link);
        }
    }

    /// <summary>Whether one of some phrases begins near the start of one of the notes.</summary>
    /// <param name="phrases">None is longer than <see cref="LongestPhrase"/>.</param>
    /// <param name="within">How many characters the phrase may have before it, and one.</param>
    public bool NoteStarts(SearchValues<string> phrases, int within)
    {
        foreach (var part in _parts)
        {
            if (part.Role is not (PartRole.Note or PartRole.Abstract))
                continue;
            var note = part.Text.Text.AsSpan();
            var at = note[..Math.Min(note.Length, within + LongestPhrase)].IndexOfAny(phrases);
            if (at >= 0 && at < within)
                return true;
        }
        return false;
    }

    public void AddLink(string url, ReadOnlySpan<char> label, int offset, bool onTitle)
    {
        url = url.Trim();
        if (!url.StartsWith("https://", StringComparison.OrdinalIgnoreCase) && !url.StartsWith("http://", StringComparison.OrdinalIgnoreCase))
        {
            if (url.StartsWith("www.", StringComparison.OrdinalIgnoreCase))
                url = "https://" + url;
            else if (url.StartsWith("//", StringComparison.Ordinal))
                url = "https:" + url;
            else
            {
                InnerLinks += url.Length > 0 ? 1 : 0;
                return;
            }
        }
        if (url.Length < 10 || url.Length > 2000 || !IsNew(url))
            return;
        var (line, column) = offset >= 0 ? Source.At(offset) : (0, -1);
        label = label.Trim();
        _links.Add(new EntryLink(url, label.IsEmpty ? null : label.ToString().Replace('\n', ' '), line, column, onTitle));
    }

    private bool IsNew(string url)
    {
        if (_links.Count > FewLinks)
        {
            _addresses ??= new HashSet<string>(_links.Select(link => link.Url), StringComparer.OrdinalIgnoreCase);
            return _addresses.Add(url);
        }
        foreach (var link in _links)
        {
            if (link.Url.Equals(url, StringComparison.OrdinalIgnoreCase))
                return false;
        }
        return true;
    }

    public ListEntry ToEntry(int start, int end, ImmutableArray<string> section, string layout)
    {
        var (line, _) = Source.At(start);
        var (endLine, _) = Source.At(Math.Max(start, end - 1));
        foreach (ref var link in CollectionsMarshal.AsSpan(_links))
        {
            if (link.Line == 0)
                link = link with { Line = line };
        }
        return new ListEntry
        {
            Source = Source.Source,
            Line = line,
            EndLine = Math.Max(line, endLine),
            Section = section,
            Layout = layout,
            Parts = [.. _parts],
            Links = [.. _links],
            Text = Source,
        };
    }

    private static bool HasWord(string text)
    {
        foreach (var c in text)
        {
            if (char.IsLetterOrDigit(c))
                return true;
        }
        return false;
    }
}
