using System.Collections.Immutable;
using System.Text;

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
        new("INTRODUCES", [Paper], [Model, Dataset, Technique], "presents this under this name"),
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
        new("SUBTOPIC_OF", [Topic], [Topic], "is a heading under that one"),
        new("LISTED_IN", [Paper], [List], "is an entry of this list, at line"),
    ];

    /// <summary>The types that make up lineage.</summary>
    public static ImmutableArray<string> Lineage { get; } = ["USES_BACKBONE", "USES_ENCODER", "USES_GENERATOR", "DERIVED_FROM"];

    /// <summary>The parallel lists and scalars that carry the evidence of every relationship.</summary>
    /// <remarks><c>sources</c>, <c>quotes</c> and <c>rules</c> are as long as each other; <c>basis</c> is the strongest of stated, inferred, background.</remarks>
    public static ImmutableArray<string> EvidenceProperties { get; } = ["sources", "quotes", "rules", "confidence", "basis"];

    /// <summary>The properties of nodes and relationships, with their types and meanings.</summary>
    public static ImmutableArray<PropertyDescription> Properties { get; } =
    [
        new("every node", "id", "string", "unique over the whole graph, readable, the same from run to run: `paper:arxiv:2304.08485`, `model:llava-1.5`"),
        new("every node", "name", "string", "what people call it; a paper's title"),
        new(Paper, "title", "string", "the full title; missing where no list gives one"),
        new(Paper, "titles, years, venues", "lists", "all that the lists state, where they differ"),
        new(Paper, "arxiv", "string", "identifier without version"),
        new(Paper, "year, venue", "long, string", "what most entries state"),
        new(Paper, "url, code, project", "string", "addresses"),
        new(Paper, "entries, listCount", "string[], long", "the entries it was made of (`list.md#L47`), and how many lists they stand in"),
        new(Model + ", " + Technique + ", " + Organization + ", " + Dataset, "spellings", "string[]", "other spellings that the lists use"),
        new(Model + ", " + Technique + ", " + Dataset, "documented", "boolean", "whether an entry of the lists introduces it"),
        new(Model + ", " + Technique + ", " + Dataset, "introducedBy", "string[]", "ids of the papers that introduce it"),
        new(Model + ", " + Technique + ", " + Dataset, "year", "long", "of its publication"),
        new(Model + ", " + Technique + ", " + Organization + ", " + Dataset, "primarySource", "string", "the catalogue's source of it: `arXiv:ID` or an address"),
        new(Technique, "broader", "string[]", "names of the techniques that it is a form of"),
        new(Topic, "path, depth", "string, long", "the headings above it, and how many they are"),
        new(List, "entries", "long", "how many entries it has"),
        new("every relationship", "sources", "string[]", "the lines that state it: `list.md#L47`; for a published fact `catalogue: arXiv:ID`"),
        new("every relationship", "quotes", "string[]", "the words there, in the order of `sources`"),
        new("every relationship", "rules", "string[]", "what found it, in the order of `sources`"),
        new("every relationship", "confidence", "double", "above 0 and at most 1: the greatest among the evidence of the strongest basis"),
        new("every relationship", "basis", "string", "`stated` by a list, `inferred` beyond its words, or `background` from the catalogue; the strongest"),
        new("from a fact", "sizes", "string[]", "parameter counts and size labels, such as `7B`"),
        new("AUTHORED_BY", "position", "long", "from 1"),
        new("PUBLISHED_IN", "year", "long", "of the publication"),
        new("LISTED_IN", "line, lines", "long, long[]", "the first line of its entry; of its entries, where there are several"),
    ];

    /// <summary>The schema as Markdown tables: labels, relationship types, properties.</summary>
    public static string Describe()
    {
        var text = new StringBuilder();
        text.Append("| label | more exactly |\n| --- | --- |\n");
        foreach (var label in Labels)
            text.Append($"| `{label}` | {string.Join(", ", SubLabels.Where(s => s.Of == label).Select(s => $"`{s.Label}`"))} |\n");
        text.Append("\n| relationship | from | to | the start ... |\n| --- | --- | --- | --- |\n");
        foreach (var type in RelationshipTypes)
            text.Append($"| `{type.Name}` | {string.Join(", ", type.From)} | {string.Join(", ", type.To)} | {type.Meaning} |\n");
        text.Append("\n| on | property | type | meaning |\n| --- | --- | --- | --- |\n");
        foreach (var property in Properties)
            text.Append($"| {property.On} | {string.Join(", ", property.Name.Split(", ").Select(name => $"`{name}`"))} | {property.Type} | {property.Meaning} |\n");
        return text.ToString();
    }
}

/// <param name="Name">In capitals, as Neo4j writes it.</param>
/// <param name="From">Labels that it may start at.</param>
/// <param name="To">Labels that it may end at.</param>
/// <param name="Meaning">Completes "the start ...".</param>
public sealed record RelationshipType(string Name, ImmutableArray<string> From, ImmutableArray<string> To, string Meaning);

/// <param name="On">Labels or relationship types that have it.</param>
/// <param name="Name">Its name, or several names.</param>
/// <param name="Type">As Neo4j's importer calls it.</param>
/// <param name="Meaning">What it says.</param>
public sealed record PropertyDescription(string On, string Name, string Type, string Meaning);
