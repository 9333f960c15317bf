using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using SmallMatters.Domain.Hazards;
using SmallMatters.Domain.JointHandling;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Units;
using SmallMatters.Storage.Cards;
using SmallMatters.Storage.Hazards;
using SmallMatters.Storage.Jurisdictions;
using SmallMatters.Storage.Matters.Views;
using SmallMatters.Storage.Patterns;
using SmallMatters.Storage.SchoolGates;

namespace SmallMatters.Storage.JointHandling;

/// <summary>A joint file with its history.</summary>
/// <typeparam name="T">Which.</typeparam>
/// <param name="File">Its state.</param>
/// <param name="Facts">Its facts, in order.</param>
public sealed record JointPage<T>(T File, IReadOnlyList<KeptFact<JointFact>> Facts)
    where T : JointFile
{
    /// <summary>Number of the last fact.</summary>
    public int Seen => Facts[^1].Seq;
}

/// <summary>
/// The one way in which convenings, supervision orders and hard problems begin, change and are swept: a chain of facts each, and
/// beside it the rows that lists are read from. Whoever deals with matters of a unit concerned reads a file, in the areas of
/// their appointment.
/// </summary>
public sealed partial class JointBook(
    IDbContextFactory<Db> databases,
    JurisdictionSource jurisdictions,
    TimeProvider time,
    ILogger<JointBook> log
)
{
    private const int MostAttempts = 10;

    private static readonly Refusal NotYourArea = Refusal.Of(
        "not-your-area",
        "您的任职不包括这个片区。",
        "Your appointment does not cover this area.",
        "Area"
    );

    /// <summary>Begins a file.</summary>
    /// <param name="scope">Who acts.</param>
    /// <param name="area">Code of the area that it is about.</param>
    /// <param name="decide">The pure decision, with the key that the file will have.</param>
    /// <param name="cancel">Cancels.</param>
    /// <returns>Its key when it is written.</returns>
    public Task<(Acted Done, Guid Id)> BeginAsync(
        StaffScope scope,
        string area,
        Func<Guid, Actor.Staff, Jurisdiction, DateTimeOffset, JointDecision> decide,
        CancellationToken cancel = default
    ) => BeginAsync(scope, area, decide, null, cancel);

    /// <summary>Begins a file whose key follows from something else; the second of that key is not written.</summary>
    public async Task<(Acted Done, Guid Id)> BeginAsync(
        StaffScope scope,
        string area,
        Func<Guid, Actor.Staff, Jurisdiction, DateTimeOffset, JointDecision> decide,
        Guid? key,
        CancellationToken cancel
    )
    {
        var now = Now();
        var id = key ?? Guid.CreateVersion7(now);
        var jurisdiction = await jurisdictions.CurrentAsync(cancel);
        if (jurisdiction.Areas.ContainsKey(area) && !scope.ReadsOf(area))
        {
            return (new Acted.Refused(NotYourArea), id);
        }
        var decision = decide(id, scope.In(area).Actor, jurisdiction, now);
        if (decision.Why is { } why)
        {
            return (new Acted.Refused(why), id);
        }
        await using var db = await databases.CreateDbContextAsync(cancel);
        await AddAsync(db, id, decision, scope, now, cancel);
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateException) when (key is not null)
        {
            if (!await BegunAsync(id, cancel))
            {
                throw;
            }
            return (new Acted.ChangedMeanwhile(), id);
        }
        return (new Acted.Written(), id);
    }

    private async Task<bool> BegunAsync(Guid id, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        return await db.Set<JointFileRow>().AnyAsync(f => f.Id == id, cancel);
    }

    /// <summary>Puts a file that begins into a change that the caller writes.</summary>
    internal static Task AddAsync(
        Db db,
        Guid id,
        JointDecision decision,
        StaffScope? scope,
        DateTimeOffset now,
        CancellationToken cancel
    )
    {
        var file = decision.Facts.Aggregate((JointFile?)null, (before, fact) => fact.Apply(before))!;
        var row = new JointFileRow
        {
            Id = id,
            Kind = file.GetType().Name,
            Title = file.Line,
            Unit = file.Lead,
            Area = file.At,
            Standing = file.Standing,
            BeganAt = now,
        };
        db.Add(row);
        return AppendAsync(db, row, file, decision, scope, now, cancel);
    }

    /// <summary>Decides on a file and writes what follows.</summary>
    /// <param name="id">The file.</param>
    /// <param name="scope">Who acts.</param>
    /// <param name="decide">The pure decision.</param>
    /// <param name="seen">Number of the last fact that the person had on the page; null when it does not matter.</param>
    /// <param name="cancel">Cancels.</param>
    public Task<Acted> DecideAsync<T>(
        Guid id,
        StaffScope scope,
        Func<T, Actor.Staff, Jurisdiction, DateTimeOffset, JointDecision> decide,
        int? seen,
        CancellationToken cancel = default
    )
        where T : JointFile =>
        WriteAsync<T>(
            id,
            scope,
            (file, jurisdiction, now) => decide(file, scope.In(file.At).Actor, jurisdiction, now),
            seen,
            cancel
        );

    /// <summary>Decides on a file for somebody who has no account; whether they may is the decision's own rule.</summary>
    internal Task<Acted> DecideOutsideAsync<T>(
        Guid id,
        Func<T, Jurisdiction, DateTimeOffset, JointDecision> decide,
        CancellationToken cancel = default
    )
        where T : JointFile => WriteAsync(id, null, decide, null, cancel);

    private async Task<Acted> WriteAsync<T>(
        Guid id,
        StaffScope? scope,
        Func<T, Jurisdiction, DateTimeOffset, JointDecision> decide,
        int? seen,
        CancellationToken cancel
    )
        where T : JointFile
    {
        for (var attempt = 1; ; attempt++)
        {
            await using var db = await databases.CreateDbContextAsync(cancel);
            var row = await db.Set<JointFileRow>().FirstOrDefaultAsync(f => f.Id == id, cancel);
            if (
                row is null
                || Replayed(await FactsAsync(db, id, cancel)) is not T file
                || (scope is not null && !Reads(scope, file))
            )
            {
                return new Acted.NotFound();
            }
            // The sweep's steps are nothing that somebody had to read before deciding.
            if (seen is { } last && await ChangedByPeopleAsync(db, id, last, cancel))
            {
                return new Acted.ChangedMeanwhile();
            }
            var now = Now();
            var decision = decide(file, await jurisdictions.CurrentAsync(cancel), now);
            if (decision.Why is { } why)
            {
                return new Acted.Refused(why);
            }
            var after = decision.Facts.Aggregate((JointFile)file, (before, fact) => fact.Apply(before));
            await AppendAsync(db, row, after, decision, scope, now, cancel);
            try
            {
                await db.SaveChangesAsync(cancel);
                return new Acted.Written();
            }
            catch (DbUpdateException fault)
            {
                if (!await IsTakenAsync(fault, id, row.HeadSeq, cancel))
                {
                    throw;
                }
                if (seen is not null || attempt == MostAttempts)
                {
                    return new Acted.ChangedMeanwhile();
                }
            }
        }
    }

    /// <summary>A file with its history; null when there is none for this reader.</summary>
    public static async Task<JointPage<T>?> FindAsync<T>(Db db, StaffScope scope, Guid id, CancellationToken cancel = default)
        where T : JointFile
    {
        var facts = await FactsAsync(db, id, cancel);
        return facts.Count > 0 && Replayed(facts) is T file && Reads(scope, file) ? new JointPage<T>(file, facts) : null;
    }

    /// <summary>A file as it stands, for code that has its own rule of who may read it; null when there is none of that kind.</summary>
    internal static async Task<T?> ReadAsync<T>(Db db, Guid id, CancellationToken cancel)
        where T : JointFile => await FactsAsync(db, id, cancel) is { Count: > 0 } facts ? Replayed(facts) as T : null;

    /// <summary>
    /// Takes every step of a clock that is due now. A step is taken once, whichever node sweeps; a file that cannot be decided is
    /// logged and holds up no other.
    /// </summary>
    /// <returns>How many steps were taken.</returns>
    public async Task<int> SweepAsync(CancellationToken cancel = default)
    {
        var now = Now();
        List<(Guid Id, Guid File)> due;
        await using (var db = await databases.CreateDbContextAsync(cancel))
        {
            due =
            [
                .. (
                    await db.Set<JointDutyRow>()
                        .AsNoTracking()
                        .Where(d => d.NextLookAt <= now)
                        .OrderBy(d => d.NextLookAt)
                        .Select(d => new { d.Id, d.FileId })
                        .ToListAsync(cancel)
                ).Select(d => (d.Id, d.FileId)),
            ];
        }
        var taken = 0;
        foreach (var (duty, file) in due)
        {
            cancel.ThrowIfCancellationRequested();
            try
            {
                taken += await StepAsync(file, duty, now, cancel) ? 1 : 0;
            }
            catch (Exception fault)
                when (fault is not OperationCanceledException
                    && !DatabaseFaults.IsAway(fault)
                    && !DatabaseFaults.DiskIsFull(fault)
                )
            {
                NotDecided(fault, duty, file);
            }
        }
        return taken;
    }

    private async Task<bool> StepAsync(Guid id, Guid duty, DateTimeOffset now, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var row = await db.Set<JointFileRow>().FirstAsync(f => f.Id == id, cancel);
        var file = Replayed(await FactsAsync(db, id, cancel));
        if (TickDutyRule.Decide(file, duty, await jurisdictions.CurrentAsync(cancel), now) is not { } decision)
        {
            return false;
        }
        await AppendAsync(db, row, decision.Facts[0].Apply(file), decision, null, now, cancel);
        try
        {
            await db.SaveChangesAsync(cancel);
            return true;
        }
        catch (DbUpdateException fault)
        {
            if (!await IsTakenAsync(fault, id, row.HeadSeq, cancel))
            {
                throw;
            }
            // Somebody acted in this very moment; the next run looks at what is due then.
            return false;
        }
    }

    // Whoever was slower meets the number of the fact before the version of the file; any other fault is one.
    private async Task<bool> IsTakenAsync(DbUpdateException fault, Guid id, int seq, CancellationToken cancel)
    {
        if (fault is DbUpdateConcurrencyException)
        {
            return true;
        }
        await using var db = await databases.CreateDbContextAsync(cancel);
        return await db.Set<JointFactRow>().AnyAsync(f => f.FileId == id && f.Seq == seq, cancel);
    }

    private static bool Reads(StaffScope scope, JointFile file) => file.Readers.Any(unit => scope.SeesIn(unit, file.At));

    private static JointFile Replayed(List<KeptFact<JointFact>> facts) =>
        facts.Aggregate((JointFile?)null, (before, kept) => kept.Fact.Apply(before))!;

    private static Task<bool> ChangedByPeopleAsync(Db db, Guid id, int after, CancellationToken cancel) =>
        db.Set<JointFactRow>().AnyAsync(f => f.FileId == id && f.Seq > after && f.Staff != null, cancel);

    private static async Task<List<KeptFact<JointFact>>> FactsAsync(Db db, Guid id, CancellationToken cancel) =>
        (
            await db.Set<JointFactRow>().AsNoTracking().Where(f => f.FileId == id).OrderBy(f => f.Seq).ToListAsync(cancel)
        ).ConvertAll(f => new KeptFact<JointFact>(f.Seq, f.At, f.Staff, f.Unit, PlainFacts<JointFact>.Read(f.Type, f.Body)));

    private static async Task AppendAsync(
        Db db,
        JointFileRow row,
        JointFile after,
        JointDecision decision,
        StaffScope? by,
        DateTimeOffset now,
        CancellationToken cancel
    )
    {
        var before = await db.Set<JointFactRow>()
            .Where(f => f.FileId == row.Id && f.Seq == row.HeadSeq)
            .Select(f => f.Hash)
            .FirstOrDefaultAsync(cancel);
        foreach (var fact in decision.Facts)
        {
            var kept = JointChain.ToRow(row.Id, before, ++row.HeadSeq, fact, by, now);
            db.Add(kept);
            before = kept.Hash;
        }
        if (after is Finding finding)
        {
            await FindingRows.KeepAsync(db, finding, decision.Facts, now, cancel);
        }
        await GateRows.KeepAsync(db, row, after, cancel);
        (row.Title, row.Unit, row.Standing, row.IsOver) = (after.Line, after.Lead, after.Standing, after.IsOver);
        row.ChangedAt = now;
        var readers = await db.Set<JointReaderRow>().Where(r => r.FileId == row.Id).Select(r => r.Unit).ToListAsync(cancel);
        db.AddRange(after.Readers.Except(readers).Select(unit => new JointReaderRow { FileId = row.Id, Unit = unit }));
        var matters = await db.Set<JointMatterRow>().Where(m => m.FileId == row.Id).Select(m => m.Number).ToListAsync(cancel);
        db.AddRange(after.About.Except(matters).Select(number => new JointMatterRow { FileId = row.Id, Number = number }));
        var duties = await db.Set<JointDutyRow>().Where(d => d.FileId == row.Id).ToListAsync(cancel);
        db.RemoveRange(duties.Where(d => after.Duties.All(open => open.Id != d.Id || !open.IsOpen)));
        foreach (var duty in after.Duties.Where(d => d.IsOpen))
        {
            var kept = duties.Find(d => d.Id == duty.Id);
            if (kept is null)
            {
                kept = new JointDutyRow
                {
                    Id = duty.Id,
                    FileId = row.Id,
                    For = duty.For,
                    Unit = duty.Unit,
                };
                db.Add(kept);
            }
            (kept.Unit, kept.GoneUpTo, kept.DueAt, kept.NextLookAt) = (
                duty.Unit,
                duty.GoneUpTo,
                duty.Clock.Deadline.DueAt,
                duty.Clock.NextLookAt
            );
        }
    }

    // Milliseconds, so that an instant reads back from both databases as it was written.
    private DateTimeOffset Now() => DateTimeOffset.FromUnixTimeMilliseconds(time.GetUtcNow().ToUnixTimeMilliseconds());

    [LoggerMessage(Level = LogLevel.Error, Message = "Duty {Duty} of joint file {File} could not be looked at; the others go on")]
    private partial void NotDecided(Exception fault, Guid duty, Guid file);
}
