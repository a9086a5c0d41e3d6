using System.Text.RegularExpressions;

namespace MultimodalPapers.Linting;

/// <summary>Finds the words of a template that nobody has replaced.</summary>
internal static partial class TemplateRules
{
    public static IEnumerable<Finding> Find(string source, string[] lines)
    {
        for (var i = 0; i < lines.Length; i++)
        {
            var line = lines[i];
            foreach (Match link in PlaceholderLink().Matches(line))
                yield return new Finding(source, i + 1, FindingKind.TemplateRemnant, $"{ListLinter.Quoted(link.Value)} is a template's link", "Put in the address, or delete it");
            if (Words().Match(line) is { Success: true } words)
                yield return new Finding(source, i + 1, FindingKind.TemplateRemnant, $"{ListLinter.Quoted(words.Value.Trim())} stands there as in a template", "Put in what it asks for, or delete it");
            if (EmptyField().Match(line) is { Success: true } field && NothingFollows(lines, i))
                yield return new Finding(source, i + 1, FindingKind.TemplateRemnant, $"The field {ListLinter.Quoted(field.Groups["label"].Value)} is empty", "Fill it in, or delete it");
        }
    }

    /// <summary>Whether the next line that is not blank is another field, a heading, an item, or none.</summary>
    private static bool NothingFollows(string[] lines, int index)
    {
        for (var i = index + 1; i < lines.Length; i++)
        {
            if (string.IsNullOrWhiteSpace(lines[i]))
                continue;
            return NextBegins().IsMatch(lines[i]);
        }
        return true;
    }

    // [paper_link](paper_link), [Title](url), [Name](link), [code](https://example.com)
    [GeneratedRegex(@"\[[^\[\]]{0,60}\]\(\s*(?:(?:paper|code|project|your|github|website|model|dataset|demo)?[ _-]?(?:link|url|address)(?:[ _-]?here)?|https?://(?:www\.)?example\.(?:com|org|net)\S*|<[^<>/]{0,40}>)\s*\)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex PlaceholderLink();

    [GeneratedRegex(
        @"(?i:\*\*\[?(?:paper|your|work) (?:title|name)\]?\*\*|\[(?:paper|your paper(?:'s)?|work) (?:title|name)\])|\b(?:TODO|TBD|FIXME)\b|(?i:\blorem ipsum\b)|\b[xX]{4}\.[xX]{4,5}\b|\{\{?\s*(?:title|authors?|link|url|venue|year|abstract)\s*\}?\}|<(?:paper|your|project|insert)[ _-][a-z _-]{2,30}>|\b(?:The )?brief introduction about this work\b[^\r\n]{0,20}|\bInsert (?:the )?(?:title|abstract|link|authors?) here\b",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Words();

    [GeneratedRegex(@"^\s*(?:[-*+]\s+)?\*\*(?<label>[\p{L}][\p{L} /-]{1,30}?)\s*[::]?\*\*\s*[::]?\s*$(?<=[::]\s*|[::]\*\*\s*)", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex EmptyField();

    [GeneratedRegex(@"^\s*(?:[-*+]\s+|[0-9]+[.)]\s+|#|\*\*[^*]+\*\*\s*[::]|\*\*[^*]+[::]\*\*)", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex NextBegins();
}
