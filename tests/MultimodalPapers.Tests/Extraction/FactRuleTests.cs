using MultimodalPapers.Catalogue;
using MultimodalPapers.Extraction;
using MultimodalPapers.Reading;
using Record = MultimodalPapers.Extraction.Record;

namespace MultimodalPapers.Tests.Extraction;

public sealed class FactRuleTests
{
    public static TheoryData<string, int> Examples()
    {
        var data = new TheoryData<string, int>();
        foreach (var example in RuleExamples.Read())
            data.Add(example.Rule, example.Line);
        return data;
    }

    [Theory, MemberData(nameof(Examples))]
    public void Rule_finds_exactly_these_facts(string rule, int line)
    {
        var example = RuleExamples.Read().Single(e => e.Line == line);

        var facts = Records(example.List).SelectMany(r => r.Facts).Where(f => f.Rule == rule).Select(Show);

        facts.Order().ShouldBe(example.Facts.Order());
    }

    [Fact]
    public void Every_rule_has_examples_and_every_example_a_rule()
    {
        RuleExamples.Read().Select(e => e.Rule).Distinct().Order().ShouldBe(Extractor.Rules.Select(r => r.Name).Order());
    }

    [Fact]
    public void Every_rule_is_explained_in_a_sentence()
    {
        foreach (var (name, explanation) in Extractor.Rules)
            explanation.Length.ShouldBeGreaterThan(40, name);
    }

    [Fact]
    public void Every_quote_stands_in_its_line()
    {
        foreach (var example in RuleExamples.Read())
        {
            var lines = example.List.Split('\n');
            foreach (var fact in Records(example.List).SelectMany(r => r.Facts))
            {
                fact.Quote.ShouldNotBeEmpty();
                fact.Quote.Length.ShouldBeLessThanOrEqualTo(80);
                lines[fact.Line - 1].ShouldContain(fact.Quote);
            }
        }
    }

    private static IEnumerable<Record> Records(string list)
    {
        var extractor = new Extractor(NameCatalogue.Default);
        return ListReader.Read("list.md", list).Entries.Select(extractor.Extract);
    }

    private static string Show(Fact fact) =>
        string.Join(' ', [RecordFormat.NameOf(fact.Relation), fact.Kind.ToString(), fact.Name, .. fact.Sizes]);
}
