using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using MultimodalPapers.Graph;
using MultimodalPapers.Text;

namespace MultimodalPapers.Analysis;

/// <summary>The versions of one model: names that differ in nothing but their version, by makers that do not contradict each other.</summary>
/// <param name="Name">What the versions have in common, as the first of them spells it.</param>
/// <param name="Members">At least two, in the order of their versions; the one without a version first, words such as NeXT last.</param>
public sealed partial record ModelSeries(string Name, ImmutableArray<GraphNode> Members)
{
    /// <summary>Finds the series among some models; the longest first, then by name.</summary>
    internal static ImmutableArray<ModelSeries> Among(IEnumerable<GraphNode> models, Func<GraphNode, ImmutableArray<string>> makersOf)
    {
        return [.. models.Select(m => (Model: m, Version: Split(m.Name)))
            .Where(m => m.Version.Stem.Count(char.IsLetter) >= 3)
            .GroupBy(m => Folding.Key(m.Version.Stem), StringComparer.Ordinal)
            .Where(g => g.Count() > 1)
            .SelectMany(g => ByMakers([.. g.Select(m => m.Model)], makersOf))
            .Where(g => g.Count > 1)
            .Select(g => InOrder(g))
            .OrderByDescending(s => s.Members.Length).ThenBy(s => s.Name, StringComparer.Ordinal).ThenBy(s => s.Members[0].Id, StringComparer.Ordinal)];
    }

    private static ModelSeries InOrder(List<GraphNode> members)
    {
        GraphNode[] sorted = [.. members.OrderBy(m => Split(m.Name).Word).ThenBy(m => Split(m.Name).Number)
            .ThenBy(m => m.Name, StringComparer.Ordinal).ThenBy(m => m.Id, StringComparer.Ordinal)];
        return new ModelSeries(Split(sorted[0].Name).Stem, [.. sorted]);
    }

    /// <summary>Parts models whose known makers have nobody in common (MiniGPT-4, MiniGPT-5); those without makers go with the largest part.</summary>
    private static IEnumerable<List<GraphNode>> ByMakers(List<GraphNode> models, Func<GraphNode, ImmutableArray<string>> makersOf)
    {
        var parts = new List<(HashSet<string> Makers, List<GraphNode> Models)>();
        var unknown = new List<GraphNode>();
        foreach (var model in models)
        {
            var makers = makersOf(model);
            if (makers.IsEmpty)
            {
                unknown.Add(model);
                continue;
            }
            var merged = (Makers: makers.ToHashSet(StringComparer.Ordinal), Models: new List<GraphNode> { model });
            foreach (var part in parts.Where(p => p.Makers.Overlaps(makers)).ToList())
            {
                merged.Makers.UnionWith(part.Makers);
                merged.Models.AddRange(part.Models);
                parts.Remove(part);
            }
            parts.Add(merged);
        }
        if (parts.Count == 0)
            return [unknown];
        parts.Sort((a, b) => b.Models.Count != a.Models.Count
            ? b.Models.Count.CompareTo(a.Models.Count)
            : string.CompareOrdinal(a.Models.Min(m => m.Id), b.Models.Min(m => m.Id)));
        parts[0].Models.AddRange(unknown);
        return parts.Select(p => p.Models);
    }

    /// <summary>Parts a name into stem and version: <c>Qwen2.5-VL</c> is Qwen-VL, 2.5; <c>LLaVA-NeXT</c> is LLaVA with the word NeXT.</summary>
    internal static (string Stem, decimal Number, bool Word) Split(string name)
    {
        var word = VersionWord().Match(name);
        var bare = word.Success ? name[..word.Index] : name;
        var number = VersionNumber().Match(bare);
        if (number.Success)
            bare = bare.Remove(number.Index, number.Length);
        var value = number.Success && decimal.TryParse(number.Groups["n"].Value, NumberStyles.Number, CultureInfo.InvariantCulture, out var n) ? n : 0;
        return (bare.Trim(' ', '-', '_'), value, word.Success);
    }

    // A number after a letter and before a separator or the end: not the 3D of Chat-3D, nor a size (7B).
    [GeneratedRegex(@"(?<=\p{L})[-_ ]?[vV]?(?<n>[0-9]{1,2}(?:\.[0-9]+)?)(?=[-_ ]|[oV]?$)", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex VersionNumber();

    [GeneratedRegex(@"(?:[-_ ]?NeXT|[-_ ]Next|\+{1,2})$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex VersionWord();
}
