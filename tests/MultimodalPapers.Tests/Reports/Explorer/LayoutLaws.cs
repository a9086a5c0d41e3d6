using FsCheck;
using FsCheck.Fluent;
using MultimodalPapers.Analysis;
using MultimodalPapers.Reports.Explorer;
using MultimodalPapers.Reports.Explorer.Layout;

namespace MultimodalPapers.Tests.Reports.Explorer;

public sealed class LayoutLaws
{
    private static readonly ExplorerGraph Graph = new(MadeUpGraphs.Papers(200, seed: 5));

    [Fact]
    public void Pushes_summed_by_the_tree_are_near_to_those_of_each_point()
    {
        var chance = new Chance(7);
        var (x, y, mass) = (new double[400], new double[400], new double[400]);
        for (var i = 0; i < 400; i++)
            (x[i], y[i], mass[i]) = (chance.Next() * 1000, chance.Next() * 1000, 1 + chance.Next());
        var tree = new QuadTree();
        tree.Build(x, y, mass);
        var (off, all) = (0.0, 0.0);
        for (var i = 0; i < 400; i++)
        {
            var (pushX, pushY) = tree.Push(x[i], y[i]);
            var (exactX, exactY) = (0.0, 0.0);
            for (var j = 0; j < 400; j++)
            {
                double dx = x[i] - x[j], dy = y[i] - y[j], distance = dx * dx + dy * dy;
                if (i != j)
                    (exactX, exactY) = (exactX + mass[j] * dx / distance, exactY + mass[j] * dy / distance);
            }
            off += Math.Sqrt(Math.Pow(pushX - exactX, 2) + Math.Pow(pushY - exactY, 2));
            all += Math.Sqrt(exactX * exactX + exactY * exactY);
        }
        (off / all).ShouldBeLessThan(0.08);
    }

    [Fact]
    public void Points_in_one_place_do_not_break_the_tree()
    {
        var tree = new QuadTree();
        tree.Build([1, 1, 1, 5], [2, 2, 2, 5], [1, 1, 1, 1]);
        var (x, y) = tree.Push(5, 5);
        x.ShouldBe(3 * 4 / 25.0, 1e-9);
        y.ShouldBe(3 * 3 / 25.0, 1e-9);
    }

    [Fact]
    public void Discs_never_overlap() => Prop.ForAll<byte[], byte[]>((sizes, ties) =>
    {
        if (sizes.Length < 2)
            return true;
        var radius = Array.ConvertAll(sizes, s => s / 4.0 + 1);
        var (x, y) = DiscPacking.Of(radius, ties.Select((t, i) => (i % sizes.Length, t % sizes.Length, 1.0)).Where(t => t.Item1 != t.Item2));
        return Enumerable.Range(0, sizes.Length).All(i => Enumerable.Range(0, i).All(j =>
            Math.Sqrt(Math.Pow(x[i] - x[j], 2) + Math.Pow(y[i] - y[j], 2)) >= radius[i] + radius[j] - 1e-6));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Marks_on_the_map_do_not_hide_each_other()
    {
        var layout = MapLayout.Of(Graph, 1);
        var drawn = Enumerable.Range(0, Graph.Nodes.Length).Where(i => Graph.Drawn[i]).ToList();
        var hidden = drawn.Sum(i => drawn.TakeWhile(j => j < i).Count(j =>
            Math.Sqrt(Math.Pow(layout.X[i] - layout.X[j], 2) + Math.Pow(layout.Y[i] - layout.Y[j], 2)) < Math.Max(layout.Size[i], layout.Size[j])));
        hidden.ShouldBeLessThan(drawn.Count / 100);
    }

    [Fact]
    public void Every_node_of_a_cluster_lies_on_its_island()
    {
        var layout = MapLayout.Of(Graph, 1);
        layout.Islands.ShouldNotBeEmpty();
        for (var i = 0; i < Graph.Nodes.Length; i++)
        {
            if (!Graph.Drawn[i] || layout.Cluster[i] < 0)
                continue;
            var island = layout.Islands[layout.Cluster[i]];
            Math.Sqrt(Math.Pow(layout.X[i] - island.X, 2) + Math.Pow(layout.Y[i] - island.Y, 2)).ShouldBeLessThan(island.Radius + 2);
        }
    }

    [Fact]
    public void Islands_are_the_clusters_that_the_analyses_find()
    {
        var layout = MapLayout.Of(Graph, 1);
        var clustering = Clustering.Of(Graph.Knowledge, new ClusteringOptions { StabilityRuns = 0 });
        foreach (var cluster in clustering.Clusters)
            cluster.Members.Select(m => layout.Cluster[Graph.IndexOf(m.Node.Id)]).Distinct().ShouldHaveSingleItem();
        layout.Islands.Select(i => i.Name).Where(n => n.Length > 0).ShouldBeSubsetOf(clustering.Clusters.Select(c => c.Name));
    }

    [Fact]
    public void A_model_stands_in_its_year_and_no_two_in_one_place()
    {
        var lineage = LineageGraph.From(Graph.Knowledge);
        var layout = TimeLayout.Of(Graph, lineage);
        layout.Nodes.Select(n => Graph.Nodes[n].Id).ShouldBe(lineage.Models.Select(m => m.Id));
        for (var i = 0; i < layout.Nodes.Length; i++)
        {
            var span = layout.Years.Single(y => y.Year == lineage.YearOf(lineage.Models[i]));
            layout.X[i].ShouldBeInRange(span.From, span.To);
        }
        layout.X.Zip(layout.Y).Distinct().Count().ShouldBe(layout.Nodes.Length);
        layout.Years.Select(y => y.Year ?? 0).ShouldBeInOrder();
    }

    [Fact]
    public void Families_lie_closer_together_than_chance_would_put_them()
    {
        var lineage = LineageGraph.From(Graph.Knowledge);
        var layout = TimeLayout.Of(Graph, lineage);
        var at = layout.Nodes.Select((n, i) => (Graph.Nodes[n].Id, i)).ToDictionary(n => n.Id, n => n.i);
        var edges = lineage.Edges.Select(e => Math.Abs(layout.Y[at[e.Source]] - layout.Y[at[e.Target]])).Average();
        var chance = new Chance(1);
        var pairs = Enumerable.Range(0, 2000).Select(_ => Math.Abs(layout.Y[(int)(chance.Next() * at.Count)] - layout.Y[(int)(chance.Next() * at.Count)])).Average();
        edges.ShouldBeLessThan(pairs);
    }

    [Fact]
    public void Rows_keep_their_order_and_their_room_and_stay_where_they_have_it() => Prop.ForAll<short[]>(wishes =>
    {
        var wish = wishes.Order().Select(w => (double)w).ToArray();
        var places = TimeLayout.Spaced(wish);
        var room = Enumerable.Range(1, Math.Max(0, places.Length - 1)).All(i => places[i] - places[i - 1] > 25.999);
        var again = TimeLayout.Spaced(places);
        return room && places.Zip(again).All(p => Math.Abs(p.First - p.Second) < 1e-6)
            && Math.Abs(places.Sum() - wish.Sum()) < 1e-3;
    }).QuickCheckThrowOnFailure();
}
