using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using MultimodalPapers.Pipeline;
using MultimodalPapers.Reading;

namespace MultimodalPapers.Tests.Pipeline;

public sealed class ReadingFormatTests
{
    [Fact]
    public void What_was_read_of_a_seed_list_comes_back_as_it_was()
    {
        foreach (var file in InputFiles.Find([Path.Combine(AppContext.BaseDirectory, "seeds")]).Files)
            ShouldComeBack(FileReader.Read(file));
    }

    [Theory]
    [InlineData("works.csv", "title,authors,url\nLampyris: Seeing in the Dark,\"Ann Lee, Bo Chen\",https://arxiv.org/abs/2401.01234\n")]
    [InlineData("works.bib", "@article{a, title={Lampyris: Seeing in the Dark}, author={Ann Lee and Bo Chen}, year={2024}}")]
    [InlineData("works.md", "")]
    [InlineData("works.md", "# Works\n\n- see\n- no work\n")]
    public void What_was_read_of_any_kind_of_list_comes_back_as_it_was(string source, string text) => ShouldComeBack(ListReader.Read(source, text));

    [Fact]
    public void Whatever_a_text_holds_comes_back_as_it_was()
    {
        var soup = Gen.Elements("# A\n\n", "- [Lampyris: A Light](https://arxiv.org/abs/2401.01234)", "\n", "\r", "|", "\uD800", "\uDC00", "é", "模型", "😊", "\0", "- **Dim**, *Ann Lee*, 2023 ")
            .ArrayOf().Select(string.Concat).Resize(60).ToArbitrary();
        Prop.ForAll(soup, text => ShouldComeBack(ListReader.Read("list.md", text))).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void A_piece_of_a_long_list_keeps_the_lines_that_it_took_from_elsewhere()
    {
        var text = new SourceText("list.md", "[dim]: https://arxiv.org/abs/2401.06666\n\n- [Dim: A Light][dim]\n\n[far]: https://arxiv.org/abs/2401.07777\n", 40, [3, 0], [90, 0]);
        var entry = ListReader.Read("list.md", text.Text).Entries.ShouldHaveSingleItem() with { Text = text };
        var back = ComesBackAs(new ReadingResult([entry], [])).Entries.ShouldHaveSingleItem().Text;
        back.At(text.Text.IndexOf("Dim", StringComparison.Ordinal)).ShouldBe((40, 3));
        back.Line(3).ToString().ShouldBe("[dim]: https://arxiv.org/abs/2401.06666");
        back.Line(90).ToString().ShouldBe("[far]: https://arxiv.org/abs/2401.07777");
        back.Holds(2).ShouldBeFalse();
    }

    private static void ShouldComeBack(ReadingResult reading)
    {
        var back = ComesBackAs(reading);
        back.Problems.ShouldBe(reading.Problems);
        back.Entries.Select(Show).ShouldBe(reading.Entries.Select(Show));
    }

    private static ReadingResult ComesBackAs(ReadingResult reading)
    {
        using var stream = new MemoryStream();
        ReadingFormat.Write(stream, reading);
        stream.Position = 0;
        var back = ReadingFormat.Read(stream);
        stream.Position.ShouldBe(stream.Length);
        return back;
    }

    private static string Show(ListEntry entry) =>
        $"{entry.Source}:{entry.Line}-{entry.EndLine} {entry.Layout} [{string.Join(" / ", entry.Section)}] {Parts(entry.Parts)} {string.Join(", ", entry.Links)} {entry.Text.Source} {entry.Text.Text}";

    private static string Parts(ImmutableArray<EntryPart> parts) => string.Join("; ", parts.Select(p => $"{p.Role} {p.Label ?? "none"} '{p.Text}' {string.Join(',', p.Text.Runs)}"));
}
