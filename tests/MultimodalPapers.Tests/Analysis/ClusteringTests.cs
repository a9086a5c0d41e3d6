using System.Collections.Immutable;
using System.Text.Json;
using MultimodalPapers.Analysis;
using MultimodalPapers.Graph;

namespace MultimodalPapers.Tests.Analysis;

public sealed class ClusteringTests
{
    /// <summary>Two groups of papers, one on Vicuna and instruction tuning, one on Stable Diffusion and diffusion, a bridge, and a paper that shares nothing.</summary>
    private static readonly KnowledgeGraph Two = Graph(
        [.. Enumerable.Range(0, 6).Select(i => ($"chat-{i}", new[] { "USES_BACKBONE model:Vicuna", "USES_TECHNIQUE technique:Instruction tuning", "FROM_ORGANIZATION organization:Lab A" })),
         .. Enumerable.Range(0, 5).Select(i => ($"draw-{i}", new[] { "USES_GENERATOR model:Stable Diffusion", "USES_TECHNIQUE technique:Diffusion", "FROM_ORGANIZATION organization:Lab B" })),
         ("bridge", ["USES_BACKBONE model:Vicuna", "USES_TECHNIQUE technique:Instruction tuning", "USES_TECHNIQUE technique:Diffusion"]),
         ("hermit", ["USES_TECHNIQUE technique:Telepathy"])]);

    private static readonly Clustering Found = Clustering.Of(Two);

    [Fact]
    public void Papers_that_share_much_are_together()
    {
        Found.Clusters.Length.ShouldBe(2);
        Found.Clusters[0].Members.Select(m => m.Node.Name).Order(StringComparer.Ordinal).ShouldBe(["bridge", "chat-0", "chat-1", "chat-2", "chat-3", "chat-4", "chat-5"]);
        Found.Clusters[1].Members.Length.ShouldBe(5);
    }

    [Fact]
    public void A_cluster_is_named_after_what_is_most_distinctive() =>
        Found.Clusters.Select(c => c.Name).ShouldBe(["Vicuna · Instruction tuning", "Stable Diffusion · Diffusion"], ignoreOrder: true);

    [Fact]
    public void A_paper_that_shares_nothing_is_in_no_cluster_and_said_so()
    {
        Found.Isolated.Select(n => n.Name).ShouldBe(["hermit"]);
        Found.Nodes.Single(n => n.Node.Name == "hermit").Cluster.ShouldBeNull();
        ClusterTable.Render(Found).ShouldContain("1 papers share nothing with any other and are in no cluster.");
    }

    [Fact]
    public void A_cluster_tells_its_years_makers_backbones_neighbours_and_how_well_it_holds()
    {
        var chats = Found.Clusters[0];
        chats.Years.ShouldBe([(2023, 7)]);
        chats.Organizations.Select(o => $"{o.Node.Name} {o.Count}").ShouldBe(["Lab A 6"]);
        chats.Backbones.Select(b => $"{b.Node.Name} {b.Count}").ShouldBe(["Vicuna 7"]);
        chats.Neighbors.Select(n => n.Number).ShouldBe([2]);
        chats.Neighbors[0].Share.ShouldBe(1, 1e-9);
        chats.Cohesion.ShouldBeInRange(0.8, 0.999);
        chats.Stability!.Value.ShouldBe(1, 1e-9);
        Found.Stability!.Value.ShouldBe(1, 1e-9);
    }

    [Fact]
    public void The_bridge_lies_on_most_shortest_ways() => Found.Nodes.MaxBy(n => n.Betweenness)!.Node.Name.ShouldBe("bridge");

