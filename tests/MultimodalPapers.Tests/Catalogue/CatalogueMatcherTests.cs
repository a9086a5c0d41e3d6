using System.Text;
using FsCheck;
using FsCheck.Fluent;
using MultimodalPapers.Catalogue;
using MultimodalPapers.Extraction;

namespace MultimodalPapers.Tests.Catalogue;

public class CatalogueMatcherTests
{
    [Theory]
    [InlineData("LLaVA", "LLaVA")]
    [InlineData("llava and LLAVA", "LLaVA; LLaVA")]
    [InlineData("gpt4v, GPT4-V and gpt-4v", "GPT-4V; GPT-4V; GPT-4V")]
    [InlineData("qformer Q former q-former Q_Former", "Q-Former; Q-Former; Q-Former; Q-Former")]
    [InlineData("blip2 and Lora and MOE", "BLIP-2; LoRA; Mixture of Experts")]
    [InlineData("Mini Gemini, MiniGemini, Mini-Gemini", "Mini-Gemini; Mini-Gemini; Mini-Gemini")]
    [InlineData("LLaMA2, Llama 2, LLaMA-2", "LLaMA-2; LLaMA-2; LLaMA-2")]
    [InlineData("Large Language and\u00A0Vision Assistant", "LLaVA")]
    [InlineData("Large Language- and Vision Assistant", "LLaVA")]
    [InlineData("ＬＬａＶＡ", "LLaVA")]
    [InlineData("01.AI", "01.AI")]
    [InlineData("Vic una", "")]
    [InlineData("Q - Former", "")]
    [InlineData("Q\u2014Former", "")]
    public void Case_hyphens_spaces_and_typography_are_folded(string text, string expected) => Examples.Names(text).ShouldBe(expected);

    [Theory]
    [InlineData("LLaVA-UHD")]
    [InlineData("MoE-LLaVA")]
    [InlineData("Video-LLaVA")]
    [InlineData("LLaMA-VID")]
    [InlineData("BLIP-3")]
    [InlineData("GPT-5")]
    [InlineData("GPT-4o")]
    [InlineData("MiniGPT-5")]
    [InlineData("MM1.7")]
    [InlineData("Qwen3")]
    [InlineData("VL-Adapter")]
    [InlineData("Vicuna 1.9")]
    [InlineData("Vicuna v1.9")]
    [InlineData("Vicuna-v1.9")]
    [InlineData("Vicuna V2")]
    [InlineData("LLaMA 3.1")]
    [InlineData("LLaMA-3")]
    [InlineData("LLaMA 3 and")]
    [InlineData("Gemini Pro")]
    [InlineData("CodeLLaMA")]
    [InlineData("LLaVAR")]
    [InlineData("RefCOCOg")]
    [InlineData("COCO-Stuff")]
    [InlineData("llama.cpp")]
    [InlineData("ControlLLaVA++")]
    [InlineData("LLaVA++")]
    [InlineData("open_llava_next")]
    public void A_part_of_a_longer_name_is_not_a_mention(string text) => Examples.Names(text).ShouldBe("");

    [Theory]
    [InlineData("LLaMA-2", "LLaMA-2")]
    [InlineData("LLaMA v1", "LLaMA")]
    [InlineData("GPT-4V", "GPT-4V")]
    [InlineData("Qwen2-VL", "Qwen2-VL")]
    [InlineData("Video-LLaMA", "Video-LLaMA")]
    [InlineData("MiniGPT-4", "MiniGPT-4")]
    [InlineData("MM1.5", "MM1.5")]
    [InlineData("Mini-Gemini", "Mini-Gemini")]
    [InlineData("latent diffusion models", "Latent diffusion")]
    [InlineData("RefCOCO+", "RefCOCO+")]
    [InlineData("Llama 2-Chat", "LLaMA-2-Chat")]
    [InlineData("Transformer-based detector DINO", "DINO (detector)")]
    public void The_longest_spelling_wins(string text, string expected) => Examples.Names(text).ShouldBe(expected);

    [Theory]
    [InlineData("LLaVA-based", "LLaVA")]
    [InlineData("CLIP-like", "CLIP")]
    [InlineData("MoE-based LLaVA", "Mixture of Experts; LLaVA")]
    [InlineData("Adapter-enhanced MiniGPT-4", "Adapter; MiniGPT-4")]
    [InlineData("GAN-generated", "GAN")]
    [InlineData("CLIP-Guided", "CLIP")]
    [InlineData("LoRA-Tuned", "LoRA")]
    [InlineData("GPT-4-assisted", "GPT-4")]
    [InlineData("LLaMA-基座", "LLaMA")]
    [InlineData("non-GAN", "GAN")]
    [InlineData("text-guided-diffusion", "Diffusion")]
    [InlineData("LLaVA- and", "LLaVA")]
    [InlineData("- LLaVA", "LLaVA")]
    public void A_hyphen_with_an_ordinary_word_leaves_the_name_what_it_is(string text, string expected) => Examples.Names(text).ShouldBe(expected);

    [Theory]
    [InlineData("LLaMA. The", "LLaMA")]
    [InlineData("(LLaMA)", "LLaMA")]
    [InlineData("LLaMA/Vicuna", "LLaMA; Vicuna")]
    [InlineData("LLaMA+Vicuna", "LLaMA; Vicuna")]
    [InlineData("LLaMA: Open", "LLaMA")]
    [InlineData("Vicuna's", "Vicuna")]
    [InlineData("Vicuna’s", "Vicuna")]
    [InlineData("LLaMA 3 times", "LLaMA")]
    [InlineData("LLaMA 2023", "LLaMA")]
    [InlineData("COCO 2017", "COCO")]
    [InlineData("OpenAI 4", "OpenAI")]
    [InlineData("github/LLaVA/tree", "LLaVA")]
    public void Punctuation_years_and_counts_are_no_walls(string text, string expected) => Examples.Names(text).ShouldBe(expected);

