using System.Text;
using FsCheck;
using FsCheck.Fluent;
using MultimodalPapers.Catalogue;
using MultimodalPapers.Extraction;
using MultimodalPapers.Graph;
using MultimodalPapers.Resolution;
using MultimodalPapers.Tests.Graph;
using static MultimodalPapers.Tests.Resolution.Records;
using Record = MultimodalPapers.Extraction.Record;

namespace MultimodalPapers.Tests.Resolution;

/// <summary>What holds for any records at all: they are drawn from few values, so that they meet, contradict each other and repeat.</summary>
public sealed class ResolverLaws
{
    private static readonly CatalogueThing[] Catalogue =
    [
        Known("LLaVA", source: "arXiv:2304.08485", year: 2023, makers: ["Microsoft"], spellings: ["Large Language and Vision Assistant"], background: [(Relation.UsesBackbone, "Vicuna")], type: ModelType.MultimodalModel),
        Known("Vicuna", source: "https://lmsys.org", makers: ["LMSYS"], background: [(Relation.DerivedFrom, "LLaMA")], type: ModelType.LanguageModel),
        Known("LLaMA", source: "arXiv:2302.13971", makers: ["Meta"]),
        Known("Emu", source: "arXiv:2307.05222", makers: ["BAAI"]),
        Known("Emu (Meta)", source: "arXiv:2309.15807", makers: ["Meta"]),
        Known("DPO", ThingKind.Technique, spellings: ["Direct preference optimization"]),
    ];

    private static readonly Gen<Fact> AnyFact =
        from relation in Gen.Elements(Enum.GetValues<Relation>())
        from kind in Gen.Elements(Enum.GetValues<ThingKind>())
        from name in Gen.Elements("LLaVA", "llava", "LLaVA-1.5", "Vicuna", "Emu", "DPO", "Mini-Gemini", "MMBench", "Otter", "Meta", "C++", "/", "多模态")
        from sizes in Gen.Elements<string[]>([], ["7B"], ["13B", "7B"])
        from stated in Gen.Elements(true, false)
        select Fact(relation, kind, name, sizes) with { Stated = stated, Confidence = stated ? 1 : 0.7 };

    private static readonly Gen<Record> AnyRecord =
        from source in Gen.Elements("a.md", "b.md", "c/d.md")
        from line in Gen.Choose(1, 12)
        from title in Gen.Elements(null, "Visual Instruction Tuning", "Visual Instruction Tunning", "LLaVA", "Emu: Generative Pretraining in Multimodality",
            "Emu: Enhancing Image Generation Models", "Mini-Gemini", "Mini-Gemini: Mining the Potential of Multi-modality Vision Language Models",
            "Aligning Large Language Models with Human", "Aligning Large Language Models with Human: A Survey", "多模态大模型综述", "!!!")
        from arxiv in Gen.Elements(null, null, "2304.08485", "2307.05222", "2309.15807", "2403.18814")
        from year in Gen.Elements<int?>(null, 2021, 2023, 2024)
        from venue in Gen.Elements(null, "CVPR", "cvpr", "ICLR")
        from authors in Gen.Elements<string[]>([], ["Haotian Liu", "Chunyuan Li"], ["H. Liu"], ["ChatGLM Team"], ["Quan Sun"])
        from section in Gen.Elements<string[]>([], ["Models"], ["Models", "2023 May"], ["Models", "Video"])
        from link in Gen.Elements((LinkKind.Code, "https://github.com/a/b"), (LinkKind.Note, "https://zhuanlan.zhihu.com/p/1"), (LinkKind.Project, "https://x.github.io"), (LinkKind.Paper, "no address"))
        from facts in AnyFact.ListOf()
        select Entry($"{source}:{line}", title, arxiv, year, venue, authors, section, [link], [.. facts.DistinctBy(f => (f.Relation, f.Kind, f.Name))]);

    private static readonly Arbitrary<Record[]> Any = AnyRecord.ListOf().Select(records => records.ToArray()).ToArbitrary();

    private static readonly Config Quick = Config.QuickThrowOnFailure.WithMaxTest(60);

