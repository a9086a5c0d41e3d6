using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text;
using MultimodalPapers.Reading;

namespace MultimodalPapers.Pipeline;

/// <summary>Readings as bytes, for the time of one run: not much more of them than the text that was read, and of no use to any other program.</summary>
/// <remarks>
/// What stands in the text character for character is told by its place alone. Other words go as one byte a character where they are ASCII, and else as
/// they are in memory: what was cut out of a text need not be valid Unicode.
/// </remarks>
internal static class ReadingFormat
{
    /// <summary>Writes a reading where the stream stands.</summary>
    public static void Write(Stream stream, ReadingResult reading)
    {
        using var writer = new Writer(stream);
        writer.Write(reading);
    }

    /// <summary>Reads a reading that is equal to the one written, in all that it holds.</summary>
    /// <param name="stream">Stands where the reading begins; its buffer is visible.</param>
    public static ReadingResult Read(MemoryStream stream)
    {
        using var reader = new Reader(stream);
        return reader.ReadReading();
    }

    private const int LongestWord = 24;

    // What stands in place of a word's number.
    private const int NoWord = 0;
    private const int LongWord = 1;
    private const int FirstWord = 2;

    /// <summary>How a text is written: where it stands, as bytes, or as characters.</summary>
    private enum Form
    {
        InPlace,
        Ascii,
        Utf16,
    }

    private sealed class Writer(Stream stream) : BinaryWriter(stream, Encoding.Latin1, leaveOpen: true)
    {
        private readonly Dictionary<string, int> _words = [];
        private readonly Dictionary<SourceText, int> _texts = [];

        public void Write(ReadingResult reading)
        {
            Write7BitEncodedInt(reading.Entries.Length);
            ImmutableArray<string> section = default;
            foreach (var entry in reading.Entries)
            {
                Write(entry, isSameSection: entry.Section == section);
                section = entry.Section;
            }
            Write7BitEncodedInt(reading.Problems.Length);
            foreach (var problem in reading.Problems)
            {
                WriteWord(problem.File);
                Write7BitEncodedInt(problem.Line);
                WriteText(problem.Message);
                Write((byte)problem.Kind);
            }
        }

        private void Write(ListEntry entry, bool isSameSection)
        {
            WriteSource(entry.Text);
            WriteWord(entry.Source);
            Write7BitEncodedInt(entry.Line);
            Write7BitEncodedInt(entry.EndLine);
            Write(isSameSection);
            if (!isSameSection)
            {
                Write7BitEncodedInt(entry.Section.Length);
                foreach (var heading in entry.Section)
                    WriteText(heading);
            }
            WriteWord(entry.Layout);
            Write7BitEncodedInt(entry.Parts.Length);
            foreach (var part in entry.Parts)
            {
                Write((byte)part.Role);
                WriteWord(part.Label);
                WriteAll(part.Text.Runs);
                var (line, column) = part.Text.At(0);
                WriteText(part.Text.Text, entry.Text, line, column);
            }
            Write7BitEncodedInt(entry.Links.Length);
            foreach (var link in entry.Links)
            {
                Write7BitEncodedInt(link.Line);
                Write7BitEncodedInt(link.Column);
                WriteText(link.Url, entry.Text, link.Line, link.Column);
                WriteWord(link.Label);
                Write(link.OnTitle);
            }
        }

        // Entries share their source; a number that is the next one brings it along.
        private void WriteSource(SourceText text)
        {
            var isKnown = _texts.TryGetValue(text, out var number);
            Write7BitEncodedInt(isKnown ? number : _texts.Count);
            if (isKnown)
                return;
            _texts.Add(text, _texts.Count);
            WriteWord(text.Source);
            WriteText(text.Text);
            var (first, before, after) = text.Place;
            Write7BitEncodedInt(first);
            WriteAll(before);
            WriteAll(after);
        }

        // Short ones are few in number and often the same: told once, and from then on by their number.
        private void WriteWord(string? word)
        {
            if (word is null || word.Length > LongestWord)
            {
                Write7BitEncodedInt(word is null ? NoWord : LongWord);
                if (word is not null)
                    WriteText(word);
                return;
            }
            var isKnown = _words.TryGetValue(word, out var number);
            Write7BitEncodedInt(FirstWord + (isKnown ? number : _words.Count));
            if (isKnown)
                return;
            _words.Add(word, _words.Count);
            WriteText(word);
        }

        private void WriteText(string text, SourceText source, int line, int column)
        {
            if (column >= 0 && source.Holds(line) && source.Line(line) is var written && column <= written.Length && written[column..].StartsWith(text))
                WriteLength(text, Form.InPlace);
            else
                WriteText(text);
        }

