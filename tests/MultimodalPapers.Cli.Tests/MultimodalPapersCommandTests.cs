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

    [Theory]
    [InlineData("lineage LLaVA --depth none", "--depth expects a number from 1; 'none' is none.")]
    [InlineData("lineage LLaVA --depth 0", "--depth expects a number from 1; '0' is none.")]
    [InlineData("clusters --resolution x", "--resolution expects a number above 0; 'x' is none.")]
    [InlineData("clusters --stability-runs -1", "--stability-runs expects a number from 0; '-1' is none.")]
    [InlineData("load --batch-size 1.5", "--batch-size expects a number from 1; '1.5' is none.")]
    public void What_is_no_number_is_told_in_a_sentence(string arguments, string sentence) =>
        MultimodalPapersCommand.Create().Parse(arguments.Split(' ')).Errors.ShouldHaveSingleItem().Message.ShouldBe(sentence);

    [Theory]
    [InlineData("lineage LLaVA --depth 2")]
    [InlineData("clusters --resolution 0.5 --stability-runs 0")]
    [InlineData("load --batch-size 500")]
    public void Numbers_are_taken(string arguments) => MultimodalPapersCommand.Create().Parse(arguments.Split(' ')).Errors.ShouldBeEmpty();
}
