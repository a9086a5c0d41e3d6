using System.Globalization;

namespace MultimodalPapers.Reading;

/// <summary>Reads JSON and JSON Lines with places. Objects that hold a value are records; what is damaged ends the file's reading there.</summary>
internal sealed class JsonRecords
{
    private const int Deepest = 60;

    private readonly SourceText _source;
    private readonly string _text;
    private readonly List<DataRecord> _records = [];
    private readonly List<string> _path = [];
    private int _at;
    private bool _damaged;

    private JsonRecords(SourceText source) => (_source, _text) = (source, source.Text);

    /// <summary>All records, and the line at which the reading had to stop; 0 where it did not.</summary>
    public static (List<DataRecord> Records, int DamagedLine) Read(SourceText source)
    {
        var reader = new JsonRecords(source);
        reader.SkipSpace();
        while (reader._at < reader._text.Length && !reader._damaged)
        {
            reader.Value(null, null, 0);
            reader.SkipSpace();
        }
        return (reader._records, reader._damaged ? source.At(Math.Min(reader._at, source.Text.Length)).Line : 0);
    }

    // A value goes to its object's field, where it has one; lists of scalars are joined.
    private void Value(FlowBuilder? into, string? key, int depth)
    {
        SkipSpace();
        if (_at >= _text.Length || depth > Deepest)
        {
            _damaged = true;
            return;
        }
        switch (_text[_at])
        {
            case '{':
                Object(key, depth);
                break;
            case '[':
                Array(into, key, depth);
                break;
            case '"':
                if (into is not null && !into.IsEmpty)
                    into.Append(", ", _at);
                String(into);
                break;
            default:
                Scalar(into);
                break;
        }
    }

    private void Object(string? key, int depth)
    {
        var start = _at++;
        var fields = new List<(string, Flow)>();
        var place = _records.Count;
        if (key is not null)
            _path.Add(key);
        while (Next('}'))
        {
            var name = Name();
            SkipSpace();
            if (_damaged || _at >= _text.Length || _text[_at] != ':')
            {
                _damaged = true;
                break;
            }
            _at++;
            var value = new FlowBuilder(_source);
            Value(value, name, depth + 1);
            if (!value.IsEmpty)
                fields.Add((name, value.Build()));
        }
        if (key is not null)
            _path.RemoveAt(_path.Count - 1);
        if (fields.Count == 0)
            return;
        // An object keyed by the work's title or name has it as its own key.
        if (key is not null && !fields.Exists(f => Labels.Of(f.Item1) is { Meaning: FieldMeaning.Part, Role: PartRole.Title or PartRole.Name }) && LocateKey(start, key) is { } flow)
            fields.Insert(0, ("name", flow));
        _records.Insert(place, new DataRecord(start, Math.Max(start + 1, _at), fields, [.. _path]));
    }

    private Flow? LocateKey(int before, string key)
    {
        var at = _text.LastIndexOf(key, before, Math.Min(before + 1, key.Length + 40), StringComparison.Ordinal);
        if (at < 0)
            return null;
        var builder = new FlowBuilder(_source);
        builder.Append(key, at);
        return builder.Build();
    }

    private void Array(FlowBuilder? into, string? key, int depth)
    {
        _at++;
        if (key is not null)
            _path.Add(key);
        while (Next(']'))
            Value(into, null, depth + 1);
        if (key is not null)
            _path.RemoveAt(_path.Count - 1);
    }

    private bool Next(char close)
    {
        while (!_damaged)
        {
            SkipSpace();
            if (_at >= _text.Length)
            {
                _damaged = true;
                return false;
            }
            if (_text[_at] == close)
            {
                _at++;
                return false;
            }
            if (_text[_at] != ',')
                return true;
            _at++;
        }
        return false;
    }

    private string Name()
    {
        var builder = new FlowBuilder(_source);
        if (_text[_at] == '"')
            String(builder);
        else
            _damaged = true;
        return builder.Build().Text;
    }

    private void String(FlowBuilder? into)
    {
        _at++;
        while (_at < _text.Length)
        {
            var stop = _text.AsSpan(_at).IndexOfAny('"', '\\', '\n');
            if (stop < 0 || _text[_at + stop] == '\n')
                break;
            into?.Append(_text.AsSpan(_at, stop), _at);
            _at += stop;
            if (_text[_at] == '"')
            {
                _at++;
                return;
            }
            Escape(into);
        }
        _damaged = true;
    }

    private void Escape(FlowBuilder? into)
    {
        if (_at + 1 >= _text.Length)
        {
            _at = _text.Length;
            return;
        }
        var c = _text[_at + 1];
        if (c == 'u' && _at + 6 <= _text.Length && ushort.TryParse(_text.AsSpan(_at + 2, 4), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var code))
        {
            into?.Append([(char)code], _at);
            _at += 6;
            return;
        }
        if (c is 'n' or 'r')
            into?.Break(_at);
        else
            into?.Append([c switch { 't' => ' ', 'b' or 'f' => ' ', _ => c }], _at + 1);
        _at += 2;
    }

    private void Scalar(FlowBuilder? into)
    {
        var start = _at;
        while (_at < _text.Length && _text[_at] is not (',' or '}' or ']' or '\n' or '"' or ':' or '{' or '['))
            _at++;
        if (_at == start)
        {
            _damaged = true;
            return;
        }
        var word = _text.AsSpan(start, _at - start).TrimEnd();
        if (word is not ("null" or "true" or "false"))
            into?.Append(word, start);
    }

    private void SkipSpace()
    {
        while (_at < _text.Length && (char.IsWhiteSpace(_text[_at]) || _text[_at] == '\uFEFF'))
            _at++;
    }
}
