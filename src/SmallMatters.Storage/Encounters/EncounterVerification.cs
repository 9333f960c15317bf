using Microsoft.EntityFrameworkCore;
using SmallMatters.Domain.Calendar;
using SmallMatters.Domain.Encounters;
using SmallMatters.Storage.Figures;
using SmallMatters.Storage.Matters;

namespace SmallMatters.Storage.Encounters;

/// <summary>
/// Looks at the figures of visit-and-rate. An answer leads back to no link and no encounter, by design, so that nothing can compute it
/// again: a unit cannot have more answers and open links than links were sent about it. What a theme says, how many said no of how many,
/// is counted again from the answers of its quarter, and how it stands from its facts.
/// </summary>
public sealed class EncounterVerification(IDbContextFactory<Db> databases)
{
    /// <summary>Computes everything again.</summary>
    public async Task<FiguresChecked> RunAsync(CancellationToken cancel = default)
    {
        var compared = new FigureComparison();
        await using var db = await databases.CreateDbContextAsync(cancel);
        await using var instant = await Verification.SnapshotAsync(db, cancel);
        await CompareSentAsync(compared, db, cancel);
        await CompareThemesAsync(compared, db, cancel);
        return compared.Of(new("走访评警", "visit-and-rate"));
    }

    private static async Task CompareSentAsync(FigureComparison compared, Db db, CancellationToken cancel)
    {
        var sent = await db.Set<EncounterSentRow>()
            .GroupBy(s => s.Unit)
            .ToDictionaryAsync(g => g.Key, g => g.Sum(s => s.Sent), cancel);
        var open = await db.Set<EncounterLinkRow>().GroupBy(l => l.Unit).ToDictionaryAsync(g => g.Key, g => g.Count(), cancel);
        var answers = await db.Set<EncounterAnswerRow>()
            .GroupBy(a => a.Unit)
            .ToDictionaryAsync(g => g.Key, g => g.Count(), cancel);
        foreach (var unit in sent.Keys.Concat(open.Keys).Concat(answers.Keys).Distinct().Order(StringComparer.Ordinal))
        {
            var used = answers.GetValueOrDefault(unit) + open.GetValueOrDefault(unit);
            // Links that expired unused are gone: sent may be more and never less.
            compared.Add("answers and open links", unit, used, Math.Min(used, sent.GetValueOrDefault(unit)));
        }
    }

    private static async Task CompareThemesAsync(FigureComparison compared, Db db, CancellationToken cancel)
    {
        var rows = await db.Set<ThemeRow>().AsNoTracking().OrderBy(t => t.Id).ToListAsync(cancel);
        var facts = (await db.Set<ThemeFactRow>().AsNoTracking().OrderBy(f => f.Seq).ToListAsync(cancel)).ToLookup(f =>
            f.ThemeId
        );
        foreach (var quarter in rows.GroupBy(r => r.Quarter))
        {
            var tallies = Quarter.Read(quarter.Key) is { } of
                ? await EncounterFigures.CountAsync(db, of.First, of.Next.First, cancel)
                : null;
            foreach (var row in quarter)
            {
                var tally = tallies?.GetValueOrDefault(row.Unit).Tally;
                Compare(compared, row, [.. facts[row.Id]], tally?.Items[row.Item]);
            }
        }
    }

    private static void Compare(FigureComparison compared, ThemeRow row, List<ThemeFactRow> facts, EncounterMarks? marks)
    {
        var where = $"theme {row.Id:N}";
        var theme = compared.Replayed(
            where,
            row.HeadSeq,
            facts,
            (CorrectionTheme? standing, ThemeFactRow fact) => fact.ToKept().Fact.Apply(standing)
        );
        if (theme is null)
        {
            return;
        }
        compared.Add("stage", where, $"{row.Stage}", $"{theme.Stage}");
        compared.Add(
            "about",
            where,
            $"{row.Unit} {row.Item} {row.Quarter}",
            $"{theme.File.Unit} {theme.File.Item} {theme.File.Quarter}"
        );
        compared.Add("said no", where, theme.File.No, marks?.No);
        compared.Add("said yes or no", where, theme.File.Told, marks?.Told);
    }
}
