using MultimodalPapers.Catalogue;
using MultimodalPapers.Extraction;

namespace MultimodalPapers.Tests.Catalogue;

public class CatalogueReaderTests
{
    [Fact]
    public void Every_field_of_the_format_is_read()
    {
        var catalogue = NameCatalogue.Parse(("mine.yml", """
            # A comment.
            multimodal models:
              - name: Zorro
                year: 2023
                makers: [DeepMind, "Allen Institute: AI"]
                source: arXiv:2301.09595
                spellings: ['Zorro #1']
                ordinary: true
                not: [Zorro film]
                backbone: [{name: Perceiver, source: "https://example.org/z"}, Vicuna]
                derived from:
                  - HiP
            techniques:
              - name: "No"
                broader: [Negation]
            organizations:
              - name: DeepMind
                type: laboratory
            datasets:
              - name: Zed
                benchmark: true
            venues:
              - name: ZConf
                type: workshop
                spellings: [Conference on Z]
            """));
        var zorro = catalogue.Find(ThingKind.Model, "zorro").ShouldNotBeNull();
        zorro.ModelType.ShouldBe(ModelType.MultimodalModel);
        (zorro.Year, zorro.Source, zorro.Ordinary, zorro.File, zorro.Line).ShouldBe((2023, "arXiv:2301.09595", true, "mine.yml", 3));
        zorro.Makers.ShouldBe(["DeepMind", "Allen Institute: AI"]);
        zorro.Spellings.ShouldBe(["Zorro #1"]);
        zorro.Not.ShouldBe(["Zorro film"]);
        zorro.Background.ShouldBe([
            new BackgroundFact(Relation.UsesBackbone, "Perceiver", "https://example.org/z"),
            new BackgroundFact(Relation.UsesBackbone, "Vicuna", "arXiv:2301.09595"),
            new BackgroundFact(Relation.DerivedFrom, "HiP", "arXiv:2301.09595"),
        ]);
        catalogue.Find(ThingKind.Technique, "No").ShouldNotBeNull().Broader.ShouldBe(["Negation"]);
        catalogue.Find(ThingKind.Organization, "Deep-Mind").ShouldNotBeNull().OrganizationType.ShouldBe(OrganizationType.Laboratory);
        catalogue.Find(ThingKind.Dataset, "ZED").ShouldNotBeNull().Benchmark.ShouldBeTrue();
        catalogue.FindVenue("conference on z").ShouldNotBeNull().Type.ShouldBe(VenueType.Workshop);
    }

    [Theory]
    [InlineData("models:\n  - name: A1", 1, "unknown top-level key 'models'; expected 'language models'")]
    [InlineData("encoders:\n  - name: A1\n    colour: red", 3, "unknown key 'colour' in encoders; expected name, spellings")]
    [InlineData("techniques:\n  - name: A1\n    backbone: [B2]", 3, "unknown key 'backbone' in techniques; expected")]
    [InlineData("venues:\n  - name: A1\n    year: 2020", 3, "unknown key 'year' in venues")]
    [InlineData("encoders:\n  - year: 2020", 2, "a thing without a name in encoders")]
    [InlineData("encoders:\n  - name: A1\n    year: soon", 3, "'year' is 'soon'; expected a year, such as 2023")]
    [InlineData("encoders:\n  - name: A1\n    year: 20231", 3, "expected a year")]
    [InlineData("encoders:\n  - name: A1\n    source: arXiv:2399.12345", 3, "no arXiv identifier; expected one without version, such as arXiv:2304.08485")]
    [InlineData("encoders:\n  - name: A1\n    source: arXiv:2304.08485v2", 3, "no arXiv identifier")]
    [InlineData("encoders:\n  - name: A1\n    source: a book", 3, "neither an arXiv identifier nor an address")]
    [InlineData("encoders:\n  - name: A1\n    spellings: B2", 3, "'spellings' must be a list")]
    [InlineData("encoders:\n  - name: A1\n    spellings: [B]", 3, "too short for a spelling")]
    [InlineData("encoders:\n  - name: [A1]", 2, "'name' must be a text")]
    [InlineData("encoders:\n  - name: A1\n    ordinary: perhaps", 3, "'ordinary' is 'perhaps'; expected true or false")]
    [InlineData("organizations:\n  - name: A1\n    type: club", 3, "'type' is 'club'; expected company, university, laboratory, community")]
    [InlineData("encoders:\n  - name: A1\n    backbone: [{source: 'https://x.org'}]", 3, "a backbone without a name")]
    [InlineData("encoders:\n  - name: A1\n    backbone: [{name: B2, why: x}]", 3, "unknown key 'why' under 'backbone'; expected name or source")]
    [InlineData("encoders: A1", 1, "expected a list of things under 'encoders'")]
    [InlineData("encoders:\n  - A1", 2, "expected a thing, such as \"- name: LLaVA\"")]
    [InlineData("- name: A1", 1, "expected a mapping with 'language models'")]
    [InlineData("", 1, "the file is empty; expected")]
    [InlineData("encoders:\n  - name: 'A1", 2, "not valid YAML")]
    [InlineData("encoders:\n  - name: A1\n---\nencoders: []", 3, "a second YAML document")]
    [InlineData("encoders:\n  - &a\n    name: A1\n  - *a", 4, "a YAML alias")]
    public void A_bad_file_is_named_with_line_and_reason(string yaml, int line, string reason)
    {
        var error = Should.Throw<CatalogueException>(() => NameCatalogue.Parse(("mine.yml", yaml)));
        error.Message.ShouldContain(reason);
        (error.File, error.Line).ShouldBe(("mine.yml", line));
    }

