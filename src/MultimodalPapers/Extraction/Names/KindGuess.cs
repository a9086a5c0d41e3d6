using System.Runtime.InteropServices;
using MultimodalPapers.Text;

namespace MultimodalPapers.Extraction.Names;

/// <summary>Decides what kind of thing a new name is: the entry's own word beside it decides, else the head noun of the title's expansion, else how it is formed.</summary>
internal static class KindGuess
{
    /// <summary>The kind that a word of an entry gives the name beside it; null for any other word.</summary>
    public static ThingKind? OfNoun(ReadOnlySpan<char> noun) => Nouns.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(noun, out var kind) ? kind : null;

    /// <summary>The kind that stands beside a name in running text: 基准SPACE, "the POPE benchmark", 提出AlphaLLM-CPL方法.</summary>
    public static ThingKind? FromNeighbours(string text, int start, int length)
    {
        return Before(text, start) ?? After(text, start + length);
    }

    /// <summary>The kind of initials in parentheses, by the lower-case words in front of them: "conditional page prediction (CPP)" is a technique unless its last word says otherwise.</summary>
    /// <returns>Null where they are not initials of such words.</returns>
    public static ThingKind? OfAbbreviated(string text, int start, string initials)
    {
        if (start < 3 || text[start - 1] != '(' || text[start - 2] != ' ')
            return null;
        var end = start - 2;
        var last = default(ReadOnlySpan<char>);
        for (var i = initials.Length - 1; i >= 0; i--)
        {
            if (!char.IsAsciiLetterUpper(initials[i]))
                return null;
            var from = text.AsSpan(0, end).LastIndexOfAny(' ', '-') + 1;
            if (from >= end || text[from] != char.ToLowerInvariant(initials[i]))
                return null;
            last = last.IsEmpty ? text.AsSpan(from, end - from) : last;
            end = Math.Max(0, from - 1);
        }
        return OfHead(last) ?? ThingKind.Technique;
    }

    /// <summary>The kind that the next word gives a name in a title: "Robot Datasets and Quillon-X Models".</summary>
    public static ThingKind? RightBehind(string title, string name)
    {
        var at = title.IndexOf(name, StringComparison.Ordinal);
        return at >= 0 && at + name.Length + 1 < title.Length && title[at + name.Length] == ' ' ? EnglishNoun(title, at + name.Length + 1, 1) : null;
    }

    /// <summary>A technique where the last of the words that a name of capitals stands for in a title is a head of terms for one: "Quill Aligned Contrastive Learning" for <c>QACL</c>.</summary>
    /// <returns>Null where the title does not write the name out, or with another last word.</returns>
    public static ThingKind? OfWrittenOut(string title, string name)
    {
        if (name.Length < 3 || !name.All(char.IsAsciiLetterUpper))
            return null;
        var words = title.Split([' ', '-'], StringSplitOptions.RemoveEmptyEntries);
        for (var first = 0; first + name.Length <= words.Length; first++)
        {
            var letter = 0;
            while (letter < name.Length && words[first + letter][0] == name[letter])
                letter++;
            if (letter < name.Length)
                continue;
            var last = words[first + letter - 1].AsSpan().TrimEnd(".,:;");
            return last.Equals("learning", StringComparison.OrdinalIgnoreCase) || TermHeads.Contains(last) ? ThingKind.Technique : null;
        }
        return null;
    }

    private static ThingKind? After(string text, int end)
    {
        var i = end;
        if (i + 1 < text.Length && text[i] == ' ' && text[i + 1] == '(')
            i++;
        if (i < text.Length && text[i] is '(' or '（')
        {
            var close = text.AsSpan(i, Math.Min(80, text.Length - i)).IndexOfAny(')', '）');
            if (close > 0)
                i += close + 1;
        }
        while (i < text.Length && text[i] is ' ' or ')' or '）' or '”' or '"' or '」')
            i++;
        var between = Array.Find(BetweenNameAndNoun, word => StartsAt(text, i, word));
        i += between?.Length ?? 0;
        foreach (var (phrase, kind) in ChineseNouns)
        {
            if (StartsAt(text, i, phrase) || (between is not null && NounSoon(text, i, phrase)))
                return kind;
        }
        return ChineseApposition(text, i) ?? EnglishNoun(text, i, 3) ?? Apposition(text, i) ?? Predicate(text, i);
    }

