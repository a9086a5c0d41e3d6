using System.Buffers;
using System.Collections.Immutable;

namespace MultimodalPapers.Reading;

/// <summary>Reads a Markdown or HTML list, whatever it holds: what a parser could not take is cut off first, and counted.</summary>
internal static class MarkdownReader
{
    // A line of a list is a paragraph at most. Emphasis and link brackets of a longer one could take the parser quadratic time.
    public const int LongestLine = 100_000;
    private const int DeepestMarks = 60;
    private const int LongestEmphasis = 400;
    private const int MostReferences = 5_000;
    private const int DeepestIndent = 150;

    private static readonly SearchValues<char> RuleMarks = SearchValues.Create("-*_+ \t=");

    public static ImmutableArray<ListEntry> Read(SourceText source, List<ReadingProblem> problems)
    {
        var blocks = Path.GetExtension(source.Source).ToLowerInvariant() is ".html" or ".htm" ? MarkdownParser.ParseHtml(source) : Blocks(source, problems);
        return [.. new Segmenter().Read(source, blocks, problems)];
    }

    /// <summary>The blocks of a Markdown text, or of a piece of one.</summary>
    public static List<Block> Blocks(SourceText source, List<ReadingProblem> problems)
    {
        var safe = Guard(source, problems);
        try
        {
            return MarkdownParser.Parse(source, safe);
        }
        catch (ArgumentException error) when (IsDepth(error))
        {
            return MarkdownParser.Parse(source, WithoutDeepParts(source, safe, problems));
        }
    }

    private static bool IsDepth(ArgumentException error) => error.Message.Contains("nested", StringComparison.OrdinalIgnoreCase) || error.Message.Contains("depth", StringComparison.OrdinalIgnoreCase);

    // What the parser refuses for its depth is found part by part, between blank lines, and blanked; the rest of the list is read.
    private static string WithoutDeepParts(SourceText source, string text, List<ReadingProblem> problems)
    {
        var kept = text.ToCharArray();
        var parts = 0;
        for (var start = 0; start < text.Length;)
        {
            var end = PartEnd(text, start);
            if (!Parses(text[start..end]))
            {
                for (var i = start; i < end; i++)
                    kept[i] = kept[i] is '\n' or '\r' ? kept[i] : ' ';
                if (parts++ == 0)
                    problems.Add(new ReadingProblem(source.Source, source.At(start).Line, "The elements here are nested too deeply to be read; they are left out, to the next blank line."));
            }
            start = end;
        }
        var rest = new string(kept);
        if (Parses(rest))
            return rest;
        problems.Add(new ReadingProblem(source.Source, 0, "Its elements are nested too deeply to be read; the file is left out.", ProblemKind.Unreadable));
        return "";
    }

    private static bool Parses(string text)
    {
        try
        {
            MarkdownParser.Check(text);
            return true;
        }
        catch (ArgumentException error) when (IsDepth(error))
        {
            return false;
        }
    }

    private static int PartEnd(string text, int start)
    {
        const int Least = 2000;
        var at = Math.Min(text.Length, start + Least);
        var end = text.IndexOf("\n\n", at, StringComparison.Ordinal);
        return end < 0 ? text.Length : end + 2;
    }

    /// <summary>The text with lines blanked that no list has: endless ones, and those that open dozens of nested elements. Offsets stay.</summary>
    private static string Guard(SourceText source, List<ReadingProblem> problems)
    {
        char[]? safe = null;
        var lines = 0;
        var first = 0;
        var references = 0;
        var text = source.Text;
        var starts = source.Starts;
        for (var i = 0; i < starts.Length; i++)
        {
            var start = starts[i];
            var line = text.AsSpan(start, (i + 1 < starts.Length ? starts[i + 1] : text.Length) - start).TrimEnd("\r\n");
            if (line.Length > LongestLine || OpensTooMuch(line) || (IsReference(line) && ++references > MostReferences))
            {
                safe ??= text.ToCharArray();
                safe.AsSpan(start, line.Length).Fill(' ');
                if (lines++ == 0)
                    first = source.At(start).Line;
            }
        }
        if (lines == 0)
            return text;
        problems.Add(new ReadingProblem(source.Source, first,
            $"{lines} {(lines == 1 ? "line is" : "lines are")} left out, this one first: longer than {LongestLine:N0} characters, nested more than {DeepestMarks} deep, or beyond {MostReferences:N0} link definitions."));
        return new string(safe!);
    }

    // "[name]: address": the parser takes quadratic time over tens of thousands of them.
    private static bool IsReference(ReadOnlySpan<char> line)
    {
        var start = line.TrimStart(' ');
        return start.Length > 3 && start[0] == '[' && start[..Math.Min(start.Length, 200)].IndexOf("]:") > 0;
    }

    // Quotation and list marks in front of a line, and brackets that open one after another.
    private static bool OpensTooMuch(ReadOnlySpan<char> line)
    {
        if (line.Length <= DeepestMarks)
            return false;
        var indent = line.IndexOfAnyExcept(' ', '\t');
        if (indent > DeepestIndent && line[indent] is '-' or '*' or '+' or '>' or (>= '0' and <= '9'))
            return true;
        var marks = 0;
        foreach (var c in line)
        {
            if (c is '>' or '-' or '*' or '+')
                marks++;
            else if (c is not (' ' or '\t'))
                break;
        }
        if (marks > DeepestMarks && line.ContainsAny('>', '*', '+') && line.ContainsAnyExcept(RuleMarks))
            return true;
        // Only a line with that many marks is worth a look at each character.
        if (line.Count('[') <= DeepestMarks && (line.Length <= LongestEmphasis || line.Count('*') + line.Count('_') <= LongestEmphasis))
            return false;
        var open = 0;
        var emphasis = 0;
        foreach (var c in line)
        {
            open = c switch { '[' => open + 1, ']' when open > 0 => open - 1, _ => open };
            emphasis = c is '*' or '_' ? emphasis + 1 : c is ' ' ? emphasis : 0;
            if (open > DeepestMarks || emphasis > LongestEmphasis)
                return true;
        }
        return false;
    }
}
