namespace MultimodalPapers.Reading;

/// <summary>The text of one file after encoding repair, by lines.</summary>
public sealed class SourceText
{
    private readonly int[] _starts;

    public SourceText(string source, string text)
    {
        Source = source;
        Text = text;
        var starts = new List<int> { 0 };
        for (var at = 0; text.AsSpan(at).IndexOfAny('\n', '\r') is var end && end >= 0;)
        {
            at += end + 1;
            if (text[at - 1] == '\n' || at == text.Length || text[at] != '\n')
                starts.Add(at);
        }
        _starts = [.. starts];
    }

    /// <summary>The file, relative to the input folder, with <c>/</c>.</summary>
    public string Source { get; }

    public string Text { get; }

    public int LineCount => _starts.Length;

    /// <summary>The line without its end.</summary>
    /// <param name="line">1-based.</param>
    public ReadOnlySpan<char> Line(int line)
    {
        var start = _starts[line - 1];
        var end = line < _starts.Length ? _starts[line] : Text.Length;
        return Text.AsSpan(start, end - start).TrimEnd("\r\n");
    }

    /// <summary>The offset in <see cref="Text"/> at which a line begins.</summary>
    /// <param name="line">1-based.</param>
    public int StartOf(int line) => _starts[line - 1];

    /// <summary>The 1-based line and 0-based column of an offset in <see cref="Text"/>; the end of a line, of one character or two, is the column behind its last one.</summary>
    public (int Line, int Column) At(int offset)
    {
        var index = Array.BinarySearch(_starts, offset);
        if (index < 0)
            index = ~index - 1;
        var column = offset - _starts[index];
        return (index + 1, column > 0 && offset < Text.Length && Text[offset] == '\n' && Text[offset - 1] == '\r' ? column - 1 : column);
    }
}
