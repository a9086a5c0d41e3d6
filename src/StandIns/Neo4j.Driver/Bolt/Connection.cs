using System.Buffers.Binary;
using System.Net.Security;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace Neo4j.Driver.Bolt;

/// <summary>A server's answer: a record's fields, or the metadata of a success.</summary>
internal readonly record struct Answer(object?[]? Record, Dictionary<string, object> Metadata);

/// <summary>One logged-in connection: requests out, answers in, in the same order. Not for several threads at once.</summary>
internal sealed class Connection : IAsyncDisposable
{
    private const byte Hello = 0x01, Goodbye = 0x02, Reset = 0x0F, Begin = 0x11, Commit = 0x12, Rollback = 0x13, Route = 0x66,
        Run = 0x10, Discard = 0x2F, Pull = 0x3F, LogOn = 0x6A, Success = 0x70, RecordTag = 0x71, Ignored = 0x7E, Failure = 0x7F;

    private readonly Stream _stream;
    private readonly bool _routed;
    private readonly PackStreamWriter _writer = new();
    private byte[] _buffer = new byte[32 * 1024];
    private int _start;
    private int _end;
    private byte[] _message = [];
    private int _requests;
    private int _owed;
    private TimeSpan _silence = Timeout.InfiniteTimeSpan;
    private Neo4jException? _failure;

    private Connection(Stream stream, ServerAddress address, BoltVersion version, bool routed) =>
        (_stream, Address, Version, _routed) = (stream, address, version, routed);

    public ServerAddress Address { get; }

    public BoltVersion Version { get; }

    public string Agent { get; private set; } = "";

    public long Created { get; } = Environment.TickCount64;

    /// <summary>Broken on the wire; good for nothing but disposal.</summary>
    public bool Broken { get; private set; }

    /// <summary>Nothing is under way and nothing has failed since the last reset.</summary>
    private bool Clean => !Broken && _failure is null && _requests == 0 && _owed == 0;

    /// <exception cref="Neo4jException">No connection, or log-in failed.</exception>
    public static async Task<Connection> OpenAsync(Endpoint endpoint, ServerAddress address, AuthToken token, Config config, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        if (config.ConnectionTimeout > TimeSpan.Zero)
            limit.CancelAfter(config.ConnectionTimeout);
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        Stream? stream = null;
        try
        {
            await socket.ConnectAsync(address.Host, address.Port, limit.Token);
            socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
            stream = new NetworkStream(socket, ownsSocket: true);
            if (endpoint.Encrypted)
                stream = await EncryptAsync(stream, address, endpoint.TrustAny, limit.Token);
            var version = await Handshake.NegotiateAsync(stream, limit.Token);
            var connection = new Connection(stream, address, version, endpoint.Routing);
            await connection.LogInAsync(endpoint, token, config.UserAgent, limit.Token);
            return connection;
        }
        catch (Exception error)
        {
            if (stream is null)
                socket.Dispose();
            else
                await stream.DisposeAsync();
            cancellation.ThrowIfCancellationRequested();
            throw error switch
            {
                OperationCanceledException => new ServiceUnavailableException(
                    $"Failed to connect to server '{address}' within {config.ConnectionTimeout.TotalSeconds} s.", new TimeoutException(error.Message, error)),
                System.Security.Authentication.AuthenticationException => new SecurityException(
                    $"Failed to establish encrypted connection with server {address}: {error.Message}", error),
                SocketException or IOException => new ServiceUnavailableException($"Connection with the server '{address}' breaks due to {error.GetType().Name}: {error.Message}", error),
                _ => error,
            };
        }
    }

    private static async Task<Stream> EncryptAsync(Stream stream, ServerAddress address, bool trustAny, CancellationToken cancellation)
    {
        var tls = new SslStream(stream, leaveInnerStreamOpen: false);
        try
        {
            await tls.AuthenticateAsClientAsync(
                new SslClientAuthenticationOptions
                {
                    TargetHost = address.Host,
#pragma warning disable CA5359 // What the scheme +ssc means: encrypted, the server's certificate taken as it is.
                    RemoteCertificateValidationCallback = trustAny ? static (_, _, _, _) => true : null,
#pragma warning restore CA5359
                },
                cancellation);
            return tls;
        }
        catch
        {
            await tls.DisposeAsync();
            throw;
        }
    }

