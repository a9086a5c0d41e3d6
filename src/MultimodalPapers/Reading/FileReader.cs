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
        var repair = EncodingRepair.Repair(text);
        return Damage(file.Source, repair.Restored, repair.Unclear) is { } damage ? new DecodedText(repair.Text, [.. decoded.Problems, damage]) : decoded;
    }

    /// <summary>What to say of a wrong decoding; null where there was none.</summary>
    /// <param name="source">The file.</param>
    /// <param name="restored">How many damaged characters are put back.</param>
    /// <param name="unclear">How many are not.</param>
    internal static ReadingProblem? Damage(string source, int restored, int unclear) =>
        restored + unclear == 0 ? null : new ReadingProblem(source, 0,
            $"UTF-8 was read as another encoding and saved again: {restored + unclear:N0} characters were damaged, {restored:N0} are put back, {unclear:N0} stay unclear (\uFFFD).");
}
