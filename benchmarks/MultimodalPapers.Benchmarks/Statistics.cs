namespace MultimodalPapers.Benchmarks;

/// <summary>What the tables of the benchmarks are made of.</summary>
internal static class Statistics
{
    /// <summary>The middle value, of two the greater; not a number where there is none.</summary>
    public static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted.Length == 0 ? double.NaN : sorted[sorted.Length / 2];
    }
}
