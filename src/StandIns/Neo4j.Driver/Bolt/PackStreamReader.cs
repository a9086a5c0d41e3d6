using System.Buffers.Binary;
using System.Text;

namespace Neo4j.Driver.Bolt;

/// <summary>Reads PackStream values from a message that is whole in memory.</summary>
internal ref struct PackStreamReader(ReadOnlySpan<byte> message)
{
    // A server's message nests a few levels; a hostile one must not overflow the stack.
    private const int DeepestNesting = 512;
    private readonly ReadOnlySpan<byte> _message = message;
    private int _position;
    private int _depth;

    public readonly bool AtEnd => _position == _message.Length;

    /// <summary>The message's tag and how many fields follow.</summary>
    public (byte Tag, int Fields) ReadMessageHeader()
    {
        var marker = Byte();
        return marker is >= 0xB0 and <= 0xBF ? (Byte(), marker & 0xF) : throw new ProtocolException($"Expected a structure, but got: 0x{marker:X2}");
    }

    /// <exception cref="ProtocolException">The bytes are no PackStream value.</exception>
    public object? Read()
    {
        var marker = Byte();
        switch (marker)
        {
            case <= 0x7F or >= 0xF0: return (long)(sbyte)marker;
            case >= 0x80 and <= 0x8F: return String(marker & 0xF);
            case >= 0x90 and <= 0x9F: return List(marker & 0xF);
            case >= 0xA0 and <= 0xAF: return Map(marker & 0xF);
            case >= 0xB0 and <= 0xBF: return Structure(marker & 0xF);
        }
        return marker switch
        {
            0xC0 => null,
            0xC1 => BinaryPrimitives.ReadDoubleBigEndian(Take(8)),
            0xC2 => false,
            0xC3 => true,
            0xC8 => (long)(sbyte)Byte(),
            0xC9 => (long)BinaryPrimitives.ReadInt16BigEndian(Take(2)),
            0xCA => (long)BinaryPrimitives.ReadInt32BigEndian(Take(4)),
            0xCB => BinaryPrimitives.ReadInt64BigEndian(Take(8)),
            0xCC or 0xCD or 0xCE => Take(Length(marker - 0xCC)).ToArray(),
            0xD0 or 0xD1 or 0xD2 => String(Length(marker - 0xD0)),
            0xD4 or 0xD5 or 0xD6 => List(Length(marker - 0xD4)),
            0xD8 or 0xD9 or 0xDA => Map(Length(marker - 0xD8)),
            _ => throw new ProtocolException($"Unknown PackStream marker: 0x{marker:X2}"),
        };
    }

    /// <summary>The fields of a record.</summary>
    public object?[] ReadArray()
    {
        var marker = Byte();
        var count = marker switch
        {
            >= 0x90 and <= 0x9F => marker & 0xF,
            0xD4 or 0xD5 or 0xD6 => Length(marker - 0xD4),
            _ => throw new ProtocolException($"Expected a list, but got: 0x{marker:X2}"),
        };
        var values = new object?[Bounded(count)];
        for (var i = 0; i < values.Length; i++)
            values[i] = Read();
        return values;
    }

    private string String(int length) => Encoding.UTF8.GetString(Take(length));

    private List<object> List(int count)
    {
        Enter();
        var list = new List<object>(Bounded(count));
        for (var i = 0; i < count; i++)
            list.Add(Read()!);
        _depth--;
        return list;
    }

    private Dictionary<string, object> Map(int count)
    {
        Enter();
        var map = new Dictionary<string, object>(Bounded(count), StringComparer.Ordinal);
        for (var i = 0; i < count; i++)
        {
            var key = Read() as string ?? throw new ProtocolException("A map's key is no string.");
            map[key] = Read()!;
        }
        _depth--;
        return map;
    }

    private object Structure(int count)
    {
        Enter();
        var tag = Byte();
        var fields = new object?[count];
        for (var i = 0; i < count; i++)
            fields[i] = Read();
        _depth--;
        try
        {
            return Structures.Create(tag, fields);
        }
        catch (Exception error) when (error is InvalidCastException or IndexOutOfRangeException or ArgumentException or NullReferenceException)
        {
            throw new ProtocolException($"A structure 0x{tag:X2} of {count} fields is not as the protocol says: {error.Message}");
        }
    }

    private int Length(int size) => size switch
    {
        0 => Byte(),
        1 => BinaryPrimitives.ReadUInt16BigEndian(Take(2)),
        _ => BinaryPrimitives.ReadInt32BigEndian(Take(4)),
    };

    /// <summary>A count that the rest of the message can hold, so that a damaged one does not reserve gigabytes.</summary>
    private readonly int Bounded(int count) => count >= 0 && count <= _message.Length - _position ? count : throw Truncated();

    private byte Byte() => Take(1)[0];

    private ReadOnlySpan<byte> Take(int count)
    {
        if (count < 0 || count > _message.Length - _position)
            throw Truncated();
        _position += count;
        return _message.Slice(_position - count, count);
    }

    private void Enter()
    {
        if (++_depth > DeepestNesting)
            throw new ProtocolException($"A value is nested deeper than {DeepestNesting} levels.");
    }

    private static ProtocolException Truncated() => new("A message ends in the middle of a value.");
}
