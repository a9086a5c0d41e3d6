using System.CommandLine;
using Microsoft.Extensions.Configuration;
using MultimodalPapers.Neo4j;
using MultimodalPapers.Neo4j.Loading;
using MultimodalPapers.Neo4j.Queries;

namespace MultimodalPapers.Cli;

/// <summary>The options and settings of the commands that talk to Neo4j.</summary>
/// <remarks>Later ones go before earlier ones: <c>appsettings.json</c> beside the program, user secrets, environment, options. The password is never an option.</remarks>
internal sealed class Neo4jConnection
{
    private readonly Option<string?> _uri = new("--uri") { Description = $"Address of the server; else NEO4J_URI, else {ConnectionSettings.DefaultUri}. The password is NEO4J_PASSWORD's.", HelpName = "uri" };
    private readonly Option<string?> _username = new("--username") { Description = "Else NEO4J_USERNAME, else neo4j.", HelpName = "name" };
    private readonly Option<string?> _database = new("--database") { Description = "Else NEO4J_DATABASE, else the user's home database.", HelpName = "name" };

    public void AddTo(Command command)
    {
        command.Options.Add(_uri);
        command.Options.Add(_username);
        command.Options.Add(_database);
    }

    public ConnectionSettings Settings(ParseResult parse)
    {
        var configuration = new ConfigurationBuilder()
            .SetBasePath(AppContext.BaseDirectory)
            .AddJsonFile("appsettings.json", optional: true)
            .AddUserSecrets(typeof(Neo4jConnection).Assembly, optional: true)
            .AddEnvironmentVariables()
            .AddEnvironmentVariables("MULTIMODAL_PAPERS__")
            .Build();
        return new ConnectionSettings(
            Given(parse.GetValue(_uri)) ?? Given(configuration["NEO4J_URI"]) ?? ConnectionSettings.DefaultUri,
            Given(parse.GetValue(_username)) ?? Given(configuration["NEO4J_USERNAME"]) ?? "neo4j",
            Given(configuration["NEO4J_PASSWORD"]),
            Given(parse.GetValue(_database)) ?? Given(configuration["NEO4J_DATABASE"]));
    }

    /// <summary>Does work with the server; what goes wrong between the two becomes a sentence with what to do.</summary>
    /// <exception cref="UserException">The server is out of reach, refuses, or cannot do it.</exception>
    public static async Task<T> RunAsync<T>(ConnectionSettings settings, Func<Task<T>> work)
    {
        try
        {
            return await work();
        }
        catch (Exception error) when (error is LoadException or QueryException or ArgumentException)
        {
            throw new UserException(error.Message, error);
        }
        catch (Exception error) when (error is not OperationCanceledException && ServerProblem.Explain(error, settings) is { } sentence)
        {
            throw new UserException(sentence, error);
        }
    }

    private static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;
}
