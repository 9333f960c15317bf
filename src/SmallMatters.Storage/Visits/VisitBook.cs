using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Visits;
using SmallMatters.Storage.Cards;
using SmallMatters.Storage.Jurisdictions;
using SmallMatters.Storage.Matters.Rows;
using SmallMatters.Storage.Notices;
using SmallMatters.Storage.Patterns;

namespace SmallMatters.Storage.Visits;

/// <summary>A visit with its history.</summary>
/// <param name="Id">Key.</param>
/// <param name="Unit">Code of the unit that visits.</param>
/// <param name="Number">The matter's reference, as a number.</param>
/// <param name="Visit">The state.</param>
/// <param name="Facts">What happened.</param>
public sealed record VisitPage(Guid Id, string Unit, long Number, Visit Visit, IReadOnlyList<KeptFact<VisitFact>> Facts);

/// <summary>One line of a list of visits.</summary>
/// <param name="Id">Key.</param>
/// <param name="Unit">Code of the unit that visits.</param>
/// <param name="Number">The matter's reference, as a number.</param>
/// <param name="Visit">The state.</param>
public sealed record VisitLine(Guid Id, string Unit, long Number, Visit Visit);

/// <summary>The one way in which visits are proposed, made, answered, drawn and read.</summary>
public sealed class VisitBook
{
    private const int MostDrawnFrom = 5000;

    private readonly IDbContextFactory<Db> _databases;
    private readonly JurisdictionSource _jurisdictions;
    private readonly TimeProvider _time;
    private readonly NoticeWriter _notices;

    internal VisitBook(
        IDbContextFactory<Db> databases,
        JurisdictionSource jurisdictions,
        TimeProvider time,
        NoticeWriter notices
    ) => (_databases, _jurisdictions, _time, _notices) = (databases, jurisdictions, time, notices);

    /// <summary>Proposes a visit about a matter; who raised it is told and may decline.</summary>
    public async Task<(Acted Done, Guid Id)> PlanAsync(
        MatterId matter,
        Actor.Staff by,
        Func<DateOnly, VisitDecision> decide,
        CancellationToken cancel = default
    )
    {
        var now = _time.GetUtcNow();
        var id = Guid.CreateVersion7(now);
        var decision = decide((await _jurisdictions.CurrentAsync(cancel)).Calendar.DayOf(now));
        if (decision.Fact is not VisitPlanned planned)
        {
            return (new Acted.Refused(decision.Why!), id);
        }
        await using var db = await _databases.CreateDbContextAsync(cancel);
        var row = new VisitRow
        {
            Id = id,
            MatterId = matter,
            Unit = by.Unit,
            Stage = VisitStage.Planned,
            Day = planned.Plan.Day,
            HeadSeq = 1,
        };
        db.Add(row);
        db.Add(ToRow(row, planned, by, now));
        await TellAsync(
            db,
            row,
            planned,
            new("我们想上门看看，您可以谢绝", "we should like to call on you; you may decline"),
            now,
            cancel
        );
        await db.SaveChangesAsync(cancel);
        return (new Acted.Written(), id);
    }

