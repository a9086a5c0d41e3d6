using System.Collections.Immutable;

namespace MultimodalPapers.Neo4j.Loading;

/// <summary>Rows of new things as lists: what the schema names stands in places of its own, the rest in a map at the end.</summary>
/// <remarks>A query that names its properties is planned once and then looks up no names; names that are not the schema's stay parameters.</remarks>
internal sealed class Columns
{
    private readonly ImmutableArray<string> _names;
    private readonly HashSet<string> _known;
    private readonly int _before;
    private readonly bool _rest;

    /// <param name="known">Names that may stand in a query.</param>
    /// <param name="rows">What is to be written.</param>
    /// <param name="before">Places of a row that come before.</param>
    public Columns(IEnumerable<string> known, IReadOnlyCollection<Dictionary<string, object>> rows, int before = 0)
    {
        _names = [.. known.Where(name => rows.Any(row => row.ContainsKey(name)))];
        _known = new HashSet<string>(_names, StringComparer.Ordinal);
        _before = before;
        _rest = rows.Any(row => row.Keys.Any(name => !_known.Contains(name)));
    }

    /// <summary>The properties of a thing that a query creates from <c>row</c>.</summary>
    public string Pattern => $"{{{string.Join(", ", _names.Select((name, i) => $"{name}: row[{_before + i}]"))}}}";

    /// <summary>The clause that sets the other properties; empty where there are none.</summary>
    public string SetRest(string variable) => _rest ? $" SET {variable} += row[{_before + _names.Length}]" : "";

    public object?[] Row(Dictionary<string, object> values, params ReadOnlySpan<object?> before)
    {
        var row = new object?[_before + _names.Length + (_rest ? 1 : 0)];
        before.CopyTo(row);
        for (var i = 0; i < _names.Length; i++)
            row[_before + i] = values.GetValueOrDefault(_names[i]);
        if (_rest)
            row[^1] = values.Where(v => !_known.Contains(v.Key)).ToDictionary(v => v.Key, v => v.Value, StringComparer.Ordinal);
        return row;
    }
}
