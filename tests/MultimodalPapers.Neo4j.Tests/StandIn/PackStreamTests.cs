using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Neo4j.Driver;
using Neo4j.Driver.Bolt;

namespace MultimodalPapers.Neo4j.Tests.StandIn;

/// <summary>Byte by byte against the published PackStream specification, version 1.</summary>
public sealed class PackStreamTests
{
    public static TheoryData<object?, string> Values() => new()
    {
        { null, "C0" },
        { true, "C3" },
        { false, "C2" },
        { 0L, "00" },
        { 1L, "01" },
        { 42L, "2A" },
        { 127L, "7F" },
        { -1L, "FF" },
        { -16L, "F0" },
        { -17L, "C8EF" },
        { -128L, "C880" },
        { 128L, "C90080" },
        { 1234L, "C904D2" },
        { -129L, "C9FF7F" },
        { 32767L, "C97FFF" },
        { -32768L, "C98000" },
        { 32768L, "CA00008000" },
        { -32769L, "CAFFFF7FFF" },
        { int.MaxValue, "CA7FFFFFFF" },
        { (long)int.MaxValue + 1, "CB0000000080000000" },
        { long.MaxValue, "CB7FFFFFFFFFFFFFFF" },
        { long.MinValue, "CB8000000000000000" },
        { 1.23, "C13FF3AE147AE147AE" },
        { -1.23, "C1BFF3AE147AE147AE" },
        { "", "80" },
        { "A", "8141" },
        { "abcdefghijklmnopqrstuvwxyz", "D01A6162636465666768696A6B6C6D6E6F707172737475767778797A" },
        { "Größenmaßstäbe", "D0124772C3B6C39F656E6D61C39F7374C3A46265" },
        { Array.Empty<byte>(), "CC00" },
        { new byte[] { 1, 2, 3 }, "CC03010203" },
        { new List<object>(), "90" },
        { new List<object> { 1L, 2L, 3L }, "93010203" },
        { new List<object> { 1L, 2.0, "three" }, "9301C14000000000000000857468726565" },
        { new Dictionary<string, object>(), "A0" },
        { new Dictionary<string, object> { ["one"] = "eins" }, "A1836F6E658465696E73" },
    };

    [Theory]
    [MemberData(nameof(Values))]
    public void A_value_is_written_and_read_as_specified(object? value, string hex)
    {
        Convert.ToHexString(Written(value)).ShouldBe(hex);
        var read = Read(Convert.FromHexString(hex));
        read.ShouldBe(value is int number ? (long)number : value);
    }

    [Theory]
    [InlineData(15, "8F", "9F", "AF")]
    [InlineData(16, "D010", "D410", "D810")]
    [InlineData(255, "D0FF", "D4FF", "D8FF")]
    [InlineData(256, "D10100", "D50100", "D90100")]
    [InlineData(65535, "D1FFFF", "D5FFFF", "D9FFFF")]
    [InlineData(65536, "D200010000", "D600010000", "DA00010000")]
    public void A_length_takes_the_smallest_marker(int length, string text, string list, string map)
    {
        Convert.ToHexString(Written(new string('a', length))).ShouldStartWith(text);
        Convert.ToHexString(Written(Enumerable.Repeat((object)1L, length).ToList())).ShouldStartWith(list);
        var entries = Enumerable.Range(0, length).ToDictionary(i => $"k{i}", _ => (object)true);
        Convert.ToHexString(Written(entries)).ShouldStartWith(map);
        ((Dictionary<string, object>)Read(Written(entries))!).Count.ShouldBe(length);
    }

    [Fact]
    public void Long_bytes_take_the_longer_markers()
    {
        Convert.ToHexString(Written(new byte[256])).ShouldStartWith("CD0100");
        Convert.ToHexString(Written(new byte[70_000])).ShouldStartWith("CE00011170");
        Read(Written(new byte[70_000])).ShouldBe(new byte[70_000]);
    }

