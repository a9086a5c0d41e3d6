namespace Neo4j.Driver.Bolt;

/// <summary>Tries again what may pass, after one second, two, four ..., each up to a fifth more or less, until the time is up.</summary>
internal static class Retry
{
    private static readonly TimeSpan FirstDelay = TimeSpan.FromSeconds(1);

    /// <exception cref="ServiceUnavailableException">The time is up; its inner exception holds what each attempt met.</exception>
    public static async Task<T> RunAsync<T>(TimeSpan longest, Func<Task<T>> attempt, CancellationToken cancellation)
    {
        var (started, delay, errors) = (Environment.TickCount64, FirstDelay, new List<Exception>());
        while (true)
        {
            try
            {
                return await attempt();
            }
            catch (Neo4jException error) when (error.IsRetriable && !cancellation.IsCancellationRequested)
            {
                errors.Add(error);
                var elapsed = TimeSpan.FromMilliseconds(Environment.TickCount64 - started);
                if (elapsed >= longest)
                {
                    throw new ServiceUnavailableException(
                        $"Failed after retried for {errors.Count} times in {longest.TotalMilliseconds} ms. Make sure that your database is online and retry again.",
                        new AggregateException(errors));
                }
            }
            await Task.Delay(delay * (0.8 + (0.4 * Random.Shared.NextDouble())), cancellation);
            delay *= 2;
        }
    }
}
