using System.Globalization;
using System.Text;
using Spectre.Console;

namespace MultimodalPapers.Cli.Output;

/// <summary>The consoles that people read; plain text where the output is redirected or NO_COLOR is set.</summary>
internal static class Terminal
{
    /// <summary>For results.</summary>
    public static IAnsiConsole Out => Create(Console.Out, Console.IsOutputRedirected);

    /// <summary>For progress and remarks.</summary>
    public static IAnsiConsole Error => Create(Console.Error, Console.IsErrorRedirected);

    /// <summary>What would appear on <see cref="Out"/>, with its colours, to be written there later: so a summary is laid out beside other work.</summary>
    public static string Rendered(Action<IAnsiConsole> write)
    {
        using var held = new HeldWriter(Console.Out.Encoding);
        write(Create(new HeldOutput(held, new AnsiConsoleOutput(Console.Out)), Console.IsOutputRedirected));
        return held.ToString();
    }

    private static IAnsiConsole Create(TextWriter writer, bool redirected) => Create(new AnsiConsoleOutput(writer), redirected);

    private static IAnsiConsole Create(IAnsiConsoleOutput output, bool redirected)
    {
        var plain = redirected || !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = output,
            Ansi = redirected ? AnsiSupport.No : AnsiSupport.Detect,
            ColorSystem = plain ? ColorSystemSupport.NoColors : ColorSystemSupport.Detect,
            Interactive = redirected ? InteractionSupport.No : InteractionSupport.Detect,
        });
        if (redirected)
            console.Profile.Width = 100;
        return console;
    }

    private sealed class HeldWriter(Encoding encoding) : StringWriter(CultureInfo.InvariantCulture)
    {
        public override Encoding Encoding => encoding;
    }

    /// <summary>Keeps what is written for a terminal, and is as wide as that.</summary>
    private sealed class HeldOutput(TextWriter held, AnsiConsoleOutput terminal) : IAnsiConsoleOutput
    {
        public TextWriter Writer => held;

        public bool IsTerminal => terminal.IsTerminal;

        public int Width => terminal.Width;

        public int Height => terminal.Height;

        public void SetEncoding(Encoding encoding)
        {
            // The terminal's own stays as it is.
        }
    }
}
