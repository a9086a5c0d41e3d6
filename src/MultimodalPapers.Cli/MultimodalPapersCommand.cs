using System.CommandLine;
using MultimodalPapers.Cli.Commands;

namespace MultimodalPapers.Cli;

/// <summary>The executable's commands, in the order in which help shows them.</summary>
internal static class MultimodalPapersCommand
{
    private static readonly (string Name, Func<Command> Create)[] Commands =
    [
        ("build", BuildCommand.Create),
        ("extract", ExtractCommand.Create),
        ("export", ExportCommand.Create),
        ("catalogue", CatalogueCommand.Create),
        ("lineage", LineageCommand.Create),
        ("clusters", ClustersCommand.Create),
        ("explore", ExploreCommand.Create),
        ("load", LoadCommand.Create),
        ("query", QueryCommand.Create),
        ("browser", BrowserCommand.Create),
        ("report", ReportCommand.Create),
        ("diff", DiffCommand.Create),
        ("lint", LintCommand.Create),
        ("evaluate", EvaluateCommand.Create),
    ];

    /// <summary>The program's command line.</summary>
    /// <param name="called">The name of the one command that is called, where that is known: the others are then not made. Null, or no command's name, makes all.</param>
    public static RootCommand Create(string? called = null)
    {
        var root = new RootCommand("Reading lists on multimodal AI in; a traceable knowledge graph, reports and an explorer out.");
        var isKnown = Array.Exists(Commands, command => command.Name == called);
        foreach (var (name, create) in Commands)
        {
            if (!isKnown || name == called)
                root.Subcommands.Add(create());
        }
        root.Options.Add(CommandAction.Verbose);
        return root;
    }
}
