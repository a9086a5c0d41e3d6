using System.Collections.Immutable;
using System.CommandLine;
using MultimodalPapers.Linting;
using MultimodalPapers.Reading;

namespace MultimodalPapers.Cli.Commands;

internal static class LintCommand
{
    public static Command Create()
    {
        var paths = SharedOptions.Paths();
        var catalogue = SharedOptions.Catalogue();
        var format = new Option<string>("--format") { Description = "text or json.", HelpName = "format", DefaultValueFactory = _ => "text" };
        format.AcceptOnlyFromAmong("text", "json");
        var command = new Command("lint", "For a list's keepers: template remnants, doubled entries, missing and malformed links, variant names, damaged text. Exit code 2 where there are any.") { paths, catalogue, format };
        command.SetWork((parse, token) =>
        {
            var input = InputFiles.Find(parse.GetValue(paths)!);
            foreach (var problem in input.Problems)
                Console.Error.WriteLine(problem.ToString());
            if (input.Files.IsEmpty)
                throw new UserException("There is no list to look through.");
            var names = SharedOptions.Load(parse.GetValue(catalogue));
            ImmutableArray<Finding> findings = [.. input.Files.SelectMany(file =>
            {
                token.ThrowIfCancellationRequested();
                return ListLinter.LintFile(file, names);
            })];
            if (parse.GetValue(format) == "json")
                Console.Out.Write(Finding.ToJson(findings));
            else
                Print(findings);
            Console.Error.WriteLine(findings.IsEmpty ? $"Nothing to mend in {input.Files.Length:N0} {(input.Files.Length == 1 ? "list" : "lists")}." : Summary(findings));
            return findings.IsEmpty ? ExitCode.Done : ExitCode.Findings;
        });
        return command;
    }

    private static void Print(ImmutableArray<Finding> findings)
    {
        foreach (var finding in findings)
            Console.Out.WriteLine(finding.ToString());
    }

    private static string Summary(ImmutableArray<Finding> findings) =>
        $"{findings.Length:N0} {(findings.Length == 1 ? "finding" : "findings")}: {string.Join(", ", findings.CountBy(f => f.Code).OrderByDescending(c => c.Value).ThenBy(c => c.Key, StringComparer.Ordinal).Select(c => $"{c.Value:N0} {c.Key}"))}.";
}
