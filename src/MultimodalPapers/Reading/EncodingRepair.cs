using System.Runtime.InteropServices;
using System.Text;

namespace MultimodalPapers.Reading;

/// <summary>Undoes a wrong decoding: UTF-8 that was read as a single-byte code page and saved again.</summary>
/// <remarks>
/// <para>Each byte of the original became a character of the code page. Where all are there, reading them back as bytes restores the text. Bytes
/// that the page lacks, and soft hyphens, many programs drop; they are put back where the frequency of characters and of their neighbours
/// makes one reading likelier than all others together, and U+FFFD stands where it does not.</para>
/// <para>A text is damaged where characters follow each other that UTF-8 explains and ordinary writing does not (<c>â€™</c>, <c>ç”¨</c>); an accent
/// before a quotation mark is no such sign. In a damaged text only the damaged runs change, so files put together from several sources are
/// repaired in parts. Time and memory are linear in the text; the frequencies are loaded only when damage was found.</para>
/// </remarks>
public static class EncodingRepair
{
    /// <summary>Repairs what is damaged.</summary>
    /// <returns>The number of lines stays; text without damage comes back as the same string.</returns>
    public static RepairResult Repair(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var evidence = new DecodingEvidence();
        evidence.Add(text);
        return Repair(text, evidence.Found());
    }

    /// <summary>Repairs what is damaged in a piece of a text of which it is known how it was decoded.</summary>
    /// <param name="text">The piece.</param>
    /// <param name="decoding">Null for a text that is not damaged.</param>
    internal static RepairResult Repair(string text, WrongDecoding? decoding) => decoding is null ? RepairResult.Untouched(text) : new Pass(text, decoding).Run();

    /// <summary>One way through a damaged text.</summary>
    private sealed class Pass(string text, WrongDecoding decoding)
    {
        private readonly StringBuilder _repaired = new();
        private readonly List<DamagedUnit> _run = [];
        private readonly List<DamagedLine> _lines = [];
        private readonly LostBytes _lost = new(decoding.Lost);
        private int _copied;

        public RepairResult Run()
        {
            var line = 1;
            for (var i = 0; text.AsSpan(i).IndexOfAny(decoding.Page.Leads) is >= 0 and var gap;)
            {
                line += LineEnds(text.AsSpan(i, gap));
                i = ReadRun(i + gap);
                if (IsDamaged(_run))
                    WriteRun(line);
            }
            if (_lines.Count == 0)
                return RepairResult.Untouched(text);
            _repaired.Append(text, _copied, text.Length - _copied);
            var characters = _lines.Sum(l => l.Characters);
            var unclear = _lines.Sum(l => l.Unclear);
            return new RepairResult(_repaired.ToString(), decoding.Page.Name, characters, characters - unclear, _lines.Sum(l => l.Guessed), unclear, [.. _lines]);
        }

        /// <summary>Collects the units that stand without a gap from a place on.</summary>
        /// <returns>The place behind them.</returns>
        private int ReadRun(int start)
        {
            _run.Clear();
            while (start < text.Length && DamagedUnit.Read(text, start, decoding.Page) is { } unit)
            {
                _run.Add(unit);
                start += unit.Length;
            }
            return start;
        }

        private void WriteRun(int line)
        {
            var resolved = _lost.Resolve(CollectionsMarshal.AsSpan(_run));
            var (guessed, unclear, kept) = (0, 0, 0);
            for (var u = 0; u < _run.Count; u++)
            {
                var unit = _run[u];
                if (unit.Missing == 0 && resolved[u] is null)
                {
                    kept++;
                    continue;
                }
                _repaired.Append(text, _copied, unit.Start - _copied);
                if (resolved[u] is { } rune)
                    _repaired.Append(char.ConvertFromUtf32(rune));
                else
                    _repaired.Append('\uFFFD');
                _copied = unit.Start + unit.Length;
                guessed += unit.Missing > 0 && resolved[u] is not null ? 1 : 0;
                unclear += resolved[u] is null ? 1 : 0;
            }
            Count(new DamagedLine(line, _run.Count - kept, guessed, unclear));
        }

        private void Count(DamagedLine damage)
        {
            if (_lines.Count > 0 && _lines[^1] is var last && last.Line == damage.Line)
            {
                _lines[^1] = new DamagedLine(last.Line, last.Characters + damage.Characters, last.Guessed + damage.Guessed, last.Unclear + damage.Unclear);
                return;
            }
            _lines.Add(damage);
        }

        private static int LineEnds(ReadOnlySpan<char> text) => text.Count('\n') + text.Count('\r') - text.Count("\r\n");

        /// <summary>Whether a run in a damaged text is damaged itself, and not an accented letter that somebody typed later.</summary>
        private static bool IsDamaged(List<DamagedUnit> run)
        {
            var (signs, bare) = (0, 0);
            foreach (var unit in run)
            {
                bare += unit.Length == 1 ? 1 : 0;
                signs += unit.Odd || (unit.Rune is { } rune && DecodingEvidence.IsWritten(rune) && (unit.Lead is 0xC2 or 0xC3 || CharacterFrequencies.Instance.Knows(rune))) ? 1 : 0;
            }
            return signs > 0 && bare * 2 <= run.Count;
        }
    }
}
