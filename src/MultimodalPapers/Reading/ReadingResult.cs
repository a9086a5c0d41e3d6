using System.Collections.Immutable;

namespace MultimodalPapers.Reading;

/// <summary>The entries of one list, in the order of their lines, and what stood in the way.</summary>
/// <param name="Entries">Sorted by line; no two share one, except rows and records that a file puts on one line.</param>
/// <param name="Problems">What could not be read, and what was left out, with the reason.</param>
public sealed record ReadingResult(ImmutableArray<ListEntry> Entries, ImmutableArray<ReadingProblem> Problems)
{
    public static ReadingResult Empty { get; } = new([], []);
}

/// <summary>How much a problem matters.</summary>
public enum ProblemKind
{
    /// <summary>Something of the file is damaged or was cut off.</summary>
    Damage,

    /// <summary>A file could not be read at all.</summary>
    Unreadable,

    /// <summary>Something that looks like an entry is none, for the reason that the message gives.</summary>
    LeftOut,
}

/// <param name="File">The file as the user knows it, with <c>/</c>.</param>
/// <param name="Line">1-based; 0 where the whole file is meant.</param>
/// <param name="Message">What was found, and what follows from it.</param>
/// <param name="Kind">How much it matters.</param>
public sealed record ReadingProblem(string File, int Line, string Message, ProblemKind Kind = ProblemKind.Damage)
{
    public override string ToString() => Line > 0 ? $"{File}:{Line}: {Message}" : $"{File}: {Message}";
}
