using MultimodalPapers.Catalogue;
using MultimodalPapers.Evaluation;
using MultimodalPapers.Extraction;
using MultimodalPapers.Pipeline;
using MultimodalPapers.Reading;
using Record = MultimodalPapers.Extraction.Record;

namespace MultimodalPapers.Tests.Evaluation;

/// <summary>The five lists against their annotations: the level reached is kept.</summary>
public sealed class SeedScoreTests
{
    private static readonly Lazy<EvaluationResult> Result = new(Evaluate);

    [Theory]
    [InlineData("entries", 1.0)]
    [InlineData("links", 1.0)]
    [InlineData("field title", 1.0)]
    [InlineData("field arxiv", 1.0)]
    [InlineData("field venue", 1.0)]
    [InlineData("field year", 1.0)]
    [InlineData("field authors", 1.0)]
    [InlineData("field section", 1.0)]
    [InlineData("core facts", 0.975)]
    [InlineData("core but techniques", 0.99)]
    [InlineData("entities", 0.98)]
    [InlineData("USES_BACKBONE", 0.99)]
    public void The_five_lists_are_read_at_least_this_well(string row, double least)
    {
        var misses = string.Join('\n', Result.Value.Misses);

        (Result.Value[row].F1 ?? 0).ShouldBeGreaterThanOrEqualTo(least, misses);
    }

    [Fact]
    public void Every_quote_stands_in_its_line_and_every_fact_names_its_rule()
    {
        var rules = Extractor.Rules.Select(r => r.Name).ToHashSet();
        foreach (var file in Seeds().Files)
        {
            var text = new SourceText(file.Source, FileReader.Decode(file).Text!);
            foreach (var (record, fact) in Records(file).SelectMany(r => r.Facts.Select(f => (r, f))))
            {
                text.Line(fact.Line).Contains(fact.Quote, StringComparison.Ordinal).ShouldBeTrue($"{file.Source}: {fact}");
                fact.Line.ShouldBeInRange(record.Line, record.EndLine);
                fact.Quote.Length.ShouldBeInRange(1, 80);
                rules.ShouldContain(fact.Rule);
            }
        }
    }

    [Fact]
    public void Our_own_annotations_agree_with_themselves()
    {
        var gold = Gold();

        var result = new Evaluator(Names()).Evaluate(gold.Select(g => g.Record), gold);

        result.Misses.ShouldBeEmpty();
        result["core facts"].F1.ShouldBe(1);
    }

    private static EvaluationResult Evaluate() => new Evaluator(Names()).Evaluate(Seeds().Files.SelectMany(Records), Gold());

    private static IEnumerable<Record> Records(InputFile file) =>
        new ListPipeline(NameCatalogue.Default).Extract([file]).SelectMany(list => list.Records);

    private static InputFilesResult Seeds() => InputFiles.Find([Path.Combine(AppContext.BaseDirectory, "seeds")]);

    private static NameTable Names() => new(File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Gold", "names.tsv")));

    private static List<GoldRecord> Gold() =>
        [.. Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "Gold"), "*.jsonl").Order(StringComparer.Ordinal).SelectMany(File.ReadLines).Select(GoldRecord.Parse)];
}
