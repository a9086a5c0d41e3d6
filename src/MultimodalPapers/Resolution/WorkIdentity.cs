using System.Collections.Immutable;
using MultimodalPapers.Extraction;
using MultimodalPapers.Text;

namespace MultimodalPapers.Resolution;

/// <summary>Finds which records are of one work.</summary>
/// <remarks>
/// Five passes, the surest first, each over the works that the ones before have made: (1) the same arXiv identifier; (2) the same folded title;
/// (3) the same code repository with titles that go together; (4) titles that differ by typing errors, or of which one leaves words out, the latter
/// only with people, a repository or a page in common; (5) a title that is only a name, joined to the one work that introduces this name.
/// In every pass other arXiv identifiers, other people or years too far apart keep two works apart, and this is asked of the whole works, so that
/// an entry that says little cannot tie together two that contradict each other. Candidates come from shared keys, never from all pairs; the time grows
/// about linearly with the records. The result does not depend on their order.
/// </remarks>
internal sealed class WorkIdentity
{
    // Larger groups under one key are compared with their neighbours only.
    private const int LargestGroup = 64;

    private readonly ImmutableArray<Record> _records;
    private readonly ResolverOptions _options;
    private readonly Func<string, string?> _arxivOfName;
    private readonly WorkDraft?[] _drafts;
    private readonly int[] _parents;
    private readonly List<(int First, int Second, MergeRule Rule, string Key, double Score, double Threshold, bool Doubtful)> _merges = [];
    private readonly List<Doubt> _doubts = [];
    private Dictionary<string, int> _titlesPerAddress = [];

    /// <param name="records">In a canonical order.</param>
    /// <param name="options">Thresholds.</param>
    /// <param name="arxivOfName">The arXiv identifier of the work that introduces a folded name, where the catalogue knows it.</param>
    public WorkIdentity(ImmutableArray<Record> records, ResolverOptions options, Func<string, string?> arxivOfName)
    {
        (_records, _options, _arxivOfName) = (records, options, arxivOfName);
        _drafts = [.. records.Select((record, i) => new WorkDraft(i, record, TitleOf(record)))];
        _parents = [.. Enumerable.Range(0, records.Length)];
    }

    public IReadOnlyList<(int First, int Second, MergeRule Rule, string Key, double Score, double Threshold, bool Doubtful)> Merges => _merges;

    public IReadOnlyList<Doubt> Doubts => _doubts;

    /// <summary>The works, each with the indices of its records in ascending order; works in the order of their first record.</summary>
    public List<List<int>> Join()
    {
        JoinByArxiv();
        CountTitlesPerAddress();
        JoinByTitle();
        JoinByRepository();
        JoinByLikeness();
        JoinByName();
        var works = Drafts().Select(draft => draft.Records).ToList();
        works.ForEach(work => work.Sort());
        return [.. works.OrderBy(work => work[0])];
    }

    private static WorkTitle? TitleOf(Record record) =>
        record.Title is { } title && Folding.TitleKey(title).Length > 0 ? WorkTitle.Parse(title) : null;

    private IEnumerable<WorkDraft> Drafts() => _drafts.OfType<WorkDraft>();

    private void JoinByArxiv()
    {
        foreach (var group in GroupBy(draft => draft.Arxiv is { } id ? [id] : []))
        {
            foreach (var other in group.Drafts.Skip(1))
            {
                var first = Current(group.Drafts[0]);
                var alike = LikenessOf(first, other);
                Unite(first, other, MergeRule.Arxiv, group.Key, 1, 1, doubtful: alike.Best is { Score: < 0.5, IsPart: false } && SameScript(alike.Pair));
            }
        }
    }

    private void CountTitlesPerAddress() =>
        _titlesPerAddress = Drafts()
            .SelectMany(draft => draft.Repositories.Concat(draft.Pages).Select(address => (address, Title: draft.Arxiv ?? draft.Titles.Keys.FirstOrDefault() ?? "")))
            .Distinct()
            .CountBy(pair => pair.address)
            .ToDictionary(StringComparer.Ordinal);

