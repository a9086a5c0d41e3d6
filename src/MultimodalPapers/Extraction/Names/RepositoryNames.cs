using System.Buffers;
using System.Collections.Immutable;

namespace MultimodalPapers.Extraction.Names;

/// <summary>Reads names of works out of addresses of repositories and of published weights.</summary>
internal static class RepositoryNames
{
    private static readonly string[] Hosts = ["github.com/", "gitlab.com/", "huggingface.co/", "gitee.com/", "modelscope.cn/models/"];

    private static readonly SearchValues<string> AnyHost = SearchValues.Create(Hosts, StringComparison.OrdinalIgnoreCase);

    private static readonly string[] NotModels = ["papers", "spaces", "datasets", "collections", "blog", "docs", "topics", "sponsors", "features"];

    private static readonly SearchValues<string> NotNames = SearchValues.Create(["awesome", "survey"], StringComparison.OrdinalIgnoreCase);

    private static readonly string[] Contents = ["Paper", "Papers", "Code", "Official", "Repo", "Implementation", "Release", "Experiments", "Supplementary"];

    /// <summary>The candidates, most exact first: the last folder of a path inside a repository, then the repository's own name.</summary>
    /// <returns>Empty where the address is no repository.</returns>
    public static ImmutableArray<string> Of(string url)
    {
        if (!url.AsSpan().ContainsAny(AnyHost))
            return [];
        foreach (var host in Hosts)
        {
            var at = url.IndexOf(host, StringComparison.OrdinalIgnoreCase);
            if (at < 0 || at > 12)
                continue;
            var path = url[(at + host.Length)..].Split(['?', '#'])[0].TrimEnd('/').Split('/', StringSplitOptions.RemoveEmptyEntries);
            if (path.Length < 2 || NotModels.Contains(path[0]))
                return [];
            var repository = WithoutContents(path[1].EndsWith(".git", StringComparison.Ordinal) ? path[1][..^4] : path[1]);
            return path.Length > 4 && path[2] is "tree" or "blob" ? [path[^1], repository] : [repository];
        }
        return [];
    }

    private static readonly string[] ContentSuffixes = ["_code", "-code", "_codes", "-codes", "_release", "-release", "_official", "-official", "-pytorch", "_pytorch", ".pytorch"];

    // "Quillon_code": the work's name and what the repository holds of it.
    private static string WithoutContents(string repository)
    {
        foreach (var suffix in ContentSuffixes)
        {
            if (repository.EndsWith(suffix, StringComparison.OrdinalIgnoreCase) && NameShape.IsDistinctive(repository.AsSpan(0, repository.Length - suffix.Length)))
                return repository[..^suffix.Length];
        }
        return repository;
    }

    /// <summary>The part of the address that shows the name: owner and repository where they stand together.</summary>
    public static string Quote(string url, string name)
    {
        var at = url.LastIndexOf(name, StringComparison.Ordinal);
        if (at < 0)
            return name;
        var slash = at > 1 ? url.LastIndexOf('/', at - 2) : -1;
        var start = slash >= 0 ? slash + 1 : at;
        return url[start..(at + name.Length)];
    }

    /// <summary>Whether an unknown repository name is the work's name rather than a description or the initials of its title.</summary>
    /// <param name="name">The repository's name.</param>
    /// <param name="title">The work's title.</param>
    /// <param name="isKnown">Whether the catalogue knows a part of the name: <c>LLaVA-Align</c> is a name though Align is a plain word.</param>
    public static bool IsNameOfWork(string name, string title, Func<string, bool> isKnown)
    {
        var parts = name.Split('-', '_');
        // DAFX2024, CVPR2023: a place and a year of publication.
        if (name.Length > 5 && name[^4..].StartsWith("20", StringComparison.Ordinal) && name[^4..].All(char.IsAsciiDigit))
            return false;
        if (parts.Length > 2 || !NameShape.IsDistinctive(name) || name.AsSpan().ContainsAny(NotNames))
            return false;
        if (parts.All(part => title.Contains(part, StringComparison.OrdinalIgnoreCase) && !NameShape.IsDistinctive(part)))
            return false;
        // "DecompositionFaithfulnessPaper": what the repository holds, not what the work is called.
        if (Array.Exists(Contents, word => name.EndsWith(word, StringComparison.Ordinal)))
            return false;
        if (name.EndsWith("_Pytorch", StringComparison.OrdinalIgnoreCase) || name.EndsWith(".github.io", StringComparison.OrdinalIgnoreCase) || name.EndsWith("-code", StringComparison.OrdinalIgnoreCase))
            return false;
        return (!HasPlainWord(parts) || isKnown(parts[0])) && !IsInitials(name, title);
    }

    // "PDF-Embedding", "FastChat-Demo": a describing word beside an acronym makes a description.
    private static bool HasPlainWord(string[] parts) => parts.Length > 1 && Array.Exists(parts, p => p.Length > 3 && p.Skip(1).All(char.IsAsciiLetterLower));

    private static bool IsInitials(string name, string title)
    {
        var letters = name.Where(char.IsAsciiLetterUpper).ToArray();
        if (letters.Length != name.Count(char.IsAsciiLetter))
            return false;
        var words = title.Split([' ', '-'], StringSplitOptions.RemoveEmptyEntries);
        return words.Length > 1 && letters.Length > 2 && char.ToUpperInvariant(words[0][0]) == letters[0] && char.ToUpperInvariant(words[1][0]) == letters[1];
    }
}
