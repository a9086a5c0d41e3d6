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
    // One sequence of three bytes or more is a sign that does not come about by chance; of two bytes it takes a pair.
    private const int EnoughEvidence = 2;

    /// <summary>Repairs what is damaged.</summary>
    /// <returns>The number of lines stays; text without damage comes back as the same string.</returns>
    public static RepairResult Repair(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (System.Text.Ascii.IsValid(text) || MistakenFor(text) is not { } page)
            return RepairResult.Untouched(text);
        return new Pass(text, page).Run();
    }

    /// <summary>The code page for which the text shows most evidence; null where there is not enough for any.</summary>
    private static CodePage? MistakenFor(string text)
    {
        CodePage? best = null;
        var most = EnoughEvidence - 1;
        foreach (var page in CodePage.All)
        {
            var evidence = Evidence(text, page);
            if (evidence > most)
                (best, most) = (page, evidence);
        }
        return best;
    }

    private static int Evidence(string text, CodePage page)
    {
        var evidence = 0;
        DamagedUnit? before = null;
        for (var i = 0; text.AsSpan(i).IndexOfAny(page.Leads) is >= 0 and var lead;)
        {
            var unit = DamagedUnit.Read(text, i + lead, page)!.Value;
            i = unit.Start + unit.Length;
            if (unit.Rune is { } rune && IsWritten(rune))
            {
                // Ã and Â begin the letters of Western Europe. Other pairs, such as × before ½, must stand beside another pair.
                var pair = before is { Missing: 0 } other && other.Start + other.Length == unit.Start;
                if (unit.Odd && (unit.Length > 2 || pair || unit.Lead is 0xC2 or 0xC3))
                    evidence += 2;
                else if (unit.Odd && unit.Lead is 0xC4 or 0xC5)
                    evidence++;
            }
            before = unit;
        }
        return evidence;
    }

    /// <summary>Whether the character belongs to a script or to signs in common use.</summary>
    private static bool IsWritten(int rune) => rune is
        (>= 0xA0 and <= 0x17F) or (>= 0x370 and <= 0x6FF) or (>= 0x900 and <= 0xEFF) or (>= 0x10A0 and <= 0x11FF) or (>= 0x1E00 and <= 0x1EFF)
        or (>= 0x2010 and <= 0x27BF) or (>= 0x2B00 and <= 0x2BFF) or (>= 0x3000 and <= 0x30FF) or (>= 0x3400 and <= 0x9FFF)
        or (>= 0xAC00 and <= 0xD7AF) or (>= 0xFE00 and <= 0xFFEF) or (>= 0x1F000 and <= 0x1FAFF) or (>= 0x20000 and <= 0x2FFFF);

    /// <summary>One way through a damaged text.</summary>
    private sealed class Pass(string text, CodePage page)
    {
        private readonly StringBuilder _repaired = new(text.Length);
        private readonly List<DamagedUnit> _run = [];
        private readonly List<DamagedLine> _lines = [];
        private readonly LostBytes _lost = new(LostFrom(text, page));
        private int _copied;

        public RepairResult Run()
        {
            var line = 1;
            for (var i = 0; i < text.Length;)
            {
                i = ReadRun(i);
                if (_run.Count > 0 && IsDamaged(_run))
                    WriteRun(line);
                if (i < text.Length && IsLineEnd(i++))
                    line++;
            }
            if (_lines.Count == 0)
                return RepairResult.Untouched(text);
            _repaired.Append(text, _copied, text.Length - _copied);
            var characters = _lines.Sum(l => l.Characters);
            var unclear = _lines.Sum(l => l.Unclear);
            return new RepairResult(_repaired.ToString(), page.Name, characters, characters - unclear, _lines.Sum(l => l.Guessed), unclear, [.. _lines]);
        }

        /// <summary>Collects the units that stand without a gap from a place on.</summary>
        /// <returns>The place behind them.</returns>
        private int ReadRun(int start)
        {
            _run.Clear();
            while (start < text.Length && DamagedUnit.Read(text, start, page) is { } unit)
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

        private bool IsLineEnd(int i) => text[i] == '\n' || (text[i] == '\r' && (i + 1 == text.Length || text[i + 1] != '\n'));

        /// <summary>Whether a run in a damaged text is damaged itself, and not an accented letter that somebody typed later.</summary>
        private static bool IsDamaged(List<DamagedUnit> run)
        {
            var (signs, bare) = (0, 0);
            foreach (var unit in run)
            {
                bare += unit.Length == 1 ? 1 : 0;
                signs += unit.Odd || (unit.Rune is { } rune && IsWritten(rune) && (unit.Lead is 0xC2 or 0xC3 || CharacterFrequencies.Instance.Knows(rune))) ? 1 : 0;
            }
            return signs > 0 && bare * 2 <= run.Count;
        }
    }

    /// <summary>The bytes that may be gone: those that get lost with this page and of which the text has no trace.</summary>
    private static byte[] LostFrom(string text, CodePage page)
    {
        Span<bool> seen = stackalloc bool[256];
        foreach (var c in text)
            seen[page.ByteOf(c)] = true;
        var lost = new List<byte>();
        foreach (var value in page.Lost)
        {
            if (!seen[value])
                lost.Add(value);
        }
        return [.. lost];
    }
}
