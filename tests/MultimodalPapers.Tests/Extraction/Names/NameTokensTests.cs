using MultimodalPapers.Extraction.Names;

namespace MultimodalPapers.Tests.Extraction.Names;

public class NameTokensTests
{
    [Theory]
    [InlineData("Qwen-VL and text-to-image", "Qwen-VL|text-to-image")]
    [InlineData("用BLIP-2模型、LLaVA", "BLIP-2")]
    [InlineData("it's GPT-4's X- or - or -y", "GPT-4")]
    [InlineData("o'clock-wise a/b-c", "clock-wise|a/b-c")]
    [InlineData("Plain words", "")]
    [InlineData("-", "")]
    [InlineData("", "")]
    public void Tokens_with_a_hyphen_inside_are_found(string text, string expected) =>
        string.Join('|', NameTokens.Hyphenated(text).Select(token => text.Substring(token.Start, token.Length))).ShouldBe(expected);
}
