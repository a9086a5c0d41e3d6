using System.Buffers;
using MultimodalPapers.Catalogue;
using MultimodalPapers.Extraction.Cues;
using MultimodalPapers.Extraction.Names;
using MultimodalPapers.Text;

namespace MultimodalPapers.Extraction.Rules;

/// <summary>Which techniques the work uses, improves or studies.</summary>
internal static class TechniqueRules
{
    public static FactRule Mentions { get; } = new("technique",
        "A technique that a title, note or abstract names is used, unless the words deny it or say that it is surpassed; the more general technique whose name it contains is used too.",
        static (context, facts) =>
        {
            foreach (var part in context.Named)
            {
                foreach (var mention in part.MentionsOf(ThingKind.Technique))
                {
                    var relation = IsDenied(part, mention) ? Relation.Mentions : Relation.UsesTechnique;
                    facts.Add(relation, ThingKind.Technique, mention.Thing.Name, part, mention.Start, mention.Length, "technique", default, 0.9);
                    if (relation == Relation.UsesTechnique)
                        AddBroader(context, facts, part, mention);
                }
            }
        });

    private static bool IsDenied(PartText part, Mention mention) =>
        part.CueBefore(mention.Start, 32) is { Cue: Cue.Denies or Cue.Compares } cue && mention.Start - cue.Start - cue.Length <= (cue.Cue == Cue.Denies ? 24 : 32)
        && (cue.Cue == Cue.Denies || IsSurpassed(part.Text.AsSpan(cue.Start, cue.Length))) && !part.Text.AsSpan(cue.Start, mention.Start - cue.Start).ContainsAny(',', '，', '、');

    // "outperforming methods such as ReAct"; but what is "better than DPO" may be a kind of it.
    private static bool IsSurpassed(ReadOnlySpan<char> cue) => cue.StartsWith("outperform", StringComparison.OrdinalIgnoreCase) || cue.StartsWith("surpass", StringComparison.OrdinalIgnoreCase);

    // "Latent diffusion models" says diffusion as well, "DPO" alone does not say preference optimisation.
    private static void AddBroader(EntryContext context, FactCollector facts, PartText part, Mention mention)
    {
        if (mention.Thing.Broader.IsEmpty)
            return;
        Span<char> buffer = stackalloc char[Folding.AsciiKeyLength];
        var words = Folding.ShortKey(part.Text.AsSpan(mention.Start, mention.Length), buffer);
        foreach (var name in mention.Thing.Broader)
        {
            if (context.Catalogue.Find(ThingKind.Technique, name) is not { } broader || facts.Has(Relation.UsesTechnique, ThingKind.Technique, broader.Name))
                continue;
            if (HoldsName(words, broader) || EndsInAbbreviation(part.Text.AsSpan(mention.Start, mention.Length), broader))
                facts.Add(Relation.UsesTechnique, ThingKind.Technique, broader.Name, part, mention.Start, mention.Length, "technique", default, 0.8);
        }
    }

    private static bool HoldsName(ReadOnlySpan<char> words, CatalogueThing thing)
    {
        if (HoldsSpelling(words, thing.Name))
            return true;
        foreach (var spelling in thing.Spellings)
        {
            if (HoldsSpelling(words, spelling))
                return true;
        }
        return false;
    }

    // "Cascade RL": two letters say it only as a word of their own.
    private static bool EndsInAbbreviation(ReadOnlySpan<char> text, CatalogueThing thing)
    {
        if (text is not [.., ' ' or '-', >= 'A' and <= 'Z', >= 'A' and <= 'Z'])
            return false;
        foreach (var spelling in thing.Spellings)
        {
            if (spelling.Length == 2 && text.EndsWith(spelling))
                return true;
        }
        return false;
    }

    private static bool HoldsSpelling(ReadOnlySpan<char> words, string spelling)
    {
        Span<char> buffer = stackalloc char[Folding.AsciiKeyLength];
        var key = Folding.ShortKey(spelling, buffer);
        return key.Length > 2 && words.Contains(key, StringComparison.Ordinal);
    }

