using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using MultimodalPapers.Catalogue;
using MultimodalPapers.Extraction.Cues;
using MultimodalPapers.Extraction.Names;
using MultimodalPapers.Reading;
using MultimodalPapers.Text;

namespace MultimodalPapers.Extraction.Rules;

/// <summary>What the work presents, and under which name.</summary>
internal static class IntroductionRules
{
    public static FactRule TitleName { get; } = new("title-name",
        "A title \"NAME: ...\", or a title that is a name, introduces NAME: \"Otter: A Multi-Modal Model ...\" introduces Otter.",
        static (context, facts) =>
        {
            foreach (var name in context.Titles.Names)
            {
                // A technique that has another paper as its source is what the work is about, not what it introduces.
                if (name.Thing is { Kind: ThingKind.Technique, Source: not null } thing && context.Fields.Arxiv is not null && !context.IsSourceOf(thing))
                    continue;
                var kind = KindOf(context, name);
                var title = context.Title!;
                facts.Add(Relation.Introduces, kind, name.Name, title, name.Start, name.Length, "title-name", name.Sizes);
            }
        });

    public static FactRule NameField { get; } = new("name-field",
        "A name that the entry gives the work beside its title (a tag before it, a \"Model\" column) is introduced.",
        static (context, facts) =>
        {
            foreach (var part in context.Of(PartRoles.Name))
            {
                if (IsTopic(part.Text))
                    continue;
                foreach (var (start, length) in NameTokens.List(part.Text))
                    AddNamed(context, facts, part, start, length, "name-field");
            }
            AddKeyword(context, facts);
        });

    // "[Vision and language Pre-training (VLP)]": what is joined are words of one phrase, and no names.
    private static bool IsTopic(string text)
    {
        var joint = text.IndexOf(" and ", StringComparison.Ordinal);
        return joint > 0 && joint + 5 < text.Length && char.IsAsciiLetterLower(text[joint + 5]) && text.AsSpan(joint + 5).Contains(' ') && !NameShape.IsDistinctive(text.AsSpan(joint + 5, text.AsSpan(joint + 5).IndexOf(' ')));
    }

    // A column of keywords that holds nothing but a name gives the work's own, where neither title nor another column does.
    private static void AddKeyword(EntryContext context, FactCollector facts)
    {
        if (facts.Introduces || context.Entry.Layout != "table")
            return;
        foreach (var part in context.Of(PartRoles.Note))
        {
            if (part.Part.Label is not { } label || !label.StartsWith("keyword", StringComparison.OrdinalIgnoreCase) || part.Text.Contains(','))
                continue;
            var name = part.Text.Trim();
            var thing = context.Known(name);
            if (thing is { Source: not null } && context.Fields.Arxiv is not null && !context.IsSourceOf(thing))
                continue;
            if (thing is { Kind: ThingKind.Model or ThingKind.Dataset } || (thing is null && part.Mentions.Length == 0 && NameShape.IsDistinctive(name) && !OrdinaryEnglish.IsFieldWord(name)))
                AddNamed(context, facts, part, 0, part.Text.Length, "name-field");
        }
    }

