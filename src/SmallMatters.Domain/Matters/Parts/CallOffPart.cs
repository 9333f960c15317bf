namespace SmallMatters.Domain.Matters;

/// <summary>Call off one part of one's matter; the others go on.</summary>
public sealed record CallOffPart(Guid Part);

/// <summary>
/// The resident does not need the part any more. Its clocks stop, what was promised about it is given up, and nothing of the
/// matter is shown to its unit any longer.
/// </summary>
public sealed record PartCalledOff(Guid Part, string Unit, DateTimeOffset At) : Fact
{
    /// <inheritdoc/>
    public override Matter Apply(Matter matter) =>
        matter.With(f =>
            f.ChangePart(Part, p => p with { State = PartState.CalledOff, PassedOn = [], EscalatedTo = null }) with
            {
                Clocks = f.Clocks.PartStopped(Part, At, "called-off"),
                Promises =
                [
                    .. f.Promises.Select(p =>
                        p.Part == Part && p.State == PromiseState.Open ? p with { State = PromiseState.GivenUp } : p
                    ),
                ],
            }
        );
}

/// <summary>Decides on calling off parts.</summary>
public static class CallOffPartRule
{
    /// <summary>The raiser, or who acts for them, calls off a part that is open; no reason is asked for.</summary>
    public static Decision Decide(Matter matter, CallOffPart command, Actor.Person by, DateTimeOffset now)
    {
        if (ByLink.MayAct(matter, by) is { } why)
        {
            return why;
        }
        return matter.File.Parts.FirstOrDefault(p => p.Id == command.Part) is { IsOpen: true } part
            ? new PartCalledOff(part.Id, part.Unit, now)
            : PartOf.NotOpen;
    }
}
