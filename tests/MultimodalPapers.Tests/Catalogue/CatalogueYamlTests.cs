using FsCheck;
using FsCheck.Fluent;
using MultimodalPapers.Catalogue;
using YamlDotNet.Core;

namespace MultimodalPapers.Tests.Catalogue;

public class CatalogueYamlTests
{
    private const string Sample = """
        # Comment
        multimodal models:
          - name: LLaVA
            year: 2023
            makers: [University of Wisconsin-Madison, "Microsoft"]
            source: arXiv:2304.08485

            spellings: ['Large Language and Vision Assistant', Xi'an,
              "a \\\\ b", c]
            backbone: [{name: Vicuna, source: "https://x.org"}]
          - name: "Yi"
            not: []
        techniques:
          - name: 混合专家
            broader: [A]
        """;

    public static TheoryData<string> BuiltInFiles =>
        [.. typeof(NameCatalogue).Assembly.GetManifestResourceNames().Where(name => name.StartsWith("catalogue/", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(BuiltInFiles))]
    public void The_built_in_files_are_plain_and_mean_what_YAML_says(string name)
    {
        using var reader = new StreamReader(typeof(NameCatalogue).Assembly.GetManifestResourceStream(name)!);
        var text = reader.ReadToEnd();
        Shown(CatalogueYaml.ReadPlain(text).ShouldNotBeNull(name)).ShouldBe(Shown(CatalogueYaml.ReadAny(text)));
    }

    [Fact]
    public void What_is_read_as_plain_means_what_YAML_says()
    {
        CatalogueYaml.ReadPlain(Sample).ShouldNotBeNull();
        var signs = Gen.Elements(":", ": ", " #", "#", "- ", "-", "'", "\"", "[", "]", "{", "}", ",", "&a ", "*a", "!", "|", ">", "%", "@", "\t", "\n", "\n    ", ",\n      ", "\n  - name: x", "  ", " ", "?", "~", "\\", "---\n", "x",
            "\r\n", "\u0085", "\uFEFF", "é", "''", "=", "<<", "null");
        var edits = Gen.ListOf(Gen.Choose(0, Sample.Length).SelectMany(at => signs.SelectMany(sign => Gen.Choose(0, 3).Select(cut => (at, sign, cut)))), 2);
        Prop.ForAll(edits.ToArbitrary(), changes =>
        {
            var text = Sample;
            foreach (var (at, sign, cut) in changes)
            {
                var place = Math.Min(at, text.Length);
                text = text.Remove(place, Math.Min(cut, text.Length - place)).Insert(place, sign);
            }
            return Agree(text);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(3000));
    }

    private static bool Agree(string text)
    {
        if (CatalogueYaml.ReadPlain(text) is not { } plain)
            return true;
        try
        {
            return Shown(plain) == Shown(CatalogueYaml.ReadAny(text));
        }
        catch (YamlException)
        {
            return false;
        }
    }

    /// <summary>Without the lines of ends, which errors do not name.</summary>
    private static string Shown(List<YamlEvent> events) => string.Join('\n', events.Select(e =>
        e.Kind is YamlKind.MappingEnd or YamlKind.SequenceEnd or YamlKind.End || (e.Kind == YamlKind.SequenceStart && e.Value.Length == 0) ? $"{e.Kind}" : $"{e.Line} {e.Kind} {e.Value}"));
}
