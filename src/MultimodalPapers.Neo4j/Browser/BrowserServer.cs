using System.Net;

namespace MultimodalPapers.Neo4j.Browser;

/// <summary>Serves a folder to Neo4j Browser on this machine.</summary>
/// <remarks>The Browser, a page of another address, first asks whether it may send its own headers, and plays no guide from a server that does not say yes; most that serve a folder do not.</remarks>
public sealed class BrowserServer : IDisposable
{
    private static readonly Dictionary<string, string> Types = new(StringComparer.OrdinalIgnoreCase)
    {
        [".html"] = "text/html; charset=utf-8",
        [".csv"] = "text/csv; charset=utf-8",
        [".zip"] = "application/zip",
    };

    private readonly HttpListener _listener = new();
    private readonly string _folder;

    /// <param name="folder">Only files directly in it are served.</param>
    /// <param name="port">A free one.</param>
    /// <exception cref="HttpListenerException">The port is taken.</exception>
    public BrowserServer(string folder, int port)
    {
        _folder = folder;
        // By name, since that is what a Neo4j server lets guides come from unless told otherwise.
        Address = new Uri($"http://localhost:{port}/");
        _listener.Prefixes.Add(Address.AbsoluteUri);
        _listener.Start();
    }

    public Uri Address { get; }

    /// <summary>Answers until it is cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        await using var stopping = cancellation.Register(_listener.Stop);
        while (!cancellation.IsCancellationRequested)
        {
            try
            {
                await AnswerAsync(await _listener.GetContextAsync());
            }
            catch (Exception error) when (error is HttpListenerException or ObjectDisposedException or InvalidOperationException or IOException)
            {
                // The Browser went away in the middle of an answer, or the listener was stopped.
            }
        }
    }

    private async Task AnswerAsync(HttpListenerContext context)
    {
        using var response = context.Response;
        response.AddHeader("Access-Control-Allow-Origin", "*");
        response.AddHeader("Access-Control-Allow-Headers", context.Request.Headers["Access-Control-Request-Headers"] ?? "*");
        response.AddHeader("Cache-Control", "no-cache");
        var file = Path.Combine(_folder, Path.GetFileName(context.Request.Url?.LocalPath ?? ""));
        if (context.Request.HttpMethod == "OPTIONS")
        {
            response.StatusCode = (int)HttpStatusCode.NoContent;
        }
        else if (context.Request.HttpMethod == "GET" && File.Exists(file))
        {
            response.ContentType = Types.GetValueOrDefault(Path.GetExtension(file), "text/plain; charset=utf-8");
            await response.OutputStream.WriteAsync(await File.ReadAllBytesAsync(file));
        }
        else
        {
            response.StatusCode = (int)HttpStatusCode.NotFound;
        }
    }

    public void Dispose() => ((IDisposable)_listener).Dispose();
}
