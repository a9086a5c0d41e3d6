namespace QuikGraph;

/// <summary>A directed edge.</summary>
public interface IEdge<out TVertex>
{
    TVertex Source { get; }

    TVertex Target { get; }
}

/// <summary>An edge with nothing but its ends.</summary>
public class Edge<TVertex> : IEdge<TVertex>
{
    public Edge(TVertex source, TVertex target)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(target);
        Source = source;
        Target = target;
    }

    public TVertex Source { get; }

    public TVertex Target { get; }

    public override string ToString() => $"{Source} -> {Target}";
}
