using System.Buffers;
using System.Runtime.InteropServices;
using MultimodalPapers.Catalogue;
using MultimodalPapers.Extraction.Cues;
using MultimodalPapers.Extraction.Names;
using MultimodalPapers.Reading;

namespace MultimodalPapers.Extraction;

/// <summary>What the rules look at: one entry, its fields, and for each of its texts the known names and the cue words in it.</summary>
internal sealed class EntryContext
{
    private readonly PartText[] _parts;

    // Those that some part has.
    private readonly PartRoles _roles;

    public EntryContext(ListEntry entry, Record fields, NameCatalogue catalogue)
    {
        Entry = entry;
        Fields = fields;
        Catalogue = catalogue;
        var parts = new PartText[entry.Parts.Length];
        for (var i = 0; i < parts.Length; i++)
        {
            parts[i] = new PartText(entry.Parts[i], i, catalogue);
            _roles |= parts[i].Roles;
            if (Title is null && parts[i].Role == PartRole.Title)
                Title = parts[i];
        }
        _parts = parts;
        Titles = TitleNames.Read(this);
    }

    public ListEntry Entry { get; }

    /// <summary>The record without facts.</summary>
    public Record Fields { get; }

    public NameCatalogue Catalogue { get; }

    public PartsOf Parts => new(_parts, PartRoles.All);

    /// <summary>The names that the title introduces.</summary>
    public TitleNames Titles { get; }

    public PartText? Title { get; }

    /// <summary>The texts in which a statement about the work may stand: notes and abstracts.</summary>
    public PartsOf Prose => Of(PartRoles.Prose);

    /// <summary>Titles, notes and abstracts.</summary>
    public PartsOf Running => Of(PartRoles.Running);

    /// <summary>Titles, notes, abstracts, and the names beside titles.</summary>
    public PartsOf Named => Of(PartRoles.Named);

    /// <summary>The parts of some roles, in the order in which they stand. Costs nothing where the entry has none.</summary>
    public PartsOf Of(PartRoles roles) => new((_roles & roles) == PartRoles.None ? [] : _parts, roles);

    /// <summary>Whether the catalogue says that this very work is the primary source of the thing.</summary>
    public bool IsSourceOf(CatalogueThing thing) =>
        Fields.Arxiv is { } arxiv && thing.Source is { } source && source.StartsWith("arXiv:", StringComparison.OrdinalIgnoreCase)
        && source.AsSpan(6).SequenceEqual(arxiv);

    /// <summary>The thing of a name, of any kind that works introduce.</summary>
    public CatalogueThing? Known(ReadOnlySpan<char> name) =>
        Catalogue.FindFirst(name, [ThingKind.Model, ThingKind.Dataset, ThingKind.Technique]);
}

/// <summary>One part of an entry with the names and cues in it, found when first asked for.</summary>
internal sealed class PartText(EntryPart part, int index, NameCatalogue catalogue)
{
    private Mention[]? _mentions;

    // A bit for each kind of thing that is mentioned.
    private int _kinds;
    private (int Start, int Length, Cue Cue)[]? _cues;
    private (int Start, int Length)[]? _newNames;

    public EntryPart Part { get; } = part;

    /// <summary>The part's place in the entry, from 0.</summary>
    public int Index { get; } = index;

    public PartRole Role => Part.Role;

    /// <summary>The set of this part's role alone.</summary>
    public PartRoles Roles => (PartRoles)(1 << (int)Part.Role);

    public string Text => Part.Text.Text;

    /// <summary>In order of their places; they do not overlap.</summary>
    public Mention[] Mentions => _mentions ??= FindMentions();

    private Mention[] FindMentions()
    {
        var found = ImmutableCollectionsMarshal.AsArray(catalogue.Matcher.Find(Text))!;
        var kept = 0;
        foreach (var mention in found)
        {
            if (IsOtherwiseSpelled(mention))
                continue;
            found[kept++] = mention;
            _kinds |= 1 << (int)mention.Thing.Kind;
        }
        return kept == found.Length ? found : found[..kept];
    }

    /// <summary>The mentions of things of one kind.</summary>
    public MentionsOf MentionsOf(ThingKind kind) => new((Mentions.Length > 0 && (_kinds >> (int)kind & 1) != 0) ? Mentions : [], kind);

