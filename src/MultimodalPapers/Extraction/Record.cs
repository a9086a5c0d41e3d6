using System.Collections.Immutable;

namespace MultimodalPapers.Extraction;

/// <summary>Everything that one entry of one reading list states, before anything is merged with other entries.</summary>
public sealed record Record
{
    /// <summary>The list's file, relative to the input folder, with <c>/</c>.</summary>
    public required string Source { get; init; }

    /// <summary>First line, 1-based.</summary>
    public required int Line { get; init; }

    /// <summary>Last visible line, inclusive.</summary>
    public required int EndLine { get; init; }

    /// <summary>The headings above the entry, outermost first.</summary>
    public ImmutableArray<string> Section { get; init; } = [];

    /// <summary>The work's title as written; null where the entry has none but a template's label.</summary>
    public string? Title { get; init; }

    /// <summary>The arXiv identifier without version; null where the entry gives none.</summary>
    public string? Arxiv { get; init; }

    /// <summary>Conference, journal or workshop without the year; null where the entry states none.</summary>
    public string? Venue { get; init; }

    public int? Year { get; init; }

    /// <summary>As people write them, given name first, in order.</summary>
    public ImmutableArray<string> Authors { get; init; } = [];

    public ImmutableArray<RecordLink> Links { get; init; } = [];

    /// <summary>In order of line; one for each relation, kind and name.</summary>
    public ImmutableArray<Fact> Facts { get; init; } = [];
}

public sealed record RecordLink(LinkKind Kind, string Url);

/// <summary>One statement of an entry.</summary>
public sealed record Fact
{
    public required Relation Relation { get; init; }
    public required ThingKind Kind { get; init; }

    /// <summary>The canonical spelling; the version is part of it, the parameter count is not.</summary>
    public required string Name { get; init; }

    /// <summary>Parameter counts and size labels in order of appearance.</summary>
    public ImmutableArray<string> Sizes { get; init; } = [];

    /// <summary>1-based line of the source that states it.</summary>
    public required int Line { get; init; }

    /// <summary>At most 80 characters, copied from that line.</summary>
    public required string Quote { get; init; }

    /// <summary>The name of the rule that found it.</summary>
    public required string Rule { get; init; }

    /// <summary>How sure the rule is, above 0 and at most 1.</summary>
    public double Confidence { get; init; } = 1;

    /// <summary>False where the rule goes beyond the entry's words.</summary>
    public bool Stated { get; init; } = true;

    public override string ToString() => $"{Line}: {Relation} {Kind} '{Name}', from \"{Quote}\" by {Rule}";
}

/// <summary>What an entry can state of a thing. The names are those of the record format and of the graph's relationship types.</summary>
public enum Relation
{
    Introduces,
    UsesBackbone,
    UsesEncoder,
    UsesGenerator,
    DerivedFrom,
    UsesTechnique,
    FromOrganization,
    TrainedOn,
    EvaluatedOn,
    ComparesWith,
    Mentions,
}

public enum ThingKind
{
    Model,
    Technique,
    Organization,
    Dataset,
}

public enum LinkKind
{
    Paper,
    Code,
    Project,
    Dataset,
    Model,
    Demo,
    Note,
}
