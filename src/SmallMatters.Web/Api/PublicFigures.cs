using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;
using SmallMatters.Domain.Matters;
using SmallMatters.Storage;
using SmallMatters.Storage.Jurisdictions;
using SmallMatters.Storage.Matters.Views;

namespace SmallMatters.Web.Api;

/// <summary>Counts and lengths from the public's view, kept for a few minutes because counting a year is not free.</summary>
internal sealed class PublicFigures(IDbContextFactory<Db> databases, JurisdictionSource jurisdictions, TimeProvider time)
    : IDisposable
{
    private const int Days = 365;
    private const int MostSampled = 10_000;

    /// <summary>Fewer would tell of single residents.</summary>
    private const int FewestShown = 10;

    private static readonly TimeSpan Keep = TimeSpan.FromMinutes(5);

    private readonly MemoryCache _kept = new(new MemoryCacheOptions { SizeLimit = 2000 });

    public async Task<FiguresAnswer> OfAsync(string? area, string? category, CancellationToken cancel)
    {
        var jurisdiction = await jurisdictions.CurrentAsync(cancel);
        var now = time.GetUtcNow();
        var since = jurisdiction.Calendar.DayOf(now).AddDays(-Days);
        if (_kept.TryGetValue((area, category, since), out FiguresAnswer? before))
        {
            return before!;
        }
        await using var db = await databases.CreateDbContextAsync(cancel);
        var matters = PublicMatters.Of(db, []).RaisedBetween(jurisdiction.Calendar.StartOfDay(since), now);
        if (area is not null)
        {
            matters = matters.Where(m => m.Area == area);
        }
        if (category is not null)
        {
            matters = matters.Where(m => m.Category == category);
        }
        var stages = await matters.GroupBy(m => m.Stage).Select(g => new { g.Key, Count = g.Count() }).ToListAsync(cancel);
        var open = stages.Where(s => s.Key is Stage.Open or Stage.UnderReview).Sum(s => s.Count);
        // Withdrawn and merged matters say nothing about how long an answer takes.
        var times = await matters
            .Where(m => m.ClosedAt != null && m.Outcome != OutcomeCode.Withdrawn && m.Outcome != OutcomeCode.Merged)
            .OrderByDescending(m => m.Id)
            .Take(MostSampled)
            .Select(m => new { m.RaisedAt, m.ClosedAt })
            .ToListAsync(cancel);
        var days = times.Select(t => (t.ClosedAt!.Value - t.RaisedAt).TotalDays).Order().ToList();
        var answer = new FiguresAnswer(
            area,
            category,
            since,
            stages.Sum(s => s.Count),
            open,
            stages.Sum(s => s.Count) - open,
            days.Count,
            Within(days, 0.5),
            Within(days, 0.9)
        );
        _kept.Set(
            (area, category, since),
            answer,
            new MemoryCacheEntryOptions { Size = 1, AbsoluteExpirationRelativeToNow = Keep }
        );
        return answer;
    }

    public void Dispose() => _kept.Dispose();

    /// <summary>The smallest number of days within which at least that share was closed (nearest rank), to a tenth.</summary>
    private static double? Within(List<double> sorted, double share) =>
        sorted.Count < FewestShown ? null : Math.Round(sorted[(int)Math.Ceiling(share * sorted.Count) - 1], 1);
}
