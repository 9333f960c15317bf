using Microsoft.EntityFrameworkCore;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Problems;
using SmallMatters.Domain.Units;
using SmallMatters.Storage.Cards;
using SmallMatters.Storage.Jurisdictions;
using SmallMatters.Storage.Matters.Views;
using SmallMatters.Storage.Patterns;

namespace SmallMatters.Storage.Problems;

/// <summary>A problem with its history.</summary>
public sealed record ProblemPage(Problem Problem, IReadOnlyList<KeptFact<ProblemFact>> Facts)
{
    /// <summary>Number of the last fact.</summary>
    public int Seen => Facts[^1].Seq;
}

/// <summary>One line of a list of problems.</summary>
public sealed record ProblemLine(
    Guid Id,
    string Title,
    string Unit,
    string Area,
    string Category,
    ProblemStage Stage,
    DateTimeOffset OpenedAt
);

/// <summary>One promise of a joint plan in a list.</summary>
public sealed record CountermeasureLine(Guid Problem, string What, string Unit, string Area, DateOnly DueOn);

/// <summary>
/// The one way in which problems are named, changed and read. Problems hold no personal data and are the common work of all
/// units: whoever deals with matters reads those of the areas that they work in, and acts on those that their unit leads or
/// promised something for.
/// </summary>
public sealed class ProblemBook(IDbContextFactory<Db> databases, JurisdictionSource jurisdictions, TimeProvider time)
{
    private static readonly Refusal NotYourArea = Refusal.Of(
        "not-your-area",
        "您的任职不包括这个片区。",
        "Your appointment does not cover this area.",
        nameof(OpenProblem.Area)
    );

    /// <summary>Names a problem.</summary>
    /// <returns>Its key when it is written.</returns>
    public async Task<(Acted Done, Guid Id)> OpenAsync(StaffScope scope, OpenProblem command, CancellationToken cancel = default)
    {
        var now = time.GetUtcNow();
        var id = Guid.CreateVersion7(now);
        if (!scope.ReadsOf(command.Area))
        {
            return (new Acted.Refused(NotYourArea), id);
        }
        var jurisdiction = await jurisdictions.CurrentAsync(cancel);
        var decision = OpenProblemRule.Decide(command, id, scope.Actor, jurisdiction, now);
        if (decision.Fact is not ProblemOpened opened)
        {
            return (new Acted.Refused(decision.Why!), id);
        }
        await using var db = await databases.CreateDbContextAsync(cancel);
        db.Add(
            new ProblemRow
            {
                Id = id,
                Title = opened.File.Title,
                Unit = opened.File.Unit,
                Area = opened.File.Area,
                Category = opened.File.Category,
                Stage = ProblemStage.Scanned,
                OpenedAt = now,
                ChangedAt = now,
                HeadSeq = 1,
            }
        );
        db.Add(ToRow(id, 1, opened, scope, now));
        await db.SaveChangesAsync(cancel);
        return (new Acted.Written(), id);
    }

    /// <summary>Decides on a problem and writes what follows.</summary>
    /// <param name="id">The problem.</param>
    /// <param name="scope">Who acts.</param>
    /// <param name="decide">The pure decision.</param>
    /// <param name="seen">Number of the last fact that the person had on the page.</param>
    /// <param name="cancel">Cancels.</param>
    public async Task<Acted> DecideAsync(
        Guid id,
        StaffScope scope,
        Func<Problem, Jurisdiction, DateTimeOffset, ProblemDecision> decide,
        int seen,
        CancellationToken cancel = default
    )
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var row = await db.Set<ProblemRow>().FirstOrDefaultAsync(p => p.Id == id, cancel);
        if (row is null || !scope.ReadsOf(row.Area))
        {
            return new Acted.NotFound();
        }
        if (seen != row.HeadSeq)
        {
            return new Acted.ChangedMeanwhile();
        }
        var now = time.GetUtcNow();
        var problem = Replayed(await FactsAsync(db, id, cancel));
        var decision = decide(problem, await jurisdictions.CurrentAsync(cancel), now);
        if (decision.Fact is not { } fact)
        {
            return new Acted.Refused(decision.Why!);
        }
        row.Stage = fact.Apply(problem).Stage;
        row.ChangedAt = now;
        row.HeadSeq++;
        db.Add(ToRow(id, row.HeadSeq, fact, scope, now));
        switch (fact)
        {
            case CountermeasurePromised { Countermeasure: var promised }:
                db.Add(
                    new CountermeasureRow
                    {
                        Id = promised.Id,
                        ProblemId = id,
                        What = promised.What,
                        Unit = promised.Unit,
                        Area = row.Area,
                        DueOn = promised.DueOn,
                        State = promised.State,
                    }
                );
                break;
            case CountermeasureEnded ended:
                (await db.Set<CountermeasureRow>().SingleAsync(c => c.Id == ended.Countermeasure, cancel)).State = ended.As;
                break;
        }
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

