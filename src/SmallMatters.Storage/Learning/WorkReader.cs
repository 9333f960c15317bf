using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using SmallMatters.Domain.Convenings;
using SmallMatters.Domain.Learning;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Units;
using SmallMatters.Storage.JointHandling;
using SmallMatters.Storage.Matters.Rows;
using SmallMatters.Storage.Matters.Views;

namespace SmallMatters.Storage.Learning;

/// <summary>Reads what an after-action note is about, and the residents' words that must not stand in it.</summary>
public static class WorkReader
{
    // Whose appointment is to some areas sees those of them among the latest.
    private const int Looked = 50;

    /// <summary>A matter by its reference; null when there is none.</summary>
    public static async Task<WorkDone?> OfMatterAsync(Db db, Reference reference, CancellationToken cancel = default)
    {
        var number = reference.Value;
        var row = await db.Set<MatterRow>()
            .AsNoTracking()
            .Where(m => m.Number == number)
            .Select(m => new
            {
                m.Id,
                m.Kind,
                m.Stage,
                m.Area,
                m.OwnerUnit,
                m.Reopenings,
                m.UnitConcerned,
            })
            .FirstOrDefaultAsync(cancel);
        if (row is null)
        {
            return null;
        }
        var parts = await db.Set<PartRow>()
            .AsNoTracking()
            .Where(p => p.MatterId == row.Id)
            .OrderBy(p => p.Id)
            .Select(p => new { p.Unit, p.State })
            .ToListAsync(cancel);
        var work = WorkDone.OfMatter(
            number,
            row.Kind,
            row.Stage,
            row.Area,
            row.OwnerUnit,
            parts.Select(p => (p.Unit, p.State)),
            row.Reopenings
        );
        return row.UnitConcerned is null ? work : work with { MayBeTold = false };
    }

    /// <summary>A convening that the reader may read; null when there is none.</summary>
    public static async Task<WorkDone?> OfConveningAsync(Db db, StaffScope scope, Guid id, CancellationToken cancel = default) =>
        await JointBook.FindAsync<Convening>(db, scope, id, cancel) is { File: var convening }
            ? WorkDone.OfConvening(convening)
            : null;

    /// <summary>What residents wrote when they raised these matters; it is compared with and shown to nobody.</summary>
    public static async Task<ImmutableArray<string>> OwnWordsAsync(
        Db db,
        ImmutableArray<long> matters,
        CancellationToken cancel = default
    )
    {
        var numbers = matters.ToList();
        var rows = await db.Set<MatterRow>()
            .AsNoTracking()
            .Where(m => numbers.Contains(m.Number))
            .Select(m => new { m.Title, m.Description })
            .ToListAsync(cancel);
        return [.. rows.SelectMany(r => new[] { r.Title, r.Description }).OfType<string>()];
    }

    /// <summary>Settled matters of the reader's unit that a note may be written on, the latest raised first.</summary>
    public static async Task<IReadOnlyList<MatterBeside>> SettledAsync(
        Db db,
        StaffScope scope,
        int take,
        CancellationToken cancel = default
    )
    {
        var unit = scope.Unit;
        var rows = await db.Set<MatterRow>()
            .AsNoTracking()
            .Where(m => m.OwnerUnit == unit && m.Stage == Stage.Settled && m.UnitConcerned == null)
            .Where(m => m.Kind != Kind.Conduct && m.Kind != Kind.Dispute)
            .OrderByDescending(m => m.Id)
            .Take(Looked)
            .Select(m => new MatterBeside(m.Number, m.Category, m.Area, m.OwnerUnit, m.Kind, m.Stage))
            .ToListAsync(cancel);
        return [.. rows.Where(m => scope.ReadsOf(m.Area)).Take(take)];
    }

    /// <summary>Whether a note of this key was written.</summary>
    public static Task<bool> IsWrittenAsync(Db db, Guid note, CancellationToken cancel = default) =>
        db.Set<JointFileRow>().AnyAsync(f => f.Id == note, cancel);
}
