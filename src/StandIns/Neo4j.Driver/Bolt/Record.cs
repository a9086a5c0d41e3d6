namespace Neo4j.Driver.Bolt;

/// <summary>A row of a result; the keys are shared by all its rows.</summary>
internal sealed class Record(string[] keys, object?[] values) : IRecord
{
    public object this[int index] => values[index]!;

    public object this[string key] => Array.IndexOf(keys, key) is >= 0 and var index ? values[index]!
        : throw new KeyNotFoundException($"The given key '{key}' was not present in the record.");

    public IReadOnlyList<string> Keys => keys;

    public IReadOnlyDictionary<string, object> Values => keys.Zip(values).ToDictionary(p => p.First, p => p.Second!, StringComparer.Ordinal);
}
