namespace Neo4j.Driver.Bolt;

/// <summary>What the server says at the end of a result.</summary>
internal sealed class Summary(IReadOnlyDictionary<string, object> metadata, Connection connection) : IResultSummary
{
    public ICounters Counters { get; } = new Counters(metadata.GetValueOrDefault("stats") as Dictionary<string, object> ?? []);

    public bool HasPlan => metadata.ContainsKey("plan");

    public IPlan Plan => metadata.GetValueOrDefault("plan") is Dictionary<string, object> plan ? new Plan(plan) : null!;

    public IServerInfo Server { get; } = ServerInfo.Of(connection);

    public IDatabaseInfo Database { get; } = new DatabaseInfo(metadata.GetValueOrDefault("db") as string ?? "");
}

internal sealed class Counters(IReadOnlyDictionary<string, object> stats) : ICounters
{
    public bool ContainsUpdates => stats.GetValueOrDefault("contains-updates") is true || stats.Values.Any(v => v is long and > 0);

    public int NodesCreated => Count("nodes-created");

    public int NodesDeleted => Count("nodes-deleted");

    public int RelationshipsCreated => Count("relationships-created");

    public int RelationshipsDeleted => Count("relationships-deleted");

    public int PropertiesSet => Count("properties-set");

    public int LabelsAdded => Count("labels-added");

    public int LabelsRemoved => Count("labels-removed");

    public int IndexesAdded => Count("indexes-added");

    public int ConstraintsAdded => Count("constraints-added");

    private int Count(string name) => stats.GetValueOrDefault(name) is long count ? (int)count : 0;
}

internal sealed class Plan(IReadOnlyDictionary<string, object> plan) : IPlan
{
    public string OperatorType => (string)plan["operatorType"];

    public IDictionary<string, object> Arguments => plan.GetValueOrDefault("args") as Dictionary<string, object> ?? [];

    public IList<string> Identifiers => [.. (plan.GetValueOrDefault("identifiers") as List<object> ?? []).Cast<string>()];

    public IList<IPlan> Children => [.. (plan.GetValueOrDefault("children") as List<object> ?? []).Select(c => new Plan((Dictionary<string, object>)c))];
}

internal sealed record ServerInfo(string Address, string ProtocolVersion, string Agent) : IServerInfo
{
    public static ServerInfo Of(Connection connection) => new(connection.Address.ToString(), connection.Version.ToString(), connection.Agent);
}

internal sealed record DatabaseInfo(string Name) : IDatabaseInfo;
