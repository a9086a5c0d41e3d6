using MultimodalPapers.Text;

namespace MultimodalPapers.Resolution;

/// <summary>Gives out ids that are readable, stable and used once.</summary>
internal sealed class NodeIds
{
    private const int LongestSlug = 120;

    private readonly HashSet<string> _used = new(StringComparer.Ordinal);

    /// <summary><c>prefix:slug</c>; where that is taken, the first addition that is not null and makes a new one is put behind it, else a number.</summary>
    public string Take(string prefix, string name, params IEnumerable<string?> additions)
    {
        var id = $"{prefix}:{Short(Folding.Slug(name))}";
        if (_used.Add(id))
            return id;
        foreach (var addition in additions)
        {
            if (addition is not null && _used.Add($"{id}-{Short(Folding.Slug(addition))}"))
                return $"{id}-{Short(Folding.Slug(addition))}";
        }
        var number = 2;
        while (!_used.Add($"{id}-{number}"))
            number++;
        return $"{id}-{number}";
    }

    private static string Short(string slug)
    {
        if (slug.Length <= LongestSlug)
            return slug;
        var end = slug.LastIndexOf('-', LongestSlug);
        end = end > LongestSlug / 2 ? end : LongestSlug;
        return slug[..(char.IsHighSurrogate(slug[end - 1]) ? end - 1 : end)];
    }
}
