using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Units;

namespace SmallMatters.Domain.Disputes;

/// <summary>The police were told what a flag is about, where the law makes that a duty.</summary>
/// <param name="Flag">Which flag.</param>
/// <param name="At">When they were told, UTC.</param>
public sealed record PoliceTold(Guid Flag, DateTimeOffset At) : DisputeFact
{
    /// <inheritdoc/>
    public override Dispute Apply(Dispute? dispute) =>
        Some(dispute)
            .With(f => f with { Flags = [.. f.Flags.Select(flag => flag.Id == Flag ? flag with { ToldAt = At } : flag)] });
}

/// <summary>Decides on writing down that the police were told.</summary>
public static class TellPoliceRule
{
    /// <summary>
    /// By whoever leads the unit or one above it, or a handler of the unit; after the end of the dispute too, which ends no such duty.
    /// The time may lie before the flag: who is in the house calls first and writes later.
    /// </summary>
    public static DisputeDecision Decide(
        Dispute dispute,
        Guid flag,
        DateTimeOffset? at,
        Actor.Staff by,
        Jurisdiction jurisdiction,
        DateTimeOffset now
    )
    {
        var leads = by.Is(StaffRole.Supervisor) && jurisdiction.Above(dispute.File.Unit).Contains(by.Unit);
        if (!leads && !(by.Is(StaffRole.Handler) && by.Unit == dispute.File.Unit))
        {
            return DisputeMay.NotYours;
        }
        if (!dispute.File.Untold.Any(f => f.Id == flag))
        {
            return Refusal.Of(
                "nothing-to-tell",
                "这一项已经记录过报告。",
                "It is written down already that the police were told."
            );
        }
        return at is not { } told || told > now
            ? Refusal.Of(
                "told-when",
                "请写明什么时候报告公安机关的，不能晚于现在。",
                "Say when the police were told; not later than now.",
                "StartsAt"
            )
            : new PoliceTold(flag, told);
    }
}
