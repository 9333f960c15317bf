using System.Diagnostics;

namespace SmallMatters.Bench.Harness;

/// <summary>What a load came to.</summary>
/// <param name="Count">Answers that were as expected.</param>
/// <param name="Failed">Answers that were not.</param>
/// <param name="Took">Wall time.</param>
/// <param name="Milliseconds">Each answer's time, sorted.</param>
internal sealed record LoadResult(int Count, int Failed, TimeSpan Took, double[] Milliseconds)
{
    public double PerSecond => Count / Took.TotalSeconds;

    public double Percentile(double share) =>
        Milliseconds.Length == 0 ? double.NaN : Milliseconds[(int)Math.Min(Milliseconds.Length - 1, share * Milliseconds.Length)];
}

/// <summary>Sends requests from a number of connections for a number of seconds, each connection one after the other.</summary>
internal static class Load
{
    public static async Task<LoadResult> RunAsync(
        Uri address,
        int connections,
        TimeSpan seconds,
        Func<int, HttpRequestMessage> request,
        Func<HttpResponseMessage, bool> isRight
    )
    {
        using var handler = new SocketsHttpHandler
        {
            MaxConnectionsPerServer = connections,
            UseCookies = false,
            AllowAutoRedirect = false,
        };
        using var client = new HttpClient(handler) { BaseAddress = address };
        var times = new List<double>[connections];
        var failed = 0;
        var number = 0;
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(
            Enumerable
                .Range(0, connections)
                .Select(async c =>
                {
                    var mine = times[c] = new List<double>(16_384);
                    while (watch.Elapsed < seconds)
                    {
                        var began = Stopwatch.GetTimestamp();
                        using var message = request(Interlocked.Increment(ref number));
                        using var answer = await client.SendAsync(message);
                        await answer.Content.ReadAsByteArrayAsync();
                        mine.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
                        if (!isRight(answer))
                        {
                            Interlocked.Increment(ref failed);
                        }
                    }
                })
        );
        var took = watch.Elapsed;
        var all = times.SelectMany(t => t).Order().ToArray();
        return new LoadResult(all.Length - failed, failed, took, all);
    }
}
