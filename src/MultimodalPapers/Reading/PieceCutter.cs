using System.Buffers;
using MultimodalPapers.IO;

namespace MultimodalPapers.Reading;

/// <summary>A line of a file with its 1-based number.</summary>
internal readonly record struct NumberedLine(byte[] Bytes, int Number);

/// <summary>Some lines of a file that stand together.</summary>
/// <param name="Above">Lines from above that the first of them belong to: the head of a table, the fence of a code block.</param>
/// <param name="Bytes">The lines with their ends.</param>
/// <param name="First">The 1-based number of the first line.</param>
/// <param name="IsLast">Whether nothing follows.</param>
internal sealed record FilePiece(NumberedLine[] Above, ReadOnlyMemory<byte> Bytes, int First, bool IsLast);

/// <summary>Cuts a long Markdown file into pieces that can be read one after another with the same result as the whole.</summary>
/// <remarks>
/// A cut goes in front of a heading that stands behind a blank line, outside code, comments and the tables and lists of HTML: nothing in Markdown
/// reaches over it. Where none comes for long, a cut goes in front of an item behind a blank line, then in front of any item, table row or paragraph, and
/// at last in front of any line. One pass; memory for one piece.
/// </remarks>
/// <param name="lines">The file.</param>
/// <param name="size">From how many bytes on a piece may end. None is longer than four times as much and a line.</param>
internal sealed class PieceCutter(ByteLines lines, int size)
{
    private static readonly SearchValues<byte> Delimiters = SearchValues.Create("|:- \t\r\n"u8);

    private readonly ArrayBufferWriter<byte> _piece = new(2 * size);
    private NumberedLine[] _above = [];
    private int _first = 1;
    private int _line = 1;

    // What is open at the end of the last line: code behind a fence, a table, elements of HTML.
    private NumberedLine? _fence;
    private NumberedLine[] _table = [];
    private NumberedLine _lastLine;
    private int _elements;
    private bool _comment;
    private bool _afterBlank = true;

    /// <summary>The pieces in order; at least one.</summary>
    public IEnumerable<FilePiece> Pieces()
    {
        while (lines.Next(out var line))
        {
            var cuts = _piece.WrittenCount >= size && Strength(line.Span) >= Needed();
            var piece = cuts ? Cut() : null;
            Append(line.Span);
            if (piece is not null)
                yield return piece;
        }
        yield return new FilePiece(_above, _piece.WrittenMemory.ToArray(), _first, IsLast: true);
    }

    private enum Boundary
    {
        Line,
        Block,
        SeparateItem,
        Heading,
    }

    private Boundary Needed() => (_piece.WrittenCount / size) switch
    {
        1 => Boundary.Heading,
        2 => Boundary.SeparateItem,
        3 => Boundary.Block,
        _ => Boundary.Line,
    };

    private Boundary Strength(ReadOnlySpan<byte> line)
    {
        if (_fence is not null || _comment || _elements > 0)
            return Boundary.Line;
        if (_afterBlank && IsHeading(line))
            return Boundary.Heading;
        if (IsItem(line))
            return _afterBlank ? Boundary.SeparateItem : Boundary.Block;
        return _table.Length > 0 || (_afterBlank && line[0] > ' ') ? Boundary.Block : Boundary.Line;
    }

    private FilePiece Cut()
    {
        var piece = new FilePiece(_above, _piece.WrittenMemory.ToArray(), _first, IsLast: false);
        _piece.ResetWrittenCount();
        _above = _fence is { } fence ? [fence] : _table;
        _first = _line;
        (_elements, _comment) = (0, false);
        return piece;
    }

    private void Append(ReadOnlySpan<byte> line)
    {
        _piece.Write(line);
        var content = line.TrimEnd("\r\n"u8);
        // What is carried over a cut is one line; lines that end in old ways are not followed.
        if (!content.Contains((byte)'\r'))
            Follow(line, content.TrimStart(" \t>"u8));
        _afterBlank = content.TrimStart(" \t"u8).IsEmpty;
        _line += ByteLines.Count(line);
    }

