using MultimodalPapers.Reading;

namespace MultimodalPapers.Tests.Reading;

/// <summary>Public lists against the number of works that a careful reader counts in each. The lists are not part of this project.</summary>
public sealed class PublicListTests
{
    [SkippableFact]
    public void Each_list_gives_as_many_works_as_a_careful_reader_counts()
    {
        var folder = Folder();
        Skip.If(folder is null, "There is no folder shared/lists beside the repository, and READING_LISTS names none.");

        var off = new List<string>();
        foreach (var line in File.ReadLines(Path.Combine(folder, "counts.tsv")).Skip(1))
        {
            var cells = line.Split('\t');
            var works = int.Parse(cells[1]);
            var found = FileReader.Read(new InputFile(Path.Combine(folder, cells[0]), cells[0])).Entries.Length;
            if (Math.Abs(found - works) > Math.Max(1, 0.03 * works))
                off.Add($"{cells[0]}: {found} entries, {works} works");
        }

        off.ShouldBeEmpty();
    }

    [SkippableFact]
    public void Entries_stand_in_order_and_apart()
    {
        var folder = Folder();
        Skip.If(folder is null, "There is no folder shared/lists beside the repository, and READING_LISTS names none.");

        foreach (var file in InputFiles.Find([folder]).Files)
        {
            var end = 0;
            foreach (var entry in FileReader.Read(file).Entries)
            {
                entry.Line.ShouldBeGreaterThanOrEqualTo(end, entry.ToString());
                end = entry.EndLine;
            }
        }
    }

    private static string? Folder()
    {
        if (Environment.GetEnvironmentVariable("READING_LISTS") is { Length: > 0 } named)
            return named;
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var lists = Path.Combine(folder.FullName, "shared", "lists");
            if (File.Exists(Path.Combine(lists, "counts.tsv")))
                return lists;
        }
        return null;
    }
}
