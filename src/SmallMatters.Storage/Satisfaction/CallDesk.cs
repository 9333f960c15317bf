using Microsoft.EntityFrameworkCore;
using SmallMatters.Domain.Confidentiality;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Satisfaction;
using SmallMatters.Storage.Cards;
using SmallMatters.Storage.Confidentiality;
using SmallMatters.Storage.Jurisdictions;
using SmallMatters.Storage.Matters;
using SmallMatters.Storage.Matters.Rows;
using SmallMatters.Storage.Matters.Views;
using SmallMatters.Storage.Patterns;

namespace SmallMatters.Storage.Satisfaction;

/// <summary>One line of the list of calls. It names nobody and tells nothing of the matter.</summary>
/// <param name="Number">The call.</param>
/// <param name="Category">Code of the category.</param>
/// <param name="Tries">How often somebody rang.</param>
/// <param name="Stage">How it stands.</param>
/// <param name="NotBefore">The next try not before, UTC.</param>
/// <param name="OpenUntil">The last local day for it.</param>
[ProjectionFor(Audience.Handler)]
[ShowsNothingPersonal(nameof(CallLine.Category))]
public sealed record CallLine(
    long Number,
    string Category,
    int Tries,
    CallStage Stage,
    DateTimeOffset? NotBefore,
    DateOnly OpenUntil
);

/// <summary>All that somebody who rings sees: what the call needs and nothing else of the matter.</summary>
/// <param name="Number">The call.</param>
/// <param name="Reference">The reference that the resident knows.</param>
/// <param name="Category">Code of the category.</param>
/// <param name="Outcome">The kind of result.</param>
/// <param name="Answer">What the resident was answered at the closing.</param>
/// <param name="Name">How to address them.</param>
/// <param name="Phone">Where to ring; null once it was erased.</param>
/// <param name="Call">How the call stands.</param>
/// <param name="Facts">What was tried.</param>
[ProjectionFor(Audience.Handler)]
[ShowsNothingPersonal(nameof(CallPage.Category), nameof(CallPage.Call), nameof(CallPage.Facts), nameof(CallPage.Reference))]
public sealed record CallPage(
    long Number,
    Reference Reference,
    string Category,
    OutcomeCode? Outcome,
    [property: Shows(PersonalItem.Answers)] string? Answer,
    [property: Shows(PersonalItem.Name)] string? Name,
    [property: Shows(PersonalItem.Phone)] string? Phone,
    SatisfactionCall Call,
    IReadOnlyList<KeptFact<CallFact>> Facts
);

/// <summary>The one way in which calls are read and what came of them is written.</summary>
public sealed class CallDesk
{
    private readonly IDbContextFactory<Db> _databases;
    private readonly MatterBook _matters;
    private readonly AccessReceipts _receipts;
    private readonly JurisdictionSource _jurisdictions;
    private readonly CallRules _rules;
    private readonly TimeProvider _time;

    internal CallDesk(
        IDbContextFactory<Db> databases,
        MatterBook matters,
        AccessReceipts receipts,
        JurisdictionSource jurisdictions,
        CallRules rules,
        TimeProvider time
    ) =>
        (_databases, _matters, _receipts, _jurisdictions, _rules, _time) = (
            databases,
            matters,
            receipts,
            jurisdictions,
            rules,
            time
        );

