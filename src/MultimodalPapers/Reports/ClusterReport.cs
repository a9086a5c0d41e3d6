using System.Globalization;
using System.Text;
using MultimodalPapers.Analysis;
using MultimodalPapers.Graph;
using MultimodalPapers.Reports.Drawing;

namespace MultimodalPapers.Reports;

/// <summary>What belongs together: a map of the papers, then each cluster.</summary>
internal static class ClusterReport
{
    private const int MostClusters = 40;
    private const int Central = 8;
    private const int MostMembers = 200;

    public static IEnumerable<ReportFile> Write(ReportContext context)
    {
        var clustering = context.Clusters;
        var picture = FieldMap.Draw(clustering, score => ShortName(context, score.Node));
        if (picture is not null)
            yield return new ReportFile("svg/clusters.svg", picture.Svg);
        var page = new StringBuilder("# Clusters: what belongs together\n\n[Summary](README.md) · [Lineage](lineage.md) · **Clusters** · [Field](field.md) · [Quality](quality.md)\n\n");
        if (clustering.Clusters.IsEmpty)
            page.Append("No two papers share a backbone, technique, dataset, person or organisation, so there are no clusters.\n");
        else
            WritePage(page, context, clustering);
        yield return new ReportFile("clusters.md", page.ToString().TrimEnd('\n') + "\n");
    }

    /// <summary>What a paper is called in a few words: the model that it introduces, the name before the colon of its title, else the title.</summary>
    internal static string ShortName(ReportContext context, GraphNode paper)
    {
        var introduced = context.Graph.Outgoing(paper.Id).FirstOrDefault(r => r.Type == "INTRODUCES");
        if (introduced is not null)
            return Markdown.OneLine(context.Graph.Node(introduced.End).Name);
        var title = Markdown.OneLine(paper.Properties.Text("title") ?? paper.Name);
        var colon = title.IndexOf(": ", StringComparison.Ordinal);
        return colon is > 1 and < 30 ? title[..colon] : title;
    }

    private static void WritePage(StringBuilder page, ReportContext context, Clustering clustering)
    {
        page.Append(CultureInfo.InvariantCulture, $"{ReportContext.Count(clustering.Nodes.Length - clustering.Isolated.Length, "paper")} in {ReportContext.Count(clustering.Clusters.Length, "cluster")}, by what they share: backbones and encoders, techniques, datasets, people, organisations; rare things count more. ");
        page.Append(CultureInfo.InvariantCulture, $"Modularity {clustering.Quality:0.000}");
        if (clustering.Stability is { } stability)
            page.Append(CultureInfo.InvariantCulture, $"; clusterings by {clustering.Options.StabilityRuns} other seeds agree with it to {stability:0.00} (adjusted Rand index; 1 is the same)");
        page.Append(".\n\n![A map of the field](svg/clusters.svg)\n\n");
        page.Append("| | Cluster | Papers | Years | Cohesion | Stability |\n| ---: | --- | ---: | --- | ---: | ---: |\n");
        foreach (var cluster in clustering.Clusters.Take(MostClusters))
            page.Append(CultureInfo.InvariantCulture, $"| {cluster.Number} | [{Markdown.Escape(cluster.Name)}](#cluster-{cluster.Number}) | {cluster.Members.Length:N0} | {LineageReport.Span(cluster.Years.Select(y => y.Year))} | {cluster.Cohesion:0.00} | {(cluster.Stability is { } s ? s.ToString("0.00", CultureInfo.InvariantCulture) : "")} |\n");
        page.Append("\nCohesion is the share of the papers' ties that stay inside the cluster; stability tells how well other seeds find the cluster again (Jaccard index). Both are at most 1.\n\n");
        if (clustering.Clusters.Length > MostClusters)
            page.Append(CultureInfo.InvariantCulture, $"And {clustering.Clusters.Length - MostClusters:N0} smaller clusters; `clusters` lists them all.\n\n");
        WriteHolders(page, context, clustering);
        foreach (var cluster in clustering.Clusters.Take(MostClusters))
            WriteCluster(page, context, clustering, cluster);
        WriteIsolated(page, context, clustering);
    }

    private static void WriteHolders(StringBuilder page, ReportContext context, Clustering clustering)
    {
        page.Append("## Papers that hold the field together\n\n| Paper | Cluster | PageRank | Betweenness | Core | Listed at |\n| --- | ---: | ---: | ---: | ---: | --- |\n");
        foreach (var score in clustering.Nodes.Where(n => n.Cluster is not null).OrderByDescending(n => n.Betweenness).ThenByDescending(n => n.PageRank).ThenBy(n => n.Node.Id, StringComparer.Ordinal).Take(12))
            page.Append(CultureInfo.InvariantCulture, $"| {Paper(context, score.Node)} | [{score.Cluster}](#cluster-{score.Cluster}) | {score.PageRank:0.0000} | {score.Betweenness:N0} | {score.Core} | {Bare(context.Listed(score.Node))} |\n");
        page.Append("\nBetweenness: on how many shortest ways between others a paper lies");
        page.Append(clustering.BetweennessSamples is { } samples ? string.Create(CultureInfo.InvariantCulture, $" (estimated from {samples:N0} starts)") : "").Append(". Core: it is part of a group in which each is tied to at least so many others.\n\n");
    }

