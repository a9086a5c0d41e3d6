using MultimodalPapers.Catalogue;

namespace MultimodalPapers.Tests.Catalogue;

public class FourLettersTests
{
    [Fact]
    public void Every_number_is_found_under_its_letters_in_any_case_and_no_other_letters_have_one()
    {
        var table = new FourLetters();
        var words = (from a in "abcxyz" from b in "mno19" from c in "aeiou" from d in "rst0" select $"{a}{b}{c}{d}").ToArray();
        for (var i = 0; i < words.Length; i += 2)
            table.Add(Pack(words[i]), i + 1);
        for (var i = 0; i < words.Length; i++)
        {
            table.Find(Pack(words[i])).ShouldBe(i % 2 == 0 ? i + 1 : 0);
            table.Find(Pack(words[i].ToUpperInvariant())).ShouldBe(i % 2 == 0 ? i + 1 : 0);
        }
    }

    [Fact]
    public void The_first_number_stays()
    {
        var table = new FourLetters();
        table.Add(Pack("llav"), 7);
        table.Add(Pack("LLaV"), 8);
        table.Find(Pack("llav")).ShouldBe(7);
    }

    [Theory]
    [InlineData("LLaVA", 0, true)]
    [InlineData("xLLaVA", 1, true)]
    [InlineData("GPT", 0, false)]
    [InlineData("GPT-4", 0, false)]
    [InlineData("清华大学", 0, false)]
    [InlineData("caféx", 0, false)]
    public void Only_four_letters_or_digits_of_ASCII_are_packed(string text, int start, bool packed) =>
        FourLetters.TryPack(text, start, out _).ShouldBe(packed);

    private static uint Pack(string word)
    {
        FourLetters.TryPack(word, 0, out var letters).ShouldBeTrue();
        return letters;
    }
}