    // Quillon，这是一种高效的文档问答系统; 名为Quillon的渐进式检索框架: a Chinese clause ends in its head noun.
    private static ThingKind? ChineseApposition(string text, int i)
    {
        if (i >= text.Length || text[i] is not ('，' or '的'))
            return null;
        var clause = text.AsSpan(i + 1);
        if (text[i] == '，')
        {
            clause = clause.StartsWith("这是") || clause.StartsWith("它是") ? clause[2..] : clause.StartsWith("是") ? clause[1..] : clause;
            if (clause is not ['一', '种' or '个' or '款' or '套' or '类' or '项', ..])
                return null;
        }
        else if (!text.AsSpan(0, i).Contains("名为", StringComparison.Ordinal))
        {
            return null;
        }
        var end = clause.IndexOfAny(ChineseClauseEnds);
        clause = (end < 0 ? clause : clause[..end]).TrimEnd("」”\"*）) ");
        if (clause.Length > LongestChineseClause)
            return null;
        foreach (var (phrase, kind) in ChineseNouns)
        {
            if (clause.EndsWith(phrase))
                return kind;
        }
        return null;
    }

    private const int LongestChineseClause = 40;

    private static readonly System.Buffers.SearchValues<char> ChineseClauseEnds = System.Buffers.SearchValues.Create("，。；！？,;\n");

    // "ChartWeaver, a model that ...", "LLaVA: a large multimodal model"
    private static ThingKind? Apposition(string text, int i)
    {
        if (i >= text.Length || text[i] is not (',' or ':' or '，'))
            return null;
        i++;
        while (i < text.Length && text[i] == ' ')
            i++;
        foreach (var article in Articles)
        {
            if (string.Compare(text, i, article, 0, article.Length, StringComparison.OrdinalIgnoreCase) == 0)
                return EnglishNoun(text, i + article.Length, 6);
        }
        return null;
    }

    // "FolioRAG is a framework that ..."; what a work introduces may be another thing, unless it is a way to do something.
    private static ThingKind? Predicate(string text, int i)
    {
        foreach (var (verb, isCopula) in Verbs)
        {
            if (!StartsAt(text, i, verb))
                continue;
            var article = Array.Find(Articles, a => StartsAt(text, i + verb.Length, a));
            var kind = article is null ? null : EnglishNoun(text, i + verb.Length + article.Length, 6);
            return isCopula || kind == ThingKind.Technique || (kind == ThingKind.Dataset && FirstBenchmark(text, i)) ? kind : null;
        }
        return null;
    }

    // Of what a work introduces, a benchmark mostly bears its name.
    private static bool FirstBenchmark(string text, int i)
    {
        var near = text.AsSpan(i, Math.Min(100, text.Length - i));
        return near.IndexOf("benchmark") is > 0 and var at && near.IndexOf("dataset") is var other && (other < 0 || other > at);
    }

    private static readonly (string Verb, bool IsCopula)[] Verbs = [("is ", true), ("introduces ", false), ("presents ", false), ("proposes ", false), ("provides ", false), ("offers ", false)];

    private static readonly string[] Articles = ["a ", "an ", "the ", "our ", "the first "];

    private static ThingKind? EnglishNoun(string text, int start, int words)
    {
        ThingKind? found = null;
        var i = start;
        for (var word = 0; word < words && i < text.Length; word++)
        {
            var from = i;
            while (i < text.Length && (char.IsAsciiLetter(text[i]) || text[i] == '-'))
                i++;
            if (i == from)
                return found;
            var token = text.AsSpan(from, i - from);
            if (OfNoun(token) is { } kind)
                return kind;
            if (OrdinaryEnglish.IsFunctionWord(token) || Participles.Contains(token))
                return found;
            if (i < text.Length && text[i] != ' ')
                return found;
            i++;
        }
        return found;
    }

