using System.Collections.Immutable;
using System.Text;
using MultimodalPapers.IO;

namespace MultimodalPapers.Reading;

/// <summary>Reads a Markdown list that is too long to be held in memory, piece by piece.</summary>
/// <remarks>
/// <para>The pieces share their headings, their link definitions (up to <see cref="MostDefinitions"/>), and, from the second reading on, what only a
/// whole list shows, damage of its encoding among it. So the entries are those of the whole file, where the cuts fall between sections, items or rows
/// (<see cref="PieceCutter"/>). Where they do not, what reaches over a cut is read as two; and a text field or sublist behind a cut no longer belongs to
/// the entry before it.</para>
/// <para>Damage of the encoding is told of once, at the end; other problems that name the first place of several do so for each piece.</para>
/// </remarks>
/// <param name="source">What records call the file.</param>
/// <param name="open">Opens the file, from its beginning and so that it can be set back there.</param>
/// <param name="pieceSize">From how many bytes on a piece may end.</param>
internal sealed class LongList(string source, Func<Stream> open, int pieceSize = LongList.PieceSize)
{
    /// <summary>From how many bytes on a file is read in pieces.</summary>
    public const int Shortest = 1 << 17;

    /// <summary>How many bytes a piece has at most where lines and link definitions are of ordinary length.</summary>
    public const int LongestPiece = 4 * PieceSize;

    // The text of a piece and all that is made of it fit in a processor's second cache, and in the memory that a collector looks through first.
    private const int PieceSize = 1 << 15;
    private const int MostDefinitions = 5_000;

    // More bytes than the characters of any line that a reader looks at: what is cut off behind them would be left out anyhow.
    private const int LongestLine = 4 * MarkdownReader.LongestLine;

    private readonly DecodingEvidence _evidence = new();
    private WrongDecoding? _decoding;
    private ImmutableArray<NumberedLine>? _definitions;

    // What the whole list shows; null until it has been read once to its end.
    private ListTraits? _traits;

    /// <summary>From which piece on, counted from 0, the first reading knew already what the whole list shows: a second one gives the same there.</summary>
    public int SettledFrom { get; private set; }

    /// <summary>Whether a file is such a list: data files, HTML and UTF-16 are read whole, whatever their length.</summary>
    public static bool Is(InputFile file)
    {
        if (file.Size <= Shortest || ListReader.IsData(file.Source) || Path.GetExtension(file.Source).ToLowerInvariant() is ".html" or ".htm")
            return false;
        try
        {
            using var stream = File.OpenRead(file.Path);
            return (stream.ReadByte(), stream.ReadByte()) is not ((0xFF, 0xFE) or (0xFE, 0xFF));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // Whoever reads it whole will say why that cannot be done.
            return false;
        }
    }

    /// <summary>The entries and problems of one piece after another. May be called again, with better knowledge of the whole.</summary>
    public IEnumerable<ReadingResult> Read()
    {
        if (TryOpen(out var failed) is not { } stream)
        {
            yield return failed;
            yield break;
        }
        using var _ = stream;
        var definitions = _definitions ??= Definitions(stream);
        stream.Position = 0;
        var segmenter = new Segmenter(_traits);
        var (restored, unclear) = (0, 0);
        var lines = new ByteLines(stream, LongestLine);
        // Each piece takes all definitions along, and is to hold more of its own.
        var pieces = new PieceCutter(lines, Math.Max(pieceSize, 2 * definitions.Sum(line => line.Bytes.Length))).Pieces();
        var count = 0;
        (ListTraits, WrongDecoding?)? known = null;
        foreach (var piece in pieces)
        {
            var problems = new List<ReadingProblem>();
            var entries = new List<ListEntry>();
            if (Decode(piece, definitions, problems) is ({ } text, { } repair))
            {
                restored += repair.Restored;
                unclear += repair.Unclear;
                entries = segmenter.Read(text, MarkdownReader.Blocks(text, problems), problems);
            }
            if (_traits is null && known != (segmenter.Traits, _decoding))
                (known, SettledFrom) = ((segmenter.Traits, _decoding), count);
            count++;
            yield return new ReadingResult([.. entries], [.. problems]);
        }
        if (lines.Error is { } error)
            yield return new ReadingResult([], [new ReadingProblem(source, 0, $"The file cannot be read to its end: {error.Message}", ProblemKind.Unreadable)]);
        if (FileReader.Damage(source, restored, unclear) is { } damage)
            yield return new ReadingResult([], [damage]);
        _traits = segmenter.Traits;
    }