    private static void AddNamed(EntryContext context, FactCollector facts, PartText part, int start, int length, string rule)
    {
        var mention = part.MentionFrom(start, start + length);
        if (mention is { Thing.Kind: ThingKind.Organization })
        {
            facts.Add(Relation.FromOrganization, ThingKind.Organization, mention.Thing.Name, part, mention.Start, mention.Length, rule);
            return;
        }
        var (text, sizes) = SizeSuffix.Split(part.Text.Substring(start, length).Trim(' ', ':', '：'));
        if (context.Catalogue.Find(ThingKind.Organization, text) is { } organization)
        {
            facts.Add(Relation.FromOrganization, ThingKind.Organization, organization.Name, part, start, length, rule);
            return;
        }
        var thing = context.Known(text);
        if (thing is null && mention is not null && mention.Start == start && mention.Length >= length - 1)
            (thing, sizes) = (mention.Thing, mention.Sizes);
        if (thing is null && !NameShape.IsTitleName(text))
            return;
        var names = thing is null ? Variants(text) : [thing.Name];
        // Variants are of one kind: what is known of one, or of what they have in common, holds for all.
        var sibling = names.Length < 2 ? null : names.Append(names[0][..names[0].LastIndexOf('-')]).Select(name => context.Known(name)).FirstOrDefault(t => t is not null);
        foreach (var name in names)
        {
            var known = thing ?? context.Known(name);
            if (known is null && IsCountOfItems(sizes))
            {
                facts.Add(Relation.Introduces, ThingKind.Dataset, $"{name}-{sizes[0]}", part, start, length, rule);
                continue;
            }
            var explains = context.Titles.Explains(name);
            var kind = KindOf(context, name, known ?? sibling, explains ? context.Titles.Expansion : context.Title?.Text ?? "", part.Part.Label, apart: !explains);
            facts.Add(Relation.Introduces, kind, known?.Name ?? name, part, start, length, rule, sizes);
        }
    }

    // PVIT-3M is a dataset of three million items: models that have names of their own have more parameters.
    private static bool IsCountOfItems(ImmutableArray<string> sizes) => sizes is [var size] && size.EndsWith('M') && double.TryParse(size.AsSpan(0, size.Length - 1), CultureInfo.InvariantCulture, out var millions) && millions < 30;

    // Quillon-Chat/Paint names Quillon-Chat and Quillon-Paint.
    private static string[] Variants(string text)
    {
        var slash = text.IndexOf('/');
        var hyphen = slash < 0 ? -1 : text.LastIndexOf('-', slash);
        return hyphen > 1 && slash + 1 < text.Length && char.IsAsciiLetterUpper(text[slash + 1]) && char.IsAsciiLetterUpper(text[hyphen + 1])
            ? [text[..slash], text[..(hyphen + 1)] + text[(slash + 1)..]] : [text];
    }

    public static FactRule CuedName { get; } = new("cued-name",
        "What \"we propose\", \"called\", 提出 and the like are followed by is introduced: \"we introduce LLaVA\" introduces LLaVA.",
        static (context, facts) =>
        {
            foreach (var part in context.Prose)
            {
                foreach (var cue in part.Cues)
                {
                    if (cue.Cue is Cue.Introduces or Cue.Names && !AddAbbreviated(context, facts, part, cue.Start + cue.Length))
                        AddAfterCue(context, facts, part, cue.Start + cue.Length, cue.Cue);
                    if (cue.Cue == Cue.Introduces)
                        AddTerms(facts, part, cue.Start + cue.Length);
                }
            }
        });

    private static void AddAfterCue(EntryContext context, FactCollector facts, PartText part, int from, Cue cue)
    {
        var end = NextStatement(part, from);
        ThingKind? first = null;
        foreach (var (start, length) in NameTokens.FirstAfter(part, from, end, cue == Cue.Names ? 40 : 60))
        {
            var text = part.Text.Substring(start, length);
            var mention = part.MentionOver(start, start + length);
            if (IsGovernedInChinese(part.Text, start))
                return;
            if (mention is null && (!IsNewName(text, part, start, cue) || IsAbbreviationOfMention(part, start, text) || (part.Text[start - 1] is '(' or '（' && IsModifier(part.Text, start + length))))
                return;
            if (mention is { Thing.Kind: ThingKind.Organization } || (mention is { Thing.Kind: ThingKind.Technique } && !IsNewTechnique(part, mention, text, cue, start - from)))
                return;
            if (mention is not null && part.Text.AsSpan(0, from).EndsWith("we train a", StringComparison.OrdinalIgnoreCase))
                return;
            var (name, sizes) = mention is not null ? (mention.Thing.Name, mention.Sizes) : SizeSuffix.Split(text);
            if (mention is null && context.Known(name) is { Kind: ThingKind.Technique })
                return;
            // What is named in one breath is of one kind: "two methods, Quillon and Lampyris".
            var beside = mention is null ? KindGuess.OfAbbreviated(part.Text, start, name) ?? (KindGuess.FromForm(name) is null ? first : null) : null;
            var kind = KindOf(context, name, mention?.Thing ?? context.Known(name), context.Titles.Names.IsEmpty ? context.Title?.Text ?? "" : "", beside: beside);
            first ??= kind;
            facts.Add(Relation.Introduces, kind, name, part, start, length, "cued-name", sizes, 0.9);
        }
    }

