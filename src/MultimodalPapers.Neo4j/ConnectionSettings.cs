using Neo4j.Driver;

namespace MultimodalPapers.Neo4j;

/// <summary>Where the database is and who asks, under the names that Neo4j's own tools use in the environment.</summary>
/// <param name="Uri">NEO4J_URI: <c>neo4j://</c> or <c>bolt://</c>, with <c>+s</c> or <c>+ssc</c> for TLS.</param>
/// <param name="Username">NEO4J_USERNAME.</param>
/// <param name="Password">NEO4J_PASSWORD; null for a server without authentication.</param>
/// <param name="Database">NEO4J_DATABASE; null for the user's home database.</param>
public sealed record ConnectionSettings(string Uri = ConnectionSettings.DefaultUri, string Username = "neo4j", string? Password = null, string? Database = null)
{
    public const string DefaultUri = "neo4j://localhost:7687";

    /// <exception cref="ArgumentException">The URI is none.</exception>
    /// <exception cref="NotSupportedException">The URI has another scheme.</exception>
    public IDriver Open(Action<ConfigBuilder>? configure = null)
    {
        if (!System.Uri.TryCreate(Uri, UriKind.Absolute, out var uri) || string.IsNullOrEmpty(uri.Host))
            throw new ArgumentException($"'{Uri}' is no address of a server; expected for example {DefaultUri}.");
        return GraphDatabase.Driver(uri, string.IsNullOrEmpty(Password) ? AuthTokens.None : AuthTokens.Basic(Username, Password), configure ?? (_ => { }));
    }

    /// <summary>Without the password, which must not appear in any output.</summary>
    public override string ToString() => $"{Username} at {Uri}{(Database is null ? "" : $", database {Database}")}";
}
