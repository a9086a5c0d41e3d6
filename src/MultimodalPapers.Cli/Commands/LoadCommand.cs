using System.CommandLine;
using MultimodalPapers.Cli.Output;
using MultimodalPapers.Extraction;
using MultimodalPapers.Neo4j.Loading;
using MultimodalPapers.Pipeline;
using MultimodalPapers.Reading;
using MultimodalPapers.Resolution;

namespace MultimodalPapers.Cli.Commands;

internal static class LoadCommand
{
    public static Command Create()
    {
        var paths = SharedOptions.Paths();
        paths.Arity = ArgumentArity.ZeroOrMore;
        var from = SharedOptions.From();
        var catalogue = SharedOptions.Catalogue();
        var prune = new Option<bool>("--prune") { Description = "Take out what earlier loads put there and the graph no longer holds; what others put there stays." };
        var rewrite = new Option<bool>("--rewrite") { Description = "Also undo edits by hand to what earlier loads wrote." };
        var batch = SharedOptions.Number<int>("--batch-size", "n", "Nodes or relationships in a transaction.", "a number from 1", n => n >= 1, otherwise: new LoadOptions().BatchSize);
        var connection = new Neo4jConnection();
        var command = new Command("load", "The graph into Neo4j: a graph file, or lists that are read first. A second load changes nothing.") { paths, from, catalogue, prune, rewrite, batch };
        connection.AddTo(command);
        command.SetWork(async (parse, token) =>
        {
            var settings = connection.Settings(parse);
            var source = Source(parse.GetValue(paths) ?? [], parse.GetValue(from)!, parse.GetValue(catalogue), token);
            var options = new LoadOptions(settings.Database, parse.GetValue(prune), parse.GetValue(rewrite), parse.GetValue(batch)!.Value);
            var summary = await Neo4jConnection.RunAsync(settings, async () =>
            {
                await using var driver = settings.Open();
                // Without the retries of a transaction: a wrong address is told at once.
                await driver.VerifyConnectivityAsync();
                using var progress = new LoadProgressLine(Console.Error, Console.IsErrorRedirected);
                return await new GraphLoader(driver, options, progress).LoadAsync(source, token);
            });
            await Console.Out.WriteAsync(LoadSummaryText.Of(summary));
            return ExitCode.Done;
        });
        return command;
    }

    private static GraphSource Source(string[] paths, string from, string[]? catalogue, CancellationToken token)
    {
        if (paths.Length == 0)
        {
            return File.Exists(from) ? GraphSource.File(from)
                : throw new UserException($"There is no graph at '{from}'. Make one with 'multimodal-papers build LISTS', or name it with --from.");
        }
        var names = SharedOptions.Load(catalogue);
        var problems = new ProblemReport(Console.Error);
        var input = InputFiles.Find(paths);
        problems.Add(input.Problems);
        var records = new List<Record>();
        foreach (var list in new ListPipeline(names).Extract(input.Files, token))
        {
            problems.Add(list.Problems);
            records.AddRange(list.Records);
        }
        return records.Count > 0 ? GraphSource.Of(Resolver.Resolve([.. records], names.Things, new ResolverOptions()).Graph)
            : throw new UserException("No entry was found, so nothing was loaded; the database is as it was.");
    }
}
