namespace QuikGraph.Algorithms;

/// <summary>Algorithms as extensions of the graphs that they work on.</summary>
public static class AlgorithmExtensions
{
    /// <summary>Vertices in an order in which every edge points forwards.</summary>
    /// <exception cref="NonAcyclicGraphException">The graph has a cycle.</exception>
    public static IEnumerable<TVertex> TopologicalSort<TVertex, TEdge>(this IVertexListGraph<TVertex, TEdge> graph)
        where TVertex : notnull
        where TEdge : IEdge<TVertex>
    {
        ArgumentNullException.ThrowIfNull(graph);
        var incoming = graph.Vertices.ToDictionary(v => v, _ => 0);
        foreach (var vertex in graph.Vertices)
        {
            foreach (var edge in graph.OutEdges(vertex))
                incoming[edge.Target]++;
        }
        var ready = new Queue<TVertex>(graph.Vertices.Where(v => incoming[v] == 0));
        var sorted = new List<TVertex>(graph.VertexCount);
        while (ready.TryDequeue(out var vertex))
        {
            sorted.Add(vertex);
            foreach (var edge in graph.OutEdges(vertex))
            {
                if (--incoming[edge.Target] == 0)
                    ready.Enqueue(edge.Target);
            }
        }
        return sorted.Count == graph.VertexCount ? sorted : throw new NonAcyclicGraphException();
    }

    /// <summary>Numbers the strongly connected components (Tarjan 1972) from 0.</summary>
    /// <param name="graph">The graph, which may have cycles and loops.</param>
    /// <param name="components">Receives the component of every vertex.</param>
    /// <returns>How many there are.</returns>
    public static int StronglyConnectedComponents<TVertex, TEdge>(
        this IVertexListGraph<TVertex, TEdge> graph, IDictionary<TVertex, int> components)
        where TVertex : notnull
        where TEdge : IEdge<TVertex>
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(components);
        components.Clear();
        var count = 0;
        var found = new Dictionary<TVertex, int>();
        var low = new Dictionary<TVertex, int>();
        var open = new Stack<TVertex>();
        var path = new Stack<(TVertex Vertex, IEnumerator<TEdge> Edges)>();

        void Enter(TVertex vertex)
        {
            low[vertex] = found[vertex] = found.Count;
            open.Push(vertex);
            path.Push((vertex, graph.OutEdges(vertex).GetEnumerator()));
        }

        void Leave(TVertex vertex)
        {
            if (low[vertex] == found[vertex])
            {
                TVertex member;
                do
                {
                    member = open.Pop();
                    components[member] = count;
                }
                while (!EqualityComparer<TVertex>.Default.Equals(member, vertex));
                count++;
            }
            if (path.TryPeek(out var above))
                low[above.Vertex] = Math.Min(low[above.Vertex], low[vertex]);
        }

        foreach (var start in graph.Vertices)
        {
            if (found.ContainsKey(start))
                continue;
            Enter(start);
            while (path.TryPeek(out var top))
            {
                if (!top.Edges.MoveNext())
                {
                    top.Edges.Dispose();
                    path.Pop();
                    Leave(top.Vertex);
                }
                else if (!found.TryGetValue(top.Edges.Current.Target, out var number))
                {
                    Enter(top.Edges.Current.Target);
                }
                else if (!components.ContainsKey(top.Edges.Current.Target))
                {
                    low[top.Vertex] = Math.Min(low[top.Vertex], number);
                }
            }
        }
        return count;
    }
}