    private static string Paper(ReportContext context, GraphNode node) => node.Label == GraphSchema.Paper ? ReportContext.PaperLink(node) : context.Link(node);

    private static string Bare(string places) => places.Length > 2 ? places[1..^1] : places;

    private static void WriteCluster(StringBuilder page, ReportContext context, Clustering clustering, Cluster cluster)
    {
        page.Append(CultureInfo.InvariantCulture, $"<a id=\"cluster-{cluster.Number}\"></a>\n\n## {cluster.Number}. {Markdown.Escape(cluster.Name)}\n\n");
        page.Append(CultureInfo.InvariantCulture, $"{ReportContext.Count(cluster.Members.Length, "paper")}");
        if (!cluster.Years.IsEmpty)
            page.Append(CultureInfo.InvariantCulture, $" ({string.Join(", ", cluster.Years.Select(y => string.Create(CultureInfo.InvariantCulture, $"{y.Year}: {y.Count}")))})");
        page.Append(CultureInfo.InvariantCulture, $" · cohesion {cluster.Cohesion:0.00}");
        page.Append(cluster.Stability is { } stability ? string.Create(CultureInfo.InvariantCulture, $" · stability {stability:0.00}\n\n") : "\n\n");
        if (!cluster.Distinctive.IsEmpty)
            page.Append(CultureInfo.InvariantCulture, $"- **What sets it apart** {Counted(context, cluster.Distinctive.Select(d => (d.Node, d.Count)))}\n");
        if (!cluster.Backbones.IsEmpty)
            page.Append(CultureInfo.InvariantCulture, $"- **Built on** {Counted(context, cluster.Backbones)}\n");
        if (!cluster.Organizations.IsEmpty)
            page.Append(CultureInfo.InvariantCulture, $"- **Organisations** {Counted(context, cluster.Organizations)}\n");
        var neighbors = cluster.Neighbors.Where(n => n.Number <= MostClusters).Take(4).ToList();
        if (neighbors.Count > 0)
            page.Append(CultureInfo.InvariantCulture, $"- **Neighbours** {string.Join(", ", neighbors.Select(n => $"[{Markdown.Escape(clustering.Clusters[n.Number - 1].Name)}](#cluster-{n.Number.ToString(CultureInfo.InvariantCulture)}) ({(n.Share * 100).ToString("0", CultureInfo.InvariantCulture)} % of its ties to others)"))}\n");
        page.Append("- **Central papers**\n");
        foreach (var member in cluster.Members.Take(Central))
            page.Append(CultureInfo.InvariantCulture, $"  - {Paper(context, member.Node)} {context.Listed(member.Node)}\n");
        WriteOthers(page, context, cluster);
        page.Append('\n');
    }

    private static void WriteOthers(StringBuilder page, ReportContext context, Cluster cluster)
    {
        var others = cluster.Members.Skip(Central).ToList();
        if (others.Count == 0)
            return;
        page.Append(CultureInfo.InvariantCulture, $"\n<details><summary>{ReportContext.Count(others.Count, "more paper")}</summary>\n\n");
        foreach (var member in others.Take(MostMembers))
            page.Append(CultureInfo.InvariantCulture, $"- {Paper(context, member.Node)} {context.Listed(member.Node)}\n");
        if (others.Count > MostMembers)
            page.Append(CultureInfo.InvariantCulture, $"- … and {others.Count - MostMembers:N0} more\n");
        page.Append("\n</details>\n");
    }

    private static string Counted(ReportContext context, IEnumerable<(GraphNode Node, int Count)> things) =>
        string.Join(", ", things.Take(8).Select(t => string.Create(CultureInfo.InvariantCulture, $"{context.Link(t.Node)} ({t.Count})")));

    private static void WriteIsolated(StringBuilder page, ReportContext context, Clustering clustering)
    {
        if (clustering.Isolated.IsEmpty)
            return;
        page.Append(CultureInfo.InvariantCulture, $"## In no cluster\n\n{ReportContext.Count(clustering.Isolated.Length, "paper shares", "papers share")} nothing that the lists say with any other.\n\n<details><summary>Which</summary>\n\n");
        foreach (var paper in clustering.Isolated.Take(MostMembers))
            page.Append(CultureInfo.InvariantCulture, $"- {Paper(context, paper)} {context.Listed(paper)}\n");
        if (clustering.Isolated.Length > MostMembers)
            page.Append(CultureInfo.InvariantCulture, $"- … and {clustering.Isolated.Length - MostMembers:N0} more\n");
        page.Append("\n</details>\n");
    }
}
