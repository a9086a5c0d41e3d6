using System.Buffers;
using MultimodalPapers.Catalogue;
using MultimodalPapers.Extraction.Cues;
using MultimodalPapers.Extraction.Names;
using MultimodalPapers.Reading;

namespace MultimodalPapers.Extraction.Rules;

/// <summary>How a model that running text names belongs to the work: by the words before and behind it and by what kind of model it is.</summary>
internal static class ModelRules
{
    public static FactRule Relations { get; } = new("model-relation",
        "A known model in a title, note or abstract is a base, an encoder, a generator, a rival or a mention, by the cue that governs it: \"based on the pretrained BLIP-2\".",
        static (context, facts) =>
        {
            foreach (var part in context.Named)
            {
                foreach (var mention in part.MentionsOf(ThingKind.Model))
                {
                    if (facts.IntroducesName(mention.Thing.Name))
                        continue;
                    var relation = Decide(context, facts, part, mention);
                    var start = relation == Relation.Mentions ? mention.Start : Quotes.FromCue(part, mention.Start, mention.End);
                    facts.Add(relation, ThingKind.Model, mention.Thing.Name, part, start, mention.End - start, "model-relation", mention.Sizes, 0.85);
                }
            }
        });

    private static Relation Decide(EntryContext context, FactCollector facts, PartText part, Mention mention)
    {
        if (IsGround(part.Text, mention) || IsTunedInChinese(part.Text, mention))
            return Base(facts, context, mention.Thing, strict: true);
        if (IsJoined(part, mention))
            return Base(facts, context, mention.Thing, strict: false);
        if (IsTargetSpace(part.Text, mention.End))
            return mention.Thing.ModelType == ModelType.Encoder ? Relation.UsesEncoder : Relation.UsesBackbone;
        if (NamedRole.Behind(part.Text, mention.Start, mention.End, mention.Thing.ModelType) is { } named && part.Role != PartRole.Title && part.CueBefore(mention.Start, 30) is not { Cue: Cue.Compares })
            return named;
        var cue = part.CueBefore(mention.Start, part.Role == PartRole.Title ? 24 : 60);
        var distance = cue is { } c ? mention.Start - c.Start - c.Length : 0;
        return cue?.Cue switch
        {
            Cue.BasedOn or Cue.Uses when IsOfRival(part, cue.Value.Start) => Relation.ComparesWith,
            Cue.BasedOn when distance <= 40 => Base(facts, context, mention.Thing, IsStrict(part.Text, cue.Value.Start, cue.Value.Length)),
            Cue.Uses when distance <= 30 => Part(part, mention),
            Cue.Compares => Relation.ComparesWith,
            // "images generated with Quillon Diffusion"
            Cue.Studies when mention.Thing.ModelType == ModelType.Generator && part.Text.AsSpan(cue.Value.Start).StartsWith("generated", StringComparison.OrdinalIgnoreCase) => Relation.UsesGenerator,
            _ => IsFrozen(part.Text, mention.Start) || IsNamedEncoder(part, mention) ? Part(part, mention) : Relation.Mentions,
        };
    }

    // 超越了基于ChatGPT的方法, "outperforms methods based on ChatGPT": what stands so near behind a comparison describes the rival.
    private static bool IsOfRival(PartText part, int cue) =>
        part.CueBefore(cue, 10) is { Cue: Cue.Compares } rival && !part.Text.AsSpan(rival.Start, cue - rival.Start).ContainsAny(',', '，', '、');

    // "Adapter-enhanced MiniGPT-4", 采用了LLaVA架构, 使用MM1的模型架构
    private static bool IsGround(string text, Mention mention)
    {
        var before = text.AsSpan(0, mention.Start).TrimEnd();
        if (before.EndsWith("-enhanced", StringComparison.OrdinalIgnoreCase) || before.EndsWith("-augmented", StringComparison.OrdinalIgnoreCase) || before.EndsWith("-empowered", StringComparison.OrdinalIgnoreCase))
            return true;
        var after = text.AsSpan(mention.End).TrimStart();
        return StartsWithAny(after, "架构", "的架构", "的模型架构", "模型架构", "的模型结构", "结构") && EndsWithAny(before, "采用", "采用了", "使用", "使用了", "沿用", "基于");
    }

