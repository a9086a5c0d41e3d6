using System.Collections.Immutable;
using System.Numerics;
using System.Runtime.InteropServices;
using MultimodalPapers.Extraction;
using MultimodalPapers.Text;

namespace MultimodalPapers.Catalogue;

/// <summary>Finds the catalogue's names in a text.</summary>
/// <remarks>
/// The text is passed over once, and at each beginning of a word, or Chinese character, the longest spelling is sought that fits: its letters
/// (folded, separators skipped where the spelling allows them), its letter case, and what stands beside it (<see cref="NameWalls"/>). Cost: linear in the text. Nothing is
/// allocated but the mentions. Safe for use by several threads.
/// </remarks>
public sealed class CatalogueMatcher
{
    private const int MostEnds = 16;
    private const int MostVariantWords = 3;
    private const int LongestSharedEnd = 2;
    private readonly NameTrie _trie;

    /// <param name="things">In order of precedence: where two claim one spelling, the first has it.</param>
    public CatalogueMatcher(ImmutableArray<CatalogueThing> things) => _trie = new NameTrie(NamePatterns.Of(things));

    /// <summary>The mentions in order of <see cref="Mention.Start"/>; they do not overlap. Leftmost first, the longer spelling before the shorter.</summary>
    public ImmutableArray<Mention> Find(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Find(text.AsSpan());
    }

    /// <inheritdoc cref="Find(string)"/>
    public ImmutableArray<Mention> Find(ReadOnlySpan<char> text) => Find(text, out _);

    /// <param name="text">The text.</param>
    /// <param name="steps">Characters looked at in the tree of names: the measure of the search's cost.</param>
    internal ImmutableArray<Mention> Find(ReadOnlySpan<char> text, out long steps)
    {
        steps = 0;
        var search = new Search(text);
        var next = 0;
        for (var from = 0; from < text.Length; from += WordStarts.Stretch)
        {
            for (var starts = WordStarts.In(text, from); starts != 0; starts &= starts - 1)
            {
                var i = from + BitOperations.TrailingZeroCount(starts);
                if (i < next || _trie.Enter(text, i) is not { State: not 0 } entered)
                    continue;
                if (!(i > next && IsInsideWord(text, i)) && _trie.ReachesName(text, entered, ref steps))
                    next = TryAt(ref search, i, entered, ref steps);
            }
        }
        return search.Mentions();
    }

    private static bool IsInsideWord(ReadOnlySpan<char> text, int i) => (text[i] | text[i - 1]) >= 0x80 && WordEdges.IsWord(text[i]) && WordEdges.IsWord(text[i - 1]);

    /// <summary>One pass over one text: what has been found, and what still waits for its neighbours.</summary>
    private ref struct Search(ReadOnlySpan<char> text)
    {
        public readonly ReadOnlySpan<char> Text = text;
        private List<Found>? _found;
        private bool _anyWaits;
        private List<(int Start, int End, CatalogueThing Thing)>? _blocked;

        public int LastEnd { get; private set; }

        public void Block(int start, int end, CatalogueThing thing) => (_blocked ??= []).Add((start, end, thing));

        public readonly bool IsBlocked(int start, int end, CatalogueThing thing)
        {
            if (_blocked is null)
                return false;
            for (var i = _blocked.Count - 1; i >= 0 && _blocked[i].Start >= start - CatalogueReader.LongestKey * 2; i--)
            {
                var (from, to, blocked) = _blocked[i];
                if (ReferenceEquals(blocked, thing) && from <= start && end <= to)
                    return true;
            }
            return false;
        }

        public void Add(Found found)
        {
            (_found ??= Scratch<Found>.Rent()).Add(found);
            _anyWaits |= found.Waits;
            LastEnd = found.Mention.End;
        }

        /// <summary>Accepts the ordinary words that stand in a list with names, and leaves out the others. The last that is asked of the search.</summary>
        public readonly ImmutableArray<Mention> Mentions()
        {
            if (_found is null)
                return [];
            if (!_anyWaits)
                return Copy(_found.Count);
            for (var i = 1; i < _found.Count; i++)
                AcceptBeside(i, i - 1);
            for (var i = _found.Count - 2; i >= 0; i--)
                AcceptBeside(i, i + 1);
            return Copy(_found.Count(static found => !found.Waits));
        }

        private readonly ImmutableArray<Mention> Copy(int count)
        {
            var mentions = count == 0 ? [] : new Mention[count];
            var at = 0;
            foreach (var found in _found!)
            {
                if (!found.Waits)
                    mentions[at++] = found.Mention;
            }
            Scratch<Found>.Return(_found);
            return ImmutableCollectionsMarshal.AsImmutableArray(mentions);
        }

        private readonly void AcceptBeside(int index, int neighbour)
        {
            if (!_found![index].Waits || _found[neighbour].Waits)
                return;
            var (first, second) = index < neighbour ? (index, neighbour) : (neighbour, index);
            if (IsListJoiner(Text[_found[first].Mention.End.._found[second].Mention.Start]))
                _found[index] = _found[index] with { Waits = false };
        }

        private static bool IsListJoiner(ReadOnlySpan<char> between) => between.Trim() switch
        {
            "," or "/" or "&" or "+" or "、" or "，" or "and" or "or" or ", and" or ", or" or "和" or "与" or "或" or "及" or "以及" => true,
            _ => false,
        };
    }

