using System.Collections.Immutable;
using SmallMatters.Domain.Clocks;
using SmallMatters.Domain.JointHandling;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Publishing;
using SmallMatters.Domain.Units;

namespace SmallMatters.Domain.Learning;

/// <summary>Write an after-action note.</summary>
/// <param name="Title">The work, in one line.</param>
/// <param name="Meant">What was meant to happen.</param>
/// <param name="Happened">What happened.</param>
/// <param name="Why">Why the two differed.</param>
/// <param name="Keep">What the unit keeps.</param>
/// <param name="Change">What it changes; empty where it changes nothing.</param>
/// <param name="ChangeBy">By which local day.</param>
/// <param name="Post">Which post sees to it.</param>
public sealed record WriteAfterAction(
    string? Title,
    string? Meant,
    string? Happened,
    string? Why,
    string? Keep,
    string? Change,
    DateOnly? ChangeBy,
    UnitPost? Post
);

/// <summary>A note was written.</summary>
/// <param name="Note">What it says.</param>
/// <param name="Change">The clock of what is changed; null where nothing is.</param>
public sealed record AfterActionWritten(AfterActionNote Note, Duty? Change) : JointFact
{
    /// <inheritdoc/>
    public override JointFile Apply(JointFile? before) =>
        before is null && Note.Change is null == Change is null
            ? new AfterAction(Note, Change is null ? AfterActionStage.NothingToChange : AfterActionStage.ToChange, null)
            {
                Duties = [.. new[] { Change }.OfType<Duty>()],
            }
            : throw DoesNotFit(before);
}

/// <summary>Decides on notes.</summary>
public static class WriteAfterActionRule
{
    /// <summary>The longest title, in characters.</summary>
    public const int LongestTitle = 80;

    /// <summary>The longest other words, in characters.</summary>
    public const int LongestWords = 2000;

    /// <summary>The farthest day for a change, in days from today.</summary>
    public const int FarthestChange = 180;

    /// <summary>
    /// Somebody who deals with matters writes it for their unit, which owned the work or had a part in it, once it is closed. Numbers of
    /// persons, what seems to name somebody, and the residents' own wording are refused: the words are never erased.
    /// </summary>
    /// <param name="work">What it is about.</param>
    /// <param name="command">What is written.</param>
    /// <param name="ownWords">What residents wrote in the matters.</param>
    /// <param name="by">Who writes.</param>
    /// <param name="jurisdiction">The jurisdiction.</param>
    /// <param name="now">UTC.</param>
    public static JointDecision Decide(
        WorkDone work,
        WriteAfterAction command,
        ImmutableArray<string> ownWords,
        Actor.Staff by,
        Jurisdiction jurisdiction,
        DateTimeOffset now
    )
    {
        if (MayWrite(work, by) is { } why)
        {
            return why;
        }
        var (title, noTitle) = OfWork(
            command.Title,
            nameof(command.Title),
            LongestTitle,
            ownWords,
            "请用一句话写明是什么工作。",
            "Say in one line which work it was."
        );
        var (meant, noMeant) = OfWork(
            command.Meant,
            nameof(command.Meant),
            LongestWords,
            ownWords,
            "请写明原来打算怎样。",
            "Say what was meant to happen."
        );
        var (happened, noHappened) = OfWork(
            command.Happened,
            nameof(command.Happened),
            LongestWords,
            ownWords,
            "请写明实际怎样。",
            "Say what happened."
        );
        var (reason, noReason) = OfWork(
            command.Why,
            nameof(command.Why),
            LongestWords,
            ownWords,
            "请写明为什么不一样；一样的，也请写为什么做到了。",
            "Say why the two differed; where they did not, say why it went as meant."
        );
        var (keep, noKeep) = OfWork(
            command.Keep,
            nameof(command.Keep),
            LongestWords,
            ownWords,
            "请写明以后保持什么。",
            "Say what you keep."
        );
        var (change, wrongChange) = ChangeOf(command, ownWords, jurisdiction.Calendar.DayOf(now));
        if (Refusal.All(noTitle, noMeant, noHappened, noReason, noKeep, wrongChange) is { } wrong)
        {
            return wrong;
        }
        var note = new AfterActionNote(
            work.KeyFor(by.Unit),
            title!,
            by.Unit,
            [by.Unit, .. work.Units.Where(u => u != by.Unit)],
            work.Area,
            work.Matters,
            meant!,
            happened!,
            reason!,
            keep!,
            change,
            now
        );
        return new AfterActionWritten(note, change is null ? null : DutyOf(change, by.Unit, jurisdiction, now));
    }

