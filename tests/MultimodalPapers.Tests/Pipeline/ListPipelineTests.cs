using System.Text;
using MultimodalPapers.Catalogue;
using MultimodalPapers.Extraction;
using MultimodalPapers.Pipeline;
using MultimodalPapers.Reading;

namespace MultimodalPapers.Tests.Pipeline;

public sealed class ListPipelineTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("multimodal-papers-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_corpus_that_is_kept_in_a_file_gives_the_same_as_one_in_memory()
    {
        foreach (var seed in Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "seeds")))
            File.Copy(seed, Path.Combine(_folder, Path.GetFileName(seed)));
        Write("long.md", LongList());
        Write("works.csv", "title,url\nHeliotrope: Turning to the Sun,https://arxiv.org/abs/2401.01111\n");
        Write("empty.md", "");
        var inFile = Extract(mostInMemory: 0);
        inFile.ShouldBe(Extract(mostInMemory: long.MaxValue));
        inFile.Length.ShouldBeGreaterThan(5_000_000);
    }

    [Fact]
    public void What_the_end_of_a_long_list_shows_holds_for_its_beginning()
    {
        // That the first heading is a section like the others only the second one tells.
        Write("long.md", $"# First\n\n- [Lampyris: Seeing in the Dark](https://arxiv.org/abs/2401.01234)\n\n## Part\n\n{LongList()}\n# Second\n\n- [Vesper: A Model of Dusk](https://arxiv.org/abs/2401.02345)\n");
        var records = new ListPipeline(NameCatalogue.Default).Extract(InputFiles.Find([_folder]).Files).SelectMany(list => list.Records).ToList();
        records[0].Section.ShouldBe(["First"]);
        records[1].Section.ShouldBe(["First", "Part"]);
        records[^1].Section.ShouldBe(["Second"]);
    }

    [Fact]
    public void Damage_of_a_long_list_is_told_once()
    {
        Write("long.md", LongList() + string.Concat(Enumerable.Repeat("## Part\n\n- [Nocturne: Itâ€™s Night](https://arxiv.org/abs/2401.04444)\n\n", 2000)));
        var problems = new ListPipeline(NameCatalogue.Default).Extract(InputFiles.Find([_folder]).Files).SelectMany(list => list.Problems).ToList();
        problems.ShouldHaveSingleItem().Message.ShouldContain("2,000 characters were damaged, 2,000 are put back, 0 stay unclear");
    }

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(_folder, name), text);

    // Beyond a megabyte.
    private static string LongList() => string.Concat(Enumerable.Range(1000, 9000).Select(i => $"- [Glow{i}x: Light of the {i}th Kind, Seen from Afar and Explained at Length](https://arxiv.org/abs/2402.0{i}), based on Vicuna-7B\n\n"));

    private string Extract(long mostInMemory)
    {
        using var stream = new MemoryStream();
        foreach (var list in new ListPipeline(NameCatalogue.Default) { MostInMemory = mostInMemory }.Extract(InputFiles.Find([_folder]).Files))
        {
            RecordFormat.Write(stream, list.Records);
            foreach (var problem in list.Problems)
                stream.Write(Encoding.UTF8.GetBytes(problem + "\n"));
        }
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
