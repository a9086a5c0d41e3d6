using System.CommandLine;
using MultimodalPapers.Cli.Commands;

namespace MultimodalPapers.Cli;

/// <summary>The executable's commands, in the order in which help shows them.</summary>
internal static class MultimodalPapersCommand
{
    public static RootCommand Create()
    {
        var root = new RootCommand("Reading lists on multimodal AI in; a traceable knowledge graph, reports and an explorer out.")
        {
            BuildCommand.Create(),
            ExtractCommand.Create(),
            ExportCommand.Create(),
            CatalogueCommand.Create(),
            LineageCommand.Create(),
            ClustersCommand.Create(),
            ExploreCommand.Create(),
            LoadCommand.Create(),
            QueryCommand.Create(),
            BrowserCommand.Create(),
            ReportCommand.Create(),
            DiffCommand.Create(),
            LintCommand.Create(),
            EvaluateCommand.Create(),
        };
        root.Options.Add(CommandAction.Verbose);
        return root;
    }
}
