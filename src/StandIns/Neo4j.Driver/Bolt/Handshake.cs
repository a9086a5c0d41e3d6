using System.Buffers.Binary;

namespace Neo4j.Driver.Bolt;

internal readonly record struct BoltVersion(int Major, int Minor) : IComparable<BoltVersion>
{
    public int CompareTo(BoltVersion other) => (Major, Minor).CompareTo((other.Major, other.Minor));

    public bool AtLeast(int major, int minor) => CompareTo(new BoltVersion(major, minor)) >= 0;

    public override string ToString() => $"{Major}.{Minor}";
}

/// <summary>Agrees with the server on a version from 5.0 to 5.8, by its manifest where it has one.</summary>
internal static class Handshake
{
    public static readonly BoltVersion Lowest = new(5, 0);
    public static readonly BoltVersion Highest = new(5, 8);
    private const uint Manifest = 0x000001FF;

    /// <summary>The magic number, then four offers: the manifest, 5.8 with the eight minor versions below it, and nothing twice.</summary>
    private static ReadOnlyMemory<byte> Hello { get; } = new byte[] { 0x60, 0x60, 0xB0, 0x17, 0, 0, 1, 0xFF, 0, 8, 8, 5, 0, 0, 0, 0, 0, 0, 0, 0 };

    /// <exception cref="NotSupportedException">The server has none of these versions, or is no Bolt server.</exception>
    /// <exception cref="IOException">The server closed the connection.</exception>
    public static async Task<BoltVersion> NegotiateAsync(Stream stream, CancellationToken cancellation)
    {
        await stream.WriteAsync(Hello, cancellation);
        await stream.FlushAsync(cancellation);
        var answer = await ReadUInt32Async(stream, cancellation);
        return answer == Manifest ? await ChooseAsync(stream, cancellation) : Supported(answer);
    }

    private static BoltVersion Supported(uint answer) => answer switch
    {
        0 => throw NotSupported(),
        0x48545450 => throw new NotSupportedException("Server responded HTTP. Make sure you are not trying to connect to the http endpoint "
            + "(HTTP defaults to port 7474 whereas BOLT defaults to port 7687)"),
        _ when Version(answer) is var version && version.CompareTo(Lowest) >= 0 && version.CompareTo(Highest) <= 0 => version,
        _ => throw new NotSupportedException($"Protocol error, server suggested unexpected protocol version: {Version(answer)}"),
    };

    private static async Task<BoltVersion> ChooseAsync(Stream stream, CancellationToken cancellation)
    {
        var offers = await ReadNumberAsync(stream, cancellation);
        var best = default(BoltVersion?);
        for (var i = 0UL; i < offers; i++)
        {
            var offer = await ReadUInt32Async(stream, cancellation);
            var (highest, range) = (Version(offer), (int)(offer >> 16 & 0xFF));
            var lowest = highest with { Minor = highest.Minor - range };
            var usable = highest.CompareTo(Highest) <= 0 ? highest : Highest;
            if (usable.CompareTo(lowest) >= 0 && usable.CompareTo(Lowest) >= 0 && (best is null || usable.CompareTo(best.Value) > 0))
                best = usable;
        }
        await ReadNumberAsync(stream, cancellation);
        var chosen = new byte[5];
        BinaryPrimitives.WriteUInt32BigEndian(chosen, best is { } version ? (uint)(version.Minor << 8 | version.Major) : 0);
        // The last byte: none of the capabilities on offer.
        await stream.WriteAsync(chosen, cancellation);
        await stream.FlushAsync(cancellation);
        return best ?? throw NotSupported();
    }

    private static BoltVersion Version(uint answer) => new((int)(answer & 0xFF), (int)(answer >> 8 & 0xFF));

    private static NotSupportedException NotSupported() => new("The Neo4j server does not support any of the protocol versions supported by this client. "
        + "Ensure that you are using driver and server versions that are compatible with one another.");

    private static async Task<uint> ReadUInt32Async(Stream stream, CancellationToken cancellation)
    {
        var bytes = new byte[4];
        await stream.ReadExactlyAsync(bytes, cancellation);
        return BinaryPrimitives.ReadUInt32BigEndian(bytes);
    }

    /// <summary>A number in base 128, the lowest seven bits first, the top bit set on all but the last byte.</summary>
    private static async Task<ulong> ReadNumberAsync(Stream stream, CancellationToken cancellation)
    {
        var (number, one) = (0UL, new byte[1]);
        for (var shift = 0; shift < 63; shift += 7)
        {
            await stream.ReadExactlyAsync(one, cancellation);
            number |= (ulong)(one[0] & 0x7F) << shift;
            if (one[0] < 0x80)
                return number;
        }
        throw new NotSupportedException("Protocol error, the server's version manifest is no manifest.");
    }
}
