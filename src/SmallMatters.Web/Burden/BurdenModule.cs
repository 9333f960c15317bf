using Microsoft.AspNetCore.Mvc;
using SmallMatters.Storage.Burden;
using SmallMatters.Storage.Jurisdictions;

namespace SmallMatters.Web.Burden;

/// <summary>What the forms of staff take, counted by the product itself.</summary>
public static class BurdenModule
{
    public static WebApplicationBuilder AddBurden(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<BurdenMeter>();
        builder.Services.Configure<MvcOptions>(options => options.Filters.Add<BurdenFilter>());
        builder.Services.AddHostedService<BurdenWriter>();
        return builder;
    }

    /// <summary>The number of a month in the counts.</summary>
    public static int MonthOf(DateOnly day) => (day.Year * 12) + day.Month - 1;
}

/// <summary>Writes what this process counted, each minute and when it stops. Each node writes its own.</summary>
internal sealed partial class BurdenWriter(
    BurdenMeter meter,
    FormBurdenBook book,
    JurisdictionSource jurisdictions,
    TimeProvider time,
    ILogger<BurdenWriter> log
) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(1);

    /// <summary>Writes what was counted so far; what cannot be written is kept for the next time.</summary>
    public async Task WriteAsync(CancellationToken cancel)
    {
        var counted = meter.Take();
        if (counted.Count == 0)
        {
            return;
        }
        try
        {
            var calendar = (await jurisdictions.CurrentAsync(cancel)).Calendar;
            await book.AddAsync(BurdenModule.MonthOf(calendar.DayOf(time.GetUtcNow())), counted, cancel);
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            meter.GiveBack(counted);
            NotWritten(fault);
        }
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await WriteAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, TimeProvider.System);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                await WriteAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The process stops; what is left is written then.
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "What forms take could not be written and is kept for the next time")]
    private partial void NotWritten(Exception fault);
}
