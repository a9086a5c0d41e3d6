namespace MultimodalPapers.Cli.Tests;

public sealed class ExtractCommandTests
{
    [Fact]
    public async Task A_large_corpus_needs_no_room_for_temporary_files()
    {
        using var folder = new TemporaryFolder();
        var works = string.Concat(Enumerable.Range(1000, 1000).Select(i => $"- [Glow{i}x: Light of the {i}th Kind, Seen from Afar](https://arxiv.org/abs/2402.0{i}), based on Vicuna-7B\n\n"));
        // In all beyond what is kept in memory: one list that is read in pieces, and short ones.
        folder.Write("long.md", string.Concat(Enumerable.Range(1, 20).Select(i => $"# Part {i}\n\n{works}")));
        for (var i = 0; i < 15; i++)
            folder.Write($"short{i}.md", $"# Works\n\n{works}");
        var usual = await CommandLine.RunAsync(folder.Path, "extract", ".");
        var without = await CommandLine.RunAsync(CommandLine.Managed, folder.Path, ["extract", "."], ("TMPDIR", folder.File("missing")), ("TMP", folder.File("missing")), ("TEMP", folder.File("missing")));
        without.ShouldBe(usual);
        without.ExitCode.ShouldBe(0);
        without.Output.Count(c => c == '\n').ShouldBe(35_000);
    }
}
