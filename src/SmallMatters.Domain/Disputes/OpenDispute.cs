using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Units;

namespace SmallMatters.Domain.Disputes;

/// <summary>Open a dispute from a matter.</summary>
/// <param name="Kind">What it is about; null when nothing was chosen.</param>
/// <param name="About">One neutral sentence that every party reads.</param>
public sealed record OpenDispute(DisputeKind? Kind, string? About);

/// <summary>A dispute was opened from a matter; its parties are named next.</summary>
public sealed record DisputeOpened(DisputeFile File) : DisputeFact
{
    /// <inheritdoc/>
    public override Dispute Apply(Dispute? dispute) => dispute is null ? new Dispute.Asking(File) : throw DoesNotFit(dispute);
}

/// <summary>Decides on opening disputes.</summary>
public static class OpenDisputeRule
{
    /// <summary>Most characters of what it is about.</summary>
    public const int LongestAbout = 200;

    /// <summary>By the owner of an open matter; what somebody of the staff did is nothing to mediate.</summary>
    /// <param name="matter">The matter.</param>
    /// <param name="another">Whether a dispute of this matter is open already.</param>
    /// <param name="command">What it is about.</param>
    /// <param name="keys">Keys of the new dispute and of its office's words.</param>
    /// <param name="by">Who opens it.</param>
    /// <param name="now">UTC.</param>
    public static DisputeDecision Decide(
        Matter matter,
        bool another,
        OpenDispute command,
        (Guid Id, Guid Office) keys,
        Actor.Staff by,
        DateTimeOffset now
    )
    {
        if (May.Handle(matter, by) is { } why)
        {
            return why;
        }
        if (matter.File.Kind == Kind.Conduct)
        {
            return Refusal.Of(
                "conduct-is-not-mediated",
                "对工作人员的意见由别的单位复查，不能调解。",
                "What somebody of the staff did is looked into by another unit and is not mediated."
            );
        }
        if (matter.File.Raiser.Sealed)
        {
            return Refusal.Of(
                "raiser-is-sealed",
                "提出人的身份是封存的：一调解，另一方就会知道是谁提的。本人愿意公开的，请本人另外提一件不封存的诉求，再登记纠纷。",
                "Who raised this is sealed, and mediation would show the other side who it is. If they are willing to be known, they can raise it anew without the seal, and the dispute is opened from that."
            );
        }
        if (another)
        {
            return Refusal.Of(
                "dispute-open-already",
                "这件诉求已经有一起正在处理的纠纷。",
                "A dispute of this matter is open already."
            );
        }
        if (command.Kind is not { } kind || !Enum.IsDefined(kind))
        {
            return Refusals.Missing(nameof(command.Kind), "请选择是哪一类纠纷。", "Choose what the dispute is about.");
        }
        var (about, missing) = Refusals.WorkWords(
            command.About,
            nameof(command.About),
            LongestAbout,
            "请用一句话写明双方争的是什么，不偏向任何一方。",
            "Say in one sentence what they disagree about, without taking sides."
        );
        return missing is not null
            ? missing
            : new DisputeOpened(
                new DisputeFile(
                    keys.Id,
                    matter.File.Id,
                    by.Unit,
                    kind,
                    new PersonalText(new ParticipantId(keys.Id), about),
                    new ParticipantId(keys.Office),
                    now
                )
            );
    }
}
