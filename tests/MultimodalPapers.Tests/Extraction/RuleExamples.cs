using System.Collections.Immutable;

namespace MultimodalPapers.Tests.Extraction;

/// <summary>The examples of <c>rules.md</c>.</summary>
internal static class RuleExamples
{
    public sealed record Example(string Rule, int Line, string List, ImmutableArray<string> Facts);

    public static ImmutableArray<Example> Read()
    {
        var examples = ImmutableArray.CreateBuilder<Example>();
        var rule = "";
        string? list = null;
        var lines = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Extraction", "rules.md"));
        for (var i = 0; i < lines.Length; i++)
        {
            if (lines[i].StartsWith("## ", StringComparison.Ordinal))
            {
                rule = lines[i][3..].Trim();
            }
            else if (lines[i] is "```list" or "```facts")
            {
                var end = Array.IndexOf(lines, "```", i + 1);
                var block = lines[(i + 1)..end];
                if (lines[i] == "```list")
                    list = string.Join('\n', block) + "\n";
                else
                    examples.Add(new Example(rule, i + 1, list ?? throw new FormatException($"rules.md:{i + 1}: facts without a list before them."), [.. block]));
                i = end;
            }
        }
        return examples.ToImmutable();
    }
}
