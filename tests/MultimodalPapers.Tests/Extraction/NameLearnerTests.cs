using MultimodalPapers.Catalogue;
using MultimodalPapers.Extraction;
using MultimodalPapers.Reading;

namespace MultimodalPapers.Tests.Extraction;

public sealed class NameLearnerTests
{
    [Fact]
    public void A_name_that_one_list_introduces_is_known_in_the_others()
    {
        var facts = Facts(
            "- [QuillonVL: A Large Multimodal Model for Charts](https://example.org/q)\n",
            "- [Reading Tables by Eye](https://example.org/t) (our model outperforms QuillonVL)\n");

        facts.ShouldContain("COMPARES_WITH Model QuillonVL");
    }

    [Theory]
    [InlineData("- [SOLO: A Large Model for Songs](https://example.org/q)\n", "- [Playing SOLO: Music for One](https://example.org/t) (a SOLO for strings)\n")]
    [InlineData("- [FASTer: A Quick Model](https://example.org/q)\n", "- [A Faster Way to Read](https://example.org/t) (faster than ever)\n")]
    public void A_name_that_can_be_taken_for_a_word_is_not_learned_or_counts_only_as_spelled(string first, string second)
    {
        Facts("", second).ShouldBe(Facts(first, second));
    }

    [Fact]
    public void What_the_catalogue_knows_is_not_learned()
    {
        Learn("- [LLaVA: Visual Instruction Tuning](https://example.org/q)\n").ShouldBeEmpty();
    }

    [Fact]
    public void The_order_of_the_lists_does_not_matter()
    {
        const string First = "- [QuillonVL: A Benchmark for Charts](https://example.org/q)\n";
        const string Second = "- [QuillonVL: A Large Multimodal Model](https://example.org/r)\n- [QuillonVL: A Model for Maps](https://example.org/s)\n";

        Learn(First, Second).ShouldBe(Learn(Second, First));
        Learn(First, Second).ShouldBe(["Model QuillonVL"]);
    }

    private static string[] Learn(params string[] lists)
    {
        var learner = new NameLearner(NameCatalogue.Default);
        foreach (var list in lists)
            learner.Add(ListReader.Read("list.md", list).Entries);
        return [.. learner.Learned().Select(thing => $"{thing.Kind} {thing.Name}")];
    }

    /// <summary>The facts of the second list, with the names of both known.</summary>
    private static string[] Facts(string first, string second)
    {
        var learner = new NameLearner(NameCatalogue.Default);
        learner.Add(ListReader.Read("first.md", first).Entries);
        var entries = ListReader.Read("second.md", second).Entries;
        learner.Add(entries);
        var extractor = new Extractor(NameCatalogue.Default.With(learner.Learned()));
        return [.. entries.SelectMany(e => extractor.Extract(e).Facts).Select(f => $"{RecordFormat.NameOf(f.Relation)} {f.Kind} {f.Name}")];
    }
}