    private readonly record struct Found(Mention Mention, bool Waits);

    /// <summary>A place where a spelling ends.</summary>
    private struct Ending
    {
        public int State;
        public int End;
        public KeyGaps Gaps;
    }

    /// <summary>Whether a name may begin at the start of a text; most texts that are no names are told at once.</summary>
    internal bool MayBegin(ReadOnlySpan<char> text) => !text.IsEmpty && _trie.Enter(text, 0).State != 0;

    /// <summary>Seeks the longest name that begins at <paramref name="start"/>.</summary>
    /// <returns>Index after it; <paramref name="start"/> where none does.</returns>
    private int TryAt(ref Search search, int start, NameTrie.Position entered, ref long steps)
    {
        var text = search.Text;
        Span<Ending> endings = stackalloc Ending[MostEnds];
        var count = 0;
        var gaps = new KeyGaps();
        var (state, at, depth) = entered;
        steps++;
        while (true)
        {
            if (_trie.Ends(state))
            {
                if (count == MostEnds)
                {
                    endings[1..].CopyTo(endings);
                    count--;
                }
                endings[count++] = new Ending { State = state, End = at, Gaps = gaps };
            }
            var next = NameTrie.BehindSeparators(text, at);
            if (next >= text.Length)
                break;
            if (next > at)
            {
                if (depth > CatalogueReader.LongestKey || !WordEdges.MayBeInside(text[at..next]))
                    break;
                gaps = gaps.With(depth - 1);
            }
            steps++;
            state = _trie.Step(state, NameTrie.Fold(text[next]));
            if (state == 0)
                break;
            at = next + 1;
            depth++;
        }
        if (count == 0)
            return start;
        for (var i = count - 1; i >= 0; i--)
            RememberBlocks(ref search, start, endings[i]);
        for (var i = count - 1; i >= 0; i--)
        {
            var end = TryEnding(ref search, start, endings[i]);
            if (end > start)
                return end;
        }
        return start;
    }

    private void RememberBlocks(ref Search search, int start, Ending ending)
    {
        for (var pattern = _trie.At(ending.State); pattern is not null; pattern = pattern.Next)
        {
            if (!pattern.Blocks)
                continue;
            var end = WithPlural(search.Text, ending.End);
            if (!(end < search.Text.Length && WordEdges.IsWord(search.Text[end - 1]) && WordEdges.IsWord(search.Text[end])))
                search.Block(start, end, pattern.Thing);
        }
    }

    private int TryEnding(ref Search search, int start, Ending ending)
    {
        for (var pattern = _trie.At(ending.State); pattern is not null; pattern = pattern.Next)
        {
            if (pattern.Blocks || !ending.Gaps.IsWithin(pattern.Gaps))
                continue;
            var nameEnd = WithPlural(search.Text, ending.End);
            if (!HasCase(pattern, search.Text[start..ending.End]) || search.IsBlocked(start, nameEnd, pattern.Thing))
                continue;
            var end = TryPattern(ref search, pattern, ending, start, nameEnd);
            if (end > start)
                return end;
        }
        return start;
    }

    private int TryPattern(ref Search search, NamePattern pattern, Ending ending, int start, int nameEnd)
    {
        var text = search.Text;
        var thing = pattern.Thing;
        List<string>? sizes = null;
        var end = nameEnd;
        var sizeBefore = false;
        if (thing.Kind == ThingKind.Model)
        {
            sizeBefore = SizeGrammar.ReadBefore(text, start, search.LastEnd, ref sizes);
            if (end < text.Length)
                end = SizeGrammar.ReadAfter(text, nameEnd, thing.ModelType is ModelType.Encoder or ModelType.Generator, ref sizes);
        }
        if (!NameWalls.OpenBefore(text, start, nameEnd, thing.Kind, sizeBefore))
            return start;
        if (end == nameEnd)
        {
            if (!NameWalls.OpenAfter(text, end, thing.Kind))
                return start;
        }
        else if (VariantBehindSize(text, end, ending.State, out var variant, out var variantEnd))
        {
            if (variant is null)
                return start;
            (thing, nameEnd, end) = (variant, variantEnd, variantEnd);
        }
        var waits = pattern.Case == CaseRule.Ordinary && ReferenceEquals(thing, pattern.Thing)
            && !OrdinaryWords.StandsAsName(text, start, nameEnd, end, sizes is not null);
        search.Add(new Found(new Mention(start, end - start, nameEnd - start, thing, sizes is null ? [] : [.. sizes.Distinct()]), waits));
        return sizes is null && !waits ? AddSharedBeginnings(ref search, ending.State, thing.Kind, end) : end;
    }

