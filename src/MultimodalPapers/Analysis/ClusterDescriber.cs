using System.Collections.Immutable;
using MultimodalPapers.Graph;

namespace MultimodalPapers.Analysis;

/// <summary>Tells what each cluster is about.</summary>
internal sealed class ClusterDescriber
{
    private const int Told = 12;

    private readonly Projection _projection;
    private readonly ImmutableArray<NodeScores> _scores;
    private readonly Partition _partition;
    private readonly double[]? _stability;
    private readonly int[] _everywhere;

    public ClusterDescriber(Projection projection, ImmutableArray<NodeScores> scores, Partition partition, ImmutableArray<Partition> others)
    {
        _projection = projection;
        _scores = scores;
        _partition = partition;
        if (!others.IsEmpty)
        {
            _stability = new double[partition.Count];
            foreach (var other in others)
            {
                var jaccard = PartitionSimilarity.BestJaccard(partition, other);
                for (var c = 0; c < jaccard.Length; c++)
                    _stability[c] += jaccard[c] / others.Length;
            }
        }
        _everywhere = new int[projection.Things.Length];
        for (var v = 0; v < projection.Nodes.Length; v++)
        {
            foreach (var thing in projection.ThingsOf(v))
                _everywhere[thing]++;
        }
    }

    /// <summary>Clusters numbered from 1 in the partition's order; null for nodes without ties.</summary>
    public static int?[] NumbersWithoutIsolated(WeightedGraph graph, Partition partition)
    {
        var of = new int?[graph.NodeCount];
        // Every node without ties is a cluster of its own at the end of the partition, behind all of two nodes and more.
        for (var v = 0; v < of.Length; v++)
            of[v] = graph.Degree(v) > 0 ? partition.Membership[v] + 1 : null;
        var present = of.OfType<int>().Distinct().Order().Select((number, i) => (number, i)).ToDictionary(p => p.number, p => p.i + 1);
        return Array.ConvertAll(of, number => number is { } n ? present[n] : (int?)null);
    }

    public ImmutableArray<Cluster> Describe()
    {
        var members = Enumerable.Range(0, _scores.Length).Where(v => _scores[v].Cluster is not null).ToLookup(v => _scores[v].Cluster!.Value);
        var names = new HashSet<string>(StringComparer.Ordinal);
        return [.. members.OrderBy(m => m.Key).Select(m => Describe(m.Key, [.. m], names))];
    }

    private Cluster Describe(int number, int[] members, HashSet<string> names)
    {
        var counts = new Dictionary<int, int>();
        foreach (var v in members)
        {
            foreach (var thing in _projection.ThingsOf(v))
                counts[thing] = counts.GetValueOrDefault(thing) + 1;
        }
        ImmutableArray<DistinctiveThing> distinctive = [.. counts.Where(c => c.Value > 1)
            .Select(c => new DistinctiveThing(_projection.Things[c.Key].Kind, _projection.Things[c.Key].Node, c.Value, Score(c.Value, c.Key, members.Length)))
            .Where(d => d.Score > 0)
            .OrderByDescending(d => d.Score).ThenBy(d => d.Node.Id, StringComparer.Ordinal).ThenBy(d => d.Kind)];
        var (cohesion, neighbors) = Ties(number, members);
        return new Cluster(
            number,
            NameOf(number, distinctive, members, names),
            [.. members.Select(v => _scores[v]).OrderByDescending(s => s.PageRank).ThenBy(s => s.Node.Id, StringComparer.Ordinal)],
            [.. distinctive.Take(Told)],
            [.. members.Select(v => _projection.Nodes[v].Properties.Number("year")).OfType<long>().CountBy(y => (int)y)
                .OrderBy(y => y.Key).Select(y => (y.Key, y.Value))],
            MostFrequent(counts, SharedKind.Organization),
            MostFrequent(counts, SharedKind.Lineage),
            neighbors,
            cohesion,
            _stability?[_partition.Membership[members[0]]]);
    }

    // Half a count is added everywhere, so that a thing that nobody else has is not infinitely telling.
    private double Score(int count, int thing, int size)
    {
        var inside = (count + 0.5) / (size + 1);
        var outside = (_everywhere[thing] - count + 0.5) / (_projection.Nodes.Length - size + 1);
        return count * Math.Log(inside / outside);
    }

    /// <summary>The two or three most distinctive things, people only where there is nothing else.</summary>
    private string NameOf(int number, ImmutableArray<DistinctiveThing> distinctive, int[] members, HashSet<string> names)
    {
        var parts = distinctive.Where(d => d.Kind is not (SharedKind.Author or SharedKind.Organization)).Select(d => d.Node.Name)
            .Concat(distinctive.Where(d => d.Kind == SharedKind.Organization).Select(d => d.Node.Name))
            .Concat(distinctive.Where(d => d.Kind == SharedKind.Author).Select(d => "papers by " + d.Node.Name))
            .Append(_scores[members.MaxBy(v => _scores[v].PageRank)].Node.Name)
            .Distinct(StringComparer.Ordinal).ToList();
        for (var length = Math.Min(2, parts.Count); length <= Math.Min(4, parts.Count); length++)
        {
            var name = string.Join(" · ", parts.Take(length));
            if (names.Add(name))
                return name;
        }
        var numbered = $"{string.Join(" · ", parts.Take(2))} ({number})";
        names.Add(numbered);
        return numbered;
    }

    private ImmutableArray<(GraphNode Node, int Count)> MostFrequent(Dictionary<int, int> counts, SharedKind kind) =>
        [.. counts.Where(c => _projection.Things[c.Key].Kind == kind && (kind != SharedKind.Lineage || c.Value > 1))
            .Select(c => (_projection.Things[c.Key].Node, c.Value))
            .OrderByDescending(c => c.Value).ThenBy(c => c.Node.Id, StringComparer.Ordinal).Take(Told)];

    private (double Cohesion, ImmutableArray<ClusterNeighbor> Neighbors) Ties(int number, int[] members)
    {
        var to = new SortedDictionary<int, double>();
        foreach (var v in members)
        {
            var row = _projection.Graph.NeighborsOf(v);
            for (var i = 0; i < row.Length; i++)
            {
                var other = _scores[row[i]].Cluster!.Value;
                to[other] = to.GetValueOrDefault(other) + _projection.Graph.Weight(v, i);
            }
        }
        var all = to.Values.Sum();
        var inside = to.GetValueOrDefault(number);
        return (all > 0 ? inside / all : 0, [.. to.Where(t => t.Key != number)
            .Select(t => new ClusterNeighbor(t.Key, t.Value, t.Value / (all - inside)))
            .OrderByDescending(n => n.Weight).ThenBy(n => n.Number).Take(Told)]);
    }
}
