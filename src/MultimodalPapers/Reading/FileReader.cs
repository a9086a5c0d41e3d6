namespace MultimodalPapers.Reading;

/// <summary>Reads one file from disk into entries.</summary>
public static class FileReader
{
    /// <summary>The entries of a file. What goes wrong is a problem of the result, never an exception.</summary>
    public static ReadingResult Read(InputFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        byte[] bytes;
        try
        {
            bytes = File.ReadAllBytes(file.Path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return new ReadingResult([], [new ReadingProblem(file.Source, 0, $"The file cannot be read and is passed over: {error.Message}", ProblemKind.Unreadable)]);
        }
        var decoded = TextDecoder.Decode(bytes, file.Source);
        if (decoded.Text is not { } text)
            return new ReadingResult([], decoded.Problems);
        var reading = ListReader.Read(file.Source, text);
        return reading with { Problems = [.. decoded.Problems, .. reading.Problems] };
    }
}
