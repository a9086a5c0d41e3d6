using MultimodalPapers.Catalogue;

namespace MultimodalPapers.Tests.Catalogue;

public class SizeGrammarTests
{
    [Theory]
    [InlineData("Vicuna-7B/13B", "Vicuna:7B,13B")]
    [InlineData("Vicuna-7B/-13B", "Vicuna:7B,13B")]
    [InlineData("Vicuna-7B and Vicuna-13B", "Vicuna:7B Vicuna:13B")]
    [InlineData("OPT (125M, 350M, 1.3B, and 2.7B)", "OPT:125M,350M,1.3B,2.7B")]
    [InlineData("Flan-T5 (base, large, and XL)", "Flan-T5:base,large,XL")]
    [InlineData("Flan-T5-XL (3B), Flan-T5-XXL (11B)", "Flan-T5:XL,3B Flan-T5:XXL,11B")]
    [InlineData("FLAN-T5-XL and FLAN-T5-XXL", "Flan-T5:XL Flan-T5:XXL")]
    [InlineData("OPT-2.7B, OPT-6.7B", "OPT:2.7B OPT:6.7B")]
    [InlineData("LLaMA 7B", "LLaMA:7B")]
    [InlineData("Vicuna-7|13B", "Vicuna:7B,13B")]
    [InlineData("OPT 1.3/7/13B", "OPT:1.3B,7B,13B")]
    [InlineData("LLaMA-7B", "LLaMA:7B")]
    [InlineData("LLaMA (7B)", "LLaMA:7B")]
    [InlineData("LLaMA（7B）", "LLaMA:7B")]
    [InlineData("Flamingo80B", "Flamingo:80B")]
    [InlineData("outperforms Flamingo80B on", "Flamingo:80B")]
    [InlineData("Pixtral 12B", "Pixtral:12B")]
    [InlineData("接近Qwen2-VL 72B", "Qwen2-VL:72B")]
    [InlineData("GPT-3 (175B)", "GPT-3:175B")]
    [InlineData("LLaMA-13B outperforms GPT-3 (175B) on most", "LLaMA:13B GPT-3:175B")]
    [InlineData("CLIP-ViT-L-336px", "CLIP:ViT-L-336px")]
    [InlineData("CLIP ViT-L/14", "CLIP:ViT-L/14")]
    [InlineData("CLIP ViT-L/14@336px", "CLIP:ViT-L/14@336px")]
    [InlineData("CLIP-L", "CLIP:L")]
    [InlineData("SigLIP-So400m", "SigLIP:So400m")]
    [InlineData("EVA-02-CLIP-E/14+", "EVA-02-CLIP:E/14+")]
    [InlineData("our largest 5.0B-parameter EVA-02-CLIP-E/14+ with only 9 billion seen samples", "EVA-02-CLIP:5.0B,E/14+")]
    [InlineData("DeBERTa-V2-XLarge", "DeBERTa-V2:XLarge")]
    [InlineData("phi-1-small", "phi-1:small")]
    [InlineData("LLaMA with 7 billion parameters", "LLaMA:7B")]
    [InlineData("a 7 billion parameter LLaMA", "LLaMA:7B")]
    [InlineData("a 7-billion-parameter LLaMA", "LLaMA:7B")]
    [InlineData("phi-1 (1.3B parameters)", "phi-1:1.3B")]
    [InlineData("vicuna-7b", "Vicuna:7B")]
    [InlineData("LLaMA 7b and 13b", "LLaMA:7B,13B")]
    [InlineData("the 7B and 13B Vicuna", "Vicuna:7B,13B")]
    [InlineData("7B/13B Vicuna", "Vicuna:7B,13B")]
    [InlineData("13B Vicuna", "Vicuna:13B")]
    [InlineData("7B LLaMA, 13B Vicuna", "LLaMA:7B Vicuna:13B")]
    [InlineData("LLaMA-7B and 13B Vicuna", "LLaMA:7B Vicuna:13B")]
    [InlineData("LLaMA 7B-65B", "LLaMA:7B,65B")]
    [InlineData("LLaMA (7B to 65B)", "LLaMA:7B,65B")]
    [InlineData("70亿参数的LLaMA", "LLaMA:7B")]
    [InlineData("LLaMA（130亿参数）", "LLaMA:13B")]
    [InlineData("Bloomz-7B、13B", "BLOOMZ:7B,13B")]
    [InlineData("Qwen-7B-Chat", "Qwen-Chat:7B")]
    [InlineData("LLaMA-2-7b-chat", "LLaMA-2-Chat:7B")]
    [InlineData("Vicuna-7B-v1.5", "Vicuna v1.5:7B")]
    [InlineData("LLaMA-7B-based", "LLaMA:7B")]
    [InlineData("PaLM-8B, PaLM-62B and PaLM-540B", "PaLM:8B PaLM:62B PaLM:540B")]
    public void Sizes_are_read_with_the_name(string text, string expected) => Examples.Told(text).ShouldBe(expected);

    [Theory]
    [InlineData("LLaMA 1.4T tokens", "LLaMA")]
    [InlineData("CLIP (400M pairs)", "CLIP")]
    [InlineData("LLaMA large language models", "LLaMA")]
    [InlineData("CLIP (large-scale)", "CLIP")]
    [InlineData("BLIP-2, base and large models", "BLIP-2")]
    [InlineData("LLaMA 2023", "LLaMA")]
    [InlineData("LLaMA, 7B tokens", "LLaMA")]
    public void What_is_no_size_of_a_model_is_left_alone(string text, string expected) => Examples.Told(text).ShouldBe(expected);

    [Theory]
    [InlineData("LLaMA-7B-Instruct-Foo", "")]
    [InlineData("LAION-5B", "")]
    [InlineData("Vicuna-7B-v1.9", "")]
    [InlineData("LLaMA-2-7b-chat-hf", "LLaMA-2-Chat:7B")]
    public void A_name_that_goes_on_behind_the_size_is_another(string text, string expected) => Examples.Told(text).ShouldBe(expected);

    [Theory]
    [InlineData("from 7B to 65B parameters", "7B 65B")]
    [InlineData("a 1.3B model on 7B tokens", "1.3B")]
    [InlineData("8B", "8B")]
    [InlineData("7B, 13B, 33 billion", "7B 13B 33B")]
    [InlineData("参数量为70亿", "7B")]
    [InlineData("3.8亿参数", "380M")]
    [InlineData("GPT4B x7B 1.2.3B", "")]
    public void Counts_are_found_anywhere_in_a_text(string text, string expected) =>
        string.Join(' ', SizeGrammar.Counts(text).Select(size => size.Size)).ShouldBe(expected);

    [Fact]
    public void A_mention_spans_the_name_and_the_sizes_after_it()
    {
        var mention = Examples.Catalogue.Matcher.Find("on Vicuna-7B/13B.").ShouldHaveSingleItem();
        (mention.Start, mention.NameLength, mention.Length).ShouldBe((3, 6, 13));
    }
}