    /// <summary>The first mention that has a character in common with a stretch of the text; null where none has.</summary>
    public Mention? MentionIn(int start, int end)
    {
        foreach (var mention in Mentions)
        {
            if (mention.Start < end && mention.End > start)
                return mention;
        }
        return null;
    }

    /// <summary>The first mention that begins in a stretch of the text; null where none does.</summary>
    public Mention? MentionFrom(int start, int end)
    {
        foreach (var mention in Mentions)
        {
            if (mention.Start >= start && mention.Start < end)
                return mention;
        }
        return null;
    }

    /// <summary>The mention that covers a stretch of the text; null where none does.</summary>
    public Mention? MentionOver(int start, int end)
    {
        foreach (var mention in Mentions)
        {
            if (mention.Start <= start && mention.End >= end)
                return mention;
        }
        return null;
    }

    /// <summary>Distinctive tokens that the catalogue does not know.</summary>
    public (int Start, int Length)[] NewNames => _newNames ??= NameTokens.New(this);

    private bool IsOtherwiseSpelled(Mention mention) => mention.Thing.Exact && string.CompareOrdinal(Text, mention.Start, mention.Thing.Name, 0, mention.Thing.Name.Length) != 0;

    /// <summary>In order of their places.</summary>
    public (int Start, int Length, Cue Cue)[] Cues => _cues ??= CueWords.Trie.Find(Text);

    /// <summary>Whether somewhere in the text something is proposed, or given a name.</summary>
    public bool Proposes => Array.Exists(Cues, static cue => cue.Cue is Cue.Introduces or Cue.Names);

    /// <summary>Where the sentence that holds an index begins.</summary>
    public int SentenceStart(int index)
    {
        for (var i = Text.AsSpan(0, Math.Min(index, Text.Length)).LastIndexOfAny(SentenceEnds); i >= 0; i = Text.AsSpan(0, i).LastIndexOfAny(SentenceEnds))
        {
            if (EndsSentence(Text, i))
                return i + 1;
        }
        return 0;
    }

    /// <summary>Where the sentence that holds an index ends, exclusive.</summary>
    public int SentenceEnd(int index)
    {
        for (var i = index; i < Text.Length; i++)
        {
            var sign = Text.AsSpan(i).IndexOfAny(SentenceEnds);
            if (sign < 0)
                break;
            i += sign;
            if (EndsSentence(Text, i))
                return i;
        }
        return Text.Length;
    }

    private static readonly SearchValues<char> SentenceEnds = SearchValues.Create("。！？；\n.!?;");

    private static bool EndsSentence(string text, int i) => text[i] switch
    {
        '。' or '！' or '？' or '；' or '\n' => true,
        '.' or '!' or '?' or ';' => i + 1 >= text.Length || (text[i + 1] is ' ' or '\n' && !IsAbbreviation(text, i)),
        _ => false,
    };

    private static bool IsAbbreviation(string text, int dot) =>
        text[dot] == '.' && dot >= 2 && (text[dot - 2] is '.' or ' ' or '(' || text.AsSpan(0, dot).EndsWith("et al") || text.AsSpan(0, dot).EndsWith("vs"))
        && char.IsAsciiLetter(text[dot - 1]);

    /// <summary>The cue that governs a name: the nearest before it in its sentence, as long as no other statement lies between.</summary>
    /// <returns>Null where none is near.</returns>
    public (int Start, int Length, Cue Cue)? CueBefore(int start, int reach)
    {
        var cues = Cues;
        for (var i = LastCueBefore(start); i >= 0; i--)
        {
            var cue = cues[i];
            if (start - (cue.Start + cue.Length) > reach)
                return null;
            if (cue.Start + cue.Length > start)
                continue;
            // "derived from" governs, not the "from" in it.
            while (i > 0 && cues[i - 1].Start + cues[i - 1].Length >= cue.Start + cue.Length && cues[i - 1].Start + cues[i - 1].Length <= start)
                cue = cues[--i];
            return cue.Start >= SentenceStart(start) ? cue : null;
        }
        return null;
    }

    private int LastCueBefore(int start)
    {
        int low = 0, high = Cues.Length;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (Cues[middle].Start < start)
                low = middle + 1;
            else
                high = middle;
        }
        return low - 1;
    }
}
