using System.Text;
using MultimodalPapers.Reading;

namespace MultimodalPapers.Tests.Reading;

public sealed class InputTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("lists").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void A_folder_is_searched_without_hidden_generated_and_ignored_files()
    {
        Write("README.md", "sub/deep/a.bib", "b.txt", ".hidden/c.md", "node_modules/d.md", "code.cs", "package.json", "drafts/e.md", "old.md", "keep.old.md");
        File.WriteAllText(Path.Combine(_root, ".gitignore"), "drafts/\n*old.md\n!keep.old.md\n");

        Sources(_root).ShouldBe(["README.md", "b.txt", "keep.old.md", "sub/deep/a.bib"]);
    }

    [Fact]
    public void A_file_is_its_own_name_and_a_pattern_is_relative_to_its_fixed_part()
    {
        Write("x/a.md", "x/y/b.md", "x/y/c.txt");

        Sources(Path.Combine(_root, "x/a.md")).ShouldBe(["a.md"]);
        Sources(_root + "/x/**/*.md").ShouldBe(["a.md", "y/b.md"]);
        Sources(_root + "/x/y/?.txt").ShouldBe(["c.txt"]);
    }

    [Fact]
    public void Files_of_one_name_are_told_apart_by_their_folders()
    {
        Write("one/README.md", "two/README.md");

        Sources(_root + "/one", _root + "/two").ShouldBe(["one/README.md", "two/README.md"]);
        Sources(_root + "/one", _root + "/one/README.md").ShouldBe(["README.md"]);
    }

    [SkippableFact]
    public void A_link_is_as_long_as_the_file_that_it_leads_to_however_many_links_lie_between()
    {
        Write("list.md");
        File.WriteAllText(_root + "/list.md", new string('x', 2 << 20));
        try
        {
            File.CreateSymbolicLink(_root + "/link.md", "list.md");
            File.CreateSymbolicLink(_root + "/link-to-link.md", _root + "/link.md");
            File.CreateSymbolicLink(_root + "/nowhere.md", "no.md");
            File.CreateSymbolicLink(_root + "/round.md", "round.md");
        }
        catch (Exception error) when (OperatingSystem.IsWindows() && error is IOException or UnauthorizedAccessException)
        {
            Skip.If(true, $"Windows lets this user make no links: {error.Message}");
        }

        foreach (var name in new[] { "list.md", "link.md", "link-to-link.md" })
        {
            var file = new InputFile(Path.Combine(_root, name), name);
            file.Size.ShouldBe(2 << 20, name);
            LongList.Is(file).ShouldBeTrue(name);
        }
        foreach (var name in new[] { "nowhere.md", "round.md" })
        {
            var file = new InputFile(Path.Combine(_root, name), name);
            file.Size.ShouldBe(0, name);
            FileReader.Read(file).Problems.ShouldHaveSingleItem().ToString().ShouldStartWith(name);
        }
    }

    [Fact]
    public void What_leads_nowhere_is_a_problem_that_names_it()
    {
        Directory.CreateDirectory(_root + "/empty");

        InputFiles.Find([_root + "/nothing.md"]).Problems.ShouldHaveSingleItem().ToString().ShouldContain("nothing.md: There is no such file or folder");
        InputFiles.Find([_root + "/empty"]).Problems.ShouldHaveSingleItem().Message.ShouldContain("There is no list in this folder");
        InputFiles.Find([_root + "/*.none"]).Problems.ShouldHaveSingleItem().Message.ShouldContain("No file matches");
    }

    [Fact]
    public void Text_is_decoded_from_UTF_8_and_UTF_16()
    {
        const string Text = "é 混合 🔥";
        foreach (var encoding in new Encoding[] { new UTF8Encoding(true), new UTF8Encoding(false), new UnicodeEncoding(false, true), new UnicodeEncoding(true, true) })
        {
            var decoded = TextDecoder.Decode([.. encoding.GetPreamble(), .. encoding.GetBytes(Text)], "a.md");

            decoded.Text.ShouldBe(Text);
            decoded.Problems.ShouldBeEmpty();
        }
    }

    [Fact]
    public void Bytes_that_are_no_UTF_8_are_counted_and_placed()
    {
        var decoded = TextDecoder.Decode([.. "good\nb"u8, 0xE9, .. "d \n"u8, 0xFF, .. "\uFFFD"u8], "a.md");

        decoded.Text.ShouldBe("good\nb\uFFFDd \n\uFFFD\uFFFD");
        var problem = decoded.Problems.ShouldHaveSingleItem();
        problem.Line.ShouldBe(2);
        problem.Message.ShouldStartWith("2 places are no valid UTF-8");
    }

    [Theory]
    [InlineData(new byte[] { 0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13 })]
    [InlineData(new byte[] { 0x25, 0x50, 0x44, 0x46, 0x2D, 0x31 })]
    public void A_binary_file_has_no_text(byte[] bytes)
    {
        var decoded = TextDecoder.Decode(bytes, "a.md");

        decoded.Text.ShouldBeNull();
        decoded.Problems.ShouldHaveSingleItem().Kind.ShouldBe(ProblemKind.Unreadable);
    }

    private void Write(params string[] files)
    {
        foreach (var file in files)
        {
            var path = Path.Combine(_root, file);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, "");
        }
    }

    private static List<string> Sources(params string[] paths) => [.. InputFiles.Find(paths).Files.Select(f => f.Source)];

    [Fact]
    public void No_place_lies_behind_the_end_of_its_line()
    {
        var source = new SourceText("a.md", "ab\r\ncd\r\n\n");

        for (var offset = 0; offset < source.Text.Length; offset++)
        {
            var (line, column) = source.At(offset);
            column.ShouldBeInRange(0, source.Line(line).Length);
        }
    }
}