    /// <summary>The kind that the word right before a name gives it: 基准SPACE.</summary>
    public static ThingKind? Before(string text, int start)
    {
        var end = start;
        while (end > 0 && text[end - 1] is ' ' or '(' or '（' or '“' or '"' or ',' or '，' or '「' or ':' or '：')
            end--;
        foreach (var (phrase, kind) in ChineseNouns)
        {
            if (end >= phrase.Length && string.CompareOrdinal(text, end - phrase.Length, phrase, 0, phrase.Length) == 0)
                return kind;
        }
        for (var words = 0; words < 3 && end > 0; words++)
        {
            var to = end;
            while (end > 0 && (char.IsAsciiLetter(text[end - 1]) || text[end - 1] == '-'))
                end--;
            if (end == to)
                return null;
            var token = text.AsSpan(end, to - end);
            if (OfNoun(token) is { } kind)
                return kind;
            if (!IsNamingWord(token))
                return null;
            while (end > 0 && text[end - 1] is ' ' or ',')
                end--;
        }
        return null;
    }

    private static bool IsNamingWord(ReadOnlySpan<char> token) => token is "called" or "named" or "dubbed" or "termed" or "namely" or "as" or "is" or "new" or "novel" or "the" or "our" or "to";

    private static readonly System.Buffers.SearchValues<char> ClauseEnds = System.Buffers.SearchValues.Create("，。；,;（(");

    private static readonly string[] BetweenNameAndNoun = ["系列", "这种", "这个", "这一", "文生图", "训练", "对比训练", "生成", "评估", "提示"];

    // GLOV这种元提示机制: what "this kind of" leads to, a few characters on.
    private static bool NounSoon(string text, int i, string phrase)
    {
        var at = text.IndexOf(phrase, i, Math.Min(8, text.Length - i), StringComparison.Ordinal);
        return at >= 0 && text.AsSpan(i, at - i).IndexOfAny(ClauseEnds) < 0;
    }

    private static bool StartsAt(string text, int index, string word) => string.CompareOrdinal(text, index, word, 0, word.Length) == 0;

    /// <summary>The kind that a note without a subject gives the work: 一组专注于情感推理的多模态模型 describes a model.</summary>
    public static ThingKind? FromDescription(string note)
    {
        if (note.Length < 40 && OfTags(note) is { } tagged)
            return tagged;
        if (note.Length > 4 && Array.Find(Articles, a => note.StartsWith(a, StringComparison.OrdinalIgnoreCase)) is { } article)
            return FromEnglishDescription(note, article.Length);
        if (note.Length > 8 && char.IsAsciiLetterUpper(note[0]))
            return FromBareDescription(note);
        if (!(note.StartsWith('一') || note.StartsWith("首个", StringComparison.Ordinal)) || note.Length < 4 || note[1] is not ('个' or '种' or '组' or '套' or '款' or '项' or '类'))
            return null;
        var end = note.AsSpan().IndexOfAny(ClauseEnds);
        var clause = end < 0 ? note.AsSpan() : note.AsSpan(0, end);
        foreach (var (phrase, kind) in ChineseNouns)
        {
            if (clause.EndsWith(phrase))
                return kind;
        }
        return null;
    }

    // "Benchmark", "Attack, Defense": nothing but words for one kind of work.
    private static ThingKind? OfTags(string note)
    {
        ThingKind? found = null;
        foreach (var range in note.AsSpan().SplitAny(' ', ',', '/'))
        {
            var word = note.AsSpan()[range].Trim(".;()");
            if (word.IsEmpty)
                continue;
            if (!Tags.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(word, out var kind) || (found ?? kind) != kind)
                return null;
            found = kind;
        }
        return found;
    }

