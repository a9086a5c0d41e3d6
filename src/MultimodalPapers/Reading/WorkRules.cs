namespace MultimodalPapers.Reading;

/// <summary>Decides whether something that has the form of an entry presents a work.</summary>
internal static class WorkRules
{
    public static bool IsWork(EntryDraft draft, Flow head)
    {
        if (draft.Title is null)
            return draft.TemplateTitle && draft.Links.Count > 0;
        if (draft.Links.Count == 0)
            return draft.InnerLinks == 0 && draft.MarkedTitle && (draft.HasAuthors || draft.HasVenue);
        if (draft.MarkedTitle)
            return true;
        return draft.Links.Any(l => !l.OnTitle);
    }
}
