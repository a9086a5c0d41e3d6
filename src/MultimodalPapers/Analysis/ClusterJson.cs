using System.Text.Json;

namespace MultimodalPapers.Analysis;

/// <summary>Tells clusters as JSON.</summary>
public static class ClusterJson
{
    /// <summary>One indented object: how it was made, the clusters, each node with its scores, and the nodes in no cluster.</summary>
    public static string Render(Clustering clustering)
    {
        ArgumentNullException.ThrowIfNull(clustering);
        return LineageJson.Write(json =>
        {
            json.WriteStartObject();
            Settings(json, clustering);
            json.WriteStartArray("clusters");
            foreach (var cluster in clustering.Clusters)
                Cluster(json, cluster);
            json.WriteEndArray();
            json.WriteStartArray("nodes");
            foreach (var node in clustering.Nodes)
            {
                json.WriteStartObject();
                json.WriteString("id", node.Node.Id);
                json.WriteString("name", node.Node.Name);
                if (node.Cluster is { } number)
                    json.WriteNumber("cluster", number);
                else
                    json.WriteNull("cluster");
                json.WriteNumber("pageRank", Math.Round(node.PageRank, 9));
                json.WriteNumber("betweenness", Math.Round(node.Betweenness, 4));
                json.WriteNumber("core", node.Core);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            LineageJson.Texts(json, "isolated", clustering.Isolated.Select(n => n.Id));
            json.WriteEndObject();
        });
    }

    private static void Settings(Utf8JsonWriter json, Clustering clustering)
    {
        var leiden = clustering.Options.Leiden;
        json.WriteString("of", clustering.Options.Projection.Of == ProjectionTarget.Papers ? "papers" : "models");
        json.WriteString("measure", leiden.Quality == ClusterQuality.Modularity ? "modularity" : "constantPotts");
        json.WriteNumber("resolution", leiden.Resolution);
        json.WriteNumber("seed", leiden.Seed);
        json.WriteNumber("quality", Math.Round(clustering.Quality, 9));
        Rounded(json, "stability", clustering.Stability);
        if (clustering.BetweennessSamples is { } samples)
            json.WriteNumber("betweennessSamples", samples);
    }

    private static void Cluster(Utf8JsonWriter json, Cluster cluster)
    {
        json.WriteStartObject();
        json.WriteNumber("number", cluster.Number);
        json.WriteString("name", cluster.Name);
        json.WriteNumber("size", cluster.Members.Length);
        Rounded(json, "cohesion", cluster.Cohesion);
        Rounded(json, "stability", cluster.Stability);
        LineageJson.Texts(json, "members", cluster.Members.Select(m => m.Node.Id));
        json.WriteStartArray("distinctive");
        foreach (var thing in cluster.Distinctive)
        {
            json.WriteStartObject();
            json.WriteString("kind", thing.Kind.ToString());
            json.WriteString("id", thing.Node.Id);
            json.WriteString("name", thing.Node.Name);
            json.WriteNumber("count", thing.Count);
            json.WriteNumber("score", Math.Round(thing.Score, 6));
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartObject("years");
        foreach (var (year, count) in cluster.Years)
            json.WriteNumber($"{year}", count);
        json.WriteEndObject();
        Counts(json, "organizations", cluster.Organizations);
        Counts(json, "backbones", cluster.Backbones);
        json.WriteStartArray("neighbors");
        foreach (var neighbor in cluster.Neighbors)
        {
            json.WriteStartObject();
            json.WriteNumber("cluster", neighbor.Number);
            json.WriteNumber("weight", Math.Round(neighbor.Weight, 6));
            json.WriteNumber("share", Math.Round(neighbor.Share, 6));
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Counts(Utf8JsonWriter json, string name, IEnumerable<(Graph.GraphNode Node, int Count)> counts)
    {
        json.WriteStartArray(name);
        foreach (var (node, count) in counts)
        {
            json.WriteStartObject();
            json.WriteString("id", node.Id);
            json.WriteString("name", node.Name);
            json.WriteNumber("count", count);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void Rounded(Utf8JsonWriter json, string name, double? value)
    {
        if (value is { } number)
            json.WriteNumber(name, Math.Round(number, 6));
        else
            json.WriteNull(name);
    }
}
