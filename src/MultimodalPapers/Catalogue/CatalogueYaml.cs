using System.Buffers;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace MultimodalPapers.Catalogue;

internal enum YamlKind
{
    MappingStart,
    MappingEnd,
    SequenceStart,
    SequenceEnd,
    Scalar,
    Alias,

    /// <summary>A second document begins.</summary>
    Document,
    End,
}

/// <param name="Kind">What stands here.</param>
/// <param name="Value">A scalar's text; otherwise empty.</param>
/// <param name="Line">1-based.</param>
internal readonly record struct YamlEvent(YamlKind Kind, string Value, int Line);

/// <summary>The structure of a YAML text as a flat list.</summary>
/// <remarks>
/// The parser of YamlDotNet takes 150 ms for the built-in catalogue, more than all else that happens at the program's start. So what is laid out plainly,
/// as the built-in files are, is read here line by line; any text with a sign beyond that layout goes to YamlDotNet as a whole. A test holds the two to the same result.
/// </remarks>
internal static class CatalogueYaml
{
    /// <exception cref="YamlException">The text is not YAML.</exception>
    public static List<YamlEvent> Read(string text) => ReadPlain(text) ?? ReadAny(text);

    internal static List<YamlEvent> ReadAny(string text)
    {
        var events = new List<YamlEvent>();
        var parser = new Parser(new Scanner(new StringReader(text), skipComments: true));
        var documents = 0;
        while (parser.MoveNext())
        {
            var line = (int)parser.Current!.Start.Line;
            switch (parser.Current)
            {
                case MappingStart: events.Add(new(YamlKind.MappingStart, "", line)); break;
                case MappingEnd: events.Add(new(YamlKind.MappingEnd, "", line)); break;
                case SequenceStart: events.Add(new(YamlKind.SequenceStart, "", line)); break;
                case SequenceEnd: events.Add(new(YamlKind.SequenceEnd, "", line)); break;
                case Scalar scalar: events.Add(new(YamlKind.Scalar, scalar.Value, line)); break;
                case AnchorAlias: events.Add(new(YamlKind.Alias, "", line)); break;
                case DocumentStart when ++documents > 1: events.Add(new(YamlKind.Document, "", line)); break;
                case StreamEnd: events.Add(new(YamlKind.End, "", line)); break;
                default: break;
            }
        }
        return events;
    }

    /// <summary>Reads sections of things of fields: keys at the margin, <c>- key: value</c> at two spaces, <c>key: value</c> at four; values on their line, lists also on the next.</summary>
    /// <returns>Null where the text has anything else.</returns>
    internal static List<YamlEvent>? ReadPlain(string text)
    {
        var reader = new PlainReader(new List<YamlEvent>(text.Length / 12));
        var number = 0;
        foreach (var part in text.AsSpan().EnumerateLines())
        {
            number++;
            if (!reader.Line(part, number))
                return null;
        }
        return reader.End(number);
    }

