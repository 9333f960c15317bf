using System.Collections.Immutable;
using SmallMatters.Domain.Clocks;
using SmallMatters.Domain.Confidentiality;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Units;

namespace SmallMatters.Domain.Disputes;

/// <summary>A check with every party after an agreement took effect (调解回访).</summary>
/// <param name="Days">So many days after the effect.</param>
/// <param name="OpensOn">The local day from which on it is asked.</param>
/// <param name="Clock">Until when everybody should have been asked.</param>
public sealed record MediationFollowUp(int Days, DateOnly OpensOn, Clock Clock)
{
    /// <summary>What each party said; the last one of a party counts.</summary>
    public ImmutableArray<FollowUpAnswer> Answers { get; init; } = [];

    /// <summary>Code of the unit that its being overdue has gone up to; null while it has not.</summary>
    public string? GoneUpTo { get; init; }

    /// <summary>What a party said; null while it was not asked.</summary>
    public FollowUpAnswer? Of(ParticipantId party) => Answers.LastOrDefault(a => a.Party == party);
}

/// <summary>What a party said when it was asked. Its words are in the history, under its own key.</summary>
/// <param name="Party">The party.</param>
/// <param name="Finding">What it said.</param>
/// <param name="At">UTC.</param>
public sealed record FollowUpAnswer(ParticipantId Party, FollowUpFinding Finding, DateTimeOffset At);

/// <summary>What a party said of the performance of an agreement.</summary>
public enum FollowUpFinding
{
    /// <summary>到期的都履行了.</summary>
    Kept,

    /// <summary>履行了一部分.</summary>
    Partly,

    /// <summary>没有履行.</summary>
    NotKept,

    /// <summary>没有联系上, which staff alone can say.</summary>
    NotReached,
}

/// <summary>Say or write down what a party says when it is asked.</summary>
/// <param name="Days">Which check.</param>
/// <param name="Party">The party.</param>
/// <param name="Finding">What it says; null when nothing was chosen.</param>
/// <param name="Words">In its own words; needed where something is missing.</param>
/// <param name="How">How it was said.</param>
public sealed record FollowUp(int Days, ParticipantId Party, FollowUpFinding? Finding, string? Words, ConsentHow How);

/// <summary>The checks after an agreement were set.</summary>
public sealed record FollowUpsSet(ImmutableArray<MediationFollowUp> FollowUps) : DisputeFact
{
    /// <inheritdoc/>
    public override Dispute Apply(Dispute? dispute) => Some(dispute).With(f => f with { FollowUps = FollowUps });
}

/// <summary>A party was asked whether the agreement is kept.</summary>
/// <param name="Days">Which check.</param>
/// <param name="Answer">What it said.</param>
/// <param name="Words">In its own words, or how it was looked for; null where there is nothing to add.</param>
/// <param name="How">How it was said.</param>
/// <param name="Clock">The clock of the check after it.</param>
public sealed record FollowedUp(
    int Days,
    FollowUpAnswer Answer,
    [property: PersonalField(PersonalItem.PartyWords, FieldPurpose.Handling, LegalBasis.Consent, KeptFor.Matter)]
        PersonalText? Words,
    ConsentHow How,
    Clock Clock
) : DisputeFact
{
    /// <inheritdoc/>
    public override Dispute Apply(Dispute? dispute) =>
        FollowUpRule.Changed(Some(dispute), Days, check => check with { Answers = check.Answers.Add(Answer), Clock = Clock });
}

/// <summary>The time of a check reached a step: a warning, its end, or a level of escalation.</summary>
/// <param name="Days">Which check.</param>
/// <param name="Step">Which step.</param>
/// <param name="Told">Code of the unit that is told.</param>
/// <param name="After">The clock after it.</param>
public sealed record FollowUpClockStepped(int Days, ClockStep Step, string Told, Clock After) : DisputeFact
{
    /// <inheritdoc/>
    public override Dispute Apply(Dispute? dispute) =>
        FollowUpRule.Changed(
            Some(dispute),
            Days,
            check => check with { Clock = After, GoneUpTo = Step.Kind == ClockStepKind.Escalate ? Told : check.GoneUpTo }
        );
}

