using MultimodalPapers.Catalogue;
using MultimodalPapers.Extraction.Fields;
using MultimodalPapers.Extraction.Rules;
using MultimodalPapers.Reading;

namespace MultimodalPapers.Extraction;

/// <summary>Reads out of one entry what it states. Pure: the same entry gives the same record.</summary>
public sealed class Extractor(NameCatalogue catalogue)
{
    private readonly VenueLookup _venues = text => catalogue.FindVenue(text)?.Name;

    /// <summary>The record of an entry: its fields, and its facts in order of line.</summary>
    public Record Extract(ListEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        var fields = FieldReader.Read(entry, _venues);
        var context = new EntryContext(entry, fields, catalogue);
        var facts = new FactCollector(context);
        foreach (var rule in FactRules.All)
            rule.Apply(context, facts);
        return fields with { Facts = facts.Finish() };
    }

    /// <summary>The rules by name, each with a sentence that explains it, in the order in which they run.</summary>
    public static IEnumerable<(string Name, string Explanation)> Rules => FactRules.All.Select(rule => (rule.Name, rule.Explanation));
}
