using FsCheck;
using FsCheck.Fluent;
using MultimodalPapers.Analysis;
using static MultimodalPapers.Tests.Analysis.LineageSamples;

namespace MultimodalPapers.Tests.Analysis;

public sealed class LineageGraphTests
{
    private static readonly LineageGraph Llavas = LineageGraph.From(Knowledge(Llava));

    private static string Names(IEnumerable<Relative> relatives) => string.Join(", ", relatives.Select(r => $"{r.Node.Name} {r.Depth}"));

    [Fact]
    public void Ancestors_come_nearest_first_then_by_name() =>
        Names(Llavas.Ancestors(Id("LLaVA-1.5"))).ShouldBe("CLIP 1, LLaVA 1, Vicuna 1, LLaMA 2");

    [Fact]
    public void Descendants_stop_at_the_depth_asked_for() =>
        Names(Llavas.Descendants(Id("LLaMA"), 2)).ShouldBe("Alpaca 1, Vicuna 1, LLaVA 2, LLaVA-1.5 2, MiniGPT-4 2");

    [Fact]
    public void A_relative_carries_the_evidence_of_every_link()
    {
        var vicuna = Llavas.Ancestors(Id("LLaVA-1.5")).Single(r => r.Node.Name == "Vicuna");
        vicuna.Links.Select(e => e.Evidence.Single().Quote).ShouldBe(["LLaVA-1.5 on Vicuna", "LLaVA on Vicuna"]);
    }

    [Fact]
    public void Every_way_up_is_told_shortest_first() =>
        Llavas.Paths(Id("LLaVA-NeXT"), Id("LLaMA")).Select(p => string.Join(" ", p.Select(e => e.Target))).ShouldBe([
            "model:llava-1.5 model:vicuna model:llama", "model:llava-1.5 model:llava model:vicuna model:llama"]);

    [Fact]
    public void Without_background_only_what_lists_say_counts() =>
        LineageGraph.From(Knowledge(Llava), new LineageOptions { WithBackground = false }).Ancestors(Id("MiniGPT-4")).Select(r => r.Node.Name)
            .ShouldBe(["Vicuna", "LLaMA"]);

    [Fact]
    public void Only_the_relations_asked_for_are_followed() =>
        LineageGraph.From(Knowledge(Llava), new LineageOptions { Relations = ["USES_ENCODER"] }).Ancestors(Id("LLaVA-1.5")).Select(r => r.Node.Name)
            .ShouldBe(["CLIP"]);

    [Fact]
    public void The_generation_counts_the_longest_way_to_a_root()
    {
        Llavas.Generation(Id("LLaMA")).ShouldBe(0);
        Llavas.Generation(Id("LLaVA-NeXT")).ShouldBe(4);
    }

    [Fact]
    public void Roots_are_the_families_largest_first() =>
        Llavas.Roots.Select(r => $"{r.Name} {Llavas.DescendantCount(r.Id)}").ShouldBe(["LLaMA 7", "CLIP 6", "OPT 1", "Stable Diffusion 1"]);

    [Fact]
    public void A_family_grows_over_the_years()
    {
        var years = new Dictionary<string, int> { ["LLaMA"] = 2023, ["Vicuna"] = 2023, ["LLaVA"] = 2023, ["LLaVA-NeXT"] = 2024 };
        LineageGraph.From(Knowledge("Vicuna~LLaMA, LLaVA>Vicuna, LLaVA-NeXT~LLaVA", years)).FamilyOf(Id("LLaMA")).Years
            .ShouldBe([new FamilyYear(2023, 3, 3), new FamilyYear(2024, 1, 4)]);
    }

    [Fact]
    public void The_nearest_common_ancestors_have_no_common_descendant() =>
        Llavas.NearestCommonAncestors(Id("LLaVA-Med"), Id("MiniGPT-4")).Select(a => $"{a.Node.Name} {a.FromFirst} {a.FromSecond}")
            .ShouldBe(["Vicuna 2 1", "CLIP 2 2"]);

    [Fact]
    public void A_common_ancestor_can_be_one_of_the_two() =>
        Llavas.NearestCommonAncestors(Id("LLaVA-Med"), Id("LLaVA")).Select(a => a.Node.Name).ShouldBe(["LLaVA"]);

    [Fact]
    public void A_withdrawal_touches_all_descendants_by_relation()
    {
        var impact = Llavas.WithdrawalOf(Id("Vicuna"));
        impact.Touched.Select(t => $"{t.Node.Name} {t.Depth} {string.Join('+', t.Relations)} {t.Wholly}").ShouldBe([
            "LLaVA 1 USES_BACKBONE False", "LLaVA-1.5 1 DERIVED_FROM+USES_BACKBONE False", "MiniGPT-4 1 USES_BACKBONE False",
            "LLaVA-Med 2 DERIVED_FROM True", "LLaVA-NeXT 2 DERIVED_FROM True"]);
        impact.ByRelation.Single(r => r.Relation == "USES_BACKBONE").ShouldBe(new WithdrawalByRelation("USES_BACKBONE", 3, 3));
        impact.ByRelation.Single(r => r.Relation == "DERIVED_FROM").ShouldBe(new WithdrawalByRelation("DERIVED_FROM", 0, 0));
    }

    [Fact]
    public void The_reduction_leaves_out_what_longer_ways_say() =>
        Llavas.Edges.Where(Llavas.IsImplied).Select(e => e.ToString()).ShouldBe([
            "model:llava-1.5 USES_BACKBONE model:vicuna", "model:llava-1.5 USES_ENCODER model:clip"]);

