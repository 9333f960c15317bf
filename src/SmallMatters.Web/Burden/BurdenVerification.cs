using Microsoft.EntityFrameworkCore;
using SmallMatters.Domain.Calendar;
using SmallMatters.Storage;
using SmallMatters.Storage.Burden;
using SmallMatters.Storage.Figures;

namespace SmallMatters.Web.Burden;

/// <summary>
/// Weighs what was counted of forms. No fact stands behind these counts, since one that did would follow people about; what is compared is
/// what one number of a row allows another to be. A row that was changed within those bounds is not found.
/// </summary>
public sealed class BurdenVerification(IDbContextFactory<Db> databases, TimeProvider time)
{
    /// <summary>All months that are kept.</summary>
    public async Task<FiguresChecked> RunAsync(WorkingCalendar calendar, CancellationToken cancel = default)
    {
        var compared = new FigureComparison();
        await using var db = await databases.CreateDbContextAsync(cancel);
        var now = BurdenModule.MonthOf(calendar.DayOf(time.GetUtcNow()));
        foreach (var month in await FormBurdenBook.MonthsAsync(db, cancel))
        {
            foreach (var (form, n) in await FormBurdenBook.OfMonthAsync(db, month, cancel))
            {
                var where = $"{month / 12}-{(month % 12) + 1:00} {form}";
                void Within(string figure, long kept, long most) =>
                    compared.Add(figure, where, kept, Math.Clamp(kept, 0, Math.Max(0, most)));
                Within("month", month, now);
                Within("taken", n.Taken, long.MaxValue);
                Within("sent back", n.SentBack, long.MaxValue);
                Within("fields", n.Fields, n.Taken == 0 ? 0 : long.MaxValue);
                Within("typed again", n.TypedAgain, n.Fields);
                Within("timed", n.Timed, n.Taken);
                Within("seconds", n.Seconds, (long)n.Timed * FormBurden.LongestSeconds);
            }
        }
        return compared.Of(new("填表负担", "burden of forms"));
    }
}
