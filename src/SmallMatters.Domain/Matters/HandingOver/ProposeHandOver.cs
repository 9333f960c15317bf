using SmallMatters.Domain.Language;
using SmallMatters.Domain.Units;

namespace SmallMatters.Domain.Matters;

/// <summary>Propose another unit as the next owner, with a reason of the dispatch catalogue.</summary>
/// <param name="To">Code of the proposed owner.</param>
/// <param name="Ground">Code of the catalogue's reason.</param>
/// <param name="Reason">What it means here.</param>
public sealed record ProposeHandOver(string To, string Ground, string Reason);

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
        if (HandOverRefusals.Undecided(matter.File) is { } undecided)
        {
            return undecided;
        }
        if (matter.File.Disagreement?.Designation is not null)
        {
            return Refusal.Of(
                "designated-once",
                "主办单位已经裁定，不再移交。",
                "The owner was designated; it is not handed over any more."
            );
        }
        var (reason, noReason) = Refusals.Words(
            command.Reason,
            nameof(command.Reason),
            1000,
            "请写明为什么应由对方主办。",
            "Say why it is theirs."
        );
        var noUnit =
            !jurisdiction.Units.ContainsKey(command.To) || command.To == matter.File.Owner
                ? Refusal.Of("unknown-next-owner", "请选择要移交的单位。", "Choose the unit to hand over to.", nameof(command.To))
            : ConductWall.Keeps(matter.File, command.To, jurisdiction) ? ConductWall.Refused(nameof(command.To))
            : null;
        var noGround = jurisdiction.Catalogue.InUse.Any(r => r.Code == command.Ground)
            ? null
            : Refusal.Of(
                "unknown-ground",
                "请从派单目录中选择一条理由。",
                "Choose a reason of the dispatch catalogue.",
                nameof(command.Ground)
            );
        if (Refusal.All(noUnit, noGround, noReason) is { } wrong)
        {
            return wrong;
        }
        var handOver = new HandOver(Guid.CreateVersion7(now), matter.File.Owner, command.To, matter.File.Words(reason!))
        {
            Ground = command.Ground,
        };
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

    public static Refusal DesignationWaits { get; } =
        Refusal.Of(
            "designation-waits",
            "两次移交都没有被接收，正在等上级指定承办；在此之前仍由本单位办理。",
            "Two units refused it and a designation is waited for; until then your unit owns it."
        );

    /// <summary>Why whose it is cannot be changed, or the matter ended, now; null when nothing is undecided.</summary>
    public static Refusal? Undecided(MatterFile file) =>
        file.HandOver is not null ? Waiting
        : file.Disagreement?.Arbiter is not null ? DesignationWaits
        : file.Route is { IsOpen: true } ? ChooseRouteRule.Waits
        : null;
}
