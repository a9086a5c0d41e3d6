namespace MultimodalPapers.Reading;

/// <summary>Reads one file from disk into entries.</summary>
public static class FileReader
{
    /// <summary>The entries of a file. What goes wrong is a problem of the result, never an exception.</summary>
    public static ReadingResult Read(InputFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        var decoded = Decode(file);
        if (decoded.Text is not { } text)
            return new ReadingResult([], decoded.Problems);
        var reading = ListReader.Read(file.Source, text);
        return reading with { Problems = [.. decoded.Problems, .. reading.Problems] };
    }

    /// <summary>The text of a file, decoded and repaired: what the lines and quotes of its records refer to.</summary>
    /// <returns>No text where the file cannot be read, or is none.</returns>
    public static DecodedText Decode(InputFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        byte[] bytes;
        try
        {
            bytes = File.ReadAllBytes(file.Path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return new DecodedText(null, [new ReadingProblem(file.Source, 0, $"The file cannot be read and is passed over: {error.Message}", ProblemKind.Unreadable)]);
        }
        var decoded = TextDecoder.Decode(bytes, file.Source);
        if (decoded.Text is not { } text)
            return decoded;
        var problems = new List<ReadingProblem>(decoded.Problems);
        return new DecodedText(Repair(file.Source, text, 0, problems), [.. problems]);
    }

    /// <summary>The text with what a wrong decoding damaged put back.</summary>
    /// <param name="source">The file.</param>
    /// <param name="text">Its text, or a piece of it.</param>
    /// <param name="line">The piece's first line; 0 for the whole file.</param>
    /// <param name="problems">Receives what was found.</param>
    internal static string Repair(string source, string text, int line, List<ReadingProblem> problems)
    {
        var repair = EncodingRepair.Repair(text);
        if (repair.DamagedCharacters == 0)
            return text;
        var message = $"UTF-8 was read as another encoding and saved again: {repair.DamagedCharacters:N0} characters were damaged, "
            + $"{repair.Restored:N0} are put back, {repair.Unclear:N0} stay unclear (\uFFFD).";
        problems.Add(new ReadingProblem(source, line, message));
        return repair.Text;
    }
}