    [Theory]
    [InlineData("使用DPO进行对齐", "DPO")]
    [InlineData("gpt4v生成", "GPT-4V")]
    [InlineData("基于混合专家的扩散模型", "Mixture of Experts; Diffusion")]
    [InlineData("清华大学提出LLaVA", "Tsinghua University; LLaVA")]
    [InlineData("清华、THU", "Tsinghua University; Tsinghua University")]
    public void Chinese_needs_no_boundaries(string text, string expected) => Examples.Names(text).ShouldBe(expected);

    [Theory]
    [InlineData("ViTs and Vision Transformers", "ViTs|Vision Transformers")]
    [InlineData("diffusion models", "diffusion models")]
    [InlineData("LDMs", "LDMs")]
    [InlineData("GANs", "GANs")]
    public void A_plural_is_part_of_the_name(string text, string expected) =>
        string.Join('|', Examples.Catalogue.Matcher.Find(text).Select(m => text.Substring(m.Start, m.NameLength))).ShouldBe(expected);

    [Theory]
    [InlineData("RefCOCO/+", "RefCOCO|+")]
    [InlineData("RefCOCO/+ and", "RefCOCO|+")]
    [InlineData("RefCOCO/x", "RefCOCO")]
    [InlineData("GPT-4/V", "GPT-4")]
    public void Names_that_share_their_beginning_are_told_apart(string text, string expected) =>
        string.Join('|', Examples.Catalogue.Matcher.Find(text).Select(m => text.Substring(m.Start, m.Length))).ShouldBe(expected);

    [Theory]
    [InlineData("dpo gan", "")]
    [InlineData("Dpo Gan", "")]
    [InlineData("DPO GAN", "DPO; GAN")]
    [InlineData("we opt for it", "")]
    [InlineData("Sam and Yi", "")]
    [InlineData("a clip", "")]
    public void Short_acronyms_need_their_capitals(string text, string expected) => Examples.Names(text).ShouldBe(expected);

    [Theory]
    [InlineData("we use a video clip", "")]
    [InlineData("Video CLIP", "")]
    [InlineData("CLIP score", "")]
    [InlineData("CLIP scores", "")]
    [InlineData("CLIP scored well", "CLIP")]
    public void A_phrase_of_the_catalogue_blocks_its_spelling(string text, string expected) => Examples.Names(text).ShouldBe(expected);

    [Theory]
    [InlineData("Flamingo, LLaVA", "Flamingo; LLaVA")]
    [InlineData("LLaVA, Otter, Monkey and Flamingo", "LLaVA; Otter; Monkey; Flamingo")]
    [InlineData("Otter and Monkey", "")]
    [InlineData("Monkey business", "")]
    public void An_ordinary_word_counts_in_a_list_with_names(string text, string expected) => Examples.Names(text).ShouldBe(expected);

    [Fact]
    public void Any_text_gives_mentions_in_range_in_order_and_apart()
    {
        var pieces = Gen.Elements("LLaMA", "-", " ", "7B", "13B", "/", "(", ")", ",", "and ", "Qwen", "2", "VL", "Chat", "清华", "，", "CLIP", "ViT-L/14", "\u00AD", "\uD83D", "\uDE00", "é",
            "Large Language and Vision Assistant", "Flamingo", "+", ".", "5", "v1", "s", "'s", "B", "亿", "DINO (detector)", "\n", "\0", "video clip");
        var texts = Gen.ListOf(pieces).Select(parts => string.Concat(parts));
        Prop.ForAll(texts.ToArbitrary(), InOrder).QuickCheckThrowOnFailure();
        Prop.ForAll(ArbMap.Default.ArbFor<string>(), InOrder).QuickCheckThrowOnFailure();
    }

    private static bool InOrder(string? text)
    {
        var end = 0;
        foreach (var mention in Examples.Catalogue.Matcher.Find(text ?? ""))
        {
            if (mention.Start < end || mention.NameLength <= 0 || mention.Length < mention.NameLength || mention.End > text!.Length)
                return false;
            end = mention.End;
        }
        return true;
    }

    [Fact]
    public void Text_without_names_before_and_after_changes_nothing()
    {
        const string Text = "Vicuna-7B and 13B LLaVA with CLIP ViT-L/14";
        var alone = Examples.Told(Text);
        Examples.Told("Zzz. " + Text + " , zzz").ShouldBe(alone);
    }

    [Theory]
    [InlineData("LLaMA-7B, Vicuna (7B, 13B) and Flamingo 使用DPO。 ")]
    [InlineData("Large Language and Vision Large Language and Vision ")]
    [InlineData("L-L-a-M-A L L a M A ")]
    [InlineData("7B/7B/7B/7B/")]
    [InlineData("清清清清清华")]
    [InlineData("Otter Otter, ")]
    public void Twice_the_text_costs_twice_the_steps(string text)
    {
        var once = new StringBuilder().Insert(0, text, 200).ToString();
        var matcher = Examples.Catalogue.Matcher;
        matcher.Find(once, out var steps);
        matcher.Find(once + once, out var doubled);
        doubled.ShouldBeLessThanOrEqualTo((2 * steps) + text.Length);
    }

    [Fact]
    public void A_thing_that_comes_first_has_a_spelling_that_two_claim()
    {
        var catalogue = NameCatalogue.Parse(("a.yml", "encoders:\n  - name: Zorro\ntechniques:\n  - name: Zorro"));
        catalogue.Matcher.Find("Zorro").ShouldHaveSingleItem().Thing.Kind.ShouldBe(ThingKind.Model);
    }
}
