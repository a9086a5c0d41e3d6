namespace MultimodalPapers.Graph;

/// <summary>A graph file holds what its format does not allow.</summary>
public sealed class GraphFormatException : FormatException
{
    public GraphFormatException(string file, long line, string problem, Exception? inner = null)
        : base($"{file}:{line}: {problem}", inner) => (File, Line) = (file, line);

    public string File { get; }

    /// <summary>1-based.</summary>
    public long Line { get; }
}
