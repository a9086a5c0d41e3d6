using System.Globalization;
using System.Text.RegularExpressions;
using MultimodalPapers.Graph;

namespace MultimodalPapers.Neo4j.Tests.Queries;

/// <summary>What the saved queries must answer, worked out a second way: from the graph in memory, without Cypher and without a limit.</summary>
internal sealed class QueryAnswers(KnowledgeGraph graph)
{
    private const string Technique = GraphSchema.Technique, Model = GraphSchema.Model, Paper = GraphSchema.Paper;
    private static readonly string[] Shared = [.. GraphSchema.Lineage, "USES_TECHNIQUE", "EVALUATED_ON", "TRAINED_ON"];

    /// <param name="query">The query's name.</param>
    /// <param name="values">Its parameters.</param>
    /// <returns>The columns to compare, and the rows of them in any order.</returns>
    public (string[] Columns, List<string> Rows) Of(string query, Dictionary<string, object> values)
    {
        string Text(string name) => (string)values[name];
        long Number(string name) => (long)values[name];
        return query switch
        {
            "models-on-a-model" => Rows("system version basis sizes sources", Edges("USES_BACKBONE")
                .Where(r => Regex.IsMatch(Name(r.End), $@"\A{Regex.Escape(Text("model"))}([- ]?[vV]?[0-9][0-9.]*)?\z"))
                .Select(r => Row(Name(r.Start), Name(r.End), r.Properties.Text("basis"), r.Properties.Texts("sizes"), r.Properties.Texts("sources")))),
            "encoders-by-backbone" => Rows("backbone encoder count", Edges("USES_BACKBONE")
                .Join(Edges("USES_ENCODER"), b => b.Start, e => e.Start, (b, e) => (b.End, Encoder: e.End, System: Name(b.Start)))
                .GroupBy(x => (x.End, x.Encoder)).Select(g => Row(Name(g.Key.End), Name(g.Key.Encoder), g.Select(x => x.System).Distinct().Count()))),
            "downstream-of-a-model" => Rows("touched kind depth", Reached(Named(Model, Text("model")), id => Incoming(id, GraphSchema.Lineage).Select(r => r.Start))
                .Where(n => n.Value > 0).Select(n => Row(Name(n.Key), graph.Node(n.Key).Label, n.Value))),
            "ancestry-of-a-model" => Rows("depth of relation ancestor basis sources quotes", Reached(Named(Model, Text("model")), id => Outgoing(id, GraphSchema.Lineage).Select(r => r.End))
                .SelectMany(n => Outgoing(n.Key, GraphSchema.Lineage)
                    .Select(r => Row(n.Value + 1, Name(n.Key), r.Type, Name(r.End), r.Properties.Text("basis"), r.Properties.Texts("sources"), r.Properties.Texts("quotes"))))),
            "techniques-on-the-rise" => Rows("technique total byYear lastYear inLastYear", Edges("USES_TECHNIQUE").Where(r => Year(r.Start) >= Number("since"))
                .GroupBy(r => r.End).Select(g => (g.Key, Years: g.GroupBy(r => Year(r.Start)!.Value).OrderBy(y => y.Key).Select(y => (Year: y.Key, Papers: y.Count())).ToList()))
                .Select(t => Row(Name(t.Key), t.Years.Sum(y => y.Papers), t.Years.Select(y => $"{y.Year}: {y.Papers}"), t.Years[^1].Year, t.Years[^1].Papers))),
            "organizations-building-on-others" => Rows("builder maker count", Edges(GraphSchema.Lineage)
                .SelectMany(r => Makers(r.Start).SelectMany(builder => Makers(r.End).Where(maker => maker != builder).Select(maker => (builder, maker, Pair: $"{Name(r.Start)} on {Name(r.End)}"))))
                .GroupBy(x => (x.builder, x.maker)).Select(g => Row(Name(g.Key.builder), Name(g.Key.maker), g.Select(x => x.Pair).Distinct().Count()))),
            "technique-family" => Rows("member relation paper", Family(Named(Technique, Text("technique")))
                .SelectMany(member => Incoming(member.Id, "USES_TECHNIQUE", "INTRODUCES").Where(r => Is(r.Start, Paper)).DefaultIfEmpty()
                    .Select(r => Row(member.Name, r?.Type, r is null ? null : graph.Node(r.Start).Properties.Text("title"))))),
            "disagreements" => Rows("paper titles years venues entries", Of(Paper).Where(p => p.Properties["titles"] is not null || p.Properties["years"] is not null || p.Properties["venues"] is not null)
                .Select(p => Row(p.Name, p.Properties.Texts("titles"), p.Properties["years"], p.Properties.Texts("venues"), p.Properties.Texts("entries")))),
            "benchmarks-everyone-reports" => Rows("dataset benchmark papers first last", Edges("EVALUATED_ON").GroupBy(r => r.End)
                .Select(g => Row(Name(g.Key), graph.Node(g.Key).Labels.Contains("Benchmark") ? "true" : "false", g.Count(), g.Min(r => Year(r.Start)), g.Max(r => Year(r.Start))))),
            "models-without-code" => Rows("model year", Edges("INTRODUCES").Where(r => Is(r.End, Model)).GroupBy(r => r.End)
                .Where(g => g.All(r => graph.Node(r.Start).Properties["code"] is null)).Select(g => Row(Name(g.Key), Year(g.Key)))),
            "path-between-models" => Rows("steps names", ShortestWays(Named(Model, Text("from")).Id, Named(Model, Text("to")).Id).Select(way => Row(way.Count - 1, way.Select(Name)))),
            "papers-like-this-one" => Rows("paper weight", Alike(Of(Paper).Single(p => p.Properties.Text("title") == Text("title")))),
            "hubs" => Rows("name incoming outgoing", graph.Nodes.Where(n => n.Label is Model or Technique or GraphSchema.Dataset or GraphSchema.Organization)
                .Select(n => Row(n.Name, graph.Incoming(n.Id).Count(), graph.Outgoing(n.Id).Count()))),
            "new-since-a-year" => Rows("paper year introduces", Of(Paper).Where(p => Year(p.Id) >= Number("since"))
                .SelectMany(p => Outgoing(p.Id, "INTRODUCES").DefaultIfEmpty().Select(r => Row(p.Name, Year(p.Id), r is null ? null : Name(r.End))))),
            "search" => Rows("id", graph.Nodes.Where(n => Found(Text("text"), n.Name) || Found(Text("text"), n.Properties.Text("title") ?? "")).Select(n => Row(n.Id))),
            "papers-in-many-lists" => Rows("paper lists", Edges("LISTED_IN").GroupBy(r => r.Start).Select(g => (g.Key, Lists: g.Select(r => r.End).Distinct().Count()))
                .Where(p => p.Lists >= Number("lists")).Select(p => Row(Name(p.Key), p.Lists))),
            "models-that-no-list-presents" => Rows("model users", Edges(GraphSchema.Lineage).GroupBy(r => r.End).Where(g => !Incoming(g.Key, "INTRODUCES").Any())
                .Select(g => Row(Name(g.Key), g.Select(r => r.Start).Distinct().Count()))),
            "models-of-an-organization" => Rows("model relation part", Outgoing(Named(GraphSchema.Organization, Text("organization")).Id, "DEVELOPED")
                .SelectMany(m => Outgoing(m.End, GraphSchema.Lineage).Select(r => Row(Name(m.End), r.Type, Name(r.End))).Append(Row(Name(m.End), null, null)))),
            "authors-by-papers" => Rows("author papers introduced", Of(GraphSchema.Author).Select(a => (a.Name, Papers: Incoming(a.Id, "AUTHORED_BY").Select(r => r.Start).ToList()))
                .Select(a => Row(a.Name, a.Papers.Count, a.Papers.SelectMany(p => Outgoing(p, "INTRODUCES")).Select(r => Name(r.End)).Distinct().Order(StringComparer.Ordinal).Take(10)))),
            "coauthors" => Rows("coauthor paper", Incoming(Named(GraphSchema.Author, Text("author")).Id, "AUTHORED_BY")
                .SelectMany(mine => Outgoing(mine.Start, "AUTHORED_BY").Where(r => r.End != mine.End).Select(r => Row(Name(r.End), Name(mine.Start))))),
            "techniques-used-together" => Rows("technique count", Incoming(Named(Technique, Text("technique")).Id, "USES_TECHNIQUE")
                .SelectMany(mine => Outgoing(mine.Start, "USES_TECHNIQUE").Where(r => r.End != mine.End)).GroupBy(r => r.End).Select(g => Row(Name(g.Key), g.Count()))),
            "trained-and-tested-on" => Rows("dataset relation paper", Of(GraphSchema.Dataset).Where(d => Incoming(d.Id, "TRAINED_ON").Any() && Incoming(d.Id, "EVALUATED_ON").Any())
                .SelectMany(d => Incoming(d.Id, "TRAINED_ON", "EVALUATED_ON").Select(r => Row(d.Name, r.Type, Name(r.Start))))),
            "topics" => Rows("id papers below", Of(GraphSchema.Topic).Select(t => Row(t.Id, Incoming(t.Id, "IN_TOPIC").Count(), Incoming(t.Id, "SUBTOPIC_OF").Count()))),
            "papers-of-a-topic" => Rows("paper", Of(GraphSchema.Topic).Where(t => t.Name == Text("topic"))
                .SelectMany(t => Reached(t, id => Incoming(id, "SUBTOPIC_OF").Select(r => r.Start), most: 4).Keys).SelectMany(t => Incoming(t, "IN_TOPIC").Select(r => Row(Name(r.Start))))),
            "evidence" => Rows("relation basis source rule quote", graph.Relationships.Where(r => Name(r.Start) == Text("from") && Name(r.End) == Text("to"))
                .SelectMany(r => r.Properties.Texts("sources").Select((source, i) => Row(r.Type, r.Properties.Text("basis"), source, r.Properties.Texts("rules")[i], r.Properties.Texts("quotes")[i])))),
            "doubtful-lineage" => Rows("system relation part", Edges(GraphSchema.Lineage).Where(r => (double)r.Properties["confidence"]! < (double)values["below"])
                .Select(r => Row(Name(r.Start), r.Type, Name(r.End)))),
            "backbones-by-year" => Rows("year backbone count", Edges("USES_BACKBONE").Where(r => Is(r.Start, Model) && Year(r.Start) is not null)
                .GroupBy(r => (Year(r.Start), r.End)).Select(g => Row(g.Key.Item1, Name(g.Key.End), g.Select(r => Name(r.Start)).Distinct().Count()))),
            "systems-of-many-parts" => Rows("system parts relation part", Of(Model).Select(m => (m, Parts: Outgoing(m.Id, GraphSchema.Lineage).ToList()))
                .Where(s => s.Parts.Count >= Number("parts")).SelectMany(s => s.Parts.Select(r => Row(s.m.Name, s.Parts.Count, r.Type, Name(r.End))))),
            "compared-with" => Rows("model count", Edges("COMPARES_WITH").GroupBy(r => r.End).Select(g => Row(Name(g.Key), g.Count()))),
            "first-look" => Rows("path", Edges("INTRODUCES").Where(r => Is(r.End, Model))
                .SelectMany(r => Outgoing(r.End, GraphSchema.Lineage).Select(part => $"({Name(r.Start)})-[INTRODUCES]->({Name(r.End)})-[{part.Type}]->({Name(part.End)})"))),
            "relatives-of-a-model" => Rows("path", Relatives(Named(Model, Text("model")).Id)),
            _ => throw new ArgumentOutOfRangeException(nameof(query), query, "There is no second way to this query's answer."),
        };
    }

