using MultimodalPapers.Extraction;
using MultimodalPapers.Resolution;
using static MultimodalPapers.Tests.Resolution.Records;
using Record = MultimodalPapers.Extraction.Record;

namespace MultimodalPapers.Tests.Resolution;

public sealed class WorkIdentityTests
{
    /// <summary>Titles of one work, with nothing else said.</summary>
    [Theory]
    [InlineData("BLIP-2: Bootstrapping Language-Image Pre-training with Frozen Image Encoders", "BLIP-2: Bootstrapping Language Image Pretraining with Frozen Image Encoders")]
    [InlineData("Improved Baselines with Visual Instruction Tuning", "Improved baselines with visual instruction tuning.")]
    [InlineData("Improved Baselines with Visual Instruction Tuning", "Improved Baselines with Visual Instruction Tunning")]
    [InlineData("LLaVA-UHD: an LMM Perceiving Any Aspect Ratio and High-Resolution Images", "LLaVA-UHD: An LMM Percieving Any Aspect Ratio and High-Resolution Images")]
    [InlineData("Aria: An Open Multimodal Native Mixture-of-Experts Model", "Aria: An Open Multimodal Native Mixture-of-Experts Mode")]
    [InlineData("MoE-LLaVA: Mixture of Experts for Large Vision-Language Models", "MoE-LLaVA: Mixture of Experts for the Large Vision-Language Models")]
    [InlineData("Cheap and Quick: Efficient Vision-Language Instruction Tuning for Large Language Models", "Cheap and Quick: Efficient Vision Language Instruction Tuning For Large Language Model")]
    [InlineData("万字长文总结多模态大模型最新进展", "万字长文总结多模态大模型最新进展 ")]
    [InlineData("Möbius Transformers for Vision and Language Alignment", "Mobius Transformers for Vision and Language Alignment")]
    public void Titles_that_differ_by_typing_are_one_work(string first, string second) =>
        Resolve(Entry("a.md:1", first), Entry("b.md:1", second)).Works.Length.ShouldBe(1);

    /// <summary>Titles of two works, however alike; with nothing else said.</summary>
    [Theory]
    [InlineData("BLIP: Bootstrapping Language-Image Pre-training for Unified Vision-Language Understanding", "BLIP-2: Bootstrapping Language-Image Pre-training for Unified Vision-Language Understanding")]
    [InlineData("Video-LLaMA: An Instruction-tuned Audio-Visual Language Model for Video Understanding", "Video-LLaVA: An Instruction-tuned Audio-Visual Language Model for Video Understanding")]
    [InlineData("MiniGPT-4: Enhancing Vision-Language Understanding with Large Models", "MiniGPT-5: Enhancing Vision-Language Understanding with Large Models")]
    [InlineData("Otter: A Multi-Modal Model with In-Context Instruction Tuning", "Otters: A Multi-Modal Model with In-Context Instruction Tuning")]
    [InlineData("A Survey of Large Vision Models for Image Understanding", "A Survey of Large Vision Models for Video Understanding")]
    [InlineData("Supervised Alignment of Large Vision-Language Models", "Unsupervised Alignment of Large Vision-Language Models")]
    [InlineData("A Survey on Multimodal Large Language Models", "Multimodal Large Language Models: A Survey")]
    [InlineData("A Survey on Large Language Models", "A Survey on Multimodal Large Language Models")]
    [InlineData("万字长文总结多模态大模型最新进展（Modality Bridging篇）", "万字长文总结多模态大模型最新进展（Video篇）")]
    [InlineData("The 2023 Report on Multimodal Large Language Models", "The 2024 Report on Multimodal Large Language Models")]
    [InlineData("Scaling Vision Transformers to 22 Billion Parameters", "Scaling Vision Transformers to 2 Billion Parameters")]
    [InlineData("Emu: Generative Pretraining in Multimodality", "Emu: Enhancing Image Generation Models Using Photogenic Needles in a Haystack")]
    public void Titles_that_differ_in_a_name_number_or_word_are_two_works(string first, string second) =>
        Resolve(Entry("a.md:1", first), Entry("b.md:1", second)).Works.Length.ShouldBe(2);

    [Fact]
    public void The_same_arxiv_identifier_is_the_same_work_under_any_title()
    {
        var resolved = Resolve(Entry("a.md:1", "Visual Instruction Tuning", "2304.08485"), Entry("b.md:7", "视觉指令微调", "2304.08485"));
        resolved.Works.Single().Id.ShouldBe("paper:arxiv:2304.08485");
        var merge = resolved.Merges.Single();
        (merge.Rule, merge.Key, merge.First.ToString(), merge.Second.ToString(), merge.Doubtful).ShouldBe((MergeRule.Arxiv, "2304.08485", "a.md#L1", "b.md#L7", false));
    }

