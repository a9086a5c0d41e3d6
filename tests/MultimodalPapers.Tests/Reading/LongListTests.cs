using System.Text;
using FsCheck;
using FsCheck.Fluent;
using MultimodalPapers.Reading;

namespace MultimodalPapers.Tests.Reading;

public sealed class LongListTests
{
    private const int PieceSize = 600;

    // Each stays below the size of a piece, so that a heading comes in time.
    private static readonly string[] Blocks =
    [
        "- [Lampyris: Seeing in the Dark](https://arxiv.org/abs/2401.01234), *Ann Lee, Bo Chen*. CVPR 2024. [[Code](https://github.com/a/lampyris)]\n",
        "- **Vesper: A Model of Dusk**, Ann Lee, Bo Chen, Cy Dow, 2023\n  - [Paper](https://arxiv.org/abs/2301.00001)\n\n  It is based on Vicuna-7B.\n",
        "1. [Nocturne 论文](https://arxiv.org/abs/2302.00002) 提出了Nocturne。\n2. [Second Night: A Sequel](https://arxiv.org/abs/2302.00003)\n",
        "| Model | Paper | Venue |\n| --- | --- | --- |\n| Gloam | [Gloam: Light](https://arxiv.org/abs/2401.0100) | ICLR 2024 |\n| Murk | [Murk: Less Light](https://arxiv.org/abs/2401.0101) | - |\n",
        "```\n# no heading\n- [No Work](https://arxiv.org/abs/2401.09999)\n\n# still none\n```\n",
        "- see\n  ~~~~\n\n# none\n~~~\n\n# none\n  ~~~~\n",
        "<!-- \n\n# no heading\n\n- [Hidden](https://arxiv.org/abs/2401.09998)\n\n-->\n",
        "<table>\n<tr><td>\n\n# inside\n\n</td><td><a href=\"https://arxiv.org/abs/2401.07777\">Gleam: A Table's Work</a></td></tr>\n\n</table>\n",
        "**Tenebrae: Of Shadows**\\\n*Ann Lee, Bo Chen.* [[Paper](https://arxiv.org/abs/2401.05555)]\n",
        "- [Twilight: By Reference][twilight] and [Dim][dim]\n",
        "[twilight]: https://arxiv.org/abs/2401.04444\n",
        "Some words of prose.\n",
        "### Part\r\n\r\n- [Crepuscule: Carriage Returns](https://arxiv.org/abs/2401.03333)\r\n",
        "***\n",
        "<div>\n\n- [Halflight: In HTML](https://arxiv.org/abs/2401.02222)\n\n</div>\n",
    ];

    private static readonly Gen<string> Section =
        from level in Gen.Choose(1, 4)
        from number in Gen.Choose(1, 9)
        from blocks in Gen.ListOf(Gen.Elements(Blocks), 3)
        select $"{new string('#', level)} Heading {number}\n\n{string.Join('\n', blocks)}\n";

    [Fact]
    public void A_list_of_sections_is_the_same_in_pieces_as_in_one()
    {
        var lists = Gen.ListOf(Section).Select(sections => string.Concat(sections) + "\n[dim]: https://arxiv.org/abs/2401.06666\n").ToArbitrary();
        Prop.ForAll(lists, list => InPieces(list).Except(Whole(list)).Concat(Whole(list).Except(InPieces(list))).ShouldBeEmpty()).Check(Config.QuickThrowOnFailure.WithMaxTest(150).WithEndSize(40));
    }

    [Fact]
    public void A_seed_list_is_the_same_in_pieces_as_in_one()
    {
        foreach (var file in InputFiles.Find([Path.Combine(AppContext.BaseDirectory, "seeds")]).Files)
        {
            var list = FileReader.Decode(file).Text!;
            InPieces(list, 4000).ShouldBe(Whole(list), file.Source);
        }
    }

    [Fact]
    public void A_damaged_list_is_repaired_in_pieces_as_in_one()
    {
        var file = InputFiles.Find([Path.Combine(AppContext.BaseDirectory, "seeds", "000_db8e224dc132eb76.txt")]).Files[0];
        InPieces(File.ReadAllText(file.Path), 500).ShouldBe(Whole(FileReader.Decode(file).Text!));
    }

