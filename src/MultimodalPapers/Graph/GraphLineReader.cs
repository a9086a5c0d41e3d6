using System.Collections.Immutable;
using System.Text;
using System.Text.Json;

namespace MultimodalPapers.Graph;

/// <summary>Reads lines of a graph file, one after the other, without a tree of what they hold.</summary>
/// <remarks>Short texts that come again and again, such as names of properties, labels and the ends of relationships, are mostly the same objects. Not for several threads at once.</remarks>
/// <param name="file">What errors call the file.</param>
internal sealed class GraphLineReader(string file)
{
    private const int LongestRemembered = 64;
    private static readonly object True = true;
    private static readonly object False = false;

    // Each text has one place here, which it loses to the next that has the same.
    private readonly string?[] _remembered = new string?[1 << 12];
    private readonly List<KeyValuePair<string, object>> _properties = [];
    private readonly List<string> _texts = [];
    private readonly List<long> _longs = [];
    private readonly List<double> _doubles = [];
    private long _line;

    /// <param name="line">1-based, for errors.</param>
    /// <param name="bytes">The line.</param>
    /// <returns>Either a node or a relationship.</returns>
    /// <exception cref="GraphFormatException">The line is not of the format.</exception>
    public (GraphNode? Node, RelationshipLine? Relationship) Read(long line, ReadOnlySpan<byte> bytes)
    {
        _line = line;
        try
        {
            var json = new Utf8JsonReader(bytes);
            json.Read();
            if (json.TokenType != JsonTokenType.StartObject)
                throw Error($"expected an object with \"type\": \"node\" or \"relationship\", found {Shown(json, bytes)}");
            var members = Members(ref json, bytes);
            // Nothing may follow.
            json.Read();
            return members.IsNode ?? throw Missing("type") ? (Node(members), null) : (null, Relationship(members));
        }
        catch (JsonException error)
        {
            throw Error($"not a JSON object ({error.Message})", error);
        }
    }

    private GraphNode Node(LineMembers members)
    {
        var id = members.Id ?? throw Missing("id");
        return members.Labels.IsDefaultOrEmpty ? throw Error("the node has no labels; expected one of " + string.Join(", ", GraphSchema.Labels))
            : new GraphNode(id, members.Labels, members.Properties ?? PropertyBag.Empty);
    }

    private RelationshipLine Relationship(LineMembers members)
    {
        var start = members.Start ?? throw Missing("start");
        var end = members.End ?? throw Missing("end");
        var type = members.Label ?? throw Missing("label");
        var (startId, endId) = (start.Id ?? throw Missing("id"), end.Id ?? throw Missing("id"));
        // Exports of other tools may leave out a relationship's id.
        var id = members.Id ?? GraphRelationship.IdOf(startId, type, endId);
        return new RelationshipLine(new GraphRelationship(id, type, startId, endId, members.Properties ?? PropertyBag.Empty), start.Labels, end.Labels);
    }