    /// <summary>Decides on a visit and writes what follows.</summary>
    /// <param name="id">Which.</param>
    /// <param name="by">Somebody of the unit that visits; null when it is the resident, whose link was read before.</param>
    /// <param name="decide">What they want.</param>
    /// <param name="cancel">Cancels.</param>
    public async Task<Acted> DecideAsync(
        Guid id,
        Actor.Staff? by,
        Func<Visit, DateOnly, VisitDecision> decide,
        CancellationToken cancel = default
    )
    {
        var now = _time.GetUtcNow();
        var today = (await _jurisdictions.CurrentAsync(cancel)).Calendar.DayOf(now);
        await using var db = await _databases.CreateDbContextAsync(cancel);
        var row = await db.Set<VisitRow>().FirstOrDefaultAsync(v => v.Id == id, cancel);
        if (row is null || (by is not null && by.Unit != row.Unit))
        {
            return new Acted.NotFound();
        }
        var visit = Replayed(await FactsAsync(db, [id], cancel), id);
        var decision = decide(visit, today);
        if (decision.Fact is not { } fact)
        {
            return new Acted.Refused(decision.Why!);
        }
        Write(db, row, fact, fact.Apply(visit), by, now);
        if (fact is VisitCalledOff)
        {
            await TellAsync(db, row, fact, new("约好的上门取消了", "the visit was called off"), now, cancel);
        }
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
    /// Draws call-backs (抽查回访) among the visits that were answered before this local week: by a seed that nobody knew before,
    /// which stands in each drawn visit's history. What residents say goes to the unit that reviews the one that visited; a unit that
    /// nobody reviews is not drawn.
    /// </summary>
    /// <returns>How many were drawn.</returns>
    public async Task<int> DrawAsync(CancellationToken cancel = default)
    {
        var now = _time.GetUtcNow();
        var jurisdiction = await _jurisdictions.CurrentAsync(cancel);
        var today = jurisdiction.Calendar.DayOf(now);
        var monday = jurisdiction.Calendar.StartOfDay(today.AddDays(-(((int)today.DayOfWeek + 6) % 7)));
        await using var db = await _databases.CreateDbContextAsync(cancel);
        var among = await db.Set<VisitRow>()
            .Where(v => v.Stage == VisitStage.Answered && !v.Considered && v.AnsweredAt < monday)
            .OrderBy(v => v.Id)
            .Take(MostDrawnFrom)
            .ToListAsync(cancel);
        foreach (var row in among)
        {
            row.Considered = true;
        }
        among.RemoveAll(row => jurisdiction.FindReviewer(row.Unit) is null);
        var seed = RandomNumberGenerator.GetHexString(32);
        var drawn = among.OrderBy(v => Lot(seed, v.Id), StringComparer.Ordinal).Take(VisitRule.Share(among.Count)).ToList();
        var facts = await FactsAsync(db, [.. drawn.Select(v => v.Id)], cancel);
        foreach (var row in drawn)
        {
            row.CallBackUnit = jurisdiction.ReviewerFor(row.Unit);
            var draw = new VisitDrawn(seed, among.Count, drawn.Count, row.CallBackUnit);
            Write(db, row, draw, draw.Apply(Replayed(facts, row.Id)), null, now);
            await TellAsync(
                db,
                row,
                draw,
                new(
                    "抽查回访：请告诉我们上门的情况，不告诉也可以",
                    "a call-back was drawn: tell us how the visit was, if you like"
                ),
                now,
                cancel
            );
        }
        await db.SaveChangesAsync(cancel);
        return drawn.Count;
    }

    /// <summary>The place of a visit in a draw: SHA-256 over the seed and its key.</summary>
    public static string Lot(string seed, Guid visit) =>
        Convert.ToHexString(SHA256.HashData(System.Text.Encoding.ASCII.GetBytes($"{seed}{visit:N}")));

    /// <summary>The latest visit about a matter; null when there is none.</summary>
    public static async Task<VisitPage?> OfMatterAsync(Db db, MatterId matter, CancellationToken cancel = default) =>
        await db.Set<VisitRow>()
            .AsNoTracking()
            .Where(v => v.MatterId == matter)
            .OrderByDescending(v => v.Id)
            .FirstOrDefaultAsync(cancel)
            is { } row
            ? await PageAsync(db, row, cancel)
            : null;

    /// <summary>A visit for the unit that visits; null for everybody else.</summary>
    public static async Task<VisitPage?> FindAsync(Db db, string unit, Guid id, CancellationToken cancel = default) =>
        await db.Set<VisitRow>().AsNoTracking().FirstOrDefaultAsync(v => v.Id == id && v.Unit == unit, cancel) is { } row
            ? await PageAsync(db, row, cancel)
            : null;

    /// <summary>The visits of a unit: those that owe an answer and the appointments first, the oldest before all; then the latest.</summary>
    public static Task<IReadOnlyList<VisitLine>> OfUnitAsync(Db db, string unit, CancellationToken cancel = default) =>
        LinesAsync(
            db,
            db.Set<VisitRow>()
                .Where(v => v.Unit == unit)
                .OrderBy(v =>
                    v.Stage == VisitStage.Made ? 0
                    : v.Stage == VisitStage.Planned ? 1
                    : 2
                )
                .ThenBy(v => v.Stage == VisitStage.Made || v.Stage == VisitStage.Planned ? v.Day : DateOnly.MaxValue)
                .ThenByDescending(v => v.Day)
                .ThenBy(v => v.Id)
                .Take(200),
            cancel
        );

    /// <summary>The visits of all units that were drawn for a call-back which a unit looks at, the latest first.</summary>
    public static async Task<IReadOnlyList<VisitLine>> DrawnAsync(Db db, string unit, CancellationToken cancel = default) =>
        await LinesAsync(
            db,
            db.Set<VisitRow>().Where(v => v.CallBackUnit == unit).OrderByDescending(v => v.AnsweredAt).Take(200),
            cancel
        );

    /// <summary>How many visits of a unit owe an answer, and since which day the oldest does.</summary>
    public static async Task<(int Count, DateOnly? Since)> OwedAsync(
        Db db,
        string unit,
        DateOnly today,
        CancellationToken cancel = default
    )
    {
        var days = await db.Set<VisitRow>()
            .Where(v => v.Unit == unit && (v.Stage == VisitStage.Made || (v.Stage == VisitStage.Planned && v.Day < today)))
            .Select(v => v.Day)
            .ToListAsync(cancel);
        return (days.Count, days.Count == 0 ? null : days.Min());
    }

    private static async Task<IReadOnlyList<VisitLine>> LinesAsync(Db db, IQueryable<VisitRow> visits, CancellationToken cancel)
    {
        var rows = await visits.AsNoTracking().ToListAsync(cancel);
        var matters = rows.ConvertAll(r => r.MatterId);
        var numbers = await db.Set<MatterRow>()
            .Where(m => matters.Contains(m.Id))
            .Select(m => new { m.Id, m.Number })
            .ToDictionaryAsync(m => m.Id, m => m.Number, cancel);
        var facts = await FactsAsync(db, rows.ConvertAll(r => r.Id), cancel);
        return rows.ConvertAll(r => new VisitLine(r.Id, r.Unit, numbers[r.MatterId], Replayed(facts, r.Id)));
    }

    private static async Task<VisitPage> PageAsync(Db db, VisitRow row, CancellationToken cancel)
    {
        var facts = await FactsAsync(db, [row.Id], cancel);
        var number = await db.Set<MatterRow>().Where(m => m.Id == row.MatterId).Select(m => m.Number).SingleAsync(cancel);
        return new VisitPage(row.Id, row.Unit, number, Replayed(facts, row.Id), [.. facts[row.Id]]);
    }

    private static async Task<ILookup<Guid, KeptFact<VisitFact>>> FactsAsync(Db db, List<Guid> ids, CancellationToken cancel) =>
        (
            await db.Set<VisitFactRow>()
                .AsNoTracking()
                .Where(f => ids.Contains(f.VisitId))
                .OrderBy(f => f.Seq)
                .ToListAsync(cancel)
        ).ToLookup(
            f => f.VisitId,
            f => new KeptFact<VisitFact>(f.Seq, f.At, f.Staff, f.Unit, PlainFacts<VisitFact>.Read(f.Type, f.Body))
        );

    private static Visit Replayed(ILookup<Guid, KeptFact<VisitFact>> facts, Guid id) =>
        facts[id].Aggregate((Visit?)null, (visit, kept) => kept.Fact.Apply(visit))!;

    private static void Write(Db db, VisitRow row, VisitFact fact, Visit after, Actor.Staff? by, DateTimeOffset now)
    {
        row.Stage = after.Stage;
        row.Day = after is Visit.Made made ? made.On : row.Day;
        row.AnsweredAt = fact is VisitAnswered ? now : row.AnsweredAt;
        row.HeadSeq++;
        db.Add(ToRow(row, fact, by, now));
    }

    private static VisitFactRow ToRow(VisitRow row, VisitFact fact, Actor.Staff? by, DateTimeOffset now) =>
        new()
        {
            VisitId = row.Id,
            Seq = row.HeadSeq,
            At = now,
            Staff = by?.Id.Value,
            Unit = by?.Unit,
            Type = PlainFacts<VisitFact>.NameOf(fact),
            Body = PlainFacts<VisitFact>.Write(fact),
        };

    // Who raised the matter is told, as its replies tell them.
    private async Task TellAsync(
        Db db,
        VisitRow row,
        VisitFact fact,
        Bilingual step,
        DateTimeOffset now,
        CancellationToken cancel
    )
    {
        var person = await db.Set<ParticipantRow>()
            .AsNoTracking()
            .FirstOrDefaultAsync(p => p.MatterId == row.MatterId && p.Role == ParticipantRole.Raiser, cancel);
        var number = await db.Set<MatterRow>().Where(m => m.Id == row.MatterId).Select(m => m.Number).SingleAsync(cancel);
        if (person is not null && _notices.Row(person, Reference.FromValue(number), fact.GetType().Name, step, now) is { } notice)
        {
            db.Add(notice);
        }
    }
}
