using System.Collections.Immutable;
using MultimodalPapers.Graph;
using QuikGraph;

namespace MultimodalPapers.Analysis;

/// <summary>One lineage statement: the source, a child, grew out of the target, its parent.</summary>
public sealed record LineageEdge(GraphRelationship Relationship) : IEdge<string>
{
    /// <summary>Id of the child.</summary>
    public string Source => Relationship.Start;

    /// <summary>Id of the parent.</summary>
    public string Target => Relationship.End;

    /// <summary>One of the four lineage relations.</summary>
    public string Type => Relationship.Type;

    /// <summary><c>stated</c>, <c>inferred</c> or <c>background</c>; stated where the graph does not say.</summary>
    public string Basis => Relationship.Properties.Text("basis") ?? "stated";

    /// <summary>Above 0 and at most 1; 1 where the graph does not say.</summary>
    public double Confidence => Relationship.Properties["confidence"] switch { double d => d, long l => l, _ => 1 };

    /// <summary>What says so, in the graph's order.</summary>
    public ImmutableArray<Evidence> Evidence
    {
        get
        {
            var sources = Relationship.Properties.Texts("sources");
            var quotes = Relationship.Properties.Texts("quotes");
            var rules = Relationship.Properties.Texts("rules");
            return [.. sources.Select((source, i) =>
                new Evidence(source, i < quotes.Length ? quotes[i] : "", i < rules.Length ? rules[i] : ""))];
        }
    }

    /// <summary>The relation in lower-case words: <c>uses backbone</c>.</summary>
    public string Words => Type.Replace('_', ' ').ToLowerInvariant();

    public override string ToString() => $"{Source} {Type} {Target}";
}

/// <param name="Source">The list and line (<c>list.md#L12</c>), or the primary source of a background fact.</param>
/// <param name="Quote">The words that say so.</param>
/// <param name="Rule">The rule that found it.</param>
public sealed record Evidence(string Source, string Quote, string Rule);
