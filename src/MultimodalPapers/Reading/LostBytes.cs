namespace MultimodalPapers.Reading;

/// <summary>Finds the likeliest characters for a run of damaged units.</summary>
/// <remarks>
/// Each unit is one of a few characters: one where all bytes survived, else those that lost bytes can complete. The likelihood of a run is that
/// of its characters, each after the one before it; the forward-backward algorithm (Rabiner 1989, doi:10.1109/5.18626) gives each candidate's
/// probability over all readings of the run. At most <see cref="Kept"/> candidates a unit are looked at, so the time is linear in the run.
/// </remarks>
internal sealed class LostBytes(ReadOnlyMemory<byte> lost)
{
    private const int Kept = 16;

    // A wrong character misleads, U+FFFD does not: a guess must be likelier than all other readings together.
    private const double Clear = 0.5;

    private readonly CharacterFrequencies _frequencies = CharacterFrequencies.Instance;
    private readonly List<int> _scratch = [];

    // The same few characters are damaged in the same way again and again.
    private readonly Dictionary<(uint Bytes, int Length), int[]> _candidates = [];

    /// <summary>The character for each unit; null where none is clear.</summary>
    public int?[] Resolve(ReadOnlySpan<DamagedUnit> units)
    {
        var candidates = new int[units.Length][];
        for (var i = 0; i < units.Length; i++)
            candidates[i] = CandidatesOf(units[i]);

        var forward = new double[units.Length][];
        for (var i = 0; i < units.Length; i++)
            forward[i] = Forward(candidates, forward, i);

        var resolved = new int?[units.Length];
        double[]? backward = null;
        for (var i = units.Length - 1; i >= 0; i--)
        {
            backward = Backward(candidates, backward, i);
            resolved[i] = Likeliest(candidates[i], forward[i], backward);
        }
        return resolved;
    }

    // Most units have one candidate, and what goes before or behind says nothing more of it.
    private static readonly double[] Certain = [1];

    // Nothing follows a unit without candidates, so the runs on its two sides are read apart.
    private double[] Forward(int[][] candidates, double[][] forward, int i)
    {
        var here = candidates[i];
        if (here.Length == 1)
            return Certain;
        var before = i > 0 ? candidates[i - 1] : [];
        var result = new double[here.Length];
        for (var c = 0; c < here.Length; c++)
        {
            if (before.Length == 0)
                result[c] = _frequencies.Share(here[c]);
            for (var p = 0; p < before.Length; p++)
                result[c] += forward[i - 1][p] * _frequencies.After(before[p], here[c]);
        }
        return Normalised(result);
    }

    private double[] Backward(int[][] candidates, double[]? after, int i)
    {
        var here = candidates[i];
        if (here.Length == 1)
            return Certain;
        var next = i + 1 < candidates.Length ? candidates[i + 1] : [];
        var result = new double[here.Length];
        for (var c = 0; c < here.Length; c++)
        {
            if (next.Length == 0)
                result[c] = 1;
            for (var n = 0; n < next.Length; n++)
                result[c] += after![n] * _frequencies.After(here[c], next[n]);
        }
        return Normalised(result);
    }

    private static double[] Normalised(double[] weights)
    {
        var sum = 0.0;
        foreach (var weight in weights)
            sum += weight;
        for (var i = 0; i < weights.Length; i++)
            weights[i] /= sum;
        return weights;
    }

    private static int? Likeliest(int[] candidates, double[] forward, double[] backward)
    {
        var best = 0;
        var sum = 0.0;
        for (var c = 0; c < candidates.Length; c++)
        {
            sum += forward[c] * backward[c];
            if (forward[c] * backward[c] > forward[best] * backward[best])
                best = c;
        }
        return candidates.Length > 0 && forward[best] * backward[best] > Clear * sum ? candidates[best] : null;
    }

    private int[] CandidatesOf(DamagedUnit unit)
    {
        if (unit.Missing == 0)
            return unit.Rune is { } rune ? [rune] : [];
        if (!_candidates.TryGetValue((unit.Bytes, unit.Length), out var candidates))
            _candidates.Add((unit.Bytes, unit.Length), candidates = CompletionsOf(unit));
        return candidates;
    }

    private int[] CompletionsOf(DamagedUnit unit)
    {
        // Two bytes of an emoji leave hundreds to choose from, and no neighbours to choose by.
        if (unit.Missing + unit.Length == 4 && unit.Missing > 1)
            return [];
        _scratch.Clear();
        unit.AddCandidates(lost.Span, _scratch);
        if (_scratch.Count > 1)
            _scratch.RemoveAll(rune => !_frequencies.Knows(rune));
        return [.. _scratch.OrderByDescending(_frequencies.Share).ThenBy(rune => rune).Take(Kept)];
    }
}
