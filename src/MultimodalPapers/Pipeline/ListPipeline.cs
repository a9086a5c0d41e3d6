using System.Collections.Immutable;
using MultimodalPapers.Extraction;
using MultimodalPapers.Reading;

namespace MultimodalPapers.Pipeline;

/// <summary>From files to records. Several files are read at once; results come in the order of the files, so the same input gives the same output.</summary>
public sealed class ListPipeline(Extractor extractor, int? parallelism = null)
{
    private readonly int _parallelism = parallelism ?? Environment.ProcessorCount;

    /// <summary>The records of each file, one file at a time. Holds no more than a few files in memory.</summary>
    /// <param name="files">In the order wanted.</param>
    /// <param name="token">Ends the work between two files.</param>
    public IEnumerable<ListRecords> Extract(IEnumerable<InputFile> files, CancellationToken token = default)
    {
        ArgumentNullException.ThrowIfNull(files);
        var window = new Queue<Task<ListRecords>>();
        foreach (var file in files)
        {
            token.ThrowIfCancellationRequested();
            window.Enqueue(Task.Run(() => ExtractOne(file), token));
            if (window.Count > _parallelism)
                yield return window.Dequeue().GetAwaiter().GetResult();
        }
        while (window.Count > 0)
        {
            token.ThrowIfCancellationRequested();
            yield return window.Dequeue().GetAwaiter().GetResult();
        }
    }

    private ListRecords ExtractOne(InputFile file)
    {
        var reading = FileReader.Read(file);
        return new ListRecords(file.Source, [.. reading.Entries.Select(extractor.Extract)], reading.Problems);
    }
}

/// <param name="Source">The file, relative to the folder given.</param>
/// <param name="Records">In order of line.</param>
/// <param name="Problems">What stood in the way, and what was left out.</param>
public sealed record ListRecords(string Source, ImmutableArray<Record> Records, ImmutableArray<ReadingProblem> Problems);
