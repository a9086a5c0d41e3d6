namespace MultimodalPapers.IO;

/// <summary>Writes the files of a directory together: a run that fails or is interrupted leaves the earlier files as they were.</summary>
/// <remarks>
/// The files are first written into a hidden directory beside the target. When all are there, it gets its second name, which says that it is complete,
/// and its files are moved one by one. A process that is killed between these moves has left a complete directory, and the next
/// <see cref="Write"/> or <see cref="Recover"/> moves the rest, so that files of two runs never stay together.
/// Other files in the target, such as a person's own, stay.
/// </remarks>
public static class AtomicDirectory
{
    /// <param name="path">The directory to write to; made where it is missing.</param>
    /// <param name="fill">Writes the files into the directory whose path it gets, in subdirectories where it likes.</param>
    /// <param name="isStale">Says of a file of the target that <paramref name="fill"/> did not write, by its path relative to the target with <c>/</c>,
    /// whether an earlier run left it and it must go; null keeps all of them.</param>
    public static void Write(string path, Action<string> fill, Func<string, bool>? isStale = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(fill);
        var target = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        Recover(target);
        var staging = $"{Sibling(target)}.{Path.GetRandomFileName()}";
        Directory.CreateDirectory(staging);
        try
        {
            fill(staging);
            var written = FilesOf(staging).ToHashSet(StringComparer.Ordinal);
            Directory.Move(staging, Complete(target));
            MoveFiles(target);
            if (isStale is not null)
            {
                foreach (var file in FilesOf(target).Where(file => !written.Contains(file) && isStale(file)).ToList())
                    File.Delete(Path.Combine(target, file));
            }
        }
        finally
        {
            if (Directory.Exists(staging))
                Directory.Delete(staging, recursive: true);
        }
    }

    /// <summary>Finishes what a killed process had completely written and not yet moved.</summary>
    /// <returns>Whether there was anything to finish.</returns>
    public static bool Recover(string path)
    {
        var target = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        if (!Directory.Exists(Complete(target)))
            return false;
        MoveFiles(target);
        return true;
    }

    private static void MoveFiles(string target)
    {
        var complete = Complete(target);
        foreach (var file in FilesOf(complete))
        {
            var place = Path.Combine(target, file);
            Directory.CreateDirectory(Path.GetDirectoryName(place)!);
            File.Move(Path.Combine(complete, file), place, overwrite: true);
        }
        Directory.CreateDirectory(target);
        Directory.Delete(complete, recursive: true);
    }

    private static IEnumerable<string> FilesOf(string directory) =>
        Directory.EnumerateFiles(directory, "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(directory, file).Replace(Path.DirectorySeparatorChar, '/'))
            .Order(StringComparer.Ordinal)
            .ToList();

    private static string Complete(string target) => Sibling(target) + ".complete";

    private static string Sibling(string target) =>
        Path.Combine(Path.GetDirectoryName(target) ?? target, "." + Path.GetFileName(target));
}