    // "we propose Nightly Path Memory (NPM)": a phrase with its initials in parentheses; what stands before or ends it tells its kind.
    private static bool AddAbbreviated(EntryContext context, FactCollector facts, PartText part, int from)
    {
        // The phrase may hold a cue's word, as "Path Attack" does, but none may lead to it.
        if (NameTokens.AbbreviatedAfter(part.Text, from, part.SentenceEnd(from)) is not { } term || NextStatement(part, from) < term.Start || part.MentionIn(term.Start, term.Open) is not null)
            return false;
        var phrase = part.Text[term.Start..term.Open].Trim();
        var name = part.Text.Substring(term.Open + 1, term.Close - term.Open - 1);
        foreach (var own in context.Titles.Names)
        {
            // The title's name has its kind from there.
            if (Folding.Key(own.Name) is var key && (key == Folding.Key(name) || key == Folding.Key(phrase)))
                return true;
        }
        if (context.Known(name) is not null)
            return false;
        var kind = KindGuess.Before(part.Text, term.Start) ?? KindGuess.FromNeighbours(part.Text, term.Open + 1, name.Length) ?? KindGuess.FromForm(phrase);
        facts.Add(Relation.Introduces, KindOf(context, name, null, "", null, kind), name, part, term.Open + 1, name.Length, "cued-name", default, 0.85);
        return true;
    }

    // 构建了数据，并对LLaMA进行微调: a preposition right in front says what is done to it.
    private static bool IsGovernedInChinese(string text, int start) => start > 0 && text.AsSpan(0, start).TrimEnd() is [.., '对' or '在' or '由' or '比'];

    // "propose Scaled Cosine Attention and QK Normalization": capitalised terms that end in a word for a technique.
    private static void AddTerms(FactCollector facts, PartText part, int from)
    {
        var end = Math.Min(NextStatement(part, from), from + 120);
        foreach (var (start, length) in NameTokens.List(part.Text[from..end]))
        {
            var term = part.Text.AsSpan(from + start, length);
            var skipped = term.StartsWith("a ", StringComparison.Ordinal) ? 2 : term.StartsWith("the ", StringComparison.Ordinal) ? 4 : 0;
            if (KindGuess.TermLength(term[skipped..]) is not (> 0 and var termLength))
                return;
            var at = from + start + skipped;
            if (part.MentionIn(at, at + termLength) is null)
                facts.Add(Relation.Introduces, ThingKind.Technique, part.Text.Substring(at, termLength), part, at, termLength, "cued-name", default, 0.7);
        }
    }

    // The next cue begins another statement: in "our model outperforms Flamingo" nothing is introduced.
    private static int NextStatement(PartText part, int from)
    {
        var end = part.SentenceEnd(from);
        foreach (var cue in part.Cues)
        {
            if (cue.Start >= from && cue.Start < end && cue.Cue is not (Cue.Introduces or Cue.MadeBy) && !IsApposed(part.Text, cue.Start, cue.Length))
                return cue.Start;
        }
        return end;
    }

    // "we introduce a benchmark, Quillon, ...": the word itself is what is new.
    private static bool IsApposed(string text, int start, int length) =>
        text.AsSpan(start, length).StartsWith("benchmark", StringComparison.OrdinalIgnoreCase) && length <= 10 && start + length < text.Length && text[start + length] is ',' or ':';

