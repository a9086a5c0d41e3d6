using MultimodalPapers.Neo4j.Loading;

namespace MultimodalPapers.Cli.Output;

/// <summary>How far a load is: a line that is written over on a terminal, a line a stage elsewhere.</summary>
internal sealed class LoadProgressLine(TextWriter writer, bool redirected) : IProgress<LoadProgress>, IDisposable
{
    private const int Width = 60;
    private readonly Lock _lock = new();
    private string _stage = "";
    private bool _open;

    public void Report(LoadProgress value)
    {
        lock (_lock)
        {
            if (redirected && value.Stage != _stage)
                writer.WriteLine($"Loading: {value.Stage}");
            if (!redirected)
                writer.Write($"\rLoading: {value.Stage}{(value.Done > 0 ? $" {value.Done:N0}" : "")}".PadRight(Width));
            _stage = value.Stage;
            _open = !redirected;
        }
    }

    public void Dispose()
    {
        if (_open)
            writer.Write("\r" + new string(' ', Width) + "\r");
    }
}

/// <summary>What a load did, for a person.</summary>
internal static class LoadSummaryText
{
    public static string Of(LoadSummary summary)
    {
        var text = new StringWriter { NewLine = "\n" };
        text.WriteLine($"{"",-14}{"created",10}{"changed",10}{"left alone",12}{"removed",10}");
        foreach (var (name, counts) in new[] { ("nodes", summary.Nodes), ("relationships", summary.Relationships) })
            text.WriteLine($"{name,-14}{counts.Created,10:N0}{counts.Changed,10:N0}{counts.Unchanged,12:N0}{counts.Removed,10:N0}");
        if (summary.ChangedNothing)
            text.WriteLine("Nothing to change: the database already holds this graph.");
        if (summary.Nodes.Stale + summary.Relationships.Stale is > 0 and var stale)
            text.WriteLine($"{stale:N0} more from earlier loads are not, or not so, in this graph; --prune takes them out.");
        if (summary.Nodes.Kept + summary.Relationships.Kept is > 0 and var kept)
            text.WriteLine($"{kept:N0} that the graph no longer holds stay, since others' data hang on them.");
        return text.ToString();
    }
}
