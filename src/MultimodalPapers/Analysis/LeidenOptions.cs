namespace MultimodalPapers.Analysis;

/// <summary>What makes a partition good.</summary>
public enum ClusterQuality
{
    /// <summary>More weight inside clusters than chance would put there, given each node's strength (Newman and Girvan 2004).</summary>
    Modularity,

    /// <summary>Inside a cluster at least <see cref="LeidenOptions.Resolution"/> of weight a pair of nodes (constant Potts model; Traag, Van Dooren, Nesterov 2011).</summary>
    ConstantPotts,
}

/// <summary>How to look for clusters.</summary>
public sealed record LeidenOptions
{
    public ClusterQuality Quality { get; init; } = ClusterQuality.Modularity;

    /// <summary>Above 0; higher makes more and smaller clusters. 1, the default, is plain modularity; the constant Potts model mostly wants much less.</summary>
    public double Resolution { get; init; } = 1;

    /// <summary>Same graph, options and seed, same clusters.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>How often to run over the whole graph, each time starting from what the last run found; it ends sooner where a run finds nothing better.</summary>
    public int Iterations { get; init; } = 2;

    /// <summary>How freely the refinement chooses among subclusters, in units of the mean edge weight; towards 0 it takes the best.</summary>
    public double Randomness { get; init; } = 0.01;

    /// <summary>0, the default, takes as many as there are processors. The result does not depend on it.</summary>
    public int Threads { get; init; }
}
