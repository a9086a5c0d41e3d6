using MultimodalPapers.Pipeline;
using MultimodalPapers.Reading;

namespace MultimodalPapers.Cli.Output;

/// <summary>Tells on standard error what could not be read, each problem once; what was merely left out is counted.</summary>
internal sealed class ProblemReport(TextWriter error)
{
    private const int MostShownOfAFile = 20;

    // Of the file that is being told of: a long one comes in several parts.
    private int _shown;
    private bool _hasWork;
    private bool _unreadable;

    public int LeftOut { get; private set; }

    public int Damaged { get; private set; }

    /// <summary>Tells of one file or a part of it, also where nothing was found in it.</summary>
    public void Add(ListRecords list)
    {
        foreach (var problem in list.Problems)
            Tell(problem);
        _hasWork |= !list.Records.IsEmpty;
        _unreadable |= list.Problems.Any(p => p.Kind == ProblemKind.Unreadable);
        if (!list.IsLast)
            return;
        if (!_hasWork && !_unreadable)
            error.WriteLine($"{list.Source}: No work was found in it.");
        Finish();
    }

    public void Add(IEnumerable<ReadingProblem> problems)
    {
        foreach (var problem in problems)
            Tell(problem);
        Finish();
    }

    private void Tell(ReadingProblem problem)
    {
        if (problem.Kind == ProblemKind.LeftOut)
        {
            LeftOut++;
            return;
        }
        Damaged++;
        if (_shown++ < MostShownOfAFile)
            error.WriteLine(problem.ToString());
    }

    private void Finish()
    {
        if (_shown > MostShownOfAFile)
            error.WriteLine($"... and {_shown - MostShownOfAFile} more problems in this file.");
        (_shown, _hasWork, _unreadable) = (0, false, false);
    }
}
