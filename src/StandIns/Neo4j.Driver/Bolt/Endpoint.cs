using System.Globalization;

namespace Neo4j.Driver.Bolt;

/// <summary>Where a server listens.</summary>
internal sealed record ServerAddress(string Host, int Port)
{
    public const int DefaultPort = 7687;

    public override string ToString() => Host.Contains(':') ? $"[{Host}]:{Port}" : $"{Host}:{Port}";

    /// <summary>Of <c>host:port</c>, as routing tables hold it.</summary>
    public static ServerAddress Parse(string text)
    {
        var uri = new Uri("bolt://" + text);
        return new ServerAddress(uri.IdnHost, uri.Port > 0 ? uri.Port : DefaultPort);
    }
}

/// <summary>What a connection URI says.</summary>
internal sealed record Endpoint(ServerAddress Address, bool Routing, bool Encrypted, bool TrustAny, IDictionary<string, object> RoutingContext)
{
    public static Endpoint Parse(Uri uri)
    {
        var (routing, encrypted, trustAny) = uri.Scheme switch
        {
            "bolt" => (false, false, false),
            "bolt+s" => (false, true, false),
            "bolt+ssc" => (false, true, true),
            "neo4j" => (true, false, false),
            "neo4j+s" => (true, true, false),
            "neo4j+ssc" => (true, true, true),
            _ => throw new NotSupportedException($"Unsupported URI scheme: {uri.Scheme}"),
        };
        var address = new ServerAddress(uri.IdnHost, uri.Port > 0 ? uri.Port : ServerAddress.DefaultPort);
        var context = new Dictionary<string, object>(StringComparer.Ordinal) { ["address"] = address.ToString() };
        foreach (var pair in uri.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var (key, value) = pair.Split('=', 2) is [var k, var v] ? (k, v) : throw new ArgumentException($"Invalid parameters: '{pair}' in URI '{uri}'.");
            context[Uri.UnescapeDataString(key)] = Uri.UnescapeDataString(value);
        }
        return routing || context.Count == 1
            ? new Endpoint(address, routing, encrypted, trustAny, context)
            : throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"Routing context is not supported with the scheme '{uri.Scheme}'."));
    }
}

internal sealed record AuthToken(IReadOnlyList<KeyValuePair<string, string>> Fields) : IAuthToken;
