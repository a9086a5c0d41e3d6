using System.Net;
using System.Text;
using MultimodalPapers.Graph;
using MultimodalPapers.Neo4j.Queries;

namespace MultimodalPapers.Neo4j.Browser;

/// <summary>A guide that either Browser plays: slides with queries that run on a click, from the first <c>MATCH</c> to lineage and clusters.</summary>
public static class BrowserGuide
{
    private static readonly (string Title, string Text, string[] Queries)[] Slides =
    [
        ("First steps", "Papers introduce models, datasets and techniques; models stand on other models. Click a query, then the play button.", ["first-look", "topics", "papers-of-a-topic"]),
        ("Finding things", "Every node has a name and an id; papers have their title too. The full-text index covers both.", ["search", "new-since-a-year", "papers-in-many-lists", "papers-like-this-one"]),
        ("Lineage", "USES_BACKBONE, USES_ENCODER, USES_GENERATOR and DERIVED_FROM say what a model is made of. Upwards are its ancestors, downwards what stands on it.",
            ["models-on-a-model", "ancestry-of-a-model", "downstream-of-a-model", "relatives-of-a-model", "path-between-models", "encoders-by-backbone"]),
        ("Evidence", "Every relationship carries the lines that state it (sources, quotes), the rules that found it, its confidence and its basis: stated, inferred or background.",
            ["evidence", "doubtful-lineage", "disagreements"]),
        ("Techniques and makers", "What comes up, what belongs together, and who builds on whom.", ["techniques-on-the-rise", "technique-family", "techniques-used-together", "organizations-building-on-others", "models-of-an-organization"]),
        ("Gaps", "What the lists do not say is worth knowing as well.", ["models-that-no-list-presents", "models-without-code", "benchmarks-everyone-reports", "hubs"]),
    ];

    /// <summary>Leiden on Graph Data Science over lineage; the seed and one thread make it the same every time.</summary>
    private static readonly string[] Clusters =
    [
        $$"""
        MATCH (a:Model)-[r:{{string.Join('|', GraphSchema.Lineage)}}]->(b:Model)
        RETURN gds.graph.project('lineage', a, b, {}, {undirectedRelationshipTypes: ['*']}) AS graph
        """,
        """
        CALL gds.leiden.stream('lineage', {randomSeed: 19, concurrency: 1}) YIELD nodeId, communityId
        WITH communityId, collect(gds.util.asNode(nodeId).name) AS models
        RETURN size(models) AS size, models[..12] AS models
        ORDER BY size DESC
        LIMIT 20
        """,
        "CALL gds.graph.drop('lineage', false) YIELD graphName RETURN graphName",
    ];

    /// <param name="queries">All that the slides name must be among them.</param>
    /// <exception cref="QueryException">One is missing.</exception>
    public static string Html(IReadOnlyList<SavedQuery> queries)
    {
        ArgumentNullException.ThrowIfNull(queries);
        var byName = queries.ToDictionary(q => q.Name, StringComparer.Ordinal);
        var html = new StringBuilder("<article class=\"guide\">\n<carousel class=\"deck container-fluid\">\n");
        Slide(html, "A knowledge graph of multimodal AI", "Made from curated reading lists; everything in it can be traced to the line that says so. What is in it:",
            ["MATCH (n)\nUNWIND labels(n) AS label\nRETURN label, count(*) AS nodes\nORDER BY nodes DESC", "MATCH (p:Paper)-[r]->(thing)\nRETURN p, r, thing\nLIMIT 50"]);
        foreach (var (title, text, names) in Slides)
            Slide(html, title, text, names.Select(n => Runnable(byName.GetValueOrDefault(n) ?? throw new QueryException($"The guide shows the query '{n}', which is not in the folder."))));
        Slide(html, "Clusters", "With Graph Data Science: families of models by what they stand on. Run the three in turn; the last frees the memory.", Clusters);
        return html.Append("</carousel>\n</article>\n").ToString();
    }

    /// <summary>The query with its defaults in place of its parameters, so that it runs on a click.</summary>
    internal static string Runnable(SavedQuery query)
    {
        var cypher = query.Cypher;
        // Longer names first: $model must not be taken for the start of $models.
        foreach (var parameter in query.Parameters.OrderByDescending(p => p.Name.Length))
            cypher = cypher.Replace("$" + parameter.Name, parameter.Literal, StringComparison.Ordinal);
        return $"// {query.Title}\n{cypher}";
    }

    private static void Slide(StringBuilder html, string title, string text, IEnumerable<string> queries)
    {
        html.Append("<slide class=\"row-fluid\">\n<div class=\"col-sm-12\">\n")
            .Append("<h3>").Append(WebUtility.HtmlEncode(title)).Append("</h3>\n")
            .Append("<p>").Append(WebUtility.HtmlEncode(text)).Append("</p>\n");
        foreach (var query in queries)
            html.Append("<figure><pre class=\"pre-scrollable code runnable\">").Append(WebUtility.HtmlEncode(query)).Append("</pre></figure>\n");
        html.Append("</div>\n</slide>\n");
    }
}
