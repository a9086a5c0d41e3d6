namespace MultimodalPapers.Cli.Tests;

/// <summary>The program as it is published natively. Publishing takes minutes, so whoever runs the tests does it once, before.</summary>
internal static class NativeProgram
{
    private const string Variable = "MULTIMODAL_PAPERS_NATIVE";

    /// <summary>The executable; a test without it is skipped at a desk and fails where the environment variable CI is true.</summary>
    public static string PathOrSkip
    {
        get
        {
            const string Needs = $"needs the natively published program (see README, Speed) in {Variable}";
            var path = Environment.GetEnvironmentVariable(Variable);
            if (string.IsNullOrEmpty(path) && Environment.GetEnvironmentVariable("CI") == "true")
                throw new InvalidOperationException("No test may be skipped in CI; this one " + Needs);
            Skip.If(string.IsNullOrEmpty(path), Needs);
            return File.Exists(path) ? path : throw new FileNotFoundException($"{Variable} names a program that is not there.", path);
        }
    }
}
