using MultimodalPapers.Analysis;

namespace MultimodalPapers.Tests.Analysis;

/// <summary>Expected values are igraph's on the same networks.</summary>
public sealed class CentralityTests
{
    [Fact]
    public void PageRank_is_igraphs()
    {
        Centrality.PageRank(Networks.Published("karate")).Take(5).ShouldBe([0.096997, 0.052877, 0.057079, 0.03586, 0.021978], 1e-6);
        Centrality.PageRank(Networks.Published("les-miserables", weighted: true)).Take(5).ShouldBe([0.003024, 0.039232, 0.017404, 0.019533, 0.003024], 1e-6);
    }

    [Fact]
    public void PageRank_sums_to_1_though_nodes_lack_edges() =>
        Centrality.PageRank(WeightedGraph.FromEdges(4, [0], [1])).Sum().ShouldBe(1, 1e-9);

    [Fact]
    public void Betweenness_is_igraphs()
    {
        Centrality.Betweenness(Networks.Published("karate")).Take(5).ShouldBe([231.0714, 28.4786, 75.8508, 6.2881, 0.3333], 1e-4);
        Centrality.Betweenness(Networks.Published("florentine-families")).Take(5).ShouldBe([0, 47.5, 5, 2, 9.3333], 1e-4);
    }

    [Fact]
    public void Sampled_betweenness_comes_near_and_repeats()
    {
        var graph = Networks.Planted(500, 2000, 0.2, 1);
        var exact = Centrality.Betweenness(graph);
        var sampled = Centrality.Betweenness(graph, samples: 250, seed: 3);
        sampled.ShouldBe(Centrality.Betweenness(graph, samples: 250, seed: 3));
        sampled.Sum().ShouldBe(exact.Sum(), exact.Sum() * 0.1);
        Centrality.Betweenness(graph, samples: 500).ShouldBe(exact);
    }

    [Fact]
    public void Core_numbers_are_igraphs()
    {
        Centrality.Cores(Networks.Published("karate")).Take(10).ShouldBe([4, 4, 4, 4, 3, 3, 3, 4, 4, 2]);
        Centrality.Cores(Networks.Published("les-miserables")).Max().ShouldBe(9);
        Centrality.Cores(Networks.Published("florentine-families")).Take(10).ShouldBe([1, 2, 2, 2, 2, 2, 2, 2, 2, 1]);
    }

    [Fact]
    public void Equal_partitions_are_alike_whatever_their_numbers()
    {
        var graph = Networks.RingOfCliques(3, 4);
        var first = Partition.Of(graph, [0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2]);
        PartitionSimilarity.AdjustedRand(first, Partition.Of(graph, [5, 5, 5, 5, 3, 3, 3, 3, 9, 9, 9, 9])).ShouldBe(1);
        var second = Partition.Of(graph, [0, 0, 0, 1, 1, 1, 1, 1, 2, 2, 2, 2]);
        PartitionSimilarity.AdjustedRand(first, second).ShouldBe(0.7372013651877135, 1e-12);
        PartitionSimilarity.BestJaccard(first, second).ShouldBe([0.75, 0.8, 1], 1e-9);
    }
}
