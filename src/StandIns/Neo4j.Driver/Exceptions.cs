namespace Neo4j.Driver;

/// <summary>What the server or the driver reports; <see cref="Code"/> is the server's status code where it has one.</summary>
public class Neo4jException : Exception
{
    public Neo4jException(string message)
        : base(message)
    {
    }

    public Neo4jException(string? code, string message)
        : base(message) => Code = code!;

    public Neo4jException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Such as <c>Neo.ClientError.Statement.SyntaxError</c>; null for the driver's own errors.</summary>
    public string Code { get; set; } = null!;

    /// <summary>Whether a managed transaction tries again after it.</summary>
    public virtual bool IsRetriable => false;
}

/// <summary>The request is at fault: its Cypher, its parameters, a constraint.</summary>
public class ClientException : Neo4jException
{
    public ClientException(string message)
        : base(message)
    {
    }

    public ClientException(string code, string message)
        : base(code, message)
    {
    }
}

/// <summary>A statement has a wrong or missing argument.</summary>
public class StatementArgumentException(string code, string message) : ClientException(code, message);

/// <summary>A value has another type than the program asked for.</summary>
public class TypeException(string code, string message) : ClientException(code, message);

/// <summary>The transaction was committed or rolled back before.</summary>
public class TransactionClosedException(string message) : ClientException(message);

/// <summary>A record was asked of a result that has been consumed or whose session has gone on.</summary>
public class ResultConsumedException(string message) : ClientException(message);

/// <summary>The server is at fault.</summary>
public class DatabaseException(string code, string message) : Neo4jException(code, message);

/// <summary>Trying again may help: a deadlock, a server short of memory, a leader change.</summary>
public class TransientException(string code, string message) : Neo4jException(code, message)
{
    public override bool IsRetriable => true;
}

/// <summary>The bytes on the wire are not what the protocol says, or the server refused a message.</summary>
public class ProtocolException : Neo4jException
{
    public ProtocolException(string message)
        : base(message)
    {
    }

    public ProtocolException(string code, string message)
        : base(code, message)
    {
    }
}

/// <summary>No connection, or it broke.</summary>
public class ServiceUnavailableException : Neo4jException
{
    public ServiceUnavailableException(string message)
        : base(message)
    {
    }

    public ServiceUnavailableException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    public override bool IsRetriable => true;
}

/// <summary>The cluster member that served the session no longer can.</summary>
public class SessionExpiredException : Neo4jException
{
    public SessionExpiredException(string message)
        : base(message)
    {
    }

    public SessionExpiredException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    public override bool IsRetriable => true;
}

/// <summary>The server stayed silent for longer than it promised at log-in.</summary>
public class ConnectionReadTimeoutException(string message, Exception innerException) : Neo4jException(message, innerException)
{
    public override bool IsRetriable => true;
}

/// <summary>The database named by the session does not exist.</summary>
public class FatalDiscoveryException(string code, string message) : Neo4jException(code, message);

/// <summary>Trust, authentication or rights.</summary>
public class SecurityException : Neo4jException
{
    public SecurityException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    public SecurityException(string code, string message)
        : base(code, message)
    {
    }
}

/// <summary>Wrong user name or password.</summary>
public class AuthenticationException(string code, string message) : SecurityException(code, message);

/// <summary>The log-in has expired on the server; a new connection logs in again.</summary>
public class AuthorizationException(string code, string message) : SecurityException(code, message)
{
    public override bool IsRetriable => true;
}

/// <summary>The user lacks the right.</summary>
public class ForbiddenException(string code, string message) : SecurityException(code, message);
