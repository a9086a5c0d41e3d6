using MultimodalPapers.Reading;

namespace MultimodalPapers.Cli.Output;

/// <summary>Tells on standard error what could not be read, each problem once; what was merely left out is counted.</summary>
internal sealed class ProblemReport(TextWriter error)
{
    private const int MostShownOfAFile = 20;

    public int LeftOut { get; private set; }

    public int Damaged { get; private set; }

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
