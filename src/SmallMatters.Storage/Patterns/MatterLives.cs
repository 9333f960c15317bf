using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using SmallMatters.Domain.Confidentiality;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Units;
using SmallMatters.Storage.Matters.Rows;

namespace SmallMatters.Storage.Patterns;

/// <summary>What happened to a matter, as far as rules about single matters look at it.</summary>
public enum LifeStep
{
    /// <summary>Somebody of the staff did something.</summary>
    Staff,

    /// <summary>A time limit passed.</summary>
    Overdue,

    /// <summary>Somebody joined.</summary>
    Joined,

    /// <summary>An outcome was proposed, or it was withdrawn or merged.</summary>
    Closed,

    /// <summary>A verdict had a "no" in it.</summary>
    Unsatisfied,

    /// <summary>It is dealt with again.</summary>
    Reopened,

    /// <summary>A threat was recorded.</summary>
    Threat,
}

/// <summary>The steps of one matter in their order. It says nothing of who raised it or who dealt with it.</summary>
/// <param name="Number">Reference, as a number.</param>
/// <param name="Kind">What was wanted.</param>
/// <param name="Category">Category code.</param>
/// <param name="Area">Area code.</param>
/// <param name="Owner">Code of the owning unit today.</param>
/// <param name="RaisedAt">UTC.</param>
/// <param name="Steps">What happened, oldest first.</param>
[ProjectionFor(Audience.Analytics)]
[ShowsNothingPersonal(nameof(MatterLife.Category), nameof(MatterLife.Area), nameof(MatterLife.Owner))]
public sealed record MatterLife(
    long Number,
    Kind Kind,
    string Category,
    string Area,
    string Owner,
    DateTimeOffset RaisedAt,
    ImmutableArray<(LifeStep What, DateTimeOffset At)> Steps
)
{
    /// <summary>The life as it was known at an instant: what happened later is not in it.</summary>
    public MatterLife Until(DateTimeOffset instant) => this with { Steps = [.. Steps.Where(s => s.At <= instant)] };

    /// <summary>Whether it waited for the staff at the end of these steps.</summary>
    public bool IsOpen => Steps.LastOrDefault(s => s.What is LifeStep.Closed or LifeStep.Reopened).What is not LifeStep.Closed;

    /// <summary>How often something happened after an instant.</summary>
    public int CountAfter(LifeStep what, DateTimeOffset instant) => Steps.Count(s => s.What == what && s.At > instant);

    /// <summary>When one of these first happened after an instant; null when none did.</summary>
    public DateTimeOffset? FirstAfter(DateTimeOffset instant, params ReadOnlySpan<LifeStep> what)
    {
        foreach (var step in Steps)
        {
            if (step.At > instant && what.Contains(step.What))
            {
                return step.At;
            }
        }
        return null;
    }
}

/// <summary>Reads lives of matters in pages, so that a city's fit into memory. Matters of conduct are not among them.</summary>
public static class MatterLives
{
    private const int Page = 1000;
    private const string OverdueStep = "\"Step\":{\"Kind\":\"Overdue\"";

    /// <summary>All lives that matter at an instant: those still open, and those in which something happened since then.</summary>
    public static IAsyncEnumerable<MatterLife> SinceAsync(Db db, DateTimeOffset since, CancellationToken cancel = default) =>
        ReadAsync(
            db,
            db.Set<MatterRow>().Where(m => m.Stage == Stage.Open || m.Stage == Stage.UnderReview || m.ChangedAt >= since),
            cancel
        );

    /// <summary>The life of one matter; nothing for a matter of conduct, or where there is none.</summary>
    public static IAsyncEnumerable<MatterLife> OfAsync(Db db, Reference reference, CancellationToken cancel = default) =>
        ReadAsync(db, db.Set<MatterRow>().Where(m => m.Number == reference.Value), cancel);

    /// <summary>All lives.</summary>
    public static IAsyncEnumerable<MatterLife> AllAsync(Db db, CancellationToken cancel = default) =>
        ReadAsync(db, db.Set<MatterRow>(), cancel);

    private static async IAsyncEnumerable<MatterLife> ReadAsync(
        Db db,
        IQueryable<MatterRow> matters,
        [EnumeratorCancellation] CancellationToken cancel
    )
    {
        var after = default(MatterId);
        while (true)
        {
            var page = await matters
                .AsNoTracking()
                .Where(m => m.Kind != Kind.Conduct && m.Id > after)
                .OrderBy(m => m.Id)
                .Take(Page)
                .Select(m => new
                {
                    m.Id,
                    m.Number,
                    m.Kind,
                    m.Category,
                    m.Area,
                    m.OwnerUnit,
                    m.RaisedAt,
                })
                .ToListAsync(cancel);
            if (page.Count == 0)
            {
                yield break;
            }
            var ids = page.ConvertAll(m => m.Id);
            var steps = (
                await db.Set<HistoryRow>()
                    .AsNoTracking()
                    .Where(h => ids.Contains(h.MatterId) && h.Seq > 1)
                    .Select(h => new
                    {
                        h.MatterId,
                        h.At,
                        h.Type,
                        ByStaff = h.Unit != null,
                        Overdue = h.Type == nameof(ClockStepped) && h.Body.Contains(OverdueStep),
                    })
                    .ToListAsync(cancel)
            ).ToLookup(h => h.MatterId);
            foreach (var matter in page)
            {
                yield return new MatterLife(
                    matter.Number,
                    matter.Kind,
                    matter.Category,
                    matter.Area,
                    matter.OwnerUnit,
                    matter.RaisedAt,
                    [
                        .. steps[matter.Id]
                            .SelectMany(h => StepsOf(h.Type, h.ByStaff, h.Overdue).Select(what => (what, h.At)))
                            .OrderBy(s => s.At),
                    ]
                );
            }
            after = page[^1].Id;
        }
    }

    private static IEnumerable<LifeStep> StepsOf(string fact, bool byStaff, bool overdue)
    {
        if (byStaff)
        {
            yield return LifeStep.Staff;
        }
        if (overdue)
        {
            yield return LifeStep.Overdue;
        }
        switch (fact)
        {
            case nameof(Joined):
                yield return LifeStep.Joined;
                break;
            case nameof(OutcomeProposed) or nameof(MatterWithdrawn) or nameof(MatterMerged):
                yield return LifeStep.Closed;
                break;
            case nameof(DissatisfiedVerdictGiven):
                yield return LifeStep.Unsatisfied;
                break;
            case nameof(Reopened):
                yield return LifeStep.Reopened;
                break;
            case nameof(ThreatRecorded):
                yield return LifeStep.Threat;
                break;
        }
    }
}
