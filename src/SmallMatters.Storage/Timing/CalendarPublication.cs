using System.Globalization;
using Microsoft.EntityFrameworkCore;
using SmallMatters.Storage.Disputes;
using SmallMatters.Storage.Jurisdictions;

namespace SmallMatters.Storage.Timing;

/// <summary>
/// After a year's calendar was put into the data folder: deadlines that were provisional are computed again, once, by
/// whichever node comes first. For which calendars that was done stands in the database.
/// </summary>
public sealed class CalendarPublication(
    IDbContextFactory<Db> databases,
    CalendarFolder calendars,
    JurisdictionSource jurisdiction,
    ClockSweep sweep,
    DisputeSweep disputes,
    TimeProvider time
)
{
    private const string Setting = "calendar-recomputed:";

    /// <summary>Computes again when there is a calendar that it was not yet done for.</summary>
    /// <returns>How many deadlines moved, or null when there was nothing new.</returns>
    public async Task<int?> ApplyAsync(CancellationToken cancel = default)
    {
        var version = calendars.Version;
        if (version.Length == 0)
        {
            return null;
        }
        // A row for each calendar: nodes whose folders differ for a while do not take turns at undoing each other's work.
        var name = Setting + version;
        await using var db = await databases.CreateDbContextAsync(cancel);
        if (await db.Set<SettingRow>().AnyAsync(s => s.Name == name, cancel))
        {
            return null;
        }
        jurisdiction.LookNow();
        var moved = await sweep.RecomputeProvisionalAsync(cancel) + await disputes.RecomputeProvisionalAsync(cancel);
        // Written last: a node that dies on the way leaves the rest to the next one, and what has moved does not move again.
        if (!await db.Set<SettingRow>().AnyAsync(s => s.Name == name, cancel))
        {
            db.Add(new SettingRow { Name = name, Value = time.GetUtcNow().ToString("O", CultureInfo.InvariantCulture) });
            await db.SaveChangesAsync(cancel);
        }
        return moved;
    }
}
