using System.Collections.Immutable;
using MultimodalPapers.Catalogue;
using MultimodalPapers.Extraction;
using MultimodalPapers.Reading;

namespace MultimodalPapers.Pipeline;

/// <summary>From files to records, in two passes: the first learns the names that the lists introduce, the second extracts with all of them known.</summary>
/// <remarks>
/// Several files are read at once; results come in the order of the files, so the same input gives the same output. Small corpora are kept in memory
/// between the passes, larger ones are read twice, and long files are read in pieces, so that memory does not grow with the corpus.
/// </remarks>
/// <param name="catalogue">The known names; files are read while they load.</param>
/// <param name="parallelism">How many files are worked on at once; null takes as many as there are processors.</param>
public sealed class ListPipeline(Task<NameCatalogue> catalogue, int? parallelism = null)
{
    /// <summary>The size of files, in bytes, up to which what the first pass read is kept for the second.</summary>
    private const long KeptBytes = 3_000_000;

    /// <summary>How many bytes of files may be in work at once; reading takes some thirty times as much memory.</summary>
    private const long BytesInWork = 2_000_000;

    private readonly int _parallelism = parallelism ?? Environment.ProcessorCount;

    public ListPipeline(NameCatalogue catalogue, int? parallelism = null)
        : this(Task.FromResult(catalogue), parallelism)
    {
    }

    /// <summary>The records of each file, one file after another; those of a long file in several parts. Holds no more than a few files in memory.</summary>
    /// <param name="files">In the order wanted.</param>
    /// <param name="token">Ends the work between two files.</param>
    public IEnumerable<ListRecords> Extract(IReadOnlyList<InputFile> files, CancellationToken token = default)
    {
        ArgumentNullException.ThrowIfNull(files);
        var lists = files.Select(file => new CorpusList(file)).ToList();
        var extractor = new Extractor(Learn(lists, token));
        return InOrder(lists.SelectMany(list => list.Parts(extractor)), token);
    }

    private NameCatalogue Learn(List<CorpusList> lists, CancellationToken token)
    {
        var learner = new Lazy<NameLearner>(() => new NameLearner(catalogue.GetAwaiter().GetResult()));
        var keeps = lists.Sum(list => list.Size) <= KeptBytes;
        foreach (var untaught in InOrder(lists.Select(list => new Work<ReadingResult?>(list.SizeInWork, () => list.Teach(learner, catalogue.IsCompleted, keeps))), token))
        {
            if (untaught is not null)
                learner.Value.Add(untaught.Entries);
        }
        var known = catalogue.GetAwaiter().GetResult();
        return learner.IsValueCreated ? known.With(learner.Value.Learned()) : known;
    }

    /// <param name="Bytes">Of the text that it is about.</param>
    /// <param name="Do">What is to be done.</param>
    private readonly record struct Work<T>(long Bytes, Func<T> Do);

    private IEnumerable<T> InOrder<T>(IEnumerable<Work<T>> works, CancellationToken token)
    {
        var window = new Queue<(long Bytes, Task<T> Task)>();
        var bytes = 0L;
        foreach (var work in works)
        {
            token.ThrowIfCancellationRequested();
            while (window.Count > _parallelism || (window.Count > 0 && bytes + work.Bytes > BytesInWork))
                yield return Finish();
            window.Enqueue((work.Bytes, Task.Run(work.Do, token)));
            bytes += work.Bytes;
        }
        while (window.Count > 0)
        {
            token.ThrowIfCancellationRequested();
            yield return Finish();
        }

        T Finish()
        {
            var (size, task) = window.Dequeue();
            bytes -= size;
            return task.GetAwaiter().GetResult();
        }
    }

    /// <summary>One file of a corpus on its way through both passes.</summary>
    private sealed class CorpusList(InputFile file)
    {
        private readonly LongList? _long = LongList.Is(file) ? new LongList(file.Source, () => File.OpenRead(file.Path)) : null;
        private ReadingResult? _kept;

        /// <summary>The file's bytes; 0 where there is no such file.</summary>
        public long Size { get; } = file.Size;

        public long SizeInWork => _long is null ? Size : LongList.Shortest;

        /// <summary>Teaches the names of the list; what is learned does not depend on the order of the lists.</summary>
        /// <returns>What was read, if it has not been taught because the catalogue is not there yet: nobody waits for it here.</returns>
        public ReadingResult? Teach(Lazy<NameLearner> learner, bool isReady, bool keeps)
        {
            if (_long is not null)
            {
                foreach (var piece in _long.Read())
                    learner.Value.Add(piece.Entries);
                return null;
            }
            var reading = FileReader.Read(file);
            _kept = keeps ? reading : null;
            if (!isReady)
                return reading;
            learner.Value.Add(reading.Entries);
            return null;
        }

        // A long list is read by whoever asks for its parts, one after another; extraction goes on meanwhile.
        public IEnumerable<Work<ListRecords>> Parts(Extractor extractor)
        {
            if (_long is null)
            {
                yield return new Work<ListRecords>(Size, () => Records(_kept ?? FileReader.Read(file), extractor, isLast: true));
                yield break;
            }
            ReadingResult? last = null;
            foreach (var piece in _long.Read())
            {
                if (last is { } before)
                    yield return new Work<ListRecords>(LongList.Shortest, () => Records(before, extractor, isLast: false));
                last = piece;
            }
            yield return new Work<ListRecords>(LongList.Shortest, () => Records(last!, extractor, isLast: true));
        }

        private ListRecords Records(ReadingResult reading, Extractor extractor, bool isLast) =>
            new(file.Source, [.. reading.Entries.Select(extractor.Extract)], reading.Problems, isLast);
    }
}

/// <param name="Source">The file, relative to the folder given.</param>
/// <param name="Records">In order of line.</param>
/// <param name="Problems">What stood in the way, and what was left out.</param>
/// <param name="IsLast">Whether no more of the same file follows.</param>
public sealed record ListRecords(string Source, ImmutableArray<Record> Records, ImmutableArray<ReadingProblem> Problems, bool IsLast = true);
