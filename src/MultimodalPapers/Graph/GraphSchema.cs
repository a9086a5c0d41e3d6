using System.Collections.Immutable;

namespace MultimodalPapers.Graph;

/// <summary>The schema of the graph, written down once: files, loading and documentation follow it.</summary>
public static class GraphSchema
{
    public const string Paper = "Paper";
    public const string Model = "Model";
    public const string Technique = "Technique";
    public const string Organization = "Organization";
    public const string Dataset = "Dataset";
    public const string Author = "Author";
    public const string Venue = "Venue";
    public const string Topic = "Topic";
    public const string List = "List";

    /// <summary>The main labels; every node has exactly one of them, and it is its first.</summary>
    public static ImmutableArray<string> Labels { get; } = [Paper, Model, Technique, Organization, Dataset, Author, Venue, Topic, List];

    /// <summary>Labels that say more exactly what a node of a main label is.</summary>
    public static ImmutableArray<(string Label, string Of)> SubLabels { get; } =
    [
        ("LanguageModel", Model), ("Encoder", Model), ("Generator", Model), ("MultimodalModel", Model), ("Benchmark", Dataset),
    ];

    /// <summary>The relationship types with the labels of their ends.</summary>
    public static ImmutableArray<RelationshipType> RelationshipTypes { get; } =
    [
        new("INTRODUCES", [Paper], [Model, Dataset, Technique], "the paper presents this under this name"),
        new("USES_BACKBONE", [Model, Paper], [Model], "is built on this language model, or on this multimodal model used in its place"),
        new("USES_ENCODER", [Model, Paper], [Model], "takes its visual, audio or other perceptual features from this model"),
        new("USES_GENERATOR", [Model, Paper], [Model], "draws images, video or sound with this model"),
        new("DERIVED_FROM", [Model, Paper], [Model], "is a new version, a fine-tune or a direct extension of this model"),
        new("USES_TECHNIQUE", [Paper], [Technique], "uses, improves or studies this technique"),
        new("TRAINED_ON", [Paper], [Dataset], "is trained on this dataset"),
        new("EVALUATED_ON", [Paper], [Dataset], "is evaluated on this dataset or benchmark"),
        new("COMPARES_WITH", [Paper], [Model], "is measured against this model"),
        new("FROM_ORGANIZATION", [Paper], [Organization], "comes from this organisation"),
        new("DEVELOPED", [Organization], [Model], "made this model"),
        new("MENTIONS", [Paper], [Model, Technique, Organization, Dataset], "names this without a relation above"),
        new("AUTHORED_BY", [Paper], [Author], "was written by this person or group; position from 1"),
        new("PUBLISHED_IN", [Paper], [Venue], "was published there, in year"),
        new("IN_TOPIC", [Paper], [Topic], "stands under this heading of a list"),
        new("SUBTOPIC_OF", [Topic], [Topic], "this heading stands under that one"),
        new("LISTED_IN", [Paper], [List], "is an entry of this list, at line"),
    ];

    /// <summary>The types that make up lineage.</summary>
    public static ImmutableArray<string> Lineage { get; } = ["USES_BACKBONE", "USES_ENCODER", "USES_GENERATOR", "DERIVED_FROM"];

    /// <summary>The parallel lists and scalars that carry the evidence of every relationship.</summary>
    /// <remarks><c>sources</c>, <c>quotes</c> and <c>rules</c> are as long as each other; <c>basis</c> is the strongest of stated, inferred, background.</remarks>
    public static ImmutableArray<string> EvidenceProperties { get; } = ["sources", "quotes", "rules", "confidence", "basis"];
}

/// <param name="Name">In capitals, as Neo4j writes it.</param>
/// <param name="From">Labels that it may start at.</param>
/// <param name="To">Labels that it may end at.</param>
/// <param name="Meaning">Completes "the start ...".</param>
public sealed record RelationshipType(string Name, ImmutableArray<string> From, ImmutableArray<string> To, string Meaning);
