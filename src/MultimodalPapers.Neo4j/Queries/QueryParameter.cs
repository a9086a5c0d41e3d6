using System.Globalization;

namespace MultimodalPapers.Neo4j.Queries;

public enum QueryParameterType
{
    String,
    Integer,
    Float,
    Boolean,
}

/// <summary>A parameter of a saved query, as its header states it.</summary>
/// <param name="Name">Without the dollar sign.</param>
/// <param name="Type">What its values are.</param>
/// <param name="Default">Taken where nobody gives another.</param>
/// <param name="Meaning">For a person.</param>
/// <param name="Example">Another value, in Cypher.</param>
public sealed record QueryParameter(string Name, QueryParameterType Type, object Default, string Meaning, string Example)
{
    /// <summary>The default in Cypher, as Browser's <c>:param</c> takes it.</summary>
    public string Literal => Default switch
    {
        string text => $"'{text.Replace("\\", @"\\", StringComparison.Ordinal).Replace("'", @"\'", StringComparison.Ordinal)}'",
        double number => number.ToString("0.0###############", CultureInfo.InvariantCulture),
        bool flag => flag ? "true" : "false",
        _ => Convert.ToString(Default, CultureInfo.InvariantCulture)!,
    };

    public string TypeName => Type.ToString().ToLowerInvariant();

    /// <summary>A value as a person types it after <c>-p name=</c>.</summary>
    /// <returns>Null where it is not of the type.</returns>
    public object? Parse(string text) => Type switch
    {
        QueryParameterType.String => text,
        QueryParameterType.Integer => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null,
        QueryParameterType.Float => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null,
        _ => bool.TryParse(text, out var flag) ? flag : null,
    };
}

/// <summary>A saved query or a parameter for it is not as it should be; the message says what is right.</summary>
public sealed class QueryException : Exception
{
    public QueryException(string message)
        : base(message)
    {
    }
}
