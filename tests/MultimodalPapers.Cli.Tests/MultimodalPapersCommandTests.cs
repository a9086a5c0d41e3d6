namespace MultimodalPapers.Cli.Tests;

public sealed class MultimodalPapersCommandTests
{
    [Fact]
    public void A_command_that_is_called_is_made_alone_under_its_own_name()
    {
        foreach (var command in MultimodalPapersCommand.Create().Subcommands)
            MultimodalPapersCommand.Create(command.Name).Subcommands.ShouldHaveSingleItem().Name.ShouldBe(command.Name);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("buidl")]
    [InlineData("--help")]
    public void Whoever_calls_no_command_gets_to_know_all(string? called) => MultimodalPapersCommand.Create(called).Subcommands.Count.ShouldBe(14);
}
