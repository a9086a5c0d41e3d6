using System.Collections.Immutable;

namespace MultimodalPapers.Reading;

/// <summary>A piece of plain text that knows, for each of its characters, the place in the list that it was read from.</summary>
/// <remarks>Markup is not in <see cref="Text"/>; a quote is cut from the source lines, so it may hold markup that lies between two characters.</remarks>
public sealed class MappedText
{
    private readonly ImmutableArray<Run> _runs;

    /// <param name="text">The plain text; line ends inside it are single spaces.</param>
    /// <param name="runs">In order of <see cref="Run.Start"/>, the first at 0; each run maps one to one onto the characters of one source line.</param>
    public MappedText(string text, ImmutableArray<Run> runs) => (Text, _runs) = (text, runs);

    /// <summary>A stretch of the text that stands without a gap in one source line.</summary>
    /// <param name="Start">Index in the plain text.</param>
    /// <param name="Line">1-based line of the source.</param>
    /// <param name="Column">0-based UTF-16 column in that line.</param>
    public readonly record struct Run(int Start, int Line, int Column);

    public static MappedText Empty { get; } = new("", []);

    public string Text { get; }

    public ImmutableArray<Run> Runs => _runs;

    public bool IsEmpty => Text.Length == 0;

    /// <summary>The source line and column of the character at <paramref name="index"/>.</summary>
    public (int Line, int Column) At(int index)
    {
        if (_runs.IsDefaultOrEmpty)
            return (0, 0);
        int low = 0, high = _runs.Length - 1;
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            if (_runs[middle].Start <= index)
                low = middle;
            else
                high = middle - 1;
        }
        var run = _runs[low];
        return (run.Line, run.Column + index - run.Start);
    }

    /// <summary>A part of this text with its places.</summary>
    public MappedText Slice(int start, int length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(start);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(start + length, Text.Length);
        if (length == 0)
            return Empty;
        if (start == 0 && length == Text.Length)
            return this;
        var runs = ImmutableArray.CreateBuilder<Run>();
        foreach (var run in _runs)
        {
            if (run.Start >= start + length)
                break;
            if (run.Start <= start)
            {
                runs.Clear();
                runs.Add(new Run(0, run.Line, run.Column + start - run.Start));
            }
            else
            {
                runs.Add(run with { Start = run.Start - start });
            }
        }
        return new MappedText(Text.Substring(start, length), runs.ToImmutable());
    }

    /// <summary>This text without white space at its ends.</summary>
    public MappedText Trim()
    {
        var start = 0;
        var end = Text.Length;
        while (start < end && char.IsWhiteSpace(Text[start]))
            start++;
        while (end > start && char.IsWhiteSpace(Text[end - 1]))
            end--;
        return Slice(start, end - start);
    }

    public override string ToString() => Text;
}
