using MultimodalPapers.IO;

namespace MultimodalPapers.Tests.IO;

public sealed class AtomicWritingTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("multimodal-papers-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_file_is_replaced_whole()
    {
        AtomicFile.WriteText(In("a/b.txt"), "first, and long");
        AtomicFile.WriteText(In("a/b.txt"), "second");
        File.ReadAllText(In("a/b.txt")).ShouldBe("second");
        Directory.GetFiles(In("a")).Length.ShouldBe(1);
    }

    [Fact]
    public void A_write_that_fails_leaves_the_earlier_file()
    {
        AtomicFile.WriteText(In("b.txt"), "first");
        Should.Throw<IOException>(() => AtomicFile.Write(In("b.txt"), stream =>
        {
            stream.WriteByte(1);
            throw new IOException("no space left");
        }));
        File.ReadAllText(In("b.txt")).ShouldBe("first");
        Directory.GetFiles(_folder).Length.ShouldBe(1);
    }

    [Fact]
    public void A_directory_that_fails_half_way_leaves_the_earlier_files()
    {
        WriteOut(("graph.jsonl", "1"), ("reports/quality.md", "1"));
        Should.Throw<IOException>(() => AtomicDirectory.Write(In("out"), folder =>
        {
            File.WriteAllText(Path.Combine(folder, "graph.jsonl"), "2");
            throw new IOException("no space left");
        }));
        Content().ShouldBe(["graph.jsonl=1", "reports/quality.md=1"]);
        Directory.GetFileSystemEntries(_folder).Length.ShouldBe(1);
    }

    [Fact]
    public void A_persons_own_files_stay_and_stale_ones_go()
    {
        WriteOut(("clusters.md", "1"), ("graph.jsonl", "1"), ("notes.txt", "mine"));
        AtomicDirectory.Write(In("out"), folder => File.WriteAllText(Path.Combine(folder, "graph.jsonl"), "2"), isStale: file => file == "clusters.md");
        Content().ShouldBe(["graph.jsonl=2", "notes.txt=mine"]);
    }

    [Fact]
    public void A_run_killed_while_moving_is_finished_by_the_next()
    {
        WriteOut(("a", "1"), ("b", "1"));
        Directory.CreateDirectory(In(".out.complete"));
        File.WriteAllText(In(".out.complete/b"), "2");
        AtomicDirectory.Recover(In("out")).ShouldBeTrue();
        Content().ShouldBe(["a=1", "b=2"]);
        AtomicDirectory.Recover(In("out")).ShouldBeFalse();
    }

    private string In(string path) => Path.Combine(_folder, path);

    private void WriteOut(params (string File, string Text)[] files) => AtomicDirectory.Write(In("out"), folder =>
    {
        foreach (var (file, text) in files)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(folder, file))!);
            File.WriteAllText(Path.Combine(folder, file), text);
        }
    });

    private List<string> Content() => Directory.EnumerateFiles(In("out"), "*", SearchOption.AllDirectories)
        .Select(file => $"{Path.GetRelativePath(In("out"), file)}={File.ReadAllText(file)}").Order(StringComparer.Ordinal).ToList();
}