    [Fact]
    public void Rare_things_tie_more_than_common_ones()
    {
        var projection = Projection.Of(Graph([("a", ["USES_TECHNIQUE technique:rare"]), ("b", ["USES_TECHNIQUE technique:rare", "USES_TECHNIQUE technique:common"]),
            ("c", ["USES_TECHNIQUE technique:common"]), ("d", ["USES_TECHNIQUE technique:common"])]));
        var toOthers = projection.Graph.NeighborsOf(1).ToArray();
        toOthers.ShouldBe([0, 2, 3]);
        projection.Graph.Weight(1, 0).ShouldBe(1 / Math.Log(3), 1e-6);
        projection.Graph.Weight(1, 1).ShouldBe(1 / Math.Log(4), 1e-6);
    }

    [Fact]
    public void A_hub_ties_each_of_its_papers_to_a_few_others_only()
    {
        var hub = Graph([.. Enumerable.Range(0, 100).Select(i => ($"p{i:D3}", new[] { "USES_TECHNIQUE technique:hub" }))]);
        var projection = Projection.Of(hub, new ProjectionOptions { HubLimit = 10 });
        projection.Graph.EdgeCount.ShouldBe(500);
        Enumerable.Range(0, 100).ShouldAllBe(v => projection.Graph.Degree(v) == 10);
    }

    [Fact]
    public void A_paper_has_what_the_models_that_it_introduces_have()
    {
        var graph = Graph([("a", ["INTRODUCES model:LLaVA"]), ("b", ["USES_BACKBONE model:LLaVA"]), ("c", ["USES_BACKBONE model:Vicuna"])], [("model:LLaVA", "USES_BACKBONE", "model:Vicuna")]);
        var projection = Projection.Of(graph);
        projection.Graph.NeighborsOf(0).ToArray().ShouldBe([1, 2]);
        Projection.Of(graph, new ProjectionOptions { Of = ProjectionTarget.Models }).Nodes.Select(n => n.Name).ShouldBe(["LLaVA", "Vicuna"]);
    }

    [Fact]
    public void Json_and_csv_hold_every_node()
    {
        using var json = JsonDocument.Parse(ClusterJson.Render(Found));
        json.RootElement.GetProperty("clusters").GetArrayLength().ShouldBe(2);
        json.RootElement.GetProperty("nodes").GetArrayLength().ShouldBe(13);
        var lines = ClusterCsv.Render(Found).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        lines.Length.ShouldBe(14);
        lines[0].ShouldBe("id,name,cluster,clusterName,pageRank,betweenness,core");
        lines.ShouldContain(line => line.StartsWith("paper:hermit,hermit,,,", StringComparison.Ordinal));
    }

    [Fact]
    public void A_graph_without_papers_has_no_clusters()
    {
        var none = Clustering.Of(new KnowledgeGraph([], []));
        none.Clusters.ShouldBeEmpty();
        ClusterTable.Render(none).ShouldStartWith("0 papers in 0 clusters");
    }

    private static KnowledgeGraph Graph((string Name, string[] Facts)[] papers, (string From, string Type, string To)[]? more = null)
    {
        var nodes = new SortedDictionary<string, GraphNode>(StringComparer.Ordinal);
        void Add(string id)
        {
            var kind = id[..id.IndexOf(':', StringComparison.Ordinal)];
            nodes.TryAdd(id, new GraphNode(id, [char.ToUpperInvariant(kind[0]) + kind[1..]],
                PropertyBag.Of(("id", id), ("name", id[(kind.Length + 1)..]), ("year", kind == "paper" ? 2023L : null))));
        }
        var edges = papers.SelectMany(p => p.Facts.Select(f => ($"paper:{p.Name}", f[..f.IndexOf(' ', StringComparison.Ordinal)], f[(f.IndexOf(' ', StringComparison.Ordinal) + 1)..])))
            .Concat(more ?? []).ToImmutableArray();
        foreach (var paper in papers)
            Add($"paper:{paper.Name}");
        foreach (var (from, _, to) in edges)
        {
            Add(from);
            Add(to);
        }
        return new KnowledgeGraph(nodes.Values, edges.Select(e => new GraphRelationship(GraphRelationship.IdOf(e.Item1, e.Item2, e.Item3), e.Item2, e.Item1, e.Item3, PropertyBag.Empty)));
    }
}