    [Fact]
    public void A_second_reading_changes_nothing_where_the_first_one_knew_the_whole()
    {
        var lists = Gen.ListOf(Section).Select(string.Concat).ToArbitrary();
        Prop.ForAll(lists, text =>
        {
            var list = new LongList("list.md", () => new MemoryStream(Encoding.UTF8.GetBytes(text)), PieceSize);
            var first = list.Read().ToList();
            var settled = list.SettledFrom;
            var second = list.Read().ToList();
            first.Count.ShouldBe(second.Count);
            first.Skip(settled).SelectMany(piece => piece.Entries).Select(Show).ShouldBe(second.Skip(settled).SelectMany(piece => piece.Entries).Select(Show));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(150).WithEndSize(40));
    }

    [Fact]
    public void A_note_that_looks_like_a_definition_belongs_to_no_entry_of_another_piece()
    {
        var works = string.Concat(Enumerable.Range(1, 30).Select(i => $"#### Glow{i}x: Light of the {i}th Kind\n\npaper link: [here](https://arxiv.org/abs/2402.010{i:00})\n\nSome words on it.\n\n"));
        var entries = Read($"# Works\n\n{works}---\n\n[^1]: These are no terms of use.\n", PieceSize);
        entries.Count.ShouldBe(30);
        entries.ShouldAllBe(entry => entry.EndLine == entry.Line + 4);
    }

    [Fact]
    public void A_table_or_list_without_headings_keeps_its_columns_and_entries()
    {
        var rows = string.Concat(Enumerable.Range(1000, 300).Select(i => $"| M{i}x | [Work {i}: A Row](https://arxiv.org/abs/2401.0{i}) | Vicuna-{i % 70}B |\n"));
        var items = string.Concat(Enumerable.Range(1000, 300).Select(i => $"- [Work {i}: An Item](https://arxiv.org/abs/2402.0{i})\n"));
        foreach (var list in (string[])[$"# Models\n\n| Model | Paper | Backbone |\n|---|---|---|\n{rows}", $"# Works\n\n{items}"])
        {
            InPieces(list).Count.ShouldBe(300);
            InPieces(list).ShouldBe(Whole(list));
        }
    }

    [Fact]
    public void Code_without_end_stays_code()
    {
        var list = "# Works\n\n- [Lampyris: Seeing in the Dark](https://arxiv.org/abs/2401.01234)\n\n```\n"
            + string.Concat(Enumerable.Repeat("- [No Work: Code](https://arxiv.org/abs/2401.09999)\n", 200));
        InPieces(list).Count.ShouldBe(1);
    }

    [Fact]
    public void Any_soup_of_markup_is_read_in_pieces_with_valid_lines()
    {
        var soup = Gen.Elements([.. Blocks, "# ", "\n", "\r", "- ", "|", "```", "<ul><li>", "[", "](", "**", "\uD800", "é", "\t", "    "]).ArrayOf().Select(string.Concat).Resize(120).ToArbitrary();
        Prop.ForAll(soup, text =>
        {
            var whole = new SourceText("list.md", Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)));
            foreach (var entry in Read(text, 100))
            {
                entry.EndLine.ShouldBeInRange(entry.Line, whole.LineCount);
                foreach (var run in entry.Parts.SelectMany(part => part.Text.Runs))
                    entry.Text.Line(run.Line).SequenceEqual(whole.Line(run.Line)).ShouldBeTrue();
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(200).WithEndSize(150));
    }

    [Fact]
    public void An_endless_line_is_left_out_and_told_of()
    {
        var list = new LongList("list.md", () => new MemoryStream(Encoding.UTF8.GetBytes($"# A\n\n{new string('x', 3_000_000)}\n\n- [Lampyris: Seeing in the Dark](https://arxiv.org/abs/2401.01234)\n")), PieceSize);
        var results = list.Read().ToList();
        results.SelectMany(r => r.Entries).ShouldHaveSingleItem().Line.ShouldBe(5);
        results.SelectMany(r => r.Problems).ShouldHaveSingleItem().Line.ShouldBe(3);
    }

    private static List<string> InPieces(string text, int size = PieceSize) => Read(text, size).ConvertAll(Show);

    // The second reading knows the whole.
    private static List<ListEntry> Read(string text, int size)
    {
        var list = new LongList("list.md", () => new MemoryStream(Encoding.UTF8.GetBytes(text)), size);
        _ = list.Read().Count();
        return [.. list.Read().SelectMany(piece => piece.Entries)];
    }

    private static List<string> Whole(string text) => [.. ListReader.Read("list.md", text).Entries.Select(Show)];

    private static string Show(ListEntry entry) =>
        $"{entry.Line}-{entry.EndLine} [{string.Join(" / ", entry.Section)}] {string.Join("; ", entry.Parts.Select(p => $"{p.Role} {p.Label} '{p.Text}' {string.Join(',', p.Text.Runs)}"))} {string.Join(", ", entry.Links)}";
}
