using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using SmallMatters.Storage.Jurisdictions;
using SmallMatters.Storage.Matters.Rows;

namespace SmallMatters.Storage.Keys;

/// <summary>
/// Whether the master key and the key of sealed identities are those that the database was written under. With others nothing that people left can be
/// read, and what is written now could not be read later: the product then says so and touches nothing by itself.
/// </summary>
public sealed class MasterKeyCheck(IDbContextFactory<Db> databases, KeyRing ring, IdentityRing identities)
{
    private const string Setting = "master-key";
    private const string IdentitySetting = "identity-key";

    /// <summary>Compares with what the database knows, or else with the key of whoever came last. Writes nothing.</summary>
    public async Task<bool> IsRightAsync(CancellationToken cancel = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        if (await KnownAsync(db, IdentitySetting, cancel) is { } sealedUnder && sealedUnder != identities.Id)
        {
            return false;
        }
        if (await KnownAsync(db, Setting, cancel) is { } known)
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
        return await LearnAsync(Setting, ring.Fingerprint, cancel) && await LearnAsync(IdentitySetting, identities.Id, cancel);
    }

    private async Task<bool> LearnAsync(string setting, string key, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        if (await KnownAsync(db, setting, cancel) is { } known)
        {
            return known == key;
        }
        db.Add(new SettingRow { Name = setting, Value = key });
        try
        {
            await db.SaveChangesAsync(cancel);
            return true;
        }
        catch (DbUpdateException)
        {
            // Another node was quicker by a moment; anything else is a fault.
            await using var again = await databases.CreateDbContextAsync(cancel);
            if (await KnownAsync(again, setting, cancel) is { } theirs)
            {
                return theirs == key;
            }
            throw;
        }
    }

    private static Task<string?> KnownAsync(Db db, string setting, CancellationToken cancel) =>
        db.Set<SettingRow>().Where(s => s.Name == setting).Select(s => (string?)s.Value).FirstOrDefaultAsync(cancel);

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
