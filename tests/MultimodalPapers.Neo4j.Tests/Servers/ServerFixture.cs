using Neo4j.Driver;

namespace MultimodalPapers.Neo4j.Tests.Servers;

/// <summary>The one server of a test run: NEO4J_TEST_URI (with NEO4J_TEST_USERNAME and NEO4J_TEST_PASSWORD), a container, or the distribution in NEO4J_HOME.</summary>
public sealed class ServerFixture : IAsyncLifetime
{
    public const string Missing = "needs a Neo4j server: set NEO4J_HOME to a Neo4j 5 distribution, or NEO4J_TEST_URI to a server whose data may be deleted, or " + Container.Hint;
    private IAsyncDisposable? _container;
    private IDriver? _driver;

    public string Uri { get; private set; } = "";

    public string Http { get; private set; } = "";

    public string User { get; private set; } = LocalServer.User;

    public string Password { get; private set; } = "";

    /// <summary>Null where the server is not ours to kill and restart.</summary>
    public LocalServer? Local { get; private set; }

    /// <summary>The test's driver; a test that has none is skipped at a desk and fails where the environment variable CI is true.</summary>
    public IDriver Driver
    {
        get
        {
            if (_driver is null && IsCi)
                throw new InvalidOperationException("No test may be skipped in CI; this one " + Missing);
            Skip.If(_driver is null, Missing);
            return _driver!;
        }
    }

    public static bool IsCi => Environment.GetEnvironmentVariable("CI") == "true";

    /// <summary>The folder of the repository, found upwards from the test's own.</summary>
    public static string Repository { get; } = FindRepository();

    public async Task InitializeAsync()
    {
        if (Environment.GetEnvironmentVariable("NEO4J_TEST_URI") is { Length: > 0 } uri)
        {
            Uri = uri;
            Http = Environment.GetEnvironmentVariable("NEO4J_TEST_HTTP") ?? "http://localhost:7474";
            User = Environment.GetEnvironmentVariable("NEO4J_TEST_USERNAME") ?? User;
            Password = Environment.GetEnvironmentVariable("NEO4J_TEST_PASSWORD") ?? "";
        }
        else if (await Container.TryStartAsync() is { } container)
        {
            (Uri, Http, _container) = container;
        }
        else if (Home is { } home)
        {
            Local = await LocalServer.StartAsync(home);
            (Uri, Http, Password) = (Local.Uri, Local.Http, Local.Password);
        }
        else
        {
            return;
        }
        _driver = GraphDatabase.Driver(Uri, Password.Length > 0 ? AuthTokens.Basic(User, Password) : AuthTokens.None, _ => { });
        await _driver.VerifyConnectivityAsync();
    }

    /// <summary>Of a distribution named by the environment, or one that lies beside the repository.</summary>
    public static string? Home
    {
        get
        {
            var home = Environment.GetEnvironmentVariable("NEO4J_HOME");
            if (string.IsNullOrEmpty(home))
                home = Path.Combine(Repository, "..", "shared", "neo4j");
            return File.Exists(Path.Combine(home, "bin", "neo4j")) ? home : null;
        }
    }

    /// <summary>For a test that starts a server of its own.</summary>
    public static string HomeOrSkip
    {
        get
        {
            const string Needs = "needs a Neo4j 5 distribution in NEO4J_HOME";
            if (Home is null && IsCi)
                throw new InvalidOperationException("No test may be skipped in CI; this one " + Needs);
            Skip.If(Home is null, Needs);
            return Home!;
        }
    }

    /// <summary>An empty database; constraints and indexes stay, since making them again takes longer than a test.</summary>
    public async Task ClearAsync()
    {
        await using var session = Driver.AsyncSession();
        await (await session.RunAsync("MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 10000 ROWS")).ConsumeAsync();
    }

    public async Task<IReadOnlyList<IRecord>> ReadAsync(string query, object? parameters = null) =>
        (await Driver.ExecutableQuery(query).WithParameters(parameters ?? new { }).ExecuteAsync()).Result;

    private static string FindRepository()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "MultimodalPapers.sln")))
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("The tests do not lie in the repository.");
        return folder;
    }

    public async Task DisposeAsync()
    {
        if (_driver is not null)
            await _driver.DisposeAsync();
        if (Local is not null)
            await Local.DisposeAsync();
        if (_container is not null)
            await _container.DisposeAsync();
    }
}

/// <summary>Tests that share the server run one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class ServerTests : ICollectionFixture<ServerFixture>
{
    public const string Name = "server";
}
