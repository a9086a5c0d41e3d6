namespace MultimodalPapers.IO;

/// <summary>Independent pieces of work side by side.</summary>
public static class Concurrently
{
    /// <summary>Does all pieces and returns when all have ended, the failed ones too. On few processors the first ones begin first: give the longest first.</summary>
    /// <exception cref="Exception">What the first piece that failed threw, as it is.</exception>
    public static void Run(params IEnumerable<Action> pieces) =>
        Task.WhenAll([.. pieces.Select(Task.Run)]).GetAwaiter().GetResult();
}
