using Microsoft.EntityFrameworkCore;
using Quartz;
using SmallMatters.Domain.Cards;
using SmallMatters.Storage;
using SmallMatters.Storage.Accounts;
using SmallMatters.Storage.Cards;
using SmallMatters.Storage.DataProtection;
using SmallMatters.Storage.Disputes;
using SmallMatters.Storage.Drafts;
using SmallMatters.Storage.Encounters;
using SmallMatters.Storage.Figures;
using SmallMatters.Storage.Hazards;
using SmallMatters.Storage.Integrity;
using SmallMatters.Storage.JointHandling;
using SmallMatters.Storage.Jurisdictions;
using SmallMatters.Storage.Knowledge;
using SmallMatters.Storage.Learning;
using SmallMatters.Storage.Liaisons;
using SmallMatters.Storage.Matters;
using SmallMatters.Storage.MinorCases;
using SmallMatters.Storage.OpenData;
using SmallMatters.Storage.Participation;
using SmallMatters.Storage.Partners;
using SmallMatters.Storage.Publishing;
using SmallMatters.Storage.Quality;
using SmallMatters.Storage.Satisfaction;
using SmallMatters.Storage.SchoolGates;
using SmallMatters.Storage.Services;
using SmallMatters.Storage.Timing;
using SmallMatters.Storage.Visits;
using SmallMatters.Web.Cards;
using SmallMatters.Web.Notices;
using SmallMatters.Web.Webhooks;

namespace SmallMatters.Web.Jobs;

/// <summary>
/// Looks at the clocks that are due: those of matters, of what units do together beside them (with the
/// shifts of school gates that begin today), of mediations and of minor cases.
/// </summary>
internal sealed class SweepClocks(ClockSweep sweep, GateBook gates, JointBook joint, DisputeSweep disputes, CaseJobs cases) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        await sweep.RunAsync(cancel: cancellationToken);
        await gates.PlanAsync(cancellationToken);
        await joint.SweepAsync(cancellationToken);
        await disputes.RunAsync(cancellationToken);
        await cases.SweepAsync(cancellationToken);
    }
}

/// <summary>Writes to subscribers what was published, and delivers what waits in the outbox.</summary>
internal sealed class DeliverNotices(Subscriptions subscriptions, Delivery delivery) : IJob
{
    // A few thousand messages, so that those of matters never wait long behind news.
    private const int Batches = 20;

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        try
        {
            await subscriptions.TellAsync(Batches, cancellationToken);
        }
        finally
        {
            // Residents' own messages do not wait for news.
            await delivery.RunAsync(cancellationToken);
        }
    }
}

/// <summary>Tells partners' systems what waits.</summary>
internal sealed class DeliverWebhooks(WebhookDelivery delivery) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) =>
        await delivery.RunAsync(cancellationToken);
}

/// <summary>Binds the matters that have changed.</summary>
internal sealed class MakeCheckpoint(Checkpoints checkpoints) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) =>
        await checkpoints.MakeAsync(cancellationToken);
}

/// <summary>Computes provisional deadlines again when a year's calendar has come, and says which files were left out.</summary>
internal sealed partial class ApplyCalendar(CalendarPublication publication, CalendarFolder calendars, ILogger<ApplyCalendar> log)
    : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        if (await publication.ApplyAsync(cancellationToken) is { } moved)
        {
            Moved(moved);
        }
        foreach (var (file, why) in calendars.Faults)
        {
            LeftOut(file, why.Sentence.En);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "A new calendar is in force; {Deadlines} provisional deadlines moved")]
    private partial void Moved(int deadlines);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The calendar file {File} was left out: {Why}")]
    private partial void LeftOut(string file, string why);
}

/// <summary>Four times a minute: what was erased leaves the database's log and the search index as well.</summary>
internal sealed class ForgetErased(Leftovers leftovers) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) =>
        await leftovers.ForgetAsync(cancel: cancellationToken);
}