    [Fact]
    public void One_identifier_under_unlike_titles_of_one_language_is_joined_and_doubted() =>
        Resolve(Entry("a.md:1", "Visual Instruction Tuning", "2304.08485"), Entry("b.md:7", "Sparse Mixtures for Robots", "2304.08485"))
            .Doubts.Single().Joined.ShouldBeTrue();

    [Fact]
    public void Different_arxiv_identifiers_keep_equal_titles_apart()
    {
        var resolved = Resolve(Entry("a.md:1", "Emu: Generative Pretraining in Multimodality", "2307.05222"), Entry("b.md:1", "Emu: Generative Pretraining in Multimodality", "2309.15807"));
        resolved.Works.Length.ShouldBe(2);
        resolved.Doubts.Single().Why.ShouldContain("2307.05222 and 2309.15807");
    }

    [Fact]
    public void Other_people_or_years_keep_short_titles_apart()
    {
        Resolve(Entry("a.md:1", "Visual Prompt Tuning", authors: ["Menglin Jia"]), Entry("b.md:1", "Visual Prompt Tuning", authors: ["Yan Wu"])).Works.Length.ShouldBe(2);
        Resolve(Entry("a.md:1", "Visual Prompt Tuning", year: 2021), Entry("b.md:1", "Visual Prompt Tuning", year: 2024)).Works.Length.ShouldBe(2);
        Resolve(Entry("a.md:1", "Visual Prompt Tuning", year: 2023), Entry("b.md:1", "Visual Prompt Tuning", year: 2024)).Works.Length.ShouldBe(1);
    }

    [Fact]
    public void A_generic_title_alone_proves_nothing()
    {
        var resolved = Resolve(Entry("a.md:1", "Technical Report"), Entry("b.md:1", "Technical Report"));
        resolved.Works.Length.ShouldBe(2);
        resolved.Works.Select(w => w.Id).ShouldBe(["paper:technical-report", "paper:technical-report-2"]);
        resolved.Doubts.Single().Joined.ShouldBeFalse();
        Resolve(Entry("a.md:1", "Technical Report", authors: ["Ann Lee"]), Entry("b.md:1", "Technical Report", authors: ["A. Lee"])).Works.Length.ShouldBe(1);
    }

    [Fact]
    public void An_entry_that_says_little_does_not_tie_two_contradicting_works_together()
    {
        Record[] records =
        [
            Entry("a.md:1", "Chameleon Models of Vision and Language", "2304.09842"), Entry("b.md:1", "Chameleon Models of Vision and Language", "2405.09818"),
            Entry("c.md:1", "Chameleon Models of Vision and Language"),
        ];
        var resolved = Resolve(records);
        resolved.Works.Length.ShouldBe(3);
        resolved.Doubts.ShouldContain(d => d.Why == "the title is that of several works" && !d.Joined);
    }

    [Fact]
    public void A_note_address_that_many_entries_share_proves_nothing()
    {
        var note = (LinkKind.Paper, "https://zhuanlan.zhihu.com/p/688215018");
        Resolve(Entry("a.md:1", "Report", links: [note]), Entry("b.md:1", "Report", links: [note]),
            Entry("a.md:2", "A Study of Alignment in Vision", links: [note]), Entry("b.md:2", "A Study of Alignment in Vision and Speech Models", links: [note])).Works.Length.ShouldBe(4);
    }

    [Fact]
    public void A_truncated_title_needs_a_further_proof()
    {
        const string whole = "Aligning Large Language Models with Human: A Survey", part = "Aligning Large Language Models with Human";
        Resolve(Entry("a.md:1", whole), Entry("b.md:1", part)).Works.Length.ShouldBe(2);
        var code = (LinkKind.Code, "https://github.com/GaryYufei/AlignLLMHumanSurvey");
        Resolve(Entry("a.md:1", whole, links: [code]), Entry("b.md:1", part, links: [code])).Works.Length.ShouldBe(1);
        var joined = Resolve(Entry("a.md:1", whole, authors: ["Yufei Wang", "Wanjun Zhong"]), Entry("b.md:1", part, authors: ["Y. Wang"]));
        joined.Merges.Single().Rule.ShouldBe(MergeRule.TitlePart);
        joined.Graph.Node(joined.Works[0].Id).Name.ShouldBe(whole);
    }

    [Fact]
    public void A_repository_joins_titles_that_go_together_and_an_umbrella_does_not()
    {
        var code = (LinkKind.Code, "https://github.com/DAMO-NLP-SG/Video-LLaMA/tree/main");
        var same = (LinkKind.Code, "https://www.github.com/damo-nlp-sg/video-llama.git");
        Resolve(Entry("a.md:1", "Video-LLaMA: An Instruction-Finetuned Visual Language Model for Video", links: [code]), Entry("b.md:1", "Video-LLaMA", links: [same])).Works.Length.ShouldBe(1);
        Resolve(Entry("a.md:1", "BLIP-2: Bootstrapping Language-Image Pre-training", links: [code]), Entry("b.md:1", "InstructBLIP: Towards General-purpose Models", links: [same])).Works.Length.ShouldBe(2);
    }

