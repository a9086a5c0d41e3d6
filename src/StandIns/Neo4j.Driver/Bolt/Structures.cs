using System.Globalization;

namespace Neo4j.Driver.Bolt;

/// <summary>PackStream structures as the values of results; those that the program has no type for become the text that Cypher's <c>toString</c> gives.</summary>
internal static class Structures
{
    private const long NanosecondsPerSecond = 1_000_000_000;

    public static object Create(byte tag, object?[] f) => tag switch
    {
        0x4E => new Node(Strings(f[1]), Map(f[2]), (string)f[3]!),
        0x52 => new Relationship((string)f[3]!, Map(f[4]), (string)f[5]!, (string)f[6]!, (string)f[7]!),
        0x72 => new Relationship((string)f[1]!, Map(f[2]), (string)f[3]!, "", ""),
        0x50 => Path.Create((List<object>)f[0]!, (List<object>)f[1]!, (List<object>)f[2]!),
        0x44 => Date((long)f[0]!),
        0x54 => TimeOfDay((long)f[0]!) + Offset((long)f[1]!),
        0x74 => TimeOfDay((long)f[0]!),
        0x49 => DateTime((long)f[0]! + (long)f[2]!, (long)f[1]!) + Offset((long)f[2]!),
        0x69 => DateTime((long)f[0]!, (long)f[1]!) + $"Z[{f[2]}]",
        0x64 => DateTime((long)f[0]!, (long)f[1]!),
        0x45 => Duration((long)f[0]!, (long)f[1]!, (long)f[2]!, (long)f[3]!),
        0x58 or 0x59 => $"point({{srid: {f[0]}, {string.Join(", ", f[1..].Zip("xyz", (v, axis) => $"{axis}: {Number(v)}"))}}})",
        _ => $"Structure 0x{tag:X2} [{string.Join(", ", f)}]",
    };

    private static string Number(object? value) => Convert.ToString(value, CultureInfo.InvariantCulture)!;

    private static List<string> Strings(object? list) => [.. ((List<object>)list!).Cast<string>()];

    private static Dictionary<string, object> Map(object? map) => (Dictionary<string, object>)map!;

    private static string Date(long days) => new DateOnly(1970, 1, 1).AddDays((int)days).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string TimeOfDay(long nanoseconds)
    {
        var (seconds, fraction) = Math.DivRem(nanoseconds, NanosecondsPerSecond);
        return $"{seconds / 3600:00}:{seconds / 60 % 60:00}:{seconds % 60:00}{Fraction(fraction)}";
    }

    private static string DateTime(long seconds, long nanoseconds)
    {
        var days = Math.DivRem(seconds, 86400, out var rest);
        if (rest < 0)
            (days, rest) = (days - 1, rest + 86400);
        return $"{Date(days)}T{TimeOfDay((rest * NanosecondsPerSecond) + nanoseconds)}";
    }

    private static string Offset(long seconds) => seconds == 0 ? "Z"
        : $"{(seconds < 0 ? '-' : '+')}{Math.Abs(seconds) / 3600:00}:{Math.Abs(seconds) / 60 % 60:00}";

    private static string Duration(long months, long days, long seconds, long nanoseconds) =>
        $"P{months}M{days}DT{seconds}{Fraction(nanoseconds)}S";

    private static string Fraction(long nanoseconds) => nanoseconds == 0 ? "" : "." + nanoseconds.ToString("000000000", CultureInfo.InvariantCulture).TrimEnd('0');
}

internal sealed class Node(List<string> labels, Dictionary<string, object> properties, string elementId) : INode
{
    public string ElementId { get; } = elementId;

    public IReadOnlyList<string> Labels { get; } = labels;

    public IReadOnlyDictionary<string, object> Properties { get; } = properties;

    public object this[string key] => Properties[key];

    public bool Equals(INode? other) => other?.ElementId == ElementId;

    public override bool Equals(object? obj) => Equals(obj as INode);

    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(ElementId);
}

internal sealed class Relationship(string type, Dictionary<string, object> properties, string elementId, string start, string end) : IRelationship
{
    public string ElementId { get; } = elementId;

    public string Type { get; } = type;

    public string StartNodeElementId { get; } = start;

    public string EndNodeElementId { get; } = end;

    public IReadOnlyDictionary<string, object> Properties { get; } = properties;

    public object this[string key] => Properties[key];

    public Relationship Between(INode start, INode end) => new(Type, (Dictionary<string, object>)Properties, ElementId, start.ElementId, end.ElementId);

    public bool Equals(IRelationship? other) => other?.ElementId == ElementId;

    public override bool Equals(object? obj) => Equals(obj as IRelationship);

    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(ElementId);
}

internal sealed class Path(IReadOnlyList<INode> nodes, IReadOnlyList<IRelationship> relationships) : IPath
{
    public IReadOnlyList<INode> Nodes { get; } = nodes;

    public IReadOnlyList<IRelationship> Relationships { get; } = relationships;

    public INode Start => Nodes[0];

    public INode End => Nodes[^1];

    /// <summary>A path as it is sent: each node and relationship once, then steps of a relationship's number from 1, negative against its direction, and a node's number.</summary>
    public static Path Create(List<object> nodes, List<object> relationships, List<object> indices)
    {
        var (walked, steps) = (new List<INode> { (INode)nodes[0] }, new List<IRelationship>());
        for (var i = 0; i < indices.Count; i += 2)
        {
            var (number, here, next) = ((int)(long)indices[i], walked[^1], (INode)nodes[(int)(long)indices[i + 1]]);
            var step = (Relationship)relationships[Math.Abs(number) - 1];
            steps.Add(number > 0 ? step.Between(here, next) : step.Between(next, here));
            walked.Add(next);
        }
        return new Path(walked, steps);
    }

    public bool Equals(IPath? other) => other is not null && Nodes.SequenceEqual(other.Nodes) && Relationships.SequenceEqual(other.Relationships);

    public override bool Equals(object? obj) => Equals(obj as IPath);

    public override int GetHashCode() => Relationships.Aggregate(Start.GetHashCode(), HashCode.Combine);
}
