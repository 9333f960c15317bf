using SmallMatters.Domain.Language;
using SmallMatters.Domain.Units;

namespace SmallMatters.Domain.Matters;

/// <summary>Propose another unit as the next owner, with a reason.</summary>
public sealed record ProposeHandOver(string To, string Reason);

/// <summary>A next owner was proposed. Until it accepts, the sender owns the matter and its clocks run.</summary>
public sealed record HandOverProposed(HandOver HandOver, MatterClock Answer) : Fact
{
    /// <inheritdoc/>
    public override Matter Apply(Matter matter) =>
        matter.With(f => f with { HandOver = HandOver, Clocks = f.Clocks.Add(Answer) });
}

/// <summary>Decides on proposing a hand-over.</summary>
public static class ProposeHandOverRule
{
    /// <summary>One at a time, to a unit of the jurisdiction; never to the unit that a conduct matter is about.</summary>
    public static Decision Decide(
        Matter matter,
        ProposeHandOver command,
        Actor.Staff by,
        Jurisdiction jurisdiction,
        DateTimeOffset now
    )
    {
        if (May.Handle(matter, by) is { } why)
        {
            return why;
        }
        if (matter.File.HandOver is not null)
        {
            return HandOverRefusals.Waiting;
        }
        if (!jurisdiction.Units.ContainsKey(command.To) || command.To == matter.File.Owner)
        {
            return Refusal.Of(
                "unknown-next-owner",
                "请选择要移交的单位。",
                "Choose the unit to hand over to.",
                nameof(command.To)
            );
        }
        if (ConductWall.Keeps(matter.File, command.To, jurisdiction))
        {
            return ConductWall.Refused(nameof(command.To));
        }
        var (reason, noReason) = Refusals.Words(
            command.Reason,
            nameof(command.Reason),
            1000,
            "请写明为什么应由对方主办。",
            "Say why it is theirs."
        );
        if (noReason is not null)
        {
            return noReason;
        }
        var handOver = new HandOver(Guid.CreateVersion7(now), matter.File.Owner, command.To, matter.File.Words(reason!));
        return new HandOverProposed(
            handOver,
            ClockOf.Start(jurisdiction, "hand-over-answer", ClockFor.HandOver, command.To, now, handOver.Id)
        );
    }
}

internal static class HandOverRefusals
{
    public static Refusal Waiting { get; } =
        Refusal.Of("hand-over-waiting", "移交正在等对方答复。", "A hand-over already waits for its answer.");
}
