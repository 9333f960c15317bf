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
    public async Task<Acted> DecideAsync(
        Guid id,
        Actor.Staff by,
        Func<Incident, IncidentDecision> decide,
        int seen,
        CancellationToken cancel = default
    )
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var entry = await db.Set<RegisterEntryRow>()
            .FirstOrDefaultAsync(e => e.Id == id && e.Register == Register.Incident, cancel);
        if (entry is null)
        {
            return new Acted.NotFound();
        }
        if (entry.HeadSeq != seen)
        {
            return new Acted.ChangedMeanwhile();
        }
        var incident = Replayed(await RegisterChain<IncidentFact>.ReadAsync(db, id, cancel));
        var decision = decide(incident);
        if (decision.Fact is not { } fact)
        {
            return new Acted.Refused(decision.Why!);
        }
        var after = fact.Apply(incident);
        entry.Stage = after.Stage.ToString();
        entry.DueAt = after.OwesNotice ? after.File.NotifyBy : null;
        db.Add(RegisterChain<IncidentFact>.Append(entry, fact, by, time.GetUtcNow()));
        try
        {
            await db.SaveChangesAsync(cancel);
            return new Acted.Written();
        }
        catch (DbUpdateConcurrencyException)
        {
            return new Acted.ChangedMeanwhile();
        }
    }

    /// <summary>An incident with its history; null when there is none.</summary>
    public static async Task<IncidentPage?> FindAsync(Db db, Guid id, CancellationToken cancel = default)
    {
        if (!await db.Set<RegisterEntryRow>().AnyAsync(e => e.Id == id && e.Register == Register.Incident, cancel))
        {
            return null;
        }
        var facts = await RegisterChain<IncidentFact>.ReadAsync(db, id, cancel);
        return new IncidentPage(Replayed(facts), facts);
    }

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
