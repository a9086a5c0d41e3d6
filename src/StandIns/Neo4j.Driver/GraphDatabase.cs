using Neo4j.Driver.Bolt;

namespace Neo4j.Driver;

public static class GraphDatabase
{
    /// <summary>A driver for a URI: <c>bolt://</c> for one server, <c>neo4j://</c> by the server's routing table; <c>+s</c> for TLS with a
    /// certificate that the system trusts, <c>+ssc</c> for TLS with any. Connects when it is first used.</summary>
    /// <exception cref="ArgumentException">The URI has another scheme.</exception>
    public static IDriver Driver(string uri, IAuthToken authToken, Action<ConfigBuilder> action) => Driver(new Uri(uri), authToken, action);

    public static IDriver Driver(string uri, IAuthToken authToken) => Driver(new Uri(uri), authToken, _ => { });

    /// <inheritdoc cref="Driver(string, IAuthToken, Action{ConfigBuilder})"/>
    public static IDriver Driver(Uri uri, IAuthToken authToken, Action<ConfigBuilder> action)
    {
        ArgumentNullException.ThrowIfNull(action);
        var config = new Config();
        action(new ConfigBuilder(config));
        return new BoltDriver(Endpoint.Parse(uri), (AuthToken)authToken, config);
    }
}
