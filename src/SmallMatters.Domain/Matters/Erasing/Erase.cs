using SmallMatters.Domain.Language;

namespace SmallMatters.Domain.Matters;

/// <summary>
/// A participant's personal data were erased: their key is destroyed with this fact, so that what they wrote can no longer
/// be read anywhere, and the chain of facts stays whole. The matter itself goes on.
/// </summary>
public sealed record PersonErased(ParticipantId Person) : Fact
{
    /// <inheritdoc/>
    public override Matter Apply(Matter matter) =>
        matter.With(f =>
            f with
            {
                Participants = [.. f.Participants.Select(p => p.Id == Person ? p with { Erased = true, Reachable = false } : p)],
            }
        );
}

/// <summary>Decides on erasing.</summary>
public static class EraseRule
{
    /// <summary>
    /// Everybody erases their own data once the matter is settled (PIPL art. 47); somebody who joined also before, since the
    /// matter does not need them. With the raiser goes what their helpers wrote and sent for them.
    /// </summary>
    public static Decision Decide(Matter matter, Actor.Person by) =>
        ByLink.Part(matter, by) switch
        {
            { Erased: false, Role: ParticipantRole.Joined or ParticipantRole.Helper } => new PersonErased(by.Id),
            { Erased: false } when matter is Matter.Settled => Decision.That([
                .. matter
                    .File.Participants.Where(p => p is { IsConcerned: false, Erased: false })
                    .Select(p => new PersonErased(p.Id)),
                new PersonErased(by.Id),
            ]),
            { Erased: false } when matter is Matter.Closed => Refusal.Of(
                "erase-after-verdict",
                $"办理结果正等您评价，还需要您的信息。评价后，或评价期{Refusals.By(matter, ClockFor.VerdictWindow).Zh}结束后，可以删除；评价为“否”的，等复查决定后再删除。",
                $"What came of the matter waits for your verdict, so your data are still needed. Erase them after your verdict, or when the time for it is over{Refusals.By(matter, ClockFor.VerdictWindow).En}; after a No, once the review is decided."
            ),
            { Erased: false } when matter is Matter.UnderReview => Refusal.Of(
                "erase-after-review",
                $"这件诉求正在复查，{Refusals.ReviewedBy(matter).Zh}作出决定，在那之前还需要您的信息。现在可以要求更正、说明；维持原结果后可以删除。",
                $"The matter is under review, to be decided{Refusals.ReviewedBy(matter).En}; until then your data are needed. You can ask for a correction or an explanation now, and erase your data once the outcome stands."
            ),
            { Erased: false } => Refusal.Of(
                "erase-after-settling",
                "办理还没有结束，需要您的信息才能办。可以先撤回，或等办结后删除。",
                "Your data are still needed to deal with the matter. Withdraw it first, or erase them once it is settled."
            ),
            _ => Refusals.NotByThisLink,
        };

    /// <summary>
    /// Everybody of a settled matter, once it was kept long enough; not while a promise is open or a request about one's own data
    /// waits. Nothing when nobody is left.
    /// </summary>
    public static Decision? Expire(Matter matter) =>
        matter is Matter.Settled
        && !matter.File.OpenPromises.Any()
        && !matter.File.OpenParts.Any()
        && matter.File.Rights.All(r => r.State != RightState.Asked)
        && matter.File.Participants.Any(p => !p.Erased)
            ? Decision.That([
                .. matter.File.Participants.Where(p => !p.Erased).OrderBy(p => p.IsConcerned).Select(p => new PersonErased(p.Id)),
            ])
            : null;
}
