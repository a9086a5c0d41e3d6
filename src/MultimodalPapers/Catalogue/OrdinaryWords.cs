namespace MultimodalPapers.Catalogue;

/// <summary>Tells whether an ordinary word, written with a name's capitals, stands where a name does.</summary>
/// <remarks>Each condition alone is enough. Standing in a list with other names is judged by the matcher, which knows them.</remarks>
internal static class OrdinaryWords
{
    /// <summary>How many words to each side tell whether a phrase is in title case.</summary>
    private const int Window = 3;

    private static readonly HashSet<string> ModelWords = new(StringComparer.OrdinalIgnoreCase)
    {
        "model", "models", "llm", "llms", "mllm", "mllms", "lmm", "lmms", "vlm", "vlms", "lvlm", "lvlms", "architecture", "architectures", "encoder", "encoders", "decoder", "backbone", "backbones",
        "network", "networks", "checkpoint", "checkpoints", "weights", "dataset", "datasets", "benchmark", "benchmarks", "corpus", "series", "family", "framework", "layer", "layers",
        "tuning", "module", "modules", "team", "lab", "research", "api", "chatbot", "assistant",
    };

    private static readonly HashSet<string> NamingWords = new(StringComparer.OrdinalIgnoreCase)
    {
        "model", "models", "llm", "llms", "mllm", "mllms", "named", "called", "dubbed", "termed", "encoder", "backbone", "dataset", "benchmark", "introduce", "introducing", "present", "presenting",
        "propose", "proposing",
    };

    private static readonly HashSet<string> CueWords = new(StringComparer.OrdinalIgnoreCase)
    {
        "using", "use", "uses", "with", "based", "on", "from", "via", "by", "utilizes", "utilizing", "leveraging", "leverages", "adopts", "adopting", "adopt", "like", "vs", "vs.", "versus", "over",
        "than", "outperforms", "outperforming", "surpasses", "surpassing", "freeze", "frozen", "pretrained", "trained", "tuned", "finetuned", "finetuning", "extends", "extending", "including", "e.g.",
        "as", "of", "into", "through", "upon", "against", "beyond", "initialized", "is", "equipped", "apply", "applying", "adapting", "adapt", "enhancing",
    };

    private static readonly string[] ChineseCues =
    [
        "使用", "基于", "采用", "通过", "利用", "借助", "结合", "引入", "提出", "名为", "模型", "架构", "编码器", "包括", "例如", "如", "用", "与", "和", "以", "由", "在", "到", "比", "超过", "优于",
    ];

    private static readonly HashSet<string> SmallWords = new(StringComparer.OrdinalIgnoreCase)
    {
        "a", "an", "the", "and", "or", "of", "in", "on", "for", "to", "with", "by", "from", "at", "as", "via", "is", "are", "be", "into", "over", "your", "you", "all", "need", "it", "its", "s",
    };

    /// <param name="text">The text.</param>
    /// <param name="start">Index of the name.</param>
    /// <param name="end">Index after the name and its sizes.</param>
    /// <param name="nameEnd">Index after the name.</param>
    /// <param name="hasSize">Whether a size stands with it.</param>
    public static bool StandsAsName(ReadOnlySpan<char> text, int start, int nameEnd, int end, bool hasSize) =>
        hasSize
        || HasInnerCapitals(text, start, nameEnd)
        || StandsAlone(text, start, end)
        || OpensTitle(text, start, end)
        || StandsByModelWord(text, start, end)
        || HasSuffixWord(text, end)
        || StandsInChineseText(text, start, end)
        || FollowsCue(text, start)
        || IsCapitalisedMidSentence(text, start, nameEnd);

    /// <summary><c>PaLM</c>, <c>SAM</c>: capitals beyond the first letter, in a text that is not all capitals.</summary>
    public static bool HasInnerCapitals(ReadOnlySpan<char> text, int start, int end)
    {
        int upper = 0, lower = 0;
        foreach (var c in text[start..end])
        {
            upper += char.IsUpper(c) ? 1 : 0;
            lower += char.IsLower(c) ? 1 : 0;
        }
        return upper > 1 && (lower > 1 || !IsShouted(text, start, end));
    }

    /// <summary>The whole text, or all of what quotation marks, brackets or a field's separators enclose.</summary>
    public static bool StandsAlone(ReadOnlySpan<char> text, int start, int end)
    {
        var before = start == 0 || text[start - 1] is '(' or '（' or '[' or '"' or '“' or '\'' or '‘' or '`' or '*' or '「' or '《' or '/' or '|';
        var after = end == text.Length || text[end] is ')' or '）' or ']' or '"' or '”' or '\'' or '’' or '`' or '*' or '」' or '》' or '/' or '|';
        return before && after;
    }

    /// <summary><c>Otter: A Multi-Modal Model</c>.</summary>
    public static bool OpensTitle(ReadOnlySpan<char> text, int start, int end)
    {
        for (var i = 0; i < start; i++)
        {
            if (WordEdges.IsWord(text[i]) || WordEdges.IsIdeograph(text[i]) || i > 8)
                return false;
        }
        return end < text.Length && (text[end] is ':' or '：' || (end + 1 < text.Length && text[end] == ' ' && text[end + 1] is ':' or '：'));
    }

    /// <summary><c>the Flamingo model</c>, <c>Gemini团队</c>, <c>a model called Aria</c>.</summary>
    public static bool StandsByModelWord(ReadOnlySpan<char> text, int start, int end)
    {
        if (end < text.Length && (WordEdges.IsSpace(text[end]) || WordEdges.IsHyphen(text[end]))
            && ModelWords.GetAlternateLookup<ReadOnlySpan<char>>().Contains(WordEdges.WordAt(text, end + 1)))
            return true;
        return NamingWords.GetAlternateLookup<ReadOnlySpan<char>>().Contains(PreviousWord(text, start));
    }

