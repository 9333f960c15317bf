using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using SmallMatters.Domain.Hazards;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Units;
using SmallMatters.Storage.Cards;
using SmallMatters.Storage.Jurisdictions;
using SmallMatters.Storage.Patterns;

namespace SmallMatters.Storage.Hazards;

/// <summary>A partner's file of premises as it was read.</summary>
/// <param name="Rows">Its rows.</param>
/// <param name="Name">The file's name.</param>
/// <param name="Sha256">SHA-256 of the file, hexadecimal.</param>
public sealed record PremisesSheet(IReadOnlyList<PremisesRow> Rows, string Name, string Sha256);

/// <summary>An import with whether it was undone since.</summary>
public sealed record KeptPremisesFile(
    KeptFact<PremisesFileFact> Kept,
    PremisesFileImported Import,
    KeptFact<PremisesFileFact>? Undone
);

/// <summary>Imports of premises: weighed, written in one transaction, kept as facts, undone.</summary>
public sealed class PremisesFiles(
    IDbContextFactory<Db> databases,
    PremisesBook book,
    JurisdictionSource jurisdictions,
    TimeProvider time
)
{
    private static readonly Refusal Overtaken = Refusal.Of(
        "register-changed-meanwhile",
        "登记刚刚有人改过，这次没有写入。请再试一次。",
        "The register has just been changed and this was not written. Try again."
    );

    /// <summary>What an import would do. Nothing is written, and no contact is shown: only that one changes.</summary>
    public async Task<PremisesPlan> PlanAsync(PremisesSheet sheet, PremisesKeeper keeper, CancellationToken cancel = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        return (await WeighAsync(db, sheet, keeper, await LoadAsync(db, cancel), cancel)).Plan;
    }

    /// <summary>Imports: the good rows in one transaction, with the fact that tells the fates of all.</summary>
    /// <returns>The plan that was carried out and the import's number, or null and why nothing was written.</returns>
    public async Task<(PremisesPlan Plan, int? Number, Refusal? Why)> ImportAsync(
        PremisesSheet sheet,
        PremisesKeeper keeper,
        CancellationToken cancel = default
    )
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var number = await LastAsync(db, cancel) + 1;
        var rows = await LoadAsync(db, cancel);
        var (plan, contacts) = await WeighAsync(db, sheet, keeper, rows, cancel);
        if (plan.Whole is { } whole)
        {
            return (plan, null, whole);
        }
        var now = time.GetUtcNow();
        foreach (var change in plan.Changes)
        {
            var row = rows.GetValueOrDefault(change.After.Code);
            if (change.Before is null)
            {
                book.Put(db, row, Guid.CreateVersion7(now), change.After, contacts[change.After.Code], number, keeper.By, now);
                continue;
            }
            var reaches = change.Fields.Any(f => f >= PremisesField.Responsible);
            book.Change(
                db,
                row!,
                change.After,
                reaches ? contacts[change.After.Code] : null,
                change.Fields,
                number,
                keeper.By,
                now
            );
        }
        Append(
            db,
            number,
            new PremisesFileImported(
                sheet.Name,
                sheet.Sha256,
                [.. plan.Rows.Where(r => r.Fate != RegisterFate.Unchanged)],
                plan.Count(RegisterFate.Unchanged),
                plan.Vanished
            ),
            keeper.By,
            now
        );
        return await SaveAsync(db, number, cancel) ? (plan, number, null) : (plan, null, Overtaken);
    }

    /// <summary>Undoes an import: what it changed is as before, what it brought leaves the register. Whole or not at all.</summary>
    public async Task<Acted> UndoAsync(int number, string? why, PremisesKeeper keeper, CancellationToken cancel = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var next = await LastAsync(db, cancel) + 1;
        var kept = await FindAsync(db, number, cancel);
        var ids = await db.Set<PremisesFactRow>()
            .Where(f => f.Import == number)
            .Select(f => f.PremisesId)
            .Distinct()
            .ToListAsync(cancel);
        var rows = await db.Set<PremisesEntryRow>().Where(p => ids.Contains(p.Id)).OrderBy(p => p.Code).ToListAsync(cancel);
        var facts = (
            await db.Set<PremisesFactRow>()
                .AsNoTracking()
                .Where(f => ids.Contains(f.PremisesId))
                .OrderBy(f => f.Seq)
                .ToListAsync(cancel)
        ).ToLookup(f => f.PremisesId, f => f.ToKept().Fact);
        var (fact, again, refusal) = UndoPremisesImportRule.Decide(
            number,
            kept?.Import,
            kept?.Undone is not null,
            why,
            rows.ConvertAll(r => (IReadOnlyList<PremisesFact>)[.. facts[r.Id]]),
            kept is null ? null : await InspectionBook.InspectedSinceAsync(db, ids, kept.Kept.At, cancel),
            keeper.MayKeep
        );
        if (fact is null)
        {
            return new Acted.Refused(refusal!);
        }
        var now = time.GetUtcNow();
        foreach (var (row, before) in rows.Zip(again))
        {
            var versions = await PremisesBook.VersionsAsync(db, row.Id, cancel);
            if (before is null)
            {
                PremisesBook.Withdraw(db, row, versions, new PremisesWithdrawn(fact.Why, number), keeper.By, now);
                continue;
            }
            var fields = before.Details.Differing(row.Details).ToBuilder();
            if (before.Contacts != row.Contacts)
            {
                fields.AddRange(
                    book.Open(row, versions.Find(v => v.Seq == before.Contacts))
                        .Differing(book.Open(row, versions.Find(v => v.Seq == row.Contacts)))
                );
                db.RemoveRange(versions.Where(v => v.Seq == row.Contacts));
                row.Contacts = before.Contacts;
            }
            PremisesBook.Say(row, before.Details);
            PremisesBook.Append(
                db,
                row,
                new PremisesChanged(before.Details, before.Contacts, fields.ToImmutable(), number),
                keeper.By,
                now
            );
        }
        Append(db, next, fact, keeper.By, now);
        return await SaveAsync(db, next, cancel) ? new Acted.Written() : new Acted.ChangedMeanwhile();
    }

    /// <summary>The imports, the latest first.</summary>
    /// <param name="db">The database.</param>
    /// <param name="units">Of these units only (codes); null for all.</param>
    /// <param name="take">At most so many.</param>
    /// <param name="cancel">Cancels.</param>
    public static async Task<IReadOnlyList<KeptPremisesFile>> HistoryAsync(
        Db db,
        IReadOnlyList<string>? units,
        int take,
        CancellationToken cancel = default
    )
    {
        var facts = await db.Set<PremisesFileFactRow>()
            .AsNoTracking()
            .Where(f => units == null || f.StaffUnit == null || units.Contains(f.StaffUnit))
            .OrderByDescending(f => f.Seq)
            .Take(take)
            .ToListAsync(cancel);
        return Joined(facts.ConvertAll(f => f.ToKept()));
    }

    /// <summary>The import of a number; null when there is none.</summary>
    public static async Task<KeptPremisesFile?> FindAsync(Db db, int number, CancellationToken cancel = default)
    {
        var since = await db.Set<PremisesFileFactRow>()
            .AsNoTracking()
            .Where(f => f.Seq == number || (f.Seq > number && f.Type == nameof(PremisesFileUndone)))
            .ToListAsync(cancel);
        return Joined(since.ConvertAll(f => f.ToKept())).FirstOrDefault(k => k.Kept.Seq == number);
    }

    /// <summary>Whether somebody keeps the register of everything that an import brought or changed.</summary>
    public static async Task<bool> KeepsAllAsync(Db db, int number, PremisesKeeper keeper, CancellationToken cancel = default)
    {
        var touched = await db.Set<PremisesEntryRow>()
            .AsNoTracking()
            .Where(p => db.Set<PremisesFactRow>().Any(f => f.PremisesId == p.Id && f.Import == number))
            .Select(p => new { p.Unit, p.Area })
            .Distinct()
            .ToListAsync(cancel);
        return touched.TrueForAll(p => keeper.MayKeep(p.Unit, p.Area));
    }

    private static List<KeptPremisesFile> Joined(List<KeptFact<PremisesFileFact>> kept) =>
        [
            .. kept.Where(k => k.Fact is PremisesFileImported)
                .Select(k => new KeptPremisesFile(
                    k,
                    (PremisesFileImported)k.Fact,
                    kept.Find(u => u.Fact is PremisesFileUndone undone && undone.Number == k.Seq)
                )),
        ];

    private static Task<Dictionary<string, PremisesEntryRow>> LoadAsync(Db db, CancellationToken cancel) =>
        db.Set<PremisesEntryRow>().ToDictionaryAsync(p => p.Code, StringComparer.Ordinal, cancel);

    private async Task<(PremisesPlan Plan, ImmutableDictionary<string, PremisesContacts> Contacts)> WeighAsync(
        Db db,
        PremisesSheet sheet,
        PremisesKeeper keeper,
        Dictionary<string, PremisesEntryRow> rows,
        CancellationToken cancel
    )
    {
        var wanted = sheet.Rows.Select(r => r.Code).ToHashSet(StringComparer.Ordinal);
        var ids = rows.Values.Where(r => !r.Withdrawn && wanted.Contains(r.Code)).Select(r => r.Id).ToList();
        var versions = (
            await db.Set<PremisesContactRow>().AsNoTracking().Where(c => ids.Contains(c.PremisesId)).ToListAsync(cancel)
        ).ToDictionary(c => (c.PremisesId, c.Seq));
        var standing = rows
            .Values.Where(r => !r.Withdrawn)
            .ToDictionary(
                r => r.Code,
                r => new StandingPremises(r.State, book.Open(r, versions.GetValueOrDefault((r.Id, r.Contacts)))),
                StringComparer.Ordinal
            );
        return PremisesPlan.Make(sheet.Rows, standing, await jurisdictions.CurrentAsync(cancel), keeper.MayKeep);
    }

    private static async Task<int> LastAsync(Db db, CancellationToken cancel) =>
        await db.Set<PremisesFileFactRow>().MaxAsync(f => (int?)f.Seq, cancel) ?? 0;

    private static void Append(Db db, int seq, PremisesFileFact fact, Actor by, DateTimeOffset now) =>
        db.Add(
            new PremisesFileFactRow
            {
                Seq = seq,
                At = now,
                Staff = (by as Actor.Staff)?.Id.Value,
                StaffUnit = by.UnitCode,
                Type = PlainFacts<PremisesFileFact>.NameOf(fact),
                Body = PlainFacts<PremisesFileFact>.Write(fact),
            }
        );

    // False when somebody else was quicker: another import has the number, or premises were changed by hand.
    private async Task<bool> SaveAsync(Db db, int number, CancellationToken cancel)
    {
        try
        {
            await db.SaveChangesAsync(cancel);
            return true;
        }
        catch (DbUpdateConcurrencyException)
        {
            return false;
        }
        catch (DbUpdateException)
        {
            await using var again = await databases.CreateDbContextAsync(cancel);
            var codes = db
                .ChangeTracker.Entries<PremisesEntryRow>()
                .Where(e => e.State is EntityState.Added or EntityState.Modified)
                .Select(e => (e.Entity.Code, e.Entity.HeadSeq))
                .ToList();
            var heads = await again.Set<PremisesEntryRow>().ToDictionaryAsync(p => p.Code, p => p.HeadSeq, cancel);
            if (
                await again.Set<PremisesFileFactRow>().AnyAsync(f => f.Seq == number, cancel)
                || codes.Exists(c => heads.GetValueOrDefault(c.Code) >= c.HeadSeq)
            )
            {
                return false;
            }
            throw;
        }
    }
}
