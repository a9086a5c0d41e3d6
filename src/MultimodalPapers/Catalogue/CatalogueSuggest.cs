using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using MultimodalPapers.Extraction;
using MultimodalPapers.Text;

namespace MultimodalPapers.Catalogue;

/// <summary>A name that lists use and the catalogue lacks.</summary>
/// <param name="Kind">What it is, by most of the facts about it.</param>
/// <param name="Name">The spelling used most often; of equally frequent ones the first in ordinal order.</param>
/// <param name="OtherSpellings">Spellings that fold to the same key, most used first.</param>
/// <param name="Facts">How many facts name it.</param>
/// <param name="Lists">How many lists do.</param>
/// <param name="Introduced">Whether an entry introduces it: then its year and source can be read there.</param>
/// <param name="Places">Where, as <c>source#Lline</c>, in order of source and line.</param>
public sealed record CatalogueSuggestion(
    ThingKind Kind, string Name, ImmutableArray<string> OtherSpellings, int Facts, int Lists, bool Introduced, ImmutableArray<string> Places);

/// <summary>Proposes names for a user's catalogue from what a run has read.</summary>
public static class CatalogueSuggest
{
    private const int MostPlacesShown = 3;

    /// <summary>The names of the records' facts that the catalogue has under no kind, most used first; equally used ones in ordinal order.</summary>
    /// <param name="records">The records of a run.</param>
    /// <param name="catalogue">The catalogue that the run used.</param>
    /// <param name="least">Leaves out names with fewer facts.</param>
    public static ImmutableArray<CatalogueSuggestion> From(IEnumerable<Record> records, NameCatalogue catalogue, int least = 1)
    {
        ArgumentNullException.ThrowIfNull(records);
        ArgumentNullException.ThrowIfNull(catalogue);
        var uses = records.SelectMany(record => record.Facts.Select(fact => (record.Source, Fact: fact)))
            .Where(use => Enum.GetValues<ThingKind>().All(kind => catalogue.Find(kind, use.Fact.Name) is null));
        return [.. uses.GroupBy(use => Folding.Key(use.Fact.Name), StringComparer.Ordinal)
            .Where(group => group.Count() >= least && group.Key.Length > 0)
            .Select(group => Suggestion([.. group]))
            .OrderByDescending(suggestion => suggestion.Facts)
            .ThenByDescending(suggestion => suggestion.Lists)
            .ThenBy(suggestion => suggestion.Name, StringComparer.Ordinal)];
    }

    private static CatalogueSuggestion Suggestion(List<(string Source, Fact Fact)> uses)
    {
        var spellings = MostUsed(uses.Select(use => use.Fact.Name), StringComparer.Ordinal);
        return new CatalogueSuggestion(
            MostUsed(uses.Select(use => use.Fact.Kind), Comparer<ThingKind>.Default)[0],
            spellings[0],
            [.. spellings.Skip(1)],
            uses.Count,
            uses.Select(use => use.Source).Distinct(StringComparer.Ordinal).Count(),
            uses.Any(use => use.Fact.Relation == Relation.Introduces),
            [.. uses.Select(use => (use.Source, use.Fact.Line)).Distinct().OrderBy(place => place.Source, StringComparer.Ordinal).ThenBy(place => place.Line)
                .Select(place => string.Create(CultureInfo.InvariantCulture, $"{place.Source}#L{place.Line}"))]);
    }

    private static List<T> MostUsed<T>(IEnumerable<T> values, IComparer<T> order)
        where T : notnull =>
        [.. values.GroupBy(value => value).OrderByDescending(group => group.Count()).ThenBy(group => group.Key, order).Select(group => group.Key)];

    /// <summary>Writes the suggestions as a catalogue file: things under their kinds, sorted by name, with the places in comments.</summary>
    /// <remarks>Models stand under <c>multimodal models</c>, since a fact does not tell their type: move those that are language models, encoders or generators.</remarks>
    public static string ToYaml(IEnumerable<CatalogueSuggestion> suggestions)
    {
        ArgumentNullException.ThrowIfNull(suggestions);
        var yaml = new StringBuilder();
        foreach (var section in suggestions.GroupBy(suggestion => suggestion.Kind).OrderBy(group => group.Key))
        {
            yaml.Append(section.Key switch
            {
                ThingKind.Model => "multimodal models:   # or 'language models', 'encoders', 'generators'",
                ThingKind.Technique => "techniques:",
                ThingKind.Organization => "organizations:",
                _ => "datasets:",
            }).Append('\n');
            foreach (var suggestion in section.OrderBy(s => s.Name, StringComparer.OrdinalIgnoreCase).ThenBy(s => s.Name, StringComparer.Ordinal))
                Append(yaml, suggestion);
        }
        return yaml.ToString();
    }

    private static void Append(StringBuilder yaml, CatalogueSuggestion suggestion)
    {
        yaml.Append(CultureInfo.InvariantCulture, $"  # {suggestion.Facts} facts in {suggestion.Lists} lists: {string.Join(", ", suggestion.Places.Take(MostPlacesShown))}");
        if (suggestion.Places.Length > MostPlacesShown)
            yaml.Append(CultureInfo.InvariantCulture, $" and {suggestion.Places.Length - MostPlacesShown} more");
        yaml.Append(CultureInfo.InvariantCulture, $"\n  - name: {Quoted(suggestion.Name)}\n");
    }

    /// <summary>A double-quoted scalar, so that no name can be read as a number, a truth value or YAML's own signs.</summary>
    private static string Quoted(string name)
    {
        var quoted = new StringBuilder("\"");
        foreach (var c in name)
        {
            if (c is '"' or '\\')
                quoted.Append('\\').Append(c);
            else if (char.IsControl(c) || char.IsSurrogate(c) || c is '\u2028' or '\u2029' or '\uFEFF')
                quoted.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}");
            else
                quoted.Append(c);
        }
        return quoted.Append('"').ToString();
    }
}
