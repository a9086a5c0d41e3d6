namespace MultimodalPapers.Analysis;

/// <summary>Threads that share many short pieces of work, with less delay between the pieces than a thread pool has.</summary>
/// <remarks>The caller takes part. Which thread does which chunk is left to chance, so a chunk's result must not depend on it.</remarks>
internal sealed class WorkTeam : IDisposable
{
    private const int SpinsBeforeSleep = 2000;

    private readonly Thread[] _helpers;
    private readonly ManualResetEventSlim _wake = new(initialState: false, spinCount: 0);
    private volatile Job? _job;
    private volatile bool _closed;
    private int _asleep;

    /// <param name="threads">The caller included; 1 makes everything run on the caller.</param>
    public WorkTeam(int threads)
    {
        Threads = Math.Max(1, threads);
        _helpers = new Thread[Threads - 1];
        for (var i = 0; i < _helpers.Length; i++)
        {
            var number = i + 1;
            _helpers[i] = new Thread(() => Help(number)) { IsBackground = true, Name = $"work team {number}" };
            _helpers[i].Start();
        }
    }

    public int Threads { get; }

    /// <summary>Does chunks 0..count-1, each once, and returns when all are done.</summary>
    /// <param name="count">How many chunks there are.</param>
    /// <param name="work">Gets the chunk and the number of the thread, below <see cref="Threads"/>.</param>
    public void Run(int count, Action<int, int> work)
    {
        if (_helpers.Length == 0 || count <= 1)
        {
            for (var chunk = 0; chunk < count; chunk++)
                work(chunk, 0);
            return;
        }
        var job = new Job(count, work);
        _job = job;
        if (Volatile.Read(ref _asleep) > 0)
            _wake.Set();
        job.Work(0);
        var spin = new SpinWait();
        while (!job.Done)
            spin.SpinOnce(sleep1Threshold: -1);
        _job = null;
        job.Rethrow();
    }

    public void Dispose()
    {
        _closed = true;
        _wake.Set();
        foreach (var helper in _helpers)
            helper.Join();
        _wake.Dispose();
    }

    private void Help(int number)
    {
        Job? last = null;
        var idle = 0;
        while (!_closed)
        {
            var job = _job;
            if (job is not null && job != last)
            {
                last = job;
                idle = 0;
                job.Work(number);
            }
            else if (++idle < SpinsBeforeSleep)
            {
                Thread.SpinWait(8);
            }
            else
            {
                Sleep(last);
                idle = 0;
            }
        }
    }

    private void Sleep(Job? last)
    {
        Interlocked.Increment(ref _asleep);
        _wake.Reset();
        if ((_job is null || _job == last) && !_closed)
            _wake.Wait(1);
        Interlocked.Decrement(ref _asleep);
    }

    private sealed class Job(int chunks, Action<int, int> work)
    {
        private int _next;
        private readonly int _chunks = chunks;
        private int _left = chunks;
        private Exception? _failure;

        public bool Done => Volatile.Read(ref _left) == 0;

        public void Work(int thread)
        {
            for (var chunk = Interlocked.Increment(ref _next) - 1; chunk < _chunks; chunk = Interlocked.Increment(ref _next) - 1)
            {
                try
                {
                    work(chunk, thread);
                }
                catch (Exception failure)
                {
                    Interlocked.CompareExchange(ref _failure, failure, null);
                }
                Interlocked.Decrement(ref _left);
            }
        }

        public void Rethrow()
        {
            if (_failure is { } failure)
                throw new InvalidOperationException("A piece of work failed on a thread of the team.", failure);
        }
    }
}
