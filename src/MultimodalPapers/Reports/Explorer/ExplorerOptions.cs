namespace MultimodalPapers.Reports.Explorer;

/// <summary>What the page says and links to, beside the graph.</summary>
public sealed record ExplorerOptions
{
    private readonly Uri? _listBase;

    /// <summary>The page's heading, and its title in the browser.</summary>
    public string Title { get; init; } = "MultimodalPapers";

    /// <summary>Where the lists lie on the web, so that quotes can link to their line: <c>BASE/list.md#L47</c>. Null: the source is text.</summary>
    /// <exception cref="ArgumentException">The address is not an absolute http or https address.</exception>
    public Uri? ListBase
    {
        get => _listBase;
        init => _listBase = value is null || (value.IsAbsoluteUri && value.Scheme is "http" or "https")
            ? value
            : throw new ArgumentException($"The base address of the lists is '{value}'; expected an absolute http or https address.", nameof(value));
    }

    /// <summary>Where the drawing's chance comes from: another seed, another arrangement of the same graph.</summary>
    public ulong Seed { get; init; } = 1;
}
