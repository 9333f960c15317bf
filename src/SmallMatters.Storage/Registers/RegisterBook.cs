using System.Data;
using Microsoft.EntityFrameworkCore;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Places;
using SmallMatters.Domain.Units;
using SmallMatters.Storage.Cards;
using SmallMatters.Storage.Jurisdictions;
using SmallMatters.Storage.Patterns;

namespace SmallMatters.Storage.Registers;

/// <summary>A partner's file of a register as it was read.</summary>
/// <param name="Kind">Which register.</param>
/// <param name="Rows">Its rows.</param>
/// <param name="System">The coordinate system of its outlines.</param>
/// <param name="Name">The file's name.</param>
/// <param name="Sha256">SHA-256 of the file, hexadecimal.</param>
public sealed record RegisterSheet(
    RegisterKind Kind,
    IReadOnlyList<RegisterRow> Rows,
    CoordinateSystem System,
    string Name,
    string Sha256
);

/// <summary>An import with whether it was undone since.</summary>
public sealed record KeptImport(KeptFact<RegisterFact> Kept, RegisterImported Import, KeptFact<RegisterFact>? Undone);

/// <summary>Imports of registers of units and areas: weighed, written in one transaction, kept as facts, undone.</summary>
public sealed class RegisterBook(IDbContextFactory<Db> databases, JurisdictionSource source, TimeProvider time)
{
    private const int MostTries = 5;

    /// <summary>What an import would do. Nothing is written.</summary>
    public async Task<RegisterPlan> PlanAsync(RegisterSheet sheet, CancellationToken cancel = default) =>
        (await WeighAsync(sheet, cancel)).Plan;

    /// <summary>
    /// Imports: the good rows in one transaction, together with the fact that tells their fates. Every node follows within
    /// seconds.
    /// </summary>
    /// <returns>The plan that was carried out and the import's number, or null and why nothing was written.</returns>
    public async Task<(RegisterPlan Plan, int? Number, Refusal? Why)> ImportAsync(
        RegisterSheet sheet,
        Actor by,
        CancellationToken cancel = default
    )
    {
        var (plan, seq, _) = await WeighAsync(sheet, cancel);
        if (plan.Whole is { } whole)
        {
            return (plan, null, whole);
        }
        var fact = new RegisterImported(
            sheet.Kind,
            sheet.Name,
            sheet.Sha256,
            // A refused row may hold anything, a shifted column of names too: it is shown before and not kept.
            [.. plan.Rows.Where(r => r.Fate != RegisterFate.Unchanged).Select(r => r with { Stood = null })],
            plan.Count(RegisterFate.Unchanged),
            plan.Changes,
            plan.Vanished
        );
        await using var db = await databases.CreateDbContextAsync(cancel);
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        return await WriteAsync(db, seq, fact, by, sheet.Kind, plan.Changes.Select(c => c.After), [], cancel)
            ? (plan, seq, null)
            : (
                plan,
                null,
                Refusal.Of(
                    "register-changed-meanwhile",
                    "别人刚刚导入过，这次没有写入。请再试一次。",
                    "Somebody else has just imported and this was not written. Try again."
                )
            );
    }

