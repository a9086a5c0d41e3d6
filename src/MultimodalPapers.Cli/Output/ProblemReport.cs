using MultimodalPapers.Pipeline;
using MultimodalPapers.Reading;

namespace MultimodalPapers.Cli.Output;

/// <summary>Tells on standard error what could not be read, each problem once; what was merely left out is counted.</summary>
internal sealed class ProblemReport(TextWriter error)
{
    private const int MostShownOfAFile = 20;

    public int LeftOut { get; private set; }

    public int Damaged { get; private set; }

    /// <summary>Tells of one file, also where nothing was found in it.</summary>
    public void Add(ListRecords list)
    {
        Add(list.Problems);
        if (list.Records.IsEmpty && !list.Problems.Any(p => p.Kind == ProblemKind.Unreadable))
            error.WriteLine($"{list.Source}: No work was found in it.");
    }

    public void Add(IEnumerable<ReadingProblem> problems)
    {
        var shown = 0;
        foreach (var problem in problems)
        {
            if (problem.Kind == ProblemKind.LeftOut)
            {
                LeftOut++;
                continue;
            }
            Damaged++;
            if (shown++ < MostShownOfAFile)
                error.WriteLine(problem.ToString());
        }
        if (shown > MostShownOfAFile)
            error.WriteLine($"... and {shown - MostShownOfAFile} more problems in this file.");
    }
}
