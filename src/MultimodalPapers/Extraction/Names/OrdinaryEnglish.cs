namespace MultimodalPapers.Extraction.Names;

/// <summary>Words that make a phrase, not a name. A short list suffices: it only has to tell catchphrases before a colon from names.</summary>
internal static class OrdinaryEnglish
{
    /// <summary>What a word is, beside what it means; a word may be several of them.</summary>
    [Flags]
    private enum WordClass : byte
    {
        None = 0,
        Function = 1,
        PhraseStart = 2,
        Label = 4,
        Plain = 8,
        Field = 16,
        Common = Function | PhraseStart | Label | Plain,
    }

    /// <summary>Whether the word joins others and so stands in no name of up to three words.</summary>
    public static bool IsFunctionWord(ReadOnlySpan<char> word) => Is(WordClass.Function, Plain(word));

    /// <summary>Whether the word, at the start of several, begins a phrase: "Towards", "Rethinking", "Seeing".</summary>
    public static bool StartsPhrase(ReadOnlySpan<char> word)
    {
        var plain = Plain(word);
        return Is(WordClass.PhraseStart, plain) || (plain.Length > 5 && plain.EndsWith("ing", StringComparison.OrdinalIgnoreCase) && !word.Contains('-'));
    }

    /// <summary>Whether the word says what kind of document follows: "Survey", "Position".</summary>
    public static bool IsLabel(ReadOnlySpan<char> word) => Is(WordClass.Label, Plain(word));

    /// <summary>Whether the word is so common that it names nothing by itself.</summary>
    public static bool IsCommon(ReadOnlySpan<char> word) => Is(WordClass.Common, Plain(word));

    /// <summary>Whether the word is a generic term of the field: LLM, MLLM, transformer, vision-language.</summary>
    public static bool IsFieldWord(ReadOnlySpan<char> word)
    {
        var plain = Plain(word);
        if (IsField(plain))
            return true;
        if (!plain.Contains('-'))
            return false;
        foreach (var range in plain.Split('-'))
        {
            if (!IsField(plain[range]))
                return false;
        }
        return true;
    }

    private static bool IsField(ReadOnlySpan<char> plain) =>
        Is(WordClass.Field, plain) || (plain.Length > 2 && plain[^1] is 's' or 'S' && Is(WordClass.Field, plain[..^1]));

    private static bool Is(WordClass wanted, ReadOnlySpan<char> word) =>
        word.Length <= LongestWord && Words.TryGetValue(word, out var classes) && (classes & wanted) != WordClass.None;

    private static ReadOnlySpan<char> Plain(ReadOnlySpan<char> word) =>
        word is [] || (char.IsAsciiLetter(word[0]) && char.IsAsciiLetter(word[^1])) ? word : word.Trim(",.;:!?\"'()");

    private const string FunctionWords = """
        a an the and or but nor of in on at to for from by with without as is are be was were am do does did can could will would should may might must not no
        it its this that these those there here what when where which who whom whose why how if than then so such too very more most less least all any some every each
        into onto over under about after before between through during against via per up down out off we you they he she i our your their his her my me us them
        exist exists one's isn't don't can't doesn't aren't let let's
        """;

    private const string PhraseStarts = """
        towards toward rethinking revisiting beyond exploring learning improving enhancing evaluating understanding on how why what when do does can is are
        look think see mind take make let lets learn teach read write paint show tell ask seek find follow stop go keep get give bring put meet
        divide zoom scale align unify bridge boost break build prompt plan train tune generate say believe speak listen watch don't less more
        from to in with a an the one two three everything everywhere all never always just only not no
        """;

    private const string Labels = """
        survey review tutorial position perspective challenge workshop report overview book thesis talk blog news update note notes paper code project demo
        dataset benchmark abstract title authors comment correction retracted part chapter introduction foundations
        """;

    private const string PlainWords = """
        cheap quick gap write paint time space world language languages image images vision visual text texts video videos audio data model models learning deep large small
        big good better best new old fast slow simple easy hard efficient effective open free safe robust general universal unified multi single double
        word words picture pictures pixel pixels token tokens attention context memory knowledge reasoning thinking thought thoughts seeing believing hearing
        human humans machine machines brain mind eye eyes hand hands body life nature science art music sound voice speech story game games play
        way ways step steps path road journey key keys need needs matter matters power force energy light dark black white red blue green
        question questions answer answers problem problems solution task tasks test tests method methods approach approaches system systems network networks
        first second third last next right wrong true false real fake high low long short left top bottom deeper deeply closer further together alone
        scaling training tuning prompting generation understanding evaluation alignment representation representations transfer
        thousand hundred million billion worth twice once forget forgetting remember free lunch matters everything
        divide conquer details detail devil parts whole sum bag tricks trick less more than enough
        """;

    private const string FieldWords = """
        llm vla vlas vad mm ode sde pde kv mllm vlm lvlm lmm mllm vllm ai agi ml nlp cv vqa gpu api ocr rl sft sota cnn rnn mlp llms vlms mllms lvlms lmms plm plms vlp t2i t2v i2v v2a tts asr
        transformer transformers vision-language vision language model models multimodal multi-modal text-to-image text-to-video image-to-video text-to-speech image video audio text
        large foundation pre-training pretraining pre-trained fine-tuning finetuning generative visual neural deep learning zero-shot few-shot open-source
        2d 3d 4d 1d rgb rgb-d pdf html url id qa ui gui ar vr hd uhd os 6d sgd adam gan roi fov bbox
        """;

    private static readonly Dictionary<string, WordClass>.AlternateLookup<ReadOnlySpan<char>> Words = BuildWords().GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly int LongestWord = Words.Dictionary.Keys.Max(word => word.Length);

    private static Dictionary<string, WordClass> BuildWords()
    {
        var classes = new Dictionary<string, WordClass>(StringComparer.OrdinalIgnoreCase);
        foreach (var (words, of) in ((string, WordClass)[])[(FunctionWords, WordClass.Function), (PhraseStarts, WordClass.PhraseStart), (Labels, WordClass.Label), (PlainWords, WordClass.Plain), (FieldWords, WordClass.Field)])
        {
            foreach (var word in words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
                classes[word] = classes.GetValueOrDefault(word) | of;
        }
        return classes;
    }
}
