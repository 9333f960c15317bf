using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Units;

namespace SmallMatters.Domain.Disputes;

/// <summary>Lift a safety flag.</summary>
/// <param name="Flag">Which.</param>
/// <param name="Words">Why it is safe now.</param>
public sealed record LiftSafetyFlag(Guid Flag, string? Words);

/// <summary>Decides on lifting safety flags.</summary>
public static class LiftSafetyFlagRule
{
    /// <summary>
    /// By whoever leads the unit or one above it and did not raise the flag. One that a party's answers raised is lifted only after that
    /// party, asked alone again, has answered that it feels safe: of many the same person, and never lifted by who wrote it down.
    /// </summary>
    public static DisputeDecision Decide(
        Dispute dispute,
        LiftSafetyFlag command,
        Actor.Staff by,
        Jurisdiction jurisdiction,
        DateTimeOffset now
    )
    {
        if (!dispute.IsOpen)
        {
            return DisputeMay.Ended;
        }
        if (dispute.File.OpenFlags.FirstOrDefault(f => f.Id == command.Flag) is not { } flag)
        {
            return Refusal.Of("no-such-flag", "这个安全提示已经解除。", "This safety flag has been lifted.");
        }
        if (!by.Is(StaffRole.Supervisor) || !jurisdiction.Above(dispute.File.Unit).Contains(by.Unit) || by.Id == flag.By)
        {
            return Refusal.Of(
                "flag-by-a-supervisor",
                "安全提示由本单位或者上级的负责人解除，提出的人不能自己解除。",
                "A supervisor of the unit or one above lifts a safety flag, never who raised it."
            );
        }
        if (flag.Party is { } of && dispute.File.Present.Any(p => p.Id == of && p.SafetyWrittenBy == by.Id))
        {
            return Refusal.Of(
                "answers-written-by-you",
                "当事人的新回答是您记下的，请另一位负责人解除。",
                "You wrote the party's new answers down; another supervisor lifts the flag."
            );
        }
        if (
            flag.Party is { } raisedBy
            && !dispute.File.Present.Any(p =>
                p.Id == raisedBy
                && p.FeelsSafe == true
                && p.SafetyAnsweredAt > flag.At
                && (flag.AnsweredBy is null || flag.AnsweredBy == p.SafetyAnsweredBy)
            )
        )
        {
            return Refusal.Of(
                "party-not-asked-again",
                "请先单独再问一次这位当事人；本人重新回答是安全的，才能解除。",
                "Ask the party alone again first; only when it has answered that it feels safe can the flag be lifted."
            );
        }
        var (words, missing) = Refusals.Words(
            command.Words,
            nameof(command.Words),
            DisputeMay.LongestWords,
            "请写明为什么现在是安全的。",
            "Say why it is safe now."
        );
        return missing is not null ? missing : new SafetyFlagLifted(flag.Id, new PersonalText(dispute.File.Office, words), now);
    }
}
