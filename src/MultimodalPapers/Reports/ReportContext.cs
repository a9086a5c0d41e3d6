using System.Collections.Immutable;
using MultimodalPapers.Analysis;
using MultimodalPapers.Graph;

namespace MultimodalPapers.Reports;

/// <summary>What all reports of one graph share; each part is computed once, when first asked for.</summary>
internal sealed class ReportContext
{
    private readonly Lazy<FamilyForest> _forest;
    private readonly Lazy<ModelPages> _pages;
    private readonly Lazy<Clustering> _clusters;

    public ReportContext(ReportInput input, ReportOptions options)
    {
        (Input, Options) = (input, options);
        Evidence = new EvidenceLinks(input.Graph, options.ListBase);
        Lineage = LineageGraph.From(input.Graph);
        _forest = new(() => new FamilyForest(Lineage));
        _pages = new(() => new ModelPages(this));
        _clusters = new(() => Clustering.Of(input.Graph, options.Clustering));
        foreach (var label in GraphSchema.Labels)
            _byLabel.Add(label, []);
        foreach (var node in input.Graph.Nodes)
        {
            if (_byLabel.TryGetValue(node.Label, out var nodes))
                nodes.Add(node);
        }
    }

    private readonly Dictionary<string, List<GraphNode>> _byLabel = new(StringComparer.Ordinal);

    public ReportInput Input { get; }

    public ReportOptions Options { get; }

    public KnowledgeGraph Graph => Input.Graph;

    /// <summary>Links for pages in the report folder itself.</summary>
    public EvidenceLinks Evidence { get; }

    public LineageGraph Lineage { get; }

    public FamilyForest Forest => _forest.Value;

    public ModelPages Pages => _pages.Value;

    public Clustering Clusters => _clusters.Value;

    /// <summary>The nodes of a main label, sorted by id.</summary>
    public IReadOnlyList<GraphNode> Nodes(string label) => _byLabel[label];

    /// <summary>A node's name as a link to where the reports tell more of it, or to its paper; for pages in the report folder itself.</summary>
    public string Link(GraphNode node, string prefix = "")
    {
        if (Pages.AddressOf(node.Id) is { } address)
            return $"[{Markdown.Escape(node.Name)}]({prefix}{address})";
        return node.Label == GraphSchema.Paper ? PaperLink(node) : Markdown.Escape(node.Name);
    }

    /// <summary>A paper's title, linked to the paper where the lists give an address.</summary>
    public static string PaperLink(GraphNode paper) => Markdown.Link(paper.Properties.Text("title") ?? paper.Name, paper.Properties.Text("url") ?? paper.Properties.Text("project") ?? paper.Properties.Text("code"));

    /// <summary>Where a paper is listed, in round brackets.</summary>
    public string Listed(GraphNode paper, EvidenceLinks? evidence = null)
    {
        var entries = paper.Properties.Texts("entries");
        if (entries.IsEmpty)
            entries = [.. Graph.Outgoing(paper.Id).Where(r => r.Type == "LISTED_IN").SelectMany(r => r.Properties.Texts("sources")).Distinct(StringComparer.Ordinal)];
        return (evidence ?? Evidence).Of(entries);
    }

    /// <summary>The first places that name a thing.</summary>
    public ImmutableArray<string> Named(string id) =>
        [.. Graph.Incoming(id).Concat(Graph.Outgoing(id)).Where(r => r.Properties.Text("basis") != "background").SelectMany(r => r.Properties.Texts("sources")).Distinct(StringComparer.Ordinal)];

    /// <summary>A count with its noun: <c>1 model</c>, <c>2,000 models</c>.</summary>
    public static string Count(int count, string one, string? many = null) => count == 1 ? $"1 {one}" : $"{count:N0} {many ?? one + "s"}";

    /// <summary>The relation in words, from the child's side.</summary>
    public static string Words(string relation) => relation switch
    {
        "USES_BACKBONE" => "built on",
        "USES_ENCODER" => "encoder",
        "USES_GENERATOR" => "generator",
        "DERIVED_FROM" => "derived from",
        _ => relation.Replace('_', ' ').ToLowerInvariant(),
    };
}
