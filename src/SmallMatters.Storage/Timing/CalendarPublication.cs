using Microsoft.EntityFrameworkCore;
using SmallMatters.Storage.Jurisdictions;

namespace SmallMatters.Storage.Timing;

/// <summary>
/// After a year's calendar was put into the data folder: deadlines that were provisional are computed again, once, by
/// whichever node comes first. Which calendar that was last done for stands in the database.
/// </summary>
public sealed class CalendarPublication(
    IDbContextFactory<Db> databases,
    CalendarFolder calendars,
    JurisdictionSource jurisdiction,
    ClockSweep sweep
)
{
    private const string Setting = "calendar-recomputed";

    /// <summary>Computes again when there is a calendar that it was not yet done for.</summary>
    /// <returns>How many deadlines moved, or null when there was nothing new.</returns>
    public async Task<int?> ApplyAsync(CancellationToken cancel = default)
    {
        var version = calendars.Version;
        await using var db = await databases.CreateDbContextAsync(cancel);
        var done = await db.Set<SettingRow>().FirstOrDefaultAsync(s => s.Name == Setting, cancel);
        if ((done?.Value ?? "") == version)
        {
            return null;
        }
        jurisdiction.LookNow();
        var moved = await sweep.RecomputeProvisionalAsync(cancel);
        // Written last: a node that dies on the way leaves the rest to the next one, and what has moved does not move again.
        if (done is null)
        {
            db.Add(new SettingRow { Name = Setting, Value = version });
        }
        else
        {
            done.Value = version;
        }
        await db.SaveChangesAsync(cancel);
        return moved;
    }
}
