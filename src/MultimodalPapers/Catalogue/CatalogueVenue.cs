using System.Collections.Immutable;

namespace MultimodalPapers.Catalogue;

/// <summary>A conference, journal or workshop. It is a field of a paper, not a thing that entries make statements about.</summary>
public sealed record CatalogueVenue
{
    /// <summary>The usual abbreviation, without a year: <c>CVPR</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Null where the catalogue does not say.</summary>
    public VenueType? Type { get; init; }

    /// <summary>Full names, variants and common misspellings, without the name itself.</summary>
    public ImmutableArray<string> Spellings { get; init; } = [];

    /// <summary>Whether the name is also an ordinary word (<c>Nature</c>), and so names a venue only where a venue is expected.</summary>
    public bool Ordinary { get; init; }

    /// <summary>The catalogue file and 1-based line that define it.</summary>
    public required string File { get; init; }
    public required int Line { get; init; }
}

public enum VenueType
{
    Conference,
    Journal,
    Workshop,
}
