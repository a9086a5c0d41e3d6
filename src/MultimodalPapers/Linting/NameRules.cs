using System.Text.RegularExpressions;
using MultimodalPapers.Catalogue;
using MultimodalPapers.Extraction;
using MultimodalPapers.Text;

namespace MultimodalPapers.Linting;

/// <summary>Finds names that one list spells in several ways: by case, hyphens and spaces alone.</summary>
internal static partial class NameRules
{
    public static IEnumerable<Finding> Find(string source, string[] lines, NameCatalogue catalogue)
    {
        var uses = new Dictionary<CatalogueThing, List<(string Spelling, int Line)>>();
        for (var i = 0; i < lines.Length; i++)
        {
            // Addresses follow other rules, and labels in hashtags or repositories are not the keeper's to choose.
            var line = Addresses().Replace(lines[i], m => new string(' ', m.Length));
            foreach (var mention in catalogue.Matcher.Find(line))
            {
                if (mention.Thing.Kind == ThingKind.Technique)
                    continue;
                var spelling = line.Substring(mention.Start, mention.NameLength);
                if (Folding.Key(spelling) != Folding.Key(mention.Thing.Name) || IsShouted(line))
                    continue;
                if (!uses.TryGetValue(mention.Thing, out var places))
                    uses.Add(mention.Thing, places = []);
                places.Add((spelling, i + 1));
            }
        }
        foreach (var (thing, places) in uses)
        {
            var spellings = places.CountBy(p => p.Spelling, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);
            if (spellings.Count < 2)
                continue;
            // The makers' own spelling wins where the list knows it, else the one that the list uses most.
            var best = spellings.ContainsKey(thing.Name) ? thing.Name : spellings.OrderByDescending(s => s.Value).ThenBy(s => s.Key, StringComparer.Ordinal).First().Key;
            foreach (var (spelling, line) in places.Where(p => p.Spelling != best))
                yield return new Finding(source, line, FindingKind.VariantName, $"{ListLinter.Quoted(spelling)} stands as {ListLinter.Quoted(best)} elsewhere in the list ({ListLinter.Count(spellings[best], "time")})", $"Write {best}");
        }
    }

    // A line in capitals says nothing about how a name is spelled.
    private static bool IsShouted(string line) => line.Any(char.IsAsciiLetterUpper) && !line.Any(char.IsAsciiLetterLower);

    [GeneratedRegex(@"(?:https?://|www\.)[^\s)\]>""]+|\]\([^)]*\)|#[\w-]+", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Addresses();
}
