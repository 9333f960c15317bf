using Microsoft.EntityFrameworkCore;
using SmallMatters.Domain.DataProtection;
using SmallMatters.Domain.Matters;
using SmallMatters.Storage.Cards;
using SmallMatters.Storage.Jurisdictions;
using SmallMatters.Storage.Patterns;

namespace SmallMatters.Storage.DataProtection;

/// <summary>An incident with its history.</summary>
public sealed record IncidentPage(Incident Incident, IReadOnlyList<KeptFact<IncidentFact>> Facts)
{
    /// <summary>Number of the last fact.</summary>
    public int Seen => Facts[^1].Seq;
}

/// <summary>
/// The register of incidents. It is not for personal data of residents: its forms say to name nobody and refuse numbers of
/// persons; what somebody writes against that they do not find.
/// </summary>
public sealed class IncidentBook(IDbContextFactory<Db> databases, JurisdictionSource jurisdictions, TimeProvider time)
{
    /// <summary>Writes an incident down.</summary>
    public async Task<(Acted Done, Guid Id)> OpenAsync(Actor.Staff by, OpenIncident command, CancellationToken cancel = default)
    {
        var now = time.GetUtcNow();
        var id = Guid.CreateVersion7(now);
        var decision = IncidentRule.Open(command, id, by, await jurisdictions.CurrentAsync(cancel), now);
        if (decision.Fact is not IncidentOpened opened)
        {
            return (new Acted.Refused(decision.Why!), id);
        }
        await using var db = await databases.CreateDbContextAsync(cancel);
        var entry = new RegisterEntryRow
        {
            Id = id,
            Register = Register.Incident,
            Subject = $"{id:N}",
            Title = "",
            Unit = by.Unit,
            Stage = IncidentStage.Open.ToString(),
            OpenedAt = now,
            DueAt = opened.File.NotifyBy,
        };
        db.Add(RegisterChain<IncidentFact>.Append(entry, opened, by, now));
        db.Add(entry);
        await db.SaveChangesAsync(cancel);
        return (new Acted.Written(), id);
    }

    /// <summary>Decides on an incident and writes what follows.</summary>
    public Task<Acted> DecideAsync(
        Guid id,
        Actor.Staff by,
        Func<Incident, IncidentDecision> decide,
        int seen,
        CancellationToken cancel = default
    ) =>
        RegisterChain<IncidentFact>.DecideAsync(
            databases,
            Register.Incident,
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
                    return new RegisterStep<IncidentFact>(null, decision.Why);
                }
                var after = fact.Apply(before);
                return new RegisterStep<IncidentFact>(
                    fact,
                    null,
                    after.Stage.ToString(),
                    after.OwesNotice ? after.File.NotifyBy : null
                );
            },
            cancel
        );

    /// <summary>An incident with its history; null when there is none.</summary>
    public static async Task<IncidentPage?> FindAsync(Db db, Guid id, CancellationToken cancel = default) =>
        await RegisterChain<IncidentFact>.FindAsync(db, Register.Incident, id, cancel) is { } facts
            ? new IncidentPage(Replayed(facts), facts)
            : null;

    /// <summary>All incidents, the latest changed first.</summary>
    public static async Task<IReadOnlyList<Incident>> ListAsync(Db db, CancellationToken cancel = default) =>
        [
            .. (
                await RegisterChain<IncidentFact>.ReadAllAsync(
                    db,
                    db.Set<RegisterEntryRow>().Where(e => e.Register == Register.Incident),
                    cancel
                )
            ).Select(e => Replayed(e.Facts)),
        ];

    private static Incident Replayed(List<KeptFact<IncidentFact>> facts) =>
        facts.Aggregate((Incident?)null, (incident, kept) => kept.Fact.Apply(incident))!;
}
