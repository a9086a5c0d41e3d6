using System.Collections.Immutable;
using MultimodalPapers.Analysis;
using MultimodalPapers.Catalogue;
using MultimodalPapers.Graph;
using MultimodalPapers.Resolution;

namespace MultimodalPapers.Reports;

/// <summary>What reports are made of. The graph alone is enough; the rest lets them tell more.</summary>
/// <param name="Graph">The resolved graph.</param>
public sealed record ReportInput(KnowledgeGraph Graph)
{
    /// <summary>How the graph came about: merges, doubts and disagreements. Null where only the graph is at hand; then the graph's own properties tell the disagreements.</summary>
    public ResolvedGraph? Resolution { get; init; }

    /// <summary>The catalogue that the graph was made with, for the report on names that it lacks; null leaves that out.</summary>
    public NameCatalogue? Catalogue { get; init; }

    public static ReportInput Of(ResolvedGraph resolution, NameCatalogue? catalogue = null)
    {
        ArgumentNullException.ThrowIfNull(resolution);
        return new ReportInput(resolution.Graph) { Resolution = resolution, Catalogue = catalogue };
    }
}

/// <summary>How reports are written.</summary>
public sealed record ReportOptions
{
    /// <summary>
    /// Where the lists are: a path relative to the report folder (<c>../../seeds</c>) or an address (<c>https://github.com/owner/name/blob/main/lists</c>).
    /// Evidence then links to list and line; null writes it as plain text, <c>list.md:47</c>.
    /// </summary>
    public string? ListBase { get; init; }

    /// <summary>How many models the lineage drawing shows at most; of more, those of each year that most descends from.</summary>
    public int DrawnModels { get; init; } = 200;

    /// <summary>How many models get a page at most; of more, those from which most descends and of which most is said.</summary>
    public int ModelPages { get; init; } = 3000;

    /// <summary>How the papers are put into clusters.</summary>
    public ClusteringOptions Clustering { get; init; } = new();

    /// <summary>Facts of a lower confidence are listed as uncertain.</summary>
    public double LowConfidence { get; init; } = 0.7;
}

/// <param name="Path">Relative to the report folder, with <c>/</c>.</param>
/// <param name="Text">The whole file.</param>
public sealed record ReportFile(string Path, string Text);

/// <summary>A drawing with its boxes, so that whoever made it can tell whether anything overlaps.</summary>
/// <param name="Svg">The whole file.</param>
/// <param name="Labels">The boxes of its texts, and of shapes that hold text.</param>
/// <param name="Width">In pixels.</param>
/// <param name="Height">In pixels.</param>
public sealed record Picture(string Svg, ImmutableArray<LabelBox> Labels, double Width, double Height);

/// <summary>The room that a label takes, in pixels from the drawing's left upper corner.</summary>
public readonly record struct LabelBox(string Text, double Left, double Top, double Right, double Bottom)
{
    public bool Overlaps(LabelBox other) =>
        Left < other.Right && other.Left < Right && Top < other.Bottom && other.Top < Bottom;
}
