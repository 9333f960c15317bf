using SmallMatters.Domain.Confidentiality;

namespace SmallMatters.Domain.Matters;

/// <summary>Accept a part: one's unit is accountable for it from now on.</summary>
public sealed record AcceptPart(Guid Part);

/// <summary>
/// The asked unit accepted the part; its clock goes on unchanged and binds it from now on. An outside partner names no handler.
/// </summary>
public sealed record PartAccepted(Guid Part, string Unit, StaffId? Handler, DateTimeOffset At) : Fact
{
    /// <inheritdoc/>
    public override Matter Apply(Matter matter) =>
        matter.With(f =>
            f.ChangePart(Part, p => p with { State = PartState.InHand, Handler = Handler, EscalatedTo = null }) with
            {
                Clocks = f.Clocks.Met(ClockFor.PartAnswer, At, Part).PartBoundTo(Part, Unit),
            }
        );
}

/// <summary>Give a part back as not one's own, with the reason.</summary>
public sealed record ReturnPart(Guid Part, string Reason);

/// <summary>The unit gave the part back. The matter's owner is accountable for it again, and nothing more is shown to the unit.</summary>
public sealed record PartReturned(
    Guid Part,
    string Unit,
    [property: PersonalField(PersonalItem.InternalWords, FieldPurpose.Handling, LegalBasis.StatutoryDuty, KeptFor.Matter)]
        PersonalText Reason,
    DateTimeOffset At
) : Fact
{
    /// <inheritdoc/>
    public override Matter Apply(Matter matter) =>
        matter.With(f =>
            f.ChangePart(
                Part,
                p =>
                    p with
                    {
                        State = PartState.Returned,
                        Handler = null,
                        PassedOn = [],
                        Returns = p.Returns + 1,
                        EscalatedTo = null,
                    }
            ) with
            {
                Clocks = f.Clocks.Met(ClockFor.PartAnswer, At, Part).PartBoundTo(Part, f.Owner),
            }
        );
}

/// <summary>Decides on a unit's answer to being asked for a part.</summary>
public static class AnswerPartRule
{
    /// <summary>Somebody of the asked unit accepts, and deals with it.</summary>
    public static Decision Accept(Matter matter, AcceptPart command, Actor.Staff by, DateTimeOffset now)
    {
        var (part, why) = PartOf.ForUnit(matter, command.Part, by, PartState.Asked);
        return why is not null ? why : new PartAccepted(part!.Id, part.Unit, by.Id, now);
    }

    /// <summary>Somebody of the unit gives it back, before or after accepting, unless a promise of theirs is open.</summary>
    public static Decision Return(Matter matter, ReturnPart command, Actor.Staff by, DateTimeOffset now)
    {
        var (part, why) = PartOf.ForUnit(matter, command.Part, by, PartState.Asked, PartState.InHand);
        if (why is not null)
        {
            return why;
        }
        if (matter.File.OpenPromisesOf(part!.Id).Any())
        {
            return EndPartRule.OpenPromise;
        }
        var (reason, noReason) = Refusals.Words(
            command.Reason,
            nameof(command.Reason),
            1000,
            "请写明为什么不属于本单位。",
            "Say why it is not yours."
        );
        return noReason is not null ? noReason : new PartReturned(part.Id, part.Unit, matter.File.Words(reason!), now);
    }
}

/// <summary>Take back a part that no unit has in hand, with the reason: the owner does it alone, or it is not needed.</summary>
public sealed record TakeBackPart(Guid Part, string Reason);

/// <summary>The owner took the part back; it is no part any more.</summary>
public sealed record PartTakenBack(
    Guid Part,
    [property: PersonalField(PersonalItem.InternalWords, FieldPurpose.Handling, LegalBasis.StatutoryDuty, KeptFor.Matter)]
        PersonalText Reason,
    DateTimeOffset At
) : Fact
{
    /// <inheritdoc/>
    public override Matter Apply(Matter matter) =>
        matter.With(f =>
            f.ChangePart(Part, p => p with { State = PartState.TakenBack, PassedOn = [], EscalatedTo = null }) with
            {
                Clocks = f.Clocks.PartStopped(Part, At, "taken-back"),
            }
        );
}

/// <summary>Decides on taking parts back.</summary>
public static class TakeBackPartRule
{
    /// <summary>What a unit has accepted is that unit's until it ends it or gives it back.</summary>
    public static Decision Decide(Matter matter, TakeBackPart command, Actor.Staff by, DateTimeOffset now)
    {
        var (part, why) = PartOf.ForOwner(matter, command.Part, by, PartState.Asked, PartState.Returned);
        if (why is not null)
        {
            return why;
        }
        var (reason, noReason) = Refusals.Words(
            command.Reason,
            nameof(command.Reason),
            1000,
            "请写明为什么收回。",
            "Say why it is taken back."
        );
        return noReason is not null ? noReason : new PartTakenBack(part!.Id, matter.File.Words(reason!), now);
    }
}
