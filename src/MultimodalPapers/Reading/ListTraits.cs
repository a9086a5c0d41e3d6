namespace MultimodalPapers.Reading;

/// <summary>What only a whole list shows, and what its entries depend on.</summary>
/// <param name="FirstIsTitle">Whether its first heading is the list's own title, and so no section.</param>
/// <param name="TakesUndecided">Whether works that come without link, people, venue and date are entries in it.</param>
/// <param name="TakesIntroduction">Whether works that are named above all its sections are entries.</param>
internal sealed record ListTraits(bool FirstIsTitle, bool TakesUndecided, bool TakesIntroduction);
