using System.Buffers.Binary;
using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Reflection;
using System.Text;

namespace Neo4j.Driver.Bolt;

/// <summary>Writes values as PackStream version 1 into chunks of Bolt messages.</summary>
/// <remarks>Every marker is the smallest that holds the value. The buffer grows to the largest message and is used again.</remarks>
internal sealed class PackStreamWriter
{
    private const int LargestChunk = ushort.MaxValue;
    private byte[] _buffer = new byte[4096];
    private int _length;
    private int _chunk = -1;

    /// <summary>The messages written since <see cref="Clear"/>, chunked and ended.</summary>
    public ReadOnlyMemory<byte> Written => _buffer.AsMemory(0, _length);

    public void Clear()
    {
        _length = 0;
        // One huge batch must not cost its memory for the rest of the connection's life.
        if (_buffer.Length > 16 << 20)
            _buffer = new byte[4096];
    }

    /// <summary>Writes a message whole; where a field cannot be written, nothing of it stays.</summary>
    /// <exception cref="ProtocolException">A value is of a type that Bolt cannot carry.</exception>
    public void WriteMessage(byte tag, params ReadOnlySpan<object?> fields)
    {
        var start = _length;
        try
        {
            _chunk = _length;
            Reserve(2);
            _length += 2;
            WriteStructHeader(fields.Length, tag);
            foreach (var field in fields)
                Write(field);
            EndChunk();
            Reserve(2);
            _buffer[_length++] = 0;
            _buffer[_length++] = 0;
        }
        catch
        {
            _length = start;
            throw;
        }
    }

    public void Write(object? value)
    {
        switch (value)
        {
            case null: Byte(0xC0); break;
            case string text: Write(text); break;
            case long number: Write(number); break;
            case int number: Write((long)number); break;
            case double number: Write(number); break;
            case bool flag: Byte(flag ? (byte)0xC3 : (byte)0xC2); break;
            case object[] list: WriteArray(list); break;
            case IDictionary<string, object> map: WriteMap(map); break;
            case byte[] bytes: Write(bytes); break;
            case short or sbyte or byte or ushort or uint or ulong: Write(Convert.ToInt64(value, CultureInfo.InvariantCulture)); break;
            case float number: Write((double)number); break;
            case char letter: Write(letter.ToString()); break;
            case IDictionary map: WriteMap(map); break;
            case IList list: WriteList(list); break;
            case IEnumerable items: WriteList(items.Cast<object?>().ToList()); break;
            default: throw new ProtocolException($"Cannot understand value with type {value.GetType().FullName}");
        }
    }

    public void Write(long value)
    {
        switch (value)
        {
            case >= -16 and <= sbyte.MaxValue:
                Byte((byte)value);
                break;
            case >= sbyte.MinValue and < -16:
                Byte(0xC8);
                Byte((byte)value);
                break;
            case >= short.MinValue and <= short.MaxValue:
                Byte(0xC9);
                BinaryPrimitives.WriteInt16BigEndian(Take(2), (short)value);
                break;
            case >= int.MinValue and <= int.MaxValue:
                Byte(0xCA);
                BinaryPrimitives.WriteInt32BigEndian(Take(4), (int)value);
                break;
            default:
                Byte(0xCB);
                BinaryPrimitives.WriteInt64BigEndian(Take(8), value);
                break;
        }
    }

    public void Write(double value)
    {
        Byte(0xC1);
        BinaryPrimitives.WriteDoubleBigEndian(Take(8), value);
    }

    /// <remarks>A lone surrogate, which UTF-8 cannot carry, becomes U+FFFD.</remarks>
    public void Write(string text)
    {
        var length = Encoding.UTF8.GetByteCount(text);
        WriteHeader(length, 0x80, 0xD0);
        if (length <= LargestChunk)
            Encoding.UTF8.GetBytes(text, Take(length));
        else
            Raw(Encoding.UTF8.GetBytes(text));
    }

