using Microsoft.EntityFrameworkCore;
using SmallMatters.Domain.Calendar;
using SmallMatters.Domain.Encounters;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Supervision;
using SmallMatters.Storage.Encounters;
using SmallMatters.Storage.Jurisdictions;

namespace SmallMatters.Storage.Seeding;

/// <summary>
/// The demonstration's visit-and-rate: answers about two units in the quarter that is over, a theme with a promise, one that waits for
/// its promise, and one link that was not used.
/// </summary>
public sealed class DemoEncounters(
    IDbContextFactory<Db> databases,
    JurisdictionSource jurisdictions,
    ThemeBook themes,
    EncounterRules rules
)
{
    /// <summary>The link that was not used; of a made-up encounter, and as little a secret as the rest of the demonstration.</summary>
    public const string Link = "5c0e1d7a9b2f4e6883a1c0d2e4f60718";

    private const string Station = "station";
    private const string Works = "works";

    /// <summary>Makes them, where the demonstration's units are there.</summary>
    public async Task MakeAsync(DateTimeOffset now, CancellationToken cancel = default)
    {
        var jurisdiction = await jurisdictions.CurrentAsync(cancel);
        if (
            !jurisdiction.Units.ContainsKey(Station)
            || !jurisdiction.Units.ContainsKey(Works)
            || jurisdiction.FindReviewer(Station) is not { } neutral
        )
        {
            return;
        }
        var today = jurisdiction.Calendar.DayOf(now);
        var quarter = Quarter.Of(today).Before.First;
        var drawn = new Random(20);
        await using (var db = await databases.CreateDbContextAsync(cancel))
        {
            foreach (var (unit, answers, no) in ((string, int, int)[])[(Station, 46, 9), (Works, 23, 4), ("city", 7, 1)])
            {
                db.Add(
                    new EncounterSentRow
                    {
                        Unit = unit,
                        Month = quarter,
                        Sent = answers * 3,
                    }
                );
                for (var i = 0; i < answers; i++)
                {
                    var id = new byte[16];
                    drawn.NextBytes(id);
                    db.Add(
                        new EncounterAnswerRow
                        {
                            Id = id,
                            Unit = unit,
                            Kind = (EncounterKind)(i % 3),
                            Month = quarter,
                            Identity = i % 8 == 0 ? EncounterMark.No : EncounterMark.Yes,
                            Rights = i % 5 == 0 ? EncounterMark.NotSure : EncounterMark.Yes,
                            NextStep = i < no ? EncounterMark.No : EncounterMark.Yes,
                            OnTime = i % 6 == 0 ? EncounterMark.No : EncounterMark.Yes,
                            Overall =
                                i < no / 2 ? EncounterOverall.Dissatisfied
                                : i % 4 == 0 ? EncounterOverall.Basically
                                : EncounterOverall.Satisfied,
                        }
                    );
                }
            }
            db.Add(
                new EncounterLinkRow
                {
                    Hash = EncounterLinks.Hash(Link),
                    Unit = Station,
                    Area = jurisdiction.Areas.Keys.Order(StringComparer.Ordinal).First(),
                    Neutral = neutral,
                    Kind = EncounterKind.Visit,
                    ExpiresOn = today.AddDays(365),
                }
            );
            await db.SaveChangesAsync(cancel);
        }
        await ThemesAsync(neutral, quarter, today, cancel);
    }

    private async Task ThemesAsync(string neutral, DateOnly quarter, DateOnly today, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        if (
            await StaffAsync(db, neutral, StaffRole.Reviewer, cancel) is not { } reviewer
            || await StaffAsync(db, Station, StaffRole.Supervisor, cancel) is not { } head
        )
        {
            return;
        }
        var counts = await EncounterFigures.CountAsync(db, quarter, quarter.AddMonths(3), cancel);
        var name = $"{Quarter.Of(quarter)}";
        foreach (
            var (unit, item) in ((string, EncounterItem)[])[(Station, EncounterItem.NextStep), (Works, EncounterItem.OnTime)]
        )
        {
            await themes.NameAsync(
                reviewer,
                (there, j, on) => CorrectionRule.Name(unit, item, name, counts[unit].Tally, there, reviewer, rules, j, on),
                unit,
                item,
                name,
                cancel
            );
        }
        foreach (var line in await ThemeBook.ListAsync(db, [Station], cancel))
        {
            var promise = new PromiseCorrection(CorrectionMeasure.WriteNextStep, LeaderPost.Deputy, today.AddDays(30));
            await themes.DecideAsync(line.Id, head, (t, on) => CorrectionRule.Promise(t, promise, head, rules, on), cancel);
        }
    }

    private static async Task<Actor.Staff?> StaffAsync(Db db, string unit, StaffRole role, CancellationToken cancel) =>
        await db
            .Appointments.Where(a => a.Unit == unit && a.Role == role)
            .Select(a => (Guid?)a.AccountId)
            .FirstOrDefaultAsync(cancel)
            is { } account
            ? new Actor.Staff(new StaffId(account), unit, [role])
            : null;
}
