using System.Collections.Immutable;
using MultimodalPapers.Catalogue;
using MultimodalPapers.Extraction;
using MultimodalPapers.Reading;

namespace MultimodalPapers.Pipeline;

/// <summary>From files to records, in two passes: the first learns the names that the lists introduce, the second extracts with all of them known.</summary>
/// <remarks>
/// Several files are read at once; results come in the order of the files, so the same input gives the same output. Small corpora are kept in memory
/// between the passes, larger ones are read twice, so that memory does not grow with the corpus.
/// </remarks>
/// <param name="catalogue">The known names; files are read while they load.</param>
/// <param name="parallelism">How many files are worked on at once; null takes as many as there are processors.</param>
public sealed class ListPipeline(Task<NameCatalogue> catalogue, int? parallelism = null)
{
    /// <summary>The size of files, in bytes, up to which what the first pass read is kept for the second.</summary>
    private const long KeptBytes = 16_000_000;

    private readonly int _parallelism = parallelism ?? Environment.ProcessorCount;

    public ListPipeline(NameCatalogue catalogue, int? parallelism = null)
        : this(Task.FromResult(catalogue), parallelism)
    {
    }

    /// <summary>The records of each file, one file at a time. Holds no more than a few files in memory.</summary>
    /// <param name="files">In the order wanted.</param>
    /// <param name="token">Ends the work between two files.</param>
    public IEnumerable<ListRecords> Extract(IReadOnlyList<InputFile> files, CancellationToken token = default)
    {
        ArgumentNullException.ThrowIfNull(files);
        var readings = new ReadingResult?[files.Count];
        var extractor = new Extractor(Learn(files, readings, token));
        return InOrder(files.Count, i => Records(files[i], readings[i] ?? FileReader.Read(files[i]), extractor), token);
    }

    private NameCatalogue Learn(IReadOnlyList<InputFile> files, ReadingResult?[] readings, CancellationToken token)
    {
        NameLearner? learner = null;
        var keep = files.Sum(SizeOf) <= KeptBytes;
        var index = 0;
        foreach (var reading in InOrder(files.Count, i => FileReader.Read(files[i]), token))
        {
            learner ??= new NameLearner(catalogue.GetAwaiter().GetResult());
            learner.Add(reading.Entries);
            if (keep)
                readings[index] = reading;
            index++;
        }
        var known = catalogue.GetAwaiter().GetResult();
        return learner is null ? known : known.With(learner.Learned());
    }

    private static long SizeOf(InputFile file)
    {
        var info = new FileInfo(file.Path);
        return info.Exists ? info.Length : 0;
    }

    private static ListRecords Records(InputFile file, ReadingResult reading, Extractor extractor) =>
        new(file.Source, [.. reading.Entries.Select(extractor.Extract)], reading.Problems);

    private IEnumerable<T> InOrder<T>(int count, Func<int, T> work, CancellationToken token)
    {
        var window = new Queue<Task<T>>();
        for (var i = 0; i < count; i++)
        {
            token.ThrowIfCancellationRequested();
            var index = i;
            window.Enqueue(Task.Run(() => work(index), token));
            if (window.Count > _parallelism)
                yield return window.Dequeue().GetAwaiter().GetResult();
        }
        while (window.Count > 0)
        {
            token.ThrowIfCancellationRequested();
            yield return window.Dequeue().GetAwaiter().GetResult();
        }
    }
}

/// <param name="Source">The file, relative to the folder given.</param>
/// <param name="Records">In order of line.</param>
/// <param name="Problems">What stood in the way, and what was left out.</param>
public sealed record ListRecords(string Source, ImmutableArray<Record> Records, ImmutableArray<ReadingProblem> Problems);
