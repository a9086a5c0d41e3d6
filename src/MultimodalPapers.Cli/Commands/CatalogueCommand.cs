using System.CommandLine;
using MultimodalPapers.Catalogue;
using MultimodalPapers.Cli.Output;
using MultimodalPapers.Pipeline;
using MultimodalPapers.Reading;

namespace MultimodalPapers.Cli.Commands;

internal static class CatalogueCommand
{
    public static Command Create() => new("catalogue", "The known names: check your own files, and see what the lists name beside them.") { Check(), Suggest() };

    private static Command Check()
    {
        var catalogue = SharedOptions.Catalogue();
        var command = new Command("check", "Find spellings claimed twice, names that are nowhere defined, and facts that run in circles or back in time. Exit code 2 where there are any.") { catalogue };
        command.SetWork((parse, _) =>
        {
            var names = SharedOptions.Load(parse.GetValue(catalogue));
            var findings = CatalogueCheck.Check(names);
            foreach (var finding in findings)
                Console.Out.WriteLine(finding.ToString());
            Console.Error.WriteLine($"{names.Things.Length:N0} names and {names.Venues.Length:N0} venues; {findings.Length:N0} findings.");
            return findings.IsEmpty ? ExitCode.Done : ExitCode.Findings;
        });
        return command;
    }

    private static Command Suggest()
    {
        var paths = SharedOptions.Paths();
        var catalogue = SharedOptions.Catalogue();
        var least = new Option<int>("--least") { Description = "Only names that stand in at least so many places.", HelpName = "n", DefaultValueFactory = _ => 2 };
        var yaml = new Option<bool>("--yaml") { Description = "Print catalogue entries to paste into a file of your own." };
        var command = new Command("suggest", "List names that the lists use and the catalogue lacks, most used first, with their places.") { paths, catalogue, least, yaml };
        command.SetWork((parse, token) =>
        {
            var names = SharedOptions.Load(parse.GetValue(catalogue));
            var input = InputFiles.Find(parse.GetValue(paths)!);
            var problems = new ProblemReport(Console.Error);
            problems.Add(input.Problems);
            var records = new ListPipeline(names).Extract(input.Files, token).SelectMany(list => list.Records);
            var suggestions = CatalogueSuggest.From(records, names, parse.GetValue(least));
            if (parse.GetValue(yaml))
                Console.Out.Write(CatalogueSuggest.ToYaml(suggestions));
            else
                Print(suggestions);
            return ExitCode.Done;
        });
        return command;
    }

    private static void Print(IEnumerable<CatalogueSuggestion> suggestions)
    {
        const int MostPlaces = 5;
        foreach (var suggestion in suggestions)
        {
            var places = string.Join(", ", suggestion.Places.Take(MostPlaces)) + (suggestion.Places.Length > MostPlaces ? ", ..." : "");
            Console.Out.WriteLine($"{suggestion.Facts,5}  {suggestion.Kind,-12}  {suggestion.Name}  ({places})");
        }
    }
}