    /// <summary>The calls that the reader's unit has to make, those of matters that the reader's other units dealt with left out.</summary>
    /// <param name="db">The database.</param>
    /// <param name="scope">Who rings.</param>
    /// <param name="over">Those that are over instead of those that wait.</param>
    /// <param name="after">The last number of the page before; 0 for the first page.</param>
    /// <param name="most">How many at most.</param>
    /// <param name="cancel">Cancels.</param>
    /// <returns>The lines in the order of the draw, those that are over the other way round, and the number after which the next page begins; null on the last.</returns>
    public static async Task<(IReadOnlyList<CallLine> Lines, long? Next)> ListAsync(
        Db db,
        StaffScope scope,
        bool over,
        long after,
        int most,
        CancellationToken cancel = default
    )
    {
        var unit = scope.Unit;
        var all = db.Set<SatisfactionCallRow>()
            .AsNoTracking()
            .Where(c => c.Caller == unit && (c.Stage == CallStage.Waiting) != over);
        // What waits longest comes first, and of what is over the latest.
        var ordered = over
            ? all.Where(c => after == 0 || c.Number < after).OrderByDescending(c => c.Number)
            : all.Where(c => c.Number > after).OrderBy(c => c.Number);
        var rows = await ordered.Take(most + 1).ToListAsync(cancel);
        var shown = rows.Take(most).Where(r => MayRing(r, scope)).ToList();
        var facts = await FactsAsync(db, shown.ConvertAll(r => r.Number), cancel);
        return (
            shown.ConvertAll(r => new CallLine(
                r.Number,
                r.Category,
                Replayed(facts[r.Number]).Tries,
                r.Stage,
                r.NotBefore,
                r.OpenUntil
            )),
            rows.Count > most ? rows[most - 1].Number : null
        );
    }

    /// <summary>One call for who rings, once the receipt is on disk; null for everybody else, and once it is over.</summary>
    public async Task<CallPage?> OpenAsync(Db db, StaffScope scope, long number, CancellationToken cancel = default)
    {
        if (
            await RowAsync(db, scope, number, cancel) is not { Stage: CallStage.Waiting } row
            || await MatterBook.LoadAsync(db, row.MatterId, cancel) is not { } rows
        )
        {
            return null;
        }
        var facts = (await FactsAsync(db, [number], cancel))[number].ToList();
        using var keys = await _receipts.OpenAsync(rows.Matter, rows.Participants, scope, AccessPurpose.Calling, cancel);
        var raiser = rows.Participants.First(p => p.Role == ParticipantRole.Raiser);
        var contact = MatterReader.Shown(raiser, keys);
        var outcome = MatterMapping.ToState(rows, keys).CurrentOutcome;
        return new CallPage(
            number,
            Reference.FromValue(rows.Matter.Number),
            row.Category,
            outcome?.Code,
            outcome is null ? null : Timeline.WordsOf(outcome),
            contact.Name,
            contact.Phone,
            Replayed(facts),
            facts
        );
    }

    /// <summary>Writes down a try without an answer.</summary>
    public async Task<Acted> TryAsync(StaffScope scope, long number, TryCall command, CancellationToken cancel = default)
    {
        var now = _time.GetUtcNow();
        var jurisdiction = await _jurisdictions.CurrentAsync(cancel);
        await using var db = await _databases.CreateDbContextAsync(cancel);
        if (await RowAsync(db, scope, number, cancel) is not { } row)
        {
            return new Acted.NotFound();
        }
        var call = Replayed((await FactsAsync(db, [number], cancel))[number]);
        var decision = MakeCallRule.Try(call, command, _rules, jurisdiction.Calendar, now);
        if (decision.Fact is not { } fact)
        {
            return new Acted.Refused(decision.Why!);
        }
        db.Attach(row);
        Put(row, fact.Apply(call));
        db.Add(ToRow(row, fact, scope.Actor, now));
        try
        {
            await db.SaveChangesAsync(cancel);
            return new Acted.Written();
        }
        catch (DbUpdateException)
        {
            return new Acted.ChangedMeanwhile();
        }
    }

