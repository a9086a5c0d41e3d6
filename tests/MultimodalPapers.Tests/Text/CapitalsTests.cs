using FsCheck;
using FsCheck.Fluent;
using MultimodalPapers.Text;

namespace MultimodalPapers.Tests.Text;

public class CapitalsTests
{
    [Fact]
    public void The_next_capital_or_digit_inside_is_the_one_that_a_plain_search_finds()
    {
        var texts = Gen.ListOf(Gen.Elements(' ', 'a', 'z', 'A', 'Z', '0', '9', '-', '(', '@', '[', '/', ':', '清', 'é', '\uFF21', '\u0141')).Select(list => new string([.. list]));
        Prop.ForAll(texts.ToArbitrary(), text => Enumerable.Range(0, text.Length + 1).All(from => Capitals.NextInside(text, from) == Plain(text, from))).QuickCheckThrowOnFailure();
    }

    private static int Plain(string text, int from)
    {
        for (var i = Math.Max(from, 1); i < text.Length; i++)
        {
            if (text[i - 1] != ' ' && (char.IsAsciiLetterUpper(text[i]) || char.IsAsciiDigit(text[i])))
                return i;
        }
        return -1;
    }
}