    /// <summary>Undoes an import: what it changed is as before, what it brought goes away. Whole or not at all.</summary>
    public async Task<Acted> UndoAsync(int number, string? why, Actor by, CancellationToken cancel = default)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                return await TryUndoAsync(number, why, by, cancel);
            }
            catch (Exception fault) when (attempt < MostTries && DatabaseFaults.WasOvertaken(fault))
            {
                // The database has rolled it back; it is decided anew on what the other one wrote.
            }
        }
    }

    private async Task<Acted> TryUndoAsync(int number, string? why, Actor by, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var seq = await LastAsync(db, cancel) + 1;
        source.LookNow();
        var jurisdiction = await source.CurrentAsync(cancel);
        // What leans on a code is looked for and the code is taken away in one: nothing comes to lean on it between.
        await using var transaction = await db.Database.BeginTransactionAsync(IsolationLevel.Serializable, cancel);
        var kept = await FindAsync(db, number, cancel);
        string[] brought = [.. kept?.Import.Changes.Where(c => c.Before is null).Select(c => c.After.Code) ?? []];
        var uses = kept is null ? [] : await RegisterUses.OfAsync(db, kept.Import.Kind, brought, cancel);
        var (fact, refusal) = UndoRegisterImportRule.Decide(
            jurisdiction,
            number,
            kept?.Import,
            kept?.Undone is not null,
            why,
            uses
        );
        if (fact is null)
        {
            return new Acted.Refused(refusal!);
        }
        var import = kept!.Import;
        return await WriteAsync(
            db,
            seq,
            fact,
            by,
            import.Kind,
            import.Changes.Select(c => c.Before).OfType<RegisterEntry>(),
            brought,
            cancel
        )
            ? new Acted.Written()
            : new Acted.ChangedMeanwhile();
    }

    /// <summary>The imports, the latest first.</summary>
    public static async Task<IReadOnlyList<KeptImport>> HistoryAsync(Db db, int take, CancellationToken cancel = default)
    {
        var facts = await db.Set<RegisterImportFactRow>()
            .AsNoTracking()
            .OrderByDescending(f => f.Seq)
            .Take(take)
            .ToListAsync(cancel);
        var kept = facts.ConvertAll(f => f.ToKept());
        var undone = kept.Where(k => k.Fact is RegisterImportUndone).ToDictionary(k => ((RegisterImportUndone)k.Fact).Number);
        return
        [
            .. kept.Where(k => k.Fact is RegisterImported)
                .Select(k => new KeptImport(k, (RegisterImported)k.Fact, undone.GetValueOrDefault(k.Seq))),
        ];
    }

    /// <summary>The import of a number; null when there is none.</summary>
    public static async Task<KeptImport?> FindAsync(Db db, int number, CancellationToken cancel = default)
    {
        var since = await db.Set<RegisterImportFactRow>()
            .AsNoTracking()
            .Where(f => f.Seq == number || (f.Seq > number && f.Type == nameof(RegisterImportUndone)))
            .OrderBy(f => f.Seq)
            .ToListAsync(cancel);
        var kept = since.ConvertAll(f => f.ToKept());
        return kept.FirstOrDefault() is { Fact: RegisterImported import } first && first.Seq == number
            ? new KeptImport(first, import, kept.FirstOrDefault(k => k.Fact is RegisterImportUndone u && u.Number == number))
            : null;
    }

    // The number is read before the registers: whoever writes after that takes it first, and this one is turned away.
    private async Task<(RegisterPlan Plan, int Seq, Jurisdiction Now)> WeighAsync(RegisterSheet sheet, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var seq = await LastAsync(db, cancel) + 1;
        source.LookNow();
        var jurisdiction = await source.CurrentAsync(cancel);
        return (RegisterPlan.Make(jurisdiction, sheet.Kind, sheet.Rows, sheet.System), seq, jurisdiction);
    }

    private static async Task<int> LastAsync(Db db, CancellationToken cancel) =>
        await db.Set<RegisterImportFactRow>().MaxAsync(f => (int?)f.Seq, cancel) ?? 0;

    // Within the caller's transaction, which it commits.
    private async Task<bool> WriteAsync(
        Db db,
        int seq,
        RegisterFact fact,
        Actor by,
        RegisterKind kind,
        IEnumerable<RegisterEntry> put,
        IReadOnlyList<string> removed,
        CancellationToken cancel
    )
    {
        var now = time.GetUtcNow();
        db.Add(
            new RegisterImportFactRow
            {
                Seq = seq,
                At = now,
                Staff = (by as Actor.Staff)?.Id.Value,
                Unit = by.UnitCode,
                Type = PlainFacts<RegisterFact>.NameOf(fact),
                Body = PlainFacts<RegisterFact>.Write(fact),
            }
        );
        await PutAsync(db, kind, [.. put], removed, cancel);
        var version = Guid.CreateVersion7(now).ToString("N");
        if (await db.Set<SettingRow>().FindAsync([JurisdictionSource.VersionSetting], cancel) is { } setting)
        {
            setting.Value = version;
        }
        else
        {
            db.Add(new SettingRow { Name = JurisdictionSource.VersionSetting, Value = version });
        }
        try
        {
            await db.SaveChangesAsync(cancel);
            await db.Database.CurrentTransaction!.CommitAsync(cancel);
        }
        catch (DbUpdateException fault) when (!DatabaseFaults.WasOvertaken(fault))
        {
            // Somebody else was quicker by a moment; anything else is a fault.
            await using var again = await databases.CreateDbContextAsync(cancel);
            if (await again.Set<RegisterImportFactRow>().AnyAsync(f => f.Seq == seq, cancel))
            {
                return false;
            }
            throw;
        }
        source.LookNow();
        return true;
    }

    private static async Task PutAsync(
        Db db,
        RegisterKind kind,
        IReadOnlyList<RegisterEntry> put,
        IReadOnlyList<string> removed,
        CancellationToken cancel
    )
    {
        if (kind == RegisterKind.Units)
        {
            var units = await db.Set<UnitRow>().ToDictionaryAsync(u => u.Code, cancel);
            foreach (var entry in put)
            {
                if (!units.TryGetValue(entry.Code, out var row))
                {
                    db.Add(JurisdictionSource.ToRow(entry.ToUnit(null)));
                    continue;
                }
                (row.NameZh, row.NameEn, row.Parent, row.Contact) = (entry.Zh, entry.En, entry.Unit, entry.Contact);
            }
            db.RemoveRange(removed.Select(code => units[code]));
            return;
        }
        var areas = await db.Set<AreaRow>().ToDictionaryAsync(a => a.Code, cancel);
        foreach (var entry in put)
        {
            if (!areas.TryGetValue(entry.Code, out var row))
            {
                db.Add(JurisdictionSource.ToRow(entry.ToArea()));
                continue;
            }
            (row.NameZh, row.NameEn, row.IntakeUnit, row.Shape) = (entry.Zh, entry.En, entry.Unit!, entry.Outline);
        }
        db.RemoveRange(removed.Select(code => areas[code]));
    }
}
