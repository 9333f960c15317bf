using Microsoft.EntityFrameworkCore;

namespace SmallMatters.Storage.Jurisdictions;

/// <summary>Facts that change the jurisdiction's snapshot, numbered one after another: of two at once one is decided anew.</summary>
internal static class NumberedFacts
{
    /// <summary>Appends a fact and moves the version on, in one transaction.</summary>
    /// <param name="databases">The database.</param>
    /// <param name="fact">The row of the fact.</param>
    /// <param name="version">The row by which every node sees that something changed.</param>
    /// <param name="isTaken">Whether the fact's number is somebody else's by now.</param>
    /// <param name="cancel">Cancels.</param>
    /// <returns>False when somebody else was quicker by a moment; nothing is written then.</returns>
    /// <exception cref="DbUpdateException">The database refused it for another reason.</exception>
    public static async Task<bool> TryAppendAsync(
        IDbContextFactory<Db> databases,
        object fact,
        object version,
        Func<Db, Task<bool>> isTaken,
        CancellationToken cancel
    )
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        db.Add(fact);
        db.Update(version);
        try
        {
            await db.SaveChangesAsync(cancel);
            return true;
        }
        catch (DbUpdateException)
        {
            await using var again = await databases.CreateDbContextAsync(cancel);
            if (await isTaken(again))
            {
                return false;
            }
            throw;
        }
    }
}
