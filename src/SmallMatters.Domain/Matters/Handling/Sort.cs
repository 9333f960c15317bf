using SmallMatters.Domain.Language;
using SmallMatters.Domain.Units;

namespace SmallMatters.Domain.Matters;

/// <summary>Confirm or correct the kind and category of a matter (triage). A person always decides.</summary>
public sealed record Sort(Kind Kind, string Category);

/// <summary>
/// A person confirmed or corrected what the matter is. The owner follows the routing rule in force, which is named. When the
/// category's clock is another one, it starts anew from the instant of raising, so that sorting wins nobody any time.
/// </summary>
public sealed record Sorted(Kind Kind, string Category, string Owner, string AssignedBy, MatterClock? Handle, DateTimeOffset At)
    : Fact
{
    /// <inheritdoc/>
    public override Matter Apply(Matter matter) =>
        matter.With(f =>
            f with
            {
                Kind = Kind,
                Category = Category,
                Handler = f.Owner == Owner ? f.Handler : null,
                Owner = Owner,
                Disagreement = f.Owner == Owner ? f.Disagreement : null,
                AssignedBy = AssignedBy,
                Clocks = (
                    Handle is null
                        ? f.Clocks
                        :
                        [
                            .. f.Clocks.Select(c =>
                                c.Purpose == ClockFor.Handle && c.Clock.IsOpen
                                    ? c with
                                    {
                                        Clock = ClockOf.Stopped(c.Clock, At, "sorted"),
                                    }
                                    : c
                            ),
                            Handle,
                        ]
                ).BoundTo(Owner, f.Parts),
            }
        );
}

/// <summary>Decides on sorting.</summary>
public static class SortRule
{
    /// <summary>A sorted matter, or why not.</summary>
    public static Decision Decide(Matter matter, Sort command, Actor.Staff by, Jurisdiction jurisdiction, DateTimeOffset now)
    {
        if (May.Handle(matter, by) is { } why)
        {
            return why;
        }
        if (matter.File.Kind == Kind.Conduct || command.Kind == Kind.Conduct)
        {
            return Refusal.Of(
                "conduct-is-not-sorted",
                "对工作人员的意见由复查单位直接办理，不能改分类。",
                "A matter of conduct is dealt with by a reviewer and is not sorted.",
                nameof(command.Kind)
            );
        }
        if (RaiseRule.RightDoor(command.Kind) is { } door)
        {
            return door;
        }
        if (!jurisdiction.Categories.TryGetValue(command.Category, out var category))
        {
            return Refusal.Of("unknown-category", "请选择一个问题分类。", "Choose what it is about.", nameof(command.Category));
        }
        if (HandOverRefusals.Undecided(matter.File) is { } undecided)
        {
            return undecided;
        }
        var file = matter.File;
        var (owner, because) =
            command.Category == file.Category
                ? (file.Owner, file.AssignedBy)
                : jurisdiction.OwnerFor(command.Category, file.Area, jurisdiction.Calendar.DayOf(now));
        var running = file.Running(ClockFor.Handle);
        var handle =
            running is null
            || running.Clock.Code == category.ClockRule
            || running.Clock.Code == RaiseRule.BundleClock
            || running.Clock.StartedAt != file.RaisedAt
                ? null
                : ClockOf.Start(jurisdiction, category.ClockRule, ClockFor.Handle, owner, file.RaisedAt);
        return new Sorted(command.Kind, command.Category, owner, because, handle, now);
    }
}
