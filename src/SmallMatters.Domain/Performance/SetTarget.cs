using System.Collections.Immutable;
using SmallMatters.Domain.JointHandling;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Units;

namespace SmallMatters.Domain.Performance;

/// <summary>Set a target.</summary>
/// <param name="Title">What is to be done, in one line.</param>
/// <param name="Level">What it is a target of; null when nothing was chosen.</param>
/// <param name="Area">Area code.</param>
/// <param name="Unit">Code of the unit that is to own it.</param>
/// <param name="Measure">What was asked for as its measure, as typed.</param>
/// <param name="Percent">The share to be reached, in whole per cent.</param>
/// <param name="From">First local day.</param>
/// <param name="Until">Last local day.</param>
/// <param name="Leader">The named leader; null when nobody was chosen.</param>
public sealed record SetTarget(
    string? Title,
    TargetLevel? Level,
    string? Area,
    string? Unit,
    string? Measure,
    int? Percent,
    DateOnly? From,
    DateOnly? Until,
    StaffId? Leader
);

/// <summary>A target was set; who owns it accounts for it after its term.</summary>
public sealed record TargetSet(TargetFile File, Duty Account) : JointFact
{
    /// <inheritdoc/>
    public override JointFile Apply(JointFile? before) =>
        before is null ? new Target(File, TargetStage.Set, null) { Duties = [Account] } : throw DoesNotFit(before);
}

/// <summary>Decides on targets that are set.</summary>
public static class SetTargetRule
{
    /// <summary>Until when its owner accounts for it after the last day, in days.</summary>
    public const int DaysToAccount = 14;

    /// <summary>The longest term, in days.</summary>
    public const int LongestTerm = 400;

    /// <summary>The longest title, in characters.</summary>
    public const int LongestTitle = 80;

    internal const string Clock = "target-account";

    /// <summary>
    /// A supervisor sets it for the own unit or one below it, and names who leads it, somebody of that unit. Part of another it has the
    /// same measure and lies within that one's term; a task is always part of another. What is no measure is refused with the reason.
    /// </summary>
    /// <param name="command">What is to be set.</param>
    /// <param name="id">Its key.</param>
    /// <param name="parent">The target that it is to be a part of, or null.</param>
    /// <param name="by">Who sets it.</param>
    /// <param name="colleagues">Who deals with matters of the unit that is to own it.</param>
    /// <param name="jurisdiction">The jurisdiction.</param>
    /// <param name="now">UTC.</param>
    public static JointDecision Decide(
        SetTarget command,
        Guid id,
        Target? parent,
        Actor.Staff by,
        ImmutableArray<StaffId> colleagues,
        Jurisdiction jurisdiction,
        DateTimeOffset now
    )
    {
        if (!by.Is(StaffRole.Supervisor))
        {
            return Refusal.Of("only-a-leader-sets-targets", "只有负责人可以定目标。", "Only a supervisor sets a target.");
        }
        if (parent is { IsOver: true } || parent?.File.Level == TargetLevel.Task)
        {
            return Refusal.Of(
                "target-takes-no-part",
                "这个目标已经结束，或者本身是任务，不能再分解。",
                "This target is over, or is a task itself, and takes no parts."
            );
        }
        var (title, noTitle) = Between.Words(
            command.Title,
            nameof(command.Title),
            LongestTitle,
            "请用一句话写明要做到什么。",
            "Say in one line what is to be done."
        );
        var (measure, noMeasure) = MeasureOf(command.Measure, parent);
        var owns = jurisdiction.Units.ContainsKey(command.Unit ?? "") && jurisdiction.Above(command.Unit!).Contains(by.Unit);
        var wrong = Refusal.All(
            noTitle,
            Level(command.Level, parent),
            jurisdiction.Areas.ContainsKey(command.Area ?? "")
                ? null
                : Refusals.Missing(nameof(command.Area), "请选择片区。", "Choose the area."),
            owns
                ? null
                : Refusals.Missing(
                    nameof(command.Unit),
                    "请选择由哪个单位负责：本单位或者下级单位。",
                    "Choose the unit that owns it: yours or one below it."
                ),
            noMeasure,
            command.Level == TargetLevel.Task || command.Percent is >= 1 and <= 100
                ? null
                : Refusals.Missing(nameof(command.Percent), "请填 1 到 100 之间的整数。", "Give a whole number from 1 to 100."),
            Term(command, parent, jurisdiction.Calendar.DayOf(now)),
            command.Leader is { } chosen && colleagues.Contains(chosen)
                ? null
                : Refusals.Missing(
                    nameof(command.Leader),
                    "请选择由谁牵头：负责单位的人。",
                    "Choose who leads it, of the unit that owns it."
                )
        );
        if (wrong is not null)
        {
            return wrong;
        }
        var file = new TargetFile(
            id,
            title!,
            command.Level!.Value,
            command.Area!,
            command.Unit!,
            measure!.Code,
            measure.Version,
            command.Level == TargetLevel.Task ? parent!.File.Percent : command.Percent!.Value,
            command.From!.Value,
            command.Until!.Value,
            command.Leader!.Value,
            parent?.Key,
            by.Unit,
            now
        );
        return new TargetSet(file, Accounting(file, jurisdiction, now));
    }