    private async Task LogInAsync(Endpoint endpoint, AuthToken token, string userAgent, CancellationToken cancellation)
    {
        var hello = new Dictionary<string, object>(StringComparer.Ordinal) { ["user_agent"] = userAgent };
        if (endpoint.Routing)
            hello["routing"] = endpoint.RoutingContext;
        if (Version.AtLeast(5, 3))
        {
            hello["bolt_agent"] = new Dictionary<string, object>(StringComparer.Ordinal)
            {
                ["product"] = userAgent,
                ["platform"] = RuntimeInformation.OSDescription,
                ["language"] = "C#",
            };
        }
        var credentials = token.Fields.ToDictionary(f => f.Key, f => (object)f.Value, StringComparer.Ordinal);
        var separate = Version.AtLeast(5, 1);
        if (!separate)
        {
            foreach (var (key, value) in credentials)
                hello[key] = value;
        }
        Send(Hello, hello);
        if (separate)
            Send(LogOn, credentials);
        await FlushAsync(cancellation);
        var greeting = await ReceiveAsync(cancellation);
        Agent = greeting.Metadata["server"] as string ?? "";
        if (greeting.Metadata.GetValueOrDefault("hints") is IDictionary<string, object> hints
            && hints.TryGetValue("connection.recv_timeout_seconds", out var seconds) && seconds is long and > 0)
        {
            _silence = TimeSpan.FromSeconds((long)seconds);
        }
        if (separate)
            await ReceiveAsync(cancellation);
    }

    /// <summary>Queues the opening of a transaction; it is sent and answered together with the first query.</summary>
    public void QueueBegin(Dictionary<string, object> settings)
    {
        Send(Begin, settings);
        _requests--;
        _owed++;
    }

    /// <summary>Sends a query and the request for its first records; three answers follow: its fields, the records, the summary.</summary>
    public Task RunAsync(string query, IDictionary<string, object> parameters, Dictionary<string, object> settings, long fetchSize, CancellationToken cancellation)
    {
        Send(Run, query, parameters, settings);
        Send(Pull, Amount(fetchSize, -1));
        return FlushAsync(cancellation);
    }

    public Task PullAsync(long fetchSize, long query, CancellationToken cancellation)
    {
        Send(Pull, Amount(fetchSize, query));
        return FlushAsync(cancellation);
    }

    public Task DiscardAsync(long query, CancellationToken cancellation)
    {
        Send(Discard, Amount(-1, query));
        return FlushAsync(cancellation);
    }

    public async Task<Dictionary<string, object>> CommitAsync(CancellationToken cancellation)
    {
        Send(Commit);
        await FlushAsync(cancellation);
        return (await ReceiveAsync(cancellation)).Metadata;
    }

    public async Task RollbackAsync(CancellationToken cancellation)
    {
        Send(Rollback);
        await FlushAsync(cancellation);
        await ReceiveAsync(cancellation);
    }

    public async Task<Dictionary<string, object>> RouteAsync(Endpoint endpoint, string? database, IReadOnlyList<string> bookmarks, CancellationToken cancellation)
    {
        var settings = new Dictionary<string, object>(StringComparer.Ordinal);
        if (database is not null)
            settings["db"] = database;
        Send(Route, endpoint.RoutingContext, bookmarks, settings);
        await FlushAsync(cancellation);
        return (Dictionary<string, object>)(await ReceiveAsync(cancellation)).Metadata["rt"];
    }

    /// <summary>Makes the connection ready for its next user, whatever the last one left under way.</summary>
    /// <returns>False where it is broken.</returns>
    public async Task<bool> TryResetAsync(CancellationToken cancellation)
    {
        if (Clean)
            return true;
        if (Broken)
            return false;
        try
        {
            Send(Reset);
            await FlushAsync(cancellation);
            // Whatever was asked before is answered first; the last answer is the reset's.
            for (_requests += _owed, _owed = 0; _requests > 0;)
            {
                var tag = await NextTagAsync(cancellation);
                if (tag == Failure && _requests == 1)
                    return !(Broken = true);
                if (tag != RecordTag)
                    _requests--;
            }
            _failure = null;
            return true;
        }
        catch (Neo4jException)
        {
            Broken = true;
            return false;
        }
    }

    /// <summary>The next answer to what was asked.</summary>
    /// <exception cref="Neo4jException">A failure, after which the server ignores everything until a reset; or the connection broke.</exception>
    public async ValueTask<Answer> ReceiveAsync(CancellationToken cancellation)
    {
        for (; _owed > 0; _owed--)
            Accept(await ReadAsync(cancellation));
        var answer = await ReadAsync(cancellation);
        if (answer.Tag != RecordTag)
            _requests--;
        Accept(answer);
        return new Answer(answer.Record, answer.Metadata);
    }

    private void Accept((byte Tag, object?[]? Record, Dictionary<string, object> Metadata) answer)
    {
        if (answer.Tag == Failure)
            throw _failure = ServerErrors.Of(answer.Metadata);
        if (answer.Tag == Ignored)
            throw _failure ?? Break(new ProtocolException("The server ignored a request without having failed one."));
    }

    private void Send(byte tag, params ReadOnlySpan<object?> fields)
    {
        _writer.WriteMessage(tag, fields);
        _requests++;
    }

    private async Task FlushAsync(CancellationToken cancellation)
    {
        try
        {
            await _stream.WriteAsync(_writer.Written, cancellation);
            await _stream.FlushAsync(cancellation);
            _writer.Clear();
        }
        catch (Exception error) when (error is IOException or SocketException or ObjectDisposedException or OperationCanceledException)
        {
            throw BrokenBy(error, cancellation);
        }
    }

