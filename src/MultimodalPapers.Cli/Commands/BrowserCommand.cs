using System.CommandLine;
using System.Net;
using System.Text;
using MultimodalPapers.IO;
using MultimodalPapers.Neo4j.Browser;
using MultimodalPapers.Neo4j.Queries;

namespace MultimodalPapers.Cli.Commands;

internal static class BrowserCommand
{
    public static Command Create()
    {
        var output = new Option<string>("--out") { Description = "The folder to write.", HelpName = "folder", DefaultValueFactory = _ => Path.Combine("out", "browser") };
        var folder = new Option<string?>("--queries") { Description = "A folder of .cypher files in place of the built-in queries; the guide needs the built-in names.", HelpName = "folder" };
        var serve = new Option<int?>("--serve") { Description = "Serve the folder to Neo4j Browser until Ctrl+C, so that it can play the guide.", HelpName = "port" };
        var command = new Command("browser", "The saved queries, the style and a guide for Neo4j Browser, the newer and the classic; needs no server.") { output, folder, serve };
        command.SetWork(async (parse, token) =>
        {
            try
            {
                var queries = parse.GetValue(folder) is { } path ? SavedQuery.ReadFolder(path) : SavedQuery.BuiltIn;
                var target = Directory.CreateDirectory(parse.GetValue(output)!).FullName;
                Write(target, "neo4j_query_saved_cypher.csv", Encoding.UTF8.GetBytes(BrowserFiles.SavedCypher(queries)));
                Write(target, "favorites.zip", [.. BrowserFiles.Favorites(queries)]);
                Write(target, "style.grass", Encoding.UTF8.GetBytes(BrowserFiles.Style));
                Write(target, "guide.html", Encoding.UTF8.GetBytes(BrowserGuide.Html(queries)));
                Console.Out.WriteLine($"{queries.Length} queries, the style and the guide for Neo4j Browser are in {parse.GetValue(output)}:");
                Console.Out.WriteLine("  newer Browser    upload neo4j_query_saved_cypher.csv in the drawer 'Saved Cypher'");
                Console.Out.WriteLine("  classic Browser  drop favorites.zip, then style.grass on the window");
                Console.Out.WriteLine("  classic Browser  with --serve 8001, type :play http://localhost:8001/guide.html");
                if (parse.GetValue(serve) is { } port)
                    await ServeAsync(target, port, token);
                return ExitCode.Done;
            }
            catch (QueryException error)
            {
                throw new UserException(error.Message, error);
            }
        });
        return command;
    }

    private static async Task ServeAsync(string folder, int port, CancellationToken token)
    {
        try
        {
            using var server = new BrowserServer(folder, port);
            await Console.Error.WriteLineAsync($"Serving {server.Address}guide.html until Ctrl+C.");
            await server.RunAsync(token);
        }
        catch (Exception error) when (error is HttpListenerException or ArgumentException or UriFormatException)
        {
            throw new UserException($"Port {port} cannot be used ({error.Message}): give another to --serve.", error);
        }
    }

    private static void Write(string folder, string name, byte[] content) =>
        AtomicFile.Write(Path.Combine(folder, name), stream => stream.Write(content));
}