    // Yi基座, 以Yi为底座, 指令微调的Yi, 在Yi上微调, 对Yi进行精调, 由Yi微调得到
    private static bool IsTunedInChinese(string text, Mention mention)
    {
        var after = text.AsSpan(mention.End).TrimStart();
        var before = text.AsSpan(Math.Max(0, mention.Start - 8), Math.Min(8, mention.Start)).TrimEnd();
        // Most names stand in English.
        if (before is not [.., >= '\u2E80'] && after is not [>= '\u2E80', ..])
            return false;
        if (EndsWithAny(before, TunedInFront) || StartsWithAny(after, BaseBehind) || (before.EndsWith('以') && StartsWithAny(after, "为基础", "为大模型底座", "作为初始化")))
            return true;
        var clauseEnd = after.IndexOfAny(ChineseClauseEnds);
        var clause = after[..Math.Min(clauseEnd < 0 ? after.Length : clauseEnd, 28)];
        var at = before.LastIndexOfAny('在', '对', '由');
        if (at < 0 || before[at..].ContainsAny(ChineseClauseEnds))
            return false;
        return before[at] == '由' ? clause.Contains("微调得到", StringComparison.Ordinal) || clause.Contains("微调而", StringComparison.Ordinal)
            : clause.Contains("微调", StringComparison.Ordinal) || clause.Contains("精调", StringComparison.Ordinal);
    }

    private static readonly SearchValues<char> ChineseClauseEnds = SearchValues.Create("，。；、,;\n");

    private static readonly string[] TunedInFront = ["微调的", "微调了", "精调的", "精调了", "主干为", "基座为", "底座为", "基座是", "底座是"];

    private static readonly string[] BaseBehind = ["基座", "底座", "为基座", "为底座", "作为基座", "作为底座", "微调得到", "模型微调", "预训练的参数", "预训练参数", "预训练的权重", "预训练权重", "的预训练参数", "的预训练权重"];

    private static bool StartsWithAny(ReadOnlySpan<char> text, params ReadOnlySpan<string> words)
    {
        foreach (var word in words)
        {
            if (text.StartsWith(word))
                return true;
        }
        return false;
    }

    private static bool EndsWithAny(ReadOnlySpan<char> text, params ReadOnlySpan<string> words)
    {
        foreach (var word in words)
        {
            if (text.EndsWith(word))
                return true;
        }
        return false;
    }

    // A note "Vicuna+CLIP", or 将Vicuna和CLIP相结合: what the system is put together from.
    private static bool IsJoined(PartText part, Mention mention)
    {
        if (part.Role != PartRole.Note || part.Part.Label is { } label && label.Length > 0 && label[0] < 0x80 && KindGuess.OfNoun(label) is not null)
            return false;
        var after = part.Text.AsSpan(mention.End).TrimStart();
        if (part.Text.Length < 60 && part.Mentions.Length > 1 && part.Mentions[0].Start == 0)
            return mention.Start == 0 ? after.StartsWith('+') : part.Text.AsSpan(0, mention.Start).TrimEnd().EndsWith('+');
        var end = after.IndexOfAny(ChineseClauseEnds);
        return (end < 0 ? after : after[..end]).Contains("相结合", StringComparison.Ordinal);
    }

    // 与Yi LLM的语义空间对齐, "the embedding space of Vicuna": the system speaks through this model.
    private static bool IsTargetSpace(string text, int end)
    {
        var after = text.AsSpan(end).TrimStart();
        return StartsWithAny(after, "的语义空间", "的嵌入空间", "的词嵌入", "的输入空间", "'s embedding space", "'s input space", "embedding space");
    }

    private static bool IsFrozen(string text, int start)
    {
        var before = text.AsSpan(0, start).TrimEnd();
        return before.EndsWith("frozen", StringComparison.OrdinalIgnoreCase) || before.EndsWith("a pretrained") || before.EndsWith("a pre-trained") || before.EndsWith("冻结的") || before.EndsWith("预训练的");
    }

    // "DINOv2 encoder for local features": a note that begins with the part.
    private static bool IsNamedEncoder(PartText part, Mention mention) =>
        part.Role == PartRole.Note && mention.Thing.ModelType == ModelType.Encoder && mention.Start == part.SentenceStart(mention.Start)
        && part.Text.AsSpan(mention.End).TrimStart(" -").StartsWith("encoder", StringComparison.OrdinalIgnoreCase);

    private static readonly string[] StrictWords = ["version", "variant", "marry", "extend", "extension", "modif", "deriv", "tun", "success", "inherit", "architecture", "遵循", "沿用", "继承", "改进", "微调", "扩展"];

    private static bool IsStrict(string text, int start, int length) =>
        Array.Exists(StrictWords, word => text.AsSpan(start, length).Contains(word, StringComparison.OrdinalIgnoreCase));

