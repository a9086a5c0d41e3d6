using System.Globalization;
using System.Text;

namespace MultimodalPapers.Analysis;

/// <summary>Tells clusters as text for the terminal.</summary>
public static class ClusterTable
{
    private const int Shown = 5;

    /// <summary>A line for each cluster, then each cluster with its central members, then the nodes that hold the whole together.</summary>
    /// <returns>Lines ended by <c>\n</c>.</returns>
    public static string Render(Clustering clustering)
    {
        ArgumentNullException.ThrowIfNull(clustering);
        var what = clustering.Options.Projection.Of == ProjectionTarget.Papers ? "papers" : "models";
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{clustering.Nodes.Length - clustering.Isolated.Length} {what} in {clustering.Clusters.Length} clusters; ")
            .Append(clustering.Options.Leiden.Quality == ClusterQuality.Modularity ? "modularity " : "Potts quality ").Append(Number(clustering.Quality, "F4"));
        if (clustering.Stability is { } stability)
            text.Append($"; over seeds the same to {Number(stability, "F2")} (adjusted Rand index)");
        text.Append(".\n");
        if (!clustering.Isolated.IsEmpty)
            text.Append($"{clustering.Isolated.Length} {what} share nothing with any other and are in no cluster.\n");
        text.Append('\n').Append($"{"",4} {"size",5} {"inside",6} {"stable",6} {"years",9}  name\n");
        foreach (var cluster in clustering.Clusters)
        {
            text.Append($"{cluster.Number,4} {cluster.Members.Length,5} {Number(cluster.Cohesion, "F2"),6} {(cluster.Stability is { } s ? Number(s, "F2") : "-"),6} ")
                .Append($"{Years(cluster),9}  {LineageText.OneLine(cluster.Name)}\n");
        }
        foreach (var cluster in clustering.Clusters)
            Tell(text, clustering, cluster);
        text.Append("\nWhat holds the field together\n");
        text.Append($"{"PageRank",9} {"between",9} {"core",5}  name\n");
        foreach (var scores in clustering.Nodes.Where(n => n.Cluster is not null).OrderByDescending(n => n.Betweenness).ThenBy(n => n.Node.Id, StringComparer.Ordinal).Take(2 * Shown))
            text.Append($"{Number(scores.PageRank, "F4"),9} {Number(scores.Betweenness, "F0"),9} {scores.Core,5}  {LineageText.OneLine(scores.Node.Name)}\n");
        if (clustering.BetweennessSamples is { } samples)
            text.Append($"Betweenness is estimated from {samples} starts.\n");
        return text.ToString();
    }

    private static void Tell(StringBuilder text, Clustering clustering, Cluster cluster)
    {
        text.Append($"\n{cluster.Number}. {LineageText.OneLine(cluster.Name)}\n");
        Line(text, "central", cluster.Members.Take(Shown).Select(m => m.Node.Name));
        Line(text, "distinctive", cluster.Distinctive.Take(Shown).Select(d => $"{d.Node.Name} ({d.Count})"));
        Line(text, "builds on", cluster.Backbones.Take(Shown).Select(b => $"{b.Node.Name} ({b.Count})"));
        Line(text, "from", cluster.Organizations.Take(Shown).Select(o => $"{o.Node.Name} ({o.Count})"));
        Line(text, "beside", cluster.Neighbors.Take(3).Select(n => $"{clustering.Clusters[n.Number - 1].Name} ({Number(n.Share, "P0")})"));
    }

    private static void Line(StringBuilder text, string title, IEnumerable<string> items)
    {
        var all = items.Select(LineageText.OneLine).ToList();
        if (all.Count > 0)
            text.Append($"   {title,-12} {string.Join("; ", all)}\n");
    }

    private static string Years(Cluster cluster) => cluster.Years switch
    {
        [] => "-",
        [var only] => $"{only.Year}",
        [var first, .., var last] => $"{first.Year}-{last.Year}",
    };

    private static string Number(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
