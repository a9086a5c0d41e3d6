using System.Collections.Immutable;

namespace MultimodalPapers.Reading;

/// <summary>One work as one reading list presents it: where it stands, and its text taken apart by role. Nothing is interpreted yet.</summary>
public sealed record ListEntry
{
    /// <summary>The list's file, relative to the input folder, with <c>/</c>.</summary>
    public required string Source { get; init; }

    /// <summary>First line, 1-based.</summary>
    public required int Line { get; init; }

    /// <summary>Last visible line, inclusive.</summary>
    public required int EndLine { get; init; }

    /// <summary>The headings above the entry, outermost first, plain text, without the list's own title.</summary>
    public required ImmutableArray<string> Section { get; init; }

    /// <summary>The name of the layout reader that found the entry, such as <c>linked-item</c> or <c>table</c>.</summary>
    public required string Layout { get; init; }

    /// <summary>The texts of the entry in the order in which they stand.</summary>
    public required ImmutableArray<EntryPart> Parts { get; init; }

    /// <summary>The links in the order in which they stand; each address once.</summary>
    public required ImmutableArray<EntryLink> Links { get; init; }

    /// <summary>The source lines, after encoding repair, that quotes are cut from.</summary>
    public required SourceText Text { get; init; }

    public override string ToString() => $"{Source}:{Line}: {Parts.FirstOrDefault(p => p.Role == PartRole.Title)?.Text.Text ?? "(no title)"}";
}

/// <summary>What a piece of an entry's text is.</summary>
public enum PartRole
{
    /// <summary>The title of the work as the list has it (typos, "NAME: ..." included), without link labels, dates and venue tags.</summary>
    Title,

    /// <summary>A name that the entry gives the work beside its title: a tag before it, a "model" column, a nickname after the link.</summary>
    Name,
    Authors,
    Venue,
    Date,
    Organization,

    /// <summary>A field or column that holds base language models.</summary>
    Backbone,

    /// <summary>A field or column that holds perceptual encoders.</summary>
    Encoder,

    /// <summary>A field or column that holds image, video or sound generators.</summary>
    Generator,

    /// <summary>A field or column that holds training data.</summary>
    TrainingData,

    /// <summary>A field or column that holds benchmarks.</summary>
    Benchmark,

    /// <summary>A field or column that holds parameter counts of the work's own model.</summary>
    Size,
    Abstract,

    /// <summary>Free text: notes in parentheses, briefs, comments, unknown fields.</summary>
    Note,
}

/// <param name="Role">What the text is.</param>
/// <param name="Text">The plain text with its places.</param>
/// <param name="Label">The label or column heading as the list writes it, where there is one.</param>
public sealed record EntryPart(PartRole Role, MappedText Text, string? Label = null);

/// <param name="Url">The absolute address as written.</param>
/// <param name="Label">The link's visible text; null for a bare address.</param>
/// <param name="Line">1-based line of the address.</param>
/// <param name="Column">0-based column of the address in its line; -1 where it is not written out in that line.</param>
/// <param name="OnTitle">Whether the title itself is the link's text.</param>
public sealed record EntryLink(string Url, string? Label, int Line, int Column, bool OnTitle);
