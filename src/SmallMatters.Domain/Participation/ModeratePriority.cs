using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Units;

namespace SmallMatters.Domain.Participation;

/// <summary>Decides on what is shown and hidden, on appeals, and on which unit answers.</summary>
public static class ModeratePriorityRule
{
    /// <summary>So many days after it was hidden the proposer may appeal; then the words go.</summary>
    public const int DaysToAppeal = 30;

    /// <summary>It is another unit's, or another role's.</summary>
    public static Refusal NotYours { get; } =
        Refusal.Of("priority-not-yours", "这个议题不由您办理。", "This priority is not yours to deal with.");

    /// <summary>It does not fit where the priority stands.</summary>
    public static Refusal NotNow { get; } =
        Refusal.Of("priority-not-now", "这个议题现在不能这样做。", "This cannot be done with the priority now.");

    /// <summary>A second person is needed.</summary>
    public static Refusal NeedsASecond { get; } =
        Refusal.Of(
            "priority-second-person",
            "写的人不能自己放行，请本单位另一位同事看过。",
            "Whoever wrote it does not release it; another colleague of the unit looks."
        );

    /// <summary>Whether somebody of the unit deals with it.</summary>
    public static bool IsOf(this Actor.Staff by, Priority priority) =>
        by.Unit == priority.Unit && (by.Is(StaffRole.Handler) || by.Is(StaffRole.Supervisor));

    /// <summary>It names nobody and is public from now on.</summary>
    public static PriorityDecision Show(Priority priority, Actor.Staff by) =>
        !by.IsOf(priority) ? NotYours
        : priority.Stage != PriorityStage.Held ? NotNow
        : priority.ProposedBy == by.Id.Value ? NeedsASecond
        : new PriorityShown();

    /// <summary>It is hidden for a reason of the list.</summary>
    public static PriorityDecision Hide(Priority priority, HideReason? because, Actor.Staff by, DateOnly today) =>
        !by.IsOf(priority) ? NotYours
        : priority.Stage is not (PriorityStage.Held or PriorityStage.Open) ? NotNow
        : because is { } why && Enum.IsDefined(why) ? new PriorityHidden(why, by.Unit, today)
        : Refusals.Missing("Because", "请选择理由。", "Choose the reason.");

    /// <summary>Who proposed it asks another unit to look, once.</summary>
    public static PriorityDecision Appeal(Priority priority, DateOnly today) =>
        priority is { Stage: PriorityStage.Hidden, Appealed: false, HiddenOn: { } day } && today <= day.AddDays(DaysToAppeal)
            ? new PriorityAppealed()
            : NotNow;

    /// <summary>A reviewer of another unit decides.</summary>
    public static PriorityDecision DecideAppeal(Priority priority, bool? shown, Actor.Staff by, DateOnly today) =>
        !priority.AppealWaits ? NotNow
        : !by.Is(StaffRole.Reviewer) || by.Unit == priority.HiddenBy || by.Unit == priority.Unit ? NotYours
        : shown is { } answer ? new PriorityAppealDecided(answer, today)
        : Refusals.Missing("Shown", "请选择。", "Choose one.");

    /// <summary>Another unit is to answer it: one that has the means, or a second person.</summary>
    public static PriorityDecision Pass(Priority priority, string? to, Actor.Staff by, Jurisdiction jurisdiction) =>
        !by.IsOf(priority) ? NotYours
        : priority.Stage is not (PriorityStage.Held or PriorityStage.Open) ? NotNow
        : to is not null && to != priority.Unit && jurisdiction.Units.ContainsKey(to) ? new PriorityPassed(to)
        : Refusals.Missing("To", "请选择单位。", "Choose the unit.");

    /// <summary>Who proposed it takes it back, as long as no unit has answered.</summary>
    public static PriorityDecision Withdraw(Priority priority) =>
        priority.Stage is PriorityStage.Held or PriorityStage.Open or PriorityStage.Hidden ? new PriorityWithdrawn() : NotNow;
}
