using MultimodalPapers.Catalogue;

namespace MultimodalPapers.Tests.Catalogue;

/// <summary>A small catalogue of its own, so that an example shows a rule and not what the built-in data happens to hold.</summary>
internal static class Examples
{
    private const string Yaml = """
        language models:
          - name: BLOOMZ
          - name: ChatGPT
          - name: Chinchilla
            ordinary: true
          - name: DeBERTa-V2
          - name: Flan-T5
          - name: GPT-3
          - name: GPT-4
          - name: LLaMA
            spellings: [LLaMA v1, LLaMA-1]
          - name: LLaMA-2
          - name: LLaMA-2-Chat
          - name: OPT
            ordinary: true
          - name: PaLM
            ordinary: true
          - name: phi-1
          - name: Qwen
          - name: Qwen-Chat
          - name: Qwen2
          - name: Vicuna
          - name: Vicuna v1.5
          - name: "Yi"
            ordinary: true
            spellings: [Yi LLM]
        encoders:
          - name: CLIP
            ordinary: true
            not: [video clip, 'CLIP score']
          - name: DINO
          - name: DINO (detector)
            spellings: [Transformer-based detector DINO]
          - name: EVA-02-CLIP
          - name: SAM
            ordinary: true
            spellings: [Segment Anything Model]
          - name: SigLIP
          - name: ViT
            spellings: [Vision Transformer]
        multimodal models:
          - name: BLIP
          - name: BLIP-2
          - name: Flamingo
            ordinary: true
          - name: Gemini
            ordinary: true
          - name: GPT-4V
          - name: LLaVA
            spellings: [Large Language and Vision Assistant]
          - name: MM1
          - name: MM1.5
          - name: Mini-Gemini
          - name: MiniGPT-4
          - name: Monkey
            ordinary: true
          - name: Otter
            ordinary: true
          - name: Pixtral
          - name: Qwen2-VL
          - name: Video-LLaMA
        techniques:
          - name: Adapter
            ordinary: true
          - name: Diffusion
            spellings: [diffusion model, 扩散模型]
          - name: DPO
            spellings: [Direct Preference Optimization, 直接偏好优化]
          - name: GAN
          - name: Latent diffusion
            spellings: [latent diffusion model, LDM]
          - name: LoRA
          - name: Mixture of Experts
            spellings: [MoE, 混合专家]
          - name: Q-Former
        organizations:
          - name: 01.AI
          - name: OpenAI
          - name: Tsinghua University
            spellings: [清华大学, 清华, THU]
        datasets:
          - name: COCO
          - name: LAION
          - name: RefCOCO
          - name: RefCOCO+
        """;

    public static NameCatalogue Catalogue { get; } = NameCatalogue.Parse(("examples.yml", Yaml));

    /// <summary>The mentions in short: <c>Vicuna:7B,13B LLaMA</c>.</summary>
    public static string Told(string text) =>
        string.Join(' ', Catalogue.Matcher.Find(text).Select(mention => mention.Sizes.IsEmpty ? mention.Thing.Name : $"{mention.Thing.Name}:{string.Join(',', mention.Sizes)}"));

    /// <summary>The names found, joined by semicolons.</summary>
    public static string Names(string text) => string.Join("; ", Catalogue.Matcher.Find(text).Select(mention => mention.Thing.Name));
}
