using System.Text;

namespace MultimodalPapers.Reading;

/// <summary>How common characters are, and which follow which. Read from the embedded figures at first use.</summary>
internal sealed class CharacterFrequencies
{
    private const string Resource = "reading/chinese-frequencies.txt";
    private const char LevelZero = '!';

    // What is written with these characters is short and stands alone, so their order by frequency is all that is needed.
    private const string Cyrillic = "оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфёъСПВНОТАКМРДЕИБГЗЛУЭФХЧШЯЮЖЦЩЙЁЬЫЪ";
    private const string Latin = "éíáóñçãüöäèàêúõâßøåæîôëïûìòùğışčřěýůžłęąśćżńőűÉÍÁÓÑÇÃÜÖÄÈÀÊÚÕÂØÅÆÎÔËÏİŞĞČŘŽŁŚ";
    private const string Emoji = "🔥🚀🎉📝📖📚✨💡🌟📄🔗📌👋🎯🏆😊🤗🔍🌐📢📊🧠🤖🎨🎬👀💻🎓📰🔔";
    private const int RareLevel = -40;

    private static readonly Lazy<CharacterFrequencies> Embedded = new(Load);

    // By level: a character of ASCII.
    private static readonly double[] Counts = [.. Enumerable.Range(0, '\x7F' - LevelZero).Select(level => Math.Pow(2, level / 4.0))];

    private readonly Dictionary<int, double> _shares;

    // The lines of the figures by their character. A damaged list asks for few of their pairs, so none is taken apart before it is asked for.
    private readonly Dictionary<int, string> _lines = new(5000);
    private readonly double _rare;

    private CharacterFrequencies(TextReader figures)
    {
        var total = 0.0;
        while (figures.ReadLine() is { } line)
        {
            if (line.Length < 2 || line[0] == '#')
                continue;
            _lines.Add(line[0], line);
            total += CountOf(line[1]);
        }
        _shares = new Dictionary<int, double>(_lines.Count + Cyrillic.Length + Latin.Length + Emoji.Length);
        foreach (var (rune, line) in _lines)
            _shares.Add(rune, CountOf(line[1]) / total);
        AddInOrder(Cyrillic, 0.02);
        AddInOrder(Latin, 0.01);
        AddInOrder(Emoji, 0.001);
        _rare = Math.Pow(2, RareLevel / 4.0) / total;
    }

    public static CharacterFrequencies Instance => Embedded.Value;

    /// <summary>Whether the figures say anything of the character.</summary>
    public bool Knows(int rune) => _shares.ContainsKey(rune);

    /// <summary>The character's share of all characters; never zero.</summary>
    public double Share(int rune) => _shares.GetValueOrDefault(rune, _rare);

    /// <summary>How likely the character is after another one: the pair's own figure, and the character's share for pairs that the figures lack.</summary>
    /// <param name="previous">0 where no character of the kind goes before.</param>
    /// <param name="rune">The character.</param>
    public double After(int previous, int rune)
    {
        var share = Share(rune);
        if (!_shares.ContainsKey(previous))
            return share;
        return (0.9 * Following(previous, rune)) + (0.1 * share);
    }

    /// <summary>The share of a character among those that follow another one; 0 for pairs that the figures lack.</summary>
    private double Following(int previous, int rune)
    {
        if (rune is < 0x80 or > char.MaxValue || !_lines.TryGetValue(previous, out var line))
            return 0;
        // Levels are ASCII, so that only a character of a pair can be found.
        var at = line.IndexOf((char)rune, startIndex: 2);
        return at < 0 ? 0 : CountOf(line[at + 1]) / CountOf(line[1]);
    }

    private static double CountOf(char level) => Counts[level - LevelZero];

    private void AddInOrder(string characters, double share)
    {
        foreach (var rune in characters.EnumerateRunes())
        {
            _shares.TryAdd(rune.Value, share);
            share *= 0.95;
        }
    }

    private static CharacterFrequencies Load()
    {
        using var stream = typeof(CharacterFrequencies).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"The program was built without its resource {Resource}.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return new CharacterFrequencies(reader);
    }
}