    private void JoinByTitle()
    {
        foreach (var (key, drafts) in GroupBy(draft => draft.Titles.Keys))
        {
            // The most detailed first, so that what says little meets all that could claim it.
            var works = new List<WorkDraft>();
            foreach (var draft in drafts.OrderByDescending(d => d.Detail).ThenBy(d => d.Place))
            {
                var title = draft.Titles[key];
                var near = works.TakeLast(LargestGroup).Select(Current).Distinct().Where(work => work != draft && work.Contradiction(draft, title.IsShort ? 1 : 3) is null).ToList();
                var proven = near.Select(work => (Work: work, Proof: ProofOf(work, draft))).Where(pair => pair.Proof is not null).ToList();
                if (proven.Count > 0)
                {
                    Unite(proven[0].Work, draft, MergeRule.Title, $"{title.Text}; {proven[0].Proof}", 1, 1, doubtful: false);
                }
                else if (near.Count == 1 && (!title.IsGeneric || SpeaksForItself(near[0], draft)))
                {
                    Unite(near[0], draft, MergeRule.Title, title.Text, 1, 1, doubtful: title.IsShort && !SpeaksForItself(near[0], draft));
                }
                else
                {
                    if (near.Count > 0)
                        _doubts.Add(new Doubt(near[0].Place, draft.Place, near.Count > 1 ? "the title is that of several works" : "the same short title, and nothing that proves one work", Joined: false, 1));
                    else if (works.Count > 0 && !title.IsGeneric)
                        _doubts.Add(new Doubt(works[0].Place, draft.Place, $"the same title, but {works[0].Contradiction(draft, 3)}", Joined: false, 1));
                    works.Add(draft);
                }
            }
        }
    }

    // For two entries with one short title: the name that both introduce, or the year that both state.
    private static bool SpeaksForItself(WorkDraft first, WorkDraft second) =>
        first.Introduced.Overlaps(second.Introduced) || first.YearsBetween(second) == 0;

    private void JoinByRepository()
    {
        foreach (var (repository, drafts) in GroupBy(draft => draft.Repositories))
        {
            if (_titlesPerAddress.GetValueOrDefault(repository) > _options.SharedAddressLimit)
                continue;
            foreach (var (a, b) in PairsOf(drafts))
            {
                var (first, second) = (Current(a), Current(b));
                if (first == second || first.Contradiction(second, 2) is not null)
                    continue;
                var (alike, _) = LikenessOf(first, second);
                if (alike is null || (alike is { Wall: false } likeness && likeness.Score >= _options.RepositoryThreshold))
                    Unite(first, second, MergeRule.Repository, repository, alike?.Score ?? 1, _options.RepositoryThreshold, doubtful: alike is { Score: < 0.7 });
                else if (alike is { IsPart: true, Score: var score } && NamesMeet(first, second))
                    Unite(first, second, MergeRule.Repository, $"{repository}; the name is the same", score, 0, doubtful: false);
            }
        }
    }

    private void JoinByLikeness()
    {
        var found = new List<(WorkDraft First, WorkDraft Second, TitleLikeness Alike, string Titles)>();
        foreach (var (first, second) in CandidatePairs())
        {
            var (alike, pair) = LikenessOf(first, second);
            // Equal titles were decided by their own pass.
            if (alike is { Wall: false, Score: var score } likeness && score >= _options.PartThreshold && pair!.Value.First.Key != pair.Value.Second.Key)
                found.Add((first, second, likeness, $"{pair.Value.First.Text} = {pair.Value.Second.Text}"));
        }
        foreach (var (first, second, alike, titles) in found.OrderByDescending(f => f.Alike.Score).ThenBy(f => f.First.Place).ThenBy(f => f.Second.Place))
        {
            var (a, b) = (Current(first), Current(second));
            if (a == b || a.Contradiction(b, 2) is not null)
                continue;
            var proof = ProofOf(a, b);
            if (alike.IsSameButForTypos && alike.Score >= _options.TypoThreshold)
                Unite(a, b, MergeRule.TitleTypo, proof is null ? titles : $"{titles}; {proof}", alike.Score, _options.TypoThreshold, doubtful: alike.Typos > 0 && proof is null);
            else if (alike.IsPart && proof is not null)
                Unite(a, b, MergeRule.TitlePart, $"{titles}; {proof}", alike.Score, _options.PartThreshold, doubtful: alike.Score < 0.8);
            else if (alike.Score >= 0.85)
                _doubts.Add(new Doubt(a.Place, b.Place, "the titles are alike, and nothing proves one work", Joined: false, alike.Score));
        }
    }

