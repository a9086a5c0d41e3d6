using System.Collections.Immutable;

namespace MultimodalPapers.Neo4j.Queries;

/// <summary>A <c>.cypher</c> file that Neo4j Browser imports as a favourite and <c>query NAME</c> runs.</summary>
/// <remarks>
/// The header is comments: <c>// Title</c> (Browser's name of the favourite), then the description, one line or more, then a line for each parameter,
/// which up to the first bar is what a person types into Browser:
/// <code>// :param model => 'Vicuna' | string | the model's name | 'LLaMA'</code>
/// that is default, type (<c>string</c>, <c>integer</c>, <c>float</c>, <c>boolean</c>), meaning and example. One query a file.
/// </remarks>
public sealed record SavedQuery(string Name, string Title, string Description, ImmutableArray<QueryParameter> Parameters, string Cypher, string Text)
{
    public const string Extension = ".cypher";
    private const string Comment = "//";
    private const string Param = ":param ";

    private const string Resources = "queries/";

    /// <summary>The queries that come with the program, sorted by name.</summary>
    public static ImmutableArray<SavedQuery> BuiltIn { get; } =
    [
        .. typeof(SavedQuery).Assembly.GetManifestResourceNames()
            .Where(r => r.StartsWith(Resources, StringComparison.Ordinal) && r.EndsWith(Extension, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(r => Parse(r[Resources.Length..^Extension.Length], Resource(r))),
    ];

    internal static string Resource(string name)
    {
        using var reader = new StreamReader(typeof(SavedQuery).Assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }

    /// <summary>The queries of a folder, sorted by name.</summary>
    /// <exception cref="QueryException">A file is not of the form, or the folder is missing.</exception>
    public static ImmutableArray<SavedQuery> ReadFolder(string folder) => Directory.Exists(folder)
        ? [.. Directory.EnumerateFiles(folder, "*" + Extension).Order(StringComparer.Ordinal).Select(file => Parse(Path.GetFileNameWithoutExtension(file), File.ReadAllText(file)))]
        : throw new QueryException($"There is no folder of queries at '{folder}'.");

    /// <param name="name">The file's, without extension.</param>
    /// <param name="text">The file.</param>
    /// <exception cref="QueryException">The text is not of the form.</exception>
    public static SavedQuery Parse(string name, string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        text = text.ReplaceLineEndings("\n").Trim() + "\n";
        var lines = text.Split('\n');
        var header = lines.TakeWhile(l => l.StartsWith(Comment, StringComparison.Ordinal)).Select(l => l[Comment.Length..].Trim()).ToList();
        if (header.Count < 2 || header[0].Length == 0)
            throw new QueryException($"{name}{Extension}: expected '// Title' in the first line and the description in the next.");
        var cypher = string.Join('\n', lines.Skip(header.Count)).Trim();
        if (cypher.Length == 0)
            throw new QueryException($"{name}{Extension}: there is no query below the header.");
        var parameters = header.Where(l => l.StartsWith(Param, StringComparison.Ordinal)).Select(l => ParseParameter(name, l)).ToImmutableArray();
        var description = string.Join(' ', header.Skip(1).Where(l => !l.StartsWith(Param, StringComparison.Ordinal)));
        return new SavedQuery(name, header[0], description, parameters, cypher, text);
    }

    private static QueryParameter ParseParameter(string name, string line)
    {
        var parts = line[Param.Length..].Split('|', 4, StringSplitOptions.TrimEntries);
        if (parts is not [var setting, var type, var meaning, var example] || setting.Split("=>", 2, StringSplitOptions.TrimEntries) is not [var parameter, var literal])
            throw new QueryException($"{name}{Extension}: '{line}' is no parameter; expected :param NAME => DEFAULT | TYPE | MEANING | EXAMPLE.");
        if (!Enum.TryParse<QueryParameterType>(type, ignoreCase: true, out var known))
            throw new QueryException($"{name}{Extension}: the parameter '{parameter}' is of the type '{type}'; expected string, integer, float or boolean.");
        var unquoted = literal.Length > 1 && literal[0] == '\'' && literal[^1] == '\'' ? literal[1..^1].Replace(@"\'", "'", StringComparison.Ordinal) : literal;
        var fallback = new QueryParameter(parameter, known, "", meaning, example).Parse(unquoted)
            ?? throw new QueryException($"{name}{Extension}: the default {literal} of '{parameter}' is no {type}.");
        return new QueryParameter(parameter, known, fallback, meaning, example);
    }

    /// <summary>The query's parameters from what a person gave, the rest as the header has them.</summary>
    /// <param name="given">Texts of the form <c>name=value</c>.</param>
    /// <exception cref="QueryException">One is unknown, of another type, or no such text; the message lists the right ones.</exception>
    public Dictionary<string, object> Bind(IEnumerable<string> given)
    {
        ArgumentNullException.ThrowIfNull(given);
        var values = Parameters.ToDictionary(p => p.Name, p => p.Default, StringComparer.Ordinal);
        foreach (var text in given)
        {
            if (text.Split('=', 2) is not [var name, var value])
                throw new QueryException($"'{text}' is no parameter; write -p name=value. {Offer()}");
            var parameter = Parameters.FirstOrDefault(p => p.Name == name) ?? throw new QueryException($"The query '{Name}' has no parameter '{name}'. {Offer()}");
            values[name] = parameter.Parse(value) ?? throw new QueryException($"'{value}' is no {parameter.TypeName}, which the parameter '{name}' of '{Name}' is. {Offer()}");
        }
        return values;
    }

    private string Offer() => Parameters.IsEmpty ? "It has none."
        : "It has " + string.Join("; ", Parameters.Select(p => $"{p.Name} ({p.TypeName}: {p.Meaning}; {p.Literal} if left out)")) + ".";
}
