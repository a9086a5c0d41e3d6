using System.Text;
using FsCheck;
using FsCheck.Fluent;
using MultimodalPapers.IO;

namespace MultimodalPapers.Tests.IO;

public class Utf8LinesTests
{
    [Fact]
    public void What_stands_before_a_fault_of_the_disk_is_given_and_a_broken_line_is_not()
    {
        using var stream = new FaultyStream("first\nsecond\nthi");
        var read = new List<string>();

        Should.Throw<IOException>(() =>
        {
            foreach (var (_, bytes) in Utf8Lines.Read(stream))
                read.Add(Encoding.UTF8.GetString(bytes.Span));
        }).Message.ShouldBe("The disk is gone.");

        read.ShouldBe(["first", "second"]);
    }

    [Fact]
    public void Lines_are_cut_as_the_framework_cuts_them() =>
        Prop.ForAll<string[]>(lines =>
        {
            var text = string.Join("\n", (lines ?? []).Select(l => (l ?? "").Replace("\r", "", StringComparison.Ordinal)));
            var cut = Utf8Lines.Read(new MemoryStream(Encoding.UTF8.GetBytes(text))).Select(l => (l.Line, Encoding.UTF8.GetString(l.Bytes.Span))).ToList();
            var expected = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)).Split('\n')
                .Select((l, i) => (Line: i + 1L, Text: l.TrimEnd(' ', '\t'))).Where(l => l.Text.Length > 0).ToList();
            return cut.SequenceEqual(expected);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_line_longer_than_the_buffer_is_one_line()
    {
        var text = "\uFEFF" + new string('x', 1_000_000) + "\r\n\r\n" + new string('y', 70_000);
        var lines = Utf8Lines.Read(new MemoryStream(Encoding.UTF8.GetBytes(text))).Select(l => (l.Line, l.Bytes.Length)).ToList();
        lines.ShouldBe([(1, 1_000_000), (3, 70_000)]);
    }

    private sealed class FaultyStream(string text) : MemoryStream(Encoding.UTF8.GetBytes(text))
    {
        public override int Read(byte[] buffer, int offset, int count) =>
            Position < Length ? base.Read(buffer, offset, count) : throw new IOException("The disk is gone.");
    }
}
