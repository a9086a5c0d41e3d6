using System.Buffers;
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
        var kind = KindOfHost(host);
        if (kind == HostKind.Forum)
            return LinkKind.Note;
        if (IsPages(host))
            return LinkKind.Project;
        if (!link.OnTitle && link.Label is { } label && Labels.KindOfGenericLink(label) is { } said)
            return said;
        return OfHost(kind, host, url, link.OnTitle);
    }

    /// <summary>What an address alone says.</summary>
    public static LinkKind OfAddress(string url)
    {
        var host = HostOf(url);
        var kind = KindOfHost(host);
        return kind == HostKind.Forum ? LinkKind.Note
            : host.EndsWith(".github.io", StringComparison.OrdinalIgnoreCase) ? LinkKind.Project
            : OfHost(kind, host, url, onTitle: false);
    }

    private static bool IsPages(ReadOnlySpan<char> host) =>
        host.Length > 10 && host[^3] == '.' && (host.EndsWith(".github.io", StringComparison.OrdinalIgnoreCase) || host.EndsWith(".gitlab.io", StringComparison.OrdinalIgnoreCase));

    private static LinkKind OfHost(HostKind kind, ReadOnlySpan<char> host, string url, bool onTitle)
    {
        var isPdf = url.EndsWith(".pdf", StringComparison.OrdinalIgnoreCase);
        switch (kind)
        {
            case HostKind.Code:
                return isPdf ? LinkKind.Paper : LinkKind.Code;
            case HostKind.Hub:
                return ArxivId.InUrl(url) is not null ? LinkKind.Paper
                    : url.Contains("/datasets/", StringComparison.OrdinalIgnoreCase) ? LinkKind.Dataset
                    : url.Contains("/spaces/", StringComparison.OrdinalIgnoreCase) || url.Contains("/studios/", StringComparison.OrdinalIgnoreCase) ? LinkKind.Demo
                    : url.Contains("/blog/", StringComparison.OrdinalIgnoreCase) ? LinkKind.Note
                    : LinkKind.Model;
            case HostKind.Data:
                return LinkKind.Dataset;
            case HostKind.Note or HostKind.Forum:
                return LinkKind.Note;
            case HostKind.Publisher:
                return url.AsSpan().ContainsAny(Virtual) ? LinkKind.Project : LinkKind.Paper;
        }
        if (host.StartsWith("blog.", StringComparison.OrdinalIgnoreCase))
            return LinkKind.Note;
        if (isPdf || host.ContainsAny(Arxiv) || url.AsSpan().ContainsAny(PaperPath))
            return LinkKind.Paper;
        return onTitle && url.Contains("/abs", StringComparison.OrdinalIgnoreCase) ? LinkKind.Paper : LinkKind.Project;
    }

    private static readonly SearchValues<string> Virtual = SearchValues.Create(["/virtual/"], StringComparison.OrdinalIgnoreCase);
    private static readonly SearchValues<string> Arxiv = SearchValues.Create(["arxiv"], StringComparison.OrdinalIgnoreCase);
    private static readonly SearchValues<string> PaperPath = SearchValues.Create(["/paper"], StringComparison.OrdinalIgnoreCase);

    private enum HostKind
    {
        Other,
        Code,
        Hub,
        Data,
        Note,
        Forum,
        Publisher,
    }

    private static readonly Dictionary<string, HostKind>.AlternateLookup<ReadOnlySpan<char>> Hosts = BuildHosts().GetAlternateLookup<ReadOnlySpan<char>>();

    // The longest name that is known among the host and the domains that it belongs to.
    private static HostKind KindOfHost(ReadOnlySpan<char> host)
    {
        // Where most links lead.
        if (host is "arxiv.org")
            return HostKind.Publisher;
        if (host is "github.com")
            return HostKind.Code;
        while (!host.IsEmpty)
        {
            if (Hosts.TryGetValue(host, out var kind))
                return kind;
            var dot = host.IndexOf('.');
            if (dot < 0)
                break;
            host = host[(dot + 1)..];
        }
        return HostKind.Other;
    }

    private static Dictionary<string, HostKind> BuildHosts()
    {
        var hosts = new Dictionary<string, HostKind>(StringComparer.OrdinalIgnoreCase);
        void Add(HostKind kind, string names)
        {
            foreach (var name in names.Split(' '))
                hosts[name] = kind;
        }
        Add(HostKind.Code, "github.com gitlab.com gitee.com bitbucket.org colab.research.google.com");
        Add(HostKind.Hub, "huggingface.co hf.co modelscope.cn hf-mirror.com wisemodel.cn");
        Add(HostKind.Data, "kaggle.com zenodo.org opendatalab.com opendatalab.org.cn");
        Add(HostKind.Note, "youtube.com youtu.be bilibili.com medium.com twitter.com x.com notion.site substack.com");
        Add(HostKind.Forum, "zhihu.com mp.weixin.qq.com jianshu.com csdn.net juejin.cn reddit.com");
        Add(HostKind.Publisher,
            "arxiv.org openreview.net aclanthology.org aclweb.org thecvf.com acm.org ieee.org springer.com "
            + "sciencedirect.com mlr.press neurips.cc nips.cc nature.com science.org doi.org semanticscholar.org "
            + "aaai.org ijcai.org jmlr.org biorxiv.org medrxiv.org ssrn.com isca-speech.org ecva.net "
            + "wiley.com mdpi.com oup.com tandfonline.com elsevier.com researchgate.net dblp.org plos.org "
            + "frontiersin.org hal.science jair.org eurographics.org mitpress.mit.edu papers.cool paperswithcode.com iclr.cc "
            + "icml.cc pnas.org cell.com");
        return hosts;
    }

    private static ReadOnlySpan<char> HostOf(string url)
    {
        var start = url.AsSpan().IndexOf("://");
        var host = url.AsSpan(start < 0 ? 0 : start + 3);
        var end = host.IndexOfAny("/?#:");
        return end < 0 ? host : host[..end];
    }
}
