using System.CommandLine;
using MultimodalPapers.Graph;
using MultimodalPapers.IO;

namespace MultimodalPapers.Cli.Commands;

internal static class ExportCommand
{
    public static Command Create()
    {
        var from = SharedOptions.From();
        var format = new Option<string>("--format") { Description = "csv (for neo4j-admin database import), graphml, cypher or json (node-link).", Required = true };
        format.AcceptOnlyFromAmong("csv", "graphml", "cypher", "json");
        var output = new Option<string?>("--out") { Description = "The file to write, or for csv the folder; default: beside the graph.", HelpName = "path" };
        var command = new Command("export", "Write the graph in another format.") { from, format, output };
        command.SetWork((parse, _) => Run(parse.GetValue(from)!, parse.GetValue(format)!, parse.GetValue(output)));
        return command;
    }

    private static int Run(string from, string format, string? output)
    {
        var graph = SharedOptions.ReadGraph(from);
        var path = output ?? Path.Combine(Path.GetDirectoryName(from) ?? "", format == "csv" ? "csv" : $"graph.{format}");
        switch (format)
        {
            case "csv":
                Console.Out.WriteLine(GraphExport.Csv(graph, path).Command());
                break;
            case "graphml":
                AtomicFile.Write(path, stream => GraphExport.GraphMl(stream, graph));
                break;
            case "cypher":
                AtomicFile.Write(path, stream => GraphExport.Cypher(stream, graph));
                break;
            default:
                AtomicFile.Write(path, stream => GraphExport.Json(stream, graph));
                break;
        }
        Console.Error.WriteLine($"Wrote {graph.Nodes.Length:N0} nodes and {graph.Relationships.Length:N0} relationships to {path}.");
        return ExitCode.Done;
    }
}
