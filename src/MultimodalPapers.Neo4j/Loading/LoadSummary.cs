namespace MultimodalPapers.Neo4j.Loading;

/// <summary>What became of the nodes or the relationships of a load.</summary>
/// <param name="Created">Were not there.</param>
/// <param name="Changed">Were there and differed.</param>
/// <param name="Unchanged">Were there as the graph has them; left alone.</param>
/// <param name="Removed">Written by an earlier load, no longer in the graph, and taken out.</param>
/// <param name="Kept">No longer in the graph, but others' properties or relationships hang on them: they stay, without what the loader wrote.</param>
/// <param name="Stale">No longer in the graph, left because nobody asked to prune.</param>
public sealed record LoadCounts(long Created, long Changed, long Unchanged, long Removed, long Kept, long Stale)
{
    public long Total => Created + Changed + Unchanged;

    public bool IsNothing => Created + Changed + Removed == 0;
}

public sealed record LoadSummary(LoadCounts Nodes, LoadCounts Relationships)
{
    /// <summary>The database was already as the graph wants it.</summary>
    public bool ChangedNothing => Nodes.IsNothing && Relationships.IsNothing;
}

/// <param name="Stage">What is under way, for a person.</param>
/// <param name="Done">Nodes or relationships dealt with so far.</param>
public sealed record LoadProgress(string Stage, long Done);

/// <param name="Database">Null for the user's home database.</param>
/// <param name="Prune">Whether to take out what earlier loads wrote and the graph no longer holds.</param>
/// <param name="Rewrite">Whether to write also what bears the right stamp, so that edits by hand to the loader's own properties are undone.</param>
/// <param name="BatchSize">Nodes or relationships in a transaction.</param>
public sealed record LoadOptions(string? Database = null, bool Prune = false, bool Rewrite = false, int BatchSize = 5_000);