    [Fact]
    public void The_shorter_number_and_collection_types_of_dotnet_are_written_as_theirs()
    {
        Written((short)5).ShouldBe(Written(5L));
        Written((byte)200).ShouldBe(Written(200L));
        Written(1.5f).ShouldBe(Written(1.5));
        Written('x').ShouldBe(Written("x"));
        Written(new[] { "a", "b" }).ShouldBe(Written(new List<object> { "a", "b" }));
        Written(new HashSet<long> { 7 }).ShouldBe(Written(new List<object> { 7L }));
        Written(new Dictionary<string, int> { ["a"] = 1 }).ShouldBe(Written(new Dictionary<string, object> { ["a"] = 1L }));
    }

    [Fact]
    public void A_value_without_a_place_in_Bolt_is_refused_and_leaves_nothing_behind()
    {
        var writer = new PackStreamWriter();
        Should.Throw<ProtocolException>(() => writer.WriteMessage(0x10, new object())).Message.ShouldContain("System.Object");
        writer.Written.Length.ShouldBe(0);
    }

    [Fact]
    public void Random_values_come_back_as_they_went()
    {
        Prop.ForAll(Value(3).ToArbitrary(), value => Same(Read(Written(value)), value)).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Random_bytes_never_read_as_anything_but_a_value_or_a_protocol_error()
    {
        Prop.ForAll<byte[]>(bytes =>
        {
            try
            {
                Read(bytes);
            }
            catch (ProtocolException)
            {
                // As it should be.
            }
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void A_message_is_cut_into_chunks_of_at_most_65535_bytes_and_ended_by_an_empty_one()
    {
        var writer = new PackStreamWriter();
        writer.WriteMessage(0x10, new string('a', 200_000), "end");
        var (bytes, position, message) = (writer.Written.ToArray(), 0, new List<byte>());
        while (((bytes[position] << 8) | bytes[position + 1]) is > 0 and var size)
        {
            message.AddRange(bytes.AsSpan(position + 2, size));
            position += size + 2;
        }
        (position + 2).ShouldBe(bytes.Length);
        var reader = new PackStreamReader(message.ToArray());
        reader.ReadMessageHeader().ShouldBe(((byte)0x10, 2));
        reader.Read().ShouldBe(new string('a', 200_000));
        reader.Read().ShouldBe("end");
        reader.AtEnd.ShouldBeTrue();
    }

    [Fact]
    public void A_node_a_relationship_and_a_path_are_read_as_such()
    {
        // Node: id, labels, properties, element id.
        var node = (INode)Read([0xB4, 0x4E, 0x03, 0x91, 0x81, 0x41, 0xA1, 0x81, 0x6B, 0x01, 0x81, 0x33])!;
        node.Labels.ShouldBe(["A"]);
        node["k"].ShouldBe(1L);
        node.ElementId.ShouldBe("3");
        // Relationship: id, start, end, type, properties, element ids of itself, start and end.
        var relationship = (IRelationship)Read([0xB8, 0x52, 0x09, 0x03, 0x04, 0x81, 0x54, 0xA0, 0x81, 0x39, 0x81, 0x33, 0x81, 0x34])!;
        (relationship.Type, relationship.ElementId, relationship.StartNodeElementId, relationship.EndNodeElementId).ShouldBe(("T", "9", "3", "4"));
        // Path over two nodes there and back against the direction: (3)-[9]->(4)<-[9]-(3) walked from 3 to 4 to 3.
        byte[] other = [0xB4, 0x4E, 0x04, 0x90, 0xA0, 0x81, 0x34], unbound = [0xB4, 0x72, 0x09, 0x81, 0x54, 0xA0, 0x81, 0x39];
        var path = (IPath)Read([0xB3, 0x50, 0x92, 0xB4, 0x4E, 0x03, 0x90, 0xA0, 0x81, 0x33, .. other, 0x91, .. unbound, 0x94, 0x01, 0x01, 0xFF, 0x00])!;
        path.Nodes.Select(n => n.ElementId).ShouldBe(["3", "4", "3"]);
        path.Relationships.Select(r => (r.StartNodeElementId, r.EndNodeElementId)).ShouldBe([("3", "4"), ("3", "4")]);
    }

    public static TheoryData<byte, object?[], string> OtherStructures() => new()
    {
        { 0x44, [19000L], "2022-01-08" },
        { 0x74, [45_296_000_000_500L], "12:34:56.0000005" },
        { 0x54, [45_296_000_000_000L, 3600L], "12:34:56+01:00" },
        { 0x64, [-1L, 0L], "1969-12-31T23:59:59" },
        { 0x49, [0L, 0L, -5400L], "1969-12-31T22:30:00-01:30" },
        { 0x69, [0L, 0L, "Europe/Berlin"], "1970-01-01T00:00:00Z[Europe/Berlin]" },
        { 0x45, [14L, 3L, 5L, 250_000_000L], "P14M3DT5.25S" },
        { 0x58, [4326L, 1.5, 2.0], "point({srid: 4326, x: 1.5, y: 2})" },
        { 0x7A, [1L], "Structure 0x7A [1]" },
    };

    [Theory]
    [MemberData(nameof(OtherStructures))]
    public void Any_other_structure_is_read_as_text(byte tag, object?[] fields, string text)
    {
        var writer = new PackStreamWriter();
        writer.WriteMessage(tag, fields);
        Read(writer.Written.ToArray()[2..^2]).ShouldBe(text);
    }

    internal static byte[] Written(object? value)
    {
        // A message of one field: the structure's header, its tag, the value.
        var writer = new PackStreamWriter();
        writer.WriteMessage(0, value);
        return Unchunked(writer.Written.Span)[2..];
    }

    /// <summary>The content of one chunked message.</summary>
    internal static byte[] Unchunked(ReadOnlySpan<byte> bytes)
    {
        var message = new List<byte>();
        for (var position = 0; ((bytes[position] << 8) | bytes[position + 1]) is > 0 and var size; position += size + 2)
            message.AddRange(bytes.Slice(position + 2, size));
        return [.. message];
    }

    private static object? Read(byte[] bytes) => new PackStreamReader(bytes).Read();

    /// <summary>Any text that UTF-8 can carry.</summary>
    private static Gen<string> Texts => ArbMap.Default.GeneratorFor<NonNull<string>>().Select(v => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(v.Get)));

    private static Gen<object?> Value(int depth)
    {
        var scalars = Gen.OneOf(
            Gen.Constant<object?>(null),
            ArbMap.Default.GeneratorFor<bool>().Select(v => (object?)v),
            ArbMap.Default.GeneratorFor<long>().Select(v => (object?)v),
            Gen.Choose(int.MinValue, int.MaxValue).Select(v => (object?)((long)v << (v & 31))),
            ArbMap.Default.GeneratorFor<double>().Select(v => (object?)v),
            Texts.Select(v => (object?)v),
            ArbMap.Default.GeneratorFor<byte[]>().Select(v => (object?)v));
        if (depth == 0)
            return scalars;
        var lists = Value(depth - 1).ListOf().Select(v => (object?)v.ToList<object?>());
        var maps = Gen.Zip(Texts, Value(depth - 1)).ListOf()
            .Select(v => (object?)v.DistinctBy(p => p.Item1).ToDictionary(p => p.Item1, p => p.Item2!));
        return Gen.OneOf(scalars, lists, maps);
    }

    private static bool Same(object? a, object? b) => (a, b) switch
    {
        (double x, double y) => BitConverter.DoubleToInt64Bits(x) == BitConverter.DoubleToInt64Bits(y) || (double.IsNaN(x) && double.IsNaN(y)),
        (byte[] x, byte[] y) => x.SequenceEqual(y),
        (List<object> x, List<object?> y) => x.Count == y.Count && x.Zip(y).All(p => Same(p.First, p.Second)),
        (Dictionary<string, object> x, Dictionary<string, object> y) => x.Count == y.Count && x.All(p => Same(p.Value, y[p.Key])),
        _ => Equals(a, b),
    };
}