/// <summary>The provisional end of a check was computed again when a year's calendar was published.</summary>
/// <param name="Days">Which check.</param>
/// <param name="Before">The last local day before.</param>
/// <param name="After">The clock after it.</param>
public sealed record FollowUpRecomputed(int Days, DateOnly Before, Clock After) : DisputeFact
{
    /// <inheritdoc/>
    public override Dispute Apply(Dispute? dispute) =>
        FollowUpRule.Changed(Some(dispute), Days, check => check with { Clock = After });
}

/// <summary>Decides on checks after an agreement. They go on after everything was performed, and after a dispute has ended otherwise.</summary>
public static class FollowUpRule
{
    /// <summary>Code of the rule that sets how long there is to ask everybody.</summary>
    public const string Rule = "mediation-follow-up";

    /// <summary>After how many days.</summary>
    public static ImmutableArray<int> After { get; } = [7, 30, 90];

    /// <summary>The checks of an agreement that takes effect now.</summary>
    internal static FollowUpsSet Set(Jurisdiction jurisdiction, DateTimeOffset now)
    {
        var calendar = jurisdiction.Calendar;
        var effect = calendar.DayOf(now);
        return new FollowUpsSet([
            .. After.Select(days =>
            {
                var opens = effect.AddDays(days);
                var rule = jurisdiction.ClockRules.RuleFor(Rule, opens);
                return new MediationFollowUp(days, opens, Clock.Start(rule, calendar.StartOfDay(opens), calendar));
            }),
        ]);
    }

    /// <summary>The parties whom a check still has to ask: who was not reached was asked, and may be asked again.</summary>
    public static IEnumerable<Party> Outstanding(DisputeFile file, MediationFollowUp check) =>
        file.Present.Where(p => check.Of(p.Id) is null);

    /// <summary>The checks that are not done, in their order.</summary>
    public static IEnumerable<MediationFollowUp> Waiting(DisputeFile file) =>
        file.FollowUps.Where(check => Outstanding(file, check).Any());

    /// <summary>Whether a party said last that something which was agreed is missing.</summary>
    public static bool IsMissing(DisputeFile file) => file.Present.Any(p => SaysMissing(file, p.Id));

    /// <summary>Whether one party said last that something is missing.</summary>
    public static bool SaysMissing(DisputeFile file, ParticipantId party) =>
        file
            .FollowUps.Select(check => check.Of(party))
            .OfType<FollowUpAnswer>()
            .LastOrDefault(a => a.Finding != FollowUpFinding.NotReached)
            is { Finding: FollowUpFinding.Partly or FollowUpFinding.NotKept };

