namespace MultimodalPapers.Neo4j.Tests.Servers;

/// <summary>Stands in for the container of builds with the official packages.</summary>
internal static class Container
{
    public const string Hint = "build with -p:OfficialPackages=true where Docker runs";

    public static Task<(string Uri, string Http, IAsyncDisposable Handle)?> TryStartAsync() => Task.FromResult<(string, string, IAsyncDisposable)?>(null);
}