    private void Follow(ReadOnlySpan<byte> line, ReadOnlySpan<byte> content)
    {
        if (_fence is { } fence)
        {
            if (ClosesFence(content, fence.Bytes))
                _fence = null;
            return;
        }
        if (FenceLength(WithoutMarker(content)) >= 3 && !_comment)
        {
            _fence = new NumberedLine(line.ToArray(), _line);
            return;
        }
        if (content.Contains((byte)'<') || _comment)
            FollowElements(content);
        FollowTable(line, content);
    }

    private void FollowElements(ReadOnlySpan<byte> content)
    {
        for (var at = 0; at < content.Length; at++)
        {
            var rest = content[at..];
            if (_comment)
            {
                var end = rest.IndexOf("-->"u8);
                if (end < 0)
                    return;
                _comment = false;
                at += end + 2;
            }
            else if (rest.StartsWith("<!--"u8))
            {
                _comment = true;
                at += 3;
            }
            else if (rest[0] == '<')
            {
                _elements = Math.Max(0, _elements + (OpensElement(rest[1..]) ? 1 : rest.StartsWith("</"u8) && OpensElement(rest[2..]) ? -1 : 0));
            }
        }
    }

    // Tables and lists of HTML are read on behind a blank line, to their closing tags.
    private static bool OpensElement(ReadOnlySpan<byte> name)
    {
        foreach (var element in (ReadOnlySpan<string>)["table", "ul", "ol"])
        {
            if (name.Length > element.Length && System.Text.Ascii.EqualsIgnoreCase(name[..element.Length], element) && !char.IsAsciiLetterOrDigit((char)name[element.Length]))
                return true;
        }
        return false;
    }

    // The head of a table is known by the line of dashes below it; a blank line ends it.
    private void FollowTable(ReadOnlySpan<byte> line, ReadOnlySpan<byte> content)
    {
        if (content.IsEmpty)
        {
            (_table, _lastLine) = ([], default);
            return;
        }
        if (!content.Contains((byte)'|'))
            return;
        if (_table.Length == 0 && _lastLine.Bytes is not null && content.Contains((byte)'-') && !content.ContainsAnyExcept(Delimiters))
            _table = [_lastLine, new NumberedLine(line.ToArray(), _line)];
        else if (_table.Length == 0)
            _lastLine = new NumberedLine(line.ToArray(), _line);
    }

    private static int FenceLength(ReadOnlySpan<byte> content)
    {
        if (content.IsEmpty || content[0] is not ((byte)'`' or (byte)'~'))
            return 0;
        var length = content.IndexOfAnyExcept(content[0]);
        length = length < 0 ? content.Length : length;
        // Behind a fence of backticks no other may follow: that is code in a line.
        return content[0] == '`' && content[length..].Contains((byte)'`') ? 0 : length;
    }

    private static bool ClosesFence(ReadOnlySpan<byte> content, ReadOnlySpan<byte> fence)
    {
        var opening = WithoutMarker(fence.TrimStart(" \t>"u8));
        var length = FenceLength(content);
        return length > 0 && content[0] == opening[0] && length >= FenceLength(opening.TrimEnd("\r\n"u8)) && content[length..].Trim(" \t"u8).IsEmpty;
    }

    private static ReadOnlySpan<byte> WithoutMarker(ReadOnlySpan<byte> content) => IsItem(content) ? content[1..].TrimStart(" .)0123456789"u8) : content;

    private static bool IsHeading(ReadOnlySpan<byte> line)
    {
        var level = line.IndexOfAnyExcept((byte)'#');
        return level is >= 1 and <= 6 && line[level] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n';
    }

    private static bool IsItem(ReadOnlySpan<byte> line)
    {
        if (line.IsEmpty)
            return false;
        var marker = line[0] is (byte)'-' or (byte)'*' or (byte)'+' ? 1 : line.IndexOfAnyExceptInRange((byte)'0', (byte)'9') is > 0 and < 10 and var digits && line[digits] is (byte)'.' or (byte)')' ? digits + 1 : 0;
        return marker > 0 && marker < line.Length && line[marker] is (byte)' ' or (byte)'\t';
    }
}