    // "inverse reinforcement learning (IRL)" abbreviates a known name.
    private static bool IsAbbreviationOfMention(PartText part, int start, string name)
    {
        var open = start - 1;
        if (open < 1 || part.Text[open] is not ('(' or '（'))
            return false;
        var end = part.Text[open - 1] == ' ' ? open - 1 : open;
        return Array.Exists(part.Mentions, m => m.End == end
            && string.Concat(part.Text.Substring(m.Start, m.Length).Split([' ', '-'], StringSplitOptions.RemoveEmptyEntries).Select(w => w[0])).Equals(name, StringComparison.OrdinalIgnoreCase));
    }

    // 引入因果事件建模: right behind the cue, and no other source is known.
    private static bool IsNewTechnique(PartText part, Mention mention, string text, Cue cue, int distance) =>
        (cue == Cue.Names && IsShortName(mention, text))
        || (cue == Cue.Introduces && distance <= 1 && mention.Thing.Source is null && !(mention.End < part.Text.Length && part.Text[mention.End] == '-'));

    private static bool IsShortName(Mention mention, string text) => Folding.Key(mention.Thing.Name) == Folding.Key(text) && NameShape.IsDistinctive(text);

    private static bool IsNewName(string text, PartText part, int start, Cue cue) =>
        !OrdinaryEnglish.IsFieldWord(text)
        && (NameShape.IsDistinctive(text) || (text.Contains(' ') && KindGuess.FromForm(text) is not null && NameShape.IsTitleName(text)) || (cue == Cue.Names && char.IsAsciiLetterUpper(text[0]) && text.Length > 2 && !OrdinaryEnglish.IsCommon(text))
            || KindGuess.FromNeighbours(part.Text, start, text.Length) is not null && char.IsAsciiLetterUpper(text[0]) && text.Length > 3 && !OrdinaryEnglish.IsCommon(text));

    public static FactRule NounBesideName { get; } = new("noun-beside-name",
        "In a sentence that proposes something, a new name that stands at a word for its kind is introduced: 数据集WORFBENCH introduces the dataset WORFBENCH.",
        static (context, facts) =>
        {
            foreach (var part in context.Prose)
            {
                if (!part.Proposes)
                    continue;
                foreach (var (start, length) in part.NewNames)
                {
                    var text = part.Text.Substring(start, length);
                    if (OrdinaryEnglish.IsFieldWord(text) || (start > 0 && part.Text[start - 1] is '(' or '（' && IsModifier(part.Text, start + length)) || !ProposesSomething(part, start) || KindGuess.FromNeighbours(part.Text, start, length) is not { } kind)
                        continue;
                    if (!StandsInChinese(part.Text, start, length) || IsUsed(part, start))
                        continue;
                    var (name, sizes) = SizeSuffix.Split(text);
                    facts.Add(Relation.Introduces, KindOf(context, name, context.Known(name), "", null, kind), name, part, start, length, "noun-beside-name", sizes, 0.85);
                }
                foreach (var mention in part.Mentions)
                {
                    if (mention.Thing.Kind is not (ThingKind.Model or ThingKind.Dataset))
                        continue;
                    if (ProposesSomething(part, mention.Start) && KindGuess.Before(part.Text, mention.Start) == mention.Thing.Kind && !IsUsed(part, mention.Start) && !IsPlace(part.Text, mention.Start))
                        facts.Add(Relation.Introduces, mention.Thing.Kind, mention.Thing.Name, part, mention.Start, mention.Length, "noun-beside-name", mention.Sizes, 0.8);
                }
            }
        });

    private static bool StandsInChinese(string text, int start, int length) =>
        (start > 0 && IsCjk(text[start - 1])) || (start > 1 && text[start - 1] == ' ' && IsCjk(text[start - 2])) || (start + length < text.Length && IsCjk(text[start + length]));

    // 在基准MMMU上: where something happens, not what is new.
    private static bool IsPlace(string text, int start) => text.AsSpan(Math.Max(0, start - 8), Math.Min(8, start)).ContainsAny('在', '于', '到');

    private static bool IsCjk(char c) => c is >= '\u2E80' and <= '\u9FFF' or '）' or '（';