    // Titles that share two of their four rarest words: typing errors spoil at most some of the four.
    private IEnumerable<(WorkDraft First, WorkDraft Second)> CandidatePairs()
    {
        var frequency = Drafts().SelectMany(d => d.Titles.Values).SelectMany(t => t.Tokens.Where(w => !w.IsStop).Select(w => w.Key).Distinct())
            .CountBy(word => word).ToDictionary(StringComparer.Ordinal);
        var seen = new HashSet<(int, int)>();
        foreach (var (_, drafts) in GroupBy(draft => draft.Titles.Values.SelectMany(RarePairs).Distinct()))
        {
            foreach (var (first, second) in PairsOf(drafts))
            {
                if (seen.Add((first.Records[0], second.Records[0])))
                    yield return (first, second);
            }
        }

        IEnumerable<string> RarePairs(WorkTitle title)
        {
            var rare = title.Tokens.Where(w => !w.IsStop).Select(w => w.Key).Distinct()
                .OrderBy(word => frequency[word]).ThenBy(word => word, StringComparer.Ordinal).Take(4).Order(StringComparer.Ordinal).ToList();
            for (var i = 0; i < rare.Count; i++)
            {
                for (var j = i + 1; j < rare.Count; j++)
                    yield return rare[i] + " " + rare[j];
            }
        }
    }

