using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Storage.Matters;

namespace SmallMatters.Web.Following;

/// <summary>Joining a matter by its reference.</summary>
public static class Joining
{
    /// <summary>The refusal for a matter that cannot be joined, whatever the reason: it tells nothing about which exist.</summary>
    public static Refusal NothingToJoin { get; } =
        Refusal.Of(
            "nothing-to-join",
            "这件诉求现在不能加入：可能已经办结，或者编号不对。",
            "This matter cannot be joined now: it may be settled, or the reference is wrong."
        );

    /// <summary>Joins, or says why not.</summary>
    /// <param name="book">The book of matters.</param>
    /// <param name="reference">The matter.</param>
    /// <param name="command">The command for the new participant.</param>
    /// <param name="submission">Key of this submission: sent twice, it joins once.</param>
    /// <param name="cancel">Cancels.</param>
    public static async Task<(ParticipantId? Person, Refusal? Why)> JoinAsync(
        MatterBook book,
        Reference reference,
        Func<ParticipantId, Join> command,
        string submission,
        CancellationToken cancel
    )
    {
        var person = SubmissionKey.Newcomer("join", reference, submission);
        if (await book.FindAsync(reference, cancel) is not { } matter)
        {
            return (null, NothingToJoin);
        }
        var result = await book.DecideAsync(
            matter,
            new Actor.Person(person),
            (m, _, _) => m.File.Participants.Any(p => p.Id == person) ? null : JoinRule.Decide(m, command(person)),
            cancel: cancel
        );
        return result switch
        {
            ChangeResult.Changed => (person, null),
            ChangeResult.Refused { Why: { Field: not null } why } => (null, why),
            _ => (null, NothingToJoin),
        };
    }
}
