using System.Collections.Immutable;
using MultimodalPapers.Graph;

namespace MultimodalPapers.Resolution;

/// <summary>The graph made of records, and everything that tells how it came about.</summary>
/// <param name="Graph">One node a thing, evidence on every relationship.</param>
/// <param name="Works">Which records each paper was made of, sorted by the paper's id: with it every merge can be undone.</param>
/// <param name="Merges">Why records or names were joined, sorted by node, then place.</param>
/// <param name="Doubts">What a person should look at: doubtful merges, and near things that were kept apart.</param>
/// <param name="Disagreements">Where sources state different things of one node.</param>
/// <param name="Dropped">Facts that could not become a relationship, with the reason.</param>
public sealed record ResolvedGraph(
    KnowledgeGraph Graph,
    ImmutableArray<ResolvedWork> Works,
    ImmutableArray<Merge> Merges,
    ImmutableArray<Doubt> Doubts,
    ImmutableArray<Disagreement> Disagreements,
    ImmutableArray<DroppedFact> Dropped);

/// <summary>Where an entry begins.</summary>
/// <param name="Source">The list's file.</param>
/// <param name="Line">1-based.</param>
public readonly record struct Place(string Source, int Line) : IComparable<Place>
{
    public int CompareTo(Place other)
    {
        var order = string.CompareOrdinal(Source, other.Source);
        return order != 0 ? order : Line.CompareTo(other.Line);
    }

    /// <summary>As evidence names it: <c>003_….txt#L47</c>.</summary>
    public override string ToString() => $"{Source}#L{Line}";
}

/// <param name="Id">The paper's id in the graph.</param>
/// <param name="Places">Its entries, sorted.</param>
public sealed record ResolvedWork(string Id, ImmutableArray<Place> Places);

/// <summary>What made two records one work, or two names one thing.</summary>
public enum MergeRule
{
    /// <summary>The same arXiv identifier.</summary>
    Arxiv,

    /// <summary>The same folded title, and nothing that contradicts it.</summary>
    Title,

    /// <summary>Titles that differ by typing errors only, and nothing that contradicts it.</summary>
    TitleTypo,

    /// <summary>Titles of which one leaves words out, with a further proof.</summary>
    TitlePart,

    /// <summary>The same code repository with titles that go together.</summary>
    Repository,

    /// <summary>A title that is only a name, and the one work that introduces this name.</summary>
    Name,

    /// <summary>A name that the catalogue knows as another spelling of the thing.</summary>
    Catalogue,

    /// <summary>Spellings that differ by case, hyphens, spaces or typography only.</summary>
    Spelling,
}

/// <summary>One join of two entries, or of two spellings.</summary>
/// <param name="Node">Id of the node that the join made.</param>
/// <param name="First">An entry of the one side.</param>
/// <param name="Second">An entry of the other side.</param>
/// <param name="Rule">By what.</param>
/// <param name="Key">What both have: an identifier, a title, a repository, a name; with the further proof where there is one.</param>
/// <param name="Score">How alike, 0 to 1; 1 for equal keys.</param>
/// <param name="Threshold">The score from which the rule joins.</param>
/// <param name="Doubtful">Whether a person should look at it.</param>
public sealed record Merge(string Node, Place First, Place Second, MergeRule Rule, string Key, double Score, double Threshold, bool Doubtful);

/// <summary>A decision that a person may want to see.</summary>
/// <param name="First">One entry.</param>
/// <param name="Second">The other.</param>
/// <param name="Why">What makes it doubtful, as a sentence without its full stop.</param>
/// <param name="Joined">What the program decided.</param>
/// <param name="Score">How alike, 0 to 1.</param>
public sealed record Doubt(Place First, Place Second, string Why, bool Joined, double Score);

/// <summary>Different statements about one node.</summary>
/// <param name="Node">Its id; for a relationship the relationship's id.</param>
/// <param name="Field">Such as <c>venue</c>, <c>year</c>, <c>title</c>, <c>sizes</c>, <c>kind</c>.</param>
/// <param name="Values">What is stated, the value that the graph took first, with the places that state it.</param>
public sealed record Disagreement(string Node, string Field, ImmutableArray<StatedValue> Values);

public sealed record StatedValue(string Value, ImmutableArray<Place> Places);

/// <param name="Place">The entry.</param>
/// <param name="Fact">The fact as <c>RELATION Kind 'Name'</c>.</param>
/// <param name="Why">What kept it out.</param>
public sealed record DroppedFact(Place Place, string Fact, string Why);

/// <summary>Settings of the resolver.</summary>
public sealed record ResolverOptions
{
    public static ResolverOptions Default { get; } = new();

    /// <summary>Leaves out the catalogue's published facts, so that the graph holds only what the lists say.</summary>
    public bool ListsOnly { get; init; }

    /// <summary>The likeness of two titles from which typing errors alone explain the difference.</summary>
    public double TypoThreshold { get; init; } = 0.9;

    /// <summary>The likeness of two titles from which a further proof (people, links) joins them.</summary>
    public double PartThreshold { get; init; } = 0.7;

    /// <summary>The likeness of two titles from which a common repository joins them.</summary>
    public double RepositoryThreshold { get; init; } = 0.5;

    /// <summary>A repository or address that more than this many titles share belongs to none of them.</summary>
    public int SharedAddressLimit { get; init; } = 4;
}
