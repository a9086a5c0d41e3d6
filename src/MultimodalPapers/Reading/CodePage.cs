using System.Buffers;
using System.Collections.Immutable;

namespace MultimodalPapers.Reading;

/// <summary>A single-byte code page as far as damage needs it: which upper byte each of its characters stands for.</summary>
internal sealed class CodePage
{
    private const string LowerOf1252 = "€\0‚ƒ„…†‡ˆ‰Š‹Œ\0Ž\0\0‘’“”•–—˜™š›œ\0žŸ";
    private const string LowerOf1250 = "€\0‚\0„…†‡\0‰Š‹ŚŤŽŹ\0‘’“”•–—\0™š›śťžź";
    private const string UpperOf1250 =
        "\u00A0ˇ˘Ł¤Ą¦§¨©Ş«¬\u00AD®Ż°±˛ł´µ¶·¸ąş»Ľ˝ľż" +
        "ŔÁÂĂÄĹĆÇČÉĘËĚÍÎĎĐŃŇÓÔŐÖ×ŘŮÚŰÜÝŢßŕáâăäĺćçčéęëěíîďđńňóôőö÷řůúűüýţ˙";

    private static readonly string Latin1 = string.Create(96, 0, (span, _) =>
    {
        for (var i = 0; i < span.Length; i++)
            span[i] = (char)(0xA0 + i);
    });

    private static readonly string Turkish = Latin1
        .Replace('Ð', 'Ğ').Replace('Ý', 'İ').Replace('Þ', 'Ş').Replace('ð', 'ğ').Replace('ý', 'ı').Replace('þ', 'ş');

    // A short text does not tell the two Western pages apart, so what either lacks may be gone.
    private static readonly ImmutableArray<byte> LostWithWestern = [0x81, 0x8D, 0x8E, 0x8F, 0x90, 0x9D, 0x9E, 0xA0, 0xAD];

    /// <summary>The pages that UTF-8 is mistaken for, the commonest first; ISO 8859-1 and 8859-9 are read by the first two as well.</summary>
    internal static readonly CodePage[] All =
    [
        new("Windows-1252", LowerOf1252 + Latin1, LostWithWestern),
        new("Windows-1254", LowerOf1252.Replace('Ž', '\0').Replace('ž', '\0') + Turkish, LostWithWestern),
        new("Windows-1250", LowerOf1250 + UpperOf1250, [0x81, 0x83, 0x88, 0x90, 0x98, 0xA0, 0xAD]),
    ];

    /// <summary>The last character that a page has.</summary>
    public const char LastCharacter = '™';

    // By character.
    private readonly byte[] _bytes = new byte[LastCharacter + 1];

    private CodePage(string name, string upper, ImmutableArray<byte> lost)
    {
        Name = name;
        Lost = lost;
        // What a page lacks, many programs turn into the control character of the same number; ISO 8859 has no other.
        for (var i = 0x80; i < 0xA0; i++)
            _bytes[(char)i] = (byte)i;
        for (var i = 0; i < upper.Length; i++)
        {
            if (upper[i] != '\0')
                _bytes[upper[i]] = (byte)(0x80 + i);
        }
        Leads = SearchValues.Create(string.Concat(Enumerable.Range(0x80, _bytes.Length - 0x80).Select(c => (char)c).Where(c => DamagedUnit.SequenceLength(ByteOf(c)) > 0)));
    }

    public string Name { get; }

    /// <summary>The continuation bytes that may get lost: those without a character, the no-break space and the soft hyphen.</summary>
    public ImmutableArray<byte> Lost { get; }

    /// <summary>The characters that stand for the first byte of a sequence of UTF-8.</summary>
    public SearchValues<char> Leads { get; }

    /// <summary>The byte from 0x80 to 0xFF that the character stands for; 0 where it stands for none.</summary>
    public byte ByteOf(char c) => c < _bytes.Length ? _bytes[c] : (byte)0;
}
