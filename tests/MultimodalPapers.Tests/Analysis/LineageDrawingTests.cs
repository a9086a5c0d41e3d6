using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Xml.Linq;
using FsCheck;
using FsCheck.Fluent;
using MultimodalPapers.Analysis;
using MultimodalPapers.Graph;
using static MultimodalPapers.Tests.Analysis.LineageSamples;

namespace MultimodalPapers.Tests.Analysis;

public sealed class LineageDrawingTests
{
    private static readonly LineageGraph Llavas = LineageGraph.From(Knowledge(Llava, new() { ["LLaVA"] = 2023 }, new() { ["LLaVA"] = "Microsoft" }));

    private static readonly LineageGraph Circular = LineageGraph.From(Knowledge("A~B, B~C, C~A, C>D"));

    private static readonly LineageGraph Nasty = LineageGraph.From(new KnowledgeGraph(
        [Model("model:nasty", "\"><script>alert(1)</script>]&#\u0001\\|;"), Model("model:\"]", "日本語 模型")],
        [new GraphRelationship("1", "DERIVED_FROM", "model:nasty", "model:\"]", PropertyBag.Of(("sources", ImmutableArray.Create("a<b>\".md#L1"))))]));

    private static GraphNode Model(string id, string name) => new(id, [GraphSchema.Model], PropertyBag.Of(("id", id), ("name", name)));

    [Fact]
    public void A_tree_shows_both_ways_with_relations_and_sources() =>
        LineageTree.Render(LineageView.Of(Llavas, Id("LLaVA"))).ShouldBe("""
            LLaVA (2023, Microsoft)
            ├─ grew out of
            │  ├─ CLIP: encoder  [list.md#L4]
            │  └─ Vicuna: backbone  [list.md#L3]
            │     └─ LLaMA: derived from  [list.md#L2]
            └─ grew into
               ├─ LLaVA-1.5: derived from  [list.md#L5]
               │  └─ LLaVA-NeXT: derived from  [list.md#L8]
               └─ LLaVA-Med: derived from  [list.md#L9]

            """, StringCompareShould.IgnoreLineEndings);

    [Fact]
    public void A_tree_opens_a_model_once() =>
        LineageTree.Render(LineageView.Of(Llavas, Id("LLaVA-1.5"), LineageDirection.Up)).ShouldBe("""
            LLaVA-1.5
            └─ grew out of
               ├─ CLIP: encoder  [list.md#L7]
               ├─ LLaVA (2023, Microsoft): derived from  [list.md#L5]
               │  ├─ CLIP: encoder  [list.md#L4]
               │  └─ Vicuna: backbone  [list.md#L3]
               │     └─ LLaMA: derived from  [list.md#L2]
               └─ Vicuna: backbone  [list.md#L6]  (see above)

            """, StringCompareShould.IgnoreLineEndings);

    [Fact]
    public void A_tree_ends_where_a_circle_closes() =>
        LineageTree.Render(LineageView.Of(Circular, Id("A"), LineageDirection.Up)).ShouldBe("""
            A
            └─ grew out of
               └─ B: derived from  [list.md#L1]
                  └─ C: derived from  [list.md#L2]
                     ├─ A: derived from  [list.md#L3]  (closes a circle)
                     └─ D: backbone  [list.md#L4]

            """, StringCompareShould.IgnoreLineEndings);

    [Fact]
    public void A_model_without_relatives_says_so() =>
        LineageTree.Render(LineageView.Of(Llavas, Id("BLOOM"))).ShouldBe("BLOOM\n└─ nothing known\n");

    [Fact]
    public void A_reduced_view_leaves_out_what_longer_ways_say() =>
        LineageView.Of(Llavas, Id("LLaVA-1.5"), LineageDirection.Up, reduced: true).Edges.Select(e => e.ToString()).ShouldBe([
            "model:llava-1.5 DERIVED_FROM model:llava", "model:llava USES_BACKBONE model:vicuna", "model:llava USES_ENCODER model:clip", "model:vicuna DERIVED_FROM model:llama"]);

    [Fact]
    public void Two_models_are_shown_with_all_ways_to_their_nearest_common_ancestors() =>
        LineageView.Between(Llavas, Id("LLaVA-Med"), Id("MiniGPT-4")).Nodes.Select(n => n.Name)
            .ShouldBe(["CLIP", "EVA-CLIP", "LLaVA", "LLaVA-Med", "MiniGPT-4", "Vicuna"]);

