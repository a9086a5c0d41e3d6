using System.Buffers;
using System.Collections.Immutable;
using MultimodalPapers.Catalogue;
using MultimodalPapers.Text;

namespace MultimodalPapers.Extraction.Names;

/// <summary>The names that a title introduces, and what it says after them.</summary>
/// <param name="Names">In order; empty where the title is a sentence.</param>
/// <param name="Expansion">The text after the colon; empty where there is none.</param>
internal sealed record TitleNames(ImmutableArray<TitleName> Names, string Expansion)
{
    private static readonly TitleNames None = new([], "");

    /// <summary>Whether what follows the colon explains this name.</summary>
    public bool Explains(string name)
    {
        foreach (var own in Names)
        {
            if (Expansion.Length > 0 && Folding.Key(own.Name) == Folding.Key(name))
                return true;
        }
        return false;
    }

    // "Technical report" and the like behind a name say what document it is.
    private static readonly string[] Documents = ["technical report", "tech report", "system card", "model card", "report", "blog", "blogpost", "系列", "技术报告"];

    public static TitleNames Read(EntryContext context)
    {
        if (context.Title is not { } title)
            return None;
        var text = title.Text;
        var colon = Separator(text);
        if (colon.Start > 0)
        {
            var names = Split(context, title, 0, colon.Start);
            var expansion = text.AsSpan(colon.Start + colon.Length).Trim();
            // "Efficient Multimodal Models: A Survey" has a subject, not a name.
            if (IsSurvey(expansion) && !names.Any(n => n.Thing is null && NameShape.IsDistinctive(n.Name)))
                return None;
            if (names.Length > 0)
                return new TitleNames(names, expansion.ToString());
            var (from, to) = TrimRange(text, 0, colon.Start);
            if (from < to && NameShape.IsExplainedName(text.AsSpan(from, to - from), expansion))
                return new TitleNames([new TitleName(from, to - from, text[from..to], null, [])], expansion.ToString());
        }
        var alone = NameAlone(context, title);
        return alone is null ? None : new TitleNames([alone], "");
    }

    private static readonly string[] SurveyWords = ["survey", "review", "overview", "tutorial", "roadmap", "challenges", "taxonomy", "advances"];

    private static readonly SearchValues<string> AnySurveyWord = SearchValues.Create(SurveyWords, StringComparison.OrdinalIgnoreCase);

    // One of the first six words says so.
    private static bool IsSurvey(ReadOnlySpan<char> expansion) =>
        (expansion.ContainsAny(AnySurveyWord) && HasSurveyWord(expansion)) || expansion.StartsWith("The Next Frontier", StringComparison.OrdinalIgnoreCase);

    private static bool HasSurveyWord(ReadOnlySpan<char> expansion)
    {
        Span<Range> words = stackalloc Range[7];
        words = words[..expansion.Split(words, ' ', StringSplitOptions.RemoveEmptyEntries)];
        foreach (var range in words[..Math.Min(words.Length, 6)])
        {
            foreach (var word in SurveyWords)
            {
                if (expansion[range].Trim(",.:").Equals(word, StringComparison.OrdinalIgnoreCase))
                    return true;
            }
        }
        return false;
    }

    private static readonly SearchValues<char> Separators = SearchValues.Create(":：-–—");

    /// <summary>The first colon, or a dash between spaces, that may part a name from its explanation; start -1 where there is none.</summary>
    private static (int Start, int Length) Separator(string text)
    {
        var end = Math.Min(text.Length - 1, 64);
        for (var i = 1; i < end; i++)
        {
            var sign = text.AsSpan(i, end - i).IndexOfAny(Separators);
            if (sign < 0)
                break;
            i += sign;
            if (text[i] is ':' or '：' && !(text[i + 1] == '/' && i + 2 < text.Length && text[i + 2] == '/'))
                return (i, 1);
            if (text[i] is '-' or '–' or '—' && text[i - 1] == ' ' && text[i + 1] == ' ')
                return (i, 1);
        }
        return (-1, 0);
    }

    private static ImmutableArray<TitleName> Split(EntryContext context, PartText title, int start, int end)
    {
        var (from, to) = TrimRange(title.Text, start, end);
        if (from >= to)
            return [];
        (from, to) = LatinName(title.Text, from, to);
        if (Abbreviated(context, title, from, to) is { } abbreviated)
            return [abbreviated];
        if (One(context, title, from, to) is { } name && !(name.Thing is null && JoinsNames(context, title.Text.AsSpan(from, to - from))))
            return [name];
        var names = ImmutableArray.CreateBuilder<TitleName>();
        foreach (var (pieceStart, pieceEnd) in Pieces(title.Text, from, to))
        {
            // "Align, Adapt and Inject": words among others, though ALIGN is a model.
            if (One(context, title, pieceStart, pieceEnd) is not { } piece || IsWord(title.Text.AsSpan(piece.Start, piece.Length), piece.Thing) || (piece.Thing is null && !NameShape.IsDistinctive(piece.Name) && names.Count == 0 && !LooksCoined(piece.Name)))
                return [];
            names.Add(piece);
        }
        return names.Count > 1 && names.Any(n => n.Thing is not null || NameShape.IsDistinctive(n.Name)) ? names.ToImmutable() : [];
    }

