using System.Collections.Immutable;
using System.CommandLine;
using MultimodalPapers.Neo4j.Queries;

namespace MultimodalPapers.Cli.Commands;

internal static class QueryCommand
{
    public static Command Create()
    {
        var name = new Argument<string?>("name") { Description = "The query's, as --list shows it.", Arity = ArgumentArity.ZeroOrOne };
        var list = new Option<bool>("--list") { Description = "Show the names, titles and parameters of all queries; needs no server." };
        var parameters = new Option<string[]>("--param", "-p") { Description = "A parameter, name=value; may be given several times.", HelpName = "name=value" };
        var format = new Option<string>("--format") { Description = "How to print the result.", DefaultValueFactory = _ => "table" };
        format.AcceptOnlyFromAmong("table", "json", "csv");
        var folder = new Option<string?>("--queries") { Description = "A folder of .cypher files in place of the built-in queries.", HelpName = "folder" };
        var connection = new Neo4jConnection();
        var command = new Command("query", "Run a saved query, read-only, on the graph in Neo4j.") { name, list, parameters, format, folder };
        connection.AddTo(command);
        command.SetWork(async (parse, token) =>
        {
            var settings = connection.Settings(parse);
            return await Neo4jConnection.RunAsync(settings, async () =>
            {
                var queries = parse.GetValue(folder) is { } path ? SavedQuery.ReadFolder(path) : SavedQuery.BuiltIn;
                if (parse.GetValue(list))
                {
                    await Console.Out.WriteAsync(Listing(queries));
                    return ExitCode.Done;
                }
                var query = Find(queries, parse.GetValue(name));
                var values = query.Bind(parse.GetValue(parameters) ?? []);
                await using var driver = settings.Open();
                await driver.VerifyConnectivityAsync();
                var result = await QueryRunner.RunAsync(driver, query, values, settings.Database, token);
                await Console.Out.WriteAsync(parse.GetValue(format) switch
                {
                    "json" => QueryOutput.JsonText(result),
                    "csv" => QueryOutput.Csv(result),
                    _ => QueryOutput.Table(result, Console.IsOutputRedirected ? int.MaxValue : Math.Max(40, Console.WindowWidth)),
                });
                return ExitCode.Done;
            });
        });
        return command;
    }

    /// <exception cref="UserException">There is no such query.</exception>
    private static SavedQuery Find(ImmutableArray<SavedQuery> queries, string? name)
    {
        if (name is null)
            throw new UserException("Name a query; 'multimodal-papers query --list' shows them.");
        var near = queries.Where(q => q.Name.Contains(name, StringComparison.OrdinalIgnoreCase)).Select(q => q.Name).ToList();
        return queries.FirstOrDefault(q => q.Name == name)
            ?? throw new UserException($"There is no query '{name}'. {(near.Count > 0 ? $"Did you mean {string.Join(" or ", near)}?" : "'multimodal-papers query --list' shows them.")}");
    }

    private static string Listing(ImmutableArray<SavedQuery> queries)
    {
        var text = new StringWriter { NewLine = "\n" };
        foreach (var query in queries)
        {
            text.WriteLine(query.Name);
            text.WriteLine($"    {query.Title}");
            foreach (var p in query.Parameters)
                text.WriteLine($"    -p {p.Name}={p.TypeName}  {p.Meaning}; {p.Literal} if left out");
        }
        return text.ToString();
    }
}