    /// <summary>
    /// By the party in its room, or by staff who asked it alone. From the day of the check on; what is missing is said in words, and who
    /// was not reached may still be asked.
    /// </summary>
    public static DisputeDecision Decide(
        Dispute dispute,
        FollowUp command,
        Actor by,
        Jurisdiction jurisdiction,
        DateTimeOffset now
    )
    {
        if (Asks(dispute, command.Party, by) is { } why)
        {
            return why;
        }
        if (dispute.File.FollowUps.FirstOrDefault(f => f.Days == command.Days) is not { } check)
        {
            return Refusal.Of("no-such-check", "没有这次回访。", "There is no such check.");
        }
        if (jurisdiction.Calendar.DayOf(now) < check.OpensOn)
        {
            return Refusal.Of(
                "check-not-yet",
                $"这次回访从{check.OpensOn:yyyy-MM-dd}开始。",
                $"This check begins on {check.OpensOn:yyyy-MM-dd}."
            );
        }
        if (check.Of(command.Party) is { Finding: not FollowUpFinding.NotReached })
        {
            return Refusal.Of("checked-already", "这一方这次已经回访过。", "This party has been asked in this check already.");
        }
        if (
            command.Finding is not { } finding
            || !Enum.IsDefined(finding)
            || (by is Actor.Person && finding == FollowUpFinding.NotReached)
        )
        {
            return Refusals.Missing(nameof(command.Finding), "请选择履行得怎样。", "Choose how it is kept.");
        }
        var words = Refusals.Clean(command.Words);
        if (words.Length == 0 && finding != FollowUpFinding.Kept)
        {
            return Refusals.Missing(
                nameof(command.Words),
                finding == FollowUpFinding.NotReached ? "请写明怎样联系的。" : "请写明哪一项没有履行。",
                finding == FollowUpFinding.NotReached ? "Say how you tried." : "Say what was not done."
            );
        }
        if (words.Length > DisputeMay.LongestWords)
        {
            return Refusals.TooLong(nameof(command.Words), DisputeMay.LongestWords);
        }
        var answer = new FollowUpAnswer(command.Party, finding, now);
        var done = Outstanding(dispute.File, check).All(p => p.Id == command.Party) && check.Clock.IsOpen;
        var clock = done && check.Clock.Meet(now) is ClockDecision.Changed changed ? changed.Clock : check.Clock;
        return new FollowedUp(
            check.Days,
            answer,
            words.Length == 0 ? null : new PersonalText(command.Party, words),
            command.How,
            clock
        );
    }

    /// <summary>The step of a check that is due, or nothing; a check that has nobody left to ask waits for nothing.</summary>
    public static DisputeDecision? Tick(Dispute dispute, Jurisdiction jurisdiction, DateTimeOffset now)
    {
        foreach (var check in Waiting(dispute.File))
        {
            if (check.Clock.StepDue(now) is { } due)
            {
                var (told, step) = TickClockRule.Told(dispute.File.Unit, due, jurisdiction);
                return new FollowUpClockStepped(check.Days, step, told, check.Clock.Take(step, now, jurisdiction.Calendar));
            }
        }
        return null;
    }

    /// <summary>Provisional ends under the present calendar, or nothing when they stay.</summary>
    public static DisputeDecision? Recompute(Dispute dispute, Jurisdiction jurisdiction)
    {
        var moved = Waiting(dispute.File)
            .Select(check =>
                (
                    Check: check,
                    After: check.Clock.Recompute(
                        jurisdiction.ClockRules.Version(check.Clock.Code, check.Clock.RuleVersion),
                        jurisdiction.Calendar
                    )
                )
            )
            .Where(m => !m.After.Equals(m.Check.Clock))
            .Select(DisputeFact (m) => new FollowUpRecomputed(m.Check.Days, m.Check.Clock.Deadline.DueOn, m.After))
            .ToImmutableArray();
        return moved.IsEmpty ? (DisputeDecision?)null : new DisputeDecision(moved, null);
    }

    internal static Dispute Changed(Dispute dispute, int days, Func<MediationFollowUp, MediationFollowUp> change) =>
        dispute.With(f => f with { FollowUps = [.. f.FollowUps.Select(c => c.Days == days ? change(c) : c)] });

    // Asking goes on after the end, so that only who asks and who is asked decide.
    private static Refusal? Asks(Dispute dispute, ParticipantId party, Actor by) =>
        dispute.File.Present.FirstOrDefault(p => p.Id == party) is not { } found
            ? DisputeMay.NotByThisLink
            : by switch
            {
                Actor.Staff staff => DisputeMay.Deals(dispute, staff) ? null : DisputeMay.NotYours,
                Actor.Person person when person.Id == party || found.Representatives.Any(r => r.Id == person.Id) => null,
                _ => DisputeMay.NotByThisLink,
            };
}
