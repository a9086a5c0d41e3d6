using System.Text.RegularExpressions;

namespace MultimodalPapers.Linting;

/// <summary>Finds links that lead nowhere, and links that are none because of a typing error.</summary>
internal static partial class LinkRules
{
    public static IEnumerable<Finding> Find(string source, string[] lines)
    {
        for (var i = 0; i < lines.Length; i++)
        {
            foreach (var (message, suggestion) in FindInLine(lines[i]))
                yield return new Finding(source, i + 1, FindingKind.MalformedLink, message, suggestion);
        }
    }

    private static IEnumerable<(string Message, string? Suggestion)> FindInLine(string line)
    {
        if (!line.Contains("](", StringComparison.Ordinal) && !line.Contains("http", StringComparison.OrdinalIgnoreCase) && !line.Contains("www.", StringComparison.OrdinalIgnoreCase))
            yield break;
        foreach (Match link in MarkdownLink().Matches(line))
        {
            var (text, target) = (link.Groups["text"].Value, link.Groups["target"].Value.Trim());
            if (Judge(text, target) is { } found)
                yield return found;
        }
        foreach (Match gap in GapInLink().Matches(line))
            yield return ($"A space parts the two brackets of the link {ListLinter.Quoted(gap.Value)}", "Delete the space between ] and (");
        foreach (Match open in OpenLink().Matches(line))
            yield return ($"The link {ListLinter.Quoted(open.Value)} has no closing bracket", "Close it with )");
        foreach (Match scheme in BadScheme().Matches(line))
            yield return ($"{ListLinter.Quoted(scheme.Value)} is no address", $"Write {(scheme.Value.Contains('s', StringComparison.OrdinalIgnoreCase) ? "https" : "http")}://{scheme.Groups["rest"].Value}");
        foreach (Match arxiv in ArxivAddress().Matches(line))
        {
            if (!ArxivIdentifier().IsMatch(arxiv.Groups["id"].Value))
                yield return ($"{ListLinter.Quoted(arxiv.Value)} has no identifier as arXiv gives them", "Write it as https://arxiv.org/abs/2304.08485: year and month, a point, four or five digits");
        }
    }

    /// <summary>What is wrong with a link whose brackets are whole; null where nothing is.</summary>
    private static (string, string?)? Judge(string text, string target)
    {
        var shown = ListLinter.Quoted($"[{text}]({target})");
        var address = WithoutTitle(target);
        if (address.Length == 0 || address is "#" or "<>" or "http://" or "https://")
            return ($"The link {shown} leads nowhere", "Put in the address, or delete it");
        if (address.StartsWith("http", StringComparison.OrdinalIgnoreCase) && address.Trim('<', '>').AsSpan().ContainsAny(' ', '\t') && !address.StartsWith('<'))
            return ($"There is a space in the address of {shown}, so it is no link", $"Write {address.Replace(" ", "%20", StringComparison.Ordinal)}, or delete the space");
        if (HostWithoutScheme().IsMatch(address))
            return ($"The address of {shown} lacks its https://, so it leads to a file beside the list", $"Write https://{address}");
        if (address.StartsWith("http", StringComparison.OrdinalIgnoreCase) && TrailingSign().Match(address) is { Success: true } sign)
            return ($"The address of {shown} ends in {ListLinter.Quoted(sign.Value)}", $"Write {address[..sign.Index]}");
        if (Local().IsMatch(address))
            return ($"The address of {shown} is that of one machine", "Put in a public address");
        return null;
    }

    private static string WithoutTitle(string target) => Title().Match(target) is { Success: true } title ? target[..title.Index].TrimEnd() : target;

    // One level of brackets may stand in the text and in the target.
    [GeneratedRegex(@"\[(?<text>[^\[\]]*(?:\[[^\[\]]*\][^\[\]]*)*)\]\((?<target>[^()\r\n]*(?:\([^()\r\n]*\)[^()\r\n]*)*)\)", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex MarkdownLink();

    [GeneratedRegex(@"\[[^\[\]]+\] \(https?://[^()\s]+\)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex GapInLink();

    [GeneratedRegex(@"\[[^\[\]]+\]\(https?://[^()\s\]]+(?:\s|\]|$)(?![^()\[\]]*\))", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex OpenLink();

    // htps://, htttp://, https:/x, http//x, https:https://
    [GeneratedRegex(@"(?<![\p{L}\p{N}/:.=])(?:(?:htps?|htttps?|hhttps?|ttps|htpps|httpss)://|https?:/(?!/)|https?//|https?:\\\\|https?://https?:/{1,2}|https?:https?://)(?<rest>[^\s()\[\]<>""]+)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex BadScheme();

    [GeneratedRegex(@"^(?:www\.[\w-]+\.|(?:arxiv\.org|github\.com|huggingface\.co|openreview\.net|aclanthology\.org|youtu\.be)/|[\w-]+\.github\.io(?:/|$))", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex HostWithoutScheme();

    [GeneratedRegex(@"[,;。,;、”“]+$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex TrailingSign();

    [GeneratedRegex(@"^(?:file://|https?://(?:localhost|127\.0\.0\.1)(?:[:/]|$)|[A-Za-z]:\\)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Local();

    [GeneratedRegex(@"\s+(?:""[^""]*""|'[^']*')$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Title();

    [GeneratedRegex(@"https?://(?:www\.|export\.)?arxiv\.org/(?:abs|pdf|html)/(?<id>[^\s()\[\]<>""'#?,|]*)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex ArxivAddress();

    [GeneratedRegex(@"^(?:[0-9]{2}(?:0[1-9]|1[0-2])\.[0-9]{4,5}|[a-z-]+(?:\.[A-Za-z]{2})?/[0-9]{7})(?:v[0-9]+)?(?:\.pdf)?[/.*]*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex ArxivIdentifier();
}