        private void WriteText(string text)
        {
            if (System.Text.Ascii.IsValid(text))
            {
                WriteLength(text, Form.Ascii);
                Write(text.AsSpan());
            }
            else
            {
                WriteLength(text, Form.Utf16);
                Write(MemoryMarshal.AsBytes(text.AsSpan()));
            }
        }

        private void WriteLength(string text, Form form) => Write7BitEncodedInt64(((long)text.Length << 2) | (long)form);

        private void WriteAll<T>(ImmutableArray<T> values)
            where T : unmanaged
        {
            Write7BitEncodedInt(values.Length);
            Write(MemoryMarshal.AsBytes(values.AsSpan()));
        }
    }

    private sealed class Reader(MemoryStream stream) : BinaryReader(stream, Encoding.Latin1, leaveOpen: true)
    {
        private readonly List<string> _words = [];
        private readonly List<SourceText> _texts = [];

        public ReadingResult ReadReading()
        {
            var entries = new ListEntry[Read7BitEncodedInt()];
            ImmutableArray<string> section = default;
            for (var i = 0; i < entries.Length; i++)
            {
                entries[i] = ReadEntry(section);
                section = entries[i].Section;
            }
            var problems = new ReadingProblem[Read7BitEncodedInt()];
            for (var i = 0; i < problems.Length; i++)
                problems[i] = new ReadingProblem(ReadWord()!, Read7BitEncodedInt(), ReadText(), (ProblemKind)ReadByte());
            return new ReadingResult(ImmutableCollectionsMarshal.AsImmutableArray(entries), ImmutableCollectionsMarshal.AsImmutableArray(problems));
        }

        private ListEntry ReadEntry(ImmutableArray<string> section)
        {
            // In the order of the writer, which is that of the initialisers.
            var text = ReadSource();
            return new ListEntry
            {
                Text = text,
                Source = ReadWord()!,
                Line = Read7BitEncodedInt(),
                EndLine = Read7BitEncodedInt(),
                Section = ReadBoolean() ? section : ReadMany(text, static (reader, _) => reader.ReadText()),
                Layout = ReadWord()!,
                Parts = ReadMany(text, static (reader, text) => reader.ReadPart(text)),
                Links = ReadMany(text, static (reader, text) => reader.ReadLink(text)),
            };
        }

        private EntryPart ReadPart(SourceText text)
        {
            var role = (PartRole)ReadByte();
            var label = ReadWord();
            var runs = ReadAll<MappedText.Run>();
            return new EntryPart(role, new MappedText(runs.IsEmpty ? ReadText() : ReadText(text, runs[0].Line, runs[0].Column), runs), label);
        }

        private EntryLink ReadLink(SourceText text)
        {
            var (line, column) = (Read7BitEncodedInt(), Read7BitEncodedInt());
            return new EntryLink(ReadText(text, line, column), ReadWord(), line, column, ReadBoolean());
        }

        private SourceText ReadSource()
        {
            var number = Read7BitEncodedInt();
            if (number == _texts.Count)
                _texts.Add(new SourceText(ReadWord()!, ReadText(), Read7BitEncodedInt(), ReadAll<int>(), ReadAll<int>()));
            return _texts[number];
        }

        private string? ReadWord()
        {
            var number = Read7BitEncodedInt();
            if (number < FirstWord)
                return number == NoWord ? null : ReadText();
            if (number == FirstWord + _words.Count)
                _words.Add(ReadText());
            return _words[number - FirstWord];
        }

        private string ReadText(SourceText source, int line, int column)
        {
            var (length, form) = ReadLength();
            return form == Form.InPlace ? source.Line(line).Slice(column, length).ToString() : ReadText(length, form);
        }

        private string ReadText()
        {
            var (length, form) = ReadLength();
            return ReadText(length, form);
        }

        private string ReadText(int length, Form form)
        {
            var bytes = stream.GetBuffer().AsSpan((int)stream.Position, form == Form.Ascii ? length : 2 * length);
            stream.Position += bytes.Length;
            return form == Form.Ascii ? Encoding.Latin1.GetString(bytes) : new string(MemoryMarshal.Cast<byte, char>(bytes));
        }

        private (int Length, Form Form) ReadLength()
        {
            var value = Read7BitEncodedInt64();
            return ((int)(value >> 2), (Form)(value & 3));
        }

        private ImmutableArray<T> ReadMany<T>(SourceText text, Func<Reader, SourceText, T> read)
        {
            var values = new T[Read7BitEncodedInt()];
            for (var i = 0; i < values.Length; i++)
                values[i] = read(this, text);
            return ImmutableCollectionsMarshal.AsImmutableArray(values);
        }

        private ImmutableArray<T> ReadAll<T>()
            where T : unmanaged
        {
            var values = new T[Read7BitEncodedInt()];
            BaseStream.ReadExactly(MemoryMarshal.AsBytes(values.AsSpan()));
            return ImmutableCollectionsMarshal.AsImmutableArray(values);
        }
    }
}
