using MultimodalPapers.IO;

namespace MultimodalPapers.Tests.IO;

public sealed class ConcurrentlyTests
{
    [Fact]
    public void All_pieces_are_done()
    {
        var done = 0;
        Concurrently.Run([.. Enumerable.Range(0, 100).Select<int, Action>(_ => () => Interlocked.Increment(ref done))]);
        done.ShouldBe(100);
    }

    [Fact]
    public void A_failure_comes_out_as_it_is_after_all_have_ended()
    {
        var ended = false;
        var error = Should.Throw<FormatException>(() => Concurrently.Run(
            () => { },
            () => throw new FormatException("the second"),
            () => throw new InvalidOperationException("the third"),
            () =>
            {
                Thread.Sleep(50);
                ended = true;
            }));
        error.Message.ShouldBe("the second");
        ended.ShouldBeTrue();
    }
}
