using Testcontainers.Neo4j;

namespace MultimodalPapers.Neo4j.Tests.Servers;

/// <summary>Neo4j in a container, without authentication, as Testcontainers starts it.</summary>
internal static class Container
{
    public const string Hint = "start Docker";

    /// <returns>Null where there is no Docker.</returns>
    public static async Task<(string Uri, string Http, IAsyncDisposable Handle)?> TryStartAsync()
    {
        var docker = Environment.GetEnvironmentVariable("DOCKER_HOST") is { Length: > 0 } || File.Exists("/var/run/docker.sock");
        if (!docker)
            return null;
        var container = new Neo4jBuilder().WithImage("neo4j:5.26").WithEnvironment("NEO4J_PLUGINS", "[\"graph-data-science\"]").Build();
        await container.StartAsync();
        return (container.GetConnectionString(), $"http://{container.Hostname}:{container.GetMappedPublicPort(7474)}", container);
    }
}
