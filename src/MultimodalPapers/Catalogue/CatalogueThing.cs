using System.Collections.Immutable;
using MultimodalPapers.Extraction;

namespace MultimodalPapers.Catalogue;

/// <summary>One known name: its canonical spelling, its other spellings, and the published facts about it.</summary>
public sealed record CatalogueThing
{
    public required ThingKind Kind { get; init; }

    /// <summary>The spelling most used by its own makers; the graph's name of it.</summary>
    public required string Name { get; init; }

    /// <summary>What kind of model it is; null for other things.</summary>
    public ModelType? ModelType { get; init; }

    /// <summary>What kind of organisation it is; null for other things and where the catalogue does not say.</summary>
    public OrganizationType? OrganizationType { get; init; }

    /// <summary>Other spellings in any language, without the name itself.</summary>
    public ImmutableArray<string> Spellings { get; init; } = [];

    /// <summary>Phrases around a spelling in which it means something else.</summary>
    public ImmutableArray<string> Not { get; init; } = [];

    /// <summary>Whether the name is also an ordinary word, and so counts only where it stands as a name does.</summary>
    public bool Ordinary { get; init; }

    /// <summary>Whether only the exact spelling counts: letter case, hyphens and spaces included.</summary>
    public bool Exact { get; init; }

    /// <summary>Whether a title of the run taught the name, and its kind is a guess.</summary>
    public bool Learned { get; init; }

    /// <summary>Whether a dataset is a benchmark.</summary>
    public bool Benchmark { get; init; }

    /// <summary>Who made it, by canonical names of organisations.</summary>
    public ImmutableArray<string> Makers { get; init; } = [];

    public int? Year { get; init; }

    /// <summary>The primary source: <c>arXiv:2304.08485</c> or an address; null where the catalogue names none.</summary>
    public string? Source { get; init; }

    /// <summary>More general techniques that this one is a form of.</summary>
    public ImmutableArray<string> Broader { get; init; } = [];

    /// <summary>Published lineage facts; lists need not state them.</summary>
    public ImmutableArray<BackgroundFact> Background { get; init; } = [];

    /// <summary>The catalogue file and 1-based line that define it.</summary>
    public required string File { get; init; }
    public required int Line { get; init; }
}

public enum ModelType
{
    LanguageModel,
    Encoder,
    Generator,
    MultimodalModel,
}

public enum OrganizationType
{
    Company,
    University,
    Laboratory,
    Community,
}

/// <param name="Relation">One of the four lineage relations.</param>
/// <param name="Name">The canonical name of the model at its other end.</param>
/// <param name="Source">The primary source that says so, in the form of <see cref="CatalogueThing.Source"/>; empty where the catalogue names
/// none, which <c>catalogue check</c> reports.</param>
public sealed record BackgroundFact(Relation Relation, string Name, string Source);

/// <summary>A place in a text where the catalogue's name of a thing stands.</summary>
/// <param name="Start">Index in the text at which the name begins. Sizes before the name (<c>the 7B and 13B Vicuna</c>) stand outside the mention.</param>
/// <param name="Length">Length of the name with the sizes after it: all of <c>Vicuna-7B/13B</c>.</param>
/// <param name="NameLength">Length of the name alone, a plural <c>s</c> included: <c>Vicuna</c>, <c>ViTs</c>.</param>
/// <param name="Thing">What is named.</param>
/// <param name="Sizes">Parameter counts and size labels that stand with the name, before it or after it, in order of appearance, each once;
/// counts normalised (<c>7 billion</c> is <c>7B</c>), labels as written (<c>XL</c>, <c>ViT-L-336px</c>).</param>
public sealed record Mention(int Start, int Length, int NameLength, CatalogueThing Thing, ImmutableArray<string> Sizes)
{
    public int End => Start + Length;
}
