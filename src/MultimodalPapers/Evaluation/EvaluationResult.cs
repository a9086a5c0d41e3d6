using System.Collections.Immutable;

namespace MultimodalPapers.Evaluation;

/// <summary>How well records agree with annotations.</summary>
/// <param name="Rows">Entries and links, then the fields, then the facts by relation.</param>
/// <param name="Misses">What was missed or wrongly said, in the order of the gold, one sentence each.</param>
public sealed record EvaluationResult(ImmutableArray<EvaluationRow> Rows, ImmutableArray<string> Misses)
{
    /// <exception cref="InvalidOperationException">No row has this name.</exception>
    public EvaluationRow this[string name] => Rows.First(row => row.Name == name);
}

/// <param name="Name">What is measured: <c>entries</c>, <c>field title</c>, <c>core facts</c>, <c>USES_BACKBONE</c>.</param>
/// <param name="Hits">Found and right.</param>
/// <param name="Gold">Asked for.</param>
/// <param name="Said">Found; equal to <paramref name="Gold"/> for fields, of which each entry has one.</param>
public sealed record EvaluationRow(string Name, int Hits, int Gold, int Said)
{
    /// <summary>Share of what was found that is right; null where nothing was found.</summary>
    public double? Precision => Said == 0 ? null : (double)Hits / Said;

    /// <summary>Share of what was asked for that was found; null where nothing was asked for.</summary>
    public double? Recall => Gold == 0 ? null : (double)Hits / Gold;

    /// <summary>The harmonic mean of both; for a field its accuracy; null where nothing was asked for or found.</summary>
    public double? F1 => Gold + Said == 0 ? null : 2.0 * Hits / (Gold + Said);
}
