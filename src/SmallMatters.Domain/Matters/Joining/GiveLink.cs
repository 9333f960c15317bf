using SmallMatters.Domain.Language;

namespace SmallMatters.Domain.Matters;

/// <summary>Give somebody, such as a relative, a link of their own to act for the raiser (家属代办).</summary>
public sealed record GiveLink(ParticipantId Id, Tongue Tongue);

/// <summary>A helper's link was given.</summary>
public sealed record LinkGiven(Participant Helper) : Fact
{
    /// <inheritdoc/>
    public override Matter Apply(Matter matter) => matter.With(f => f with { Participants = f.Participants.Add(Helper) });
}

/// <summary>A helper's link was taken back.</summary>
public sealed record LinkTakenBack(ParticipantId Helper) : Fact
{
    /// <inheritdoc/>
    public override Matter Apply(Matter matter) =>
        matter.With(f =>
            f with
            {
                Participants =
                [
                    .. f.Participants.Select(p => p.Id == Helper ? p with { Role = ParticipantRole.FormerHelper } : p),
                ],
            }
        );
}

/// <summary>Decides on helpers' links.</summary>
public static class GiveLinkRule
{
    /// <summary>The raiser alone gives a link, to three helpers at most.</summary>
    public static Decision Decide(Matter matter, GiveLink command, Actor.Person by)
    {
        if (!IsRaiser(matter, by))
        {
            return Refusals.NotByThisLink;
        }
        return matter.File.Participants.Count(p => p is { Role: ParticipantRole.Helper, Erased: false }) >= 3
            ? Refusal.Of("too-many-helpers", "最多可以给三个人代办链接。", "Three helpers at most.")
            : new LinkGiven(new Participant(command.Id, ParticipantRole.Helper, command.Tongue, false));
    }

    /// <summary>The raiser takes a helper's link back.</summary>
    public static Decision TakeBack(Matter matter, ParticipantId helper, Actor.Person by) =>
        IsRaiser(matter, by) && matter.File.Participants.Any(p => p.Id == helper && p.Role == ParticipantRole.Helper)
            ? new LinkTakenBack(helper)
            : Refusals.NotByThisLink;

    private static bool IsRaiser(Matter matter, Actor.Person by) =>
        matter.File.Raiser is { Erased: false } raiser && raiser.Id == by.Id;
}
