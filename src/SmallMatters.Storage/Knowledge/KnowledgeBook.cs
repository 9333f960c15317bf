using Microsoft.EntityFrameworkCore;
using SmallMatters.Domain.Knowledge;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Units;
using SmallMatters.Storage.Cards;
using SmallMatters.Storage.DataProtection;
using SmallMatters.Storage.Jurisdictions;
using SmallMatters.Storage.Patterns;
using SmallMatters.Storage.Search;

namespace SmallMatters.Storage.Knowledge;

/// <summary>An entry with its history, for the staff.</summary>
public sealed record KnowledgePage(KnowledgeEntry Entry, IReadOnlyList<KeptFact<KnowledgeFact>> Facts)
{
    /// <summary>Number of the last fact.</summary>
    public int Seen => Facts[^1].Seq;
}

/// <summary>The one way in which entries of the knowledge base are written, kept and read by the staff.</summary>
public sealed class KnowledgeBook(IDbContextFactory<Db> databases, JurisdictionSource jurisdictions, TimeProvider time)
{
    /// <summary>Writes an entry.</summary>
    public async Task<(Acted Done, Guid Id)> WriteAsync(Actor.Staff by, KeepKnowledge command, CancellationToken cancel = default)
    {
        var now = time.GetUtcNow();
        var id = Guid.CreateVersion7(now);
        var jurisdiction = await jurisdictions.CurrentAsync(cancel);
        var decision = KnowledgeRule.Write(command, id, by, jurisdiction, jurisdiction.Calendar.DayOf(now), now);
        if (decision.Fact is not KnowledgeWritten written)
        {
            return (new Acted.Refused(decision.Why!), id);
        }
        await using var db = await databases.CreateDbContextAsync(cancel);
        var entry = new RegisterEntryRow
        {
            Id = id,
            Register = Register.Knowledge,
            Subject = written.File.Sheet.Category ?? "",
            Title = written.File.Sheet.Question.Zh,
            Unit = by.Unit,
            Stage = nameof(KnowledgeEntry.InForce),
            OpenedAt = now,
            DueAt = EndOf(written.File.Sheet, jurisdiction),
        };
        db.Add(RegisterChain<KnowledgeFact>.Append(entry, written, by, now));
        db.Add(entry);
        db.AddRange(GramsOf(id, written.File.Sheet));
        await db.SaveChangesAsync(cancel);
        return (new Acted.Written(), id);
    }

    /// <summary>Decides on an entry and writes what follows; what finds it is made anew.</summary>
    public async Task<Acted> DecideAsync(
        Guid id,
        Actor.Staff by,
        Func<KnowledgeEntry, Jurisdiction, DateOnly, DateTimeOffset, KnowledgeDecision> decide,
        int seen,
        CancellationToken cancel = default
    )
    {
        var now = time.GetUtcNow();
        var jurisdiction = await jurisdictions.CurrentAsync(cancel);
        KnowledgeEntry? after = null;
        var done = await RegisterChain<KnowledgeFact>.DecideAsync(
            databases,
            Register.Knowledge,
            id,
            seen,
            by,
            now,
            facts =>
            {
                var before = Replayed(facts);
                var decision = decide(before, jurisdiction, jurisdiction.Calendar.DayOf(now), now);
                if (decision.Fact is not { } fact)
                {
                    return new RegisterStep<KnowledgeFact>(null, decision.Why);
                }
                after = fact.Apply(before);
                return new RegisterStep<KnowledgeFact>(
                    fact,
                    null,
                    after.GetType().Name,
                    after is KnowledgeEntry.InForce ? EndOf(after.File.Sheet, jurisdiction) : null
                );
            },
            cancel,
            async (db, _) =>
            {
                await db.Set<KnowledgeGramRow>().Where(g => g.EntryId == id).ExecuteDeleteAsync(cancel);
                if (after is KnowledgeEntry.InForce)
                {
                    db.AddRange(GramsOf(id, after.File.Sheet));
                }
            }
        );
        return done;
    }

    /// <summary>An entry with its history; null when there is none.</summary>
    public static async Task<KnowledgePage?> FindAsync(Db db, Guid id, CancellationToken cancel = default) =>
        await RegisterChain<KnowledgeFact>.FindAsync(db, Register.Knowledge, id, cancel) is { } facts
            ? new KnowledgePage(Replayed(facts), facts)
            : null;

    /// <summary>The entries of a unit, withdrawn ones too, the soonest to end first.</summary>
    public static async Task<IReadOnlyList<KnowledgeEntry>> OfUnitAsync(Db db, string unit, CancellationToken cancel = default)
    {
        var all = await RegisterChain<KnowledgeFact>.ReadAllAsync(
            db,
            db.Set<RegisterEntryRow>().Where(e => e.Register == Register.Knowledge && e.Unit == unit),
            cancel
        );
        return
        [
            .. all.Select(e => Replayed(e.Facts)).OrderBy(e => e is KnowledgeEntry.Withdrawn).ThenBy(e => e.File.Sheet.Until),
        ];
    }

    /// <summary>How many entries of a unit come up for review.</summary>
    public static Task<int> DueAsync(Db db, string unit, DateTimeOffset now, CancellationToken cancel = default)
    {
        var soon = now.AddDays(KnowledgeRule.ReviewedBefore + 1);
        return db.Set<RegisterEntryRow>()
            .CountAsync(e => e.Register == Register.Knowledge && e.Unit == unit && e.DueAt != null && e.DueAt <= soon, cancel);
    }

    internal static KnowledgeEntry Replayed(List<KeptFact<KnowledgeFact>> facts) =>
        facts.Aggregate((KnowledgeEntry?)null, (entry, kept) => kept.Fact.Apply(entry))!;

    // The end of its last local day.
    private static DateTimeOffset EndOf(KnowledgeSheet sheet, Jurisdiction jurisdiction) =>
        jurisdiction.Calendar.StartOfDay(sheet.Until.AddDays(1));

    private static IEnumerable<KnowledgeGramRow> GramsOf(Guid id, KnowledgeSheet sheet)
    {
        var asked = Bigrams.Of(sheet.Question.Zh, sheet.Question.En);
        return Bigrams
            .Of(sheet.Question.Zh, sheet.Question.En, sheet.Answer.Zh, sheet.Answer.En)
            .Select(gram => new KnowledgeGramRow
            {
                Gram = gram,
                EntryId = id,
                InQuestion = asked.Contains(gram),
            });
    }
}
