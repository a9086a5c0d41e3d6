using System.Collections.Immutable;

namespace MultimodalPapers.Reading;

/// <summary>A text after encoding repair. Its lines are the lines of the text that was given.</summary>
/// <param name="Text">The repaired text; the very string that was given where nothing was damaged.</param>
/// <param name="CodePage">The code page that UTF-8 was mistaken for; null where nothing was damaged.</param>
/// <param name="DamagedCharacters">Characters of the original text that had become something else: <paramref name="Restored"/> and <paramref name="Unclear"/> together.</param>
/// <param name="Restored">Characters that stand in <paramref name="Text"/> again, the guessed ones included.</param>
/// <param name="Guessed">Restored characters of which bytes were lost, so that frequency had to decide.</param>
/// <param name="Unclear">Characters that could have been several; U+FFFD stands for each.</param>
/// <param name="Lines">The lines with damage, in order.</param>
public sealed record RepairResult(
    string Text,
    string? CodePage,
    int DamagedCharacters,
    int Restored,
    int Guessed,
    int Unclear,
    ImmutableArray<DamagedLine> Lines)
{
    internal static RepairResult Untouched(string text) => new(text, null, 0, 0, 0, 0, []);
}

/// <summary>The damage in one line.</summary>
/// <param name="Line">1-based.</param>
/// <param name="Characters">Characters of the original text that had become something else.</param>
/// <param name="Guessed">Those of which bytes were lost, restored by frequency.</param>
/// <param name="Unclear">Those that could not be told; U+FFFD stands for each.</param>
public readonly record struct DamagedLine(int Line, int Characters, int Guessed, int Unclear);