    private IEnumerable<string> Relatives(string start)
    {
        foreach (var (first, between, text) in Steps(start))
        {
            if (Is(between, Model))
                yield return $"({Name(start)}){text}";
            foreach (var (second, end, more) in Steps(between))
            {
                if (second != first && Is(end, Model))
                    yield return $"({Name(start)}){text}{more}";
            }
        }
    }

    private IEnumerable<(GraphRelationship Step, string To, string Text)> Steps(string id) =>
        Outgoing(id, GraphSchema.Lineage).Select(r => (r, r.End, $"-[{r.Type}]->({Name(r.End)})"))
            .Concat(Incoming(id, GraphSchema.Lineage).Select(r => (r, r.Start, $"<-[{r.Type}]-({Name(r.Start)})")));

    /// <summary>A way is told apart by its relationships: two of them between the same nodes make two ways.</summary>
    private List<List<string>> ShortestWays(string from, string to)
    {
        for (List<List<string>> ways = [[from]]; ways.Count > 0 && ways[0].Count <= 8;)
        {
            ways = [.. ways.SelectMany(way => Steps(way[^1]).Where(s => !way.Contains(s.To)).Select(s => (List<string>)[.. way, s.To]))];
            if (ways.Where(way => way[^1] == to).ToList() is { Count: > 0 } found)
                return found;
        }
        return [];
    }

