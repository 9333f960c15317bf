using System.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using SmallMatters.Domain.Disputes;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Units;
using SmallMatters.Web.Convenings;
using SmallMatters.Web.GovUk;

namespace SmallMatters.Web.Disputes;

/// <content>Answers to what the parties are asked, and the steps after an agreement.</content>
public sealed partial class ActModel
{
    /// <summary>What else the parties are asked about, as the address says it; see <see cref="ConsentStep"/>.</summary>
    [BindProperty(SupportsGet = true, Name = "about")]
    public string? AboutTyped { get; set; }

    /// <summary>After how many days the check is.</summary>
    [BindProperty(SupportsGet = true, Name = "days")]
    public int? Days { get; set; }

    public MediationFollowUp? Check => Shown?.Dispute.File.FollowUps.FirstOrDefault(f => f.Days == Days);

    /// <summary>The longer time that the parties are asked about, where the answer is about that.</summary>
    public Lengthening? MoreTime =>
        About == ConsentStep.Lengthening ? (Dispute as Domain.Disputes.Dispute.Mediating)?.Mediation.Lengthening : null;

    /// <summary>The joint application that the parties are asked about, where the answer is about that.</summary>
    public JudicialConfirmation? Application => About == ConsentStep.Confirmation ? Dispute.File.Confirmation : null;

    /// <summary>Why the parties cannot apply for judicial confirmation; null where they can.</summary>
    public Refusal? NotConfirmable => ConfirmationRule.NotOpen(Dispute, Venues, Jurisdiction, Today);

    /// <summary>Law and article by which the parties lengthen the time themselves.</summary>
    public Bilingual? LengthenedBy =>
        Dispute is Domain.Disputes.Dispute.Mediating { Mediation.Clock: { } clock }
            ? Jurisdiction.ClockRules.Version(clock.Code, clock.RuleVersion).Source
            : null;

    public static IEnumerable<Choice> Findings => Of<FollowUpFinding>(DisputeWords.Said);

    public static IEnumerable<Choice> Results => Of<ConfirmationResult>(DisputeWords.Said);

    /// <summary>The hand-over that the parties are asked about, where the answer is about that.</summary>
    public VenueHandOver? Elsewhere => About == ConsentStep.HandOver ? Dispute.File.HandOver : null;

    /// <summary>The new days that the parties are asked about, where the answer is about that.</summary>
    public Agreement? NewDates => About == ConsentStep.Agreement ? TalkAgainRule.Asked(Dispute) : null;

    public static IEnumerable<Choice> Outcomes => Of<TalkOutcome>(DisputeWords.Said);

    /// <summary>The terms that are not performed, or all of them at once.</summary>
    public IEnumerable<Choice> OpenTerms =>
        ((Dispute as Domain.Disputes.Dispute.Agreed)?.Agreement.Terms ?? [])
            .Where(t => t.PerformedOn is null)
            .Select(t => new Choice(t.Id.ToString("N"), new Bilingual(t.What.Text ?? "…", t.What.Text ?? "…")))
            .Prepend(Choice.Of("", "所有没有履行的", "All that are not performed"));

    public static IEnumerable<Choice> Linkages => Of<Linkage>(DisputeWords.Said);

    /// <summary>Who may take it: units that hold a venue, or somebody outside.</summary>
    public IEnumerable<Choice> Takers =>
        HandOverVenueRule
            .Takers(Dispute, Venues, Jurisdiction, Today)
            .Select(u => new Choice(u.Code, u.Name))
            .Prepend(Choice.Of("", "系统外的调解组织（写在下面）", "An organisation outside (written below)"));

    /// <summary>The lines of the scheme of allowances that fit.</summary>
    public IEnumerable<Choice> Rates =>
        AllowanceRule
            .Fitting(Dispute)
            .Select(r => new Choice(r.Code, new Bilingual($"{r.Name.Zh}：{r.Yuan} 元", $"{r.Name.En}: {r.Yuan} yuan"), r.Source));

    public static IEnumerable<Choice> Checks { get; } =
    [
        Choice.Of(
            "right",
            "核对无误：卷宗齐全，当事人知道这次调解",
            "It is right: the file is whole and the parties know of the mediation"
        ),
        Choice.Of("wrong", "不对，退回", "It is not right: drop it"),
    ];

    private ConsentStep About =>
        OfMediator ? ConsentStep.Mediator
        : Session is not null ? ConsentStep.Session
        : Enum.TryParse<ConsentStep>(AboutTyped, ignoreCase: true, out var step)
        && step is ConsentStep.Lengthening or ConsentStep.Confirmation or ConsentStep.HandOver or ConsentStep.Agreement
            ? step
        : ConsentStep.Mediation;

    private DisputeDecision Consent(
        Dispute dispute,
        ParticipantId party,
        ConsentHow how,
        Actor.Staff by,
        Jurisdiction jurisdiction,
        DateTimeOffset now
    )
    {
        var subject = About switch
        {
            ConsentStep.Mediator => dispute.File.Invited?.Id,
            ConsentStep.Session => Session?.Id,
            ConsentStep.Lengthening => (dispute as Dispute.Mediating)?.Mediation.Lengthening?.Id,
            ConsentStep.Confirmation => dispute.File.Confirmation?.Id,
            ConsentStep.HandOver => dispute.File.HandOver?.Id,
            ConsentStep.Agreement => TalkAgainRule.Asked(dispute)?.Id,
            _ => dispute.File.Proposal?.Id,
        };
        var command = new AnswerConsent(party, About, subject ?? default, Chosen<ConsentAnswer>(Form.Answer), how);
        return About == ConsentStep.Lengthening
            ? LengthenMediationRule.Answer(dispute, command, by, jurisdiction, now)
            : AnswerConsentRule.Decide(dispute, command, by, now);
    }

