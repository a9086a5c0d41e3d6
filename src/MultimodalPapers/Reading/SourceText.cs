using System.Collections.Immutable;

namespace MultimodalPapers.Reading;

/// <summary>The text of one file after encoding repair, by lines; or a piece of a long file, with the file's line numbers.</summary>
public sealed class SourceText
{
    // Which line begins at the start of each stretch of so many characters, or else goes on there: from it, the line of a place is one or two steps away.
    private const int Stretch = 128;

    private readonly int[] _starts;
    private readonly int[] _lineOf;

    // The lines of a piece: first those that stand above it in the file and belong to it all the same, then its own, then what else it needs.
    private readonly ImmutableArray<int> _before = [];
    private readonly ImmutableArray<int> _after = [];
    private readonly int _first = 1;
    private readonly int _own;

    public SourceText(string source, string text)
    {
        Source = source;
        Text = text;
        var starts = new List<int>(1 + text.Length / Stretch) { 0 };
        for (var at = 0; text.AsSpan(at).IndexOfAny('\n', '\r') is var end && end >= 0;)
        {
            at += end + 1;
            if (text[at - 1] == '\n' || at == text.Length || text[at] != '\n')
                starts.Add(at);
        }
        _starts = [.. starts];
        _own = _starts.Length;
        _lineOf = new int[1 + text.Length / Stretch];
        var line = 0;
        for (var i = 0; i < _lineOf.Length; i++)
        {
            while (line + 1 < _starts.Length && _starts[line + 1] <= i * Stretch)
                line++;
            _lineOf[i] = line;
        }
    }

    /// <summary>A piece of a long file.</summary>
    /// <param name="source">The file.</param>
    /// <param name="text">Lines from elsewhere in the file, the piece's own lines, and again lines from elsewhere.</param>
    /// <param name="first">The file's number of the first own line.</param>
    /// <param name="before">The file's numbers of the lines before the piece's own.</param>
    /// <param name="after">The file's numbers of the lines behind the piece's own.</param>
    internal SourceText(string source, string text, int first, ImmutableArray<int> before, ImmutableArray<int> after)
        : this(source, text)
    {
        (_first, _before, _after) = (first, before, after);
        _own = _starts.Length - before.Length - after.Length;
    }

    /// <summary>What makes it a piece: the arguments of its construction beside source and text.</summary>
    internal (int First, ImmutableArray<int> Before, ImmutableArray<int> After) Place => (_first, _before, _after);

    /// <summary>The file, relative to the input folder, with <c>/</c>.</summary>
    public string Source { get; }

    public string Text { get; }

    public int LineCount => _starts.Length;

    /// <summary>Whether the text has this line; a piece of a long file has only some of the file's lines.</summary>
    /// <param name="line">1-based.</param>
    public bool Holds(int line) => IndexOf(line) >= 0;

    /// <summary>The line without its end.</summary>
    /// <param name="line">1-based.</param>
    public ReadOnlySpan<char> Line(int line)
    {
        var index = IndexOf(line);
        var start = _starts[index];
        var end = index + 1 < _starts.Length ? _starts[index + 1] : Text.Length;
        return Text.AsSpan(start, end - start).TrimEnd("\r\n");
    }

    /// <summary>The offset in <see cref="Text"/> at which a line begins.</summary>
    /// <param name="line">1-based.</param>
    public int StartOf(int line) => _starts[IndexOf(line)];

    /// <summary>The 1-based line and 0-based column of an offset in <see cref="Text"/>; the end of a line, of one character or two, is the column behind its last one.</summary>
    public (int Line, int Column) At(int offset)
    {
        var index = _lineOf[Math.Min(offset / Stretch, _lineOf.Length - 1)];
        while (index + 1 < _starts.Length && _starts[index + 1] <= offset)
            index++;
        var column = offset - _starts[index];
        return (NumberOf(index), column > 0 && offset < Text.Length && Text[offset] == '\n' && Text[offset - 1] == '\r' ? column - 1 : column);
    }

    /// <summary>The offsets in <see cref="Text"/> at which its lines begin.</summary>
    internal ReadOnlySpan<int> Starts => _starts;

    private int NumberOf(int index)
    {
        if (index < _before.Length)
            return _before[index];
        var own = index - _before.Length;
        return own < _own ? _first + own : _after[own - _own];
    }

    // -1 where the text has no such line.
    private int IndexOf(int line)
    {
        if (line >= _first && line - _first < _own)
            return _before.Length + line - _first;
        if (line < 1)
            return -1;
        var before = _before.IndexOf(line);
        var after = before >= 0 ? -1 : _after.IndexOf(line);
        return before >= 0 ? before : after >= 0 ? _before.Length + _own + after : -1;
    }
}
