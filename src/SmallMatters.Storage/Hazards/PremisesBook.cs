using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using SmallMatters.Domain.Hazards;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Storage.Cards;
using SmallMatters.Storage.Jurisdictions;
using SmallMatters.Storage.Keys;
using SmallMatters.Storage.Matters.Views;
using SmallMatters.Storage.Patterns;

namespace SmallMatters.Storage.Hazards;

/// <summary>Who keeps the register of premises, and of which units and areas.</summary>
/// <param name="By">Who acts.</param>
/// <param name="MayKeep">Whether they keep the register for a unit (code) in an area (code).</param>
public sealed record PremisesKeeper(Actor By, Func<string, string, bool> MayKeep)
{
    /// <summary>A supervisor keeps the register of the units that they lead, in the areas that they lead them in.</summary>
    public static PremisesKeeper Of(StaffScope scope) =>
        new(scope.Actor, (unit, area) => scope.SeesIn(unit, area) && scope.In(area).Is(StaffRole.Supervisor));

    /// <summary>Whoever has the machine keeps all of it.</summary>
    public static PremisesKeeper Operator(string job) => new(new Actor.System(job), (_, _) => true);
}

/// <summary>The register of premises: entered, changed and taken off by hand; files are <see cref="PremisesFiles"/>'s.</summary>
public sealed class PremisesBook(
    IDbContextFactory<Db> databases,
    KeyRing ring,
    JurisdictionSource jurisdictions,
    TimeProvider time
)
{
    private readonly PremisesSeals _seals = new(ring);

    /// <summary>Enters premises. Those that left the register before come back under their old code and with a new key.</summary>
    public async Task<(Acted Done, Guid Id)> EnterAsync(
        PremisesKeeper keeper,
        KeepPremises command,
        CancellationToken cancel = default
    )
    {
        var now = time.GetUtcNow();
        var id = Guid.CreateVersion7(now);
        if (string.IsNullOrWhiteSpace(command.Code))
        {
            command = command with { Code = $"cs-{id.ToString("N")[^8..]}" };
        }
        var (details, contacts, why) = KeepPremisesRule.Decide(command, await jurisdictions.CurrentAsync(cancel), keeper.MayKeep);
        if (details is null)
        {
            return (new Acted.Refused(why!), id);
        }
        await using var db = await databases.CreateDbContextAsync(cancel);
        var row = await db.Set<PremisesEntryRow>().FirstOrDefaultAsync(p => p.Code == details.Code, cancel);
        if (row is { Withdrawn: false })
        {
            return (new Acted.Refused(Taken), id);
        }
        row = Put(db, row, id, details, contacts, null, keeper.By, now);
        return (await SaveAsync(db, row, new Acted.Refused(Taken), cancel), row.Id);
    }

    /// <summary>Changes what the register says of premises, unless somebody did so since they were seen.</summary>
    public async Task<Acted> ChangeAsync(
        PremisesKeeper keeper,
        Guid id,
        KeepPremises command,
        int seen,
        CancellationToken cancel = default
    )
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        if (await FindAsync(db, keeper, id, cancel) is not { } row)
        {
            return new Acted.NotFound();
        }
        if (row.HeadSeq != seen)
        {
            return new Acted.ChangedMeanwhile();
        }
        var (details, contacts, why) = KeepPremisesRule.Decide(
            command with
            {
                Code = row.Code,
            },
            await jurisdictions.CurrentAsync(cancel),
            keeper.MayKeep
        );
        if (details is null)
        {
            return new Acted.Refused(why!);
        }
        var versions = await VersionsAsync(db, row.Id, cancel);
        var before = _seals.Open(row, versions.Find(v => v.Seq == row.Contacts));
        ImmutableArray<PremisesField> fields = [.. details.Differing(row.Details), .. contacts.Differing(before)];
        if (fields.IsEmpty)
        {
            return new Acted.Refused(Refusal.Of("premises-unchanged", "没有改动。", "Nothing was changed."));
        }
        Change(db, row, details, before == contacts ? null : contacts, fields, null, keeper.By, time.GetUtcNow());
        // No import before this can be undone any more, and so no earlier contact is needed.
        db.RemoveRange(versions.Where(v => v.Seq != row.Contacts));
        return await SaveAsync(db, row, new Acted.ChangedMeanwhile(), cancel);
    }

    /// <summary>Takes premises off the register; their contacts go for good with their key, and the photos of the place with them.</summary>
    public async Task<Acted> WithdrawAsync(
        PremisesKeeper keeper,
        Guid id,
        string? why,
        int seen,
        CancellationToken cancel = default
    )
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        if (await FindAsync(db, keeper, id, cancel) is not { } row)
        {
            return new Acted.NotFound();
        }
        if (row.HeadSeq != seen)
        {
            return new Acted.ChangedMeanwhile();
        }
        var (fact, refusal) = WithdrawPremisesRule.Decide(
            row.State,
            why,
            keeper.MayKeep,
            await InspectionBook.OpenAsync(db, id, cancel)
        );
        if (fact is null)
        {
            return new Acted.Refused(refusal!);
        }
        Withdraw(db, row, await VersionsAsync(db, row.Id, cancel), fact, keeper.By, time.GetUtcNow());
        var done = await SaveAsync(db, row, new Acted.ChangedMeanwhile(), cancel);
        if (done is Acted.Written)
        {
            await db.Set<PlacePhotoRow>().Where(p => p.PremisesId == id).ExecuteDeleteAsync(cancel);
        }
        return done;
    }

    internal static Refusal Taken { get; } =
        Refusal.Of(
            "premises-code-taken",
            "这个代码已经登记过。",
            "This code is on the register already.",
            nameof(KeepPremises.Code)
        );

    internal static Task<List<PremisesContactRow>> VersionsAsync(Db db, Guid id, CancellationToken cancel) =>
        db.Set<PremisesContactRow>().Where(c => c.PremisesId == id).ToListAsync(cancel);

    internal PremisesContacts Open(PremisesEntryRow row, PremisesContactRow? version) => _seals.Open(row, version);

    internal PremisesEntryRow Put(
        Db db,
        PremisesEntryRow? row,
        Guid id,
        PremisesDetails details,
        PremisesContacts contacts,
        int? import,
        Actor by,
        DateTimeOffset now
    )
    {
        if (row is null)
        {
            row = new PremisesEntryRow
            {
                Id = id,
                Code = details.Code,
                Name = details.Name,
                Kind = details.Kind,
                Address = details.Address,
                Area = details.Area,
                Unit = details.Unit,
            };
            db.Add(row);
        }
        var seq = row.HeadSeq + 1;
        Say(row, details);
        row.Withdrawn = false;
        row.Contacts = Keep(db, row, seq, contacts);
        Append(db, row, new PremisesEntered(details, row.Contacts, import), by, now);
        return row;
    }

    // No contacts: they stay as they are.
    internal void Change(
        Db db,
        PremisesEntryRow row,
        PremisesDetails details,
        PremisesContacts? contacts,
        ImmutableArray<PremisesField> fields,
        int? import,
        Actor by,
        DateTimeOffset now
    )
    {
        Say(row, details);
        if (contacts is not null)
        {
            row.Contacts = Keep(db, row, row.HeadSeq + 1, contacts);
        }
        Append(db, row, new PremisesChanged(details, row.Contacts, fields, import), by, now);
    }

    internal static void Withdraw(
        Db db,
        PremisesEntryRow row,
        IEnumerable<PremisesContactRow> versions,
        PremisesWithdrawn fact,
        Actor by,
        DateTimeOffset now
    )
    {
        (row.Withdrawn, row.Contacts, row.Key) = (true, 0, null);
        db.RemoveRange(versions);
        Append(db, row, fact, by, now);
    }

    internal static void Append(Db db, PremisesEntryRow row, PremisesFact fact, Actor by, DateTimeOffset now)
    {
        row.HeadSeq++;
        row.ChangedAt = now;
        db.Add(
            new PremisesFactRow
            {
                PremisesId = row.Id,
                Seq = row.HeadSeq,
                At = now,
                Staff = (by as Actor.Staff)?.Id.Value,
                StaffUnit = by.UnitCode,
                Import = fact.Import,
                Type = PlainFacts<PremisesFact>.NameOf(fact),
                Body = PlainFacts<PremisesFact>.Write(fact),
            }
        );
    }

    internal static void Say(PremisesEntryRow row, PremisesDetails details) =>
        (row.Name, row.Kind, row.Address, row.Area, row.Unit) = (
            details.Name,
            details.Kind,
            details.Address,
            details.Area,
            details.Unit
        );

    private static async Task<PremisesEntryRow?> FindAsync(Db db, PremisesKeeper keeper, Guid id, CancellationToken cancel) =>
        await db.Set<PremisesEntryRow>().FirstOrDefaultAsync(p => p.Id == id, cancel) is { } row
        && keeper.MayKeep(row.Unit, row.Area)
            ? row
            : null;

    private int Keep(Db db, PremisesEntryRow row, int seq, PremisesContacts contacts)
    {
        if (contacts == PremisesContacts.None)
        {
            return 0;
        }
        db.Add(_seals.Seal(row, seq, contacts));
        return seq;
    }

    private async Task<Acted> SaveAsync(Db db, PremisesEntryRow row, Acted overtaken, CancellationToken cancel)
    {
        try
        {
            await db.SaveChangesAsync(cancel);
            return new Acted.Written();
        }
        catch (DbUpdateConcurrencyException)
        {
            return overtaken;
        }
        catch (DbUpdateException)
        {
            // Somebody else was quicker by a moment; anything else is a fault.
            await using var again = await databases.CreateDbContextAsync(cancel);
            if (
                await again
                    .Set<PremisesEntryRow>()
                    .AnyAsync(p => p.Code == row.Code && (p.Id != row.Id || p.HeadSeq >= row.HeadSeq), cancel)
            )
            {
                return overtaken;
            }
            throw;
        }
    }
}
