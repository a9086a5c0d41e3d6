using MultimodalPapers.Extraction.Fields;

namespace MultimodalPapers.Reading;

/// <summary>What an address says by itself.</summary>
internal static class LinkHosts
{
    public static bool IsPaper(string url) => LinkKinds.OfAddress(url) == Extraction.LinkKind.Paper;
}
