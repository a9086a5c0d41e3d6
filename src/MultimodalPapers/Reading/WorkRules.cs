namespace MultimodalPapers.Reading;

/// <summary>The form in which a candidate stands in its list.</summary>
internal enum CandidateKind
{
    Item,
    Paragraph,
    Heading,
    Row,
    Record,
}

/// <param name="IsWork">Whether it is an entry.</param>
/// <param name="Reason">Why not, where somebody might take it for one; null for what nobody would.</param>
internal readonly record struct Verdict(bool IsWork, string? Reason = null);

/// <summary>Decides whether something that has the form of an entry presents a work.</summary>
internal static class WorkRules
{
    public static Verdict Judge(EntryDraft draft, CandidateKind kind, Outline outline)
    {
        if (draft.Title is null)
            return new Verdict(draft.TemplateTitle && draft.Links.Count > 0);
        var paper = draft.Links.Any(l => LinkHosts.IsPaper(l.Url) || Labels.LinkKindOf(l.Label) == Extraction.LinkKind.Paper && !l.OnTitle);
        if (outline.IsClosed)
            return new Verdict(false, paper ? "it stands in a section about the list itself" : null);
        if (draft.Links.Count == 0 && !HasTextEvidence(draft, kind))
            return new Verdict(false, draft.InnerLinks > 0 ? null : draft.MarkedTitle ? "no link, people, venue or date stands with it" : null);
        if (ListsWorks(draft))
            return new Verdict(false, "it is another list, not a work");
        if (paper || kind is CandidateKind.Record)
            return new Verdict(true);
        if (outline.IsElsewhere)
            return new Verdict(false, "it stands among tools, courses and links, and no paper stands with it");
        if (IsTeaching(draft))
            return new Verdict(false, "it is a course, post or video, and no paper stands with it");
        if (kind == CandidateKind.Paragraph && !draft.HasVenue && !draft.HasAuthors && !draft.HasDate && !draft.Links.Any(l => !l.OnTitle && l.Label is not null && Labels.IsGenericLink(l.Label)))
            return new Verdict(false);
        if (kind == CandidateKind.Item && !draft.MarkedTitle && draft.Links.All(l => l.OnTitle))
            return new Verdict(draft.Links.Count > 0);
        return new Verdict(true);
    }

    // Without a link, a candidate needs other marks of a work.
    private static bool HasTextEvidence(EntryDraft draft, CandidateKind kind) => kind switch
    {
        CandidateKind.Row => draft.InnerLinks == 0,
        CandidateKind.Record => true,
        CandidateKind.Heading => false,
        _ => draft.InnerLinks == 0 && (draft.HasAuthors && (draft.MarkedTitle || draft.HasVenue || draft.HasDate) || draft.MarkedTitle && (draft.HasVenue || draft.HasDate)),
    };

    /// <summary>Whether a text holds a link that leads to a paper, code or a project, and not into the same page.</summary>
    public static bool HasWorkLink(Flow flow) => flow.Spans.Any(s => s.Kind == SpanKind.Link && s.Url!.StartsWith("http", StringComparison.OrdinalIgnoreCase));

    private static bool ListsWorks(EntryDraft draft)
    {
        var title = draft.Title!.Text;
        if (draft.Links.Count == 0 || draft.Links.Any(l => LinkHosts.IsPaper(l.Url)))
            return false;
        if (title.Contains("awesome", StringComparison.OrdinalIgnoreCase) && draft.Links.Any(l => l.Url.Contains("awesome", StringComparison.OrdinalIgnoreCase)))
            return true;
        foreach (var phrase in (ReadOnlySpan<string>)["paper list", "paperlist", "reading list", "papers list", "list of papers", "paper-list", "paper collection", "curated list", "论文列表", "论文合集", "论文清单"])
        {
            if (title.Contains(phrase, StringComparison.OrdinalIgnoreCase) || draft.NoteStarts(phrase, 90))
                return true;
        }
        return false;
    }

    // The labels of all its links say that it is something to watch or to read, not a work.
    private static bool IsTeaching(EntryDraft draft) =>
        draft.Links.Count > 0 && draft.Links.All(l => !l.OnTitle && Labels.IsTeaching(l.Label));
}
