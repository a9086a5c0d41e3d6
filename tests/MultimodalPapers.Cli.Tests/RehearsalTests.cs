using MultimodalPapers.Cli.Commands;
using MultimodalPapers.Graph;

namespace MultimodalPapers.Cli.Tests;

public sealed class RehearsalTests
{
    [Fact]
    public void The_rehearsed_graph_has_something_of_each_kind()
    {
        var graph = Rehearsal.Miniature();

        graph.Nodes.Select(node => node.Label).Distinct().ShouldBe(GraphSchema.Labels, ignoreOrder: true);
        graph.Relationships.Select(relationship => relationship.Type).Distinct().ShouldBe(GraphSchema.RelationshipTypes.Select(type => type.Name), ignoreOrder: true);
    }

    [Fact]
    public void A_rehearsal_goes_through_all_files_and_ends_when_it_is_late()
    {
        var asked = 0;
        Rehearsal.Run(() => ++asked < 0);
        var early = asked;
        asked = 0;
        Rehearsal.Run(() => ++asked == 2);

        early.ShouldBe(Environment.ProcessorCount == 1 ? 0 : 4);
        asked.ShouldBe(Environment.ProcessorCount == 1 ? 0 : 2);
    }
}
