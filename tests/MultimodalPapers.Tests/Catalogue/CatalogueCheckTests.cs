using MultimodalPapers.Catalogue;
using MultimodalPapers.Extraction;
using Record = MultimodalPapers.Extraction.Record;

namespace MultimodalPapers.Tests.Catalogue;

public class CatalogueCheckTests
{
    private static string Findings(string yaml) =>
        string.Join('\n', CatalogueCheck.Check(NameCatalogue.Parse(("c.yml", yaml))).Select(finding => $"{finding.Line} {finding.Rule}"));

    [Theory]
    [InlineData("encoders:\n  - name: Ab\n  - name: Cd\n    spellings: [a-b]", "3 claimed-twice")]
    [InlineData("encoders:\n  - name: Ab\ntechniques:\n  - name: AB", "4 claimed-twice")]
    [InlineData("venues:\n  - name: Ab\n  - name: Cd\n    spellings: [A b]", "3 claimed-twice")]
    [InlineData("encoders:\n  - name: Ab\n    makers: [Nobody]", "2 unknown-name")]
    [InlineData("techniques:\n  - name: Ab\n    broader: [Cd]", "2 unknown-name")]
    [InlineData("encoders:\n  - name: Ab\n    source: https://x.org\n    encoder: [cd]\n  - name: Cd", "2 other-spelling")]
    [InlineData("encoders:\n  - name: Ab\n    encoder: [Cd]\n  - name: Cd", "2 no-source")]
    [InlineData("encoders:\n  - name: Ab\n    source: https://x.org\n    derived from: [Cd]\n  - name: Cd\n    source: https://x.org\n    backbone: [Ab]", "2 circle")]
    [InlineData("techniques:\n  - name: Ab\n    broader: [Ab]", "2 circle")]
    [InlineData("encoders:\n  - name: Ab\n    year: 2020\n    source: https://x.org\n    derived from: [Cd]\n  - name: Cd\n    year: 2021", "2 back-in-time")]
    [InlineData("encoders:\n  - name: Abc\n    spellings: [Abc-7B]", "2 size-in-spelling")]
    [InlineData("encoders:\n  - name: Abc\n  - name: Abc-Chat\n    spellings: [Abc-7B-Chat]", "3 size-in-spelling")]
    [InlineData("encoders:\n  - name: Abc\n    spellings: [A-b C]", "2 repeated-spelling")]
    [InlineData("encoders:\n  - name: Abc\n    not: [def]", "2 idle-phrase")]
    [InlineData("encoders:\n  - name: Cd\n  - name: Ab", "3 unsorted")]
    [InlineData("encoders:\n  - name: Ab\n    makers: [Cd]\n    year: 2021\n    source: https://x.org\n    derived from: [Ef]\n  - name: Ef\n    year: 2021\norganizations:\n  - name: Cd", "")]
    public void Contradictions_are_found(string yaml, string expected) => Findings(yaml).ShouldBe(expected);

    [Fact]
    public void The_built_in_catalogue_is_in_order() =>
        string.Join('\n', CatalogueCheck.Check(NameCatalogue.Default)).ShouldBe("");

    [Fact]
    public void A_finding_tells_file_line_and_what_to_do() =>
        CatalogueCheck.Check(NameCatalogue.Parse(("c.yml", "encoders:\n  - name: Ab\n    makers: [Nobody]")))[0].ToString()
            .ShouldBe("c.yml:2: unknown-name: 'Nobody', maker of Ab, is no organization of the catalogue; add it or mend its name.");

    private static Record Read(string source, params (ThingKind Kind, string Name, int Line, Relation Relation)[] facts) => new()
    {
        Source = source,
        Line = 1,
        EndLine = 9,
        Facts = [.. facts.Select(fact => new Fact { Kind = fact.Kind, Name = fact.Name, Line = fact.Line, Relation = fact.Relation, Quote = fact.Name, Rule = "test" })],
    };

    [Fact]
    public void Names_that_lists_use_and_the_catalogue_lacks_are_suggested_most_used_first()
    {
        var records = new[]
        {
            Read("a.md", (ThingKind.Model, "Zed", 3, Relation.UsesBackbone), (ThingKind.Model, "LLaVA", 3, Relation.Mentions), (ThingKind.Dataset, "Set: A", 4, Relation.Introduces)),
            Read("b.md", (ThingKind.Model, "Z-ed", 7, Relation.Mentions), (ThingKind.Model, "Zed", 8, Relation.Mentions)),
        };
        var suggestions = CatalogueSuggest.From(records, Examples.Catalogue);
        suggestions.Select(s => (s.Name, s.Facts, s.Lists, s.Introduced)).ShouldBe([("Zed", 3, 2, false), ("Set: A", 1, 1, true)]);
        suggestions[0].Places.ShouldBe(["a.md#L3", "b.md#L7", "b.md#L8"]);
        suggestions[0].OtherSpellings.ShouldBe(["Z-ed"]);
        CatalogueSuggest.From(records, Examples.Catalogue, least: 2).Length.ShouldBe(1);
        CatalogueSuggest.ToYaml(suggestions).ShouldBe("""
            multimodal models:   # or 'language models', 'encoders', 'generators'
              # 3 facts in 2 lists: a.md#L3, b.md#L7, b.md#L8
              - name: "Zed"
            datasets:
              # 1 facts in 1 lists: a.md#L4
              - name: "Set: A"

            """);
    }

    [Fact]
    public void A_suggestion_can_be_pasted_as_it_is()
    {
        string[] names = ["1.5", "No", "a\"b\\c", "x: y #z", "混合", "tab\there", "😀 ok", "-dash", "[x]"];
        var records = new[] { Read("a.md", [.. names.Select(name => (ThingKind.Technique, name, 1, Relation.Mentions))]) };
        var yaml = CatalogueSuggest.ToYaml(CatalogueSuggest.From(records, Examples.Catalogue));
        NameCatalogue.Parse(("pasted.yml", yaml)).Things.Select(thing => thing.Name).ShouldBe(names, ignoreOrder: true);
    }
}
