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
    /// At any time while the dispute is open, without opening any note. The flag stands at once, whatever else is still to be done:
    /// where the law makes a report a duty, telling the police stays owed on it until it is written down (<see cref="TellPoliceRule"/>).
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
        var (words, missing) = Refusals.Words(
            command.Words,
            nameof(command.Words),
            DisputeMay.LongestWords,
            "请写明看到、听到了什么。",
            "Say what was seen or heard."
        );
        return missing is not null
            ? missing
            : new SafetyFlagRaised(
                new SafetyFlag(flag, null, by.Id, duty, now) { ToldAt = duty != ReportDuty.None && command.Told ? now : null },
                new PersonalText(dispute.File.Office, words)
            );
    }
}
