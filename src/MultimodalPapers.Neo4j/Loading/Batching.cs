namespace MultimodalPapers.Neo4j.Loading;

/// <summary>Groups what one transaction can write, and hands full groups over while the next ones are being read.</summary>
/// <typeparam name="TKey">What may stand together.</typeparam>
/// <typeparam name="TItem">What a row is made of.</typeparam>
internal static class Batching<TKey, TItem>
    where TKey : notnull
{
    /// <summary>Takes an item from the reader.</summary>
    /// <param name="key">Of the batch it belongs to.</param>
    /// <param name="claim">A bit for each thing that its writer needs for itself; batches with a bit in common are not written at the same time.</param>
    /// <param name="item">To write.</param>
    public delegate void Hand(TKey key, ulong claim, TItem item);

    /// <summary>Runs the reader ahead of the writers by at most one open batch of each key and two full ones for each writer, so that memory does not grow with the input.</summary>
    /// <param name="size">Of a full batch; the last of each key are smaller.</param>
    /// <param name="writers">Batches that are written at a time, at most.</param>
    /// <param name="read">Reads everything and hands over each item to write.</param>
    /// <param name="write">Writes a batch.</param>
    /// <param name="cancellation">Ends all.</param>
    public static async Task RunAsync(int size, int writers, Action<Hand> read, Func<TKey, List<TItem>, Task> write, CancellationToken cancellation)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var waiting = new Waiting(2 * writers);
        var reading = Task.Run(() => Fill(size, read, waiting, stop.Token), CancellationToken.None);
        await Task.WhenAll([reading, .. Enumerable.Range(0, writers).Select(_ => WriteAsync())]);
        cancellation.ThrowIfCancellationRequested();

        async Task WriteAsync()
        {
            try
            {
                while (await waiting.TakeAsync() is { } batch)
                {
                    if (!stop.IsCancellationRequested)
                        await write(batch.Key, batch.Items);
                    waiting.Free(batch);
                }
            }
            catch
            {
                await stop.CancelAsync();
                waiting.Abandon();
                throw;
            }
        }
    }

    private static void Fill(int size, Action<Hand> read, Waiting full, CancellationToken cancellation)
    {
        try
        {
            var open = new Dictionary<TKey, Batch>();
            read((key, claim, item) =>
            {
                if (!open.TryGetValue(key, out var batch))
                    open.Add(key, batch = new Batch(key, new List<TItem>(Math.Min(size, 1024))));
                batch.Claim |= claim;
                batch.Items.Add(item);
                if (batch.Items.Count < size)
                    return;
                open.Remove(key);
                Add(batch);
            });
            foreach (var batch in open.Values)
                Add(batch);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // Who cancelled tells why.
        }
        finally
        {
            // A reader's error ends the run after the writers have written what was filled before it.
            full.Complete();
        }

        void Add(Batch batch)
        {
            cancellation.ThrowIfCancellationRequested();
            full.AddAsync(batch, cancellation).GetAwaiter().GetResult();
        }
    }

    private sealed class Batch(TKey key, List<TItem> items)
    {
        public TKey Key { get; } = key;

        public List<TItem> Items { get; } = items;

        public ulong Claim { get; set; }
    }

    /// <summary>Full batches, in the order in which they were filled, as far as their claims allow.</summary>
    /// <param name="most">That wait at a time.</param>
    private sealed class Waiting(int most)
    {
        private readonly Lock _gate = new();
        private readonly List<Batch> _batches = [];
        private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private ulong _claimed;
        private bool _complete;

        public async Task AddAsync(Batch batch, CancellationToken cancellation)
        {
            while (true)
            {
                Task changed;
                lock (_gate)
                {
                    if (_batches.Count < most)
                    {
                        _batches.Add(batch);
                        Change();
                        return;
                    }
                    changed = _changed.Task;
                }
                await changed.WaitAsync(cancellation);
            }
        }

        /// <returns>The first whose claims nobody has; null after the last.</returns>
        public async Task<Batch?> TakeAsync()
        {
            while (true)
            {
                Task changed;
                lock (_gate)
                {
                    if (_batches.Find(b => (b.Claim & _claimed) == 0) is { } batch)
                    {
                        _batches.Remove(batch);
                        _claimed |= batch.Claim;
                        Change();
                        return batch;
                    }
                    if (_complete && _batches.Count == 0)
                        return null;
                    changed = _changed.Task;
                }
                await changed;
            }
        }

        /// <summary>A batch that was taken is written.</summary>
        public void Free(Batch batch)
        {
            lock (_gate)
            {
                _claimed &= ~batch.Claim;
                Change();
            }
        }

        /// <summary>No more will be filled.</summary>
        public void Complete()
        {
            lock (_gate)
            {
                _complete = true;
                Change();
            }
        }

        /// <summary>Nothing more will be written.</summary>
        public void Abandon()
        {
            lock (_gate)
            {
                _batches.Clear();
                _complete = true;
                Change();
            }
        }

        private void Change()
        {
            _changed.SetResult();
            _changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }
}
