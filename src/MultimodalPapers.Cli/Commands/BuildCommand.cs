using System.Collections.Immutable;
using System.CommandLine;
using MultimodalPapers.Catalogue;
using MultimodalPapers.Cli.Output;
using MultimodalPapers.Extraction;
using MultimodalPapers.Graph;
using MultimodalPapers.IO;
using MultimodalPapers.Pipeline;
using MultimodalPapers.Reading;
using MultimodalPapers.Reports;
using MultimodalPapers.Reports.Explorer;
using MultimodalPapers.Resolution;

namespace MultimodalPapers.Cli.Commands;

internal static class BuildCommand
{
    private sealed record Settings(string[] Paths, string[] Records, string Output, string[]? Catalogue, bool ListsOnly, string? ListBase)
    {
        public string Reports => Path.Combine(Output, "reports");
    }

    public static Command Create()
    {
        var paths = SharedOptions.Paths();
        paths.Arity = ArgumentArity.ZeroOrMore;
        var records = new Option<string[]>("--records") { Description = "Records made elsewhere by 'extract', to be joined with the lists.", HelpName = "file" };
        var output = new Option<string>("--out") { Description = "The folder to write.", HelpName = "folder", DefaultValueFactory = _ => "out" };
        var catalogue = SharedOptions.Catalogue();
        var listsOnly = new Option<bool>("--lists-only") { Description = "Leave out the catalogue's background facts: only what the lists state." };
        var lists = ReportCommand.ListBase();
        var command = new Command("build", "Lists in; records, graph and reports out. The main job; needs no server.") { paths, records, output, catalogue, listsOnly, lists };
        command.SetWork((parse, token) => Run(
            new Settings(parse.GetValue(paths) ?? [], parse.GetValue(records) ?? [], parse.GetValue(output)!, parse.GetValue(catalogue), parse.GetValue(listsOnly), parse.GetValue(lists)), token));
        return command;
    }

    private static int Run(Settings settings, CancellationToken token)
    {
        if (settings.Paths.Length == 0 && settings.Records.Length == 0)
            throw new UserException("Name at least one list, folder or --records file; 'multimodal-papers build seeds' reads the lists in seeds.");
        // The lists are found and read while the catalogue loads.
        var loading = SharedOptions.LoadAsync(settings.Catalogue);
        var problems = new ProblemReport(Console.Error);
        var (records, lists) = Read(settings, loading, problems, token);
        var names = loading.GetAwaiter().GetResult();
        if (records.IsEmpty)
            throw new UserException("No entry was found, so nothing was written; an earlier output is as it was.");
        string ofLists = "", ofGraph = "";
        AtomicDirectory.Write(settings.Output, folder => Concurrently.Run(
            () =>
            {
                var resolution = Resolver.Resolve(records, names.Things, new ResolverOptions { ListsOnly = settings.ListsOnly });
                token.ThrowIfCancellationRequested();
                Concurrently.Run(
                    () => WriteFile(folder, "explorer.html", stream => ExplorerPage.Write(stream, resolution.Graph, new ExplorerOptions())),
                    () => ReportWriter.WriteFiles(Path.Combine(folder, "reports"), ReportWriter.Render(ReportInput.Of(resolution, names),
                        new ReportOptions { ListBase = settings.ListBase ?? ListLocation.Of(lists, settings.Reports) })),
                    () => WriteFile(folder, "graph.jsonl", stream => GraphJsonLines.Write(stream, resolution.Graph)),
                    () => ofGraph = Terminal.Rendered(console => BuildSummary.WriteGraph(console, resolution.Graph, Unclear(records, resolution, problems), settings.Output)));
            },
            () => WriteFile(folder, "records.jsonl", stream => RecordFormat.Write(stream, records)),
            () => ofLists = Terminal.Rendered(console => BuildSummary.WriteLists(console, Counts(records))),
            ExplorerPage.Prepare), isStale: file => file.StartsWith("reports/", StringComparison.Ordinal) && ReportWriter.IsOurs(file["reports/".Length..]));
        Console.Out.Write(ofLists + ofGraph);
        return ExitCode.Done;
    }

    /// <summary>The records of all lists and record files, and the lists.</summary>
    private static (ImmutableArray<Record> Records, ImmutableArray<InputFile> Lists) Read(Settings settings, Task<NameCatalogue> names, ProblemReport problems, CancellationToken token)
    {
        var records = ImmutableArray.CreateBuilder<Record>();
        ImmutableArray<InputFile> lists = [];
        if (settings.Paths.Length > 0)
        {
            var input = InputFiles.Find(settings.Paths);
            lists = input.Files;
            problems.Add(input.Problems);
            foreach (var list in new ListPipeline(names).Extract(input.Files, token))
            {
                problems.Add(list);
                records.AddRange(list.Records);
            }
        }
        foreach (var file in settings.Records)
            records.AddRange(RecordFiles.Read(file));
        return (records.ToImmutable(), lists);
    }

    private static void WriteFile(string folder, string name, Action<Stream> write)
    {
        using var stream = new FileStream(Path.Combine(folder, name), FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 1 << 16);
        write(stream);
    }

    private static ImmutableArray<(string, int)> Counts(ImmutableArray<Record> records) =>
        [.. records.GroupBy(r => r.Source).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => (g.Key, g.Count()))];

    private static ImmutableArray<string> Unclear(ImmutableArray<Record> records, ResolvedGraph resolution, ProblemReport problems)
    {
        var lines = ImmutableArray.CreateBuilder<string>();
        Add(records.Count(r => r.Title is null), "entry has no title", "entries have no title");
        Add(records.Count(r => r.Facts.IsEmpty), "entry states nothing beside its fields", "entries state nothing beside their fields");
        Add(problems.LeftOut, "place was left out, since it presents no work", "places were left out, since they present no work");
        Add(problems.Damaged, "place is damaged or cannot be read", "places are damaged or cannot be read");
        Add(resolution.Disagreements.Length, "thing that the lists disagree about", "things that the lists disagree about");
        Add(resolution.Merges.Count(m => m.Doubtful), "merge is doubtful", "merges are doubtful");
        return lines.ToImmutable();

        void Add(int count, string one, string more)
        {
            if (count > 0)
                lines.Add($"{count,6:N0} {(count == 1 ? one : more)}");
        }
    }
}
