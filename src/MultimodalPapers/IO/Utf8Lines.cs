namespace MultimodalPapers.IO;

/// <summary>Cuts a stream of bytes into lines without decoding them.</summary>
public static class Utf8Lines
{
    /// <summary>The lines that are not blank, with their 1-based numbers, without line ends and without a byte order mark.</summary>
    /// <remarks>A line is valid until the next one is asked for. Memory grows with the longest line only.</remarks>
    public static IEnumerable<(long Line, ReadOnlyMemory<byte> Bytes)> Read(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        var buffer = new byte[1 << 16];
        int start = 0, end = 0, searched = 0;
        long line = 0;
        var ended = false;
        while (!ended || start < end)
        {
            var feed = buffer.AsSpan(searched, end - searched).IndexOf((byte)'\n');
            if (feed < 0 && !ended)
            {
                (buffer, start, end) = MakeRoom(buffer, start, end);
                searched = end;
                var read = stream.Read(buffer, end, buffer.Length - end);
                ended = read == 0;
                end += read;
                continue;
            }
            var stop = feed < 0 ? end : searched + feed;
            line++;
            var bytes = Trim(buffer.AsMemory(start, stop - start), isFirst: line == 1);
            start = searched = feed < 0 ? end : stop + 1;
            if (!bytes.Span.IsEmpty)
                yield return (line, bytes);
        }
    }

    private static (byte[] Buffer, int Start, int End) MakeRoom(byte[] buffer, int start, int end)
    {
        var length = end - start;
        var target = length > buffer.Length / 2 ? new byte[buffer.Length * 2] : buffer;
        Buffer.BlockCopy(buffer, start, target, 0, length);
        return (target, 0, length);
    }

    private static ReadOnlyMemory<byte> Trim(ReadOnlyMemory<byte> line, bool isFirst)
    {
        if (isFirst && line.Span.StartsWith("\uFEFF"u8))
            line = line[3..];
        var span = line.Span;
        var blank = span.Trim(" \t\r"u8);
        return blank.IsEmpty ? ReadOnlyMemory<byte>.Empty : line[..span.TrimEnd(" \t\r"u8).Length];
    }
}
