namespace MultimodalPapers.IO;

/// <summary>Reads a stream line by line, as bytes, without decoding them. Memory grows with the longest line only.</summary>
/// <param name="stream">Text in an encoding in which a line feed is one byte, such as UTF-8. Not closed.</param>
/// <param name="longest">From how many bytes on a line is cut off; what stands behind them is passed over.</param>
internal sealed class ByteLines(Stream stream, int longest = int.MaxValue)
{
    private byte[] _buffer = new byte[1 << 16];
    private int _start;
    private int _end;

    /// <summary>Why the stream could not be read to its end; null where it could.</summary>
    public Exception? Error { get; private set; }

    /// <summary>The next line with its end; the last line may have none.</summary>
    /// <param name="line">Valid until the next call.</param>
    /// <returns>False at the end of the stream.</returns>
    public bool Next(out ReadOnlyMemory<byte> line)
    {
        var searched = 0;
        while (true)
        {
            var end = _buffer.AsSpan(_start + searched, _end - _start - searched).IndexOf((byte)'\n');
            if (end >= 0)
            {
                line = Take(searched + end + 1);
                return true;
            }
            searched = _end - _start;
            if (searched > longest)
                searched = Shorten();
            if (Fill())
                continue;
            line = Take(searched);
            return searched > 0;
        }
    }

    /// <summary>How many lines begin in what <see cref="Next"/> gave and end there: one, and one more for each carriage return without a line feed.</summary>
    public static int Count(ReadOnlySpan<byte> line) => 1 + line.Count((byte)'\r') - (line.EndsWith("\r\n"u8) ? 1 : 0);

    private ReadOnlyMemory<byte> Take(int length)
    {
        var line = _buffer.AsMemory(_start, length);
        _start += length;
        return line;
    }

    // The last byte stays, so that what follows it is found to be a line's end or not.
    private int Shorten()
    {
        _end = _start + longest;
        return longest;
    }

    private bool Fill()
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
        }
        if (_end == _buffer.Length)
            Array.Resize(ref _buffer, _buffer.Length * 2);
        try
        {
            var read = stream.Read(_buffer, _end, _buffer.Length - _end);
            _end += read;
            return read > 0;
        }
        catch (IOException error)
        {
            Error = error;
            return false;
        }
    }
}
