using System.CommandLine;
using MultimodalPapers.Graph;
using MultimodalPapers.Reports;

namespace MultimodalPapers.Cli.Commands;

internal static class ReportCommand
{
    public static Command Create()
    {
        var from = SharedOptions.From();
        var output = new Option<string?>("--out") { Description = "The folder to write; default: 'reports' beside the graph.", HelpName = "folder" };
        var lists = ListBase();
        var catalogue = SharedOptions.Catalogue();
        var command = new Command("report", "Write the reports that people read: lineage, clusters, field and quality, in Markdown with drawings.") { from, output, lists, catalogue };
        command.SetWork((parse, _) =>
        {
            var graph = SharedOptions.ReadGraph(parse.GetValue(from)!);
            var folder = parse.GetValue(output) ?? Path.Combine(Path.GetDirectoryName(parse.GetValue(from)!) ?? "", "reports");
            var sources = graph.Nodes.Where(n => n.Label == GraphSchema.List).Select(n => n.Name).ToList();
            var input = new ReportInput(graph) { Catalogue = SharedOptions.Load(parse.GetValue(catalogue)) };
            var files = ReportWriter.Write(folder, input, new ReportOptions { ListBase = parse.GetValue(lists) ?? ListLocation.Search(sources, folder) });
            Console.Error.WriteLine($"Wrote {files.Length:N0} files to {folder}; {Path.Combine(folder, "README.md")} leads to them.");
            return ExitCode.Done;
        });
        return command;
    }

    /// <summary>Where evidence links lead to.</summary>
    public static Option<string?> ListBase() => new("--list-base")
    {
        Description = "Where the lists are, seen from the report folder, or their address on the web; evidence links to it. Default: found, where the lists are below the current folder.",
        HelpName = "path or address",
    };
}
