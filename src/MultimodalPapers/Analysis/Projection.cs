using System.Collections.Immutable;
using MultimodalPapers.Graph;

namespace MultimodalPapers.Analysis;

/// <summary>What a projection is onto.</summary>
public enum ProjectionTarget
{
    Papers,
    Models,
}

/// <summary>What papers or models may have in common.</summary>
public enum SharedKind
{
    /// <summary>Backbones, encoders, generators and what they derive from; a model itself counts for its paper and its children.</summary>
    Lineage,
    Technique,
    Dataset,
    Author,
    Organization,
}

/// <summary>How to weigh what nodes share.</summary>
public sealed record ProjectionOptions
{
    public ProjectionTarget Of { get; init; } = ProjectionTarget.Papers;

    /// <summary>How much each kind counts; a kind that is left out or 0 does not count.</summary>
    public IReadOnlyDictionary<SharedKind, double> Weights { get; init; } = new Dictionary<SharedKind, double>
    {
        [SharedKind.Lineage] = 1.0,
        [SharedKind.Technique] = 1.0,
        [SharedKind.Dataset] = 0.7,
        [SharedKind.Author] = 1.0,
        [SharedKind.Organization] = 0.5,
    };

    /// <summary>With how many others a thing ties each of its nodes at most, so that the projection stays near-linear; even, above 0.</summary>
    public int HubLimit { get; init; } = 64;
}

/// <summary>Papers or models tied by what they share: rare things count more, each tie weighing 1 / ln(1 + how many share it) times its kind's weight.</summary>
/// <remarks>
/// A thing shared by more than <see cref="ProjectionOptions.HubLimit"/> nodes ties each only to those nearest in the order of ids, half of
/// them before and half after, going round: of arXiv papers these are nearest in time. The pairs so stay below the limit times the shares.
/// </remarks>
public sealed class Projection
{
    private Projection(
        ProjectionOptions options, ImmutableArray<GraphNode> nodes, WeightedGraph graph, ImmutableArray<SharedThing> things, int[][] thingsOf)
    {
        Options = options;
        Nodes = nodes;
        Graph = graph;
        Things = things;
        _thingsOf = thingsOf;
    }

    private readonly int[][] _thingsOf;

    public ProjectionOptions Options { get; }

    /// <summary>The papers or models, sorted by id; their order is that of the graph's nodes.</summary>
    public ImmutableArray<GraphNode> Nodes { get; }

    public WeightedGraph Graph { get; }

    /// <summary>All things that a node has, shared or not; sorted by id.</summary>
    public ImmutableArray<SharedThing> Things { get; }

    /// <summary>A node's things, as indices into <see cref="Things"/>, ascending.</summary>
    public ReadOnlySpan<int> ThingsOf(int node) => _thingsOf[node];

    /// <summary>Projects a graph. Time and memory about linear in its size.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The hub limit is below 2.</exception>
    public static Projection Of(KnowledgeGraph knowledge, ProjectionOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(knowledge);
        options ??= new ProjectionOptions();
        ArgumentOutOfRangeException.ThrowIfLessThan(options.HubLimit, 2);
        var label = options.Of == ProjectionTarget.Papers ? GraphSchema.Paper : GraphSchema.Model;
        ImmutableArray<GraphNode> nodes = [.. knowledge.Nodes.Where(n => n.Label == label)];
        var found = nodes.Select(n => SharedThings.Of(knowledge, n)
            .Where(t => options.Weights.GetValueOrDefault(t.Kind) > 0).Distinct().ToList()).ToList();
        ImmutableArray<SharedThing> things = [.. found.SelectMany(t => t).Distinct().OrderBy(t => t.Node.Id, StringComparer.Ordinal).ThenBy(t => (int)t.Kind)];
        var number = new Dictionary<SharedThing, int>(things.Length);
        foreach (var thing in things)
            number.Add(thing, number.Count);
        var thingsOf = found.Select(t => t.Select(s => number[s]).Order().ToArray()).ToArray();
        return new Projection(options, nodes, Tie(nodes.Length, things, thingsOf, options), things, thingsOf);
    }