    /// <summary>How long the term is that a text begins with: two to four capitalised words, the last one for a technique; 0 where it begins with none.</summary>
    public static int TermLength(ReadOnlySpan<char> text)
    {
        var (words, end) = (0, 0);
        foreach (var range in text.Split(' '))
        {
            var word = text[range];
            if (word.IsEmpty || !(char.IsAsciiLetterUpper(word[0]) || char.IsAsciiDigit(word[0])))
                break;
            words++;
            if (words is > 1 and <= 4 && char.IsAsciiLetterUpper(word[0]) && TermHeads.Contains(word.TrimEnd(".,;")))
                end = range.Start.Value + word.TrimEnd(".,;").Length;
        }
        return words <= 4 ? end : 0;
    }

    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> TermHeads = Set(
        "attention normalization embedding loss regularization distillation alignment tuning optimization decoding sampling prompting augmentation adapter adapters pruning quantization pooling masking gating routing");

    private static readonly Dictionary<string, ThingKind> Tags = Words(
        (ThingKind.Dataset, "benchmark benchmarks dataset datasets"), (ThingKind.Technique, "attack attacks defense defenses defence method methods"), (ThingKind.Model, "model models"));

    // "Large-scale question-answering dataset", "Video instruction dataset with ...": a note without article whose first phrase ends in the word.
    private static ThingKind? FromBareDescription(string note)
    {
        var words = 0;
        ThingKind? last = null;
        foreach (var range in note.AsSpan().Split(' '))
        {
            var word = note.AsSpan()[range];
            if (++words > 8 || OrdinaryEnglish.IsFunctionWord(word))
                return words > 1 && words <= 8 && last == ThingKind.Dataset ? last : null;
            last = OfNoun(word.TrimEnd(",.;"));
            if (word.Length > 0 && word[^1] is ',' or '.' or ';' or ':')
                return word[^1] != ':' && last == ThingKind.Dataset ? last : null;
        }
        return last == ThingKind.Dataset ? last : null;
    }

    // "a benchmark that evaluates ...": the last word for a kind before the clause ends.
    private static ThingKind? FromEnglishDescription(string note, int start)
    {
        ThingKind? found = null;
        var words = 0;
        foreach (var range in note.AsSpan(start).Split(' '))
        {
            var word = note.AsSpan(start)[range];
            if (++words > 8 || OrdinaryEnglish.IsFunctionWord(word) || (found is not null && word.EndsWith("ing")))
                return found;
            found = OfNoun(word.TrimEnd(",.;:")) ?? found;
            if (word.Length > 0 && word[^1] is ',' or '.' or ';' or ':')
                return found;
        }
        return found;
    }

    /// <summary>Whether the text after a title's name says that it is a dataset: "A Novel Benchmark for ...".</summary>
    public static bool ExplainsDataset(ReadOnlySpan<char> expansion) =>
        (expansion.StartsWith("A ", StringComparison.OrdinalIgnoreCase) || expansion.StartsWith("An ", StringComparison.OrdinalIgnoreCase) || expansion.StartsWith("The ", StringComparison.OrdinalIgnoreCase)) && FromExpansion(expansion) == ThingKind.Dataset;

    /// <summary>A model where a name of one word is explained as a system, whatever it ends in: "FolioRAG: A Multimodal RAG System for ...".</summary>
    public static ThingKind? OfSystem(string name, ReadOnlySpan<char> expansion)
    {
        if (name.Contains(' '))
            return null;
        var last = default(ReadOnlySpan<char>);
        foreach (var range in expansion.Split(' '))
        {
            if (IsPreposition(expansion[range]) && !last.IsEmpty)
                break;
            last = expansion[range];
        }
        return last.Equals("system", StringComparison.OrdinalIgnoreCase) || last.Equals("systems", StringComparison.OrdinalIgnoreCase) ? ThingKind.Model : null;
    }

