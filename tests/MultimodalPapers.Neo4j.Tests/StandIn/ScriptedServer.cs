using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using Neo4j.Driver.Bolt;

namespace MultimodalPapers.Neo4j.Tests.StandIn;

/// <param name="Connection">Number of the connection, from 1.</param>
/// <param name="Tag">Of the message.</param>
/// <param name="Fields">Of the message.</param>
internal sealed record Request(int Connection, byte Tag, object?[] Fields);

/// <summary>A Bolt server that does what a test says, byte by byte; what the test leaves out it answers with an empty success.</summary>
internal sealed class ScriptedServer : IAsyncDisposable
{
    public const byte Hello = 0x01, Goodbye = 0x02, Reset = 0x0F, Run = 0x10, Begin = 0x11, Commit = 0x12, Rollback = 0x13, Discard = 0x2F, Pull = 0x3F, Route = 0x66, LogOn = 0x6A;
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Func<Request, IEnumerable<byte[]>?> _answer;
    private readonly byte[] _version;
    private readonly X509Certificate2? _certificate;
    private readonly ConcurrentBag<TcpClient> _clients = [];
    private readonly Task _accepting;
    private int _connections;

    /// <param name="answer">The bytes to send for a request, <see cref="Close"/> among them; null for the usual answer.</param>
    /// <param name="version">What the handshake answers.</param>
    /// <param name="certificate">For TLS.</param>
    public ScriptedServer(Func<Request, IEnumerable<byte[]>?> answer, byte[]? version = null, X509Certificate2? certificate = null)
    {
        (_answer, _version, _certificate) = (answer, version ?? [0, 0, 4, 5], certificate);
        _listener.Start();
        _accepting = AcceptAsync();
    }

    /// <summary>In place of bytes: the connection is closed.</summary>
    public static byte[] Close { get; } = [];

    public ConcurrentQueue<Request> Requests { get; } = new();

    public byte[] Handshake { get; private set; } = [];

    public string Address => $"127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";

    public IEnumerable<byte> Tags => Requests.Select(r => r.Tag);

    public static byte[] Success(params (string Key, object Value)[] metadata) =>
        Message(0x70, metadata.ToDictionary(m => m.Key, m => m.Value, StringComparer.Ordinal));

    public static byte[] Record(params object?[] values) => Message(0x71, (object)values);

    public static byte[] Failure(string code, string message) =>
        Message(0x7F, new Dictionary<string, object>(StringComparer.Ordinal) { ["code"] = code, ["message"] = message });

    public static byte[] Ignored() => Message(0x7E);

    public static byte[] Message(byte tag, params object?[] fields)
    {
        var writer = new PackStreamWriter();
        writer.WriteMessage(tag, fields);
        return writer.Written.ToArray();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync(_stop.Token);
                _clients.Add(client);
                _ = ServeAsync(client, Interlocked.Increment(ref _connections));
            }
        }
        catch (OperationCanceledException)
        {
            // The test is over.
        }
    }

    private async Task ServeAsync(TcpClient client, int number)
    {
        try
        {
            client.NoDelay = true;
            Stream stream = client.GetStream();
            if (_certificate is not null)
            {
                var tls = new SslStream(stream);
                await tls.AuthenticateAsServerAsync(_certificate);
                stream = tls;
            }
            var offers = new byte[20];
            await stream.ReadExactlyAsync(offers, _stop.Token);
            Handshake = offers;
            await stream.WriteAsync(_version, _stop.Token);
            if (_version is [0, 0, 1, 0xFF, ..])
            {
                var chosen = new byte[5];
                await stream.ReadExactlyAsync(chosen, _stop.Token);
                Handshake = [.. offers, .. chosen];
            }
            while (await ReadAsync(stream, number) is { } request)
            {
                Requests.Enqueue(request);
                foreach (var bytes in _answer(request) ?? Usual(request))
                {
                    if (bytes.Length == 0)
                    {
                        client.Close();
                        return;
                    }
                    await stream.WriteAsync(bytes, _stop.Token);
                }
            }
        }
        catch (Exception error) when (error is IOException or OperationCanceledException or ObjectDisposedException or System.Security.Authentication.AuthenticationException)
        {
            // The client went away, or the test is over.
        }
    }

    private static byte[][] Usual(Request request) => request.Tag switch
    {
        Goodbye => [],
        Hello => [Success(("server", "Neo4j/5.26.0"), ("connection_id", $"bolt-{request.Connection}"))],
        Run => [Success(("fields", new List<object> { "x" }))],
        Commit => [Success(("bookmark", $"bookmark-{request.Connection}"))],
        _ => [Success()],
    };

    private async Task<Request?> ReadAsync(Stream stream, int number)
    {
        var (message, header) = (new MemoryStream(), new byte[2]);
        while (true)
        {
            if (await stream.ReadAtLeastAsync(header, 2, throwOnEndOfStream: false, _stop.Token) < 2)
                return null;
            var chunk = new byte[(header[0] << 8) | header[1]];
            if (chunk.Length == 0)
                return Parse(message.ToArray(), number);
            await stream.ReadExactlyAsync(chunk, _stop.Token);
            message.Write(chunk);
        }
    }

    private static Request Parse(byte[] message, int number)
    {
        var reader = new PackStreamReader(message);
        var (tag, count) = reader.ReadMessageHeader();
        var fields = new object?[count];
        for (var i = 0; i < count; i++)
            fields[i] = reader.Read();
        return new Request(number, tag, fields);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _accepting;
        _listener.Dispose();
        foreach (var client in _clients)
            client.Dispose();
        _stop.Dispose();
    }
}
