namespace SmallMatters.Web.Hosting;

/// <summary>
/// Gives back, once and soon after the start, the memory that starting up took and nobody needs any more: the collector by
/// itself would keep it until the next busy hour.
/// </summary>
internal sealed class StartLeavings(IHostApplicationLifetime life, TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan AfterTheStart = TimeSpan.FromSeconds(20);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = life.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(stoppingToken);
        await Task.Delay(AfterTheStart, time, stoppingToken);
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
    }
}
