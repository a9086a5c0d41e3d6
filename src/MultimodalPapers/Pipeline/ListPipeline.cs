using System.Collections.Immutable;
using MultimodalPapers.Catalogue;
using MultimodalPapers.Extraction;
using MultimodalPapers.Reading;

namespace MultimodalPapers.Pipeline;

/// <summary>From files to records, in two passes: the first learns the names that the lists introduce, the second extracts with all of them known.</summary>
/// <remarks>
/// Several files are read at once; results come in the order of the files, so the same input gives the same output. What was read of small corpora is kept
/// in memory between the passes, that of larger ones in a temporary file of about twice their size, and long files are read in pieces, so that memory
/// does not grow with the corpus.
/// </remarks>
/// <param name="catalogue">The known names; files are read while they load.</param>
/// <param name="parallelism">How many files are worked on at once; null takes as many as there are processors.</param>
public sealed class ListPipeline(Task<NameCatalogue> catalogue, int? parallelism = null)
{
    /// <summary>The size of a corpus, in bytes, up to which what the first pass read stays in memory for the second.</summary>
    internal long MostInMemory { get; init; } = 3_000_000;

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
    /// <returns>Nothing is read before the first is asked for.</returns>
    public IEnumerable<ListRecords> Extract(IReadOnlyList<InputFile> files, CancellationToken token = default)
    {
        ArgumentNullException.ThrowIfNull(files);
        return Run();

        IEnumerable<ListRecords> Run()
        {
            var lists = files.Select(file => new CorpusList(file)).ToList();
            using var store = new ReadingStore(inMemory: lists.Sum(list => list.Size) <= MostInMemory);
            var extractor = new Extractor(Learn(lists, store, token));
            foreach (var records in InOrder(lists.SelectMany(list => list.Parts(extractor)), token))
                yield return records;
        }
    }

    private NameCatalogue Learn(List<CorpusList> lists, ReadingStore store, CancellationToken token)
    {
        var learner = new Lazy<NameLearner>(() => new NameLearner(catalogue.GetAwaiter().GetResult()));
        foreach (var untaught in InOrder(lists.Select(list => new Work<ReadingResult?>(list.SizeInWork, () => list.Teach(learner, catalogue.IsCompleted, store))), token))
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

        // What gives the list's pieces back; null for those that could not be kept.
        private readonly List<Func<ReadingResult>?> _kept = [];

        /// <summary>The file's bytes; 0 where there is no such file.</summary>
        public long Size { get; } = file.Size;

        public long SizeInWork => _long is null ? Size : LongList.LongestPiece;

        /// <summary>Teaches the names of the list; what is learned does not depend on the order of the lists.</summary>
        /// <returns>What was read, if it has not been taught because the catalogue is not there yet: nobody waits for it here.</returns>
        public ReadingResult? Teach(Lazy<NameLearner> learner, bool isReady, ReadingStore store)
        {
            if (_long is not null)
            {
                foreach (var piece in _long.Read())
                {
                    _kept.Add(store.Keep(piece));
                    learner.Value.Add(piece.Entries);
                }
                return null;
            }
            var reading = FileReader.Read(file);
            _kept.Add(store.Keep(reading));
            if (!isReady)
                return reading;
            learner.Value.Add(reading.Entries);
            return null;
        }

        public IEnumerable<Work<ListRecords>> Parts(Extractor extractor)
        {
            Func<ReadingResult>? last = null;
            foreach (var piece in Pieces())
            {
                if (last is { } before)
                    yield return new Work<ListRecords>(SizeInWork, () => Records(before(), extractor, isLast: false));
                last = piece;
            }
            yield return new Work<ListRecords>(SizeInWork, () => Records(last!(), extractor, isLast: true));
        }

        // Of a long list the first pieces may have been read without what only the whole shows; these, and those that were not kept, are read again.
        private IEnumerable<Func<ReadingResult>> Pieces()
        {
            if (_long is null)
            {
                yield return _kept[0] ?? (() => FileReader.Read(file));
                yield break;
            }
            var again = Math.Max(_long.SettledFrom, _kept.LastIndexOf(null) + 1);
            foreach (var piece in _long.Read().Take(again))
                yield return () => piece;
            foreach (var piece in _kept.Skip(again))
                yield return piece!;
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
