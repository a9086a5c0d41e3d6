using System.Buffers;
using System.Collections.Immutable;

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
    /// <summary>The reason of those that a list of like entries may still make works.</summary>
    public const string NoEvidence = "no link, people, venue or date stands with it";

    public static Verdict Judge(EntryDraft draft, CandidateKind kind, Outline outline)
    {
        if (draft.Title is null)
            return new Verdict(draft.TemplateTitle && draft.Links.Count > 0);
        var (paper, paperAddress) = Papers(draft);
        if (outline.IsClosed)
            return new Verdict(false, paper ? "it stands in a section about the list itself" : null);
        if (draft.Links.Count == 0 && !HasTextEvidence(draft, kind))
            return new Verdict(false, draft.InnerLinks > 0 ? null : draft.MarkedTitle ? NoEvidence : null);
        if (!paperAddress && ListsWorks(draft))
            return new Verdict(false, "it is another list, not a work");
        if (paper || kind is CandidateKind.Record)
            return new Verdict(true);
        if (outline.IsElsewhere)
            return new Verdict(false, "it stands among tools, courses and links, and no paper stands with it");
        if (IsTeaching(draft))
            return new Verdict(false, "it is a course, post or video, and no paper stands with it");
        if (kind != CandidateKind.Row && IsSoftware(draft))
            return new Verdict(false, "it is software or a service, and no paper stands with it");
        if (kind == CandidateKind.Paragraph && !draft.HasVenue && !draft.HasAuthors && !draft.HasDate && !draft.Links.Exists(static l => !l.OnTitle && IsLabelled(l)))
            return new Verdict(false);
        if (kind == CandidateKind.Item && !draft.MarkedTitle && !draft.HasAuthors && !draft.HasVenue && !draft.HasDate && !draft.Links.Exists(IsLabelled)
            && (draft.Links.Exists(static l => l.Label is not null) || Candidates.Words(draft.Title.Text) > 8))
            return new Verdict(false);
        return new Verdict(true);
    }

    // Whether a link leads to the work's own paper, by its address or its label; and whether one has the address of any paper.
    private static (bool Own, bool Any) Papers(EntryDraft draft)
    {
        bool own = false, any = false;
        foreach (var link in draft.Links)
        {
            var isPaper = LinkHosts.IsPaper(link.Url);
            any |= isPaper;
            own = own || (isPaper && (link.OnTitle || link.Label is null || Labels.IsGenericLink(link.Label))) || (!link.OnTitle && Labels.LinkKindOf(link.Label) == Extraction.LinkKind.Paper);
        }
        return (own, any);
    }

    private static bool IsLabelled(EntryLink link) => link.Label is not null && Labels.IsGenericLink(link.Label);

    // Without a link, a candidate needs other marks of a work.
    private static bool HasTextEvidence(EntryDraft draft, CandidateKind kind) => kind switch
    {
        CandidateKind.Row => draft.InnerLinks == 0,
        CandidateKind.Record => true,
        CandidateKind.Heading => false,
        _ => draft.InnerLinks == 0 && (draft.HasAuthors && (draft.MarkedTitle || draft.HasVenue || draft.HasDate) || draft.MarkedTitle && (draft.HasVenue || draft.HasDate)),
    };

    /// <summary>Whether a text holds a link that leads to a paper, code or a project, and not into the same page.</summary>
    public static bool HasWorkLink(Flow flow) => Array.Exists(flow.Spans, s => s.Kind == SpanKind.Link && s.Url!.StartsWith("http", StringComparison.OrdinalIgnoreCase));

    private static bool ListsWorks(EntryDraft draft)
    {
        var title = draft.Title!.Text;
        if (draft.Links.Count == 0)
            return false;
        if (title.AsSpan().ContainsAny(Awesome) && draft.Links.Exists(static l => l.Url.Contains("awesome", StringComparison.OrdinalIgnoreCase)))
            return true;
        if (title.EndsWith("仓库", StringComparison.Ordinal) || title.EndsWith("平台", StringComparison.Ordinal))
            return true;
        return title.AsSpan().ContainsAny(ListPhrases) || title.AsSpan().ContainsAny(ChineseListPhrases) || draft.NoteStarts(ListPhrases, 90) || draft.NoteStarts(ChineseListPhrases, 90);
    }

    private static readonly SearchValues<string> ListPhrases = SearchValues.Create(
        "paper list|paperlist|reading list|papers list|list of papers|paper-list|paper collection|curated list".Split('|'), StringComparison.OrdinalIgnoreCase);

    // Apart from the others, since only searches for ASCII words whatever their case are fast.
    private static readonly SearchValues<string> ChineseListPhrases = SearchValues.Create("论文列表|论文合集|论文清单".Split('|'), StringComparison.Ordinal);

    private static readonly SearchValues<string> Awesome = SearchValues.Create(["awesome"], StringComparison.OrdinalIgnoreCase);

    // "A Python library for ...", "一款开源...平台": what the entry calls itself in its first words, unless it says model or data before.
    private static bool IsSoftware(EntryDraft draft)
    {
        if (draft.HasAuthors || draft.HasVenue || draft.Links.Count == 0)
            return false;
        if (draft.FirstNote is not { } note)
            return false;
        var start = note.AsSpan(0, Math.Min(note.Length, 90));
        if (EndsAsSoftware(note.AsSpan(0, Math.Max(0, note.AsSpan().IndexOfAny('，', '。')))))
            return true;
        if (!start.ContainsAny(AnySoftwareWord) && !start.ContainsAny(AnyChineseSoftwareWord))
            return false;
        var software = FirstOf(start, SoftwareWords);
        return software >= 0 && FirstOf(start, WorkWords) is var work && (work < 0 || work > software);
    }

    private static bool EndsAsSoftware(ReadOnlySpan<char> clause)
    {
        if (clause.IsEmpty || !Labels.IsCjk(clause[^1]))
            return false;
        foreach (var word in SoftwareWords)
        {
            if (Labels.IsCjk(word[0]) && clause.EndsWith(word))
                return true;
        }
        return false;
    }

    private static readonly ImmutableArray<string> SoftwareWords =
        ["library", "framework", "toolkit", "toolbox", "platform", "package", "tool", "tools", "SDK", "API", "app", "apps", "plugin", "extension for", "inference engine", "serving engine", "web UI", "webui", "GUI for", "client", "command line", "CLI", "wrapper", "orchestration",
         "工具包", "工具库", "平台", "工具箱", "排行榜", "榜单", "推理引擎", "course", "tutorial", "lecture", "book", "newsletter"];

    // Most notes hold none of them, and need no closer look.
    private static readonly SearchValues<string> AnySoftwareWord = SearchValues.Create([.. SoftwareWords.Where(w => !Labels.IsCjk(w[0]))], StringComparison.OrdinalIgnoreCase);
    private static readonly SearchValues<string> AnyChineseSoftwareWord = SearchValues.Create([.. SoftwareWords.Where(w => Labels.IsCjk(w[0]))], StringComparison.Ordinal);

    private static readonly ImmutableArray<string> WorkWords =
        ["model", "dataset", "data set", "corpus", "benchmark", "paper", "reproduction", "LLM is", "method", "approach", "模型", "数据集", "基准", "语料", "论文"];

    private static int FirstOf(ReadOnlySpan<char> text, ImmutableArray<string> words)
    {
        var first = -1;
        foreach (var word in words)
        {
            var at = text.IndexOf(word, StringComparison.OrdinalIgnoreCase);
            if (at >= 0 && (first < 0 || at < first) && (Labels.IsCjk(word[0]) || IsWord(text, at, word.Length)))
                first = at;
        }
        return first;
    }

    // A plural counts as the word.
    private static bool IsWord(ReadOnlySpan<char> text, int at, int length)
    {
        var end = at + length;
        if (end < text.Length && text[end] is 's')
            end++;
        return (at == 0 || !char.IsAsciiLetter(text[at - 1])) && (end >= text.Length || !char.IsAsciiLetter(text[end]));
    }

    // The labels of all its links say that it is something to watch or to read, not a work.
    private static bool IsTeaching(EntryDraft draft) =>
        draft.Links.Count > 0 && draft.Links.TrueForAll(static l => !l.OnTitle && Labels.IsTeaching(l.Label));
}
