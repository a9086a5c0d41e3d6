using System.Collections.Immutable;
using System.IO.Enumeration;

namespace MultimodalPapers.Reading;

/// <summary>A file to read.</summary>
/// <param name="Path">Where it is.</param>
/// <param name="Source">What records call it: its path below the folder that the user gave, with <c>/</c>.</param>
public sealed record InputFile(string Path, string Source)
{
    /// <summary>Its size in bytes, or that of the file that a link leads to; 0 where there is none. Asked anew each time.</summary>
    public long Size
    {
        get
        {
            try
            {
                // A link's own length is that of the path in it.
                var file = new FileInfo(Path);
                file = file.LinkTarget is null ? file : new FileInfo(file.ResolveLinkTarget(returnFinalTarget: true)!.FullName);
                return file.Exists ? file.Length : 0;
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                // A link that leads to itself. Whoever reads it will say why that cannot be done.
                return 0;
            }
        }
    }
}

/// <param name="Files">Sorted by source, each file once.</param>
/// <param name="Problems">Paths that lead nowhere, folders without lists, folders that may not be entered.</param>
public sealed record InputFilesResult(ImmutableArray<InputFile> Files, ImmutableArray<ReadingProblem> Problems);

/// <summary>Finds the lists among files, folders and patterns.</summary>
public static class InputFiles
{
    private static readonly ImmutableArray<string> Endings =
        [".md", ".markdown", ".mdown", ".mkd", ".txt", ".bib", ".csv", ".tsv", ".json", ".jsonl", ".yaml", ".yml", ".html", ".htm"];

    private static readonly ImmutableArray<string> GeneratedFolders =
        ["node_modules", "bower_components", "__pycache__", "site-packages", "venv", "vendor", "dist", "_site", "target", "obj"];

    private static readonly ImmutableArray<string> ToolFiles =
        ["package.json", "package-lock.json", "tsconfig.json", "composer.json", "requirements.txt", "robots.txt", "cmakelists.txt", "_config.yml", "mkdocs.yml", "mkdocs.yaml",
         "docker-compose.yml", "docker-compose.yaml", "environment.yml", "environment.yaml", "pnpm-lock.yaml", "license.txt", "licence.txt", "license.md", "code_of_conduct.md", "security.md"];

    /// <summary>The endings of files that folders are searched for, lower case, with the point.</summary>
    public static ImmutableArray<string> ListEndings => Endings;

    /// <summary>Finds the files to read.</summary>
    /// <param name="paths">Files, folders (searched through, without hidden, generated and ignored files) and patterns with <c>*</c>, <c>**</c> and <c>?</c>.</param>
    public static InputFilesResult Find(IEnumerable<string> paths)
    {
        ArgumentNullException.ThrowIfNull(paths);
        var problems = new List<ReadingProblem>();
        var found = new List<(string Path, string Below)>();
        foreach (var path in paths)
            found.AddRange(FindOne(path, problems));
        return new InputFilesResult(Named(found), [.. problems]);
    }

    private static List<(string Path, string Below)> FindOne(string path, List<ReadingProblem> problems)
    {
        if (File.Exists(path))
            return [(Path.GetFullPath(path), Path.GetFileName(path))];
        if (Directory.Exists(path))
        {
            var files = Below(Path.GetFullPath(path), problems);
            if (files.Count == 0)
                problems.Add(Unreadable(path, $"There is no list in this folder. A list is a file that ends in {string.Join(", ", Endings)}; hidden and ignored files do not count."));
            return files;
        }
        if (path.AsSpan().ContainsAny('*', '?'))
        {
            var files = Matching(path, problems);
            if (files.Count == 0)
                problems.Add(Unreadable(path, "No file matches this pattern."));
            return files;
        }
        problems.Add(Unreadable(path, "There is no such file or folder. Check the spelling; paths are relative to the current folder."));
        return [];
    }

    private static ReadingProblem Unreadable(string path, string message) => new(path.Replace('\\', '/'), 0, message, ProblemKind.Unreadable);

