using MultimodalPapers.Extraction;
using MultimodalPapers.Graph;
using MultimodalPapers.Resolution;
using static MultimodalPapers.Tests.Resolution.Records;

namespace MultimodalPapers.Tests.Graph;

public sealed class GraphSchemaTests
{
    [Fact]
    public void The_description_is_the_expected_file() =>
        GraphSchema.Describe().ShouldBe(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Graph", "schema.expected.md")), StringCompareShould.IgnoreLineEndings);

    [Fact]
    public void Every_relation_of_the_records_is_a_relationship_type() =>
        Enum.GetValues<Relation>().Select(RecordFormat.NameOf).ShouldBeSubsetOf(GraphSchema.RelationshipTypes.Select(t => t.Name));

    [Fact]
    public void The_ends_of_every_type_are_labels() =>
        GraphSchema.RelationshipTypes.SelectMany(t => t.From.Concat(t.To)).ShouldBeSubsetOf(GraphSchema.Labels);

    [Fact]
    public void Every_property_that_the_resolver_writes_is_described()
    {
        var graph = Resolver.Resolve(
            [
                Entry("a.md:1", "LLaVA: A Model for Vision", "2304.08485", 2023, "NeurIPS", ["Haotian Liu"], ["Models", "Vision"],
                    [(LinkKind.Code, "https://github.com/a/b"), (LinkKind.Project, "https://a.github.io")],
                    [Introduces("LLaVA"), Introduces("llava"), Backbone("Vicuna", "7B"), Fact(Relation.UsesTechnique, ThingKind.Technique, "DPO")]),
                Entry("a.md:5", "LLaVA: A Modal for Vision", "2304.08485", 2024, "CVPR"),
            ],
            [Known("DPO", ThingKind.Technique, "arXiv:2305.18290", 2023) with { Broader = ["Preference optimization"] }]).Graph;
        var written = graph.Nodes.SelectMany(n => n.Properties).Concat(graph.Relationships.SelectMany(r => r.Properties)).Select(p => p.Key).Distinct();
        written.Order(StringComparer.Ordinal).ShouldBe(GraphSchema.Properties.SelectMany(p => p.Name.Split(", ")).Distinct().Order(StringComparer.Ordinal));
    }
}
