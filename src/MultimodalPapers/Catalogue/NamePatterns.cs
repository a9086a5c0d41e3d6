using System.Collections.Immutable;
using MultimodalPapers.Text;

namespace MultimodalPapers.Catalogue;

/// <summary>Makes the matcher's patterns from the catalogue's spellings.</summary>
internal static class NamePatterns
{
    private const int LongestAcronym = 5;
    private const int ShortestSplitKey = 4;

    /// <summary>In the order of the things: the first that claims a spelling comes first.</summary>
    public static IEnumerable<NamePattern> Of(ImmutableArray<CatalogueThing> things)
    {
        foreach (var thing in things)
        {
            yield return Pattern(thing, thing.Name, isName: true);
            foreach (var spelling in thing.Spellings)
                yield return Pattern(thing, spelling, isName: false);
            foreach (var phrase in thing.Not)
                yield return Pattern(thing, phrase, isName: false, blocks: true);
        }
    }

    private static NamePattern Pattern(CatalogueThing thing, string spelling, bool isName, bool blocks = false)
    {
        Span<char> key = stackalloc char[CatalogueReader.LongestKey];
        var gaps = new KeyGaps();
        var length = 0;
        var separated = false;
        var previous = '\0';
        foreach (var c in spelling)
        {
            if (Folding.IsSeparator(c))
            {
                separated = true;
                continue;
            }
            if (length == key.Length)
                throw new ArgumentException($"The spelling '{spelling}' of '{thing.Name}' is longer than {CatalogueReader.LongestKey} characters.", nameof(spelling));
            if (length > 0 && (separated || MayBeParted(previous, c)))
                gaps = gaps.With(length - 1);
            key[length++] = Folding.Fold(c);
            previous = c;
            separated = false;
        }
        if (length < ShortestSplitKey)
            gaps = gaps.And(SeparatorsOf(spelling));
        return new NamePattern
        {
            Thing = thing,
            Spelling = spelling,
            Key = key[..length].ToString(),
            Gaps = gaps,
            Case = blocks ? CaseRule.Any : CaseOf(thing, spelling, isName),
            Blocks = blocks,
        };
    }

    /// <summary>Whether a text may have a separator between two characters that stand together in the spelling.</summary>
    private static bool MayBeParted(char left, char right) =>
        (char.IsLetter(left) && char.IsDigit(right))
        || (char.IsDigit(left) && char.IsLetter(right))
        || (char.IsLower(left) && char.IsUpper(right))
        || WordEdges.IsIdeograph(left) != WordEdges.IsIdeograph(right);

    private static KeyGaps SeparatorsOf(string spelling)
    {
        var gaps = new KeyGaps();
        var length = 0;
        foreach (var c in spelling)
        {
            if (!Folding.IsSeparator(c))
                length++;
            else if (length > 0)
                gaps = gaps.With(length - 1);
        }
        return gaps;
    }

    /// <summary>A thing that is an ordinary word is so by its name and by its one-word spellings; longer spellings and those with digits are distinctive.</summary>
    internal static CaseRule CaseOf(CatalogueThing thing, string spelling, bool isName)
    {
        if (thing.Ordinary && (isName || IsOneWord(spelling)))
            return CaseRule.Ordinary;
        return IsShortAcronym(spelling) ? CaseRule.OwnCapitals : CaseRule.Any;
    }

    private static bool IsOneWord(string spelling) => spelling.All(c => char.IsLetter(c) && !WordEdges.IsIdeograph(c));

    private static bool IsShortAcronym(string spelling) => spelling.Length <= LongestAcronym && spelling.All(char.IsAsciiLetterUpper);
}
