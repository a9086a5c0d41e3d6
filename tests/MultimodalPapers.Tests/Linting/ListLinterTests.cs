using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using MultimodalPapers.Catalogue;
using MultimodalPapers.Linting;
using MultimodalPapers.Reading;

namespace MultimodalPapers.Tests.Linting;

public sealed class ListLinterTests
{
    private static readonly NameCatalogue Names = NameCatalogue.Parse(("names.yml", "language models:\n  - name: Quillon\n    spellings: [Quillon LM]\n"));

    [Theory]
    [InlineData("1. **Paper Title**", FindingKind.TemplateRemnant)]
    [InlineData("- A: [paper_link](paper_link)", FindingKind.TemplateRemnant)]
    [InlineData("- A: [Code](link)", FindingKind.TemplateRemnant)]
    [InlineData("- A: [Code](https://example.com/code)", FindingKind.TemplateRemnant)]
    [InlineData("- TODO: add the others", FindingKind.TemplateRemnant)]
    [InlineData("- arXiv:XXXX.XXXXX", FindingKind.TemplateRemnant)]
    [InlineData("**Brief**:", FindingKind.TemplateRemnant)]
    [InlineData("- [A]()", FindingKind.MalformedLink)]
    [InlineData("- [A](#)", FindingKind.MalformedLink)]
    [InlineData("- [A](https://a.org/b c.pdf)", FindingKind.MalformedLink)]
    [InlineData("- [A] (https://a.org/b)", FindingKind.MalformedLink)]
    [InlineData("- [A](https://a.org/b", FindingKind.MalformedLink)]
    [InlineData("- [A](htps://a.org/b)", FindingKind.MalformedLink)]
    [InlineData("- [A](https:/a.org/b)", FindingKind.MalformedLink)]
    [InlineData("- [A](https://https://a.org/b)", FindingKind.MalformedLink)]
    [InlineData("- [A](www.a.org/b)", FindingKind.MalformedLink)]
    [InlineData("- [A](arxiv.org/abs/2304.08485)", FindingKind.MalformedLink)]
    [InlineData("- [A](https://arxiv.org/abs/2313.08485)", FindingKind.MalformedLink)]
    [InlineData("- [A](https://arxiv.org/abs/)", FindingKind.MalformedLink)]
    [InlineData("- [A](https://a.org/b,)", FindingKind.MalformedLink)]
    [InlineData("- [A](http://localhost:8000/a)", FindingKind.MalformedLink)]
    [InlineData("a lost \uFFFD character", FindingKind.DamagedText)]
    [InlineData("a \u0001 control character", FindingKind.DamagedText)]
    public void A_line_with_a_fault_is_found(string line, FindingKind kind)
    {
        var findings = ListLinter.Lint("list.md", $"# List\n\n{line}\n", Names);

        findings.ShouldContain(f => f.Kind == kind && f.Line == 3, string.Join('\n', findings));
    }

    [Theory]
    [InlineData("- [A](https://a.org/b_(c))")]
    [InlineData("- [A](https://a.org/b \"a title\")")]
    [InlineData("- [A](<https://a.org/b c>)")]
    [InlineData("- [A](docs/b.md), [top](#contents)")]
    [InlineData("- [A](https://arxiv.org/pdf/2304.08485v2.pdf), [B](https://arxiv.org/abs/cs/0112017), [C](https://arxiv.org/abs/2304.08485#page)")]
    [InlineData("- [A](https://web.archive.org/web/2020/https://a.org/)")]
    [InlineData("`[Title](link)` is what an entry looks like")]
    [InlineData("```\n- [Title](link) TODO\n```")]
    [InlineData("<!-- - **Paper Title** [link](url)\nTODO -->")]
    [InlineData("[![badge](https://a.org/badge.svg)](https://a.org/b)")]
    [InlineData("**Brief**:\n\nwhat the work does")]
    [InlineData("Quillon and Quillon, Quillon LM")]
    public void What_is_right_is_left_alone(string text) =>
        ListLinter.Lint("list.md", $"# List\n\n{text}\n", Names).ShouldBeEmpty();

