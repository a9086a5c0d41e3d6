namespace MultimodalPapers.Cli;

/// <summary>The process's exit codes.</summary>
internal static class ExitCode
{
    public const int Done = 0;

    /// <summary>Failed, or used wrongly.</summary>
    public const int Failed = 1;

    /// <summary>Done, and there is something to mend (<c>lint</c>, <c>catalogue check</c>).</summary>
    public const int Findings = 2;

    /// <summary>Ended by Ctrl-C.</summary>
    public const int Interrupted = 130;
}
