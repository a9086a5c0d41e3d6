using MultimodalPapers.Reading;

namespace MultimodalPapers.Cli;

/// <summary>Finds the way from the reports to the lists that they link to.</summary>
internal static class ListLocation
{
    /// <summary>The lists' folder, as a path relative to the report folder with <c>/</c>; null where the lists have no common folder, or where the way leaves the current folder:
    /// it would differ from machine to machine.</summary>
    public static string? Of(IEnumerable<InputFile> files, string reportFolder)
    {
        string? root = null;
        foreach (var file in files)
        {
            var path = file.Path.Replace('\\', '/');
            if (!path.EndsWith("/" + file.Source, StringComparison.Ordinal))
                return null;
            var folder = path[..^(file.Source.Length + 1)];
            if (root is not null && root != folder)
                return null;
            root = folder;
        }
        return root is null ? null : Relative(root, reportFolder);
    }

    /// <summary>The current folder, or one directly in it, that has all these lists; null where none has.</summary>
    public static string? Search(IReadOnlyCollection<string> sources, string reportFolder)
    {
        if (sources.Count == 0)
            return null;
        var here = Directory.GetCurrentDirectory();
        foreach (var folder in Directory.EnumerateDirectories(here).Where(d => !Path.GetFileName(d).StartsWith('.')).Order(StringComparer.Ordinal).Prepend(here))
        {
            if (sources.All(s => File.Exists(Path.Combine(folder, s))))
                return Relative(folder, reportFolder);
        }
        return null;
    }

    private static string? Relative(string listFolder, string reportFolder)
    {
        var here = Directory.GetCurrentDirectory();
        if (!IsBelow(listFolder, here) || !IsBelow(reportFolder, here))
            return null;
        return Path.GetRelativePath(reportFolder, listFolder).Replace('\\', '/');
    }

    private static bool IsBelow(string path, string folder) =>
        Path.GetRelativePath(folder, path) is var way && !Path.IsPathRooted(way) && way != ".." && !way.StartsWith("../", StringComparison.Ordinal) && !way.StartsWith("..\\", StringComparison.Ordinal);
}
