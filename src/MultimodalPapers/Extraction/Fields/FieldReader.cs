using System.Collections.Immutable;
using MultimodalPapers.Reading;

namespace MultimodalPapers.Extraction.Fields;

/// <summary>Gives the name of a venue by one of its spellings, without a year; null where it knows none.</summary>
public delegate string? VenueLookup(string spelling);

/// <summary>Reads the fields of a record from an entry: everything but its facts.</summary>
public static class FieldReader
{
    /// <param name="entry">The entry.</param>
    /// <param name="venues">Knows further venues, as the catalogue does; null for those that the program itself knows.</param>
    public static Record Read(ListEntry entry, VenueLookup? venues = null)
    {
        ArgumentNullException.ThrowIfNull(entry);
        var arxiv = ArxivId.Of(entry);
        var venue = Venues.Of(entry, venues);
        return new Record
        {
            Source = entry.Source,
            Line = entry.Line,
            EndLine = entry.EndLine,
            Section = entry.Section,
            Title = TitleOf(entry),
            Arxiv = arxiv,
            Venue = venue?.Name,
            Year = Years.Of(entry, venue, arxiv),
            Authors = Authors.Of(entry),
            Links = ImmutableArray.CreateRange(entry.Links, static link => new RecordLink(LinkKinds.Of(link), link.Url)),
        };
    }

    private static string? TitleOf(ListEntry entry)
    {
        var title = First(entry, PartRole.Title) ?? First(entry, PartRole.Name);
        return title is null ? null : Titles.Clean(title.Text.Text);
    }

    private static EntryPart? First(ListEntry entry, PartRole role)
    {
        foreach (var part in entry.Parts)
        {
            if (part.Role == role)
                return part;
        }
        return null;
    }
}