/// <summary>Once a day: what was begun and never sent goes, terms of volunteers end, call-backs are drawn once a week is over, calls and answers to be read once a month is, and every matter that no checkpoint names is bound.</summary>
internal sealed class TidyUp(
    Leftovers leftovers,
    PlacePhotos photos,
    EndedSessions sessions,
    PartnerDesk partners,
    Subscriptions subscriptions,
    VerdictMarks marks,
    KnowledgeSearch knowledge,
    VisitBook visits,
    CallDraws calls,
    QualityDraws quality,
    EncounterLinks encounters,
    LiaisonBook liaisons,
    PriorityBook priorities,
    ParticipationReplies replies,
    LessonConsents lessons,
    JurisdictionSource jurisdictions,
    Checkpoints checkpoints,
    IDbContextFactory<Db> databases,
    TimeProvider time
) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        await leftovers.PurgeAsync(cancellationToken);
        await photos.PurgeAsync(cancellationToken);
        await sessions.PurgeAsync(cancellationToken);
        await partners.ForgetAsync(cancellationToken);
        await subscriptions.PurgeAsync(cancellationToken);
        await marks.ForgetAsync((await jurisdictions.CurrentAsync(cancellationToken)).Calendar, cancellationToken);
        await knowledge.ForgetAsync(cancellationToken);
        await visits.DrawAsync(cancellationToken);
        await encounters.ForgetAsync(cancellationToken);
        await calls.LapseAsync(cancellationToken);
        await calls.DrawAsync(cancellationToken);
        await quality.LapseAsync(cancellationToken);
        await quality.DrawAsync(cancellationToken);
        await liaisons.EndTermsAsync(cancellationToken);
        await priorities.ForgetAsync(cancellationToken);
        await replies.ForgetAsync(cancellationToken);
        await lessons.EndBereftAsync(cancellationToken);
        await using (var db = await databases.CreateDbContextAsync(cancellationToken))
        {
            await Drafts.DeleteExpiredAsync(db, time.GetUtcNow(), cancellationToken);
        }
        await checkpoints.MakeForAllAsync(cancellationToken);
    }
}

/// <summary>Once an hour: the figures of areas are counted, which pages then only read, and finished months are released as open data.</summary>
internal sealed class CountAreaFigures(
    IDbContextFactory<Db> databases,
    JurisdictionSource source,
    OpenReleases releases,
    TimeProvider time
) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        var jurisdiction = await source.CurrentAsync(cancellationToken);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await AreaFigures.RefreshAsync(db, time.GetUtcNow(), jurisdiction.Calendar.DayOf, cancellationToken);
        await releases.MakeAsync(cancellationToken);
    }
}

/// <summary>Once an hour: units are reminded of matters that nobody touches, sent the digest of a week that is over, pattern facts move, residents are reminded of what they booked or take part in and of what is owed under an agreement, asked by link how it was, and declared needs whose last day is over go.</summary>
internal sealed class RemindUnits(
    DormantTickler tickler,
    WeeklyDigests digests,
    CaseJobs cases,
    BookingBook bookings,
    EncounterLinks encounters,
    NeedsBook needs,
    ParticipationReplies replies,
    TermReminders terms
) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        await tickler.RunAsync(cancellationToken);
        await digests.SendAsync(cancellationToken);
        await cases.MovePatternsAsync(cancellationToken);
        await bookings.RemindAsync(cancellationToken);
        await encounters.SendAsync(cancellationToken);
        await replies.RemindAsync(cancellationToken);
        await needs.ForgetAsync(cancellationToken);
        await terms.RunAsync(cancellationToken);
        await cases.LookAtLinkedAsync(cancellationToken);
    }
}

/// <summary>Once an hour: cards whose time has passed expire, and on a new day or week the rules look.</summary>
internal sealed class RaiseCards(CardWatch watch) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) =>
        await watch.RunAsync(cancellationToken);
}

/// <summary>Once a week, however often the process starts: how each card rule would have done on the history so far.</summary>
internal sealed class MeasureCardRules(Replay replay, CardRuleBook rules, IDbContextFactory<Db> databases, TimeProvider time)
    : IJob
{
    private static readonly TimeSpan Fresh = TimeSpan.FromDays(6);

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        await using (var kept = await databases.CreateDbContextAsync(cancellationToken))
        {
            var measured = await RuleFigureBook.AllAsync(kept, cancellationToken);
            var since = time.GetUtcNow() - Fresh;
            if (rules.All.All(r => measured.TryGetValue((r.Code, r.Version), out var f) && f.MeasuredAt > since))
            {
                return;
            }
        }
        var figures = await replay.RunAsync(null, cancellationToken);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await RuleFigureBook.KeepAsync(db, figures, cancellationToken);
    }
}

/// <summary>Once a night: personal data that were kept long enough go, with a trace.</summary>
internal sealed class ApplyRetention(RetentionRun run, CaseJobs cases) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        await run.RunAsync(cancel: cancellationToken);
        await cases.EraseAsync(cancellationToken);
    }
}
