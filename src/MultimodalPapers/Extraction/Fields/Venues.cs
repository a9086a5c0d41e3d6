using MultimodalPapers.Reading;

namespace MultimodalPapers.Extraction.Fields;

/// <summary>Reads where a work was published.</summary>
internal static class Venues
{
    /// <summary>The first venue that the entry's venue texts name; one without a name only says that the entry states the year beside a preprint server.</summary>
    public static VenueText? Of(ListEntry entry, VenueLookup? lookup)
    {
        VenueText? preprint = null;
        foreach (var part in entry.Parts)
        {
            if (part.Role != PartRole.Venue)
                continue;
            var read = VenueText.Read(part.Text.Text, lookup is null ? null : lookup.Invoke);
            if (read is { Name: not null })
                return read;
            preprint ??= read;
            if (read is null && part.Label is not null && Unknown(part.Text.Text) is { } unknown)
                return unknown;
        }
        return preprint;
    }

    // A field or column of venues may name one that nobody told us.
    private static VenueText? Unknown(string text)
    {
        text = text.Trim(' ', '-', '—', '/', '*', '.');
        var letters = text.Count(char.IsLetter);
        return letters < 2 || text.Length > 80 ? null : new VenueText(Years.WithoutYear(text), Years.In(text), false);
    }
}