    private IEnumerable<string> Alike(GraphNode paper)
    {
        HashSet<string> Parts(string id) =>
            [.. Outgoing(id, "INTRODUCES").Select(r => r.End).Append(id).SelectMany(mine => Outgoing(mine, Shared).Select(r => r.End))];
        var mine = Parts(paper.Id);
        return Of(Paper).Where(p => p.Id != paper.Id).Select(p => (p, Common: Parts(p.Id).Intersect(mine).ToList())).Where(p => p.Common.Count > 0)
            .Select(p => Row(p.p.Properties.Text("title"), Math.Round(p.Common.Sum(c => 1.0 / graph.Incoming(c).Count()), 3)));
    }

    private IEnumerable<GraphNode> Family(GraphNode technique) => Of(Technique).Where(t => t.Id == technique.Id
        || Broader(technique).Contains(t.Name) || Broader(t).Contains(technique.Name) || Broader(t).Intersect(Broader(technique)).Any());

    private static IEnumerable<string> Broader(GraphNode technique) => technique.Properties.Texts("broader");

    /// <summary>Words in quotes one after the other, or a word's beginning with a star.</summary>
    private static bool Found(string search, string text)
    {
        var words = $" {string.Join(' ', Regex.Matches(text.ToLowerInvariant(), @"\w+").Select(m => m.Value))} ";
        return search.EndsWith('*') ? words.Contains($" {search[..^1]}", StringComparison.Ordinal) : words.Contains($" {search.Trim('"')} ", StringComparison.Ordinal);
    }

    /// <summary>Nodes with their distance from the first.</summary>
    private static Dictionary<string, int> Reached(GraphNode start, Func<string, IEnumerable<string>> next, int most = 12)
    {
        var reached = new Dictionary<string, int>(StringComparer.Ordinal) { [start.Id] = 0 };
        var waiting = new Queue<string>(reached.Keys);
        while (waiting.TryDequeue(out var id))
        {
            foreach (var other in next(id).Where(other => reached[id] < most && reached.TryAdd(other, reached[id] + 1)))
                waiting.Enqueue(other);
        }
        return reached;
    }

    private IEnumerable<string> Makers(string model) => Incoming(model, "DEVELOPED").Select(r => r.Start);

    private IEnumerable<GraphNode> Of(string label) => graph.Nodes.Where(n => n.Label == label);

    private GraphNode Named(string label, string name) => Of(label).Single(n => n.Name == name);

    private IEnumerable<GraphRelationship> Edges(params IEnumerable<string> types) => graph.Relationships.Where(r => types.Contains(r.Type));

    private IEnumerable<GraphRelationship> Outgoing(string id, params IEnumerable<string> types) => graph.Outgoing(id).Where(r => types.Contains(r.Type));

    private IEnumerable<GraphRelationship> Incoming(string id, params IEnumerable<string> types) => graph.Incoming(id).Where(r => types.Contains(r.Type));

    private bool Is(string id, string label) => graph.Node(id).Label == label;

    private string Name(string id) => graph.Node(id).Name;

    private long? Year(string id) => graph.Node(id).Properties.Number("year");

    private static (string[] Columns, List<string> Rows) Rows(string columns, IEnumerable<string> rows) => (columns.Split(' '), [.. rows]);

    /// <summary>As <c>QueryValue.Text</c> shows values, with bars between.</summary>
    private static string Row(params object?[] values) => string.Join(" | ", values.Select(Text));

    private static string Text(object? value) => value switch
    {
        null => "",
        string text => text,
        System.Collections.IEnumerable list => string.Join(", ", list.Cast<object>().Select(Text)),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}
