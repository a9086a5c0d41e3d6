namespace QuikGraph;

/// <summary>The base of the library's exceptions.</summary>
public abstract class QuikGraphException : Exception
{
    protected QuikGraphException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}

/// <summary>A vertex is asked for that the graph does not hold.</summary>
public class VertexNotFoundException : QuikGraphException
{
    public VertexNotFoundException()
        : base("Vertex is not present in the graph.")
    {
    }

    public VertexNotFoundException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}

/// <summary>An algorithm for graphs without cycles met one.</summary>
public class NonAcyclicGraphException : QuikGraphException
{
    public NonAcyclicGraphException()
        : base("The graph contains at least one cycle.")
    {
    }

    public NonAcyclicGraphException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