    // "Quillon & Quillon-LLM": an ampersand between two words that are spelled as only names are.
    private static bool JoinsNames(EntryContext context, ReadOnlySpan<char> text)
    {
        var sign = text.IndexOf(" & ", StringComparison.Ordinal);
        return sign > 0 && (NameShape.IsDistinctive(text[..sign]) || context.Known(text[..sign]) is not null) && NameShape.IsDistinctive(text[(sign + 3)..]);
    }

    // 萤火(Lampyris): of a Chinese name and its Latin one the Latin.
    private static (int From, int To) LatinName(string text, int from, int to)
    {
        var open = text[to - 1] is ')' or '）' ? text.AsSpan(from, to - from).IndexOfAny('(', '（') : -1;
        if (open < 1 || !NameShape.IsDistinctive(text.AsSpan(from + open + 1, to - from - open - 2)))
            return (from, to);
        foreach (var c in text.AsSpan(from, open))
        {
            if (!Reading.Labels.IsCjk(c))
                return (from, to);
        }
        return (from + open + 1, to - 1);
    }

    // "Nightly Path Memory (NPM): ...": the initials; of "Quillon (Lampyris-2): ..." the first.
    private static TitleName? Abbreviated(EntryContext context, PartText title, int from, int to)
    {
        var open = title.Text[to - 1] == ')' ? title.Text.AsSpan(from, to - from).LastIndexOf(" (") + from : -1;
        if (open <= from)
            return null;
        var (phrase, inside) = (title.Text[from..open], title.Text[(open + 2)..(to - 1)]);
        if (inside.Count(char.IsAsciiLetterUpper) > 1 && !inside.Contains(' ', StringComparison.Ordinal) && NameTokens.IsSpelledBy(phrase, inside))
            return One(context, title, open + 2, to - 1);
        return phrase.Contains(' ', StringComparison.Ordinal) ? null : One(context, title, from, open);
    }

    // Capitalised parts that are joined as no spelling of the technique joins them.
    private static bool IsCoined(ReadOnlySpan<char> text, CatalogueThing technique)
    {
        if (!text.Contains('-'))
            return false;
        foreach (var part in text.Split('-'))
        {
            if (text[part].Length < 2 || !char.IsAsciiLetterUpper(text[part][0]))
                return false;
        }
        var words = text.ToString().Replace('-', ' ').TrimEnd('s');
        return !technique.Spellings.Append(technique.Name).Any(spelling => words.Equals(spelling.Replace('-', ' ').TrimEnd('s'), StringComparison.OrdinalIgnoreCase));
    }

    private static bool IsWord(ReadOnlySpan<char> text, CatalogueThing? thing) =>
        thing is { Kind: ThingKind.Technique } ? !NameShape.IsDistinctive(text) : thing is not null && OrdinaryEnglish.IsCommon(text) | !NameShape.IsDistinctive(text) && !text.SequenceEqual(thing.Name);

    private static bool LooksCoined(string name) => !name.Contains(' ') && !OrdinaryEnglish.IsCommon(name);

    private static TitleName? One(EntryContext context, PartText title, int from, int to)
    {
        (from, to) = TrimRange(title.Text, from, to);
        if (from >= to)
            return null;
        var mention = NameOf(title, from, to);
        // Dif-Fusion is a name, though it folds to a technique's.
        var text = title.Text.AsSpan(from, to - from);
        var coined = mention is { Thing.Kind: ThingKind.Technique } && IsCoined(text, mention.Thing);
        if (mention is not null && mention.Thing.Kind != ThingKind.Organization && !coined)
            return new TitleName(from, to - from, mention.Thing.Name, mention.Thing, mention.Sizes);
        var (length, size) = SizeSuffix.Find(text);
        // LVD-2M is a dataset of two million items, not a model of that size.
        if (length < text.Length && text[size][^1] == 'M' && KindGuess.FromExpansion(title.Text.AsSpan(to).TrimStart(": ")) == ThingKind.Dataset)
            length = text.Length;
        var name = text[..length];
        if (!coined && context.Known(name) is { } thing && !(coined = thing.Kind == ThingKind.Technique && IsCoined(name, thing)))
            return new TitleName(from, to - from, thing.Name, thing, Sizes(text, length, size));
        return coined || (NameShape.IsTitleName(name) && !IsDeedTo(title, from, to)) ? new TitleName(from, to - from, name.ToString(), null, Sizes(text, length, size)) : null;
    }

