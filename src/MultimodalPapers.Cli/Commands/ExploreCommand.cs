using System.CommandLine;
using MultimodalPapers.IO;
using MultimodalPapers.Reports.Explorer;

namespace MultimodalPapers.Cli.Commands;

internal static class ExploreCommand
{
    public static Command Create()
    {
        var from = SharedOptions.From();
        var output = new Option<string>("--out") { Description = "The page to write.", HelpName = "explorer.html", DefaultValueFactory = _ => "explorer.html" };
        var title = new Option<string>("--title") { Description = "The page's heading.", HelpName = "text", DefaultValueFactory = _ => new ExplorerOptions().Title };
        var listBase = new Option<string>("--list-base")
        {
            Description = "Where the lists lie on the web, so that quotes link to their line: URL/list.md#L47.",
            HelpName = "url",
        };
        listBase.Validators.Add(result =>
        {
            if (result.GetValue(listBase) is { } text && AddressOf(text) is null)
                result.AddError($"--list-base expects an http or https address; '{text}' is none.");
        });
        var command = new Command("explore", "The whole graph as one HTML file that opens in any browser, offline.") { from, output, title, listBase };
        command.SetWork((parse, _) => Run(
            parse.GetValue(from)!,
            parse.GetValue(output)!,
            new ExplorerOptions { Title = parse.GetValue(title)!, ListBase = parse.GetValue(listBase) is { } text ? AddressOf(text) : null }));
        return command;
    }

    private static Uri? AddressOf(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" ? address : null;

    private static int Run(string from, string output, ExplorerOptions options)
    {
        var graph = SharedOptions.ReadGraph(from);
        AtomicFile.Write(output, stream => ExplorerPage.Write(stream, graph, options));
        Console.Error.WriteLine($"{output}: {graph.Nodes.Length:N0} nodes, {graph.Relationships.Length:N0} relationships, {new FileInfo(output).Length / 1e6:F1} MB");
        return ExitCode.Done;
    }
}
