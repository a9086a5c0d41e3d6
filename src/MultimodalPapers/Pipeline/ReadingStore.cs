using System.Buffers;
using System.Collections.Concurrent;
using Microsoft.Win32.SafeHandles;
using MultimodalPapers.Reading;

namespace MultimodalPapers.Pipeline;

/// <summary>Keeps what was read of a corpus until it is needed again: little of it in memory, much in a temporary file.</summary>
/// <remarks>
/// May be used by several threads. The file is gone when the process is, however it ends. Where none can be made, or the disk is full, nothing is kept,
/// and the lists are to be read again.
/// </remarks>
internal sealed class ReadingStore : IDisposable
{
    private readonly bool _inMemory;
    private readonly SafeFileHandle? _file;
    private long _end;

    // As many as threads write at once; large arrays made anew for each reading would pile up before they are collected.
    private readonly ConcurrentBag<MemoryStream> _buffers = [];

    /// <param name="inMemory">Whether the readings stay as they are, so that they cost some thirty times the size of the lists.</param>
    public ReadingStore(bool inMemory)
    {
        _inMemory = inMemory;
        _file = inMemory ? null : TryCreate();
    }

    /// <summary>Keeps a reading.</summary>
    /// <returns>What gives it back, or one that is equal to it; null where it could not be kept. To be called before the store is disposed of.</returns>
    public Func<ReadingResult>? Keep(ReadingResult reading) => _inMemory ? () => reading : KeepInFile(reading);

    // By itself, so that what gives the reading back does not hold on to it.
    private Func<ReadingResult>? KeepInFile(ReadingResult reading)
    {
        if (_file is null)
            return null;
        var buffer = _buffers.TryTake(out var used) ? used : new MemoryStream();
        try
        {
            buffer.SetLength(0);
            ReadingFormat.Write(buffer, reading);
            var length = (int)buffer.Length;
            var start = Interlocked.Add(ref _end, length) - length;
            RandomAccess.Write(_file, buffer.GetBuffer().AsSpan(0, length), start);
            return () => Read(start, length);
        }
        catch (IOException)
        {
            return null;
        }
        finally
        {
            _buffers.Add(buffer);
        }
    }

    private ReadingResult Read(long start, int length)
    {
        var bytes = ArrayPool<byte>.Shared.Rent(length);
        for (var read = 0; read < length;)
        {
            var more = RandomAccess.Read(_file!, bytes.AsSpan(read, length - read), start + read);
            if (more == 0)
                throw new EndOfStreamException("The temporary file of this run was cut off while it was in use. Run again.");
            read += more;
        }
        var reading = ReadingFormat.Read(new MemoryStream(bytes, 0, length, writable: false, publiclyVisible: true));
        ArrayPool<byte>.Shared.Return(bytes);
        return reading;
    }

    private static SafeFileHandle? TryCreate()
    {
        try
        {
            var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
            var file = File.OpenHandle(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.Delete, FileOptions.DeleteOnClose);
            // Where an open file may be deleted it lives on without a name, and no end of the process leaves it behind. Elsewhere the system sees to that.
            if (!OperatingSystem.IsWindows())
                File.Delete(path);
            return file;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    public void Dispose() => _file?.Dispose();
}