    private void JoinByName()
    {
        var named = GroupBy(draft => draft.Titles.Values.Where(t => !t.IsBare).Select(t => t.Head).OfType<string>()
                .Concat(draft.Titles.Values.Any(t => !t.IsBare) ? draft.Introduced : []).Distinct(), atLeast: 1)
            .ToDictionary(group => group.Key, group => group.Drafts, StringComparer.Ordinal);
        foreach (var draft in Drafts().Where(d => d.Titles.Count > 0 && d.Titles.Values.All(t => t.IsBare)).OrderBy(d => d.Place).ToList())
        {
            if (Current(draft) != draft)
                continue;
            var name = Folding.Key(draft.Titles.Values.First().Text);
            var candidates = named.GetValueOrDefault(name, []).Select(Current).Distinct()
                .Where(work => work != draft && work.Contradiction(draft, 1) is null).OrderBy(work => work.Place).ToList();
            var proven = candidates.Where(work => ProofOf(work, draft) is not null || IsKnownWorkOf(name, work)).ToList();
            if (proven.Count == 1)
                Unite(proven[0], draft, MergeRule.Name, $"{name}; {ProofOf(proven[0], draft) ?? "the catalogue's source of the name"}", 1, 1, doubtful: false);
            else if (candidates.Count == 1 && candidates[0].YearsBetween(draft) is not null)
                Unite(candidates[0], draft, MergeRule.Name, $"{name}; the years agree", 1, 1, doubtful: true);
            else if (candidates.Count == 1 && IsDistinctive(draft.Titles.Values.First().Text))
                Unite(candidates[0], draft, MergeRule.Name, $"{name}; no other work has the name", 1, 1, doubtful: true);
            else if (candidates.Count > 0)
                _doubts.Add(new Doubt(candidates[0].Place, draft.Place, $"the title is only the name '{draft.Titles.Values.First().Text}', and nothing proves one work", Joined: false, 1));
        }
    }

    private bool IsKnownWorkOf(string name, WorkDraft work) => work.Arxiv is { } id && _arxivOfName(name) == id;

    // Nobody writes "MiniGPT-4" or "LLaVA" by chance, but "Flamingo" and "Otter".
    private static bool IsDistinctive(string name) =>
        name.Length >= 4 && (name.Any(char.IsDigit) || name.Skip(1).Any(char.IsUpper)) && !name.Any(char.IsWhiteSpace);

    private static bool NamesMeet(WorkDraft first, WorkDraft second) =>
        first.Introduced.Overlaps(second.Introduced)
        || first.Titles.Values.Any(t => t.Head is { } head && second.Titles.Values.Any(o => o.Head == head || Folding.Key(o.Text) == head))
        || second.Titles.Values.Any(t => t.Head is { } head && first.Titles.Values.Any(o => Folding.Key(o.Text) == head));

    // What two works have in common besides their titles; null for nothing.
    private string? ProofOf(WorkDraft first, WorkDraft second)
    {
        if (Common(first.People, second.People) is { } person)
            return $"author {person}";
        if (Common(first.Repositories, second.Repositories, IsOwn) is { } repository)
            return repository;
        if (Common(first.Pages, second.Pages, IsOwn) is { } page)
            return page;
        return first.Arxiv is { } id && id == second.Arxiv ? $"arXiv:{id}" : null;
    }

    private bool IsOwn(string address) => _titlesPerAddress.GetValueOrDefault(address) <= _options.SharedAddressLimit;

    private static string? Common(HashSet<string> first, HashSet<string> second, Func<string, bool>? isProof = null) =>
        first.Count == 0 || second.Count == 0 ? null
            : first.Where(item => second.Contains(item) && isProof?.Invoke(item) != false).Min(StringComparer.Ordinal);

    /// <summary>The likeness of the two most alike titles; null where either has none.</summary>
    private static (TitleLikeness? Best, (WorkTitle First, WorkTitle Second)? Pair) LikenessOf(WorkDraft first, WorkDraft second)
    {
        TitleLikeness? best = null;
        (WorkTitle, WorkTitle)? pair = null;
        foreach (var a in first.Titles.Values)
        {
            foreach (var b in second.Titles.Values)
            {
                var likeness = TitleLikeness.Of(a, b);
                if (best is null || Rank(likeness).CompareTo(Rank(best.Value)) > 0)
                    (best, pair) = (likeness, (a, b));
            }
        }
        return (best, pair);

        static (bool, double) Rank(TitleLikeness likeness) => (!likeness.Wall, likeness.Score);
    }

    private static bool SameScript((WorkTitle First, WorkTitle Second)? pair) =>
        pair is { } titles && titles.First.Text.Any(c => c > '\u3000') == titles.Second.Text.Any(c => c > '\u3000');

    private static IEnumerable<(WorkDraft First, WorkDraft Second)> PairsOf(List<WorkDraft> drafts)
    {
        for (var i = 0; i < drafts.Count; i++)
        {
            for (var j = i + 1; j < drafts.Count && (drafts.Count <= LargestGroup || j <= i + 4); j++)
                yield return (drafts[i], drafts[j]);
        }
    }

    /// <summary>The groups of works under one key; keys in ordinal order, works by title, then place.</summary>
    private IEnumerable<(string Key, List<WorkDraft> Drafts)> GroupBy(Func<WorkDraft, IEnumerable<string>> keys, int atLeast = 2)
    {
        var groups = new Dictionary<string, List<WorkDraft>>(StringComparer.Ordinal);
        foreach (var draft in Drafts())
        {
            foreach (var key in keys(draft))
            {
                if (groups.TryGetValue(key, out var drafts))
                    drafts.Add(draft);
                else
                    groups.Add(key, [draft]);
            }
        }
        foreach (var (key, drafts) in groups.OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            // Earlier groups of this pass may have joined some of these.
            var current = drafts.Select(Current).Distinct().OrderBy(d => d.Titles.Keys.FirstOrDefault(), StringComparer.Ordinal).ThenBy(d => d.Place).ToList();
            if (current.Count >= atLeast)
                yield return (key, current);
        }
    }

    private WorkDraft Current(WorkDraft draft)
    {
        var root = draft.Records[0];
        while (_parents[root] != root)
            root = _parents[root] = _parents[_parents[root]];
        return _drafts[root]!;
    }

    private void Unite(WorkDraft first, WorkDraft second, MergeRule rule, string key, double score, double threshold, bool doubtful)
    {
        (first, second) = (Current(first), Current(second));
        if (first == second)
            return;
        var (a, b) = first.Place.CompareTo(second.Place) <= 0 ? (first, second) : (second, first);
        _merges.Add((IndexOf(a), IndexOf(b), rule, key, score, threshold, doubtful));
        if (doubtful)
            _doubts.Add(new Doubt(a.Place, b.Place, $"joined by {rule}: {key}", Joined: true, score));
        var (kept, gone) = first.Records.Count >= second.Records.Count ? (first, second) : (second, first);
        _drafts[gone.Records[0]] = null;
        _parents[gone.Records[0]] = kept.Records[0];
        kept.Absorb(gone);
    }

    private int IndexOf(WorkDraft draft) => draft.Records.Find(i => _records[i].Source == draft.Place.Source && _records[i].Line == draft.Place.Line);
}