    // The relation to a model that the work stands on; strict where the words speak of a new version rather than of a part.
    private static Relation Base(FactCollector facts, EntryContext context, CatalogueThing thing, bool strict) => thing.ModelType switch
    {
        ModelType.LanguageModel => IntroducesTextModel(facts, context) ? Relation.DerivedFrom : Relation.UsesBackbone,
        ModelType.Encoder => strict || facts.IntroducedModels().FirstOrDefault() is { } first && context.Catalogue.Find(ThingKind.Model, first)?.ModelType == ModelType.Encoder ? Relation.DerivedFrom : Relation.UsesEncoder,
        ModelType.Generator => strict ? Relation.DerivedFrom : Relation.UsesGenerator,
        _ => Relation.DerivedFrom,
    };

    private static bool IntroducesTextModel(FactCollector facts, EntryContext context)
    {
        var introduced = facts.IntroducedModels().Select(name => context.Catalogue.Find(ThingKind.Model, name)?.ModelType).OfType<ModelType>().ToArray();
        return introduced.Length > 0 && introduced[0] == ModelType.LanguageModel;
    }

    private static Relation Part(PartText part, Mention mention)
    {
        if (IsWriterOfData(part, mention) || IsPlural(part.Text, mention))
            return Relation.Mentions;
        return mention.Thing.ModelType switch
        {
            ModelType.Encoder => Relation.UsesEncoder,
            ModelType.Generator => Relation.UsesGenerator,
            ModelType.LanguageModel when HasLanguageRole(part.Text, mention) => Relation.UsesBackbone,
            _ => Relation.Mentions,
        };
    }

    // "small patches with ViTs": models of a kind, not a part.
    private static bool IsPlural(string text, Mention mention) => text[mention.End - 1] == 's' && !mention.Thing.Name.EndsWith('s');

    private static readonly SearchValues<string> WritingWords =
        SearchValues.Create(["generat", "annotat", "caption", "synthes", "label", "evaluat", "score", "judge", "reward", "filter"], StringComparison.OrdinalIgnoreCase);

    private static readonly SearchValues<string> ChineseWritingWords = SearchValues.Create(["生成", "标注", "评估", "合成", "打分", "筛选"], StringComparison.Ordinal);

    // A language model that writes or judges data is no part of the system; a generator that draws data is.
    private static bool IsWriterOfData(PartText part, Mention mention)
    {
        if (mention.Thing.ModelType is ModelType.Generator or ModelType.Encoder)
            return false;
        var after = part.Text.AsSpan(mention.End, Math.Min(30, part.Text.Length - mention.End));
        return after.ContainsAny(WritingWords) || after.ContainsAny(ChineseWritingWords);
    }

    private static readonly SearchValues<string> LanguageRoles = SearchValues.Create(
        ["as the language model", "as the llm", "as language model", "as llm", "as the base", "backbone", "as our base", "language decoder"], StringComparison.OrdinalIgnoreCase);

    private static readonly SearchValues<string> ChineseLanguageRoles = SearchValues.Create(["作为语言模型", "作为基座", "作为骨干", "作为llm", "作为LLM", "解码器"], StringComparison.Ordinal);

    private static bool HasLanguageRole(string text, Mention mention)
    {
        var from = Math.Max(0, mention.Start - 24);
        var around = text.AsSpan(from, Math.Min(text.Length, mention.End + 36) - from);
        return around.ContainsAny(LanguageRoles) || around.ContainsAny(ChineseLanguageRoles);
    }

    public static FactRule CompoundNames { get; } = new("compound-name",
        "An unknown name that is a known model's name with a further word is a model, and mentioned: LLaVA-HD.",
        static (context, facts) =>
        {
            foreach (var part in context.Running)
            {
                // Such a name has a hyphen.
                if (!part.Text.Contains('-'))
                    continue;
                foreach (var (start, length) in part.NewNames)
                {
                    if (!part.Text.AsSpan(start, length).Contains('-'))
                        continue;
                    var (name, sizes) = SizeSuffix.Split(part.Text.Substring(start, length));
                    if (!facts.IntroducesName(name) && IsCompound(context, name))
                        facts.Add(Relation.Mentions, ThingKind.Model, name, part, start, length, "compound-name", sizes, 0.7);
                }
            }
        });

    private static bool IsCompound(EntryContext context, string name)
    {
        var hyphen = name.IndexOf('-');
        if (hyphen < 3 || !name.Any(char.IsAsciiLetterLower) || context.Known(name) is not null || name.Contains('/'))
            return false;
        return context.Catalogue.Find(ThingKind.Model, name[..hyphen]) is { Ordinary: false } && hyphen + 1 < name.Length && char.IsUpper(name[hyphen + 1]);
    }
}