    private void Write(byte[] bytes)
    {
        if (bytes.Length <= byte.MaxValue)
        {
            Byte(0xCC);
            Byte((byte)bytes.Length);
        }
        else
        {
            WriteLength(bytes.Length, 0xCC);
        }
        Raw(bytes);
    }

    private void WriteArray(object?[] list)
    {
        WriteHeader(list.Length, 0x90, 0xD4);
        foreach (var item in list)
            Write(item);
    }

    private void WriteList(IList list)
    {
        WriteHeader(list.Count, 0x90, 0xD4);
        for (var i = 0; i < list.Count; i++)
            Write(list[i]);
    }

    private void WriteMap(IDictionary<string, object> map)
    {
        WriteHeader(map.Count, 0xA0, 0xD8);
        foreach (var (key, value) in map)
        {
            Write(key);
            Write(value);
        }
    }

    private void WriteMap(IDictionary map)
    {
        WriteHeader(map.Count, 0xA0, 0xD8);
        foreach (DictionaryEntry entry in map)
        {
            Write(entry.Key as string ?? throw new ProtocolException($"A map's key is of type {entry.Key.GetType().FullName}; Bolt carries strings."));
            Write(entry.Value);
        }
    }

    private void WriteStructHeader(int fields, byte tag)
    {
        Byte((byte)(0xB0 + fields));
        Byte(tag);
    }

    /// <summary>The marker of a string, list or map: the tiny form up to 15, then with 8, 16 or 32 bits of length.</summary>
    private void WriteHeader(int length, byte tiny, byte large)
    {
        if (length < 16)
        {
            Byte((byte)(tiny + length));
        }
        else if (length <= byte.MaxValue)
        {
            Byte(large);
            Byte((byte)length);
        }
        else
        {
            WriteLength(length, large);
        }
    }

    private void WriteLength(int length, byte marker)
    {
        if (length <= ushort.MaxValue)
        {
            Byte((byte)(marker + 1));
            BinaryPrimitives.WriteUInt16BigEndian(Take(2), (ushort)length);
        }
        else
        {
            Byte((byte)(marker + 2));
            BinaryPrimitives.WriteInt32BigEndian(Take(4), length);
        }
    }

    private void Byte(byte value) => Take(1)[0] = value;

    private void Raw(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            var part = bytes[..Math.Min(bytes.Length, LargestChunk)];
            part.CopyTo(Take(part.Length));
            bytes = bytes[part.Length..];
        }
    }

    /// <summary>Room inside one chunk; a new chunk begins where this one is too full.</summary>
    private Span<byte> Take(int count)
    {
        if (_length - _chunk - 2 + count > LargestChunk)
        {
            EndChunk();
            _chunk = _length;
            Reserve(2);
            _length += 2;
        }
        Reserve(count);
        _length += count;
        return _buffer.AsSpan(_length - count, count);
    }

    private void EndChunk() => BinaryPrimitives.WriteUInt16BigEndian(_buffer.AsSpan(_chunk), (ushort)(_length - _chunk - 2));

    private void Reserve(int count)
    {
        if (_length + count > _buffer.Length)
            Array.Resize(ref _buffer, Math.Max(_buffer.Length * 2, _length + count));
    }
}

/// <summary>Parameters given as an object with properties.</summary>
internal static class ParameterMap
{
    public const string ByReflection = "The parameters are found by reflection; pass a dictionary where what nobody calls is left out.";

    [RequiresUnreferencedCode(ByReflection)]
    public static IDictionary<string, object> Of(object? parameters) => parameters switch
    {
        null => new Dictionary<string, object>(StringComparer.Ordinal),
        IDictionary<string, object> map => map,
        _ => parameters.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(p => p.GetIndexParameters().Length == 0)
            .ToDictionary(p => p.Name, p => p.GetValue(parameters)!, StringComparer.Ordinal),
    };
}
