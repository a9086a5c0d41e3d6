using FsCheck;
using FsCheck.Fluent;
using MultimodalPapers.Catalogue;
using MultimodalPapers.Extraction;
using MultimodalPapers.Reading;

namespace MultimodalPapers.Tests.Extraction;

/// <summary>What holds for any text at all.</summary>
public sealed class ExtractionLawTests
{
    private static readonly string[] Scraps =
    [
        "- ", "1. ", "* ", "# ", "## 2023 May\n", "\n", "\n\n", "  ", "    ", "\t", "**", "*", "`", "[", "]", "(", ")", "（", "）", "](https://arxiv.org/abs/2304.08485)", "](",
        "[[Code](https://github.com/haotian-liu/LLaVA)]", "LLaVA: ", "Vicuna-7B/13B", "OPT (125M, 350M)", "`Backbone`: ", "**Paper**: ", "**Abstract**: We introduce ", "based on ", "using CLIP ViT-L/14",
        "提出", "数据集", "基于", "模型", "（APO）框架", "NUS&ByteDance：", "arXiv:2305.01278", "NeurIPS 2022", "RefCOCO/+/g", "<!--", "-->", "<table><tr><td>", "</td>", "|", "| --- |", "\\", "$L_a$", "\uFFFD", "\u202E",
        "\uD83D", "🔥", "ğŸ”¥", "a", " with ", " and ", ":", "-", "7B", "\0", "@misc{x, title={", "}}", "&amp;", "http://", "![img](x.png)",
    ];

    private static readonly Extractor Extractor = new(NameCatalogue.Default);

    [Fact]
    public void No_text_breaks_the_extraction_and_every_fact_is_in_its_place()
    {
        var texts = Gen.ListOf(Gen.Elements(Scraps)).Select(scraps => string.Concat(scraps)).ToArbitrary();
        Prop.ForAll(texts, text => { Check(text); }).Check(Config.QuickThrowOnFailure.WithMaxTest(400).WithEndSize(120));
    }

    [Fact]
    public void Lists_cut_off_anywhere_keep_their_facts_in_place()
    {
        foreach (var seed in Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "seeds")).Order(StringComparer.Ordinal))
        {
            var text = File.ReadAllText(seed);
            for (var cut = 1; cut < 12; cut++)
                Check(text[..(text.Length * cut / 12)]);
        }
    }

    private static void Check(string text)
    {
        var lines = new SourceText("list.md", text);
        foreach (var record in ListReader.Read("list.md", text).Entries.Select(Extractor.Extract))
        {
            record.Line.ShouldBeInRange(1, lines.LineCount);
            record.EndLine.ShouldBeInRange(record.Line, lines.LineCount);
            record.Facts.Select(f => (f.Relation, f.Kind, f.Name)).ShouldBeUnique();
            foreach (var fact in record.Facts)
            {
                fact.Line.ShouldBeInRange(record.Line, record.EndLine, fact.ToString());
                fact.Quote.Length.ShouldBeInRange(1, 80);
                lines.Line(fact.Line).Contains(fact.Quote, StringComparison.Ordinal).ShouldBeTrue($"{fact} in '{lines.Line(fact.Line)}'");
                fact.Confidence.ShouldBeInRange(0.01, 1);
            }
        }
    }
}
