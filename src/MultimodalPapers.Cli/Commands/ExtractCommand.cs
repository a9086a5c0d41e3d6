using System.CommandLine;
using MultimodalPapers.Cli.Output;
using MultimodalPapers.Extraction;
using MultimodalPapers.Pipeline;
using MultimodalPapers.Reading;

namespace MultimodalPapers.Cli.Commands;

internal static class ExtractCommand
{
    public static Command Create()
    {
        var paths = SharedOptions.Paths();
        var catalogue = SharedOptions.Catalogue();
        var command = new Command("extract", "Print what each entry of the lists states: records, one JSON object a line.") { paths, catalogue };
        command.SetWork((parse, token) => Run(parse.GetValue(paths)!, parse.GetValue(catalogue), token));
        return command;
    }

    private static int Run(string[] paths, string[]? catalogue, CancellationToken token)
    {
        var input = InputFiles.Find(paths);
        var problems = new ProblemReport(Console.Error);
        problems.Add(input.Problems);
        var pipeline = new ListPipeline(SharedOptions.Load(catalogue));
        using var output = new BufferedStream(Console.OpenStandardOutput(), 1 << 16);
        foreach (var list in pipeline.Extract(input.Files, token))
        {
            problems.Add(list);
            RecordFormat.Write(output, list.Records);
        }
        output.Flush();
        return input.Files.IsEmpty ? ExitCode.Failed : ExitCode.Done;
    }
}