    /// <summary><c>Adapter-enhanced</c>, <c>Flamingo-based</c>.</summary>
    public static bool HasSuffixWord(ReadOnlySpan<char> text, int end) =>
        end + 1 < text.Length && WordEdges.IsHyphen(text[end]) && NameWalls.IsSuffix(WordEdges.WordAt(text, end + 1));

    /// <summary>A Latin word with a capital beside Chinese characters is a name.</summary>
    public static bool StandsInChineseText(ReadOnlySpan<char> text, int start, int end)
    {
        var before = start;
        while (before > 0 && (WordEdges.IsSpace(text[before - 1]) || IsChinesePunctuation(text[before - 1])))
            before--;
        if (before > 0 && WordEdges.IsIdeograph(text[before - 1]))
            return true;
        var after = end;
        while (after < text.Length && (WordEdges.IsSpace(text[after]) || IsChinesePunctuation(text[after])))
            after++;
        return after < text.Length && WordEdges.IsIdeograph(text[after]);
    }

    /// <summary><c>with Flamingo</c>, <c>based on Gemini</c>, <c>基于Monkey</c>.</summary>
    public static bool FollowsCue(ReadOnlySpan<char> text, int start)
    {
        if (CueWords.GetAlternateLookup<ReadOnlySpan<char>>().Contains(PreviousWord(text, start)))
            return true;
        var before = text[..start].TrimEnd();
        foreach (var cue in ChineseCues)
        {
            if (before.EndsWith(cue, StringComparison.Ordinal))
                return true;
        }
        return false;
    }

    /// <summary>A capital inside a sentence whose other words have none.</summary>
    public static bool IsCapitalisedMidSentence(ReadOnlySpan<char> text, int start, int end) =>
        !BeginsSentence(text, start) && !IsInTitleCase(text, start, end);

    /// <summary>Whether the word is the first of the text, of a sentence or of what follows a colon.</summary>
    public static bool BeginsSentence(ReadOnlySpan<char> text, int start)
    {
        var i = start;
        while (i > 0 && !WordEdges.IsWord(text[i - 1]) && !WordEdges.IsIdeograph(text[i - 1]))
        {
            i--;
            if (text[i] is '.' or '!' or '?' or ':' or ';' or '。' or '！' or '？' or '：' or '；' or '\n' or '|')
                return true;
        }
        return i == 0;
    }

    /// <summary>Whether most words around are capitalised, so that a capital tells nothing.</summary>
    public static bool IsInTitleCase(ReadOnlySpan<char> text, int start, int end)
    {
        int capital = 0, lower = 0;
        var at = start;
        for (var words = 0; words < Window && PreviousWordAt(text, ref at, out var word);)
        {
            if (Count(word, ref capital, ref lower))
                words++;
        }
        at = end;
        for (var words = 0; words < Window && NextWordAt(text, ref at, out var word);)
        {
            if (Count(word, ref capital, ref lower))
                words++;
        }
        return lower == 0 || capital * 2 > lower;
    }

    private static bool Count(ReadOnlySpan<char> word, ref int capital, ref int lower)
    {
        if (SmallWords.GetAlternateLookup<ReadOnlySpan<char>>().Contains(word) || !char.IsLetter(word[0]))
            return false;
        if (char.IsUpper(word[0]))
            capital++;
        else
            lower++;
        return true;
    }

    /// <summary>Whether the words beside are all capitals too.</summary>
    private static bool IsShouted(ReadOnlySpan<char> text, int start, int end)
    {
        int at = start, shouted = 0, other = 0;
        for (var words = 0; words < Window && PreviousWordAt(text, ref at, out var word); words++)
            CountShouted(word, ref shouted, ref other);
        at = end;
        for (var words = 0; words < Window && NextWordAt(text, ref at, out var word); words++)
            CountShouted(word, ref shouted, ref other);
        return shouted > 1 && other == 0;
    }

    private static void CountShouted(ReadOnlySpan<char> word, ref int shouted, ref int other)
    {
        foreach (var c in word)
        {
            if (char.IsLower(c))
            {
                other++;
                return;
            }
        }
        shouted++;
    }

    /// <summary>The word before, where only spaces or a hyphen stand between.</summary>
    private static ReadOnlySpan<char> PreviousWord(ReadOnlySpan<char> text, int start)
    {
        var end = start;
        while (end > 0 && (WordEdges.IsSpace(text[end - 1]) || WordEdges.IsHyphen(text[end - 1]) || text[end - 1] is '"' or '“' or '`' or '*'))
            end--;
        return end == start ? [] : WordEdges.WordBefore(text, end);
    }

    private static bool PreviousWordAt(ReadOnlySpan<char> text, ref int at, out ReadOnlySpan<char> word)
    {
        while (at > 0 && !WordEdges.IsWord(text[at - 1]) && !EndsSentence(text[at - 1]))
            at--;
        word = WordEdges.WordBefore(text, at);
        at -= word.Length;
        return !word.IsEmpty;
    }

    private static bool NextWordAt(ReadOnlySpan<char> text, ref int at, out ReadOnlySpan<char> word)
    {
        while (at < text.Length && !WordEdges.IsWord(text[at]) && !EndsSentence(text[at]))
            at++;
        word = WordEdges.WordAt(text, at);
        at += word.Length;
        return !word.IsEmpty;
    }

    private static bool EndsSentence(char c) => c is '.' or '!' or '?' or '。' or '！' or '？' or '\n' or '|';

    private static bool IsChinesePunctuation(char c) => c is '，' or '。' or '、' or '（' or '）' or '：' or '；' or '“' or '”' or '《' or '》';
}
