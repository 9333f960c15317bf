using Microsoft.EntityFrameworkCore;
using SmallMatters.Domain.Cards;

namespace SmallMatters.Storage.Cards;

/// <summary>Keeps what replays of history showed of the rules: the latest of each version.</summary>
public static class RuleFigureBook
{
    /// <summary>Replaces what was kept of these versions, in one transaction.</summary>
    public static async Task KeepAsync(Db db, IReadOnlyList<RuleFigures> figures, CancellationToken cancel = default)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        foreach (var f in figures)
        {
            await db.Set<CardRuleFigureRow>().Where(r => r.Rule == f.Rule && r.Version == f.Version).ExecuteDeleteAsync(cancel);
            db.Add(
                new CardRuleFigureRow
                {
                    Rule = f.Rule,
                    Version = f.Version,
                    FromAt = f.From,
                    ToAt = f.To,
                    Looks = f.Looks,
                    RightAlarms = f.Right,
                    FalseAlarms = f.False,
                    Pending = f.Pending,
                    LeadDays = f.LeadDays,
                    Low = f.Low,
                    High = f.High,
                    MeasuredAt = f.MeasuredAt,
                }
            );
        }
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        db.ChangeTracker.Clear();
    }

    /// <summary>What is kept, by rule and version.</summary>
    public static async Task<IReadOnlyDictionary<(string Rule, int Version), RuleFigures>> AllAsync(
        Db db,
        CancellationToken cancel = default
    ) =>
        (await db.Set<CardRuleFigureRow>().AsNoTracking().ToListAsync(cancel)).ToDictionary(
            r => (r.Rule, r.Version),
            r => new RuleFigures(
                r.Rule,
                r.Version,
                r.FromAt,
                r.ToAt,
                r.Looks,
                r.RightAlarms,
                r.FalseAlarms,
                r.Pending,
                r.LeadDays,
                r.Low,
                r.High,
                r.MeasuredAt
            )
        );
}
