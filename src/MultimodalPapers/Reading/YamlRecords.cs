using System.Collections.Immutable;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace MultimodalPapers.Reading;

/// <summary>Reads YAML with places. Mappings that hold scalars are records.</summary>
internal static class YamlRecords
{
    private const int Deepest = 60;

    private sealed class Frame(bool mapping, int start)
    {
        public bool Mapping { get; } = mapping;
        public int Start { get; } = start;
        public string? Key { get; set; }
        public List<(string, Flow)> Fields { get; } = [];
        public FlowBuilder? Joined { get; set; }
        public int Place { get; init; }
    }

    /// <summary>All records, and the line and message at which the reading had to stop; 0 where it did not.</summary>
    public static (List<DataRecord> Records, int DamagedLine, string? Message) Read(SourceText source)
    {
        var records = new List<DataRecord>();
        var frames = new Stack<Frame>();
        var line = 1;
        try
        {
            using var text = new StringReader(source.Text);
            var parser = new Parser(new Scanner(text, skipComments: true));
            while (parser.MoveNext())
            {
                if (frames.Count > Deepest)
                    return (records, (int)parser.Current!.Start.Line, "it is nested too deeply");
                line = (int)parser.Current!.End.Line;
                Take(source, parser.Current!, frames, records);
            }
        }
        catch (YamlException error)
        {
            return (records, Math.Max(1, (int)error.Start.Line), error.Message);
        }
        catch (Exception error) when (error is InvalidOperationException or ArgumentException or IndexOutOfRangeException)
        {
            // The scanner gives up in its own ways on some plain scalars that are none.
            return (records, Math.Max(1, line), "the parser cannot take it");
        }
        return (records, 0, null);
    }

    private static void Take(SourceText source, ParsingEvent parsed, Stack<Frame> frames, List<DataRecord> records)
    {
        switch (parsed)
        {
            case MappingStart or SequenceStart:
                frames.Push(new Frame(parsed is MappingStart, (int)parsed.Start.Index) { Place = records.Count });
                break;
            case MappingEnd:
                var mapping = frames.Pop();
                if (mapping.Fields.Count > 0)
                    records.Insert(mapping.Place, new DataRecord(mapping.Start, LastVisible(source.Text, mapping, (int)parsed.Start.Index), mapping.Fields, PathOf(frames)));
                Close(frames);
                break;
            case SequenceEnd:
                var sequence = frames.Pop();
                if (sequence.Joined is { IsEmpty: false } joined && frames.TryPeek(out var outer) && outer is { Mapping: true, Key: { } key })
                    outer.Fields.Add((key, joined.Build()));
                Close(frames);
                break;
            case Scalar scalar:
                TakeScalar(source, scalar, frames);
                break;
        }
    }

    private static void Close(Stack<Frame> frames)
    {
        if (frames.TryPeek(out var outer) && outer.Mapping)
            outer.Key = null;
    }

    private static void TakeScalar(SourceText source, Scalar scalar, Stack<Frame> frames)
    {
        if (!frames.TryPeek(out var frame))
            return;
        if (!frame.Mapping)
        {
            frame.Joined ??= new FlowBuilder(source);
            if (!frame.Joined.IsEmpty)
                frame.Joined.Append(", ", (int)scalar.Start.Index);
            Append(source, scalar, frame.Joined);
        }
        else if (frame.Key is null)
        {
            frame.Key = scalar.Value;
        }
        else
        {
            var builder = new FlowBuilder(source);
            if (scalar.Value is not ("null" or "~" or "true" or "false"))
                Append(source, scalar, builder);
            if (!builder.IsEmpty)
                frame.Fields.Add((frame.Key, builder.Build()));
            frame.Key = null;
        }
    }

    // A plain or quoted scalar stands in the source as it is, but for escapes and folded lines: each of its lines is looked up in turn.
    private static void Append(SourceText source, Scalar scalar, FlowBuilder builder)
    {
        var at = Math.Min((int)scalar.Start.Index, source.Text.Length);
        var end = Math.Clamp((int)scalar.End.Index, at, source.Text.Length);
        var value = scalar.Value.AsSpan();
        while (!value.IsEmpty)
        {
            var space = value.IndexOfAny(' ', '\n');
            var word = space < 0 ? value : value[..space];
            var found = source.Text.AsSpan(at, end - at).IndexOf(word);
            var place = found < 0 ? at : at + found;
            builder.Append(word, place);
            at = found < 0 ? at : place + word.Length;
            if (space < 0)
                return;
            if (value[space] == '\n')
                builder.Break(Math.Min(at, source.Text.Length));
            else
                builder.Append(" ", at);
            at = found < 0 ? at : Math.Min(end, at + 1);
            value = value[(space + 1)..];
        }
    }

    private static ImmutableArray<string> PathOf(Stack<Frame> frames) => [.. frames.Reverse().Where(f => f is { Mapping: true, Key: not null }).Select(f => f.Key!)];

    private static int LastVisible(string text, Frame frame, int end)
    {
        end = Math.Clamp(end, frame.Start + 1, text.Length);
        while (end > frame.Start + 1 && (char.IsWhiteSpace(text[end - 1]) || text[end - 1] == '-'))
            end--;
        return end;
    }
}
