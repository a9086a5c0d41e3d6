using System.CommandLine;
using MultimodalPapers.Catalogue;
using MultimodalPapers.Graph;

namespace MultimodalPapers.Cli;

/// <summary>Runs a command's work and turns what goes wrong into a sentence on standard error and an exit code.</summary>
internal static class CommandAction
{
    /// <summary>Shows the whole exception instead of its message.</summary>
    public static Option<bool> Verbose { get; } = new("--verbose") { Description = "Show the details of an error.", Recursive = true };

    /// <summary>Sets what a command does; the work returns its exit code.</summary>
    public static void SetWork(this Command command, Func<ParseResult, CancellationToken, Task<int>> work) =>
        command.SetAction(async (parse, token) =>
        {
            try
            {
                return await work(parse, token);
            }
            catch (OperationCanceledException) when (token.IsCancellationRequested)
            {
                await Console.Error.WriteLineAsync("Interrupted; files written earlier are whole.");
                return ExitCode.Interrupted;
            }
            catch (Exception error) when (Message(error) is { } message)
            {
                await Console.Error.WriteLineAsync(parse.GetValue(Verbose) ? error.ToString() : $"multimodal-papers: {message}");
                return ExitCode.Failed;
            }
        });

    /// <summary>Sets what a command does where nothing in it waits.</summary>
    public static void SetWork(this Command command, Func<ParseResult, CancellationToken, int> work) =>
        command.SetWork((parse, token) => Task.FromResult(work(parse, token)));

    private static string? Message(Exception error) => error switch
    {
        UserException or CatalogueException or GraphFormatException or FormatException => error.Message,
        UnauthorizedAccessException => $"{error.Message} Choose another path, or change its permissions.",
        IOException => error.Message,
        _ => $"{error.Message} (This is a fault of the program; --verbose shows where it happened.)",
    };
}
