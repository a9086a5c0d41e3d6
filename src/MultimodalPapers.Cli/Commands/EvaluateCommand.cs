using System.CommandLine;
using MultimodalPapers.Evaluation;

namespace MultimodalPapers.Cli.Commands;

internal static class EvaluateCommand
{
    public static Command Create()
    {
        var records = new Argument<string>("records") { Description = "Records, as 'extract' and 'build' write them." };
        var gold = new Argument<string[]>("gold") { Description = "Annotations in the record format; files or folders of *.jsonl.", Arity = ArgumentArity.OneOrMore };
        var names = new Option<string[]>("--names") { Description = "Tab-separated kind, canonical name, other spellings parted by |: spellings of one row count as equal.", HelpName = "names.tsv" };
        var sample = new Option<bool>("--sample") { Description = "The gold covers only a part of each list: entries outside it are not counted as wrong." };
        var misses = new Option<int>("--misses") { Description = "Print so many of the misses and false facts.", HelpName = "n" };
        var command = new Command("evaluate", "Precision and recall of records against hand-made annotations, by field and relation.") { records, gold, names, sample, misses };
        command.SetWork((parse, _) =>
        {
            var table = new NameTable((parse.GetValue(names) ?? []).SelectMany(JsonLines.Lines));
            var result = new Evaluator(table, parse.GetValue(sample))
                .Evaluate(RecordFiles.Read(parse.GetValue(records)!), [.. parse.GetValue(gold)!.SelectMany(Files).SelectMany(file => JsonLines.Read(file, GoldRecord.Parse))]);
            Print(result, parse.GetValue(misses));
            return ExitCode.Done;
        });
        return command;
    }

    private static IEnumerable<string> Files(string path) =>
        Directory.Exists(path) ? Directory.EnumerateFiles(path, "*.jsonl").Order(StringComparer.Ordinal) : [path];

    private static void Print(EvaluationResult result, int misses)
    {
        Console.Out.WriteLine($"{"",-20}   prec  recall     F1    gold  found");
        foreach (var row in result.Rows)
        {
            Console.Out.WriteLine(row.Name.StartsWith("field ", StringComparison.Ordinal)
                ? $"{row.Name,-20} {"",6}  {"",6} {Share(row.F1)} {row.Gold,7}  (accuracy)"
                : $"{row.Name,-20} {Share(row.Precision)}  {Share(row.Recall)} {Share(row.F1)} {row.Gold,7} {row.Said,6}");
        }
        foreach (var miss in result.Misses.Take(misses))
            Console.Out.WriteLine(miss);
    }

    private static string Share(double? share) => share is { } value ? $"{value,6:F3}" : "     -";
}
