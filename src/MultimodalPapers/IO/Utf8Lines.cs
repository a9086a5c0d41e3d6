using System.Runtime.ExceptionServices;

namespace MultimodalPapers.IO;

/// <summary>The lines of a file of which each holds a record.</summary>
public static class Utf8Lines
{
    /// <summary>The lines that are not blank, with their 1-based numbers, without line ends and without a byte order mark.</summary>
    /// <remarks>A line is valid until the next one is asked for. Memory grows with the longest line only.</remarks>
    /// <exception cref="IOException">The stream cannot be read to its end; the lines before were given.</exception>
    public static IEnumerable<(long Line, ReadOnlyMemory<byte> Bytes)> Read(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        var lines = new ByteLines(stream);
        for (long number = 1; lines.Next(out var line); number++)
        {
            // The line is only a part of one.
            if (lines.Error is not null)
                break;
            var bytes = Trim(line, isFirst: number == 1);
            if (!bytes.IsEmpty)
                yield return (number, bytes);
        }
        if (lines.Error is { } error)
            ExceptionDispatchInfo.Throw(error);
    }

    private static ReadOnlyMemory<byte> Trim(ReadOnlyMemory<byte> line, bool isFirst)
    {
        if (isFirst && line.Span.StartsWith("\uFEFF"u8))
            line = line[3..];
        var span = line.Span;
        var blank = span.Trim(" \t\r\n"u8);
        return blank.IsEmpty ? ReadOnlyMemory<byte>.Empty : line[..span.TrimEnd(" \t\r\n"u8).Length];
    }
}
