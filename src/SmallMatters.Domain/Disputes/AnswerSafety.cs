using SmallMatters.Domain.Confidentiality;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;

namespace SmallMatters.Domain.Disputes;

/// <summary>Answer the questions about safety, alone.</summary>
/// <param name="Party">Which party.</param>
/// <param name="Answers">The answers; null when some are missing.</param>
/// <param name="Words">What the party wants to say about it, or null.</param>
/// <param name="How">How it was said.</param>
public sealed record AnswerSafety(ParticipantId Party, SafetyAnswers? Answers, string? Words, ConsentHow How);

/// <summary>A party answered the questions about safety. In clear stands only whether it feels safe.</summary>
public sealed record SafetyAnswered(
    ParticipantId Party,
    [property: PersonalField(PersonalItem.SafetyWords, FieldPurpose.Safety, LegalBasis.Consent, KeptFor.Matter)]
        Personal<SafetyAnswers> Answers,
    bool FeelsSafe,
    [property: PersonalField(PersonalItem.SafetyWords, FieldPurpose.Safety, LegalBasis.Consent, KeptFor.Matter)]
        PersonalText? Words,
    ConsentHow How,
    DateTimeOffset At
) : DisputeFact
{
    /// <summary>Who of the party's side answered; null where staff wrote it down.</summary>
    public ParticipantId? By { get; init; }

    /// <summary>Who of the staff wrote it down; null where the party's side answered.</summary>
    public StaffId? WrittenBy { get; init; }

    /// <inheritdoc/>
    public override Dispute Apply(Dispute? dispute) =>
        Some(dispute)
            .With(f =>
                f with
                {
                    Parties =
                    [
                        .. f.Parties.Select(p =>
                            p.Id == Party
                                ? p with
                                {
                                    FeelsSafe = FeelsSafe,
                                    SafetyAnsweredAt = At,
                                    SafetyAnsweredBy = By,
                                    SafetyWrittenBy = WrittenBy,
                                }
                                : p
                        ),
                    ],
                }
            );
}

/// <summary>Decides on answers about safety.</summary>
public static class AnswerSafetyRule
{
    /// <summary>
    /// By the party itself, or by staff who spoke with it alone. Who acts for a person does not answer for them: it may be the one
    /// whom they fear. Whoever does not feel safe raises a flag in the same decision.
    /// </summary>
    public static DisputeDecision Decide(Dispute dispute, AnswerSafety command, Guid flag, Actor by, DateTimeOffset now)
    {
        if (DisputeMay.Answer(dispute, command.Party, false, by) is { } why)
        {
            return why;
        }
        var party = dispute.File.Present.First(p => p.Id == command.Party);
        if (by is Actor.Person person && person.Id != party.Id && party.Kind == PartyKind.Person)
        {
            return Refusal.Of(
                "safety-is-asked-alone",
                "这些问题只问当事人本人，代理人不能代答。",
                "These questions are for the party alone; nobody answers them in their place."
            );
        }
        if (command.Answers is not { } answers)
        {
            return Refusals.Missing(
                nameof(command.Answers),
                "请回答每一个问题；不想说的，选“不想说”。",
                "Answer each question; choose “I would rather not say” where you would."
            );
        }
        var words = Refusals.Clean(command.Words);
        if (words.Length > DisputeMay.LongestWords)
        {
            return Refusals.TooLong(nameof(command.Words), DisputeMay.LongestWords);
        }
        var answered = new SafetyAnswered(
            party.Id,
            new Personal<SafetyAnswers>(party.Id, answers),
            answers.FeelsSafe,
            words.Length == 0 ? null : new PersonalText(party.Id, words),
            command.How,
            now
        )
        {
            By = (by as Actor.Person)?.Id,
            WrittenBy = (by as Actor.Staff)?.Id,
        };
        // Of many each has a flag of their own: what one answers anew says nothing about the other.
        var answeredBy = party.Kind == PartyKind.Many ? (by as Actor.Person)?.Id : null;
        return answers.FeelsSafe || dispute.File.OpenFlags.Any(f => f.Party == party.Id && f.AnsweredBy == answeredBy)
            ? answered
            : DisputeDecision.That(
                answered,
                new SafetyFlagRaised(new SafetyFlag(flag, party.Id, null, ReportDuty.None, now) { AnsweredBy = answeredBy }, null)
            );
    }
}
