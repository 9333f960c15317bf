using Microsoft.EntityFrameworkCore;

namespace SmallMatters.Storage.Participation;

/// <summary>How often a contact did something in a day, week or month, by marks.</summary>
internal static class ContactUses
{
    /// <summary>How often so far.</summary>
    public static Task<int> CountAsync(Db db, string mark, CancellationToken cancel) =>
        db.Set<ContactUseRow>().Where(u => u.Mark == mark).Select(u => u.Count).FirstOrDefaultAsync(cancel);

    /// <summary>Counts one more within the caller's transaction; the first one is written with its next save.</summary>
    /// <returns>False when there were as many as allowed.</returns>
    public static async Task<bool> UseAsync(Db db, string mark, int most, DateOnly until, CancellationToken cancel)
    {
        var counted = await db.Set<ContactUseRow>()
            .Where(u => u.Mark == mark && u.Count < most)
            .ExecuteUpdateAsync(u => u.SetProperty(r => r.Count, r => r.Count + 1), cancel);
        if (counted == 1)
        {
            return true;
        }
        if (await db.Set<ContactUseRow>().AnyAsync(u => u.Mark == mark, cancel))
        {
            return false;
        }
        db.Add(
            new ContactUseRow
            {
                Mark = mark,
                Count = 1,
                Until = until,
            }
        );
        return true;
    }
}
