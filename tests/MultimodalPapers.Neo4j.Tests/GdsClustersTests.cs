using MultimodalPapers.Analysis;
using MultimodalPapers.Catalogue;
using MultimodalPapers.Graph;
using MultimodalPapers.Neo4j.Tests.Servers;
using MultimodalPapers.Pipeline;
using MultimodalPapers.Reading;
using MultimodalPapers.Resolution;
using Neo4j.Driver;

namespace MultimodalPapers.Neo4j.Tests;

/// <summary>Clusters computed inside the database beside those of the process, on the five lists.</summary>
[Collection(ServerTests.Name)]
public sealed class GdsClustersTests(ServerFixture server)
{
    private static readonly ClusteringOptions Options = new() { StabilityRuns = 2 };

    private static readonly Lazy<KnowledgeGraph> Seeds = new(() =>
    {
        var names = NameCatalogue.Default;
        var lists = new ListPipeline(names).Extract(InputFiles.Find([Path.Combine(ServerFixture.Repository, "seeds")]).Files, CancellationToken.None);
        return Resolver.Resolve([.. lists.SelectMany(list => list.Records)], names.Things, new ResolverOptions()).Graph;
    });

    [SkippableTheory]
    [InlineData(ProjectionTarget.Papers)]
    [InlineData(ProjectionTarget.Models)]
    public async Task The_database_finds_what_the_process_finds(ProjectionTarget of)
    {
        await LoadAsync(Seeds.Value);
        var options = Options with { Projection = new ProjectionOptions { Of = of } };
        var inside = await new GdsClusters(server.Driver).FindAsync(options);
        var here = Clustering.Of(Seeds.Value, options);

        inside.Nodes.Select(n => n.Node.Id).ShouldBe(here.Nodes.Select(n => n.Node.Id));
        inside.Isolated.Select(n => n.Id).ShouldBe(here.Isolated.Select(n => n.Id));
        for (var v = 0; v < here.Nodes.Length; v++)
        {
            inside.Nodes[v].Strength.ShouldBe(here.Nodes[v].Strength, 1e-4);
            inside.Nodes[v].Core.ShouldBe(here.Nodes[v].Core);
            inside.Nodes[v].Betweenness.ShouldBe(here.Nodes[v].Betweenness, 1e-3 * (1 + here.Nodes[v].Betweenness));
        }
        inside.Quality.ShouldBe(here.Quality, 0.03);
        inside.Clusters.Length.ShouldBeInRange(here.Clusters.Length - 6, here.Clusters.Length + 6);
        inside.Nodes.Where(n => n.Cluster is not null).OrderByDescending(n => n.PageRank).Take(10).Select(n => n.Node.Id)
            .Intersect(here.Nodes.OrderByDescending(n => n.PageRank).Take(20).Select(n => n.Node.Id)).Count().ShouldBeGreaterThan(7);
        (await server.ReadAsync("CALL gds.graph.list() YIELD graphName RETURN graphName")).ShouldBeEmpty();
    }

    [SkippableFact]
    public async Task Clusters_are_written_as_properties_and_again_without_change()
    {
        await LoadAsync(Seeds.Value);
        var clustering = Clustering.Of(Seeds.Value, Options);
        var gds = new GdsClusters(server.Driver);
        (await gds.WriteAsync(clustering)).ShouldBe(clustering.Nodes.Length);
        (await gds.WriteAsync(clustering)).ShouldBe(clustering.Nodes.Length);
        var largest = (await server.ReadAsync("MATCH (p:Paper {community: 1}) RETURN count(p) AS papers, collect(DISTINCT p.communityName) AS names")).Single();
        largest["papers"].As<int>().ShouldBe(clustering.Clusters[0].Members.Length);
        largest["names"].As<List<string>>().ShouldBe([clustering.Clusters[0].Name]);
        (await server.ReadAsync("MATCH (p:Paper) WHERE p.community IS NULL AND p.core = 0 RETURN count(p) AS n")).Single()["n"].As<int>().ShouldBe(clustering.Isolated.Length);
    }

    [SkippableFact]
    public async Task An_empty_database_has_no_clusters()
    {
        await server.ClearAsync();
        (await new GdsClusters(server.Driver).FindAsync(Options)).Clusters.ShouldBeEmpty();
    }

    private async Task LoadAsync(KnowledgeGraph graph)
    {
        await server.ClearAsync();
        foreach (var nodes in graph.Nodes.GroupBy(n => n.Label))
        {
            await server.ReadAsync($"UNWIND $rows AS row CREATE (n:{nodes.Key}:Loaded {{id: row.id, name: row.name, year: row.year}})", new
            {
                rows = nodes.Select(n => new Dictionary<string, object?> { ["id"] = n.Id, ["name"] = n.Name, ["year"] = n.Properties.Number("year") }).ToList(),
            });
        }
        await server.ReadAsync("CREATE INDEX loaded IF NOT EXISTS FOR (n:Loaded) ON (n.id)");
        await server.ReadAsync("CALL db.awaitIndexes()");
        foreach (var edges in graph.Relationships.GroupBy(r => r.Type))
        {
            await server.ReadAsync($"UNWIND $rows AS row MATCH (a:Loaded {{id: row.from}}), (b:Loaded {{id: row.to}}) CREATE (a)-[:{edges.Key}]->(b)", new
            {
                rows = edges.Select(e => new Dictionary<string, object> { ["from"] = e.Start, ["to"] = e.End }).ToList(),
            });
        }
    }
}
