using MultimodalPapers.Catalogue;
using MultimodalPapers.Extraction;
using MultimodalPapers.Graph;
using MultimodalPapers.Resolution;
using static MultimodalPapers.Tests.Resolution.Records;

namespace MultimodalPapers.Tests.Resolution;

public sealed class GraphBuilderTests
{
    private static readonly CatalogueThing[] Catalogue =
    [
        Known("LLaVA", source: "arXiv:2304.08485", year: 2023, makers: ["Microsoft"], background: [(Relation.UsesBackbone, "Vicuna"), (Relation.UsesEncoder, "CLIP")], type: ModelType.MultimodalModel),
        Known("Vicuna", source: "https://lmsys.org", background: [(Relation.DerivedFrom, "LLaMA")], type: ModelType.LanguageModel),
        Known("LLaMA", source: "arXiv:2302.13971", makers: ["Meta"]),
        Known("CLIP", source: "arXiv:2103.00020", type: ModelType.Encoder),
    ];

    [Fact]
    public void Lineage_starts_at_the_model_that_the_paper_introduces_and_else_at_the_paper()
    {
        var resolved = Resolver.Resolve(
        [
            Entry("a.md:1", "Video-LLaMA: A Model for Video", facts: [Introduces("Video-LLaMA"), Backbone("Vicuna", "7B", "13B")]),
            Entry("a.md:2", "A Study without a Name of Its Own", facts: [Backbone("Vicuna")]),
        ]);
        Edges(resolved, "USES_BACKBONE").ShouldBe(["model:video-llama -> model:vicuna", "paper:a-study-without-a-name-of-its-own -> model:vicuna"]);
        Edge(resolved, "model:video-llama", "USES_BACKBONE", "model:vicuna").Properties.Texts("sizes").ShouldBe(["7B", "13B"]);
    }

    [Fact]
    public void Evidence_of_all_lists_is_kept_side_by_side()
    {
        var resolved = Resolver.Resolve(
        [
            Entry("b.md:4", "LLaVA: A Model for Vision", "2304.08485", facts: [Introduces("LLaVA"), Backbone("Vicuna", "7B") with { Confidence = 0.6, Rule = "cue" }]),
            Entry("a.md:9", "LLaVA: A Model for Vision", "2304.08485", facts: [Introduces("LLaVA"), Backbone("Vicuna", "13B") with { Line = 11 }]),
        ], Catalogue);
        var properties = Edge(resolved, "model:llava", "USES_BACKBONE", "model:vicuna").Properties;
        properties.Texts("sources").ShouldBe(["a.md#L11", "b.md#L4", "catalogue: arXiv:2304.08485"]);
        properties.Texts("rules").ShouldBe(["test", "cue", "catalogue"]);
        properties.Texts("quotes").ShouldBe(["Vicuna", "Vicuna", "LLaVA: backbone Vicuna"]);
        properties.Texts("sizes").ShouldBe(["13B", "7B"]);
        properties.Text("basis").ShouldBe("stated");
        properties["confidence"].ShouldBe(1.0);
        var sizes = resolved.Disagreements.Single();
        (sizes.Node, sizes.Field).ShouldBe(("model:llava|USES_BACKBONE|model:vicuna", "sizes"));
        sizes.Values.Select(v => v.Value).ShouldBe(["13B", "7B"]);
    }

    [Fact]
    public void Two_entries_that_name_different_backbones_disagree_and_one_that_names_fewer_does_not()
    {
        Resolver.Resolve([Entry("a.md:1", "X1: A Model", "2301.00001", facts: [Introduces("X1"), Backbone("OPT")]), Entry("b.md:1", "X1: A Model", "2301.00001", facts: [Introduces("X1"), Backbone("Vicuna")])])
            .Disagreements.Single().Field.ShouldBe("USES_BACKBONE");
        Resolver.Resolve([Entry("a.md:1", "X1: A Model", "2301.00001", facts: [Introduces("X1"), Backbone("OPT")]), Entry("b.md:1", "X1: A Model", "2301.00001", facts: [Introduces("X1"), Backbone("OPT"), Backbone("Vicuna")])])
            .Disagreements.ShouldBeEmpty();
    }

