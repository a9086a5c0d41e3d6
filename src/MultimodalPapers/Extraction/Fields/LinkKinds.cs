using MultimodalPapers.Reading;

namespace MultimodalPapers.Extraction.Fields;

/// <summary>Decides what a link leads to.</summary>
internal static class LinkKinds
{
    /// <summary>The label decides; but a project's page on GitHub is a project, and an article in a forum or chat application is a note. Without a label that says it, the host does.</summary>
    public static LinkKind Of(EntryLink link)
    {
        var url = link.Url;
        var host = HostOf(url);
        if (IsForum(host, url))
            return LinkKind.Note;
        if (host.EndsWith(".github.io", StringComparison.OrdinalIgnoreCase) || host.EndsWith(".gitlab.io", StringComparison.OrdinalIgnoreCase))
            return LinkKind.Project;
        if (!link.OnTitle && link.Label is { } label && Labels.IsGenericLink(label) && Labels.LinkKindOf(label) is { } said)
            return said;
        return OfHost(host, url, link.OnTitle);
    }

    /// <summary>What an address alone says.</summary>
    public static LinkKind OfAddress(string url)
    {
        var host = HostOf(url);
        return IsForum(host, url) ? LinkKind.Note
            : host.EndsWith(".github.io", StringComparison.OrdinalIgnoreCase) ? LinkKind.Project
            : OfHost(host, url, onTitle: false);
    }

    private static LinkKind OfHost(string host, string url, bool onTitle)
    {
        if (ArxivId.InUrl(url) is not null || host.Contains("arxiv", StringComparison.OrdinalIgnoreCase))
            return LinkKind.Paper;
        if (Is(host, "github.com") || Is(host, "gitlab.com") || Is(host, "gitee.com") || Is(host, "bitbucket.org") || Is(host, "colab.research.google.com"))
            return url.EndsWith(".pdf", StringComparison.OrdinalIgnoreCase) ? LinkKind.Paper : LinkKind.Code;
        if (Is(host, "huggingface.co") || Is(host, "hf.co") || Is(host, "modelscope.cn") || Is(host, "hf-mirror.com") || Is(host, "wisemodel.cn"))
        {
            return url.Contains("/datasets/", StringComparison.OrdinalIgnoreCase) ? LinkKind.Dataset
                : url.Contains("/spaces/", StringComparison.OrdinalIgnoreCase) || url.Contains("/studios/", StringComparison.OrdinalIgnoreCase) ? LinkKind.Demo
                : url.Contains("/blog/", StringComparison.OrdinalIgnoreCase) ? LinkKind.Note
                : LinkKind.Model;
        }
        if (Is(host, "kaggle.com") || Is(host, "zenodo.org") || host.StartsWith("opendatalab", StringComparison.OrdinalIgnoreCase))
            return LinkKind.Dataset;
        if (Is(host, "youtube.com") || Is(host, "youtu.be") || Is(host, "bilibili.com") || Is(host, "medium.com") || Is(host, "twitter.com") || Is(host, "x.com")
            || host.StartsWith("blog.", StringComparison.OrdinalIgnoreCase) || Is(host, "notion.site") || Is(host, "substack.com"))
            return LinkKind.Note;
        if (url.Contains("/virtual/", StringComparison.OrdinalIgnoreCase))
            return LinkKind.Project;
        if (IsPublisher(host) || url.EndsWith(".pdf", StringComparison.OrdinalIgnoreCase) || url.Contains("/paper", StringComparison.OrdinalIgnoreCase))
            return LinkKind.Paper;
        return onTitle && url.Contains("/abs", StringComparison.OrdinalIgnoreCase) ? LinkKind.Paper : LinkKind.Project;
    }

    private static bool IsForum(string host, string url) =>
        Is(host, "zhihu.com") || Is(host, "mp.weixin.qq.com") || Is(host, "jianshu.com") || Is(host, "csdn.net") || Is(host, "juejin.cn") || Is(host, "reddit.com")
        || (Is(host, "weixin.qq.com") && url.Contains("/s/", StringComparison.Ordinal));

    private static bool IsPublisher(string host) =>
        Is(host, "openreview.net") || Is(host, "aclanthology.org") || Is(host, "aclweb.org") || Is(host, "thecvf.com") || Is(host, "acm.org") || Is(host, "ieee.org") || Is(host, "springer.com")
        || Is(host, "sciencedirect.com") || Is(host, "mlr.press") || Is(host, "neurips.cc") || Is(host, "nips.cc") || Is(host, "nature.com") || Is(host, "science.org") || Is(host, "doi.org")
        || Is(host, "semanticscholar.org") || Is(host, "aaai.org") || Is(host, "ijcai.org") || Is(host, "jmlr.org") || Is(host, "biorxiv.org") || Is(host, "medrxiv.org") || Is(host, "ssrn.com")
        || Is(host, "isca-speech.org") || Is(host, "ecva.net") || Is(host, "wiley.com") || Is(host, "mdpi.com") || Is(host, "oup.com") || Is(host, "tandfonline.com") || Is(host, "elsevier.com")
        || Is(host, "researchgate.net") || Is(host, "dblp.org") || Is(host, "plos.org") || Is(host, "frontiersin.org") || Is(host, "hal.science") || Is(host, "jair.org") || Is(host, "eurographics.org")
        || Is(host, "mitpress.mit.edu") || Is(host, "papers.cool") || Is(host, "paperswithcode.com") || Is(host, "iclr.cc") || Is(host, "icml.cc") || Is(host, "pnas.org") || Is(host, "cell.com");

    private static bool Is(string host, string name) =>
        host.EndsWith(name, StringComparison.OrdinalIgnoreCase) && (host.Length == name.Length || host[host.Length - name.Length - 1] == '.');

    private static string HostOf(string url)
    {
        var start = url.IndexOf("://", StringComparison.Ordinal);
        start = start < 0 ? 0 : start + 3;
        var end = url.AsSpan(start).IndexOfAny('/', '?', '#');
        var host = end < 0 ? url[start..] : url.Substring(start, end);
        var port = host.IndexOf(':', StringComparison.Ordinal);
        return port < 0 ? host : host[..port];
    }
}
