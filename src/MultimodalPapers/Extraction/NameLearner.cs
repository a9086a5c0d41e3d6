using System.Collections.Immutable;
using MultimodalPapers.Catalogue;
using MultimodalPapers.Extraction.Names;
using MultimodalPapers.Extraction.Rules;
using MultimodalPapers.Reading;
using MultimodalPapers.Text;

namespace MultimodalPapers.Extraction;

/// <summary>Learns names from a corpus: what one title introduces is known in all other entries of the run.</summary>
/// <remarks>
/// Only names that nobody can mistake for a word are learned, from titles of the form "NAME: ...", and only where the catalogue has no such name.
/// A wrong name would be wrong in many places, so a doubtful one is left out. The result does not depend on the order of the entries.
/// </remarks>
public sealed class NameLearner(NameCatalogue catalogue)
{
    private readonly Dictionary<string, Dictionary<(string Name, ThingKind Kind), int>> _seen = [];
    private readonly Lock _lock = new();

    /// <summary>Takes in the entries of a list; may be called by several threads.</summary>
    public void Add(IEnumerable<ListEntry> entries)
    {
        ArgumentNullException.ThrowIfNull(entries);
        var found = entries.SelectMany(NamesOf).ToArray();
        lock (_lock)
        {
            foreach (var name in found)
            {
                var key = Folding.Key(name.Name);
                if (!_seen.TryGetValue(key, out var spellings))
                    _seen.Add(key, spellings = []);
                spellings[name] = spellings.GetValueOrDefault(name) + 1;
            }
        }
    }

    private IEnumerable<(string Name, ThingKind Kind)> NamesOf(ListEntry entry)
    {
        if (!entry.Parts.Any(p => p.Role == PartRole.Title && p.Text.Text.AsSpan().ContainsAny(':', '：')))
            return [];
        var context = new EntryContext(entry, new Record { Source = entry.Source, Line = entry.Line, EndLine = entry.EndLine }, catalogue);
        return context.Titles.Expansion.Length == 0 ? []
            : context.Titles.Names.Where(n => n.Thing is null && IsUnmistakable(n.Name)).Select(n => (n.Name, IntroductionRules.KindOf(context, n)));
    }

    // SOLO and PRIME are words in a title of capitals, and two letters stand for anything.
    private static bool IsUnmistakable(string name) =>
        name.Length > 2 && !name.Contains(' ') && NameShape.IsDistinctive(name) && !OrdinaryEnglish.IsFieldWord(name)
        && (name.Any(char.IsAsciiLetterLower) || name.Any(char.IsAsciiDigit) || name.Contains('-'));

    /// <summary>What has been learned so far, sorted by name; of two kinds the more frequent.</summary>
    public ImmutableArray<CatalogueThing> Learned()
    {
        lock (_lock)
        {
            return
            [
                .. _seen.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair =>
                {
                    var kind = pair.Value.GroupBy(s => s.Key.Kind).OrderByDescending(g => g.Sum(s => s.Value)).ThenBy(g => g.Key).First().Key;
                    var name = pair.Value.OrderByDescending(s => s.Value).ThenBy(s => s.Key.Name, StringComparer.Ordinal).First().Key.Name;
                    return new CatalogueThing { Kind = kind, Name = name, Exact = true, Learned = true, File = "(learned)", Line = 0 };
                }),
            ];
        }
    }
}
