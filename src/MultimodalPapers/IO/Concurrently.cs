using System.Runtime.ExceptionServices;

namespace MultimodalPapers.IO;

/// <summary>Independent pieces of work side by side.</summary>
public static class Concurrently
{
    /// <summary>Does all pieces and returns when all have ended, the failed ones too. The calling thread takes the first: give the longest first.</summary>
    /// <exception cref="Exception">What the first piece that failed threw, as it is.</exception>
    public static void Run(params Action[] pieces)
    {
        ArgumentNullException.ThrowIfNull(pieces);
        var tasks = Array.ConvertAll(pieces, piece => new Task(piece));
        for (var i = 1; i < tasks.Length; i++)
            tasks[i].Start(TaskScheduler.Default);
        ExceptionDispatchInfo? failure = null;
        for (var i = 0; i < tasks.Length; i++)
        {
            if (i == 0)
                tasks[i].RunSynchronously(TaskScheduler.Default);
            try
            {
                // Waited for one by one, since a thread that waits for a task that has not begun does it itself.
                tasks[i].GetAwaiter().GetResult();
            }
            catch (Exception error)
            {
                failure ??= ExceptionDispatchInfo.Capture(error);
            }
        }
        failure?.Throw();
    }
}
