using System.Collections.Immutable;
using System.CommandLine;
using MultimodalPapers.Analysis;
using MultimodalPapers.Graph;

namespace MultimodalPapers.Cli.Commands;

internal static class LineageCommand
{
    private sealed record Settings(
        string Name, string From, LineageDirection Direction, string? To, int? Depth, ImmutableArray<string> Relations, bool WithBackground, bool Reduced, string Format);

    public static Command Create()
    {
        var name = new Argument<string>("name") { Description = "A model, by any spelling or by its id." };
        var from = SharedOptions.From();
        var up = new Option<bool>("--up") { Description = "Only what it grew out of." };
        var down = new Option<bool>("--down") { Description = "Only what grew out of it." };
        var to = new Option<string>("--to") { Description = "How it is related to this model.", HelpName = "other" };
        var depth = SharedOptions.Number<int>("--depth", "n", "Go so many steps at most.", "a number from 1", n => n >= 1);
        var relation = new Option<string[]>("--relation") { Description = "Follow only this relation; may be given several times.", HelpName = "relation" };
        relation.AcceptOnlyFromAmong([.. GraphSchema.Lineage, .. GraphSchema.Lineage.Select(Short)]);
        var stated = new Option<bool>("--no-background") { Description = "Only what the lists say, without the catalogue's facts." };
        var reduced = new Option<bool>("--reduce") { Description = "Leave out what longer ways say." };
        var format = new Option<string>("--format") { Description = "tree, mermaid, dot, svg or json.", HelpName = "format", DefaultValueFactory = _ => "tree" };
        format.AcceptOnlyFromAmong("tree", "mermaid", "dot", "svg", "json");
        var command = new Command("lineage", "What a model grew out of, and what grew out of it, with the evidence.") { name, from, up, down, to, depth, relation, stated, reduced, format };
        command.Validators.Add(result =>
        {
            if (result.GetValue(up) && result.GetValue(down))
                result.AddError("--up and --down exclude each other; leave both out to see both ways.");
            if (result.GetValue(to) is not null && (result.GetValue(up) || result.GetValue(down)))
                result.AddError("--to looks for the ways between two models; it goes without --up and --down.");
        });
        command.SetWork((parse, _) => Run(new Settings(
            parse.GetValue(name)!,
            parse.GetValue(from)!,
            parse.GetValue(up) ? LineageDirection.Up : parse.GetValue(down) ? LineageDirection.Down : LineageDirection.Both,
            parse.GetValue(to),
            parse.GetValue(depth),
            parse.GetValue(relation) is { Length: > 0 } some ? [.. some.Select(Long).Distinct(StringComparer.Ordinal)] : GraphSchema.Lineage,
            !parse.GetValue(stated),
            parse.GetValue(reduced),
            parse.GetValue(format)!)));
        return command;
    }

    private static string Short(string type) => type[(type.IndexOf('_', StringComparison.Ordinal) + 1)..].ToLowerInvariant() is "from" ? "derived" : type[(type.IndexOf('_', StringComparison.Ordinal) + 1)..].ToLowerInvariant();

    private static string Long(string relation) => GraphSchema.Lineage.First(type => type == relation || Short(type) == relation);

    private static int Run(Settings settings)
    {
        var lineage = LineageGraph.From(
            SharedOptions.ReadGraph(settings.From), new LineageOptions { WithBackground = settings.WithBackground, Relations = settings.Relations });
        var id = Choose(lineage, settings.Name);
        var view = settings.To is null
            ? LineageView.Of(lineage, id, settings.Direction, settings.Depth, settings.Reduced)
            : LineageView.Between(lineage, id, Choose(lineage, settings.To));
        Console.Out.Write(settings.Format switch
        {
            "mermaid" => LineageMermaid.Render(view),
            "dot" => LineageDot.Render(view),
            "svg" => LineageSvg.Render(view),
            "json" => LineageJson.Render(view),
            _ => LineageTree.Render(view),
        });
        if (settings.To is not null && view.Edges.IsEmpty && view.Nodes.Length > 1)
            Console.Error.WriteLine("Nothing ties the two.");
        foreach (var circle in lineage.Cycles.Where(c => c.Models.Any(m => view.InCircle(m.Id))))
        {
            Console.Error.WriteLine($"Lineage runs in a circle, so one of these facts is wrong: {circle}");
            foreach (var edge in circle.Edges)
                Console.Error.WriteLine($"  {edge.Source} {edge.Type} {edge.Target}, from {string.Join(", ", edge.Evidence.Select(e => e.Source))}");
        }
        return ExitCode.Done;
    }

    /// <exception cref="UserException">No model, or more than one, has the name.</exception>
    private static string Choose(LineageGraph lineage, string name)
    {
        var found = lineage.Find(name);
        if (found.Length == 1)
            return found[0].Id;
        if (found.Length > 1)
            throw new UserException($"'{name}' is the name of several models; give one by its id: {string.Join(", ", found.Select(n => n.Id))}.");
        var nearest = lineage.Nearest(name);
        throw new UserException($"There is no model '{name}'."
            + (nearest.IsEmpty ? "" : $" Did you mean {string.Join(", ", nearest.Select(n => n.Name).Distinct(StringComparer.Ordinal))}?"));
    }
}
