using MultimodalPapers.Graph;

namespace MultimodalPapers.Analysis;

/// <summary>The words that all lineage drawings share.</summary>
internal static class LineageText
{
    /// <summary>Year and makers in brackets, with a space before; empty where the graph knows neither.</summary>
    public static string Details(LineageGraph lineage, GraphNode node)
    {
        var makers = lineage.MakersOf(node);
        var known = makers.Take(2).Append(makers.Length > 2 ? "..." : null).Prepend(lineage.YearOf(node)?.ToString()).OfType<string>().ToList();
        return known.Count == 0 ? "" : $" ({string.Join(", ", known)})";
    }

    /// <summary>The relations of edges between the same two models: <c>backbone, derived from</c>; what only the catalogue says is marked.</summary>
    public static string Relations(IEnumerable<LineageEdge> edges) =>
        string.Join(", ", edges.Select(e => Relation(e.Type) + (e.Basis == "background" ? " (background)" : "")).Distinct(StringComparer.Ordinal));

    /// <summary>A relation in the fewest words.</summary>
    public static string Relation(string type) => type switch
    {
        "USES_BACKBONE" => "backbone",
        "USES_ENCODER" => "encoder",
        "USES_GENERATOR" => "generator",
        "DERIVED_FROM" => "derived from",
        _ => type.Replace('_', ' ').ToLowerInvariant(),
    };

    /// <summary>The first sources and how many there are more.</summary>
    public static string Sources(IEnumerable<LineageEdge> edges, int most = 2)
    {
        var sources = edges.SelectMany(e => e.Evidence).Select(e => e.Source).Distinct(StringComparer.Ordinal).ToList();
        return string.Join(", ", sources.Take(most)) + (sources.Count > most ? $" and {sources.Count - most} more" : "");
    }

    /// <summary>Text on one line.</summary>
    public static string OneLine(string text) => string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c));
}