    // A name right behind "使用" or "基于" is a part, whatever else the sentence proposes.
    private static bool IsUsed(PartText part, int start) => part.CueBefore(start, 1) is { Cue: Cue.Uses or Cue.BasedOn or Cue.Compares or Cue.Denies } cue && cue.Start + cue.Length >= start - 1;

    private static bool ProposesSomething(PartText part, int index)
    {
        var from = part.SentenceStart(index);
        var to = part.SentenceEnd(index);
        foreach (var cue in part.Cues)
        {
            if (cue.Start >= from && cue.Start < to && cue.Cue is Cue.Introduces or Cue.Names)
                return true;
        }
        return false;
    }

    // 图像复制检测（ICD）模型ICDiff: the parenthesis belongs to a noun that has a name of its own.
    private static bool IsModifier(string text, int close)
    {
        var i = close + 1;
        while (i < text.Length && i < close + 7 && IsCjk(text[i]))
            i++;
        return i > close + 1 && i + 1 < text.Length && char.IsAsciiLetterUpper(text[i]) && NameShape.IsNameChar(text[i + 1]);
    }

    public static FactRule Gloss { get; } = new("gloss",
        "An English name in parentheses behind the Chinese words for it, or a short name with its full words in parentheses, is a technique: "
        + "introduced behind 提出 or 引入, else used: 利用RoTE（Rotary Time Embeddings）.",
        static (context, facts) =>
        {
            foreach (var part in context.Prose)
            {
                for (var (open, close) = NameTokens.NextParentheses(part.Text, 0); open >= 0; (open, close) = NameTokens.NextParentheses(part.Text, close + 1))
                    AddGloss(context, facts, part, open, close);
            }
        });

