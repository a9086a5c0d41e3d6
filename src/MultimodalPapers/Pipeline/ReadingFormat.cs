using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text;
using MultimodalPapers.Reading;

namespace MultimodalPapers.Pipeline;

/// <summary>Readings as bytes, for the time of one run: compact to write and quick to read, and of no use to any other program.</summary>
internal static class ReadingFormat
{
    /// <summary>Writes a reading where the stream stands.</summary>
    public static void Write(Stream stream, ReadingResult reading)
    {
        using var writer = new Writer(stream);
        writer.Write(reading);
    }

    /// <summary>Reads a reading that is equal to the one written, in all that it holds.</summary>
    public static ReadingResult Read(Stream stream)
    {
        using var reader = new Reader(stream);
        return reader.ReadReading();
    }

    // Characters go as they are in memory: what was cut out of a text need not be valid Unicode.
    private sealed class Writer(Stream stream) : BinaryWriter(stream, Encoding.UTF8, leaveOpen: true)
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
                WriteText(part.Text.Text);
                WriteAll(part.Text.Runs);
            }
            Write7BitEncodedInt(entry.Links.Length);
            foreach (var link in entry.Links)
            {
                WriteText(link.Url);
                WriteWord(link.Label);
                Write7BitEncodedInt(link.Line);
                Write7BitEncodedInt(link.Column);
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

        // Few in number, and often the same. 0 stands for null.
        private void WriteWord(string? word)
        {
            var number = 0;
            var isKnown = word is null || _words.TryGetValue(word, out number);
            Write7BitEncodedInt(isKnown ? number : _words.Count + 1);
            if (isKnown)
                return;
            _words.Add(word!, _words.Count + 1);
            WriteText(word!);
        }

        private void WriteText(string text)
        {
            Write7BitEncodedInt(text.Length);
            Write(MemoryMarshal.AsBytes(text.AsSpan()));
        }

        private void WriteAll<T>(ImmutableArray<T> values)
            where T : unmanaged
        {
            Write7BitEncodedInt(values.Length);
            Write(MemoryMarshal.AsBytes(values.AsSpan()));
        }
    }

    private sealed class Reader(Stream stream) : BinaryReader(stream, Encoding.UTF8, leaveOpen: true)
    {
        private readonly List<string?> _words = [null];
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

        // In the order of the writer, which is that of the initialisers.
        private ListEntry ReadEntry(ImmutableArray<string> section) => new()
        {
            Text = ReadSource(),
            Source = ReadWord()!,
            Line = Read7BitEncodedInt(),
            EndLine = Read7BitEncodedInt(),
            Section = ReadBoolean() ? section : ReadMany(ReadText),
            Layout = ReadWord()!,
            Parts = ReadMany(ReadPart),
            Links = ReadMany(ReadLink),
        };

        private EntryPart ReadPart()
        {
            var role = (PartRole)ReadByte();
            var label = ReadWord();
            return new EntryPart(role, new MappedText(ReadText(), ReadAll<MappedText.Run>()), label);
        }

        private EntryLink ReadLink() => new(ReadText(), ReadWord(), Read7BitEncodedInt(), Read7BitEncodedInt(), ReadBoolean());

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
            if (number == _words.Count)
                _words.Add(ReadText());
            return _words[number];
        }

        private string ReadText() => string.Create(Read7BitEncodedInt(), this, static (text, reader) => reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(text)));

        private ImmutableArray<T> ReadMany<T>(Func<T> read)
        {
            var values = new T[Read7BitEncodedInt()];
            for (var i = 0; i < values.Length; i++)
                values[i] = read();
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