    private static List<(string Path, string Below)> Below(string root, List<ReadingProblem> problems, bool anyEnding = false)
    {
        var files = new List<(string, string)>();
        var folders = new Stack<(string Path, string Below, IgnoreRules Rules)>();
        folders.Push((root, "", IgnoreRules.None));
        while (folders.TryPop(out var folder))
        {
            try
            {
                var rules = folder.Rules.With(folder.Path, folder.Below);
                foreach (var entry in new DirectoryInfo(folder.Path).EnumerateFileSystemInfos())
                {
                    var below = folder.Below + entry.Name;
                    if (entry.Name.StartsWith('.') || entry.Attributes.HasFlag(FileAttributes.Hidden))
                        continue;
                    if (entry is DirectoryInfo)
                    {
                        if (!entry.Attributes.HasFlag(FileAttributes.ReparsePoint) && !GeneratedFolders.Contains(entry.Name) && !rules.Ignores(below, true))
                            folders.Push((entry.FullName, below + "/", rules));
                    }
                    else if ((anyEnding || IsList(entry.Name)) && !rules.Ignores(below, false))
                    {
                        files.Add((entry.FullName, below));
                    }
                }
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                problems.Add(Unreadable(folder.Path, $"This folder cannot be read: {error.Message}"));
            }
        }
        return files;
    }

    private static bool IsList(string name) =>
        Endings.Contains(Path.GetExtension(name).ToLowerInvariant()) && !ToolFiles.Contains(name.ToLowerInvariant());

    // The folder before the first part with a wildcard is the one that sources are relative to.
    private static List<(string Path, string Below)> Matching(string pattern, List<ReadingProblem> problems)
    {
        var parts = pattern.Replace('\\', '/').Split('/');
        var wild = Array.FindIndex(parts, p => p.AsSpan().ContainsAny('*', '?'));
        var root = string.Join('/', parts[..wild]);
        root = root.Length > 0 ? root : pattern.StartsWith('/') ? "/" : ".";
        if (!Directory.Exists(root))
            return [];
        var wanted = parts[wild..];
        return Below(Path.GetFullPath(root), problems, anyEnding: wanted[^1].Contains('.'))
            .FindAll(file => Matches(file.Below.Split('/'), wanted));
    }

    private static bool Matches(ReadOnlySpan<string> path, ReadOnlySpan<string> pattern)
    {
        if (pattern.IsEmpty)
            return path.IsEmpty;
        if (pattern[0] == "**")
        {
            for (var skip = 0; skip <= path.Length; skip++)
            {
                if (Matches(path[skip..], pattern[1..]))
                    return true;
            }
            return false;
        }
        return !path.IsEmpty && FileSystemName.MatchesSimpleExpression(pattern[0], path[0], ignoreCase: false) && Matches(path[1..], pattern[1..]);
    }

    // Two files of one name, from two folders that the user gave, are told apart by as many of their folders' names as that takes.
    private static ImmutableArray<InputFile> Named(List<(string Path, string Below)> found)
    {
        var files = found.DistinctBy(f => f.Path).ToList();
        var names = files.ConvertAll(f => f.Below);
        for (var round = 0; round < 20; round++)
        {
            var doubled = names.GroupBy(n => n, StringComparer.Ordinal).Where(g => g.Count() > 1).Select(g => g.Key).ToHashSet(StringComparer.Ordinal);
            if (doubled.Count == 0)
                break;
            for (var i = 0; i < names.Count; i++)
            {
                if (doubled.Contains(names[i]))
                    names[i] = Longer(files[i].Path, names[i]);
            }
        }
        return [.. files.Select((f, i) => new InputFile(f.Path, names[i])).OrderBy(f => f.Source, StringComparer.Ordinal)];
    }

    private static string Longer(string path, string name)
    {
        var whole = path.Replace('\\', '/').TrimStart('/');
        if (whole.Length <= name.Length + 1)
            return name;
        var slash = whole.LastIndexOf('/', whole.Length - name.Length - 2);
        return whole[(slash + 1)..];
    }
}
