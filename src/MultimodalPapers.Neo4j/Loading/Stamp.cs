using System.Buffers;
using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using MultimodalPapers.Graph;

namespace MultimodalPapers.Neo4j.Loading;

/// <summary>What the loader leaves on everything it writes: 64 bits of a hash over identity and content, and nothing of the time or the machine.</summary>
/// <remarks>
/// The stamp answers three questions at once: is this ours (it has one), is it as the graph has it (it is equal), and which is it (two things with the
/// same stamp are the same thing with the same content; by chance it happens once in some ten graphs of a billion things).
/// Not for several threads at once.
/// </remarks>
internal sealed class Stamp
{
    /// <summary>On a thing that the graph no longer holds, kept because others' data hang on it.</summary>
    public const long Left = 0;
    private readonly ArrayBufferWriter<byte> _content = new(1024);

    public long Of(GraphNode node)
    {
        _content.ResetWrittenCount();
        Write(node.Labels);
        Write(node.Id);
        return Of(node.Properties);
    }

    public long Of(GraphRelationship relationship)
    {
        _content.ResetWrittenCount();
        Write(relationship.Type);
        Write(relationship.Start);
        Write(relationship.End);
        return Of(relationship.Properties);
    }

    private long Of(PropertyBag properties)
    {
        for (var i = 0; i < properties.Count; i++)
        {
            var (name, value) = properties[i];
            Write(name);
            switch (value)
            {
                case string text: Kind('s'); Write(text); break;
                case long number: Kind('l'); Write(number); break;
                case double number: Kind('d'); Write(BitConverter.DoubleToInt64Bits(number)); break;
                case bool flag: Kind(flag ? 't' : 'f'); break;
                case ImmutableArray<string> texts: Kind('S'); Write(texts); break;
                case ImmutableArray<long> numbers: Kind('L'); Write(numbers.Length); Write(MemoryMarshal.AsBytes(numbers.AsSpan())); break;
                case ImmutableArray<double> numbers: Kind('D'); Write(numbers.Length); Write(MemoryMarshal.AsBytes(numbers.AsSpan())); break;
            }
        }
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(_content.WrittenSpan, hash);
        var stamp = BinaryPrimitives.ReadInt64LittleEndian(hash);
        return stamp == Left ? 1 : stamp;
    }

    private void Kind(char kind)
    {
        _content.GetSpan(1)[0] = (byte)kind;
        _content.Advance(1);
    }

    private void Write(ImmutableArray<string> texts)
    {
        Write(texts.Length);
        foreach (var text in texts)
            Write(text);
    }

    private void Write(string text)
    {
        // Lengths before contents: no two different things may write the same bytes.
        var length = Encoding.UTF8.GetByteCount(text);
        Write(length);
        _content.Advance(Encoding.UTF8.GetBytes(text, _content.GetSpan(length)));
    }

    private void Write(long number)
    {
        BinaryPrimitives.WriteInt64LittleEndian(_content.GetSpan(8), number);
        _content.Advance(8);
    }

    private void Write(ReadOnlySpan<byte> bytes) => _content.Write(bytes);
}
