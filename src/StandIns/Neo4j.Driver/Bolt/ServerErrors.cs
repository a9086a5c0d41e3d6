namespace Neo4j.Driver.Bolt;

/// <summary>A server's failure as the exception that stands for its status code.</summary>
internal static class ServerErrors
{
    public static Neo4jException Of(IReadOnlyDictionary<string, object> metadata)
    {
        // Bolt 5.7 renamed the field.
        var code = Text(metadata, "neo4j_code") ?? Text(metadata, "code") ?? "Neo.DatabaseError.General.UnknownError";
        return Of(code, Text(metadata, "message") ?? "The server gave no message.");
    }

    private static Neo4jException Of(string code, string message) => code switch
    {
        "Neo.ClientError.Statement.ArgumentError" => new StatementArgumentException(code, message),
        "Neo.ClientError.Statement.TypeError" => new TypeException(code, message),
        "Neo.ClientError.Security.Unauthorized" => new AuthenticationException(code, message),
        "Neo.ClientError.Security.AuthorizationExpired" => new AuthorizationException(code, message),
        "Neo.ClientError.Security.Forbidden" => new ForbiddenException(code, message),
        "Neo.ClientError.Database.DatabaseNotFound" => new FatalDiscoveryException(code, message),
        "Neo.ClientError.Request.Invalid" => new ProtocolException(code, message),
        // The server calls these transient; but a transaction that was ended on purpose must not start again.
        "Neo.TransientError.Transaction.Terminated" => new ClientException("Neo.ClientError.Transaction.Terminated", message),
        "Neo.TransientError.Transaction.LockClientStopped" => new ClientException("Neo.ClientError.Transaction.LockClientStopped", message),
        _ when code.StartsWith("Neo.ClientError.Security.", StringComparison.Ordinal) => new SecurityException(code, message),
        _ when code.StartsWith("Neo.ClientError.", StringComparison.Ordinal) => new ClientException(code, message),
        _ when code.StartsWith("Neo.TransientError.", StringComparison.Ordinal) => new TransientException(code, message),
        _ => new DatabaseException(code, message),
    };

    /// <summary>Whether a cluster member says that it is no longer the one to write to.</summary>
    public static bool IsNotLeader(Neo4jException error) =>
        error.Code is "Neo.ClientError.Cluster.NotALeader" or "Neo.ClientError.General.ForbiddenOnReadOnlyDatabase";

    private static string? Text(IReadOnlyDictionary<string, object> metadata, string key) => metadata.GetValueOrDefault(key) as string;
}
