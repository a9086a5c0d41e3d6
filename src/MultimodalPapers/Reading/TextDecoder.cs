using System.Collections.Immutable;
using System.Text;

namespace MultimodalPapers.Reading;

/// <summary>A file's text.</summary>
/// <param name="Text">Null where the file is no text.</param>
/// <param name="Problems">Bytes that are no UTF-8; that the file is no text.</param>
public sealed record DecodedText(string? Text, ImmutableArray<ReadingProblem> Problems);

/// <summary>Turns a file's bytes into text: UTF-8 with or without byte order mark, UTF-16 with one.</summary>
public static class TextDecoder
{
    private const int Sampled = 8000;

    /// <param name="bytes">The whole file.</param>
    /// <param name="file">The file's name, for problems.</param>
    /// <returns>Bytes that are no UTF-8 become U+FFFD and one problem that names the first and counts all. A binary file has no text.</returns>
    public static DecodedText Decode(ReadOnlySpan<byte> bytes, string file) => Decode(bytes, file, 1);

    /// <summary>As <see cref="Decode(ReadOnlySpan{byte}, string)"/>, of a piece of a file.</summary>
    /// <param name="bytes">The piece.</param>
    /// <param name="file">The file's name, for problems.</param>
    /// <param name="firstLine">The number of the piece's first line; only at the first of a file a byte order mark, and signs of a binary file, are looked for.</param>
    internal static DecodedText Decode(ReadOnlySpan<byte> bytes, string file, int firstLine)
    {
        if (firstLine > 1)
            return Utf8(bytes, file, firstLine);
        if (bytes.StartsWith<byte>([0xFF, 0xFE]) && !(bytes.Length >= 4 && bytes[2] == 0 && bytes[3] == 0))
            return new DecodedText(Encoding.Unicode.GetString(bytes[2..]), []);
        if (bytes.StartsWith<byte>([0xFE, 0xFF]))
            return new DecodedText(Encoding.BigEndianUnicode.GetString(bytes[2..]), []);
        if (bytes.StartsWith<byte>([0xEF, 0xBB, 0xBF]))
            bytes = bytes[3..];
        if (IsBinary(bytes))
        {
            return new DecodedText(null, [new ReadingProblem(file, 0,
                "This is a binary file, not a list; it is left out. Lists are text in UTF-8, or in UTF-16 with a byte order mark.", ProblemKind.Unreadable)]);
        }
        return Utf8(bytes, file, firstLine);
    }

    private static DecodedText Utf8(ReadOnlySpan<byte> bytes, string file, int firstLine)
    {
        var text = Encoding.UTF8.GetString(bytes);
        return new DecodedText(text, Damage(bytes, text, file, firstLine));
    }

    private static bool IsBinary(ReadOnlySpan<byte> bytes)
    {
        var sample = bytes[..Math.Min(bytes.Length, Sampled)];
        if (sample.Contains((byte)0) || sample.StartsWith("%PDF-"u8))
            return true;
        var controls = 0;
        foreach (var b in sample)
            controls += b is < 9 or > 13 and < 32 and not 27 ? 1 : 0;
        return controls * 20 > sample.Length;
    }

    // U+FFFD may also stand in the file as itself, so it is told apart from damage by decoding up to it strictly.
    private static ImmutableArray<ReadingProblem> Damage(ReadOnlySpan<byte> bytes, string text, string file, int line)
    {
        if (!text.Contains('\uFFFD') || System.Text.Unicode.Utf8.IsValid(bytes))
            return [];
        var written = bytes.Count("\uFFFD"u8);
        var damaged = text.AsSpan().Count('\uFFFD') - written;
        while (bytes.IndexOf((byte)'\n') is var end && end >= 0 && System.Text.Unicode.Utf8.IsValid(bytes[..end]))
        {
            bytes = bytes[(end + 1)..];
            line++;
        }
        return [new ReadingProblem(file, line, $"{damaged} {(damaged == 1 ? "place is" : "places are")} no valid UTF-8, the first in this line; U+FFFD stands there now. Save the file as UTF-8.")];
    }
}