    [Fact]
    public void Mermaid_shows_arrows_from_child_to_parent() =>
        LineageMermaid.Render(LineageView.Of(Llavas, Id("MiniGPT-4"))).ShouldBe("""
            flowchart BT
              n0["CLIP"]
              n1["EVA-CLIP"]
              n2["LLaMA"]
              n3["MiniGPT-4"]:::asked
              n4["Vicuna"]
              n1 -.->|"derived from #40;background#41;"| n0
              n3 -->|"backbone"| n4
              n3 -.->|"encoder #40;background#41;"| n1
              n4 -->|"derived from"| n2
              classDef asked stroke-width:3px
              classDef circle stroke:#c62828

            """, StringCompareShould.IgnoreLineEndings);

    [Fact]
    public void Dot_shows_background_dashed_with_the_evidence_as_a_tip() =>
        LineageDot.Render(LineageView.Of(Llavas, Id("EVA-CLIP"), LineageDirection.Up)).ShouldContain(
            "  \"model:eva-clip\" -> \"model:clip\" [label=\"derived from\", edgetooltip=\"list.md#L12: EVA-CLIP on CLIP\", style=dashed];\n");

    [Fact]
    public void Json_holds_models_edges_with_evidence_and_circles()
    {
        using var json = JsonDocument.Parse(LineageJson.Render(LineageView.Of(Circular, Id("A"))));
        json.RootElement.GetProperty("circles")[0].EnumerateArray().Select(e => e.GetString()).ShouldBe(["model:a", "model:b", "model:c"]);
        json.RootElement.GetProperty("models").GetArrayLength().ShouldBe(4);
        json.RootElement.GetProperty("edges")[0].GetProperty("evidence")[0].GetProperty("source").GetString().ShouldBe("list.md#L1");
    }

    [Fact]
    public void Names_that_look_like_markup_stay_names()
    {
        var view = LineageView.Of(Nasty, Nasty.Edges[0].Source);
        LineageSvg.Render(view).ShouldNotContain("<script");
        XDocument.Parse(LineageSvg.Render(view)).Root!.Name.LocalName.ShouldBe("svg");
        LineageMermaid.Render(view).ShouldNotContain("<script");
        LineageMermaid.Render(view).Split('\n').ShouldAllBe(line => line.Count(c => c == '"') % 2 == 0);
        LineageDot.Render(view).ShouldContain("\\\"><script>alert(1)</script>]&# \\\\|;");
        LineageTree.Render(view).ShouldNotContain("\u0001");
        JsonDocument.Parse(LineageJson.Render(view)).Dispose();
    }

    [Fact]
    public void Svg_boxes_lie_inside_the_picture_and_never_overlap() => Prop.ForAll(RandomLineages(), edges =>
    {
        var lineage = LineageGraph.From(Knowledge(edges));
        var svg = XDocument.Parse(LineageSvg.Render(LineageView.Among(lineage, lineage.Models.Select(m => m.Id)))).Root!;
        double At(XElement e, string name) => double.Parse(e.Attribute(name)!.Value, CultureInfo.InvariantCulture);
        var boxes = svg.Descendants().Where(e => e.Name.LocalName == "rect" && e.Attribute("rx") is not null)
            .Select(e => (X: At(e, "x"), Y: At(e, "y"), Right: At(e, "x") + At(e, "width"), Bottom: At(e, "y") + At(e, "height"))).ToList();
        boxes.Count.ShouldBe(lineage.Models.Length);
        var (width, height) = (At(svg, "width"), At(svg, "height"));
        boxes.ShouldAllBe(b => b.X >= 0 && b.Y >= 0 && b.Right <= width && b.Bottom <= height);
        for (var i = 0; i < boxes.Count; i++)
        {
            for (var j = 0; j < i; j++)
                (boxes[i].X >= boxes[j].Right || boxes[j].X >= boxes[i].Right || boxes[i].Y >= boxes[j].Bottom || boxes[j].Y >= boxes[i].Bottom).ShouldBeTrue();
        }
        return true;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_same_lineage_gives_the_same_bytes()
    {
        var again = LineageGraph.From(Knowledge(Llava, new() { ["LLaVA"] = 2023 }, new() { ["LLaVA"] = "Microsoft" }));
        LineageSvg.Render(LineageView.Of(again, Id("CLIP"))).ShouldBe(LineageSvg.Render(LineageView.Of(Llavas, Id("CLIP"))));
    }

    private static Arbitrary<string> RandomLineages() => (
        from edges in Gen.Choose(0, 14).Two().NonEmptyListOf()
        select string.Join(", ", edges.Select(e => $"M{e.Item1}~M{e.Item2}").Distinct(StringComparer.Ordinal))).ToArbitrary();
}
