using System.Collections.Immutable;
using MultimodalPapers.Graph;

namespace MultimodalPapers.Analysis;

/// <summary>Tells what each cluster is about.</summary>
internal sealed class ClusterDescriber
{
    private const int Told = 12;

    private readonly ImmutableArray<NodeScores> _scores;
    private readonly Dictionary<int, double>? _stability;
    private readonly Dictionary<SharedThing, int> _everywhere = [];
    private readonly SortedDictionary<int, Dictionary<SharedThing, int>> _counts = [];
    private readonly SortedDictionary<int, SortedDictionary<int, double>> _ties = [];

    /// <param name="scores">All nodes.</param>
    /// <param name="shares">What each node has, each thing once; by index into the scores.</param>
    /// <param name="ties">The projection's edges, each once; by index into the scores.</param>
    /// <param name="stability">By number of the cluster; null where only one seed was tried.</param>
    public ClusterDescriber(
        ImmutableArray<NodeScores> scores, IEnumerable<(int Node, SharedThing Thing)> shares, IEnumerable<(int From, int To, double Weight)> ties, Dictionary<int, double>? stability)
    {
        _scores = scores;
        _stability = stability;
        foreach (var (node, thing) in shares)
        {
            _everywhere[thing] = _everywhere.GetValueOrDefault(thing) + 1;
            if (scores[node].Cluster is not { } cluster)
                continue;
            if (!_counts.TryGetValue(cluster, out var counts))
                _counts.Add(cluster, counts = []);
            counts[thing] = counts.GetValueOrDefault(thing) + 1;
        }
        foreach (var (from, to, weight) in ties)
        {
            Tie(scores[from].Cluster!.Value, scores[to].Cluster!.Value, weight);
            Tie(scores[to].Cluster!.Value, scores[from].Cluster!.Value, weight);
        }
    }

    private void Tie(int from, int to, double weight)
    {
        if (!_ties.TryGetValue(from, out var ties))
            _ties.Add(from, ties = []);
        ties[to] = ties.GetValueOrDefault(to) + weight;
    }

    /// <summary>Clusters numbered from 1 in the partition's order; null for nodes without ties.</summary>
    public static int?[] NumbersWithoutIsolated(Partition partition, Func<int, bool> tied)
    {
        var of = new int?[partition.Membership.Length];
        for (var v = 0; v < of.Length; v++)
            of[v] = tied(v) ? partition.Membership[v] : null;
        var present = of.OfType<int>().Distinct().Order().Select((number, i) => (number, i)).ToDictionary(p => p.number, p => p.i + 1);
        return Array.ConvertAll(of, number => number is { } n ? present[n] : (int?)null);
    }

    /// <summary>By number, how well each cluster is found again in other partitions; null where there are none.</summary>
    public static Dictionary<int, double>? StabilityOf(Partition partition, int?[] numbers, ImmutableArray<Partition> others)
    {
        if (others.IsEmpty)
            return null;
        var found = others.Select(other => PartitionSimilarity.BestJaccard(partition, other)).ToList();
        var stability = new Dictionary<int, double>();
        for (var v = 0; v < numbers.Length; v++)
        {
            if (numbers[v] is { } number)
                stability.TryAdd(number, found.Average(jaccard => jaccard[partition.Membership[v]]));
        }
        return stability;
    }

    public ImmutableArray<Cluster> Describe()
    {
        var members = Enumerable.Range(0, _scores.Length).Where(v => _scores[v].Cluster is not null).ToLookup(v => _scores[v].Cluster!.Value);
        var names = new HashSet<string>(StringComparer.Ordinal);
        return [.. members.OrderBy(m => m.Key).Select(m => Describe(m.Key, [.. m], names))];
    }

    private Cluster Describe(int number, int[] members, HashSet<string> names)
    {
        var counts = _counts.GetValueOrDefault(number) ?? [];
        ImmutableArray<DistinctiveThing> distinctive = [.. counts.Where(c => c.Value > 1)
            .Select(c => new DistinctiveThing(c.Key.Kind, c.Key.Node, c.Value, Score(c.Value, c.Key, members.Length)))
            .Where(d => d.Score > 0)
            .OrderByDescending(d => d.Score).ThenBy(d => d.Node.Id, StringComparer.Ordinal).ThenBy(d => d.Kind)];
        var (cohesion, neighbors) = Ties(number);
        return new Cluster(
            number,
            NameOf(number, distinctive, members, names),
            [.. members.Select(v => _scores[v]).OrderByDescending(s => s.PageRank).ThenBy(s => s.Node.Id, StringComparer.Ordinal)],
            [.. distinctive.Take(Told)],
            [.. members.Select(v => _scores[v].Node.Properties.Number("year")).OfType<long>().CountBy(y => (int)y)
                .OrderBy(y => y.Key).Select(y => (y.Key, y.Value))],
            MostFrequent(counts, SharedKind.Organization),
            MostFrequent(counts, SharedKind.Lineage),
            neighbors,
            cohesion,
            _stability?[number]);
    }

    // Half a count is added everywhere, so that a thing that nobody else has is not infinitely telling.
    private double Score(int count, SharedThing thing, int size)
    {
        var inside = (count + 0.5) / (size + 1);
        var outside = (_everywhere[thing] - count + 0.5) / (_scores.Length - size + 1);
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

    private static ImmutableArray<(GraphNode Node, int Count)> MostFrequent(Dictionary<SharedThing, int> counts, SharedKind kind) =>
        [.. counts.Where(c => c.Key.Kind == kind && (kind != SharedKind.Lineage || c.Value > 1))
            .Select(c => (c.Key.Node, c.Value))
            .OrderByDescending(c => c.Value).ThenBy(c => c.Node.Id, StringComparer.Ordinal).Take(Told)];

    private (double Cohesion, ImmutableArray<ClusterNeighbor> Neighbors) Ties(int number)
    {
        var to = _ties.GetValueOrDefault(number) ?? [];
        var all = to.Values.Sum();
        var inside = to.GetValueOrDefault(number);
        return (all > 0 ? inside / all : 0, [.. to.Where(t => t.Key != number)
            .Select(t => new ClusterNeighbor(t.Key, t.Value, t.Value / (all - inside)))
            .OrderByDescending(n => n.Weight).ThenBy(n => n.Number).Take(Told)]);
    }
}