    private LineMembers Members(ref Utf8JsonReader json, ReadOnlySpan<byte> line)
    {
        var members = default(LineMembers);
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (Names(ref json, "type"u8))
                members.IsNode = IsNode(ref json, line);
            else if (Names(ref json, "id"u8))
                members.Id = Id(ref json, line);
            else if (Names(ref json, "label"u8))
                members.Label = Text(ref json, line, "label");
            else if (Names(ref json, "labels"u8))
                members.Labels = Labels(ref json, line);
            else if (Names(ref json, "properties"u8))
                members.Properties = Properties(ref json, line);
            else if (Names(ref json, "start"u8))
                members.Start = End(ref json, line);
            else if (Names(ref json, "end"u8))
                members.End = End(ref json, line);
            else
                PassOver(ref json);
        }
        return members;
    }

    /// <summary>Whether the member has this name; then the reader goes on to its value.</summary>
    private static bool Names(ref Utf8JsonReader json, ReadOnlySpan<byte> name) => json.ValueTextEquals(name) && json.Read();

    private static void PassOver(ref Utf8JsonReader json)
    {
        json.Read();
        json.Skip();
    }

    private bool IsNode(ref Utf8JsonReader json, ReadOnlySpan<byte> line)
    {
        var isText = json.TokenType == JsonTokenType.String;
        if (isText && json.ValueTextEquals("node"u8))
            return true;
        return isText && json.ValueTextEquals("relationship"u8) ? false
            : throw Error($"\"type\" is {Shown(json, line)}; expected \"node\" or \"relationship\"");
    }

    private string Id(ref Utf8JsonReader json, ReadOnlySpan<byte> line) =>
        json.TokenType == JsonTokenType.Number ? Encoding.UTF8.GetString(json.ValueSpan) : Text(ref json, line, "id");

    private LineEnd End(ref Utf8JsonReader json, ReadOnlySpan<byte> line)
    {
        var end = new LineEnd(null, []);
        if (json.TokenType != JsonTokenType.StartObject)
        {
            json.Skip();
            return end;
        }
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (Names(ref json, "id"u8))
                end = end with { Id = Id(ref json, line) };
            else if (Names(ref json, "labels"u8))
                end = end with { Labels = Labels(ref json, line) };
            else
                PassOver(ref json);
        }
        return end;
    }

    private ImmutableArray<string> Labels(ref Utf8JsonReader json, ReadOnlySpan<byte> line)
    {
        if (json.TokenType != JsonTokenType.StartArray)
            throw Error($"\"labels\" is {Shown(json, line)}; expected a list of names");
        _texts.Clear();
        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
            _texts.Add(Text(ref json, line, "labels"));
        return [.. _texts];
    }

    private PropertyBag? Properties(ref Utf8JsonReader json, ReadOnlySpan<byte> line)
    {
        if (json.TokenType == JsonTokenType.Null)
            return null;
        if (json.TokenType != JsonTokenType.StartObject)
            throw Error($"\"properties\" is {Shown(json, line)}; expected an object");
        _properties.Clear();
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var name = Remembered(ref json, "properties");
            json.Read();
            if (json.TokenType != JsonTokenType.Null)
                _properties.Add(new(name, Value(ref json, line, name)));
        }
        try
        {
            return new PropertyBag(_properties);
        }
        catch (ArgumentException error)
        {
            throw Error(error.Message, error);
        }
    }

    private object Value(ref Utf8JsonReader json, ReadOnlySpan<byte> line, string name) => json.TokenType switch
    {
        JsonTokenType.String => Remembered(ref json, name),
        JsonTokenType.Number when !IsWhole(ref json) => json.GetDouble(),
        JsonTokenType.Number => json.TryGetInt64(out var number) ? number
            : throw Error($"the property \"{name}\" is {Shown(json, line)}, which does not fit into 64 bits"),
        JsonTokenType.True => True,
        JsonTokenType.False => False,
        JsonTokenType.StartArray => List(ref json, line, name),
        _ => throw Error($"the property \"{name}\" is {Shown(json, line)}; expected a text, number, boolean or a list of texts or numbers"),
    };

    private object List(ref Utf8JsonReader json, ReadOnlySpan<byte> line, string name)
    {
        var start = json;
        var fits = true;
        _texts.Clear();
        _longs.Clear();
        _doubles.Clear();
        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            if (json.TokenType == JsonTokenType.String && _doubles.Count == 0)
                _texts.Add(Remembered(ref json, name));
            else if (json.TokenType == JsonTokenType.Number && _texts.Count == 0)
                fits &= Add(ref json);
            else
                throw Error($"the list \"{name}\" is {Shown(start, line)}; expected all texts or all numbers");
        }
        if (_doubles.Count == 0)
            return ImmutableArray.CreateRange(_texts);
        if (_longs.Count < _doubles.Count)
            return ImmutableArray.CreateRange(_doubles);
        return fits ? ImmutableArray.CreateRange(_longs) : throw Error($"the list \"{name}\" is {Shown(start, line)}; not all of its numbers fit into 64 bits");
    }

    /// <returns>Whether a whole number fits into 64 bits.</returns>
    private bool Add(ref Utf8JsonReader json)
    {
        _doubles.Add(json.GetDouble());
        if (!IsWhole(ref json))
            return true;
        var fits = json.TryGetInt64(out var number);
        _longs.Add(number);
        return fits;
    }

    private static bool IsWhole(ref Utf8JsonReader json) => json.ValueSpan.IndexOfAny(".eE"u8) < 0;

    private string Text(ref Utf8JsonReader json, ReadOnlySpan<byte> line, string name) =>
        json.TokenType == JsonTokenType.String ? Remembered(ref json, name) : throw Error($"\"{name}\" is {Shown(json, line)}; expected a text");

    private string Remembered(ref Utf8JsonReader json, string name)
    {
        var utf8 = json.ValueSpan;
        if (utf8.Length > LongestRemembered || json.ValueIsEscaped)
            return Decoded(ref json, name);
        ref var place = ref _remembered[Place(utf8) & (_remembered.Length - 1)];
        // Only what is plain ASCII is ever found again.
        return place is not null && Ascii.Equals(utf8, place) ? place : place = Decoded(ref json, name);
    }

    /// <summary>By length and ends, which tell most names and ids apart.</summary>
    private static int Place(ReadOnlySpan<byte> utf8)
    {
        var hash = (uint)utf8.Length;
        for (var i = Math.Max(0, utf8.Length - 8); i < utf8.Length; i++)
            hash = (hash ^ utf8[i]) * 0x01000193;
        if (utf8.Length > 8)
            hash = (hash ^ utf8[0] ^ ((uint)utf8[utf8.Length / 2] << 8)) * 0x01000193;
        return (int)(hash ^ (hash >> 15));
    }

    private string Decoded(ref Utf8JsonReader json, string name)
    {
        try
        {
            return json.GetString()!;
        }
        catch (InvalidOperationException error)
        {
            throw Error($"\"{name}\" is no valid text: {error.Message}", error);
        }
    }

    /// <summary>The value that a reader stands at, as the line has it.</summary>
    private static string Shown(Utf8JsonReader json, ReadOnlySpan<byte> line)
    {
        var start = (int)json.TokenStartIndex;
        json.Skip();
        var text = Encoding.UTF8.GetString(line[start..(int)json.BytesConsumed]);
        return text.Length <= 60 ? text : string.Concat(text.AsSpan(0, 57), "...");
    }

    private GraphFormatException Missing(string name) => Error($"\"{name}\" is missing");

    private GraphFormatException Error(string problem, Exception? inner = null) => new(file, _line, problem, inner);

    private struct LineMembers
    {
        public bool? IsNode;
        public string? Id;
        public string? Label;
        public ImmutableArray<string> Labels;
        public PropertyBag? Properties;
        public LineEnd? Start;
        public LineEnd? End;
    }

    private readonly record struct LineEnd(string? Id, ImmutableArray<string> Labels);
}
