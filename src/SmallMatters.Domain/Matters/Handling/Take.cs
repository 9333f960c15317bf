using SmallMatters.Domain.Language;

namespace SmallMatters.Domain.Matters;

/// <summary>Take a matter of one's unit, or give it to a colleague of the same unit.</summary>
/// <param name="Handler">Who deals with it from now on.</param>
public sealed record Assign(StaffId Handler);

/// <summary>A member of staff deals with the matter from now on.</summary>
public sealed record Assigned(StaffId Handler, StaffId? Before) : Fact
{
    /// <inheritdoc/>
    public override Matter Apply(Matter matter) => matter.With(f => f with { Handler = Handler });
}

/// <summary>Decides who deals with a matter.</summary>
public static class AssignRule
{
    /// <summary>Anybody of the unit takes what nobody has; a supervisor gives it to anybody of the unit.</summary>
    /// <param name="matter">The matter.</param>
    /// <param name="command">To whom.</param>
    /// <param name="handlersUnits">Codes of the units that the handler works for.</param>
    /// <param name="by">Who decides.</param>
    public static Decision Decide(Matter matter, Assign command, IReadOnlyCollection<string> handlersUnits, Actor.Staff by)
    {
        if (May.Handle(matter, by) is { } why)
        {
            return why;
        }
        if (!handlersUnits.Contains(matter.File.Owner))
        {
            return Refusal.Of(
                "handler-not-of-the-unit",
                "只能交给本单位的人员。",
                "It can only be given to somebody of this unit.",
                nameof(command.Handler)
            );
        }
        if (matter.File.Recuses(command.Handler))
        {
            return Refusal.Of(
                "handler-recused",
                "这位同事已按居民的要求回避，请交给别人。",
                "This colleague was recused at the resident’s wish: give it to somebody else.",
                nameof(command.Handler)
            );
        }
        if (matter.File.Handler == command.Handler)
        {
            return Refusal.Of("already-theirs", "已经由该承办人办理。", "They already deal with it.", nameof(command.Handler));
        }
        return command.Handler == by.Id || by.Is(StaffRole.Supervisor) || matter.File.Handler == by.Id
            ? new Assigned(command.Handler, matter.File.Handler)
            : Refusal.Of(
                "only-a-supervisor-assigns",
                "只有负责人或现任承办人可以把它交给别人。",
                "Only a supervisor or its present handler gives it to somebody else.",
                nameof(command.Handler)
            );
    }
}
