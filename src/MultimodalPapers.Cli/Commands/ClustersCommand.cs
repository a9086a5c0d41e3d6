using System.CommandLine;
using MultimodalPapers.Analysis;
using MultimodalPapers.Neo4j;

namespace MultimodalPapers.Cli.Commands;

internal static class ClustersCommand
{
    public static Command Create()
    {
        var from = SharedOptions.From();
        var of = new Option<string>("--of") { Description = "papers or models.", HelpName = "what", DefaultValueFactory = _ => "papers" };
        of.AcceptOnlyFromAmong("papers", "models");
        var measure = new Option<string>("--measure") { Description = "modularity or cpm (the constant Potts model).", HelpName = "measure", DefaultValueFactory = _ => "modularity" };
        measure.AcceptOnlyFromAmong("modularity", "cpm");
        var resolution = SharedOptions.Number<double>("--resolution", "r", "Higher makes more and smaller clusters; by default 1, for cpm 0.05.", "a number above 0", r => r > 0 && double.IsFinite(r));
        var seed = new Option<ulong>("--seed") { Description = "The same seed gives the same clusters.", HelpName = "n", DefaultValueFactory = _ => 1 };
        var runs = SharedOptions.Number<int>("--stability-runs", "n", "Try so many more seeds, to see which clusters stay.", "a number from 0", n => n >= 0, otherwise: 10);
        var format = new Option<string>("--format") { Description = "table, json or csv.", HelpName = "format", DefaultValueFactory = _ => "table" };
        format.AcceptOnlyFromAmong("table", "json", "csv");
        var engine = new Option<string>("--engine")
        {
            Description = "process: on the graph file, here; gds: inside the database, on Graph Data Science, for graphs that outgrow the process.",
            HelpName = "engine",
            DefaultValueFactory = _ => "process",
        };
        engine.AcceptOnlyFromAmong("process", "gds");
        var write = new Option<bool>("--write") { Description = "Also store community, communityName, pageRank, betweenness and core as properties in Neo4j." };
        var connection = new Neo4jConnection();
        var command = new Command("clusters", "What belongs together: papers or models by what they share, and how central each is.")
        {
            from, of, measure, resolution, seed, runs, format, engine, write,
        };
        connection.AddTo(command);
        command.Validators.Add(result =>
        {
            if (result.GetValue(engine) == "gds" && result.GetValue(measure) == "cpm")
                result.AddError("Graph Data Science clusters by modularity alone; take --engine process for --measure cpm.");
        });
        command.SetWork(async (parse, token) =>
        {
            var potts = parse.GetValue(measure) == "cpm";
            var options = new ClusteringOptions
            {
                Projection = new ProjectionOptions { Of = parse.GetValue(of) == "models" ? ProjectionTarget.Models : ProjectionTarget.Papers },
                Leiden = new LeidenOptions
                {
                    Quality = potts ? ClusterQuality.ConstantPotts : ClusterQuality.Modularity,
                    Resolution = parse.GetValue(resolution) ?? (potts ? 0.05 : 1),
                    Seed = parse.GetValue(seed),
                },
                StabilityRuns = parse.GetValue(runs)!.Value,
            };
            var settings = connection.Settings(parse);
            var clustering = parse.GetValue(engine) == "gds"
                ? await InDatabaseAsync(settings, gds => gds.FindAsync(options, token))
                : Clustering.Of(SharedOptions.ReadGraph(parse.GetValue(from)!), options);
            if (parse.GetValue(write))
            {
                var written = await InDatabaseAsync(settings, gds => gds.WriteAsync(clustering, token));
                await Console.Error.WriteLineAsync($"Stored clusters and centrality on {written:N0} of {clustering.Nodes.Length:N0} nodes."
                    + (written < clustering.Nodes.Length ? " The others are not in the database; load the graph first." : ""));
            }
            await Console.Out.WriteAsync(parse.GetValue(format) switch
            {
                "json" => ClusterJson.Render(clustering),
                "csv" => ClusterCsv.Render(clustering),
                _ => ClusterTable.Render(clustering),
            });
            return ExitCode.Done;
        });
        return command;
    }

    private static Task<T> InDatabaseAsync<T>(ConnectionSettings settings, Func<GdsClusters, Task<T>> work) =>
        Neo4jConnection.RunAsync(settings, async () =>
        {
            await using var driver = settings.Open();
            // Without the retries of a transaction: a wrong address is told at once.
            await driver.VerifyConnectivityAsync();
            return await work(new GdsClusters(driver, settings.Database));
        });
}
