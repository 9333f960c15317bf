using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SmallMatters.Domain.Quality;
using SmallMatters.Storage.Matters;
using SmallMatters.Storage.Quality;
using SmallMatters.Tests.Kit;
using SmallMatters.Web.Tests.Matters;
using SmallMatters.Web.Tests.Satisfaction;
using Xunit;

namespace SmallMatters.Web.Tests.Quality;

/// <summary>Closings of a month whose answers are drawn.</summary>
internal static class QualityScene
{
    /// <summary>Everything is drawn, and each is read twice.</summary>
    public static QualityRules Whole { get; } = QualityRules.BuiltIn with { Every = 1, SecondEvery = 1 };

    /// <summary>Draws by some rules.</summary>
    public static QualityDraws DrawsOf(TestHost host, QualityRules rules) =>
        ActivatorUtilities.CreateInstance<QualityDraws>(host.Services, rules);

    /// <summary>Closes matters, lets the month go by, and draws all of them, each to be read twice.</summary>
    public static async Task DrawnAsync(TestHost host, Office office, params RaiseResult.Raised[] matters)
    {
        foreach (var raised in matters)
        {
            await CallScene.CloseAsync(office, raised);
        }
        host.Clock.Advance(TimeSpan.FromDays(CallScene.Days));
        await DrawsOf(host, Whole).DrawAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>The numbers of a matter's checks: the first reading, then the second.</summary>
    public static async Task<(long First, long Second)> OfAsync(TestHost host, RaiseResult.Raised raised)
    {
        await using var db = host.OpenDb();
        var rows = await db.Set<QualityCheckRow>()
            .Where(c => c.MatterId == raised.Id)
            .OrderBy(c => c.Second)
            .Select(c => c.Number)
            .ToListAsync(TestContext.Current.CancellationToken);
        return (rows[0], rows[1]);
    }

    /// <summary>A matter that is closed now and its check, without the months that a draw takes.</summary>
    public static async Task<long> PlantAsync(TestHost host, Office office, RaiseResult.Raised raised)
    {
        await CallScene.CloseAsync(office, raised);
        const long number = 202601000001;
        var now = host.Clock.GetUtcNow();
        await using var db = host.OpenDb();
        var row = new QualityCheckRow
        {
            Number = number,
            MatterId = raised.Id,
            Nth = 0,
            ClosedAt = now,
            Unit = Neighbourhood.WillowDesk,
            Handled = Neighbourhood.WillowDesk,
            Area = Neighbourhood.Willow,
            Category = Neighbourhood.Noise,
            Checker = Neighbourhood.Review,
            OpenUntil = new DateOnly(2030, 1, 1),
        };
        db.Add(row);
        QualityDesk.Put(db, row, new QualityDue(row.OpenUntil), null, now);
        await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        return number;
    }

    /// <summary>Says the same to every question, but "no" to some.</summary>
    public static Task<WebPage> ReadAsync(Clerk reader, WebPage page, params string[] no) =>
        reader.Browser.SubmitAsync(
            page,
            [.. QualityRules.BuiltIn.Sheets[0].Questions.Select(q => ($"Said[{q.Code}]", no.Contains(q.Code) ? "No" : "Yes"))]
        );
}