    private static void AddGloss(EntryContext context, FactCollector facts, PartText part, int open, int close)
    {
        // Most remarks in parentheses begin with no capital.
        if (part.Text.AsSpan(open + 1, close - open - 1).TrimStart() is not [>= 'A' and <= 'Z', ..])
            return;
        var inside = part.Text[(open + 1)..close].Trim();
        var words = inside.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length is < 2 or > 5 || !Array.TrueForAll(words, w => char.IsAsciiLetterUpper(w[0]) && NameShape.IsNameToken(w)) || Array.TrueForAll(words, w => OrdinaryEnglish.IsFieldWord(w)))
            return;
        // The gloss of a general term, 多模态大模型（Multimodal Large Language Model）, names no technique.
        if (OrdinaryEnglish.IsFieldWord(words[^1]))
            return;
        var nameStart = NameTokens.TokenBefore(part.Text, open);
        var name = nameStart < open ? part.Text[nameStart..open].Trim() : inside;
        if (nameStart < open ? !NameShape.IsDistinctive(name) || !HasInitials(name, words) : open == 0 || !IsCjk(part.Text[open - 1]))
            return;
        var start = nameStart < open ? nameStart : open + 1;
        if (part.MentionIn(start, close) is not null || facts.IntroducesName(name) || context.Known(name) is not null)
            return;
        var relation = part.CueBefore(start, 16)?.Cue switch
        {
            Cue.Introduces or Cue.Names => Relation.Introduces,
            Cue.Uses or Cue.BasedOn => Relation.UsesTechnique,
            _ => (Relation?)null,
        };
        if (relation is { } found)
            facts.Add(found, ThingKind.Technique, name, part, start, nameStart < open ? name.Length : inside.Length, "gloss", default, 0.75);
    }

    private static bool HasInitials(string name, string[] words) =>
        char.ToUpperInvariant(name[0]) == words[0][0] && words.Count(w => name.Contains(w[0], StringComparison.OrdinalIgnoreCase)) >= words.Length - 1;

    public static FactRule PrimarySource { get; } = new("primary-source",
        "A thing that the entry names and whose primary source, by the catalogue, is this very paper is introduced by it.",
        static (context, facts) =>
        {
            if (context.Fields.Arxiv is not { } arxiv || !context.Catalogue.IsSource(arxiv))
                return;
            foreach (var part in context.Parts)
            {
                foreach (var mention in part.Mentions)
                {
                    if (mention.Thing.Kind != ThingKind.Organization && context.IsSourceOf(mention.Thing))
                        facts.Add(Relation.Introduces, mention.Thing.Kind, mention.Thing.Name, part, mention.Start, mention.Length, "primary-source", default, 0.9, stated: false);
                }
            }
        });

    public static FactRule Repository { get; } = new("repository",
        "Where the entry has no other name for the work, a distinctive repository name is it: github.com/antoyang/FrozenBiLM introduces FrozenBiLM.",
        static (context, facts) =>
        {
            if (facts.Introduces)
                return;
            foreach (var link in context.Entry.Links)
            {
                if (RepositoryNames.Of(link.Url) is not { IsEmpty: false } names)
                    continue;
                foreach (var name in names)
                {
                    if (AddRepository(context, facts, link, name))
                        return;
                }
            }
        });

    private static bool AddRepository(EntryContext context, FactCollector facts, EntryLink link, string name)
    {
        var thing = context.Known(name);
        if (thing is null && !RepositoryNames.IsNameOfWork(name, context.Title?.Text ?? "", part => context.Catalogue.Find(ThingKind.Model, part) is { Ordinary: false }))
            return false;
        // The repository of a thing that another paper presents is what the work builds on.
        if (thing is { Source: not null } && context.Fields.Arxiv is not null && !context.IsSourceOf(thing))
            return false;
        var canonical = thing?.Name ?? name;
        var kind = thing?.Kind ?? RepositoryKind(context, canonical);
        if (facts.Relates(kind, canonical))
            return false;
        facts.AddLink(Relation.Introduces, kind, canonical, link, RepositoryNames.Quote(link.Url, name), "repository", thing is null ? 0.7 : 0.85);
        return true;
    }

    public static FactRule ShortNote { get; } = new("short-note",
        "A note that is nothing but names, or \"the NAME paper\", introduces them: \"Vision Transformer (ViT).\" introduces ViT.",
        static (context, facts) =>
        {
            foreach (var part in context.Prose)
            {
                if (part.Text.Length >= 80 || part.Mentions.Length == 0 || !IsOnlyNames(part))
                    continue;
                foreach (var mention in part.Mentions)
                {
                    if (mention.Thing.Kind is not (ThingKind.Model or ThingKind.Dataset) && !context.IsSourceOf(mention.Thing))
                        continue;
                    facts.Add(Relation.Introduces, mention.Thing.Kind, mention.Thing.Name, part, mention.Start, mention.Length, "short-note", mention.Sizes, 0.9);
                }
            }
        });

    private static readonly HashSet<string> SummaryLabels = new(["Brief", "Summary", "TL;DR", "TLDR", "Introduction", "Intro", "Overview", "Description", "Note", "Notes", "简介", "简述", "介绍", "描述", "说明", "总结"], StringComparer.OrdinalIgnoreCase);

    private static bool IsOnlyNames(PartText part)
    {
        // A label such as "Brief" makes a note a statement about the work; without one, names in parentheses are mere remarks, and columns hold parts.
        if (part.Part.Label is not { } label || !SummaryLabels.Contains(label.Trim(' ', ':', '：', '*')))
            return false;
        var rest = new System.Text.StringBuilder();
        var at = 0;
        foreach (var mention in part.Mentions)
        {
            rest.Append(part.Text, at, mention.Start - at);
            at = mention.End;
        }
        rest.Append(part.Text, at, part.Text.Length - at);
        return rest.ToString().Split([' ', '.', ',', '(', ')'], StringSplitOptions.RemoveEmptyEntries)
            .All(word => word.ToLowerInvariant() is "the" or "and" or "model" or "models" or "paper" or "i" or "e" or "a" or "of");
    }

    public static FactRule FamilyMember { get; } = new("family-member",
        "A name that is built from the introduced one is introduced with it: a paper on Qwen that speaks of Qwen-Chat, or of the Qwen40K dataset, introduces both.",
        static (context, facts) =>
        {
            if (facts.IntroducedModels() is not { IsEmpty: false } introduced)
                return;
            var families = introduced.Select(Folding.Key).Where(key => key.Length > 2).ToArray();
            if (families.Length == 0)
                return;
            foreach (var part in context.Prose)
            {
                foreach (var mention in part.MentionsOf(ThingKind.Model))
                    AddMember(facts, families, part, mention.Start, mention.Length, mention.Thing.Name);
                foreach (var (start, length) in part.NewNames)
                    AddFamilyDataset(facts, families, part, start, length);
                foreach (var (start, length) in NameTokens.Hyphenated(part.Text))
                {
                    if (char.IsAsciiLetterUpper(part.Text[start]) && part.MentionIn(start, start + length) is null)
                        AddMember(facts, families, part, start, length, SizeSuffix.Split(part.Text.Substring(start, length)).Name);
                }
            }
        });

    // "... and release Quillon40K dataset"
    private static void AddFamilyDataset(FactCollector facts, string[] families, PartText part, int start, int length)
    {
        if (KindGuess.FromNeighbours(part.Text, start, length) != ThingKind.Dataset)
            return;
        Span<char> buffer = stackalloc char[Folding.AsciiKeyLength];
        var key = Folding.ShortKey(part.Text.AsSpan(start, length), buffer);
        foreach (var family in families)
        {
            if (key.Length > family.Length && key.StartsWith(family, StringComparison.Ordinal))
            {
                facts.Add(Relation.Introduces, ThingKind.Dataset, part.Text.Substring(start, length), part, start, length, "family-member", default, 0.8);
                return;
            }
        }
    }

    private static void AddMember(FactCollector facts, string[] families, PartText part, int start, int length, string name)
    {
        if (Array.Exists(families, family => IsMember(name, family)) && part.CueBefore(start, 20) is not { Cue: Cue.Compares or Cue.Denies or Cue.BasedOn or Cue.Studies })
            facts.Add(Relation.Introduces, ThingKind.Model, name, part, start, length, "family-member", default, 0.8);
    }

    // The family's name with further words joined by hyphens, before or behind it.
    private static bool IsMember(string name, string family)
    {
        // Most names do not hold the family's at all.
        Span<char> buffer = stackalloc char[Folding.AsciiKeyLength];
        if (!Folding.ShortKey(name, buffer).Contains(family, StringComparison.Ordinal))
            return false;
        var words = name.Split(['-', ' '], StringSplitOptions.RemoveEmptyEntries);
        // Further words are parts of names: capitalised, or a stage such as "base".
        if (!Array.TrueForAll(words, w => char.IsUpper(w[0]) || char.IsDigit(w[0]) || w is "base" or "chat" or "instruct" or "small" or "large" or "video" or "vl"))
            return false;
        for (var first = 0; first < words.Length; first++)
        {
            for (var count = 1; count <= words.Length - first; count++)
            {
                if (count < words.Length && Folding.Key(string.Concat(words.Skip(first).Take(count))) == family)
                    return true;
            }
        }
        return false;
    }

    /// <summary>The kind of a name that a title introduces.</summary>
    public static ThingKind KindOf(EntryContext context, TitleName name) => KindOf(context, name.Name, name.Thing, context.Titles.Expansion, LabelOf(context, name.Name));

    // The heading of a column that gives the work the same name says what it is.
    private static string? LabelOf(EntryContext context, string name)
    {
        foreach (var part in context.Of(PartRoles.Name))
        {
            if (part.Part.Label is { } label && KindGuess.OfNoun(label) is not null && Folding.Key(part.Text) == Folding.Key(name))
                return label;
        }
        // What stands alone in a column of datasets is one.
        return context.Titles.Expansion.Length == 0 && context.Title?.Part.Label is { } heading && KindGuess.OfNoun(heading) == ThingKind.Dataset ? heading : null;
    }

    // A title that is a sentence about doing something presents a method, whatever its repository is called.
    private static ThingKind RepositoryKind(EntryContext context, string name)
    {
        var title = context.Title?.Text ?? "";
        var first = title.Split(' ')[0];
        var acts = OrdinaryEnglish.StartsPhrase(first) || first is "Transfer" or "Reduce" or "Mitigate" or "Scale" or "Steer";
        return acts && KindGuess.FromForm(name) is not ThingKind.Dataset && !KindGuess.IsModelByEnding(name) ? ThingKind.Technique : KindOf(context, name, null, title);
    }

    /// <summary>The kind of an introduced name.</summary>
    private static ThingKind KindOf(EntryContext context, string name, CatalogueThing? thing, string expansion, string? label = null, ThingKind? beside = null, bool apart = false)
    {
        // What other entries' titles taught is weaker than what this one says.
        if (thing is { Learned: false })
            return label is not null && thing.Kind == ThingKind.Model && IsDatasetSection(context) && Described(context) == ThingKind.Dataset ? ThingKind.Dataset : thing.Kind;
        if (label is not null && KindGuess.OfNoun(label) is { } labelled)
            return labelled;
        if (beside is { } known)
            return known;
        foreach (var part in context.Prose)
        {
            for (var at = part.Text.IndexOf(name, StringComparison.Ordinal); at >= 0; at = part.Text.IndexOf(name, at + name.Length, StringComparison.Ordinal))
            {
                if (KindGuess.FromNeighbours(part.Text, at, name.Length) is { } kind)
                    return kind;
            }
        }
        return Described(context) ?? thing?.Kind
            ?? (apart ? KindGuess.RightBehind(expansion, name) ?? KindGuess.OfWrittenOut(expansion, name) : null)
            ?? ((expansion.Length == 0 || apart) && IsDatasetSection(context) ? ThingKind.Dataset : (ThingKind?)null)
            ?? (KindGuess.ExplainsDataset(expansion) ? ThingKind.Dataset : (ThingKind?)null)
            ?? KindGuess.OfSystem(name, expansion) ?? KindGuess.FromForm(name) ?? KindGuess.FromExpansion(expansion) ?? KindGuess.FromWeakForm(name) ?? SectionHint(context) ?? ThingKind.Model;
    }

    private static ThingKind? Described(EntryContext context)
    {
        foreach (var part in context.Prose)
        {
            if (KindGuess.FromDescription(part.Text) is { } kind)
                return kind;
        }
        return null;
    }

    private static readonly SearchValues<string> DatasetHeadings = SearchValues.Create("benchmark|dataset|corpora|corpus|leaderboard".Split('|'), StringComparison.OrdinalIgnoreCase);

    private static readonly SearchValues<string> ChineseDatasetHeadings = SearchValues.Create("数据集|语料|基准".Split('|'), StringComparison.Ordinal);

    private static readonly SearchValues<string> TechniqueHeadings = SearchValues.Create(
        "technique|prompting|reasoning|alignment|decoding|fine-tuning|optimization|quantization|distillation|method|attention|pruning|compression|mitigation".Split('|'), StringComparison.OrdinalIgnoreCase);

    private static readonly SearchValues<string> ModelHeading = SearchValues.Create(["model"], StringComparison.OrdinalIgnoreCase);

    // The section is the last word, where neither the entry's text nor the name's form says anything; datasets stand in sections of datasets at any depth.
    private static ThingKind? SectionHint(EntryContext context)
    {
        if (IsDatasetSection(context))
            return ThingKind.Dataset;
        foreach (var heading in context.Entry.Section)
        {
            if (heading.AsSpan().ContainsAny(TechniqueHeadings) && !heading.AsSpan().ContainsAny(ModelHeading) && !heading.Contains("LLM", StringComparison.Ordinal))
                return ThingKind.Technique;
        }
        return null;
    }

    private static bool IsDatasetSection(EntryContext context)
    {
        foreach (var heading in context.Entry.Section)
        {
            if (heading.AsSpan().ContainsAny(DatasetHeadings) || heading.AsSpan().ContainsAny(ChineseDatasetHeadings))
                return true;
        }
        return false;
    }
}
