namespace MultimodalPapers.IO;

/// <summary>Writes a file whole or not at all: a run that fails or is interrupted leaves the earlier file as it was.</summary>
public static class AtomicFile
{
    /// <summary>Gives <paramref name="write"/> a temporary file beside the target and then puts it in the target's place.</summary>
    /// <remarks>Directories that are missing are made. If <paramref name="write"/> throws, the temporary file is deleted and the exception goes on.</remarks>
    public static void Write(string path, Action<Stream> write)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(write);
        path = Path.GetFullPath(path);
        var directory = Path.GetDirectoryName(path) ?? throw new ArgumentException($"'{path}' is no path of a file.", nameof(path));
        Directory.CreateDirectory(directory);
        var temporary = Path.Combine(directory, $".{Path.GetFileName(path)}.{Path.GetRandomFileName()}");
        try
        {
            using (var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 1 << 16))
            {
                write(stream);
                stream.Flush(flushToDisk: true);
            }
            File.Move(temporary, path, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }

    /// <summary>Writes a text as UTF-8 without a byte order mark.</summary>
    public static void WriteText(string path, string text) => Write(path, stream =>
    {
        using var writer = new StreamWriter(stream, leaveOpen: true);
        writer.Write(text);
    });
}
