using MultimodalPapers.Extraction;

namespace MultimodalPapers.Cli;

/// <summary>Reads records that an earlier run wrote.</summary>
internal static class RecordFiles
{
    /// <exception cref="UserException">There is no such file, or a line is no record; the message names both.</exception>
    public static IEnumerable<Record> Read(string path) => JsonLines.Read(path, RecordFormat.Parse);
}

/// <summary>Reads files of one JSON object a line.</summary>
internal static class JsonLines
{
    /// <summary>The items of a file in order; empty lines are passed over.</summary>
    /// <exception cref="UserException">There is no such file, or a line cannot be parsed.</exception>
    public static IEnumerable<T> Read<T>(string path, Func<string, T> parse)
    {
        var number = 0;
        foreach (var line in Lines(path))
        {
            number++;
            if (!string.IsNullOrWhiteSpace(line))
                yield return ParseLine(path, number, line, parse);
        }
    }

    /// <summary>The lines of a file.</summary>
    /// <exception cref="UserException">There is no such file.</exception>
    public static IEnumerable<string> Lines(string path) =>
        File.Exists(path) ? File.ReadLines(path) : throw new UserException($"There is no file '{path}'.");

    private static T ParseLine<T>(string path, int number, string line, Func<string, T> parse)
    {
        try
        {
            return parse(line);
        }
        catch (FormatException error)
        {
            throw new UserException($"{path}:{number}: {error.Message}", error);
        }
    }
}