    [Fact]
    public void A_bare_name_joins_the_one_work_of_the_name()
    {
        const string full = "Mini-Gemini: Mining the Potential of Multi-modality Vision Language Models";
        var resolved = Resolve(Entry("a.md:1", full, "2403.18814", facts: [Introduces("Mini-Gemini")]), Entry("b.md:1", "Mini-Gemini", facts: [Introduces("Mini-Gemini")]));
        resolved.Works.Length.ShouldBe(1);
        resolved.Merges.Single(m => m.Rule == MergeRule.Name).Doubtful.ShouldBeTrue();
        Resolve([Known("Mini-Gemini", source: "arXiv:2403.18814")], Entry("a.md:1", full, "2403.18814"), Entry("b.md:1", "Mini-Gemini"))
            .Merges.Single(m => m.Rule == MergeRule.Name).Doubtful.ShouldBeFalse();
    }

    [Fact]
    public void A_bare_name_of_two_works_joins_neither() =>
        Resolve(Entry("a.md:1", "CogAgent: A Visual Model for Agents", "2312.08914"), Entry("a.md:2", "CogAgent: Planning by Thought", "2401.00001"), Entry("b.md:1", "CogAgent"))
            .Works.Length.ShouldBe(3);

    [Fact]
    public void A_bare_word_joins_nothing_unproven() =>
        Resolve(Entry("a.md:1", "Flamingo: a Visual Language Model for Few-Shot Learning"), Entry("b.md:1", "Flamingo")).Works.Length.ShouldBe(2);

    [Fact]
    public void An_untitled_entry_is_a_work_of_its_own()
    {
        var resolved = Resolve(Entry("a.md:3", null), Entry("a.md:9", null, facts: [Introduces("VisLM")]));
        resolved.Works.Length.ShouldBe(2);
        resolved.Graph.Nodes.Where(n => n.Label == "Paper").Select(n => n.Name).ShouldBe(["(no title, a.md#L3)", "VisLM"]);
    }

    [Fact]
    public void Fields_are_merged_and_disagreements_kept()
    {
        var resolved = Resolve(
            Entry("a.md:1", "Improved Baselines with Visual Instruction Tuning", year: 2023),
            Entry("b.md:1", "Improved Baselines with Visual Instruction Tuning", "2310.03744", 2024, "CVPR", ["Haotian Liu", "Chunyuan Li"]),
            Entry("c.md:1", "Improved Baselines with Visual Instruction Tunning", year: 2024, venue: "CVPR Workshops"));
        var paper = resolved.Graph.Node("paper:arxiv:2310.03744").Properties;
        paper.Text("title").ShouldBe("Improved Baselines with Visual Instruction Tuning");
        paper.Number("year").ShouldBe(2024);
        paper.Text("venue").ShouldBe("CVPR");
        paper.Texts("venues").ShouldBe(["CVPR", "CVPR Workshops"]);
        paper.Texts("entries").ShouldBe(["a.md#L1", "b.md#L1", "c.md#L1"]);
        resolved.Disagreements.Select(d => (d.Field, string.Join(" | ", d.Values.Select(v => $"{v.Value} {string.Join(",", v.Places)}")))).ShouldBe(
        [
            ("title", "Improved Baselines with Visual Instruction Tuning a.md#L1,b.md#L1 | Improved Baselines with Visual Instruction Tunning c.md#L1"),
            ("venue", "CVPR b.md#L1 | CVPR Workshops c.md#L1"),
            ("year", "2024 b.md#L1,c.md#L1 | 2023 a.md#L1"),
        ]);
    }

    [Theory]
    [InlineData("Tat-Seng Chua", "T.-S. Chua")]
    [InlineData("Eric P. Xing", "Eric Xing")]
    [InlineData("Baptiste Rozière", "baptiste roziere")]
    public void A_person_is_known_under_several_forms(string first, string second) => WorkDraft.PersonKey(first).ShouldBe(WorkDraft.PersonKey(second));

    [Fact]
    public void A_group_says_nothing_about_people() => WorkDraft.PersonKey("ChatGLM Team").ShouldBeNull();

    private static ResolvedGraph Resolve(params Record[] records) => Resolver.Resolve(records);

    private static ResolvedGraph Resolve(MultimodalPapers.Catalogue.CatalogueThing[] catalogue, params Record[] records) => Resolver.Resolve(records, catalogue);
}