    [Fact]
    public void The_order_of_the_records_does_not_matter() =>
        Check.One(Quick, Prop.ForAll(Any, records =>
        {
            var expected = Text(records);
            return Text([.. records.Reverse()]) == expected && Text(Shuffled(records, 1)) == expected && Text(Shuffled(records, 2)) == expected;
        }));

    [Fact]
    public void A_record_given_twice_counts_once() =>
        Check.One(Quick, Prop.ForAll(Any, records => Text([.. records, .. records]) == Text(records)));

    [Fact]
    public void Every_graph_is_of_the_schema() =>
        Check.One(Quick, Prop.ForAll(Any, records => SchemaCheck.Faults(Resolver.Resolve(records, Catalogue).Graph).Count == 0));

    [Fact]
    public void Every_record_is_in_exactly_one_work() =>
        Check.One(Quick, Prop.ForAll(Any, records =>
        {
            var resolved = Resolver.Resolve(records, Catalogue);
            var places = records.Select(r => new Place(r.Source, r.Line)).ToHashSet();
            return resolved.Works.SelectMany(w => w.Places).ToHashSet().SetEquals(places)
                && resolved.Works.All(w => resolved.Graph.Node(w.Id).Label == GraphSchema.Paper);
        }));

    [Fact]
    public void Works_of_different_arxiv_identifiers_never_meet() =>
        Check.One(Quick, Prop.ForAll(Any, records =>
        {
            var distinct = records.DistinctBy(r => (r.Source, r.Line)).ToList();
            var arxiv = distinct.ToDictionary(r => new Place(r.Source, r.Line), r => r.Arxiv);
            return Resolver.Resolve(distinct, Catalogue).Works.All(w => w.Places.Select(p => arxiv[p]).OfType<string>().Distinct().Count() <= 1);
        }));

    [Fact]
    public void Every_merge_is_explained_and_the_merges_of_a_work_tie_its_records_together() =>
        Check.One(Quick, Prop.ForAll(Any, records =>
        {
            var distinct = records.DistinctBy(r => (r.Source, r.Line)).ToList();
            var resolved = Resolver.Resolve(distinct, Catalogue);
            return resolved.Works.All(w => resolved.Merges.Count(m => m.Node == w.Id) == w.Places.Length - 1)
                && resolved.Merges.All(m => m.Key.Length > 0 && m.Score >= m.Threshold);
        }));

    [Fact]
    public void Lists_alone_never_give_a_background_fact() =>
        Check.One(Quick, Prop.ForAll(Any, records =>
            Resolver.Resolve(records, Catalogue, new ResolverOptions { ListsOnly = true }).Graph.Relationships.All(r => !r.Properties.Texts("rules").Contains("catalogue"))));

    [Fact]
    public void Background_facts_leave_what_the_lists_state_as_it_is() =>
        Check.One(Quick, Prop.ForAll(Any, records =>
        {
            var with = Resolver.Resolve(records, Catalogue).Graph.Relationships.ToDictionary(r => r.Id);
            return Resolver.Resolve(records, Catalogue, new ResolverOptions { ListsOnly = true }).Graph.Relationships.All(r =>
                with[r.Id].Properties["confidence"]!.Equals(r.Properties["confidence"]) && with[r.Id].Properties.Text("basis") == r.Properties.Text("basis")
                && with[r.Id].Properties.Texts("sources").Take(r.Properties.Texts("sources").Length).SequenceEqual(r.Properties.Texts("sources")));
        }));

    private static Record[] Shuffled(Record[] records, int seed)
    {
        var copy = records.ToArray();
        new Random(seed).Shuffle(copy);
        return copy;
    }

    private static string Text(Record[] records)
    {
        var resolved = Resolver.Resolve(records, Catalogue);
        using var stream = new MemoryStream();
        GraphJsonLines.Write(stream, resolved.Graph);
        var more = resolved.Disagreements.Select(d => $"{d.Node} {d.Field} {string.Join('|', d.Values.Select(v => v.Value + string.Join(',', v.Places)))}")
            .Concat(resolved.Merges.Select(m => m.ToString())).Concat(resolved.Doubts.Select(d => d.ToString())).Concat(resolved.Dropped.Select(d => d.ToString()));
        return Encoding.UTF8.GetString(stream.ToArray()) + string.Join('\n', more);
    }
}
