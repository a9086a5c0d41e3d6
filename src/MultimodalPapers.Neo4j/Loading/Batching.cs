using System.Threading.Channels;

namespace MultimodalPapers.Neo4j.Loading;

/// <summary>Groups what one query can write, and hands full groups over while the next ones are being read.</summary>
/// <typeparam name="TKey">What a query is for.</typeparam>
/// <typeparam name="TItem">What a row is made of.</typeparam>
internal static class Batching<TKey, TItem>
    where TKey : notnull
{
    /// <summary>Runs the reader ahead of the writer by at most one batch of each key, so that memory does not grow with the input.</summary>
    /// <param name="size">Of a full batch; the last of each key are smaller.</param>
    /// <param name="read">Reads everything and gives each item to write to its argument.</param>
    /// <param name="write">Called for one batch at a time: two transactions at once would wait for each other at every busy node.</param>
    /// <param name="cancellation">Ends all.</param>
    public static async Task RunAsync(int size, Action<Action<TKey, TItem>> read, Func<TKey, List<TItem>, Task> write, CancellationToken cancellation)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var channel = Channel.CreateBounded<(TKey Key, List<TItem> Items)>(new BoundedChannelOptions(1) { SingleReader = true, SingleWriter = true });
        var reading = Task.Run(() => Fill(size, read, channel.Writer, stop.Token), CancellationToken.None);
        await Task.WhenAll(reading, WriteAsync());
        cancellation.ThrowIfCancellationRequested();

        async Task WriteAsync()
        {
            try
            {
                await foreach (var (key, items) in channel.Reader.ReadAllAsync(CancellationToken.None))
                {
                    if (stop.IsCancellationRequested)
                        return;
                    await write(key, items);
                }
            }
            catch
            {
                await stop.CancelAsync();
                throw;
            }
        }
    }

    private static void Fill(int size, Action<Action<TKey, TItem>> read, ChannelWriter<(TKey Key, List<TItem> Items)> full, CancellationToken cancellation)
    {
        try
        {
            var open = new Dictionary<TKey, List<TItem>>();
            read((key, item) =>
            {
                if (!open.TryGetValue(key, out var items))
                    open.Add(key, items = new List<TItem>(Math.Min(size, 1024)));
                items.Add(item);
                if (items.Count < size)
                    return;
                open.Remove(key);
                Hand(key, items);
            });
            foreach (var (key, items) in open)
                Hand(key, items);
            full.Complete();
        }
        catch (Exception error)
        {
            // The writer meets the reader's error where it waits for the next batch.
            full.TryComplete(error is OperationCanceledException && cancellation.IsCancellationRequested ? null : error);
        }

        void Hand(TKey key, List<TItem> items)
        {
            cancellation.ThrowIfCancellationRequested();
            if (!full.TryWrite((key, items)))
                full.WriteAsync((key, items), cancellation).AsTask().GetAwaiter().GetResult();
        }
    }
}
