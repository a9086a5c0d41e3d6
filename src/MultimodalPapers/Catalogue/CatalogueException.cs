namespace MultimodalPapers.Catalogue;

/// <summary>A catalogue file cannot be used as it is.</summary>
public sealed class CatalogueException : Exception
{
    /// <param name="file">The file as the caller named it.</param>
    /// <param name="line">1-based; 0 where the file as a whole is meant.</param>
    /// <param name="reason">What is wrong, and what was expected.</param>
    /// <param name="inner">The error behind it, if there is one.</param>
    public CatalogueException(string file, int line, string reason, Exception? inner = null)
        : base(line > 0 ? $"{file}:{line}: {reason}" : $"{file}: {reason}", inner) => (File, Line, Reason) = (file, line, reason);

    public string File { get; }

    public int Line { get; }

    /// <summary>The message without file and line.</summary>
    public string Reason { get; }
}
