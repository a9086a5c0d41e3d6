using MultimodalPapers.Catalogue;

namespace MultimodalPapers.Tests.Catalogue;

public class OrdinaryWordsTests
{
    private static (string Text, int Start, int End) At(string marked)
    {
        var start = marked.IndexOf('[');
        var end = marked.IndexOf(']') - 1;
        return (marked.Remove(end + 1, 1).Remove(start, 1), start, end);
    }

    [Theory]
    [InlineData("[Otter]: A Multi-Modal Model", true)]
    [InlineData("\"[Otter]\" : A Model", false)]
    [InlineData("**[Otter]: A Model", true)]
    [InlineData("The [Otter]: A Model", false)]
    [InlineData("[Otter]s eat fish", false)]
    public void The_opening_of_a_title_is_a_name(string marked, bool expected)
    {
        var (text, start, end) = At(marked);
        OrdinaryWords.OpensTitle(text, start, end).ShouldBe(expected);
    }

    [Theory]
    [InlineData("the [Flamingo] model", true)]
    [InlineData("a model called [Aria] that", true)]
    [InlineData("[Emu] LLM", true)]
    [InlineData("pink [Flamingo] birds", false)]
    public void A_word_for_models_beside_it_tells_a_name(string marked, bool expected)
    {
        var (text, start, end) = At(marked);
        OrdinaryWords.StandsByModelWord(text, start, end).ShouldBe(expected);
    }

    [Theory]
    [InlineData("we compare with [Flamingo]", true)]
    [InlineData("based on [Gemini]", true)]
    [InlineData("基于[Monkey]", true)]
    [InlineData("采用 [Monkey]", true)]
    [InlineData("three [Monkey] business", false)]
    public void A_cue_before_it_tells_a_name(string marked, bool expected)
    {
        var (text, start, _) = At(marked);
        OrdinaryWords.FollowsCue(text, start).ShouldBe(expected);
    }

    [Theory]
    [InlineData("模型[Monkey]的", true)]
    [InlineData("[Monkey]，一个", true)]
    [InlineData("a [Monkey] is", false)]
    public void A_capital_in_Chinese_text_tells_a_name(string marked, bool expected)
    {
        var (text, start, end) = At(marked);
        OrdinaryWords.StandsInChineseText(text, start, end).ShouldBe(expected);
    }

    [Theory]
    [InlineData("[Flamingo]", true)]
    [InlineData("a model ([Flamingo])", true)]
    [InlineData("“[Flamingo]”", true)]
    [InlineData("LLaMA/[Flamingo]", true)]
    [InlineData("[Flamingo] is", false)]
    public void A_word_that_stands_alone_is_a_name(string marked, bool expected)
    {
        var (text, start, end) = At(marked);
        OrdinaryWords.StandsAlone(text, start, end).ShouldBe(expected);
    }

    [Theory]
    [InlineData("[PaLM] is", true)]
    [InlineData("we take [SAM] here", true)]
    [InlineData("SEGMENTING WITH [SAM] AND LOVE", false)]
    [InlineData("[Monkey] is", false)]
    public void Inner_capitals_tell_a_name(string marked, bool expected)
    {
        var (text, start, end) = At(marked);
        OrdinaryWords.HasInnerCapitals(text, start, end).ShouldBe(expected);
    }

    [Theory]
    [InlineData("we show that [Flamingo] can solve it", true)]
    [InlineData("[Flamingo] can solve it", false)]
    [InlineData("It works. [Flamingo] can solve it", false)]
    [InlineData("Teaching Every [Monkey] New Tricks", false)]
    [InlineData("A Tale of the [Otter] and the Sea", false)]
    public void A_capital_inside_a_sentence_tells_a_name(string marked, bool expected)
    {
        var (text, start, end) = At(marked);
        OrdinaryWords.IsCapitalisedMidSentence(text, start, end).ShouldBe(expected);
    }
}
