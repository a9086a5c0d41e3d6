using System.Net;

namespace MultimodalPapers.Reading;

/// <summary>One HTML tag.</summary>
internal readonly struct HtmlTag
{
    private readonly string _text;
    private readonly int _start;
    private readonly int _end;

    private HtmlTag(string text, int start, int end, string name, bool closing) =>
        (_text, _start, _end, Name, IsClosing) = (text, start, end, name, closing);

    /// <summary>Lower case.</summary>
    public string Name { get; }

    public bool IsClosing { get; }

    /// <summary>Behind the closing angle bracket.</summary>
    public int End => _end;

    /// <summary>The tag that begins at an angle bracket; null where none does.</summary>
    public static HtmlTag? Parse(string text, int start, int limit)
    {
        var at = start + 1;
        var closing = at < limit && text[at] == '/';
        if (closing)
            at++;
        var name = at;
        while (at < limit && (char.IsAsciiLetterOrDigit(text[at]) || text[at] == '-'))
            at++;
        if (at == name || !char.IsAsciiLetter(text[name]) || at - name > 20)
            return null;
        var end = EndOf(text, at, limit);
        return end < 0 ? null : new HtmlTag(text, start, end, text[name..at].ToLowerInvariant(), closing);
    }

    /// <summary>The value of an attribute, with entities decoded; null where the tag lacks it.</summary>
    public string? Attribute(string name)
    {
        var (start, length) = Find(name);
        return start < 0 ? null : WebUtility.HtmlDecode(_text.Substring(start, length)).Trim();
    }

    /// <summary>How far behind the tag's start an attribute's value stands; 0 where the tag lacks it.</summary>
    public int OffsetOf(string name)
    {
        var (start, _) = Find(name);
        return start < 0 ? 0 : start - _start;
    }

    private static int EndOf(string text, int at, int limit)
    {
        const int Longest = 4000;
        var quote = '\0';
        for (var i = at; i < limit && i - at < Longest; i++)
        {
            var c = text[i];
            if (quote != '\0')
                quote = c == quote ? '\0' : quote;
            else if (c is '"' or '\'')
                quote = c;
            else if (c == '>')
                return i + 1;
            else if (c == '<')
                return -1;
        }
        return -1;
    }

    private (int Start, int Length) Find(string name)
    {
        for (var i = _start + 1; i + name.Length < _end; i++)
        {
            if (!char.IsWhiteSpace(_text[i - 1]) && _text[i - 1] is not ('"' or '\''))
                continue;
            if (string.Compare(_text, i, name, 0, name.Length, StringComparison.OrdinalIgnoreCase) != 0)
                continue;
            var at = i + name.Length;
            while (at < _end && char.IsWhiteSpace(_text[at]))
                at++;
            if (at >= _end || _text[at] != '=')
                continue;
            at++;
            while (at < _end && char.IsWhiteSpace(_text[at]))
                at++;
            if (at < _end && _text[at] is '"' or '\'')
            {
                var close = _text.IndexOf(_text[at], at + 1, _end - at - 1);
                return close < 0 ? (-1, 0) : (at + 1, close - at - 1);
            }
            var end = at;
            while (end < _end && !char.IsWhiteSpace(_text[end]) && _text[end] != '>')
                end++;
            return (at, end - at);
        }
        return (-1, 0);
    }
}
