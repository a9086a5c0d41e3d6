using MultimodalPapers.Neo4j.Loading;

namespace MultimodalPapers.Neo4j.Tests.Loading;

public sealed class BatchingTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(7, 2)]
    [InlineData(1000, 3)]
    public async Task Every_item_is_written_once_among_its_like(int size, int writers)
    {
        var written = new List<(int Key, int[] Items)>();

        await RunAsync(size, writers, (key, items) =>
        {
            lock (written)
                written.Add((key, [.. items]));
            return Task.CompletedTask;
        });

        written.SelectMany(b => b.Items).Order().ShouldBe(Enumerable.Range(0, 100));
        written.ShouldAllBe(b => b.Items.Length <= size && b.Items.All(i => i % 3 == b.Key));
    }

    [Fact]
    public async Task Batches_that_claim_the_same_are_never_written_at_the_same_time_and_others_are()
    {
        var (busy, together) = (0UL, 0);

        // Of the three keys' claims the first two have a bit in common.
        await RunAsync(5, 2, async (key, _) =>
        {
            var claim = Claims[key];
            var before = Interlocked.Or(ref busy, claim);
            (before & claim).ShouldBe(0UL);
            if (before != 0)
                Interlocked.Increment(ref together);
            await Task.Delay(5);
            Interlocked.And(ref busy, ~claim);
        });

        together.ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task Where_a_writer_fails_all_end_with_its_error()
    {
        var running = RunAsync(2, 2, async (key, _) =>
        {
            await Task.Yield();
            throw new InvalidDataException($"{key}");
        });

        await Should.ThrowAsync<InvalidDataException>(running.WaitAsync(TimeSpan.FromSeconds(30)));
    }

    [Fact]
    public async Task Where_the_reader_fails_what_it_filled_before_is_written_and_its_error_is_told()
    {
        var written = 0;
        var running = Batching<int, int>.RunAsync(2, 2,
            hand =>
            {
                hand(0, 0, 1);
                hand(0, 0, 2);
                throw new InvalidDataException("the third");
            },
            (_, items) =>
            {
                Interlocked.Add(ref written, items.Count);
                return Task.CompletedTask;
            },
            CancellationToken.None);

        (await Should.ThrowAsync<InvalidDataException>(running.WaitAsync(TimeSpan.FromSeconds(30)))).Message.ShouldBe("the third");
        written.ShouldBe(2);
    }

    [Fact]
    public async Task A_cancelled_run_ends_though_batches_wait_for_each_other()
    {
        using var cancellation = new CancellationTokenSource();

        var running = RunAsync(1, 2, async (_, _) => await cancellation.CancelAsync(), cancellation.Token);

        await Should.ThrowAsync<OperationCanceledException>(running.WaitAsync(TimeSpan.FromSeconds(30)));
    }

    [Fact]
    public void Every_lane_has_about_as_many_nodes()
    {
        const int Nodes = 10_000;

        var lanes = Enumerable.Range(0, Nodes).CountBy(i => Turns.Lane($"paper:{i}")).ToDictionary();

        lanes.Keys.ShouldBe(Enumerable.Range(0, Turns.Lanes), ignoreOrder: true);
        lanes.Values.ShouldAllBe(count => Math.Abs(count - (Nodes / Turns.Lanes)) < 200);
    }

    private static readonly ulong[] Claims = [0b001, 0b011, 0b100];

    private static Task RunAsync(int size, int writers, Func<int, List<int>, Task> write, CancellationToken cancellation = default) => Batching<int, int>.RunAsync(size, writers,
        hand =>
        {
            for (var i = 0; i < 100; i++)
                hand(i % 3, Claims[i % 3], i);
        },
        write, cancellation);
}
