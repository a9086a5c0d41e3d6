using System.Collections.Immutable;
using MultimodalPapers.Extraction;
using MultimodalPapers.Graph;
using Spectre.Console;

namespace MultimodalPapers.Cli.Output;

/// <summary>What a build tells the person who ran it.</summary>
internal static class BuildSummary
{
    /// <summary>The first part, for which there need not be a graph yet.</summary>
    public static void WriteLists(IAnsiConsole console, ImmutableArray<(string Source, int Entries)> lists) => console.Write(Lists(lists));

    /// <summary>The rest.</summary>
    public static void WriteGraph(IAnsiConsole console, KnowledgeGraph graph, ImmutableArray<string> unclear, string outputFolder)
    {
        console.Write(new Columns(Nodes(graph), Relationships(graph)) { Expand = false });
        if (graph.Relationships.Any(r => r.Type == RecordFormat.NameOf(Relation.UsesBackbone)))
            console.Write(Backbones(graph));
        if (!unclear.IsEmpty)
        {
            console.MarkupLine("[bold]Unclear[/]");
            foreach (var line in unclear)
                console.WriteLine($"  {line}");
            console.WriteLine();
        }
        console.WriteLine($"Written to {outputFolder}.");
    }

    private static Table Lists(ImmutableArray<(string Source, int Entries)> lists)
    {
        const int MostShown = 20;
        var table = Plain("List", "Entries");
        foreach (var (source, entries) in lists.Take(MostShown))
            table.AddRow(Markup.Escape(source), $"{entries:N0}");
        if (lists.Length > MostShown)
            table.AddRow($"... and {lists.Length - MostShown:N0} more", $"{lists.Skip(MostShown).Sum(l => l.Entries):N0}");
        if (lists.Length > 1)
            table.AddRow("[bold]all[/]", $"[bold]{lists.Sum(l => l.Entries):N0}[/]");
        return table;
    }

    private static Table Nodes(KnowledgeGraph graph)
    {
        var table = Plain("Nodes", "");
        foreach (var label in GraphSchema.Labels)
        {
            var count = graph.Nodes.Count(n => n.Label == label);
            if (count > 0)
                table.AddRow(label, $"{count:N0}");
        }
        return table.AddRow("[bold]all[/]", $"[bold]{graph.Nodes.Length:N0}[/]");
    }

    private static Table Relationships(KnowledgeGraph graph)
    {
        var table = Plain("Relationships", "stated", "inferred", "background");
        foreach (var type in GraphSchema.RelationshipTypes.Select(t => t.Name))
        {
            var ofType = graph.Relationships.Where(r => r.Type == type).ToArray();
            if (ofType.Length > 0)
                table.AddRow(type, Count(ofType, "stated"), Count(ofType, "inferred"), Count(ofType, "background"));
        }
        return table.AddRow("[bold]all[/]", Count(graph.Relationships, "stated"), Count(graph.Relationships, "inferred"), Count(graph.Relationships, "background"));
    }

    private static string Count(IReadOnlyCollection<GraphRelationship> relationships, string basis)
    {
        var count = relationships.Count(r => r.Properties.Text("basis") == basis);
        return count == 0 ? "" : $"{count:N0}";
    }

    private static Table Backbones(KnowledgeGraph graph)
    {
        var table = Plain("Most used backbones", "stated by lists", "with background");
        var used = graph.Relationships.Where(r => r.Type == RecordFormat.NameOf(Relation.UsesBackbone)).GroupBy(r => r.End)
            .Select(g => (Name: graph.Node(g.Key).Name, Stated: g.Count(r => r.Properties.Text("basis") != "background"), All: g.Count()))
            .OrderByDescending(b => b.Stated).ThenByDescending(b => b.All).ThenBy(b => b.Name, StringComparer.Ordinal).Take(10);
        foreach (var (name, stated, all) in used)
            table.AddRow(Markup.Escape(name), $"{stated:N0}", $"{all:N0}");
        return table;
    }

    private static Table Plain(string first, params string[] others)
    {
        var table = new Table { Border = TableBorder.Simple }.AddColumn(first);
        foreach (var other in others)
            table.AddColumn(new TableColumn(other).RightAligned());
        return table;
    }
}