    private async ValueTask<(byte Tag, object?[]? Record, Dictionary<string, object> Metadata)> ReadAsync(CancellationToken cancellation)
    {
        var message = await ReadMessageAsync(cancellation);
        try
        {
            return Parse(message.Span);
        }
        catch (ProtocolException error)
        {
            throw Break(error);
        }
    }

    private async ValueTask<byte> NextTagAsync(CancellationToken cancellation)
    {
        var message = await ReadMessageAsync(cancellation);
        return message.Length >= 2 ? message.Span[1] : throw Break(new ProtocolException("A message ends in the middle of a value."));
    }

    private static (byte Tag, object?[]? Record, Dictionary<string, object> Metadata) Parse(ReadOnlySpan<byte> message)
    {
        var reader = new PackStreamReader(message);
        var (tag, fields) = reader.ReadMessageHeader();
        return (tag, fields) switch
        {
            (RecordTag, 1) => (tag, reader.ReadArray(), null!),
            (Success or Failure, 1) => (tag, null, reader.Read() as Dictionary<string, object> ?? throw new ProtocolException("An answer's metadata is no map.")),
            (Ignored, _) => (tag, null, []),
            _ => throw new ProtocolException($"Unknown message 0x{tag:X2} of {fields} fields."),
        };
    }

    /// <summary>The next message, valid until the next call; empty chunks between messages keep the connection alive and say nothing.</summary>
    private async ValueTask<ReadOnlyMemory<byte>> ReadMessageAsync(CancellationToken cancellation)
    {
        var length = 0;
        while (true)
        {
            await FillAsync(2, cancellation);
            var size = BinaryPrimitives.ReadUInt16BigEndian(_buffer.AsSpan(_start));
            _start += 2;
            if (size == 0 && length > 0)
                return _message.AsMemory(0, length);
            if (size == 0)
                continue;
            // The usual message: one chunk and its end, both at hand, read where it lies.
            if (length == 0 && _end - _start >= size + 2 && _buffer[_start + size] == 0 && _buffer[_start + size + 1] == 0)
            {
                _start += size + 2;
                return _buffer.AsMemory(_start - size - 2, size);
            }
            if (_message.Length < length + size)
                Array.Resize(ref _message, Math.Max(length + size, _message.Length * 2));
            while (size > 0)
            {
                if (_start == _end)
                    await FillAsync(1, cancellation);
                var part = (ushort)Math.Min(size, _end - _start);
                _buffer.AsSpan(_start, part).CopyTo(_message.AsSpan(length));
                (_start, length, size) = (_start + part, length + part, (ushort)(size - part));
            }
        }
    }

    /// <summary>Reads until that many bytes are in the buffer.</summary>
    private async ValueTask FillAsync(int count, CancellationToken cancellation)
    {
        if (_end - _start >= count)
            return;
        _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
        (_start, _end) = (0, _end - _start);
        using var limit = _silence == Timeout.InfiniteTimeSpan ? null : CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit?.CancelAfter(_silence);
        try
        {
            while (_end < count)
            {
                var read = await _stream.ReadAsync(_buffer.AsMemory(_end), limit?.Token ?? cancellation);
                _end += read > 0 ? read : throw new EndOfStreamException("The server closed the connection.");
            }
        }
        catch (Exception error) when (error is IOException or SocketException or ObjectDisposedException or OperationCanceledException)
        {
            throw BrokenBy(error, cancellation);
        }
    }

    private Exception BrokenBy(Exception error, CancellationToken cancellation)
    {
        Broken = true;
        if (cancellation.IsCancellationRequested)
            return new OperationCanceledException(cancellation);
        if (error is OperationCanceledException)
            return new ConnectionReadTimeoutException($"The server '{Address}' sent nothing for {_silence.TotalSeconds} s.", error);
        var message = $"Connection with the server '{Address}' breaks due to {error.GetType().Name}: {error.Message}";
        return _routed ? new SessionExpiredException(message, error) : new ServiceUnavailableException(message, error);
    }

    private Neo4jException Break(Neo4jException error)
    {
        Broken = true;
        return error;
    }

    private static Dictionary<string, object> Amount(long records, long query)
    {
        var amount = new Dictionary<string, object>(StringComparer.Ordinal) { ["n"] = records };
        if (query >= 0)
            amount["qid"] = query;
        return amount;
    }

    public async ValueTask DisposeAsync()
    {
        if (Clean)
        {
            try
            {
                using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(1));
                Send(Goodbye);
                await FlushAsync(limit.Token);
            }
            catch (Exception error) when (error is Neo4jException or OperationCanceledException)
            {
                // A server that is gone needs no goodbye.
            }
        }
        Broken = true;
        await _stream.DisposeAsync();
    }
}