    private static WeightedGraph Tie(int nodes, ImmutableArray<SharedThing> things, int[][] thingsOf, ProjectionOptions options)
    {
        var members = new List<int>[things.Length];
        for (var v = 0; v < nodes; v++)
        {
            foreach (var thing in thingsOf[v])
                (members[thing] ??= []).Add(v);
        }
        var from = new List<int>();
        var to = new List<int>();
        var weights = new List<float>();
        for (var thing = 0; thing < things.Length; thing++)
        {
            var sharers = members[thing];
            var weight = (float)(options.Weights[things[thing].Kind] / Math.Log(1 + sharers.Count));
            var whole = sharers.Count - 1 <= options.HubLimit;
            for (var i = 0; i < sharers.Count; i++)
            {
                var ties = whole ? sharers.Count - 1 - i : options.HubLimit / 2;
                for (var step = 1; step <= ties; step++)
                {
                    from.Add(sharers[i]);
                    to.Add(sharers[(i + step) % sharers.Count]);
                    weights.Add(weight);
                }
            }
        }
        return WeightedGraph.FromEdges(nodes, [.. from], [.. to], [.. weights]);
    }
}

/// <param name="Kind">In what way it is shared.</param>
/// <param name="Node">The thing.</param>
public sealed record SharedThing(SharedKind Kind, GraphNode Node)
{
    public bool Equals(SharedThing? other) => other is not null && Kind == other.Kind && Node.Id == other.Node.Id;

    public override int GetHashCode() => HashCode.Combine(Kind, Node.Id.GetHashCode(StringComparison.Ordinal));
}

/// <summary>Collects what papers and models have.</summary>
internal static class SharedThings
{
    private static readonly ImmutableHashSet<string> Lineage = [.. GraphSchema.Lineage];

    /// <summary>A paper's things with those of the models it introduces, or a model's with those of the papers that introduce it; may repeat.</summary>
    public static IEnumerable<SharedThing> Of(KnowledgeGraph knowledge, GraphNode node)
    {
        var others = node.Label == GraphSchema.Paper
            ? knowledge.Outgoing(node.Id).Where(r => r.Type == "INTRODUCES").Select(r => knowledge.Node(r.End)).Where(n => n.Label == GraphSchema.Model)
            : knowledge.Incoming(node.Id).Where(r => r.Type == "INTRODUCES").Select(r => knowledge.Node(r.Start));
        return others.Append(node).SelectMany(n => OwnOf(knowledge, n));
    }

    private static IEnumerable<SharedThing> OwnOf(KnowledgeGraph knowledge, GraphNode node)
    {
        if (node.Label == GraphSchema.Model)
        {
            yield return new SharedThing(SharedKind.Lineage, node);
            foreach (var made in knowledge.Incoming(node.Id).Where(r => r.Type == "DEVELOPED"))
                yield return new SharedThing(SharedKind.Organization, knowledge.Node(made.Start));
        }
        foreach (var relationship in knowledge.Outgoing(node.Id))
        {
            if (KindOf(relationship.Type, knowledge.Node(relationship.End)) is { } kind)
                yield return new SharedThing(kind, knowledge.Node(relationship.End));
        }
    }

    private static SharedKind? KindOf(string type, GraphNode end) => type switch
    {
        _ when Lineage.Contains(type) => SharedKind.Lineage,
        "USES_TECHNIQUE" => SharedKind.Technique,
        "TRAINED_ON" or "EVALUATED_ON" => SharedKind.Dataset,
        "INTRODUCES" when end.Label == GraphSchema.Technique => SharedKind.Technique,
        "INTRODUCES" when end.Label == GraphSchema.Dataset => SharedKind.Dataset,
        "AUTHORED_BY" => SharedKind.Author,
        "FROM_ORGANIZATION" => SharedKind.Organization,
        _ => null,
    };
}
