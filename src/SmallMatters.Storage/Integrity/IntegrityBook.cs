using Microsoft.EntityFrameworkCore;
using SmallMatters.Domain.Integrity;
using SmallMatters.Domain.Matters;
using SmallMatters.Storage.Cards;
using SmallMatters.Storage.Patterns;

namespace SmallMatters.Storage.Integrity;

/// <summary>What auditors wrote of findings in units' records.</summary>
public sealed class IntegrityBook(IDbContextFactory<Db> databases, TimeProvider time)
{
    /// <summary>Writes down what looking at a finding came to.</summary>
    public async Task<Acted> LookAsync(
        FindingKey finding,
        LookAtFinding command,
        Actor.Staff by,
        CancellationToken cancel = default
    )
    {
        var (fact, why) = LookAtFindingRule.Decide(finding, command, by);
        if (fact is null)
        {
            return new Acted.Refused(why!);
        }
        await using var db = await databases.CreateDbContextAsync(cancel);
        var seq = (await db.Set<IntegrityFactRow>().MaxAsync(f => (int?)f.Seq, cancel) ?? 0) + 1;
        db.Add(
            new IntegrityFactRow
            {
                Seq = seq,
                At = time.GetUtcNow(),
                Staff = by.Id.Value,
                Unit = by.Unit,
                About = finding.Quarter,
                Type = PlainFacts<IntegrityFact>.NameOf(fact),
                Body = PlainFacts<IntegrityFact>.Write(fact),
            }
        );
        try
        {
            await db.SaveChangesAsync(cancel);
            return new Acted.Written();
        }
        catch (DbUpdateException fault) when (!DatabaseFaults.WasOvertaken(fault))
        {
            await using var again = await databases.CreateDbContextAsync(cancel);
            if (await again.Set<IntegrityFactRow>().AnyAsync(f => f.Seq == seq, cancel))
            {
                return new Acted.ChangedMeanwhile();
            }
            throw;
        }
    }

    /// <summary>What was written of a quarter's findings, the earliest first.</summary>
    public static async Task<IReadOnlyList<KeptFact<IntegrityFact>>> LooksAsync(
        Db db,
        string quarter,
        CancellationToken cancel = default
    ) =>
        (
            await db.Set<IntegrityFactRow>().AsNoTracking().Where(f => f.About == quarter).OrderBy(f => f.Seq).ToListAsync(cancel)
        ).ConvertAll(f => f.ToKept());
}
