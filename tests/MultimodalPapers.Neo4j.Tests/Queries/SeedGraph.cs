using MultimodalPapers.Catalogue;
using MultimodalPapers.Graph;
using MultimodalPapers.Neo4j.Tests.Servers;
using MultimodalPapers.Pipeline;
using MultimodalPapers.Reading;
using MultimodalPapers.Resolution;

namespace MultimodalPapers.Neo4j.Tests.Queries;

/// <summary>The graph of the five lists in seeds.</summary>
internal static class SeedGraph
{
    public static KnowledgeGraph Graph { get; } = Resolver.Resolve(
        [.. new ListPipeline(NameCatalogue.Default).Extract(InputFiles.Find([Path.Combine(ServerFixture.Repository, "seeds")]).Files, CancellationToken.None).SelectMany(l => l.Records)],
        NameCatalogue.Default.Things,
        new ResolverOptions()).Graph;
}