    [Fact]
    public void A_circle_is_told_with_its_evidence_and_never_followed_for_ever()
    {
        var circular = LineageGraph.From(Knowledge("A~B, B~C, C~A, D>A, A>E, F~F"));
        circular.Cycles.Select(c => c.ToString()).ShouldBe([
            "model:a -> model:b -> model:c -> model:a", "model:f -> model:f"]);
        circular.Cycles[0].Edges.SelectMany(e => e.Evidence).Select(e => e.Source).ShouldBe(["list.md#L1", "list.md#L2", "list.md#L3"]);
        Names(circular.Ancestors(Id("A"))).ShouldBe("B 1, E 1, C 2");
        circular.DescendantCount(Id("E")).ShouldBe(4);
        circular.DescendantCount(Id("A")).ShouldBe(3);
        circular.Generation(Id("C")).ShouldBe(1);
        circular.Paths(Id("D"), Id("E")).Length.ShouldBe(1);
    }

    [Fact]
    public void Versions_of_one_model_are_a_series() =>
        LineageGraph.From(Knowledge("LLaVA-NeXT, LLaVA, LLaVA-1.5, Qwen2-VL, Qwen-VL, Qwen2.5-VL, Video-LLaVA, BLIP, BLIP-2, InstructBLIP, T5, T0, Chat-3D, Chat-4D"))
            .Series.Select(s => $"{s.Name}: {string.Join(", ", s.Members.Select(m => m.Name))}").ShouldBe([
                "LLaVA: LLaVA, LLaVA-1.5, LLaVA-NeXT", "Qwen-VL: Qwen-VL, Qwen2-VL, Qwen2.5-VL", "BLIP: BLIP, BLIP-2"]);

    [Fact]
    public void Makers_without_anybody_in_common_make_no_series()
    {
        var makers = new Dictionary<string, string> { ["MiniGPT-4"] = "KAUST", ["MiniGPT-5"] = "UC Santa Cruz" };
        LineageGraph.From(Knowledge("MiniGPT-4, MiniGPT-5", makers: makers)).Series.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("llava 1.5", "LLaVA-1.5")]
    [InlineData("model:llava-1.5", "LLaVA-1.5")]
    [InlineData("stable-diffusion", "Stable Diffusion")]
    public void A_name_is_found_whatever_its_case_hyphens_and_spaces(string asked, string found) =>
        Llavas.Find(asked).Select(m => m.Name).ShouldBe([found]);

    [Theory]
    [InlineData("LLava1.6", "LLaVA-1.5")]
    [InlineData("Vicnua", "Vicuna")]
    [InlineData("diffusion", "Stable Diffusion")]
    public void An_unknown_name_brings_the_nearest_known_ones(string asked, string nearest)
    {
        Llavas.Find(asked).ShouldBeEmpty();
        Llavas.Nearest(asked)[0].Name.ShouldBe(nearest);
    }

    [Fact]
    public void Counts_and_reduction_agree_with_walking_every_way() => Prop.ForAll(RandomGraphs(), edges =>
    {
        var (n, child, parent) = edges;
        var index = new LineageIndex(n, child, parent);
        var reach = new bool[n, n];
        for (var e = 0; e < child.Length; e++)
            reach[child[e], parent[e]] |= child[e] != parent[e];
        for (var k = 0; k < n; k++)
        {
            for (var i = 0; i < n; i++)
            {
                for (var j = 0; j < n; j++)
                    reach[i, j] |= reach[i, k] && reach[k, j];
            }
        }
        var (descendants, redundant) = index.Closure(2);
        for (var v = 0; v < n; v++)
        {
            descendants[v].ShouldBe(Enumerable.Range(0, n).Count(u => u != v && reach[u, v]));
            foreach (var p in index.Parents(v))
            {
                var circle = reach[p, v];
                var longer = Enumerable.Range(0, n).Any(m => m != v && m != p && reach[v, m] && reach[m, p] && !reach[m, v] && !reach[p, m]);
                redundant(v, p).ShouldBe(!circle && longer);
            }
        }
        return true;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Blocks_and_threads_change_no_count()
    {
        var random = new Random(5);
        const int n = 2000;
        int[] child = [.. Enumerable.Range(0, 5000).Select(_ => random.Next(n))], parent = [.. child.Select(c => random.Next(c + 1))];
        var index = new LineageIndex(n, child, parent);
        var one = index.Closure(1);
        var four = index.Closure(4);
        four.Descendants.ShouldBe(one.Descendants);
        child.Zip(parent).Where(e => e.First != e.Second).ShouldAllBe(e => one.Redundant(e.First, e.Second) == four.Redundant(e.First, e.Second));
        for (var v = 0; v < n; v += 97)
        {
            var seen = new HashSet<int> { v };
            var open = new Stack<int>(seen);
            while (open.TryPop(out var at))
            {
                foreach (var c in index.Children(at))
                {
                    if (seen.Add(c))
                        open.Push(c);
                }
            }
            one.Descendants[v].ShouldBe(seen.Count - 1);
        }
    }

    private static Arbitrary<(int Nodes, int[] Child, int[] Parent)> RandomGraphs() => (
        from n in Gen.Choose(1, 12)
        from edges in Gen.ListOf(Gen.Choose(0, n - 1).Two())
        select (n, edges.Select(e => e.Item1).ToArray(), edges.Select(e => e.Item2).ToArray())).ToArbitrary();
}
