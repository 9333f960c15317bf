using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;

namespace SmallMatters.Domain.Sharing;

/// <summary>It was approved.</summary>
public sealed record SlipApproved(StaffId By, DateTimeOffset At) : SlipFact
{
    /// <inheritdoc/>
    public override SharingSlip Apply(SharingSlip? slip) =>
        slip is SharingSlip.Asked ? new SharingSlip.InForce(slip.File, By, At) : throw DoesNotFit(slip);
}

/// <summary>It was not approved.</summary>
public sealed record SlipRefused(string Words) : SlipFact
{
    /// <inheritdoc/>
    public override SharingSlip Apply(SharingSlip? slip) =>
        slip is SharingSlip.Asked ? new SharingSlip.Refused(slip.File, Words) : throw DoesNotFit(slip);
}

/// <summary>A key for a program was made; the key itself is in no fact.</summary>
public sealed record SlipKeyMade : SlipFact
{
    /// <inheritdoc/>
    public override SharingSlip Apply(SharingSlip? slip) => slip is SharingSlip.InForce ? slip : throw DoesNotFit(slip);
}

/// <summary>It was ended before its day.</summary>
public sealed record SlipRevoked(string Words) : SlipFact
{
    /// <inheritdoc/>
    public override SharingSlip Apply(SharingSlip? slip) =>
        slip is SharingSlip.InForce or SharingSlip.Asked ? new SharingSlip.Revoked(slip.File, Words) : throw DoesNotFit(slip);
}

/// <summary>Decides on slips that were asked for.</summary>
public static class DecideSlipRule
{
    private const int LongestWords = 500;

    private static Refusal NotWaiting { get; } =
        Refusal.Of("slip-not-waiting", "这张共享单不在等待批准。", "This slip does not wait for approval.");

    /// <summary>A supervisor of the giving unit approves; never the person who asked, whatever units they work for.</summary>
    public static SlipDecision Approve(SharingSlip slip, Actor.Staff by, DateOnly today, DateTimeOffset now)
    {
        if (slip is not SharingSlip.Asked)
        {
            return NotWaiting;
        }
        if (!Gives(slip, by))
        {
            return NotYours;
        }
        if (slip.File.AskedBy == by.Id)
        {
            return Refusal.Of("own-slip", "申请人不能自己批准。", "Whoever asked does not approve.");
        }
        return today > slip.File.Until
            ? Refusal.Of("slip-expired", "这张共享单已经到期。", "This slip has expired.")
            : new SlipApproved(by.Id, now);
    }

    /// <summary>A supervisor of the giving unit refuses, with words.</summary>
    public static SlipDecision Refuse(SharingSlip slip, string words, Actor.Staff by)
    {
        if (slip is not SharingSlip.Asked)
        {
            return NotWaiting;
        }
        if (!Gives(slip, by))
        {
            return NotYours;
        }
        var (text, missing) = Why(words);
        return missing is not null ? missing : new SlipRefused(text!);
    }

    /// <summary>The receiving unit makes a key for its program; the one before works no more.</summary>
    public static SlipDecision MakeKey(SharingSlip slip, Actor.Staff by, DateOnly today) =>
        slip.Closed(today) is { } closed ? closed
        : slip.File.Receiver == by.Unit && by.Is(StaffRole.Supervisor) ? new SlipKeyMade()
        : NotYours;

    /// <summary>Either side ends it, at once and for good.</summary>
    public static SlipDecision Revoke(SharingSlip slip, string words, Actor.Staff by)
    {
        if (slip is not (SharingSlip.InForce or SharingSlip.Asked))
        {
            return Refusal.Of("slip-ended", "这张共享单已经结束。", "This slip has ended already.");
        }
        if (!Gives(slip, by) && !(by.Unit == slip.File.Receiver && by.Is(StaffRole.Supervisor)))
        {
            return NotYours;
        }
        var (text, missing) = Why(words);
        return missing is not null ? missing : new SlipRevoked(text!);
    }

    private static bool Gives(SharingSlip slip, Actor.Staff by) => by.Unit == slip.File.Giver && by.Is(StaffRole.Supervisor);

    private static Refusal NotYours { get; } =
        Refusal.Of("not-your-slip", "这一步由对应单位的负责人来做。", "A supervisor of the unit concerned does this.");

    private static (string?, Refusal?) Why(string words) =>
        Refusals.Words(words, "Words", LongestWords, "请写明理由。", "Say why.");
}
