using Microsoft.EntityFrameworkCore;
using SmallMatters.Domain.Confidentiality;
using SmallMatters.Domain.JointHandling;
using SmallMatters.Domain.Participation;
using SmallMatters.Storage.JointHandling;

namespace SmallMatters.Storage.Participation;

/// <summary>What a unit promised at a meeting with residents, as its public minutes have it.</summary>
/// <param name="Meeting">Key of the meeting.</param>
/// <param name="Unit">Code of the unit.</param>
/// <param name="HeldAt">When the meeting began, UTC.</param>
/// <param name="Line">The line of the minutes.</param>
[ProjectionFor(Audience.Public)]
[ShowsNothingPersonal(nameof(Unit), nameof(Line))]
public sealed record MeetingPromise(Guid Meeting, string Unit, DateTimeOffset HeldAt, MinuteLine Line);

/// <summary>Consultations, meetings and tasks as everybody may read them: what a unit has released, and nothing that waits for a second person.</summary>
public static class TakingPartReader
{
    /// <summary>Whether everybody may read it.</summary>
    public static bool IsPublic(JointFile file) =>
        file switch
        {
            Consultation it => it.OpenedOn is not null,
            Meeting it => it.Stage is MeetingStage.Called or MeetingStage.Held
                || (it.Stage == MeetingStage.CalledOff && it.Duties.Any(d => d.For == DutyFor.PublishMinutes)),
            VolunteerTask it => it.Stage is TaskStage.Open or TaskStage.Ended
                || (it.Stage == TaskStage.CalledOff && it.Duties.Any(d => d.For == DutyFor.CloseTask)),
            _ => false,
        };

    /// <summary>One that is public, as a domain state without what is prepared; null for everything else.</summary>
    public static async Task<T?> FindAsync<T>(Db db, Guid id, CancellationToken cancel = default)
        where T : JointFile => await JointBook.ReadAsync<T>(db, id, cancel) is { } file && IsPublic(file) ? (T)Shown(file) : null;

    /// <summary>Public ones of a kind, of one area or all, those that began last first.</summary>
    /// <param name="db">The database.</param>
    /// <param name="area">Area code, or null.</param>
    /// <param name="before">Key after which to go on; null for the first page.</param>
    /// <param name="most">How many at most.</param>
    /// <param name="cancel">Cancels.</param>
    public static async Task<IReadOnlyList<T>> ListAsync<T>(
        Db db,
        string? area,
        Guid? before,
        int most,
        CancellationToken cancel = default
    )
        where T : JointFile
    {
        string[] hidden = ["Written", "SentBack"];
        var files = db.Set<JointFileRow>().AsNoTracking().Where(f => f.Kind == typeof(T).Name && !hidden.Contains(f.Standing));
        files = area is null ? files : files.Where(f => f.Area == area);
        return [.. (await JointLists.StatesAsync(db, files, before, most, cancel)).Where(IsPublic).Select(Shown).Cast<T>()];
    }

    /// <summary>The meeting of the area before this one whose minutes are public; null when there is none.</summary>
    public static async Task<Meeting?> MeetingBeforeAsync(Db db, Meeting it, CancellationToken cancel = default)
    {
        // More than these are not called for an area at a time.
        const int Enough = 20;
        var others = await ListAsync<Meeting>(db, it.At, null, Enough, cancel);
        return others
            .Where(m => m.Stage == MeetingStage.Held && m.Key != it.Key && m.Paper.From < it.Paper.From)
            .MaxBy(m => m.Paper.From);
    }

    /// <summary>Promises made at the area's latest meetings that have ended or whose day is over: those overdue first, then the latest.</summary>
    /// <param name="db">The database.</param>
    /// <param name="area">Area code.</param>
    /// <param name="today">The local day.</param>
    /// <param name="most">How many at most.</param>
    /// <param name="cancel">Cancels.</param>
    public static async Task<IReadOnlyList<MeetingPromise>> PromisesAsync(
        Db db,
        string area,
        DateOnly today,
        int most,
        CancellationToken cancel = default
    )
    {
        // Two years of a meeting each quarter.
        const int Meetings = 8;
        var held = (await ListAsync<Meeting>(db, area, null, Meetings, cancel)).Where(m => m.Stage == MeetingStage.Held);
        return
        [
            .. held.SelectMany(m => m.Minutes!.Lines.Select(line => new MeetingPromise(m.Key, m.Lead, m.Paper.From, line)))
                .Where(p => p.Line.Kind == MinuteKind.Promise && (p.Line.End is not null || p.Line.DueOn < today))
                // What is overdue first, so that newer kept ones do not push it out.
                .OrderByDescending(p => p.Line.End is null)
                .ThenByDescending(p => p.Line.End?.On ?? p.Line.DueOn)
                .Take(most),
        ];
    }

    private static JointFile Shown(JointFile file) =>
        file switch
        {
            Consultation it => it with { Prepared = null, Reason = it.Stage == ConsultationStage.CalledOff ? it.Reason : null },
            Meeting it => it with { Prepared = null, Reason = null },
            VolunteerTask it => it with { Reason = it.Stage == TaskStage.CalledOff ? it.Reason : null },
            _ => file,
        };
}
