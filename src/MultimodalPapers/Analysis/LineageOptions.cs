using System.Collections.Immutable;
using MultimodalPapers.Graph;

namespace MultimodalPapers.Analysis;

/// <summary>What counts as lineage.</summary>
public sealed record LineageOptions
{
    /// <summary>Whether facts that only the catalogue states count; true by default.</summary>
    public bool WithBackground { get; init; } = true;

    /// <summary>The relationship types to follow, by default all four of lineage.</summary>
    public ImmutableArray<string> Relations { get; init; } = GraphSchema.Lineage;
}
