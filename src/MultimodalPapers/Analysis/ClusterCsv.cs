using System.Buffers;
using System.Globalization;
using System.Text;

namespace MultimodalPapers.Analysis;

/// <summary>Tells which node is in which cluster as CSV.</summary>
public static class ClusterCsv
{
    private static readonly SearchValues<char> Special = SearchValues.Create(",\"\r\n");

    /// <summary>A header, then a row for each node, sorted by id; the cluster is empty where a node is in none. RFC 4180 with <c>\n</c> at line ends.</summary>
    public static string Render(Clustering clustering)
    {
        ArgumentNullException.ThrowIfNull(clustering);
        var text = new StringBuilder("id,name,cluster,clusterName,pageRank,betweenness,core\n");
        foreach (var node in clustering.Nodes)
        {
            string[] fields =
            [
                node.Node.Id, node.Node.Name, $"{node.Cluster}", node.Cluster is { } number ? clustering.Clusters[number - 1].Name : "",
                Number(node.PageRank, 9), Number(node.Betweenness, 4), $"{node.Core}",
            ];
            text.AppendJoin(',', fields.Select(Quote)).Append('\n');
        }
        return text.ToString();
    }

    private static string Number(double value, int digits) => Math.Round(value, digits).ToString(CultureInfo.InvariantCulture);

    private static string Quote(string field) => field.AsSpan().ContainsAny(Special) || field.StartsWith(' ') || field.EndsWith(' ')
        ? $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
        : field;
}
