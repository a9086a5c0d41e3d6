namespace Neo4j.Driver.Bolt;

/// <summary>Who serves a database, as a server's routing table says.</summary>
internal sealed class RoutingTable
{
    private readonly long _expires;
    private readonly Dictionary<string, List<ServerAddress>> _servers;
    private int _turn;

    public RoutingTable(IReadOnlyDictionary<string, object> table, long now)
    {
        // A lifetime of centuries means "for ever" and must not overflow.
        _expires = now + (Math.Min((long)table["ttl"], int.MaxValue) * 1000);
        Database = table.GetValueOrDefault("db") as string;
        _servers = ((List<object>)table["servers"]).Cast<Dictionary<string, object>>()
            .GroupBy(s => (string)s["role"], StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => g.SelectMany(s => (List<object>)s["addresses"]).Select(a => ServerAddress.Parse((string)a)).ToList(), StringComparer.Ordinal);
    }

    /// <summary>The name of the user's home database, where none was asked for.</summary>
    public string? Database { get; }

    public IReadOnlyList<ServerAddress> Routers => Of("ROUTE");

    public bool Serves(AccessMode mode, long now)
    {
        lock (_servers)
            return now < _expires && Of(Role(mode)).Count > 0;
    }

    /// <summary>The servers take turns.</summary>
    public ServerAddress? Next(AccessMode mode)
    {
        lock (_servers)
            return Of(Role(mode)) is { Count: > 0 } servers ? servers[(_turn++ & int.MaxValue) % servers.Count] : null;
    }

    public void Forget(ServerAddress address, AccessMode? only = null)
    {
        lock (_servers)
        {
            foreach (var role in only is { } mode ? [Role(mode)] : _servers.Keys.ToList())
                _servers.GetValueOrDefault(role)?.Remove(address);
        }
    }

    private List<ServerAddress> Of(string role) => _servers.GetValueOrDefault(role) ?? [];

    private static string Role(AccessMode mode) => mode == AccessMode.Write ? "WRITE" : "READ";
}
