using System.Collections.Immutable;
using MultimodalPapers.Graph;
using MultimodalPapers.IO;

namespace MultimodalPapers.Reports;

/// <summary>Writes what people read: Markdown pages that GitHub shows well, with drawings of their own.</summary>
/// <remarks>
/// <c>README.md</c> leads to <c>lineage.md</c>, <c>clusters.md</c>, <c>field.md</c> and <c>quality.md</c>; models' pages lie in <c>models/</c>, drawings in <c>svg/</c>.
/// The same input gives the same bytes.
/// </remarks>
public static class ReportWriter
{
    /// <summary>All reports of a graph, in memory, sorted by path. Linear in the graph, besides the clustering.</summary>
    public static ImmutableArray<ReportFile> Render(ReportInput input, ReportOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(input);
        var context = new ReportContext(input, options ?? new ReportOptions());
        List<ReportFile> lineage = [], field = [], quality = [], clusters = [];
        ImmutableArray<(string Heading, string Anchor, int Count)> findings = [];
        Concurrently.Run(
            () => lineage.AddRange(LineageReport.Write(context)),
            () => clusters.AddRange(ClusterReport.Write(context)),
            () => field.AddRange(FieldReport.Write(context)),
            () => quality.AddRange(QualityReport.Write(context, out findings)));
        List<ReportFile> files = [.. lineage, .. field, .. quality, .. clusters];
        files.Add(SummaryReport.Write(context, files, findings));
        files.Sort((a, b) => string.CompareOrdinal(a.Path, b.Path));
        return [.. files];
    }

    /// <summary>Writes all reports of a graph into a folder; files that an earlier run left there and this one lacks go, others stay.</summary>
    /// <returns>The files' paths below the folder.</returns>
    public static ImmutableArray<string> Write(string folder, ReportInput input, ReportOptions? options = null)
    {
        var files = Render(input, options);
        AtomicDirectory.Write(folder, path => WriteFiles(path, files), IsOurs);
        return [.. files.Select(f => f.Path)];
    }

    /// <summary>Writes rendered reports into a folder as they are, for callers that write more into it in one go.</summary>
    public static void WriteFiles(string folder, ImmutableArray<ReportFile> files)
    {
        foreach (var file in files)
        {
            var path = Path.Combine(folder, file.Path);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, file.Text);
        }
    }

    /// <summary>Whether a file of a report folder, by its path below it, is one that reports write.</summary>
    public static bool IsOurs(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return path is "README.md" or "lineage.md" or "clusters.md" or "field.md" or "quality.md"
            || (path.StartsWith("models/", StringComparison.Ordinal) && path.EndsWith(".md", StringComparison.Ordinal))
            || (path.StartsWith("svg/", StringComparison.Ordinal) && path.EndsWith(".svg", StringComparison.Ordinal));
    }

    /// <summary>The family trees of a graph on a time axis as one drawing; null where no two models are related.</summary>
    public static Picture? DrawLineage(KnowledgeGraph graph, int mostModels = 200)
    {
        ArgumentNullException.ThrowIfNull(graph);
        return Drawing.LineageDrawing.Draw(new FamilyForest(Analysis.LineageGraph.From(graph)), mostModels);
    }
}
