using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;

namespace SmallMatters.Domain.Disputes;

/// <summary>Report in own words that somebody may be in danger.</summary>
/// <param name="Words">What was seen or heard.</param>
/// <param name="Duty">Whether the law makes the report a duty; null when nothing was chosen.</param>
/// <param name="Told">Whether the police have been told already.</param>
public sealed record ReportSafety(string? Words, ReportDuty? Duty, bool Told);

/// <summary>Decides on reports of staff that somebody may be in danger.</summary>
public static class ReportSafetyRule
{
    /// <summary>
    /// At any time while the dispute is open, without opening any note. Where the law makes it a duty the police are told before
    /// anything is written here: the page says so with the number.
    /// </summary>
    public static DisputeDecision Decide(Dispute dispute, ReportSafety command, Guid flag, Actor.Staff by, DateTimeOffset now)
    {
        if (DisputeMay.Handle(dispute, by) is { } why)
        {
            return why;
        }
        if (command.Duty is not { } duty || !Enum.IsDefined(duty))
        {
            return Refusals.Missing(
                nameof(command.Duty),
                "请选择是否属于必须报告的情形。",
                "Choose whether the law makes it a duty."
            );
        }
        if (duty != ReportDuty.None && !command.Told)
        {
            return Refusal.Of(
                "duty-to-report",
                "这种情形依法必须立即报告公安机关：请先拨打110，再在这里记录。",
                "The law makes it a duty to tell the police at once: call 110 first, then write it down here.",
                nameof(command.Told)
            );
        }
        var (words, missing) = Refusals.Words(
            command.Words,
            nameof(command.Words),
            DisputeMay.LongestWords,
            "请写明看到、听到了什么。",
            "Say what was seen or heard."
        );
        return missing is not null
            ? missing
            : new SafetyFlagRaised(new SafetyFlag(flag, null, by.Id, duty, now), new PersonalText(dispute.File.Office, words));
    }
}
