using MultimodalPapers.Catalogue;
using MultimodalPapers.Extraction;
using MultimodalPapers.Text;

namespace MultimodalPapers.Tests.Resolution;

/// <summary>Names that systems which merge by likeness confuse, and names that a reader takes for one.</summary>
public class NamePairTests
{
    public static TheoryData<string, string> NeverMerge => Pairs("never-merge.tsv");

    public static TheoryData<string, string> MustMerge => Pairs("must-merge.tsv");

    private static TheoryData<string, string> Pairs(string file)
    {
        var pairs = new TheoryData<string, string>();
        foreach (var line in File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Resolution", file)))
        {
            var names = line.Split('\t');
            pairs.Add(names[0], names[1]);
        }
        return pairs;
    }

    [Theory]
    [MemberData(nameof(NeverMerge))]
    public void These_never_meet(string one, string other)
    {
        Folding.Key(one).ShouldNotBe(Folding.Key(other));
        foreach (var kind in Enum.GetValues<ThingKind>())
        {
            if (NameCatalogue.Default.Find(kind, one) is { } thing)
                NameCatalogue.Default.Find(kind, other).ShouldNotBeSameAs(thing);
        }
    }

    [Theory]
    [MemberData(nameof(MustMerge))]
    public void These_are_one(string one, string other)
    {
        var kind = Enum.GetValues<ThingKind>().First(kind => NameCatalogue.Default.Find(kind, one) is not null);
        NameCatalogue.Default.Find(kind, other).ShouldBeSameAs(NameCatalogue.Default.Find(kind, one));
    }

    [Fact]
    public void There_are_a_hundred_of_each()
    {
        NeverMerge.Count.ShouldBeGreaterThanOrEqualTo(100);
        MustMerge.Count.ShouldBeGreaterThanOrEqualTo(100);
    }
}
