using MultimodalPapers.Text;

namespace MultimodalPapers.Tests.Text;

public sealed class AsciiSetTests
{
    private const string Members = "\0@09AZaz~\u007F";

    [Fact]
    public void It_has_its_members_and_no_other_character()
    {
        var set = new AsciiSet(Members);
        for (var c = 0; c <= char.MaxValue; c++)
            set.Contains((char)c).ShouldBe(Members.Contains((char)c), $"U+{c:X4}");
    }

    [Fact]
    public void An_empty_set_has_nothing() => new AsciiSet("").Contains('a').ShouldBeFalse();
}
