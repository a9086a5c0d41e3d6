using System.Collections.Immutable;
using MultimodalPapers.Text;

namespace MultimodalPapers.Resolution;

/// <summary>Which headings of a list are topics.</summary>
internal static class Headings
{
    private static readonly HashSet<string> DateWords = new(StringComparer.Ordinal)
    {
        "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december",
        "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec",
        "updated", "update", "added", "new", "year", "years", "and", "before", "after", "earlier", "older", "later", "until", "since", "to", "q1", "q2", "q3", "q4", "年", "月", "日",
    };

    /// <summary>The headings that name a subject; dates and bare numbers ("2023 May", "Updated 2024-03-30", "2020 and before") order a list and name none.</summary>
    public static ImmutableArray<string> Topics(ImmutableArray<string> section) =>
        [.. section.Where(heading => Folding.Slug(heading) != "-" && !IsDate(heading))];

    private static bool IsDate(string heading)
    {
        var words = Folding.Slug(heading).Split(['-', '.', '/'], StringSplitOptions.RemoveEmptyEntries);
        return words.Any(IsNumber) && words.All(word => IsNumber(word) || DateWords.Contains(word));
    }

    private static bool IsNumber(string word) => word.All(c => char.IsAsciiDigit(c) || c is '年' or '月' or '日');
}