    /// <summary>The kind that the text after a title's name suggests, by its head noun.</summary>
    /// <param name="expansion">What follows <c>NAME:</c>.</param>
    public static ThingKind? FromExpansion(ReadOnlySpan<char> expansion)
    {
        var colon = expansion.IndexOf(':');
        if (colon >= 0)
            expansion = expansion[..colon];
        var words = Scratch<Range>.Rent();
        foreach (var range in expansion.SplitAny(' ', ','))
        {
            if (range.Start.Value < range.End.Value)
                words.Add(range);
        }
        var kind = words.Count == 0 ? null : FromWords(expansion, CollectionsMarshal.AsSpan(words));
        Scratch<Range>.Return(words);
        return kind;
    }

    private static ThingKind? FromWords(ReadOnlySpan<char> text, ReadOnlySpan<Range> words)
    {
        var start = OpeningWords.Contains(text[words[0]]) ? 1 : 0;
        ThingKind? head = null;
        for (var i = start; i < words.Length; i++)
        {
            var word = text[words[i]];
            var isPreposition = IsPreposition(word);
            if (head is not null && (Participles.Contains(word) || (head == ThingKind.Dataset && word is "and" or "&")))
                break;
            if (i > start && isPreposition && !(word.Equals("of", StringComparison.OrdinalIgnoreCase) && IsCollective(text[words[i - 1]])))
                break;
            var noun = word.Trim(".:!?()\"'");
            if (OfHead(noun) is { } kind)
                head = kind;
            else if (!IsPreposition(noun) && !noun.Equals("and", StringComparison.OrdinalIgnoreCase))
                head = i + 1 < words.Length && !IsPreposition(text[words[i + 1]]) ? head : null;
        }
        var gerund = text[words[start < words.Length ? start : 0]];
        if (gerund.Equals("benchmarking", StringComparison.OrdinalIgnoreCase) || gerund.Equals("evaluating", StringComparison.OrdinalIgnoreCase))
            return ThingKind.Dataset;
        if (head != ThingKind.Dataset && Improving.Contains(gerund))
            return ThingKind.Technique;
        return head ?? Anywhere(text, words);
    }

    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> OpeningWords = Set("towards toward on a an the");

    // Who improves something presents a way to do it; who generates or explores something may present anything.
    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> Improving = Set(
        "improving enhancing training teaching revisiting boosting elevating optimizing accelerating bridging aligning mitigating reducing debiasing "
        + "adapting distilling pruning refining regularizing compressing eliciting alleviating calibrating preventing speeding jailbreaking attacking defending");

    // Weaker than the head: a benchmark or dataset says so somewhere in its title.
    private static ThingKind? Anywhere(ReadOnlySpan<char> text, ReadOnlySpan<Range> words)
    {
        foreach (var word in words)
        {
            if (DatasetWords.Contains(text[word].Trim(".:!?()")))
                return ThingKind.Dataset;
        }
        return null;
    }

    // They begin what is said of a thing: "an attack targeting agents", "a technique generating corrections".
    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> Participles = Set(
        "targeting covering using containing comprising consisting spanning enabling featuring combining focusing supporting allowing including generating integrating leveraging unifying addressing "
        + "providing achieving exploiting connecting empowering");

    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> DatasetWords = Set("benchmark benchmarks dataset corpus benchmarking");

    private static bool IsPreposition(ReadOnlySpan<char> word) => Prepositions.Contains(word);

    private static bool IsCollective(ReadOnlySpan<char> word) => Collectives.Contains(word);

    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> Collectives = Set("family series suite collection herd set class");

    /// <summary>The kind that the form of a name suggests: <c>...Bench</c>, <c>...GPT</c>, <c>...Quant</c>.</summary>
    public static ThingKind? FromForm(string name)
    {
        if (FromEnding(name) is { } ends)
            return ends;
        foreach (var (part, kind) in Parts)
        {
            if (name.Contains(part, StringComparison.Ordinal))
                return kind;
        }
        var space = name.LastIndexOf(' ');
        return space > 0 ? OfHead(name.AsSpan(space + 1)) : null;
    }

