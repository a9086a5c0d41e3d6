using System.CommandLine;
using MultimodalPapers.IO;
using MultimodalPapers.Reports;

namespace MultimodalPapers.Cli.Commands;

internal static class DiffCommand
{
    public static Command Create()
    {
        var old = new Argument<string>("old") { Description = "The earlier graph.jsonl." };
        var now = new Argument<string>("new") { Description = "The later graph.jsonl." };
        var format = new Option<string>("--format") { Description = "markdown or json.", HelpName = "format", DefaultValueFactory = _ => "markdown" };
        format.AcceptOnlyFromAmong("markdown", "json");
        var output = new Option<string?>("--out") { Description = "The file to write; default: standard output.", HelpName = "file" };
        var lists = ReportCommand.ListBase();
        var command = new Command("diff", "What is new between two graphs: papers, models, statements, changed facts.") { old, now, format, output, lists };
        command.SetWork((parse, _) =>
        {
            var diff = GraphDiff.Between(SharedOptions.ReadGraph(parse.GetValue(old)!), SharedOptions.ReadGraph(parse.GetValue(now)!));
            var text = parse.GetValue(format) == "json" ? diff.ToJson() : diff.ToMarkdown(parse.GetValue(lists));
            if (parse.GetValue(output) is { } file)
                AtomicFile.WriteText(file, text);
            else
                Console.Out.Write(text);
            return ExitCode.Done;
        });
        return command;
    }
}
