using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SmallMatters.Storage.Matters;
using SmallMatters.Tests.Kit;
using SmallMatters.Web.Tests.Accounts;
using Xunit;

namespace SmallMatters.Web.Tests.History;

public class CheckpointTests
{
    [Theory, OnBothDatabases]
    public async Task Jobs_that_bind_the_same_matters_at_once_bind_each_once_and_log_no_error(DatabaseKind kind)
    {
        using var log = new WrittenLog();
        await using var host = await TestHost.StartAsync(kind, log: log);
        for (var i = 0; i < 20; i++)
        {
            await Residents.LinkAsync(host);
        }
        host.Clock.Set(MovableClock.Start + TimeSpan.FromHours(1));
        var checkpoints = host.Services.GetRequiredService<Checkpoints>();

        var bound = await Task.WhenAll(
            Enumerable
                .Range(0, 8)
                .Select(i =>
                    Task.Run(() =>
                        i % 2 == 0
                            ? checkpoints.MakeAsync(TestContext.Current.CancellationToken)
                            : checkpoints.MakeForAllAsync(TestContext.Current.CancellationToken)
                    )
                )
        );

        Assert.Equal(20, bound.Sum());
        Assert.DoesNotContain(log.Lines, l => l.Level >= LogLevel.Error);
        var report = await host
            .Services.GetRequiredService<Verification>()
            .RunAsync(cancel: TestContext.Current.CancellationToken);
        Assert.Null(report.Broken);
    }
}
