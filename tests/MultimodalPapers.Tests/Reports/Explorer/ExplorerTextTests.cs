using FsCheck;
using FsCheck.Fluent;
using MultimodalPapers.Reports.Explorer;

namespace MultimodalPapers.Tests.Reports.Explorer;

public sealed class ExplorerTextTests
{
    private const string Digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    /// <summary>What the page's script does.</summary>
    private static List<int> Read(string text)
    {
        var numbers = new List<int>();
        uint number = 0;
        var shift = 0;
        foreach (var value in text.Select(c => (uint)Digits.IndexOf(c)))
        {
            number |= (value & 31) << shift;
            shift += 5;
            if (value < 32)
            {
                numbers.Add((int)number);
                (number, shift) = (0, 0);
            }
        }
        return numbers;
    }

    private static int Signed(int n) => (int)((uint)n >> 1) ^ -(n & 1);

    [Fact]
    public void Numbers_are_read_as_they_were_written() => Prop.ForAll<int[]>(numbers =>
        Read(NumberText.OfSigned(numbers)).Select(Signed).SequenceEqual(numbers)
        && Read(NumberText.Of(numbers.Select(n => n & int.MaxValue))).SequenceEqual(numbers.Select(n => n & int.MaxValue))).QuickCheckThrowOnFailure();

    [Fact]
    public void Differences_add_up_to_the_numbers() => Prop.ForAll<int[]>(numbers =>
    {
        var sum = 0;
        return Read(NumberText.OfDifferences(numbers)).Select(d => sum += Signed(d)).SequenceEqual(numbers);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Texts_are_rebuilt_from_what_they_have_in_common() => Prop.ForAll<UnicodeString[]>(texts =>
    {
        var sorted = texts.Select(t => HarmlessText.Of(t?.ToString() ?? "")).Order(StringComparer.Ordinal).ToList();
        var last = "";
        return ExplorerData.FrontCoded(sorted).Select(coded =>
        {
            var end = 0;
            while (Digits.IndexOf(coded[end]) >= 32)
                end++;
            return last = last[..Read(coded[..(end + 1)])[0]] + coded[(end + 1)..];
        }).SequenceEqual(sorted);
    }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("LLaVA 多模态 🦙", "LLaVA 多模态 🦙")]
    [InlineData("evil\u202Etxt.exe", "evil[U+202E]txt.exe")]
    [InlineData("\u2066a\u2069\u200F", "[U+2066]a[U+2069][U+200F]")]
    [InlineData("two\nlines\tand a tab", "two lines and a tab")]
    [InlineData("a\u0000b", "a[U+0000]b")]
    public void Characters_that_act_on_their_surroundings_are_shown_instead(string text, string harmless) => HarmlessText.Of(text).ShouldBe(harmless);

    // Not inline data: the test runner could not hand half a character over.
    [Fact]
    public void Half_a_character_becomes_the_replacement_character() => HarmlessText.Of("half \uD83D a \uDE00 letter").ShouldBe("half \uFFFD a \uFFFD letter");

    [Fact]
    public void What_is_harmless_stays_as_it_is() => Prop.ForAll<string>(text =>
    {
        var once = HarmlessText.Of(text ?? "");
        return HarmlessText.Of(once) == once;
    }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("003_list.txt#L47", "003_list.txt", 47)]
    [InlineData("folder/a#Lb.md#L3", "folder/a#Lb.md", 3)]
    [InlineData("catalogue: arXiv:2302.13971", "catalogue: arXiv:2302.13971", 0)]
    [InlineData("#L4", "#L4", 0)]
    public void A_source_is_a_file_with_a_line_or_a_text(string source, string name, int line) => ExplorerData.Place(source).ShouldBe((name, line));
}