    [Fact]
    public void Published_facts_connect_the_lineage_and_can_be_left_out()
    {
        var record = Entry("a.md:1", "A Study of Vision", facts: [Fact(Relation.ComparesWith, ThingKind.Model, "LLaVA")]);
        var graph = Resolver.Resolve([record], Catalogue).Graph;
        graph.Relationships.Where(r => GraphSchema.Lineage.Contains(r.Type)).Select(r => r.Id).ShouldBe(
            ["model:llava|USES_BACKBONE|model:vicuna", "model:llava|USES_ENCODER|model:clip", "model:vicuna|DERIVED_FROM|model:llama"]);
        graph.Relationships.Where(r => r.Type == "DEVELOPED").Select(r => r.Id).ShouldBe(["organization:meta|DEVELOPED|model:llama", "organization:microsoft|DEVELOPED|model:llava"]);
        graph.Relationships.Single(r => r.Id == "model:vicuna|DERIVED_FROM|model:llama").Properties.Text("basis").ShouldBe("background");
        graph.Node("model:llama").Properties.Flag("documented").ShouldBe(false);
        graph.Node("model:llava").Labels.ShouldBe(["Model", "MultimodalModel"]);
        graph.Node("model:llava").Properties.Number("year").ShouldBe(2023);
        Resolver.Resolve([record], Catalogue, new ResolverOptions { ListsOnly = true }).Graph.Relationships.Select(r => r.Type).ShouldBe(["COMPARES_WITH", "LISTED_IN"]);
    }

    [Fact]
    public void An_organisation_that_signs_the_introducing_paper_developed_the_model()
    {
        var resolved = Resolver.Resolve([Entry("a.md:1", "CogVLM: Visual Expert for Models", facts: [Introduces("CogVLM"), From("Zhipu AI") with { Confidence = 0.9 }])]);
        var developed = Edge(resolved, "organization:zhipu-ai", "DEVELOPED", "model:cogvlm").Properties;
        (developed.Text("basis"), developed["confidence"]).ShouldBe(("inferred", 0.72));
    }

    [Fact]
    public void Nothing_is_made_from_itself()
    {
        var resolved = Resolver.Resolve([Entry("a.md:1", "LLaVA: A Model for Vision", facts: [Introduces("LLaVA"), Backbone("LLAVA")])]);
        Edges(resolved, "USES_BACKBONE").ShouldBeEmpty();
        resolved.Dropped.Single().Fact.ShouldBe("USES_BACKBONE Model 'LLAVA'");
    }

    [Fact]
    public void Headings_become_topics_by_their_path_and_dates_do_not()
    {
        var resolved = Resolver.Resolve([Entry("a.md:1", "One Title of Some Work", section: ["Image Generation", "2023 May", "GAN roadmap"])]);
        Edges(resolved, "IN_TOPIC").ShouldBe(["paper:one-title-of-some-work -> topic:image-generation/gan-roadmap"]);
        Edges(resolved, "SUBTOPIC_OF").ShouldBe(["topic:image-generation/gan-roadmap -> topic:image-generation"]);
    }

    [Theory]
    [InlineData("2023 May", true)]
    [InlineData("Updated 2024-03-30", true)]
    [InlineData("2020 and before", true)]
    [InlineData("2024年3月", true)]
    [InlineData("May", false)]
    [InlineData("CVPR 2024", false)]
    [InlineData("3D", false)]
    [InlineData("!!!", true)]
    public void A_heading_that_only_dates_is_no_topic(string heading, bool isNone) => Headings.Topics([heading]).IsEmpty.ShouldBe(isNone);

    [Fact]
    public void Authors_venues_and_lists_are_related_with_position_year_and_line()
    {
        var resolved = Resolver.Resolve(
        [
            Entry("a.md:1", "Visual Instruction Tuning of Models", "2304.08485", 2023, "NeurIPS", ["Haotian Liu", "Chunyuan Li"]),
            Entry("a.md:8", "Visual Instruction Tuning of Models", "2304.08485"),
        ]);
        Edge(resolved, "paper:arxiv:2304.08485", "AUTHORED_BY", "author:chunyuan-li").Properties.Number("position").ShouldBe(2);
        Edge(resolved, "paper:arxiv:2304.08485", "PUBLISHED_IN", "venue:neurips").Properties.Number("year").ShouldBe(2023);
        var listed = Edge(resolved, "paper:arxiv:2304.08485", "LISTED_IN", "list:a.md").Properties;
        listed.Number("line").ShouldBe(1);
        listed.Texts("sources").ShouldBe(["a.md#L1", "a.md#L8"]);
    }
}