    /// <summary>Whether the end of a name says model, and what stands before it no technique: <c>TrackGPT</c>, not <c>AttackVLM</c>.</summary>
    public static bool IsModelByEnding(string name)
    {
        if (FromEnding(name) != ThingKind.Model)
            return false;
        var stem = name.AsSpan();
        foreach (var (ending, kind) in Endings)
        {
            if (kind == ThingKind.Model && name.EndsWith(ending, StringComparison.Ordinal) && name.Length - ending.Length < stem.Length)
                stem = name.AsSpan(0, name.Length - ending.Length);
        }
        return OfHead(stem.TrimEnd('-')) != ThingKind.Technique;
    }

    private static ThingKind? FromEnding(string name)
    {
        foreach (var (ending, kind) in Endings)
        {
            if (name.EndsWith(ending, StringComparison.Ordinal) && (name.Length > ending.Length || ending.Length > 3))
                return kind;
        }
        return null;
    }

    /// <summary>The kind that a weaker ending suggests, where the title says nothing: <c>...Eval</c>.</summary>
    public static ThingKind? FromWeakForm(string name)
    {
        foreach (var (ending, kind) in WeakEndings)
        {
            if (name.EndsWith(ending, StringComparison.Ordinal))
                return kind;
        }
        return null;
    }

    private static ThingKind? OfHead(ReadOnlySpan<char> noun)
    {
        var heads = HeadNouns.GetAlternateLookup<ReadOnlySpan<char>>();
        if (Nouns.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(noun, out var kind) || heads.TryGetValue(noun, out kind))
            return kind;
        var hyphen = noun.LastIndexOf('-');
        return hyphen > 0 && heads.TryGetValue(noun[(hyphen + 1)..], out kind) ? kind : null;
    }

    private static readonly (string, ThingKind)[] ChineseNouns =
    [
        ("大语言模型", ThingKind.Model), ("大模型", ThingKind.Model), ("模型", ThingKind.Model), ("智能体", ThingKind.Model), ("系统", ThingKind.Model),
        ("数据集", ThingKind.Dataset), ("基准", ThingKind.Dataset), ("测试集", ThingKind.Dataset), ("语料库", ThingKind.Dataset), ("语料", ThingKind.Dataset), ("评测集", ThingKind.Dataset),
        ("方法", ThingKind.Technique), ("框架", ThingKind.Technique), ("算法", ThingKind.Technique), ("策略", ThingKind.Technique), ("机制", ThingKind.Technique),
        ("范式", ThingKind.Technique), ("技术", ThingKind.Technique), ("指标", ThingKind.Technique), ("协议", ThingKind.Technique), ("流程", ThingKind.Technique), ("模块", ThingKind.Technique),
    ];

    private static readonly Dictionary<string, ThingKind> Nouns = Words(
        (ThingKind.Model, "model models llm llms mllm mllms vlm vlms lvlm lvlms lmm lmms network networks chatbot assistant assistants agent agents copilot generator detector encoder vla vlas generalist"),
        (ThingKind.Dataset, "dataset datasets benchmark benchmarks corpus corpora testbed testset"),
        (ThingKind.Technique, "method methods framework frameworks algorithm algorithms approach approaches technique techniques strategy strategies paradigm paradigms "
            + "pipeline pipelines metric metrics protocol mechanism loss objective module optimizer scheme operation"));

    private static readonly Dictionary<string, ThingKind> HeadNouns = Words(
        (ThingKind.Model, "transformer transformers tokenizer architecture autoencoder gpt expert experts system systems engine speaker listener creator diffusion foundation series family herd"),
        (ThingKind.Dataset, "suite collection captions documents arena leaderboard exam database repository challenge questions"),
        (ThingKind.Technique, "tuning optimization optimisation learning training pre-training pretraining alignment adaptation adapter adapters distillation quantization pruning attention prompting decoding "
            + "sampling inversion calibration reasoning augmentation retrieval regularization merging compression search guidance evaluation inference steering "
            + "feedback reward rewards injection transfer extension projector projection synchronizer rejection curriculum tokenization tokenisation self-improvement self-training fine-tuning finetuning acceleration caching cache scheduling matching selection attack attacks defense defence jailbreak watermark watermarking prompt prompts reduction"));

