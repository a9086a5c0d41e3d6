using MultimodalPapers.Extraction;
using MultimodalPapers.Text;

namespace MultimodalPapers.Resolution;

/// <summary>Records that are held to be of one work, and what they say about its identity.</summary>
internal sealed class WorkDraft
{
    // Who signs for a group tells nothing about the people.
    private static readonly string[] GroupWords = ["team", "group", "lab", "labs", "research", "ai", "openai", "meta", "google", "deepmind", "microsoft", "contributors"];

    public WorkDraft(int index, Record record, WorkTitle? title)
    {
        Records.Add(index);
        Place = new Place(record.Source, record.Line);
        Arxiv = record.Arxiv;
        if (record.Year is { } year)
            Years.Add(year);
        foreach (var author in record.Authors)
        {
            if (PersonKey(author) is { } person)
                People.Add(person);
        }
        if (title is not null)
            Titles.TryAdd(title.Key, title);
        foreach (var link in record.Links)
        {
            if (WorkAddress.Repository(link) is { } repository && link.Kind == LinkKind.Code)
                Repositories.Add(repository);
            if (WorkAddress.OwnPage(link) is { } page)
                Pages.Add(page);
        }
        foreach (var fact in record.Facts)
        {
            if (fact.Relation == Relation.Introduces)
                Introduced.Add(Folding.Key(fact.Name));
        }
    }

    /// <summary>Indices of the records.</summary>
    public List<int> Records { get; } = [];

    /// <summary>The first of its entries.</summary>
    public Place Place { get; private set; }

    public string? Arxiv { get; private set; }

    public SortedSet<int> Years { get; } = [];

    public HashSet<string> People { get; } = new(StringComparer.Ordinal);

    /// <summary>By folded title.</summary>
    public SortedDictionary<string, WorkTitle> Titles { get; } = new(StringComparer.Ordinal);

    public HashSet<string> Repositories { get; } = new(StringComparer.Ordinal);

    public HashSet<string> Pages { get; } = new(StringComparer.Ordinal);

    /// <summary>Folded names that it introduces.</summary>
    public HashSet<string> Introduced { get; } = new(StringComparer.Ordinal);

    /// <summary>How much it says of itself.</summary>
    public int Detail => (Arxiv is null ? 0 : 8) + (People.Count > 0 ? 4 : 0) + (Years.Count > 0 ? 2 : 0) + (Repositories.Count > 0 ? 1 : 0);

    public void Absorb(WorkDraft other)
    {
        Records.AddRange(other.Records);
        Place = Place.CompareTo(other.Place) <= 0 ? Place : other.Place;
        Arxiv ??= other.Arxiv;
        Years.UnionWith(other.Years);
        People.UnionWith(other.People);
        foreach (var (key, title) in other.Titles)
            Titles.TryAdd(key, title);
        Repositories.UnionWith(other.Repositories);
        Pages.UnionWith(other.Pages);
        Introduced.UnionWith(other.Introduced);
    }

    /// <summary>What speaks against one work: other arXiv identifiers, other people, years too far apart; null for nothing.</summary>
    /// <param name="other">Another draft.</param>
    /// <param name="yearsApart">How far apart the years of one work may be.</param>
    public string? Contradiction(WorkDraft other, int yearsApart)
    {
        if (Arxiv is not null && other.Arxiv is not null && Arxiv != other.Arxiv)
            return $"their arXiv identifiers are {Arxiv} and {other.Arxiv}";
        if (People.Count > 0 && other.People.Count > 0 && !People.Overlaps(other.People))
            return "they have no author in common";
        if (YearsBetween(other) is { } apart && apart > yearsApart)
            return $"they are {apart} years apart";
        return null;
    }

    /// <summary>The least distance between a year of the one and a year of the other; null where either states none.</summary>
    public int? YearsBetween(WorkDraft other) => Years.Count == 0 || other.Years.Count == 0 ? null
        : Years.Min(a => other.Years.Min(b => Math.Abs(a - b)));

    /// <summary>A reproducible form of a name in which "Tat-Seng Chua" and "T.-S. Chua" meet: family name and first initial; null for a group.</summary>
    public static string? PersonKey(string author)
    {
        var words = author.Split([' ', '.', '\u00A0'], StringSplitOptions.RemoveEmptyEntries);
        if (words.Length == 0 || GroupWords.Contains(Folding.Slug(words[^1])))
            return null;
        var family = Folding.TitleKey(words[^1]);
        return words.Length == 1 ? Folding.TitleKey(author) : $"{family} {Folding.TitleKey(words[0]).FirstOrDefault()}";
    }
}