    // "Red Teaming GPT-4V: ...": what is done to a known model is no name.
    private static bool IsDeedTo(PartText title, int from, int to)
    {
        foreach (var mention in title.Mentions)
        {
            if (mention.Thing.Kind == ThingKind.Model && mention.Start > from && mention.End == to)
                return title.Text.AsSpan(from, mention.Start - from).EndsWith("ing ", StringComparison.Ordinal);
        }
        return false;
    }

    private static ImmutableArray<string> Sizes(ReadOnlySpan<char> text, int length, Range size) => length == text.Length ? [] : [text[size].ToString().ToUpperInvariant()];

    // The mention that fills a stretch, a sign at either end aside.
    private static Mention? NameOf(PartText title, int from, int to)
    {
        foreach (var mention in title.Mentions)
        {
            if (mention.Start >= from - 1 && mention.Start <= from && mention.End >= to - 1)
                return mention;
        }
        return null;
    }

    private static TitleName? NameAlone(EntryContext context, PartText title)
    {
        var text = title.Text;
        var end = text.Length;
        foreach (var document in MayEndWithDocument(text) ? Documents : [])
        {
            if (end > document.Length && text.AsSpan(0, end).EndsWith(document, StringComparison.OrdinalIgnoreCase))
            {
                end -= document.Length;
                break;
            }
        }
        var (from, to) = TrimRange(text, 0, end);
        if (from >= to)
            return null;
        var named = One(context, title, from, to);
        if (named is null)
            return null;
        if (named.Thing is { Kind: ThingKind.Model or ThingKind.Dataset })
            return named;
        if (named.Thing is { Kind: ThingKind.Technique })
            return context.IsSourceOf(named.Thing) || NameShape.IsDistinctive(named.Thing.Name) ? named : null;
        var words = named.Name.Split(' ');
        if (words.Length == 1 && !OrdinaryEnglish.IsCommon(named.Name) && !OrdinaryEnglish.IsFieldWord(named.Name) && (title.Part.Label is not null || IsRepository(context, named.Name)))
            return named.Sizes is [[.., 'M']] ? new TitleName(from, to - from, text[from..to], null, []) : named;
        return words.Length <= 2 && Array.Exists(words, w => NameShape.IsDistinctive(w)) && !Array.Exists(words, w => OrdinaryEnglish.IsFieldWord(w)) ? named : null;
    }

    // A title of one word that is also the name of the work's repository or weights.
    private static bool IsRepository(EntryContext context, string name)
    {
        var key = Folding.Key(name);
        foreach (var link in context.Entry.Links)
        {
            foreach (var repository in RepositoryNames.Of(link.Url))
            {
                if (key.Length > 3 && Folding.Key(repository).StartsWith(key, StringComparison.Ordinal))
                    return true;
            }
        }
        return false;
    }

    private static bool MayEndWithDocument(string text) => text is [.., 't' or 'T' or 'd' or 'D' or 'g' or 'G' or '列' or '告'];

    private static (int From, int To) TrimRange(string text, int from, int to)
    {
        while (from < to && (char.IsWhiteSpace(text[from]) || text[from] is '"' or '“' or '*' or '`' or '[' or '「' or '《' or ',' or '\''))
            from++;
        while (to > from && (char.IsWhiteSpace(text[to - 1]) || text[to - 1] is '"' or '”' or '*' or '`' or ']' or '」' or '》' or ',' or '.' or '\''))
            to--;
        return (from, to);
    }

    private static IEnumerable<(int, int)> Pieces(string text, int from, int to)
    {
        var start = from;
        for (var i = from; i < to; i++)
        {
            var length = text[i] is ',' or '&' or '/' or '、' ? 1
                : i + 5 <= to && text[i] == ' ' && string.CompareOrdinal(text, i, " and ", 0, 5) == 0 ? 5 : 0;
            if (length == 0)
                continue;
            if (i > start)
                yield return (start, i);
            start = i + length;
            i = start - 1;
        }
        if (start < to)
            yield return (start, to);
    }
}

/// <param name="Start">Index in the title.</param>
/// <param name="Length">Length in the title, sizes included.</param>
/// <param name="Name">Canonical where the catalogue knows it, else as written.</param>
/// <param name="Thing">Null where the catalogue lacks the name.</param>
/// <param name="Sizes">Sizes that stand with it.</param>
internal sealed record TitleName(int Start, int Length, string Name, CatalogueThing? Thing, ImmutableArray<string> Sizes);