    /// <summary>
    /// In <c>Qwen-7B-Chat</c> the size stands inside the name Qwen-Chat.
    /// </summary>
    /// <param name="text">The text.</param>
    /// <param name="end">Index after the sizes.</param>
    /// <param name="state">The state in which the name before the size ends.</param>
    /// <param name="variant">The thing of the whole name; null where the catalogue has no such name.</param>
    /// <param name="variantEnd">Index after the whole name.</param>
    /// <returns>Whether the name goes on behind the size.</returns>
    private bool VariantBehindSize(ReadOnlySpan<char> text, int end, int state, out CatalogueThing? variant, out int variantEnd)
    {
        (variant, variantEnd) = (null, end);
        if (end + 1 >= text.Length || !WordEdges.IsHyphen(text[end]) || !WordEdges.IsWord(text[end + 1]))
            return false;
        if (NameWalls.IsSuffix(WordEdges.WordAt(text, end + 1)))
            return false;
        var at = end;
        for (var words = 0; words < MostVariantWords && at + 1 < text.Length && WordEdges.IsHyphen(text[at]) && WordEdges.IsWord(text[at + 1]); words++)
        {
            at += 1 + WordEdges.WordAt(text, at + 1).Length;
            if (at + 1 < text.Length && text[at] == '.' && char.IsAsciiDigit(text[at + 1]))
                at += 1 + WordEdges.WordAt(text, at + 1).Length;
            var last = _trie.Walk(state, text[(end + 1)..at]);
            if (last != 0 && NameWalls.OpenAfter(text, at, ThingKind.Model) && NameAt(last, ThingKind.Model) is { } thing)
                (variant, variantEnd) = (thing, at);
        }
        return true;
    }

    private CatalogueThing? NameAt(int state, ThingKind kind)
    {
        for (var pattern = _trie.At(state); pattern is not null; pattern = pattern.Next)
        {
            if (!pattern.Blocks && pattern.Thing.Kind == kind)
                return pattern.Thing;
        }
        return null;
    }

    /// <summary>
    /// In <c>RefCOCO/+/g</c> three names share their beginning: RefCOCO, RefCOCO+ and RefCOCOg. The later ones are mentioned where their ends stand.
    /// </summary>
    /// <returns>Index after the last.</returns>
    private int AddSharedBeginnings(ref Search search, int state, ThingKind kind, int end)
    {
        var text = search.Text;
        while (end + 1 < text.Length && text[end] == '/')
        {
            var word = text[end + 1] == '+' ? text.Slice(end + 1, 1) : WordEdges.WordAt(text, end + 1);
            if (word.IsEmpty || word.Length > LongestSharedEnd || char.IsUpper(word[0]))
                break;
            var last = _trie.Walk(state, word);
            if (last == 0 || NameAt(last, kind) is not { } thing)
                break;
            search.Add(new Found(new Mention(end + 1, word.Length, word.Length, thing, []), Waits: false));
            end += 1 + word.Length;
        }
        return end;
    }

    /// <summary>Index after a plural s, which belongs to the name: <c>ViTs</c>, <c>diffusion models</c>.</summary>
    private static int WithPlural(ReadOnlySpan<char> text, int end) =>
        end < text.Length && text[end] == 's' && char.IsAsciiLetter(text[end - 1]) && (end + 1 == text.Length || !WordEdges.IsWord(text[end + 1])) ? end + 1 : end;

    private static bool HasCase(NamePattern pattern, ReadOnlySpan<char> match)
    {
        if (pattern.Case == CaseRule.Any)
            return true;
        bool own = true, allCapitals = true;
        var i = 0;
        foreach (var c in pattern.Spelling)
        {
            if (Folding.IsSeparator(c))
                continue;
            while (Folding.IsSeparator(match[i]))
                i++;
            own &= match[i] == c;
            allCapitals &= !char.IsLower(match[i]);
            i++;
        }
        return own || allCapitals;
    }
}