    [Fact]
    public void An_entry_that_stands_twice_is_found_by_identifier_and_by_title()
    {
        const string text = "# List\n\n- [Quillon: A Model](https://arxiv.org/abs/2401.00001)\n- [Quillon - a model](https://arxiv.org/abs/2401.00001v2)\n"
            + "- [An Entirely Different Work](https://a.org/1)\n- [An entirely different work](https://a.org/2)\n";

        var findings = ListLinter.Lint("list.md", text, Names);

        findings.Select(f => (f.Line, f.Kind)).ShouldBe([(4, FindingKind.DoubledEntry), (6, FindingKind.DoubledEntry)]);
        findings[0].Message.ShouldContain("line 3");
    }

    [Fact]
    public void An_entry_without_a_link_is_found()
    {
        var findings = ListLinter.Lint("list.md", "# List\n\n- **Quillon: A Model Without Links**. *Ada Quill, Ben Lon.* ICLR 2024.\n", Names);

        findings.ShouldHaveSingleItem().Kind.ShouldBe(FindingKind.MissingLink);
    }

    [Fact]
    public void A_name_in_several_spellings_is_found_with_the_one_to_write()
    {
        var findings = ListLinter.Lint("list.md", "# List\n\nQuillon and Quillon.\n\nQUILLON is good.\n\n[quillon](https://a.org/QUILLON)\n", Names);

        findings.Select(f => (f.Line, f.Kind, f.Suggestion)).ShouldBe([(5, FindingKind.VariantName, "Write Quillon"), (7, FindingKind.VariantName, "Write Quillon")]);
    }

    [Fact]
    public void A_list_that_was_decoded_wrongly_is_one_finding()
    {
        var damaged = Encoding.Latin1.GetString(Encoding.UTF8.GetBytes("# Liste\n\nÜber größere Modelle, ähnlich übertragen: é è à ç\n"));

        var finding = ListLinter.Lint("list.md", damaged, Names).First(f => f.Kind == FindingKind.DamagedText);

        finding.Line.ShouldBe(3);
        finding.Message.ShouldContain("UTF-8 was read as");
    }

    [Fact]
    public void Findings_are_data()
    {
        var findings = ListLinter.Lint("list.md", "# List\n\n- [A]()\n- [\"B\"](#)\n", Names);

        using var json = JsonDocument.Parse(Finding.ToJson(findings));
        json.RootElement.EnumerateArray().Select(f => (f.GetProperty("file").GetString(), f.GetProperty("line").GetInt32(), f.GetProperty("kind").GetString()))
            .ShouldBe([("list.md", 3, "malformed-link"), ("list.md", 4, "malformed-link")]);
        Finding.ToJson([]).ShouldBe("[]\n");
    }

    [Fact]
    public void The_five_lists_have_the_faults_that_they_are_known_for()
    {
        ImmutableArray<Finding> findings = [.. InputFiles.Find([Path.Combine(AppContext.BaseDirectory, "seeds")]).Files.SelectMany(f => ListLinter.LintFile(f, NameCatalogue.Default))];

        findings.ShouldContain(f => f.File.StartsWith("000_", StringComparison.Ordinal) && f.Kind == FindingKind.DamagedText);
        findings.ShouldContain(f => f.File.StartsWith("004_", StringComparison.Ordinal) && f.Line == 172 && f.Kind == FindingKind.TemplateRemnant);
        findings.ShouldContain(f => f.File.StartsWith("004_", StringComparison.Ordinal) && f.Line == 186 && f.Kind == FindingKind.TemplateRemnant);
        findings.Length.ShouldBeLessThan(200, string.Join('\n', findings));
    }

    [Fact]
    public void No_text_makes_it_fail()
    {
        foreach (var text in Graph.SampleGraphs.NastyTexts.Append(string.Join('\n', Graph.SampleGraphs.NastyTexts)).Append("](").Append("[](").Append("```").Append("<!--").Append(new string('[', 5000)))
            Should.NotThrow(() => ListLinter.Lint("list.md", text, Names));
    }
}