    /// <summary>Null when the person may write a note about the work, else why not.</summary>
    public static Refusal? MayWrite(WorkDone work, Actor.Staff by) =>
        !work.MayBeTold
            ? Refusal.Of(
                "no-after-action-of-this",
                "对工作人员的意见和纠纷不写复盘：里面说的话不能用在别处。",
                "No note is written on conduct or on disputes: what was said there is used nowhere else."
            )
        : !work.Units.Contains(by.Unit) || !(by.Is(StaffRole.Handler) || by.Is(StaffRole.Supervisor)) ? ProposePilotRule.NotYours
        : !work.IsClosed
            ? Refusal.Of(
                "after-action-after-the-end",
                "还没有办结，或者正在复查；办结以后再写复盘。",
                "It is not closed, or it is being reviewed; a note is written after its end."
            )
        : null;

    /// <summary>Words about work and not about people: no number of a person, nothing that seems to name somebody, no resident's wording.</summary>
    internal static (string? Text, Refusal? Why) OfWork(
        string? typed,
        string field,
        int limit,
        ImmutableArray<string> ownWords,
        string zh,
        string en
    )
    {
        var (text, why) = Between.Words(typed, field, limit, zh, en);
        return text is null ? (null, why)
            : Hints.In(text, ManuscriptPart.Words, []).FirstOrDefault() is { } hint
                ? (
                    null,
                    Refusal.Of(
                        "work-names-nobody",
                        $"“{hint.Text}”看起来写到了人或者住处。这里只写工作，请改掉。",
                        $"“{hint.Text}” looks as if it told of a person or a home. This is about the work: leave that out.",
                        field
                    )
                )
            : ownWords.Any(own => OwnWording.In(text, own)) ? (null, OwnWording.Refused(field))
            : (text, null);
    }

    private static (PlannedChange? Change, Refusal? Why) ChangeOf(
        WriteAfterAction command,
        ImmutableArray<string> ownWords,
        DateOnly today
    )
    {
        if (string.IsNullOrWhiteSpace(command.Change) && command.ChangeBy is null && command.Post is null)
        {
            return (null, null);
        }
        var (words, noWords) = OfWork(
            command.Change,
            nameof(command.Change),
            LongestWords,
            ownWords,
            "请写明改什么；没有要改的，日期和岗位也请空着。",
            "Say what you change; where nothing is changed, leave out the day and the post as well."
        );
        var wrong = Refusal.All(
            noWords,
            command.ChangeBy is { } day && day > today && day <= today.AddDays(FarthestChange)
                ? null
                : Refusals.Missing(
                    nameof(command.ChangeBy),
                    $"请填哪一天以前改好：明天到 {FarthestChange} 天以内。",
                    $"Give the day by which it is changed: from tomorrow to {FarthestChange} days ahead."
                ),
            command.Post is { } post && Enum.IsDefined(post)
                ? null
                : Refusals.Missing(nameof(command.Post), "请选择由哪个岗位落实。", "Choose the post that sees to it.")
        );
        return wrong is not null
            ? (null, wrong)
            : (new PlannedChange(words!, command.ChangeBy!.Value, command.Post!.Value), null);
    }

    private static Duty DutyOf(PlannedChange change, string unit, Jurisdiction jurisdiction, DateTimeOffset now) =>
        new(
            Guid.CreateVersion7(now),
            DutyFor.ChangeAfterAction,
            unit,
            null,
            Clock.Until(
                jurisdiction.ClockRules.RuleFor("after-action-change", jurisdiction.Calendar.DayOf(now)),
                now,
                change.By,
                jurisdiction.Calendar
            )
        );
}
