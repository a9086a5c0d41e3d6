using System.Diagnostics.CodeAnalysis;
using Neo4j.Driver.Bolt;

namespace Neo4j.Driver;

/// <summary>A pool of connections to a server or cluster; one a program, safe to share.</summary>
public interface IDriver : IDisposable, IAsyncDisposable
{
    IAsyncSession AsyncSession();

    IAsyncSession AsyncSession(Action<SessionConfigBuilder> action);

    /// <summary>A query that runs in a transaction of its own, is tried again where that may help, and is read whole.</summary>
    IExecutableQuery<IRecord, IRecord> ExecutableQuery(string cypher);

    /// <exception cref="Neo4jException">No connection, or log-in failed.</exception>
    Task VerifyConnectivityAsync();

    /// <exception cref="Neo4jException">No connection, or log-in failed.</exception>
    Task<IServerInfo> GetServerInfoAsync();

    Task CloseAsync();
}

public interface IExecutableQuery<TIn, TOut>
{
    IExecutableQuery<TIn, TOut> WithConfig(QueryConfig config);

    IExecutableQuery<TIn, TOut> WithParameters(Dictionary<string, object> parameters);

    /// <param name="parameters">Its public properties are the parameters.</param>
    [RequiresUnreferencedCode(ParameterMap.ByReflection)]
    IExecutableQuery<TIn, TOut> WithParameters(object parameters);

    Task<EagerResult<IReadOnlyList<TOut>>> ExecuteAsync(CancellationToken token = default);
}

/// <summary>A result read whole.</summary>
public sealed class EagerResult<T>
{
    internal EagerResult(T result, IResultSummary summary, string[] keys) => (Result, Summary, Keys) = (result, summary, keys);

    public T Result { get; init; }

    public IResultSummary Summary { get; init; }

    public string[] Keys { get; init; }
}

/// <summary>Something that runs queries: a session, each in a transaction of its own, or a transaction.</summary>
public interface IAsyncQueryRunner : IAsyncDisposable, IDisposable
{
    Task<IResultCursor> RunAsync(string query);

    [RequiresUnreferencedCode(ParameterMap.ByReflection)]
    Task<IResultCursor> RunAsync(string query, object parameters);

    Task<IResultCursor> RunAsync(string query, IDictionary<string, object> parameters);

    Task<IResultCursor> RunAsync(Query query);
}

/// <summary>Transactions one after the other; not for several threads at once.</summary>
public interface IAsyncSession : IAsyncQueryRunner
{
    /// <summary>Of the last transaction that was committed.</summary>
    Bookmarks LastBookmarks { get; }

    Task<IAsyncTransaction> BeginTransactionAsync();

    Task<IAsyncTransaction> BeginTransactionAsync(Action<TransactionConfigBuilder> action);

    /// <summary>Runs the work in a read transaction, again after an error that may pass.</summary>
    Task<TResult> ExecuteReadAsync<TResult>(Func<IAsyncQueryRunner, Task<TResult>> work, Action<TransactionConfigBuilder>? action = null);

    Task ExecuteReadAsync(Func<IAsyncQueryRunner, Task> work, Action<TransactionConfigBuilder>? action = null);

    /// <summary>Runs the work in a write transaction, again after an error that may pass; so it may have been committed before.</summary>
    Task<TResult> ExecuteWriteAsync<TResult>(Func<IAsyncQueryRunner, Task<TResult>> work, Action<TransactionConfigBuilder>? action = null);

    Task ExecuteWriteAsync(Func<IAsyncQueryRunner, Task> work, Action<TransactionConfigBuilder>? action = null);

    Task CloseAsync();
}

/// <summary>A transaction that the program ends itself; disposing it rolls it back.</summary>
public interface IAsyncTransaction : IAsyncQueryRunner
{
    Task CommitAsync();

    Task RollbackAsync();
}

/// <summary>A result, streamed once from first to last.</summary>
public interface IResultCursor : IAsyncEnumerable<IRecord>
{
    /// <exception cref="InvalidOperationException">Before the first and after the last record.</exception>
    IRecord Current { get; }

    bool IsOpen { get; }

    Task<string[]> KeysAsync();

    /// <summary>Passes over what has not been read.</summary>
    Task<IResultSummary> ConsumeAsync();

    Task<IRecord?> PeekAsync();

    /// <returns>Whether there is a next record; it is then <see cref="Current"/>.</returns>
    Task<bool> FetchAsync();
}

public interface IRecord
{
    object this[int index] { get; }

    object this[string key] { get; }

    IReadOnlyDictionary<string, object> Values { get; }

    IReadOnlyList<string> Keys { get; }
}

public interface IEntity
{
    string ElementId { get; }

    IReadOnlyDictionary<string, object> Properties { get; }

    object this[string key] { get; }
}

public interface INode : IEntity, IEquatable<INode>
{
    IReadOnlyList<string> Labels { get; }
}

public interface IRelationship : IEntity, IEquatable<IRelationship>
{
    string Type { get; }

    string StartNodeElementId { get; }

    string EndNodeElementId { get; }
}

public interface IPath : IEquatable<IPath>
{
    INode Start { get; }

    INode End { get; }

    IReadOnlyList<INode> Nodes { get; }

    IReadOnlyList<IRelationship> Relationships { get; }
}

public interface IResultSummary
{
    ICounters Counters { get; }

    bool HasPlan { get; }

    /// <summary>Of an <c>EXPLAIN</c>; else null.</summary>
    IPlan Plan { get; }

    IServerInfo Server { get; }

    IDatabaseInfo Database { get; }
}

/// <summary>What a query changed.</summary>
public interface ICounters
{
    bool ContainsUpdates { get; }

    int NodesCreated { get; }

    int NodesDeleted { get; }

    int RelationshipsCreated { get; }

    int RelationshipsDeleted { get; }

    int PropertiesSet { get; }

    int LabelsAdded { get; }

    int LabelsRemoved { get; }

    int IndexesAdded { get; }

    int ConstraintsAdded { get; }
}

public interface IPlan
{
    string OperatorType { get; }

    IDictionary<string, object> Arguments { get; }

    IList<string> Identifiers { get; }

    IList<IPlan> Children { get; }
}

public interface IServerInfo
{
    string Address { get; }

    /// <summary>Such as <c>5.8</c>.</summary>
    string ProtocolVersion { get; }

    /// <summary>Such as <c>Neo4j/5.26.20</c>.</summary>
    string Agent { get; }
}

public interface IDatabaseInfo
{
    string Name { get; }
}