    [Fact]
    public void A_file_that_is_not_there_is_named() =>
        Should.Throw<CatalogueException>(() => NameCatalogue.Load(["no-such-file.yml"])).Message.ShouldStartWith("no-such-file.yml: cannot be read");

    [Fact]
    public void A_later_file_extends_a_thing_of_the_same_kind_and_name()
    {
        var catalogue = NameCatalogue.Parse(
            ("one.yml", "encoders:\n  - name: Ab-Cd\n    year: 2020\n    source: https://one.org\n    spellings: [Abe]\n    derived from: [Root]"),
            ("two.yml", "encoders:\n  - name: AbCd\n    year: 2021\n    spellings: [Abel]\n    derived from: [Root, Stem]"));
        var thing = catalogue.Things.ShouldHaveSingleItem();
        (thing.Name, thing.Year, thing.Source, thing.File).ShouldBe(("AbCd", 2021, "https://one.org", "two.yml"));
        thing.Spellings.ShouldBe(["Ab-Cd", "Abe", "Abel"]);
        thing.Background.Select(fact => fact.Name).ShouldBe(["Root", "Stem"]);
    }

    [Fact]
    public void A_later_file_takes_over_a_spelling()
    {
        var catalogue = NameCatalogue.Parse(("one.yml", "encoders:\n  - name: First\n    spellings: [Shared Name]"), ("two.yml", "encoders:\n  - name: Second\n    spellings: [Shared Name]"));
        catalogue.Find(ThingKind.Model, "shared name").ShouldNotBeNull().Name.ShouldBe("Second");
        catalogue.Matcher.Find("Shared Name").ShouldHaveSingleItem().Thing.Name.ShouldBe("Second");
    }

    [Fact]
    public void A_name_wins_over_another_spelling()
    {
        var catalogue = NameCatalogue.Parse(("one.yml", "encoders:\n  - name: First\n    spellings: [Second]\n  - name: Second"));
        catalogue.Find(ThingKind.Model, "Second").ShouldNotBeNull().Name.ShouldBe("Second");
    }

    [Theory]
    [InlineData("CVPR", "CVPR")]
    [InlineData("CVPR 2023", "CVPR")]
    [InlineData("CVPR2023", "CVPR")]
    [InlineData("CVPR'23", "CVPR")]
    [InlineData("ICLR 2026 (Poster)", "ICLR")]
    [InlineData("ICLR 2024 Oral", "ICLR")]
    [InlineData("Accepted by NeurIPS 2023", "NeurIPS")]
    [InlineData("ICRL 2024", "ICLR")]
    [InlineData("Proceedings of the 37th International Conference on Machine Learning", "ICML")]
    [InlineData("EMNLP 2023 Main", "EMNLP")]
    [InlineData("Somewhere 2023", null)]
    [InlineData("2023", null)]
    [InlineData("", null)]
    [InlineData("(", null)]
    public void A_venue_is_found_among_years_and_tracks(string text, string? expected) => NameCatalogue.Default.FindVenue(text)?.Name.ShouldBe(expected);

    [Fact]
    public void Every_name_is_found_however_its_characters_are_joined_and_written()
    {
        foreach (var thing in NameCatalogue.Default.Things)
        {
            NameCatalogue.Default.Find(thing.Kind, thing.Name).ShouldNotBeNull(thing.Name);
            NameCatalogue.Default.Find(thing.Kind, thing.Name.ToUpperInvariant()).ShouldNotBeNull(thing.Name);
            NameCatalogue.Default.Find(thing.Kind, string.Join('-', thing.Name.ToCharArray())).ShouldNotBeNull(thing.Name);
            NameCatalogue.Default.Find(thing.Kind, " " + thing.Name).ShouldNotBeNull(thing.Name);
        }
    }
}