    private static (Measure? Measure, Refusal? Why) MeasureOf(string? typed, Target? parent)
    {
        const string field = nameof(SetTarget.Measure);
        if (NotAMeasure.All.FirstOrDefault(n => n.Code == typed) is { } none)
        {
            return (null, none.Refuse(field));
        }
        if (!Enum.TryParse<MeasureCode>(typed, out var code) || !Enum.IsDefined(code) || int.TryParse(typed, out _))
        {
            return (null, Refusals.Missing(field, "请选择指标。", "Choose the measure."));
        }
        return parent is not null && parent.File.Measure != code
            ? (
                null,
                Refusal.Of(
                    "target-of-another-measure",
                    $"上一级目标的指标是“{Measure.For(parent.File.Measure).Name.Zh}”，分解下来的要用同一个。",
                    $"The target above is of the measure “{Measure.For(parent.File.Measure).Name.En}”; its parts use the same.",
                    field
                )
            )
            : (Measure.For(code), null);
    }

    private static Refusal? Level(TargetLevel? level, Target? parent) =>
        level is null ? Refusals.Missing(nameof(SetTarget.Level), "请选择是哪一级的目标。", "Choose what it is a target of.")
        : level == TargetLevel.Task && parent is null
            ? Refusal.Of(
                "task-without-a-target",
                "任务要放在一个目标下面：请从那个目标的页面分解。",
                "A task is part of a target: break it down from that target’s page.",
                nameof(SetTarget.Level)
            )
        : level == TargetLevel.Area && parent?.File.Level == TargetLevel.Unit
            ? Refusal.Of(
                "area-below-a-unit",
                "单位的目标只能分解成单位或者任务。",
                "A unit’s target is broken down into units or tasks.",
                nameof(SetTarget.Level)
            )
        : null;

    private static Refusal? Term(SetTarget command, Target? parent, DateOnly today) =>
        command.From is not { } from ? Refusals.Missing(nameof(command.From), "请填从哪一天开始。", "Give its first day.")
        : command.Until is not { } until ? Refusals.Missing(nameof(command.Until), "请填到哪一天为止。", "Give its last day.")
        : until <= from || until <= today || until > today.AddDays(LongestTerm) || from < today.AddDays(-LongestTerm)
            ? Refusal.Of(
                "target-term",
                $"结束的日子要在开始之后、今天之后，最长 {LongestTerm} 天。",
                $"Its last day is after its first day and after today, at most {LongestTerm} days from now.",
                nameof(command.Until)
            )
        : parent is not null && (from < parent.File.From || until > parent.File.Until)
            ? Refusal.Of(
                "target-outside-the-one-above",
                "时间要在上一级目标的时间以内。",
                "Its term lies within that of the target above it.",
                nameof(command.Until)
            )
        : null;

    private static Duty Accounting(TargetFile file, Jurisdiction jurisdiction, DateTimeOffset now)
    {
        var rule = jurisdiction.ClockRules.RuleFor(Clock, jurisdiction.Calendar.DayOf(now));
        return new Duty(
            Guid.CreateVersion7(now),
            DutyFor.AccountForTarget,
            file.Unit,
            null,
            Clocks.Clock.Until(rule, now, file.Until.AddDays(DaysToAccount), jurisdiction.Calendar)
        );
    }
}
