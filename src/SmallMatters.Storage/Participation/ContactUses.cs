using Microsoft.EntityFrameworkCore;

namespace SmallMatters.Storage.Participation;

/// <summary>How often a contact did something in a day, week or month, by marks.</summary>
internal static class ContactUses
{
    /// <summary>How often so far. It says why somebody is refused; what holds them is <see cref="UseAsync"/>.</summary>
    public static Task<int> CountAsync(Db db, string mark, CancellationToken cancel) =>
        db.Set<ContactUseRow>().Where(u => u.Mark == mark).Select(u => u.Count).FirstOrDefaultAsync(cancel);

    /// <summary>
    /// Counts one more within the caller's transaction. Looking and counting are one statement, and the row is held until the
    /// transaction ends: of any number that come at once exactly as many pass as are allowed.
    /// </summary>
    /// <returns>False when there were as many as allowed.</returns>
    public static async Task<bool> UseAsync(Db db, string mark, int most, DateOnly until, CancellationToken cancel) =>
        await db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO contact_use (mark, count, until) VALUES ({mark}, 1, {until})
            ON CONFLICT (mark) DO UPDATE SET count = contact_use.count + 1 WHERE contact_use.count < {most}
            """,
            cancel
        ) == 1;
}
