using MultimodalPapers.Graph;
using MultimodalPapers.Neo4j.Loading;

namespace MultimodalPapers.Neo4j.Tests.Loading;

public sealed class OwnershipTests
{
    [Fact]
    public void Every_property_that_the_schema_gives_nodes_has_a_bit()
    {
        var named = GraphSchema.Properties.Where(p => p.On == "every node" || p.On.Split(", ").All(GraphSchema.Labels.Contains)).SelectMany(p => p.Name.Split(", ")).Distinct();
        named.Except(Ownership.NodeNames).ShouldBeEmpty();
        Ownership.NodeNames.Distinct().Count().ShouldBe(Ownership.NodeNames.Length);
        Ownership.NodeNames.Length.ShouldBeLessThan(63);
    }

    [Fact]
    public void The_bits_are_those_that_databases_hold_already()
    {
        // New names come last: a database would else be read as if the loader had written other properties.
        Ownership.Names(0b1011L).ShouldBe(["id", "name", "titles"]);
        Ownership.NodeNames[^1].ShouldBe("depth");
    }

    [Fact]
    public void What_was_written_is_known_again_whether_the_schema_knows_the_names_or_not()
    {
        var usual = Ownership.OfNode(SmallGraph.Node("paper:1", "Paper", ("title", "T"), ("year", 2024L)), stamp: 5);
        usual[Ownership.KeysName].ShouldBeOfType<long>();
        Ownership.Names(usual[Ownership.KeysName]).ShouldBe(["id", "name", "title", "year"]);
        var unusual = Ownership.OfNode(SmallGraph.Node("paper:1", "Paper", ("mood", "good")), stamp: 5);
        Ownership.Names(((string[])unusual[Ownership.KeysName]).ToList<object>()).ShouldBe(["id", "mood", "name"]);
        Ownership.Names(null).ShouldBeNull();
    }
}