    private static readonly (string, ThingKind)[] Endings =
    [
        ("Bench", ThingKind.Dataset), ("bench", ThingKind.Dataset), ("BENCH", ThingKind.Dataset), ("VQA", ThingKind.Dataset), ("QA", ThingKind.Dataset), ("MRC", ThingKind.Dataset), ("Arena", ThingKind.Dataset),
        ("-Pile", ThingKind.Dataset), ("Caps", ThingKind.Dataset), ("-Test", ThingKind.Dataset),
        ("PO", ThingKind.Technique), ("Mix", ThingKind.Technique), ("Quant", ThingKind.Technique), ("LoRA", ThingKind.Technique), ("RLHF", ThingKind.Technique), ("-RL", ThingKind.Technique),
        ("Adapter", ThingKind.Technique), ("Tuning", ThingKind.Technique), ("Prompt", ThingKind.Technique), ("Prompts", ThingKind.Technique), ("RAG", ThingKind.Technique), ("CoT", ThingKind.Technique), ("-ICL", ThingKind.Technique),
        ("Attention", ThingKind.Technique), ("Optimization", ThingKind.Technique), ("Learning", ThingKind.Technique), ("Decoding", ThingKind.Technique), ("Distill", ThingKind.Technique), ("Cache", ThingKind.Technique),
        ("GPT", ThingKind.Model), ("LM", ThingKind.Model), ("LLM", ThingKind.Model), ("VLM", ThingKind.Model), ("VL", ThingKind.Model), ("VLA", ThingKind.Model), ("BERT", ThingKind.Model), ("Bert", ThingKind.Model), ("bert", ThingKind.Model), ("CLIP", ThingKind.Model),
        ("Net", ThingKind.Model), ("Former", ThingKind.Model), ("former", ThingKind.Model), ("Chat", ThingKind.Model), ("LLaVA", ThingKind.Model), ("LLaMA", ThingKind.Model), ("GAN", ThingKind.Model), ("Tokenizer", ThingKind.Model),
        ("Agent", ThingKind.Model), ("Omni", ThingKind.Model),
    ];

    private static readonly (string, ThingKind)[] Parts =
    [
        ("Bench", ThingKind.Dataset), ("Data", ThingKind.Dataset), ("GPT", ThingKind.Model), ("LLaVA", ThingKind.Model), ("LLaMA", ThingKind.Model), ("Llama", ThingKind.Model), ("LLM", ThingKind.Model), ("LMM", ThingKind.Model), ("BERT", ThingKind.Model),
        ("CLIP", ThingKind.Model), ("Gemini", ThingKind.Model), ("-VL", ThingKind.Model), ("VL-", ThingKind.Model),
    ];

    // Endings that say less than the title's own words.
    private static readonly (string, ThingKind)[] WeakEndings =
    [
        ("Eval", ThingKind.Dataset), ("Set", ThingKind.Dataset), ("Bank", ThingKind.Dataset), ("Instruct", ThingKind.Dataset), ("Diffusion", ThingKind.Model),
    ];

    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> Prepositions = Set(
        "for with via of in by on to from using through under that without towards toward as across beyond at into over is are can based");

    private static HashSet<string>.AlternateLookup<ReadOnlySpan<char>> Set(string words) =>
        new HashSet<string>(words.Split(' '), StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();

    private static Dictionary<string, ThingKind> Words(params (ThingKind Kind, string Words)[] groups)
    {
        var kinds = new Dictionary<string, ThingKind>(StringComparer.OrdinalIgnoreCase);
        foreach (var (kind, words) in groups)
        {
            foreach (var word in words.Split(' '))
                kinds.Add(word, kind);
        }
        return kinds;
    }
}
