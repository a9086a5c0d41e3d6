using Neo4j.Driver;

namespace MultimodalPapers.Neo4j;

/// <summary>What went wrong between the program and the server, in one sentence with what to do.</summary>
public static class ServerProblem
{
    private static readonly string[] FullDisk = ["No space left", "disk full", "Could not append transaction"];

    /// <returns>Null where the error has nothing to do with the server.</returns>
    public static string? Explain(Exception error, ConnectionSettings settings)
    {
        ArgumentNullException.ThrowIfNull(error);
        ArgumentNullException.ThrowIfNull(settings);
        var causes = Causes(error).ToList();
        // What the disk says matters more than what the driver makes of it.
        if (causes.Any(IsFullDisk))
            return $"The disk of the server at {settings.Uri} is full or cannot be written: free space there, restart Neo4j and load again, which goes on where it stopped.";
        return causes.Select(cause => Sentence(cause, settings)).LastOrDefault(sentence => sentence is not null);
    }

    private static string? Sentence(Exception error, ConnectionSettings settings) => error switch
    {
        AuthenticationException when settings.Password is null => $"Neo4j at {settings.Uri} wants a password: set NEO4J_PASSWORD (and NEO4J_USERNAME, which is '{settings.Username}').",
        AuthenticationException => $"Neo4j at {settings.Uri} refuses the user '{settings.Username}' with this password: check NEO4J_USERNAME and NEO4J_PASSWORD.",
        SecurityException { InnerException: System.Security.Authentication.AuthenticationException } =>
            $"The certificate of the server at {settings.Uri} is not trusted: use a '+ssc' address to accept it as it is, or one without '+s' where the server has no TLS.",
        Neo4jException { Code: "Neo.ClientError.Security.AuthenticationRateLimit" } =>
            $"Neo4j at {settings.Uri} has seen too many wrong passwords: wait some seconds, check NEO4J_PASSWORD and try again.",
        Neo4jException { Code: "Neo.ClientError.Security.CredentialsExpired" } =>
            $"The password of '{settings.Username}' at {settings.Uri} must be changed first: do so in Neo4j Browser, then set NEO4J_PASSWORD.",
        Neo4jException { Code: "Neo.ClientError.Database.DatabaseNotFound" } =>
            $"The server at {settings.Uri} has no database '{settings.Database}': set NEO4J_DATABASE to one that 'SHOW DATABASES' lists, or leave it out for the default.",
        Neo4jException
        {
            Code: "Neo.ClientError.General.WriteOnReadOnlyAccessDatabase" or "Neo.ClientError.General.ForbiddenOnReadOnlyDatabase" or "Neo.ClientError.Cluster.NotALeader",
        } => $"The database at {settings.Uri} is read-only: load into one that can be written, or change the server's 'server.databases.read_only' or 'default_to_read_only'.",
        Neo4jException { Code: "Neo.ClientError.Security.Forbidden" } =>
            $"The user '{settings.Username}' at {settings.Uri} lacks the right to do this: use a user who may write and make constraints.",
        Neo4jException { Code: "Neo.TransientError.General.OutOfMemoryError" or "Neo.TransientError.General.MemoryPoolOutOfMemoryError" } =>
            $"The server at {settings.Uri} has too little memory for a batch: raise 'server.memory.heap.max_size', or load with a smaller --batch-size.",
        NotSupportedException unsupported when unsupported.Message.Contains("HTTP", StringComparison.Ordinal) =>
            $"At {settings.Uri} a web server answers: give the Bolt port, 7687 as a rule, instead of the HTTP port 7474.",
        NotSupportedException unsupported when unsupported.Message.Contains("scheme", StringComparison.OrdinalIgnoreCase) =>
            $"'{settings.Uri}' is no address of a Neo4j server: set NEO4J_URI to neo4j://HOST:7687 or bolt://HOST:7687, with '+s' for TLS.",
        NotSupportedException => $"The server at {settings.Uri} speaks no version of Bolt that the program knows: it needs Neo4j 5.26 or newer; start one with 'docker compose up -d --wait'.",
        ServiceUnavailableException or SessionExpiredException or ConnectionReadTimeoutException =>
            $"No Neo4j answers at {settings.Uri}: start it (docker compose up -d --wait), or set NEO4J_URI to where it is; what was loaded so far stays, and another load completes it.",
        Neo4jException other => $"Neo4j at {settings.Uri} reports: {other.Message.ReplaceLineEndings(" ")}",
        _ => null,
    };

    /// <summary>From the outermost to what is behind it; of several attempts the last.</summary>
    private static IEnumerable<Exception> Causes(Exception error)
    {
        for (Exception? cause = error; cause is not null; cause = cause is AggregateException { InnerExceptions.Count: > 0 } all ? all.InnerExceptions[^1] : cause.InnerException)
            yield return cause;
    }

    /// <summary>Of the many ways in which a server says so, some name no cause: that it could not write its transaction log.</summary>
    private static bool IsFullDisk(Exception error) => error is Neo4jException known
        && (known.Code == "Neo.DatabaseError.Transaction.TransactionLogError"
            || FullDisk.Any(words => known.Message.Contains(words, StringComparison.OrdinalIgnoreCase)));
}
