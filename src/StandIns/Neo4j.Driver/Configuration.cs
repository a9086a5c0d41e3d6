using System.Diagnostics.CodeAnalysis;
using Neo4j.Driver.Bolt;

namespace Neo4j.Driver;

/// <summary>How a program proves who it is.</summary>
public interface IAuthToken;

public static class AuthTokens
{
    public static IAuthToken None { get; } = new AuthToken([new("scheme", "none")]);

    public static IAuthToken Basic(string username, string password) =>
        new AuthToken([new("scheme", "basic"), new("principal", username), new("credentials", password)]);
}

public enum AccessMode
{
    Write,
    Read,
}

/// <summary>Which members of a cluster may answer a query.</summary>
public enum RoutingControl
{
    Writers,
    Readers,
}

/// <summary>The driver's settings; see <see cref="ConfigBuilder"/>.</summary>
public sealed class Config
{
    /// <summary>The fetch size that pulls a result at once.</summary>
    public const long Infinite = -1;

    internal Config()
    {
    }

    /// <summary>Records that the server sends before it waits to be asked for more.</summary>
    public long FetchSize { get; internal set; } = 1000;

    public int MaxConnectionPoolSize { get; internal set; } = 100;

    public TimeSpan ConnectionAcquisitionTimeout { get; internal set; } = TimeSpan.FromMinutes(1);

    public TimeSpan ConnectionTimeout { get; internal set; } = TimeSpan.FromSeconds(30);

    public TimeSpan MaxConnectionLifetime { get; internal set; } = TimeSpan.FromHours(1);

    public TimeSpan MaxTransactionRetryTime { get; internal set; } = TimeSpan.FromSeconds(30);

    public string UserAgent { get; internal set; } = "multimodal-papers/0.1";
}

public sealed class ConfigBuilder
{
    private readonly Config _config;

    internal ConfigBuilder(Config config) => _config = config;

    /// <exception cref="ArgumentOutOfRangeException">Neither positive nor <see cref="Config.Infinite"/>.</exception>
    public ConfigBuilder WithFetchSize(long size)
    {
        _config.FetchSize = size > 0 || size == Config.Infinite ? size
            : throw new ArgumentOutOfRangeException(nameof(size), size, "The fetch size is neither positive nor Config.Infinite.");
        return this;
    }

    public ConfigBuilder WithMaxConnectionPoolSize(int size)
    {
        _config.MaxConnectionPoolSize = size;
        return this;
    }

    public ConfigBuilder WithConnectionAcquisitionTimeout(TimeSpan timeSpan)
    {
        _config.ConnectionAcquisitionTimeout = timeSpan;
        return this;
    }

    /// <summary>For the socket, TLS and the handshake together.</summary>
    public ConfigBuilder WithConnectionTimeout(TimeSpan timeSpan)
    {
        _config.ConnectionTimeout = timeSpan;
        return this;
    }

    public ConfigBuilder WithMaxConnectionLifetime(TimeSpan timeSpan)
    {
        _config.MaxConnectionLifetime = timeSpan;
        return this;
    }

    public ConfigBuilder WithMaxTransactionRetryTime(TimeSpan time)
    {
        _config.MaxTransactionRetryTime = time;
        return this;
    }

    public ConfigBuilder WithUserAgent(string userAgent)
    {
        _config.UserAgent = userAgent;
        return this;
    }
}

/// <summary>A session's settings; see <see cref="SessionConfigBuilder"/>.</summary>
public sealed class SessionConfig
{
    internal SessionConfig()
    {
    }

    /// <summary>Null for the user's home database.</summary>
    public string? Database { get; internal set; }

    /// <summary>Of <c>RunAsync</c> and <c>BeginTransactionAsync</c>.</summary>
    public AccessMode DefaultAccessMode { get; internal set; } = AccessMode.Write;

    /// <summary>What the session's first transaction must see.</summary>
    public IEnumerable<Bookmarks> Bookmarks { get; internal set; } = [];

    /// <summary>Null for the driver's.</summary>
    public long? FetchSize { get; internal set; }
}

public sealed class SessionConfigBuilder
{
    private readonly SessionConfig _config;

    internal SessionConfigBuilder(SessionConfig config) => _config = config;

    public SessionConfigBuilder WithDatabase(string database)
    {
        _config.Database = string.IsNullOrEmpty(database) ? throw new ArgumentNullException(nameof(database)) : database;
        return this;
    }

    public SessionConfigBuilder WithDefaultAccessMode(AccessMode defaultAccessMode)
    {
        _config.DefaultAccessMode = defaultAccessMode;
        return this;
    }

    public SessionConfigBuilder WithBookmarks(params Bookmarks[] bookmarks)
    {
        _config.Bookmarks = bookmarks;
        return this;
    }

    public SessionConfigBuilder WithFetchSize(long size)
    {
        _config.FetchSize = size;
        return this;
    }
}

/// <summary>A transaction's settings; see <see cref="TransactionConfigBuilder"/>.</summary>
public sealed class TransactionConfig
{
    internal TransactionConfig()
    {
    }

    /// <summary>After it the server ends the transaction; null for the server's own limit.</summary>
    public TimeSpan? Timeout { get; internal set; }
}

public sealed class TransactionConfigBuilder
{
    private readonly TransactionConfig _config;

    internal TransactionConfigBuilder(TransactionConfig config) => _config = config;

    public TransactionConfigBuilder WithTimeout(TimeSpan? timeout)
    {
        _config.Timeout = timeout;
        return this;
    }
}

/// <summary>Settings of <see cref="IDriver.ExecutableQuery"/>.</summary>
public class QueryConfig(RoutingControl routing = RoutingControl.Writers, string? database = null)
{
    public RoutingControl Routing { get; } = routing;

    public string? Database { get; } = database;
}

/// <summary>Marks of transactions that a later one must see.</summary>
public sealed class Bookmarks
{
    private Bookmarks(IEnumerable<string> values) => Values = [.. values];

    public string[] Values { get; }

    public static Bookmarks From(params string[] values) => new(values);

    public static Bookmarks From(IEnumerable<Bookmarks> values) => new(values.SelectMany(b => b.Values).Distinct(StringComparer.Ordinal));
}

/// <summary>A query with its parameters.</summary>
public class Query(string text, IDictionary<string, object> parameters)
{
    public Query(string text)
        : this(text, new Dictionary<string, object>())
    {
    }

    [RequiresUnreferencedCode(ParameterMap.ByReflection)]
    public Query(string text, object parameters)
        : this(text, ParameterMap.Of(parameters))
    {
    }

    public string Text { get; } = text;

    public IDictionary<string, object> Parameters { get; } = parameters;
}