    /// <summary>
    /// Writes down the answers: into the matter, where a "no" opens the review, and as codes into the call, in one transaction.
    /// </summary>
    public async Task<Acted> AnswerAsync(
        StaffScope scope,
        long number,
        TakeCallAnswer command,
        CancellationToken cancel = default
    )
    {
        await using var db = await _databases.CreateDbContextAsync(cancel);
        if (await RowAsync(db, scope, number, cancel) is not { } found)
        {
            return new Acted.NotFound();
        }
        var raiser = await db.Set<ParticipantRow>()
            .Where(p => p.MatterId == found.MatterId && p.Role == ParticipantRole.Raiser)
            .Select(p => p.Id)
            .SingleAsync(cancel);
        var done = await _matters.DecideAsync(
            found.MatterId,
            new Actor.Person(raiser),
            async (change, matter, jurisdiction, now) =>
            {
                var taken = TakeCallAnswerRule.Decide(matter, command, raiser, jurisdiction, now);
                if (taken is Decision.Refused)
                {
                    return taken;
                }
                await using var fresh = await _databases.CreateDbContextAsync(cancel);
                var row = await fresh.Set<SatisfactionCallRow>().AsNoTracking().SingleAsync(c => c.Number == number, cancel);
                var call = Replayed((await FactsAsync(fresh, [number], cancel))[number]);
                var rates = new CallRates(command.Informed!.Value, command.Solved!.Value, command.Fair!.Value);
                var script = _rules.ScriptOn(jurisdiction.Calendar.DayOf(now)).Version;
                var answered = MakeCallRule.Answer(call, rates, script, now);
                if (answered.Fact is not { } fact)
                {
                    return answered.Why!;
                }
                var version = row.HeadSeq;
                Put(row, fact.Apply(call));
                change.Updates.Add((row, version));
                change.Inserts.Add(ToRow(row, fact, scope.Actor, now));
                return taken;
            },
            null,
            null,
            cancel
        );
        return done switch
        {
            ChangeResult.Changed => new Acted.Written(),
            ChangeResult.Refused refused => new Acted.Refused(refused.Why),
            ChangeResult.NotFound => new Acted.NotFound(),
            _ => new Acted.ChangedMeanwhile(),
        };
    }

    /// <summary>Writes a state into the row that lists read, and counts its version up.</summary>
    internal static void Put(SatisfactionCallRow row, SatisfactionCall after)
    {
        row.Stage = after.Stage;
        row.NotBefore = (after as SatisfactionCall.Waiting)?.NotBefore;
        if (after is SatisfactionCall.Answered { Rates: var rates })
        {
            (row.Informed, row.Solved, row.Fair) = (rates.Informed, rates.Solved, rates.Fair);
        }
        row.HeadSeq++;
    }

    /// <summary>The row of a fact, which is the last of its call.</summary>
    internal static SatisfactionCallFactRow ToRow(SatisfactionCallRow row, CallFact fact, Actor.Staff? by, DateTimeOffset now) =>
        new()
        {
            Number = row.Number,
            Seq = row.HeadSeq,
            At = now,
            Staff = by?.Id.Value,
            Unit = by?.Unit,
            Type = PlainFacts<CallFact>.NameOf(fact),
            Body = PlainFacts<CallFact>.Write(fact),
        };

    internal static async Task<ILookup<long, KeptFact<CallFact>>> FactsAsync(
        Db db,
        List<long> numbers,
        CancellationToken cancel
    ) =>
        (
            await db.Set<SatisfactionCallFactRow>()
                .AsNoTracking()
                .Where(f => numbers.Contains(f.Number))
                .OrderBy(f => f.Seq)
                .ToListAsync(cancel)
        ).ToLookup(
            f => f.Number,
            f => new KeptFact<CallFact>(f.Seq, f.At, f.Staff, f.Unit, PlainFacts<CallFact>.Read(f.Type, f.Body))
        );

    internal static SatisfactionCall Replayed(IEnumerable<KeptFact<CallFact>> facts) =>
        facts.Aggregate((SatisfactionCall?)null, (call, kept) => kept.Fact.Apply(call))!;

    private static async Task<SatisfactionCallRow?> RowAsync(Db db, StaffScope scope, long number, CancellationToken cancel) =>
        await db.Set<SatisfactionCallRow>().AsNoTracking().FirstOrDefaultAsync(c => c.Number == number, cancel) is { } row
        && row.Caller == scope.Unit
        && MayRing(row, scope)
            ? row
            : null;

    // Nobody rings about work of a unit that they also work for, or lead.
    private static bool MayRing(SatisfactionCallRow row, StaffScope scope) =>
        !row.Handled.Split(',').Any(u => scope.Units.Contains(u) || scope.Sees.Contains(u));
}