    /// <summary>A problem with its history; null when there is none for this reader.</summary>
    public static async Task<ProblemPage?> FindAsync(Db db, StaffScope scope, Guid id, CancellationToken cancel = default)
    {
        var facts = await FactsAsync(db, id, cancel);
        return facts.Count > 0 && Replayed(facts) is var problem && scope.ReadsOf(problem.File.Area)
            ? new ProblemPage(problem, facts)
            : null;
    }

    /// <summary>Problems that are worked on, or those that are closed; the latest changed first.</summary>
    public static async Task<IReadOnlyList<ProblemLine>> ListAsync(
        Db db,
        StaffScope scope,
        bool closed,
        string? area,
        int take,
        CancellationToken cancel = default
    )
    {
        var rows = db.Set<ProblemRow>().AsNoTracking().Where(p => p.Stage == ProblemStage.Closed == closed);
        if (scope.OnlyAreas is { } only)
        {
            rows = rows.Where(p => only.Contains(p.Area));
        }
        if (area is not null)
        {
            rows = rows.Where(p => p.Area == area);
        }
        return await rows.OrderByDescending(p => p.ChangedAt)
            .ThenBy(p => p.Id)
            .Take(take)
            .Select(p => new ProblemLine(p.Id, p.Title, p.Unit, p.Area, p.Category, p.Stage, p.OpenedAt))
            .ToListAsync(cancel);
    }

    /// <summary>Problems of the reader's areas that were named from a card, the earliest first.</summary>
    public static async Task<IReadOnlyList<ProblemLine>> FromCardAsync(
        Db db,
        StaffScope scope,
        Guid card,
        CancellationToken cancel = default
    )
    {
        // The first fact of a problem names its card; there are few problems.
        var named = $"\"{card}\"";
        var rows = await (
            from f in db.Set<ProblemFactRow>().AsNoTracking()
            join p in db.Set<ProblemRow>().AsNoTracking() on f.ProblemId equals p.Id
            where f.Seq == 1 && f.Body.Contains(named)
            orderby p.OpenedAt
            select new ProblemLine(p.Id, p.Title, p.Unit, p.Area, p.Category, p.Stage, p.OpenedAt)
        ).ToListAsync(cancel);
        return rows.FindAll(p => scope.ReadsOf(p.Area));
    }

    /// <summary>Open promises of a unit in joint plans, whoever leads them; the earliest first.</summary>
    public static async Task<IReadOnlyList<CountermeasureLine>> PromisedByAsync(
        Db db,
        StaffScope scope,
        string unit,
        CancellationToken cancel = default
    )
    {
        var rows = await db.Set<CountermeasureRow>()
            .AsNoTracking()
            .Where(c => c.Unit == unit && c.State == CountermeasureState.Promised)
            .OrderBy(c => c.DueOn)
            .ThenBy(c => c.Id)
            .Select(c => new CountermeasureLine(c.ProblemId, c.What, c.Unit, c.Area, c.DueOn))
            .ToListAsync(cancel);
        return rows.FindAll(c => scope.ReadsOf(c.Area));
    }

    /// <summary>Open promises of joint plans for an area, due by a day; the earliest first.</summary>
    public static async Task<IReadOnlyList<CountermeasureLine>> PromisedAsync(
        Db db,
        string area,
        DateOnly until,
        CancellationToken cancel = default
    ) =>
        await db.Set<CountermeasureRow>()
            .AsNoTracking()
            .Where(c => c.Area == area && c.State == CountermeasureState.Promised && c.DueOn <= until)
            .OrderBy(c => c.DueOn)
            .ThenBy(c => c.Id)
            .Select(c => new CountermeasureLine(c.ProblemId, c.What, c.Unit, c.Area, c.DueOn))
            .ToListAsync(cancel);

    private static Problem Replayed(List<KeptFact<ProblemFact>> facts) =>
        facts.Aggregate((Problem?)null, (problem, kept) => kept.Fact.Apply(problem))!;

    private static async Task<List<KeptFact<ProblemFact>>> FactsAsync(Db db, Guid id, CancellationToken cancel)
    {
        var rows = await db.Set<ProblemFactRow>()
            .AsNoTracking()
            .Where(f => f.ProblemId == id)
            .OrderBy(f => f.Seq)
            .ToListAsync(cancel);
        return rows.ConvertAll(f => new KeptFact<ProblemFact>(
            f.Seq,
            f.At,
            f.Staff,
            f.Unit,
            PlainFacts<ProblemFact>.Read(f.Type, f.Body)
        ));
    }

    private static ProblemFactRow ToRow(Guid problem, int seq, ProblemFact fact, StaffScope by, DateTimeOffset now) =>
        new()
        {
            ProblemId = problem,
            Seq = seq,
            At = now,
            Staff = by.Id.Value,
            Unit = by.Unit,
            Type = PlainFacts<ProblemFact>.NameOf(fact),
            Body = PlainFacts<ProblemFact>.Write(fact),
        };
}
