using FsCheck;
using FsCheck.Fluent;
using QuikGraph;
using QuikGraph.Algorithms;

namespace MultimodalPapers.Tests.StandIns;

/// <summary>What the program relies on in QuikGraph; it holds for the package and for its stand-in.</summary>
public sealed class QuikGraphTests
{
    private sealed record Arrow(int Source, int Target) : IEdge<int>;

    [Fact]
    public void Strongly_connected_components_hold_what_reaches_each_other() => Prop.ForAll(Edges(), edges =>
    {
        var graph = Graph(edges);
        var component = new Dictionary<int, int>();

        var count = graph.StronglyConnectedComponents(component);

        component.Keys.Order().ShouldBe(graph.Vertices.Order());
        component.Values.Distinct().Order().ShouldBe(Enumerable.Range(0, count));
        foreach (var a in graph.Vertices)
        {
            foreach (var b in graph.Vertices)
                (component[a] == component[b]).ShouldBe(Reaches(graph, a).Contains(b) && Reaches(graph, b).Contains(a));
        }
        return true;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_topological_order_puts_every_edge_forwards() => Prop.ForAll(Edges(), edges =>
    {
        var graph = Graph([.. edges.Where(e => e.Source != e.Target).Select(e => new Arrow(Math.Min(e.Source, e.Target), Math.Max(e.Source, e.Target)))]);

        var place = graph.TopologicalSort().Select((v, i) => (v, i)).ToDictionary(p => p.v, p => p.i);

        place.Count.ShouldBe(graph.VertexCount);
        graph.Edges.ShouldAllBe(e => place[e.Source] < place[e.Target]);
        return true;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_cycle_has_no_topological_order()
    {
        var graph = Graph([new Arrow(0, 1), new Arrow(1, 2), new Arrow(2, 0)]);

        Should.Throw<NonAcyclicGraphException>(() => graph.TopologicalSort().ToList());
    }

    [Fact]
    public void A_graph_keeps_parallel_edges_and_refuses_ends_that_it_lacks()
    {
        var graph = Graph([new Arrow(0, 1), new Arrow(0, 1)]);

        graph.EdgeCount.ShouldBe(2);
        graph.InEdges(1).Count().ShouldBe(2);
        graph.OutEdges(1).ShouldBeEmpty();
        graph.AddVertex(1).ShouldBeFalse();
        Should.Throw<VertexNotFoundException>(() => graph.AddEdge(new Arrow(0, 9)));
        Should.Throw<VertexNotFoundException>(() => graph.OutEdges(9));
    }

    private static BidirectionalGraph<int, Arrow> Graph(Arrow[] edges)
    {
        var graph = new BidirectionalGraph<int, Arrow>(allowParallelEdges: true);
        graph.AddVertexRange(edges.SelectMany(e => new[] { e.Source, e.Target }).Distinct());
        foreach (var edge in edges)
            graph.AddEdge(edge);
        return graph;
    }

    private static HashSet<int> Reaches(BidirectionalGraph<int, Arrow> graph, int start)
    {
        var reached = new HashSet<int> { start };
        var open = new Stack<int>([start]);
        while (open.TryPop(out var at))
        {
            foreach (var edge in graph.OutEdges(at))
            {
                if (reached.Add(edge.Target))
                    open.Push(edge.Target);
            }
        }
        return reached;
    }

    private static Arbitrary<Arrow[]> Edges() =>
        Gen.Choose(0, 9).Two().Select(ends => new Arrow(ends.Item1, ends.Item2)).ArrayOf().ToArbitrary();
}