    private Stream? TryOpen(out ReadingResult failed)
    {
        failed = ReadingResult.Empty;
        try
        {
            return open();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            failed = new ReadingResult([], [new ReadingProblem(source, 0, $"The file cannot be read and is passed over: {error.Message}", ProblemKind.Unreadable)]);
            return null;
        }
    }

    private (SourceText Text, RepairResult Repair)? Decode(FilePiece piece, ImmutableArray<NumberedLine> definitions, List<ReadingProblem> problems)
    {
        var decoded = TextDecoder.Decode(piece.Bytes.Span, source, piece.First);
        problems.AddRange(decoded.Problems);
        if (decoded.Text is not { } text)
            return null;
        if (_traits is null)
        {
            _evidence.Add(text);
            _decoding = _evidence.Found();
        }
        // Of two definitions of a name the first counts, so they keep their order.
        var last = piece.First + piece.Bytes.Span.Count((byte)'\n');
        NumberedLine[] before = [.. definitions.Where(line => line.Number < piece.First)];
        NumberedLine[] after = [.. definitions.Where(line => line.Number > last)];
        if (before.Length > 0)
            before = [.. before, Blank];
        before = [.. before, .. piece.Above];
        if (after.Length > 0)
            text += text.EndsWith('\n') ? "\n" : "\n\n";
        if (before.Length + after.Length > 0)
            text = string.Concat([.. before.Select(TextOf), text, .. after.Select(TextOf)]);
        var repair = EncodingRepair.Repair(text, _decoding);
        return (new SourceText(source, repair.Text, piece.First, [.. before.Select(line => line.Number)], after.Length == 0 ? [] : [.. after.Select(line => line.Number), 0]), repair);
    }

    // Stands for no line of the file, and so has no number.
    private static readonly NumberedLine Blank = new("\n"u8.ToArray(), 0);

    private static string TextOf(NumberedLine line) => Encoding.UTF8.GetString(line.Bytes);

    // "[name]: address" may stand anywhere, mostly at the end, and is meant for the whole file. It begins a paragraph or follows another.
    private static ImmutableArray<NumberedLine> Definitions(Stream stream)
    {
        var definitions = ImmutableArray.CreateBuilder<NumberedLine>();
        var lines = new ByteLines(stream, LongestLine);
        var number = 1;
        var mayBegin = true;
        while (lines.Next(out var line) && definitions.Count < MostDefinitions)
        {
            var content = line.Span.TrimEnd("\r\n"u8);
            var isDefinition = mayBegin && IsDefinition(content);
            if (isDefinition)
                definitions.Add(new NumberedLine([.. content, (byte)'\n'], number));
            mayBegin = isDefinition || content.Trim(" \t"u8).IsEmpty;
            number += ByteLines.Count(line.Span);
        }
        return definitions.DrainToImmutable();
    }

    // Behind the address nothing stands but a title: "[^1]: Not for sale." is a note, and text wherever it is taken to.
    private static bool IsDefinition(ReadOnlySpan<byte> line)
    {
        if (line.Contains((byte)'\r') || line.TrimStart((byte)' ') is not [(byte)'[', ..] start || start[..Math.Min(start.Length, 200)].IndexOf("]:"u8) is var colon && colon <= 0)
            return false;
        var address = start[(colon + 2)..].Trim(" \t"u8);
        var title = address.IndexOfAny((byte)' ', (byte)'\t') is >= 0 and var end ? address[end..].TrimStart(" \t"u8) : [];
        return !address.IsEmpty && (title.IsEmpty || title[0] is (byte)'"' or (byte)'\'' or (byte)'(');
    }
}
