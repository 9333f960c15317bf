using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using SmallMatters.Storage.Jurisdictions;
using SmallMatters.Storage.Matters.Rows;

namespace SmallMatters.Storage.Keys;

/// <summary>
/// Whether the master key is the one that the database was written under. With another one nothing that people left can be
/// read, and what is written now could not be read later: the product then says so and touches nothing by itself.
/// </summary>
public sealed class MasterKeyCheck(IDbContextFactory<Db> databases, KeyRing ring)
{
    private const string Setting = "master-key";

    /// <summary>Compares with what the database knows, or else with the key of whoever came last. Writes nothing.</summary>
    public async Task<bool> IsRightAsync(CancellationToken cancel = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        if (await KnownAsync(db, cancel) is { } known)
        {
            return known == ring.Fingerprint;
        }
        var latest = await db.Set<ParticipantRow>()
            .AsNoTracking()
            .Where(p => p.Key != null)
            .OrderByDescending(p => p.Id)
            .FirstOrDefaultAsync(cancel);
        return latest is null || Opens(latest);
    }

    /// <summary>The same, and a database that knows no key yet learns the right one.</summary>
    public async Task<bool> IsRightOrLearnsAsync(CancellationToken cancel = default)
    {
        if (!await IsRightAsync(cancel))
        {
            return false;
        }
        await using var db = await databases.CreateDbContextAsync(cancel);
        if (await KnownAsync(db, cancel) is not null)
        {
            return true;
        }
        db.Add(new SettingRow { Name = Setting, Value = ring.Fingerprint });
        try
        {
            await db.SaveChangesAsync(cancel);
            return true;
        }
        catch (DbUpdateException)
        {
            // Another node was quicker by a moment; anything else is a fault.
            await using var again = await databases.CreateDbContextAsync(cancel);
            if (await KnownAsync(again, cancel) is { } theirs)
            {
                return theirs == ring.Fingerprint;
            }
            throw;
        }
    }

    private static Task<string?> KnownAsync(Db db, CancellationToken cancel) =>
        db.Set<SettingRow>().Where(s => s.Name == Setting).Select(s => (string?)s.Value).FirstOrDefaultAsync(cancel);

    private bool Opens(ParticipantRow person)
    {
        try
        {
            ring.Unwrap(person.Key!, person.Id.Value).Dispose();
            return true;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }
}
