namespace QuikGraph;

/// <summary>A directed graph whose vertices and out-edges can be listed.</summary>
public interface IVertexListGraph<TVertex, TEdge>
    where TEdge : IEdge<TVertex>
{
    IEnumerable<TVertex> Vertices { get; }

    int VertexCount { get; }

    bool ContainsVertex(TVertex vertex);

    /// <exception cref="VertexNotFoundException">The graph does not hold the vertex.</exception>
    IEnumerable<TEdge> OutEdges(TVertex vertex);
}

/// <summary>A directed graph that knows the edges into a vertex as well as those out of it.</summary>
public interface IBidirectionalGraph<TVertex, TEdge> : IVertexListGraph<TVertex, TEdge>
    where TEdge : IEdge<TVertex>
{
    /// <exception cref="VertexNotFoundException">The graph does not hold the vertex.</exception>
    IEnumerable<TEdge> InEdges(TVertex vertex);
}

/// <summary>A mutable directed graph with edges listed at both ends. Vertices and a vertex's edges keep the order in which they came.</summary>
public class BidirectionalGraph<TVertex, TEdge> : IBidirectionalGraph<TVertex, TEdge>
    where TVertex : notnull
    where TEdge : IEdge<TVertex>
{
    private readonly Dictionary<TVertex, (List<TEdge> Out, List<TEdge> In)> _edges = [];

    public BidirectionalGraph()
        : this(allowParallelEdges: true)
    {
    }

    public BidirectionalGraph(bool allowParallelEdges) => AllowParallelEdges = allowParallelEdges;

    public bool AllowParallelEdges { get; }

    public IEnumerable<TVertex> Vertices => _edges.Keys;

    public int VertexCount => _edges.Count;

    public IEnumerable<TEdge> Edges => _edges.Values.SelectMany(e => e.Out);

    public int EdgeCount { get; private set; }

    public bool ContainsVertex(TVertex vertex) => _edges.ContainsKey(vertex);

    /// <returns>False where the graph holds the vertex already.</returns>
    public virtual bool AddVertex(TVertex vertex) => _edges.TryAdd(vertex, ([], []));

    /// <returns>How many vertices are new.</returns>
    public virtual int AddVertexRange(IEnumerable<TVertex> vertices)
    {
        ArgumentNullException.ThrowIfNull(vertices);
        return vertices.Count(AddVertex);
    }

    /// <returns>False where parallel edges are not allowed and there is one already.</returns>
    /// <exception cref="VertexNotFoundException">The graph lacks one of the ends.</exception>
    public virtual bool AddEdge(TEdge edge)
    {
        ArgumentNullException.ThrowIfNull(edge);
        var outEdges = At(edge.Source).Out;
        var inEdges = At(edge.Target).In;
        if (!AllowParallelEdges && outEdges.Exists(e => EqualityComparer<TVertex>.Default.Equals(e.Target, edge.Target)))
            return false;
        outEdges.Add(edge);
        inEdges.Add(edge);
        EdgeCount++;
        return true;
    }

    public IEnumerable<TEdge> OutEdges(TVertex vertex) => At(vertex).Out;

    public IEnumerable<TEdge> InEdges(TVertex vertex) => At(vertex).In;

    private (List<TEdge> Out, List<TEdge> In) At(TVertex vertex) =>
        _edges.TryGetValue(vertex, out var edges) ? edges : throw new VertexNotFoundException();
}
