using SmallMatters.Domain.JointHandling;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Units;

namespace SmallMatters.Domain.Hazards;

/// <summary>The letter with which a finding goes to the authority that deals with it, and its receipt.</summary>
/// <param name="To">To whom.</param>
/// <param name="Number">Number of the letter.</param>
/// <param name="SentOn">Local day.</param>
/// <param name="Receipt">Number of the receipt; null before there is one.</param>
/// <param name="ReceivedOn">Local day of the receipt.</param>
public sealed record HandOverLetter(
    string To,
    string Number,
    DateOnly SentOn,
    string? Receipt = null,
    DateOnly? ReceivedOn = null
);

/// <summary>Hand a finding over.</summary>
/// <param name="To">To whom.</param>
/// <param name="Number">Number of the letter.</param>
/// <param name="SentOn">Local day on which it was sent.</param>
public sealed record HandOverFinding(string? To, string? Number, DateOnly? SentOn);

/// <summary>A finding was handed over. Until the receipt the unit stays accountable.</summary>
public sealed record FindingHandedOver(HandOverLetter Letter, Duty Receipt, DateTimeOffset At) : JointFact
{
    /// <inheritdoc/>
    public override JointFile Apply(JointFile? before) =>
        before is Finding { Stage: FindingStage.Found or FindingStage.Ordered or FindingStage.FedBack } finding
            ? finding.Next(FindingStage.HandedOver, At, Receipt) with
            {
                Letter = Letter,
                Link = null,
            }
            : throw DoesNotFit(before);
}

/// <summary>The authority has receipted it.</summary>
public sealed record HandOverReceipted(string Number, DateOnly On, DateTimeOffset At) : JointFact
{
    /// <inheritdoc/>
    public override JointFile Apply(JointFile? before) =>
        before is Finding { Stage: FindingStage.HandedOver, Letter: { } letter } finding
            ? finding.Next(FindingStage.Received, At, null) with
            {
                Letter = letter with { Receipt = Number, ReceivedOn = On },
            }
            : throw DoesNotFit(before);
}

/// <summary>The authority sent it back; the unit settles it itself.</summary>
/// <param name="Why">Why, as the authority wrote.</param>
/// <param name="Settle">The clock for settling it.</param>
/// <param name="At">When, UTC.</param>
public sealed record HandOverReturned(string Why, Duty Settle, DateTimeOffset At) : JointFact
{
    /// <inheritdoc/>
    public override JointFile Apply(JointFile? before) =>
        before is Finding { Stage: FindingStage.HandedOver } finding
            ? finding.Next(FindingStage.Found, At, Settle) with
            {
                File = finding.File with { HandOver = null },
                Letter = null,
            }
            : throw DoesNotFit(before);
}

/// <summary>Decides on handing over to the authority that deals with a finding.</summary>
public static class HandOverFindingRule
{
    /// <summary>Code of the clock rule for the receipt.</summary>
    public const string Clock = "hazard-receipt";

    /// <summary>Said where a finding is for the fire service and for nobody else.</summary>
    internal static Refusal Must { get; } =
        Refusal.Of(
            "finding-goes-to-fire-service",
            "这一项由消防救援机构处理，请在期限内移交。",
            "This item is for the fire service; hand it over in time."
        );

    /// <summary>Somebody of the accountable unit hands an open finding over.</summary>
    public static JointDecision Decide(
        Finding finding,
        HandOverFinding command,
        Actor.Staff by,
        Jurisdiction jurisdiction,
        DateTimeOffset now
    )
    {
        if (FindingRules.Work(finding, by) is { } not)
        {
            return not;
        }
        if (finding.Stage is not (FindingStage.Found or FindingStage.Ordered or FindingStage.FedBack))
        {
            return FindingRules.NotNow;
        }
        var (to, noTo) = FindingRules.Line(command.To, nameof(command.To), "请写明移交给谁。", "Say to whom.");
        var (number, noNumber) = FindingRules.Line(
            command.Number,
            nameof(command.Number),
            "请写移交函编号。",
            "Give the number of the letter."
        );
        return
            Refusal.All(noTo, noNumber, FindingRules.NotAhead(command.SentOn, nameof(command.SentOn), jurisdiction, now))
                is { } wrong
            ? wrong
            : new FindingHandedOver(
                new HandOverLetter(to!, number!, command.SentOn!.Value),
                Duty.Start(jurisdiction, Clock, DutyFor.HandOverReceipt, finding.Lead, now),
                now
            );
    }

    /// <summary>Somebody of the accountable unit notes the receipt, or that it came back and why.</summary>
    /// <param name="finding">The finding.</param>
    /// <param name="taken">Whether it was taken; null when nothing was chosen.</param>
    /// <param name="words">Number of the receipt, or why it came back.</param>
    /// <param name="on">Local day of the receipt.</param>
    /// <param name="by">Who notes it.</param>
    /// <param name="jurisdiction">The jurisdiction.</param>
    /// <param name="now">When, UTC.</param>
    public static JointDecision Answer(
        Finding finding,
        bool? taken,
        string? words,
        DateOnly? on,
        Actor.Staff by,
        Jurisdiction jurisdiction,
        DateTimeOffset now
    )
    {
        if (FindingRules.Work(finding, by) is { } not)
        {
            return not;
        }
        if (finding.Stage != FindingStage.HandedOver)
        {
            return FindingRules.NotNow;
        }
        var (said, noWords) = FindingRules.Line(
            words,
            "Words",
            "请写回执编号，或者退回的理由。",
            "Give the number of the receipt, or why it came back."
        );
        var wrong = Refusal.All(
            taken is null ? Refusals.Missing("Taken", "请选择对方是否接收。", "Choose whether it was taken.") : null,
            noWords,
            taken == true ? FindingRules.NotAhead(on, "On", jurisdiction, now) : null
        );
        return wrong is not null ? wrong
            : taken == true ? new HandOverReceipted(said!, on!.Value, now)
            : new HandOverReturned(said!, RecordInspectionRule.SettleBy(finding.File.Kind, finding.Lead, jurisdiction, now), now);
    }
}
