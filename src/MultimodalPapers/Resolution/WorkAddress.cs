using MultimodalPapers.Extraction;

namespace MultimodalPapers.Resolution;

/// <summary>What an entry's addresses tell about the identity of its work.</summary>
internal static class WorkAddress
{
    private static readonly string[] CodeHosts = ["github.com", "gitlab.com", "gitee.com", "bitbucket.org"];

    // Where people write about works of others; an address there is no work's own.
    private static readonly string[] NoteHosts =
        ["zhihu.com", "weixin.qq.com", "medium.com", "youtube.com", "youtu.be", "bilibili.com", "twitter.com", "x.com", "reddit.com", "csdn.net", "jianshu.com", "substack.com"];

    /// <summary>The repository that a code address lies in, <c>github.com/owner/name</c> in lower case; null for another address.</summary>
    public static string? Repository(RecordLink link)
    {
        if (Parse(link.Url) is not { } uri || !CodeHosts.Contains(Host(uri)))
            return null;
        var parts = uri.AbsolutePath.Split('/', StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length < 2)
            return null;
        var name = parts[1].ToLowerInvariant();
        return $"{Host(uri)}/{parts[0].ToLowerInvariant()}/{(name.EndsWith(".git", StringComparison.Ordinal) ? name[..^4] : name)}";
    }

    /// <summary>The address of the work's paper or project page in a comparable form; null where it is no proof: an arXiv address (the identifier says it), a note, a host's front page.</summary>
    public static string? OwnPage(RecordLink link)
    {
        if (link.Kind is not (LinkKind.Paper or LinkKind.Project) || Parse(link.Url) is not { } uri)
            return null;
        var host = Host(uri);
        if (host.EndsWith("arxiv.org", StringComparison.Ordinal) || CodeHosts.Contains(host)
            || NoteHosts.Any(note => host == note || host.EndsWith("." + note, StringComparison.Ordinal)))
            return null;
        var path = uri.AbsolutePath.TrimEnd('/');
        if (path.EndsWith(".pdf", StringComparison.OrdinalIgnoreCase))
            path = path[..^4];
        if (path.Length == 0 && !host.EndsWith(".github.io", StringComparison.Ordinal))
            return null;
        // OpenReview has a page and a file for one id.
        return host == "openreview.net" ? host + uri.Query : host + path + uri.Query;
    }

    private static string Host(Uri uri) =>
        uri.IdnHost.StartsWith("www.", StringComparison.OrdinalIgnoreCase) ? uri.IdnHost[4..].ToLowerInvariant() : uri.IdnHost.ToLowerInvariant();

    private static Uri? Parse(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" ? uri : null;
}
