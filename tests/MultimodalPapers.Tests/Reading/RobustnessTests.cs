using System.Diagnostics;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using MultimodalPapers.Extraction.Fields;
using MultimodalPapers.Reading;

namespace MultimodalPapers.Tests.Reading;

public sealed class RobustnessTests
{
    private static readonly string[] Soup =
    [
        "# ", "## ", "- ", "1. ", "  ", "    ", "\n", "\n\n", "\r\n", "\r", "\t", "**", "*", "_", "`", "```", "[", "]", "(", ")", "](", "[[", "]]", "<table>", "<tr>", "<td>", "</td>", "</tr>", "</table>", "<ul><li>",
        "</ul>", "<a href=\"", "\">", "</a>", "<!--", "-->", "<br>", "|", "|---|\n", "> ", "http://", "https://arxiv.org/abs/2401.01234", "Title", "Paper", "Authors:", "Backbone: ", "CVPR 2024", "(2024-01)", "论文", "，", "。",
        "é", "\uD83D\uDD25", "\uD800", "\0", "\\", "&amp;", "&#x1F525;", "@article{", "title={", "}", "\"", "'24", "---\n", "===\n", "![x](", "<details>", "<summary>", "*Ann Lee, Bo Chen*", "\u200B", "\uFEFF", "{", ":", ",", "null",
    ];

    private static readonly string[] Files = ["a.md", "a.txt", "a.bib", "a.csv", "a.tsv", "a.json", "a.yaml", "a.html"];

    [Fact]
    public void Any_soup_of_markup_is_read_into_valid_entries()
    {
        var soup = Gen.Elements(Soup).ArrayOf().Select(string.Concat).Resize(120).ToArbitrary();
        Prop.ForAll(soup, text => Files.All(file => IsValid(file, text))).Check(Config.QuickThrowOnFailure.WithMaxTest(400).WithEndSize(150));
    }

    [Fact]
    public void Any_bytes_are_decoded_and_read()
    {
        Prop.ForAll<byte[]>(bytes => TextDecoder.Decode(bytes, "a.md").Text is not { } text || Files.All(file => IsValid(file, text)))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(300));
    }

    /// <summary>Bad input of a size, by name.</summary>
    public static TheoryData<string, string> BadInputs => new()
    {
        { "a line of 50 MB", "a.md" },
        { "10,000 quotation marks", "a.md" },
        { "10,000 levels of lists", "a.md" },
        { "brackets that never close", "a.md" },
        { "tables that never close", "a.md" },
        { "emphasis that never closes", "a.md" },
        { "link definitions without end", "a.md" },
        { "a paragraph of links", "a.md" },
        { "10,000 levels of JSON", "a.json" },
        { "10,000 levels of YAML", "a.yaml" },
        { "BibTeX that never closes", "a.bib" },
    };

    [Theory]
    [MemberData(nameof(BadInputs))]
    public void Bad_input_takes_no_quadratic_time_and_costs_only_itself(string input, string file)
    {
        var text = Make(input) + (file == "a.md" ? "\n\n</table>\n\n# Night\n\n- [Lampyris: Seeing in the Dark](https://arxiv.org/abs/2401.01234)\n" : "");
        var watch = Stopwatch.StartNew();

        var result = ListReader.Read(file, text);

        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(30));
        if (file == "a.md")
            result.Entries.ShouldContain(e => e.ToString().EndsWith("Lampyris: Seeing in the Dark", StringComparison.Ordinal));
    }

    private static string Make(string input) => input switch
    {
        "a line of 50 MB" => new string('x', 50_000_000),
        "10,000 quotation marks" => Repeat("> ", 10_000),
        "10,000 levels of lists" => string.Concat(Enumerable.Range(0, 2_000).Select(i => new string(' ', 2 * Math.Min(i, 600)) + "- x\n")),
        "brackets that never close" => Repeat("[[[[[[[[[[\n", 20_000),
        "tables that never close" => Repeat("<table><tr><td>x\n\n", 10_000),
        "emphasis that never closes" => Repeat("**a _b* c\n", 20_000),
        "link definitions without end" => string.Concat(Enumerable.Range(0, 60_000).Select(i => $"[{i}]: http://x/{i}\n")),
        "a paragraph of links" => Repeat("[a b c d](http://x.y/z)\n", 40_000),
        "10,000 levels of JSON" => Repeat("{\"a\":[", 10_000),
        "10,000 levels of YAML" => Repeat("[", 10_000),
        _ => Repeat("@a{b,\ntitle={x\n", 30_000),
    };

    private static string Repeat(string text, int times) => new StringBuilder(text.Length * times).Insert(0, text, times).ToString();

    private static bool IsValid(string file, string text)
    {
        var result = ListReader.Read(file, text);
        var source = new SourceText(file, text);
        var last = 0;
        foreach (var entry in result.Entries)
        {
            entry.Line.ShouldBeInRange(1, source.LineCount);
            entry.EndLine.ShouldBeInRange(entry.Line, source.LineCount);
            entry.Line.ShouldBeGreaterThanOrEqualTo(last);
            last = entry.Line;
            foreach (var part in entry.Parts)
            {
                part.Text.IsEmpty.ShouldBeFalse();
                foreach (var run in part.Text.Runs)
                {
                    run.Line.ShouldBeInRange(1, source.LineCount);
                    run.Column.ShouldBeInRange(0, source.Line(run.Line).Length);
                }
            }
            foreach (var link in entry.Links)
                link.Line.ShouldBeInRange(1, source.LineCount);
            FieldReader.Read(entry).Links.Length.ShouldBeLessThanOrEqualTo(entry.Links.Length);
        }
        return true;
    }
}