    public static FactRule CoinedComponent { get; } = new("coined-component",
        "A capitalised phrase behind \"with\" or \"via\" in a title that ends in a word for a technique is used: \"with Zero-init Attention\".",
        static (context, facts) =>
        {
            if (context.Title is not { } title || !MayCoin(title.Text))
                return;
            foreach (var (start, length) in Phrases(title.Text))
            {
                if (HoldsName(title, start, start + length))
                    continue;
                facts.Add(Relation.UsesTechnique, ThingKind.Technique, title.Text.Substring(start, length), title, start, length, "coined-component", default, 0.6);
            }
        });

    // Where all is written in capitals, they tell nothing.
    private static bool MayCoin(ReadOnlySpan<char> title) => title.ContainsAny(AnyHead) && title.ContainsAny(AnyLead) && title.ContainsAnyInRange('a', 'z');

    private static bool HoldsName(PartText title, int start, int end)
    {
        foreach (var mention in title.Mentions)
        {
            if (mention.Thing.Kind != ThingKind.Organization && mention.Start < end && mention.End > start)
                return true;
        }
        return false;
    }

    private static readonly string[] Leads = [" with ", " via ", " through ", " by "];

    private static readonly SearchValues<string> AnyLead = SearchValues.Create(Leads, StringComparison.OrdinalIgnoreCase);

    private static IEnumerable<(int Start, int Length)> Phrases(string title)
    {
        foreach (var lead in Leads)
        {
            var at = title.IndexOf(lead, StringComparison.OrdinalIgnoreCase);
            if (at < 0)
                continue;
            var start = at + lead.Length;
            var end = PhraseEnd(title, start);
            if (IsCoined(title[start..end], IsSentenceCase(title)))
                yield return (start, end - start);
            // "with Feature Fusion and Keyword-to-Caption Augmentation"; in "with Long and Rich Context Modeling" only all together name something.
            if (string.CompareOrdinal(title, end, " and ", 0, 5) != 0 || !title.AsSpan(start, end - start).Contains(' '))
                continue;
            var next = end + 5;
            var last = PhraseEnd(title, next);
            if (IsCoined(title[next..last], IsSentenceCase(title)))
                yield return (next, last - next);
        }
    }

    private static int PhraseEnd(string title, int start)
    {
        var i = start;
        while (i < title.Length)
        {
            var space = title.IndexOf(' ', i);
            var wordEnd = space < 0 ? title.Length : space;
            var word = title.AsSpan(i, wordEnd - i);
            if (OrdinaryEnglish.IsFunctionWord(word))
                return Math.Max(start, i - 1);
            if (word is [.., ',' or ':' or '.'])
                return wordEnd - 1;
            if (space < 0)
                return title.Length;
            i = space + 1;
        }
        return title.Length;
    }

    private static readonly HashSet<string> Heads =
        "attention prediction optimization distillation quantization modeling synchronizer adapters projection decoding prompting sampling registers critique guidance rectification rollout rewarding augmentation".Split(' ').ToHashSet(StringComparer.Ordinal);

    // Most titles hold none of them, and need no closer look.
    private static readonly SearchValues<string> AnyHead = SearchValues.Create([.. Heads], StringComparison.OrdinalIgnoreCase);

    private static readonly HashSet<string> Plain =
        "multi-modal multimodal large-scale large language visual vision image video text learning efficient better improved unified joint deep data cross-modal human neural multiple".Split(' ').ToHashSet(StringComparer.Ordinal);

    // "Interleaved image-text generative modeling via ...": such a title has no capitals to go by.
    private static bool IsSentenceCase(string title)
    {
        var words = title.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return words.Count(w => char.IsAsciiLetterLower(w[0])) * 2 > words.Length;
    }

    private static bool IsCoined(string phrase, bool sentenceCase)
    {
        var words = phrase.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return words.Length is 2 or 3 or 4 && Heads.Contains(words[^1].ToLowerInvariant()) && (sentenceCase || Array.TrueForAll(words, w => char.IsAsciiLetterUpper(w[0])))
            && !Array.TrueForAll(words[..^1], w => Plain.Contains(w.ToLowerInvariant()));
    }
}