    private DisputeDecision DecideLater(
        Dispute dispute,
        Guid id,
        Actor.Staff by,
        Jurisdiction jurisdiction,
        DateTimeOffset now
    ) =>
        Step switch
        {
            DisputeStep.Lengthen => LengthenMediationRule.Propose(dispute, Form.Length, Form.Words, id, by, jurisdiction, now),
            DisputeStep.FollowUp => FollowUpRule.Decide(
                dispute,
                new FollowUp(
                    Check!.Days,
                    Person!.Value,
                    Chosen<FollowUpFinding>(Form.Finding),
                    Form.Words,
                    Chosen<ConsentHow>(Form.How)!.Value
                ),
                by,
                jurisdiction,
                now
            ),
            DisputeStep.Confirmation => ConfirmationRule.Prepare(
                dispute,
                Form.Where,
                [.. Form.Met],
                id,
                by,
                Venues,
                jurisdiction,
                now
            ),
            DisputeStep.Filed => ConfirmationRule.File(dispute, Form.Day, Party(Form.By), by, Venues, jurisdiction, now),
            DisputeStep.Decided => ConfirmationRule.Decided(
                dispute,
                Chosen<ConfirmationResult>(Form.Code),
                Form.Day,
                by,
                jurisdiction.Calendar.DayOf(now)
            ),
            DisputeStep.HandOver => HandOverVenueRule.Propose(
                dispute,
                new HandOverVenue(Chosen<Linkage>(Form.Code), Form.Unit, Form.Where),
                id,
                by,
                Venues,
                jurisdiction,
                now
            ),
            DisputeStep.HandedOver => HandOverVenueRule.Send(dispute, Form.Words, Form.Day, by, jurisdiction.Calendar.DayOf(now)),
            DisputeStep.Receipt => HandOverVenueRule.Receive(
                dispute,
                Form.Words,
                Form.Day,
                by,
                jurisdiction.Calendar.DayOf(now),
                now
            ),
            DisputeStep.TalkedAgain => TalkAgainRule.Decide(
                dispute,
                new TalkAgain(
                    Chosen<TalkOutcome>(Form.Code),
                    Guid.TryParseExact(Form.What, "N", out var term) ? term : null,
                    Form.Day,
                    Form.Words
                ),
                id,
                by,
                jurisdiction.Calendar.DayOf(now),
                now
            ),
            DisputeStep.NotTaken => HandOverVenueRule.Decline(dispute, Form.Words, by),
            DisputeStep.Coach => CoachPartyRule.Decide(
                dispute,
                Person!.Value,
                Form.Words,
                Chosen<ConsentHow>(Form.How)!.Value,
                by
            ),
            DisputeStep.Allowance => AllowanceRule.Propose(dispute, Form.Code, id, by, jurisdiction.Calendar.DayOf(now)),
            DisputeStep.AllowanceCheck => AllowanceRule.Check(
                dispute,
                Form.Code switch
                {
                    "right" => true,
                    "wrong" => false,
                    _ => null,
                },
                by
            ),
            DisputeStep.AllowancePaid => AllowanceRule.Pay(dispute, Form.Day, by, jurisdiction.Calendar.DayOf(now)),
            _ => throw new UnreachableException(),
        };

    // Terms are added one by one; what stands already is kept unless the page says to begin anew.
    private IEnumerable<TermWritten> TermsKept(Dispute dispute) =>
        Form.Anew.Contains("yes")
            ? []
            : (dispute.Under?.Draft?.Terms ?? []).Select(t => new TermWritten(t.By, t.What.Text, t.DueOn));

    private static ParticipantId? Party(string? typed) =>
        Guid.TryParseExact(typed, "N", out var id) ? new ParticipantId(id) : null;

    private DisputeDecision SetSession(Dispute dispute, Guid id, Actor.Staff by, Jurisdiction jurisdiction, DateTimeOffset now)
    {
        var (at, unreadable) = LocalTimes.Read(Form.Day, Form.StartsAt, nameof(Form.StartsAt), jurisdiction.Calendar);
        return unreadable is not null
            ? unreadable
            : SessionRule.Set(
                dispute,
                new SetSession(at, Form.Minutes ?? 0, Form.Where),
                id,
                Register.FirstOrDefault(l => l.Mediator.Id == dispute.File.Invited?.Mediator)?.Mediator,
                by,
                jurisdiction.Calendar,
                now
            );
    }

    private DisputeDecision TellPolice(Dispute dispute, Actor.Staff by, Jurisdiction jurisdiction, DateTimeOffset now)
    {
        var (at, unreadable) = LocalTimes.Read(Form.Day, Form.StartsAt, nameof(Form.StartsAt), jurisdiction.Calendar);
        return unreadable is not null ? unreadable : TellPoliceRule.Decide(dispute, Flag!.Id, at, by, jurisdiction, now);
    }
}
