using MultimodalPapers.Extraction;
using MultimodalPapers.Resolution;
using static MultimodalPapers.Tests.Resolution.Records;

namespace MultimodalPapers.Tests.Resolution;

public sealed class ThingIdentityTests
{
    [Theory]
    [InlineData("MiniGPT-4", "MiniGPT-5")]
    [InlineData("Qwen-VL", "Qwen2-VL")]
    [InlineData("Video-LLaMA", "Video-LLaVA")]
    [InlineData("BLIP", "InstructBLIP")]
    [InlineData("mPLUG-Owl", "mPLUG-Owl2")]
    [InlineData("LLaVA-1.5", "LLaVA-1.6")]
    [InlineData("CLIP", "EVA-CLIP")]
    [InlineData("GPT-4", "GPT-4V")]
    public void Versions_are_walls(string first, string second) => Models(first, second).Count.ShouldBe(2);

    [Theory]
    [InlineData("MiniGPT-4", "Minigpt4")]
    [InlineData("LLaVA-1.5", "LLaVA 1.5")]
    [InlineData("Flan-T5", "FLAN T5")]
    [InlineData("Video‑LLaMA", "video_llama")]
    public void Case_hyphens_and_spaces_are_none(string first, string second) => Models(first, second).Count.ShouldBe(1);

    private static List<string> Models(string first, string second) =>
        Resolver.Resolve([Entry("a.md:1", "One Title of Some Work", facts: [Introduces(first)]), Entry("a.md:2", "Another Title of Other Things", facts: [Introduces(second)])])
            .Graph.Nodes.Where(n => n.Label == "Model").Select(n => n.Id).ToList();

    [Fact]
    public void A_name_that_two_contradicting_works_introduce_is_two_things()
    {
        var resolved = Resolver.Resolve(
        [
            Entry("a.md:1", "Emu: Generative Pretraining in Multimodality", "2307.05222", 2023, facts: [Introduces("Emu"), From("BAAI"), Backbone("LLaMA")]),
            Entry("a.md:2", "Emu: Enhancing Image Generation Models Using Photogenic Needles", "2309.15807", 2023, facts: [Introduces("Emu"), From("Meta")]),
            Entry("b.md:1", "Some Study of Image Generation Models", facts: [Fact(Relation.ComparesWith, ThingKind.Model, "Emu")]),
            Entry("b.md:2", "A Second Study of Image Generation", facts: [Fact(Relation.ComparesWith, ThingKind.Model, "Emu"), From("Meta")]),
        ]);
        Edges(resolved, "INTRODUCES").ShouldBe(["paper:arxiv:2307.05222 -> model:emu", "paper:arxiv:2309.15807 -> model:emu-meta"]);
        Edges(resolved, "COMPARES_WITH").ShouldBe(["paper:a-second-study-of-image-generation -> model:emu-meta", "paper:some-study-of-image-generation-models -> model:emu"]);
        resolved.Graph.Node("model:emu-meta").Name.ShouldBe("Emu (Meta)");
    }

    [Fact]
    public void The_catalogues_source_decides_whose_name_it_is()
    {
        var resolved = Resolver.Resolve(
            [
                Entry("a.md:1", "Emu: Generative Pretraining in Multimodality", "2307.05222", facts: [Introduces("Emu")]),
                Entry("a.md:2", "Emu: Enhancing Image Generation Models", "2309.15807", facts: [Introduces("Emu")]),
            ],
            [Known("Emu", source: "arXiv:2307.05222"), Known("Emu (Meta)", source: "arXiv:2309.15807", makers: ["Meta"])]);
        Edges(resolved, "INTRODUCES").ShouldBe(["paper:arxiv:2307.05222 -> model:emu", "paper:arxiv:2309.15807 -> model:emu-meta"]);
    }

    [Fact]
    public void Entries_of_one_work_introduce_one_thing()
    {
        var resolved = Resolver.Resolve(
        [
            Entry("a.md:1", "LLaVA: Visual Instruction Tuning", "2304.08485", facts: [Introduces("LLaVA")]),
            Entry("b.md:1", "Visual Instruction Tuning", "2304.08485", facts: [Introduces("LLAVA")]),
            Entry("c.md:1", "LLaVA", facts: [Introduces("LLaVA")]),
        ]);
        Edges(resolved, "INTRODUCES").Length.ShouldBe(1);
        resolved.Graph.Node("model:llava").Properties.Texts("spellings").ShouldBe(["LLAVA"]);
        resolved.Merges.ShouldContain(m => m.Node == "model:llava" && m.Rule == MergeRule.Spelling && m.Key == "LLAVA = LLaVA");
    }

    [Fact]
    public void A_spelling_of_the_catalogue_takes_its_canonical_name()
    {
        var resolved = Resolver.Resolve([Entry("a.md:1", "A Study of Preference Data", facts: [Fact(Relation.UsesTechnique, ThingKind.Technique, "direct preference optimisation")])],
            [Known("DPO", ThingKind.Technique, spellings: ["Direct Preference Optimisation"])]);
        Edges(resolved, "USES_TECHNIQUE").ShouldBe(["paper:a-study-of-preference-data -> technique:dpo"]);
        resolved.Merges.Single().Rule.ShouldBe(MergeRule.Catalogue);
    }

    [Fact]
    public void The_catalogue_decides_what_kind_of_thing_a_name_is()
    {
        var resolved = Resolver.Resolve([Entry("a.md:1", "A Study of Preference Data", facts: [Backbone("DPO")])], [Known("DPO", ThingKind.Technique)]);
        Edge(resolved, "paper:a-study-of-preference-data", "USES_TECHNIQUE", "technique:dpo").Properties.Text("basis").ShouldBe("inferred");
    }

    [Fact]
    public void Without_it_most_works_decide_and_the_rest_is_reported()
    {
        var resolved = Resolver.Resolve(
        [
            Entry("a.md:1", "VisTune: One Title of Some Work", facts: [Introduces("VisTune")]),
            Entry("a.md:2", "Another Title of Other Things", facts: [Fact(Relation.Mentions, ThingKind.Model, "VisTune")]),
            Entry("a.md:3", "Third Title of Still Other Things", facts: [Fact(Relation.UsesTechnique, ThingKind.Technique, "VisTune")]),
        ]);
        Edges(resolved, "MENTIONS").Length.ShouldBe(2);
        resolved.Graph.Nodes.ShouldNotContain(n => n.Label == "Technique");
        resolved.Disagreements.Single().Values.Select(v => v.Value).ShouldBe(["Model", "Technique"]);
    }

    [Fact]
    public void A_name_that_is_evenly_two_kinds_stays_two_things() =>
        Resolver.Resolve([Entry("a.md:1", "DART: A Denoising Transformer for Images", facts: [Introduces("DART"), Introduces("DART", ThingKind.Technique)])])
            .Graph.Nodes.Select(n => n.Id).ShouldBe(["list:a.md", "model:dart", "paper:dart-a-denoising-transformer-for-images", "technique:dart"]);

    [Fact]
    public void An_organisation_is_never_taken_for_a_model_of_its_name() =>
        Resolver.Resolve([Entry("a.md:1", "One Title of Some Work", facts: [From("DeepSeek"), Backbone("DeepSeek")])])
            .Graph.Nodes.Where(n => n.Name == "DeepSeek").Select(n => n.Id).ShouldBe(["model:deepseek", "organization:deepseek"]);
}