    private ref struct PlainReader(List<YamlEvent> events)
    {
        private const int ItemIndent = 2;
        private const int FieldIndent = 4;

        private static readonly SearchValues<char> Indicators = SearchValues.Create("-?:,[]{}#&*!|>'\"%@`=~<");
        private static readonly SearchValues<char> FlowSigns = SearchValues.Create(",[]{}:#'\"");

        // \t, \r, controls, and the line ends and marks that YAML treats in ways of its own.
        private static readonly SearchValues<char> Strange = SearchValues.Create(
            [.. Enumerable.Range(0, 0x20).Concat(Enumerable.Range(0x7F, 0x21)).Append(0x2028).Append(0x2029).Append(0xFEFF).Append(0xFFFE).Append(0xFFFF).Select(c => (char)c)]);

        private bool _inSection;
        private bool _inThing;
        private bool _inList;

        public bool Line(ReadOnlySpan<char> line, int number)
        {
            line = line.TrimEnd(' ');
            var content = line.TrimStart(' ');
            if (_inList)
                return line.Length - content.Length > FieldIndent && !content.IsEmpty && content[0] != '#' && !content.ContainsAny(Strange) && MoreItems(ref content, number) && content.IsEmpty;
            if (content.IsEmpty || (content[0] == '#' && !content.ContainsAny(Strange)))
                return true;
            if (content.ContainsAny(Strange))
                return false;
            var indent = line.Length - content.Length;
            return indent switch
            {
                0 => Section(content, number),
                ItemIndent => _inSection && content.StartsWith("- ", StringComparison.Ordinal) && content[2] != ' ' && Item(content[2..], number),
                FieldIndent => _inThing && Field(content, number),
                _ => false,
            };
        }

        public readonly List<YamlEvent>? End(int number)
        {
            if (!_inSection || !_inThing || _inList)
                return null;
            events.Add(new(YamlKind.MappingEnd, "", number));
            events.Add(new(YamlKind.SequenceEnd, "", number));
            events.Add(new(YamlKind.MappingEnd, "", number));
            events.Add(new(YamlKind.End, "", number));
            return events;
        }

        private bool Section(ReadOnlySpan<char> content, int number)
        {
            if (content.Length < 2 || content[^1] != ':' || (_inSection && !_inThing) || !IsPlainKey(content[..^1]))
                return false;
            if (_inSection)
            {
                events.Add(new(YamlKind.MappingEnd, "", number));
                events.Add(new(YamlKind.SequenceEnd, "", number));
            }
            else
            {
                events.Add(new(YamlKind.MappingStart, "", number));
            }
            events.Add(new(YamlKind.Scalar, content[..^1].ToString(), number));
            events.Add(new(YamlKind.SequenceStart, "", number));
            (_inSection, _inThing) = (true, false);
            return true;
        }

        private bool Item(ReadOnlySpan<char> content, int number)
        {
            if (_inThing)
                events.Add(new(YamlKind.MappingEnd, "", number));
            events.Add(new(YamlKind.MappingStart, "", number));
            _inThing = true;
            return Field(content, number);
        }

        private bool Field(ReadOnlySpan<char> content, int number)
        {
            var colon = content.IndexOf(": ", StringComparison.Ordinal);
            if (colon < 1 || !IsPlainKey(content[..colon]))
                return false;
            events.Add(new(YamlKind.Scalar, KeyText(content[..colon]), number));
            return Value(content[(colon + 2)..].TrimStart(' '), number);
        }

        /// <summary>Keys are few: their texts are shared.</summary>
        private static string KeyText(ReadOnlySpan<char> key) => key switch
        {
            "name" => "name",
            "year" => "year",
            "makers" => "makers",
            "source" => "source",
            "spellings" => "spellings",
            "type" => "type",
            "backbone" => "backbone",
            "encoder" => "encoder",
            "derived from" => "derived from",
            "broader" => "broader",
            _ => key.ToString(),
        };

        private static bool IsPlainKey(ReadOnlySpan<char> key)
        {
            foreach (var c in key)
            {
                if (!char.IsAsciiLetter(c) && c != ' ')
                    return false;
            }
            return key[0] != ' ' && key[^1] != ' ';
        }

        private bool Value(ReadOnlySpan<char> value, int number)
        {
            if (value.IsEmpty)
                return false;
            if (value[0] == '[')
                return Items(ref value, number) && value.IsEmpty;
            if (value[0] is '"' or '\'')
                return Quoted(ref value, number) && value.IsEmpty;
            if (Indicators.Contains(value[0]) || value[^1] == ':' || value.Contains(": ", StringComparison.Ordinal) || value.Contains(" #", StringComparison.Ordinal))
                return false;
            events.Add(new(YamlKind.Scalar, value.ToString(), number));
            return true;
        }

        /// <summary>A list in brackets of plain and quoted scalars and of mappings of them in braces. It may go on in the next line after a comma.</summary>
        private bool Items(ref ReadOnlySpan<char> rest, int number)
        {
            events.Add(new(YamlKind.SequenceStart, "", number));
            rest = rest[1..].TrimStart(' ');
            return !rest.IsEmpty && MoreItems(ref rest, number);
        }

        private bool MoreItems(ref ReadOnlySpan<char> rest, int number)
        {
            while (!rest.IsEmpty && (rest[0] != ']' || _inList))
            {
                _inList = false;
                if (!(rest[0] == '{' ? Braces(ref rest, number) : Scalar(ref rest, number)) || !Separator(ref rest, ']'))
                    return false;
            }
            if (rest.IsEmpty)
                return _inList = true;
            rest = rest[1..];
            events.Add(new(YamlKind.SequenceEnd, "", number));
            return true;
        }

        private readonly bool Braces(ref ReadOnlySpan<char> rest, int number)
        {
            events.Add(new(YamlKind.MappingStart, "", number));
            rest = rest[1..].TrimStart(' ');
            while (!rest.IsEmpty && rest[0] != '}')
            {
                var colon = rest.IndexOf(": ", StringComparison.Ordinal);
                if (colon < 1 || !IsPlainKey(rest[..colon]))
                    return false;
                events.Add(new(YamlKind.Scalar, KeyText(rest[..colon]), number));
                rest = rest[(colon + 2)..].TrimStart(' ');
                if (!Scalar(ref rest, number) || !Separator(ref rest, '}') || rest.IsEmpty)
                    return false;
            }
            if (rest.IsEmpty)
                return false;
            rest = rest[1..];
            events.Add(new(YamlKind.MappingEnd, "", number));
            return true;
        }

        /// <summary>A comma with another item behind it, or the closing sign.</summary>
        private static bool Separator(ref ReadOnlySpan<char> rest, char close)
        {
            rest = rest.TrimStart(' ');
            if (rest.IsEmpty)
                return false;
            if (rest[0] == close)
                return true;
            if (rest[0] != ',')
                return false;
            rest = rest[1..].TrimStart(' ');
            return rest.IsEmpty || rest[0] != close;
        }

        private readonly bool Scalar(ref ReadOnlySpan<char> rest, int number)
        {
            if (rest.IsEmpty)
                return false;
            if (rest[0] is '"' or '\'')
                return Quoted(ref rest, number);
            if (Indicators.Contains(rest[0]))
                return false;
            var end = rest.IndexOfAny(FlowSigns);
            while (end > 0 && rest[end] is '\'')
            {
                var next = rest[(end + 1)..].IndexOfAny(FlowSigns);
                end = next < 0 ? -1 : end + 1 + next;
            }
            if (end < 1 || rest[end] is not (',' or ']' or '}'))
                return false;
            events.Add(new(YamlKind.Scalar, rest[..end].TrimEnd(' ').ToString(), number));
            rest = rest[end..];
            return true;
        }

        private readonly bool Quoted(ref ReadOnlySpan<char> rest, int number)
        {
            var end = rest[1..].IndexOf(rest[0]) + 1;
            if (end < 1 || (end + 1 < rest.Length && rest[end + 1] == '\''))
                return false;
            var value = rest[1..end].ToString();
            if (rest[0] == '"' && value.Contains('\\'))
            {
                // Of the escapes only that of the backslash itself.
                if (value.Replace(@"\\", "").Contains('\\'))
                    return false;
                value = value.Replace(@"\\", @"\");
            }
            events.Add(new(YamlKind.Scalar, value, number));
            rest = rest[(end + 1)..];
            return true;
        }
    }
}
