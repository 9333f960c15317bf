using Microsoft.EntityFrameworkCore;
using SmallMatters.Domain.DataProtection;
using SmallMatters.Domain.Matters;
using SmallMatters.Storage.Cards;
using SmallMatters.Storage.Jurisdictions;
using SmallMatters.Storage.Patterns;

namespace SmallMatters.Storage.DataProtection;

/// <summary>An assessment with its history.</summary>
public sealed record AssessmentPage(Assessment Assessment, IReadOnlyList<KeptFact<AssessmentFact>> Facts)
{
    /// <summary>Number of the last fact.</summary>
    public int Seen => Facts[^1].Seq;
}

/// <summary>
/// The register of impact assessments. It holds no personal data of residents: what goes out is named by its fields. Everybody
/// whom the register's policy lets in reads all of it, since a flow concerns the whole jurisdiction.
/// </summary>
public sealed class AssessmentBook(IDbContextFactory<Db> databases, JurisdictionSource jurisdictions, TimeProvider time)
{
    /// <summary>Writes an assessment.</summary>
    /// <returns>Its key when it is written.</returns>
    public async Task<(Acted Done, Guid Id)> WriteAsync(
        Actor.Staff by,
        WriteAssessment command,
        CancellationToken cancel = default
    )
    {
        var now = time.GetUtcNow();
        var id = Guid.CreateVersion7(now);
        var today = (await jurisdictions.CurrentAsync(cancel)).Calendar.DayOf(now);
        var decision = WriteAssessmentRule.Decide(command, id, by, today, now);
        if (decision.Fact is not AssessmentWritten written)
        {
            return (new Acted.Refused(decision.Why!), id);
        }
        await using var db = await databases.CreateDbContextAsync(cancel);
        var entry = new RegisterEntryRow
        {
            Id = id,
            Register = Register.Assessment,
            Subject = written.File.Flow.Key,
            Title = written.File.Receiver,
            Unit = by.Unit,
            Stage = AssessmentStage.Written.ToString(),
            OpenedAt = now,
        };
        db.Add(RegisterChain<AssessmentFact>.Append(entry, written, by, now));
        db.Add(entry);
        await db.SaveChangesAsync(cancel);
        return (new Acted.Written(), id);
    }

    /// <summary>Decides on an assessment and writes what follows.</summary>
    /// <param name="id">The assessment.</param>
    /// <param name="by">Who acts.</param>
    /// <param name="decide">The pure decision.</param>
    /// <param name="seen">Number of the last fact that the person had on the page.</param>
    /// <param name="cancel">Cancels.</param>
    public Task<Acted> DecideAsync(
        Guid id,
        Actor.Staff by,
        Func<Assessment, AssessmentDecision> decide,
        int seen,
        CancellationToken cancel = default
    ) =>
        RegisterChain<AssessmentFact>.DecideAsync(
            databases,
            Register.Assessment,
            id,
            seen,
            by,
            time.GetUtcNow(),
            facts =>
            {
                var before = Replayed(facts);
                var decision = decide(before);
                if (decision.Fact is not { } fact)
                {
                    return new RegisterStep<AssessmentFact>(null, decision.Why);
                }
                var after = fact.Apply(before);
                return new RegisterStep<AssessmentFact>(fact, null, after.Stage.ToString());
            },
            cancel
        );

    /// <summary>An assessment with its history; null when there is none.</summary>
    public static async Task<AssessmentPage?> FindAsync(Db db, Guid id, CancellationToken cancel = default) =>
        await RegisterChain<AssessmentFact>.FindAsync(db, Register.Assessment, id, cancel) is { } facts
            ? new AssessmentPage(Replayed(facts), facts)
            : null;

    /// <summary>All assessments, the latest changed first.</summary>
    public static async Task<IReadOnlyList<Assessment>> ListAsync(Db db, CancellationToken cancel = default) =>
        [
            .. (
                await RegisterChain<AssessmentFact>.ReadAllAsync(
                    db,
                    db.Set<RegisterEntryRow>().Where(e => e.Register == Register.Assessment),
                    cancel
                )
            ).Select(e => Replayed(e.Facts)),
        ];

    internal static async Task<IReadOnlyList<Assessment>> OfAsync(Db db, OutwardFlow flow, CancellationToken cancel)
    {
        var key = flow.Key;
        var found = await RegisterChain<AssessmentFact>.ReadAllAsync(
            db,
            db.Set<RegisterEntryRow>().Where(e => e.Register == Register.Assessment && e.Subject == key),
            cancel
        );
        return found.ConvertAll(e => Replayed(e.Facts));
    }

    private static Assessment Replayed(List<KeptFact<AssessmentFact>> facts) =>
        facts.Aggregate((Assessment?)null, (assessment, kept) => kept.Fact.Apply(assessment))!;
}
