using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using SmallMatters.Domain.Clocks;
using SmallMatters.Domain.Disputes;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Units;
using SmallMatters.Storage.Cards;
using SmallMatters.Storage.Disputes;
using SmallMatters.Storage.Matters.Views;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.GovUk;
using SmallMatters.Web.Matters;

namespace SmallMatters.Web.Disputes;

/// <summary>A step of a dispute that staff take.</summary>
[Authorize(Policies.Handler)]
public sealed partial class ActModel(Desk desk, DisputeReader reader, DisputeBook book, VenueBook venues)
    : DisputePageModel(desk, reader, venues)
{
    [BindProperty(SupportsGet = true, Name = "step")]
    public string? StepTyped { get; set; }

    [BindProperty(SupportsGet = true, Name = "party")]
    public string? PartyKey { get; set; }

    [BindProperty(SupportsGet = true, Name = "session")]
    public string? SessionKey { get; set; }

    /// <summary>Key of the obligation that was performed.</summary>
    [BindProperty(SupportsGet = true, Name = "term")]
    public string? TermKey { get; set; }

    [BindProperty(SupportsGet = true, Name = "venue")]
    public string? VenueCode { get; set; }

    [BindProperty(SupportsGet = true, Name = "flag")]
    public string? FlagKey { get; set; }

    /// <summary>Number of the last fact that the person had on the page.</summary>
    [BindProperty]
    public int Seen { get; set; }

    [BindProperty]
    public DisputeForm Form { get; set; } = new();

    [BindProperty]
    public SafetyForm Safety { get; set; } = new();

    public DisputeStep Step { get; private set; }

    public bool ChangedMeanwhile { get; private set; }

    /// <summary>The matter, for the steps that begin from it.</summary>
    public UnitMatterPage? Matter { get; private set; }

    /// <summary>The link that was just given; shown this once.</summary>
    public string? Given { get; private set; }

    /// <summary>The party, or who acts for one, that the step is about.</summary>
    public ParticipantId? Person => Guid.TryParseExact(PartyKey, "N", out var id) ? new ParticipantId(id) : null;

    public MediationSession? Session =>
        Guid.TryParseExact(SessionKey, "N", out var id) ? Shown?.Dispute.Under?.Sessions.FirstOrDefault(s => s.Id == id) : null;

    /// <summary>Whether the answer is about who mediates.</summary>
    [BindProperty(SupportsGet = true, Name = "mediator")]
    public bool OfMediator { get; set; }

    /// <summary>The unit's mediators, where one is to be chosen.</summary>
    public IReadOnlyList<MediatorLine> Register { get; private set; } = [];

    /// <summary>The safety flag that the step is about.</summary>
    public SafetyFlag? Flag =>
        Guid.TryParseExact(FlagKey, "N", out var id) ? Shown?.Dispute.File.Flags.FirstOrDefault(f => f.Id == id) : null;

    /// <summary>The venue whose conditions are asked for; null while it is still to be chosen.</summary>
    public Venue? Venue =>
        VenueCode is not { } code ? null
        : !Venues.IsByAcceptance(code) ? Venues.InForce(code, Today)
        : AcceptedOn is { } accepted && accepted <= Today ? Venues.InForce(code, accepted)
        : null;

    /// <summary>The day on which the case was accepted, where that chooses the version of the venue's rule.</summary>
    [BindProperty(SupportsGet = true)]
    public DateOnly? AcceptedOn { get; set; }

    /// <summary>Whether that day is asked for before the venue's conditions.</summary>
    public bool AsksAcceptance => Venue is null && Venues.IsByAcceptance(VenueCode);

    /// <summary>The venue that was proposed.</summary>
    public Venue? Proposed =>
        Shown?.Dispute.File.Proposal is { } proposal ? Venues.Version(proposal.Venue, proposal.Version) : null;

    /// <summary>With what the time of the venue that was proposed begins; null where no rule sets one.</summary>
    public Bilingual? BeginsWith =>
        Proposed?.Clock is { } clock ? Jurisdiction.ClockRules.FindRule(clock, Today)?.StartEvent : null;

    /// <summary>Whether the unit holds a venue.</summary>
    public bool Holds(Venue venue) => DisputeMay.Hold(Dispute, venue, Jurisdiction) is null;

    /// <summary>The reasons for which the rule stops the time of the mediation.</summary>
    public IEnumerable<Choice> Pauses =>
        DisputeSteps.PausesOf(Dispute, Jurisdiction).Select(r => new Choice(r.ToString(), DisputeWords.Said(r)));

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (!TryStep() || !await PrepareAsync(cancel))
        {
            return NotFound();
        }
        if (Step == DisputeStep.Party && Matter?.Contacts.GetValueOrDefault(Matter.Matter.File.Raiser.Id) is { } raiser)
        {
            (Form.Name, Form.Phone) = Shown!.Dispute.File.Parties.IsEmpty ? (raiser.Name, raiser.Phone) : (null, null);
            Form.IsRaiser = Shown.Dispute.File.Parties.IsEmpty ? ["yes"] : [];
        }
        if (AsksAcceptance && AcceptedOn is not null)
        {
            ModelState.AddModelError(
                nameof(AcceptedOn),
                Desk.Speech[
                    "受理的日子不能晚于今天，也要有当时施行的规则",
                    "The day cannot be later than today, and a rule must have been in force then"
                ]
            );
        }
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (!TryStep() || !await PrepareAsync(cancel))
        {
            return NotFound();
        }
        if (!ModelState.IsValid)
        {
            return Page();
        }
        var done =
            Step == DisputeStep.Open
                ? await book.OpenAsync(
                    Matter!.Matter,
                    new OpenDispute(Chosen<DisputeKind>(Form.Kind), Form.About),
                    Desk.Scope,
                    cancel
                )
                : await book.DecideAsync(Dispute.File.Id, Desk.Scope, Decide, Seen, cancel);
        switch (done)
        {
            case Acted.Written when Step == DisputeStep.Link:
                return await GivenAsync(cancel);
            case Acted.Written:
                TempData.Flash("已记录。", "It is recorded.");
                return Redirect(Address);
            case Acted.Refused { Why: var why }:
                Refuse(
                    why.Field == nameof(StartMediation.Since) ? why with { Field = nameof(Form.Day) }
                    : Step == DisputeStep.Safety ? why with { Field = null }
                    : why
                );
                return Page();
            case Acted.ChangedMeanwhile:
                ChangedMeanwhile = true;
                Response.StatusCode = StatusCodes.Status409Conflict;
                await ShowAsync(cancel);
                return Page();
            default:
                return NotFound();
        }
    }

    public Obligation? Term =>
        Guid.TryParseExact(TermKey, "N", out var id)
            ? (Shown?.Dispute as Domain.Disputes.Dispute.Agreed)?.Agreement.Terms.FirstOrDefault(t => t.Id == id)
            : null;

    private async Task<IActionResult> GivenAsync(CancellationToken cancel)
    {
        Given = await Reader.LinkAsync(Desk.Db, Person!.Value, cancel) is { } secret
            ? Rooms.RoomLinks.Whole(HttpContext, secret)
            : null;
        await ShowAsync(cancel);
        return Page();
    }

    private bool TryStep()
    {
        var known = Enum.TryParse<DisputeStep>(StepTyped, ignoreCase: true, out var step) && Enum.IsDefined(step);
        Step = step;
        return known && !int.TryParse(StepTyped, NumberStyles.Integer, CultureInfo.InvariantCulture, out _);
    }

    // Whatever a step hangs on must be there: a party, a session, the matter.
    private async Task<bool> PrepareAsync(CancellationToken cancel)
    {
        if (!await ShowAsync(cancel))
        {
            return false;
        }
        if (Step is DisputeStep.Open or DisputeStep.Party)
        {
            Matter = await MatterAsync(cancel);
            return Matter is not null && (Step == DisputeStep.Open || Shown is not null);
        }
        if (Step is DisputeStep.Mediator or DisputeStep.Session && Shown is not null)
        {
            Register = await MediatorBook.OfUnitAsync(Desk.Db, Shown.Dispute.File.Unit, cancel);
        }
        return Shown is not null
            && Step switch
            {
                DisputeStep.Tell
                or DisputeStep.Coach
                or DisputeStep.Safety
                or DisputeStep.Representative
                or DisputeStep.Consent => Person is { } party && Shown.Dispute.File.Present.Any(p => p.Id == party),
                DisputeStep.Link => Person is { } person && Shown.Dispute.File.PartyOf(person) is { Erased: false },
                DisputeStep.Hold or DisputeStep.CallOff => Session is not null,
                DisputeStep.FollowUp => Check is not null
                    && Person is { } asked
                    && Shown.Dispute.File.Present.Any(p => p.Id == asked),
                DisputeStep.Performed => Term is not null,
                DisputeStep.Lift => Flag is { LiftedAt: null },
                DisputeStep.Told => Flag is not null,
                _ => true,
            };
    }

    private DisputeDecision Decide(Dispute dispute, Actor.Staff by, Jurisdiction jurisdiction, DateTimeOffset now)
    {
        var id = Guid.CreateVersion7(now);
        var party = Person ?? default;
        var how = Chosen<ConsentHow>(Form.How) is { } chosen and not ConsentHow.ByLink ? chosen : (ConsentHow?)null;
        if (Step is DisputeStep.Consent or DisputeStep.Safety or DisputeStep.FollowUp or DisputeStep.Coach && how is null)
        {
            return Refusals.Missing("How", "请选择当事人是怎样说的。", "Choose how the party said it.");
        }
        return Step switch
        {
            DisputeStep.Party => NamePartyRule.Decide(
                dispute,
                new NameParty(
                    Chosen<PartyKind>(Form.PartyKind),
                    Form.Name,
                    Form.Phone,
                    Form.Tongue == nameof(Tongue.En) ? Tongue.En : Tongue.Zh,
                    Form.IsRaiser.Contains("yes") ? Matter!.Matter.File.Raiser.Id : null
                ),
                new ParticipantId(id),
                by
            ),
            DisputeStep.Representative => NameRepresentativeRule.Decide(
                dispute,
                new NameRepresentative(
                    party,
                    Form.Name,
                    Form.Phone,
                    Chosen<Authority>(Form.Authority),
                    Chosen<AuthorityShown>(Form.Shown)
                ),
                new ParticipantId(id),
                by
            ),
            DisputeStep.Tell => SayInRoomRule.Decide(dispute, party, Form.Words, by),
            DisputeStep.Consent => Consent(dispute, party, how!.Value, by, jurisdiction, now),
            DisputeStep.Safety => AnswerSafetyRule.Decide(
                dispute,
                new AnswerSafety(party, Safety.Answers, Form.Words, how!.Value),
                id,
                by,
                now
            ),
            DisputeStep.Venue => ProposeVenueRule.Decide(
                dispute,
                new ProposeVenue(VenueCode, [.. Form.Met], [.. Form.Applying], AcceptedOn),
                id,
                by,
                Venues,
                jurisdiction,
                now
            ),
            DisputeStep.Start => StartMediationRule.Decide(
                dispute,
                new StartMediation(Form.Day, Chosen<CourtProcedure>(Form.Procedure)),
                by,
                Venues,
                jurisdiction,
                now
            ),
            DisputeStep.Exclude => ExcludeVenueRule.Decide(dispute, new ExcludeVenue(Form.Code, Form.Words), id, by, Venues, now),
            DisputeStep.Mediator => InviteMediatorRule.Invite(
                dispute,
                Guid.TryParseExact(Form.Mediator, "N", out var account) ? new StaffId(account) : null,
                [.. Register.Select(l => l.Mediator)],
                id,
                by,
                jurisdiction.Calendar,
                now
            ),
            DisputeStep.Accept => InviteMediatorRule.Answer(dispute, Chosen<MediatorAnswer>(Form.MediatorAnswer), Form.Words, by),
            DisputeStep.Pause => Chosen<PauseReason>(Form.Reason) is { } reason
                ? MediationTimeRule.Pause(dispute, reason, Form.Words, by, jurisdiction, now)
                : Refusals.Missing("Reason", "请选择因为什么暂停。", "Choose why it stops."),
            DisputeStep.Resume => MediationTimeRule.Pause(dispute, null, null, by, jurisdiction, now),
            DisputeStep.Session => SetSession(dispute, id, by, jurisdiction, now),
            DisputeStep.Hold => SessionRule.Hold(dispute, Session!.Id, Form.Words, by, now),
            DisputeStep.CallOff => SessionRule.CallOff(dispute, Session!.Id, by),
            DisputeStep.Terms => AgreementRule.Draft(
                dispute,
                [.. TermsKept(dispute), new TermWritten(Party(Form.By), Form.What, Form.Day)],
                by,
                jurisdiction.Calendar.DayOf(now),
                now
            ),
            DisputeStep.Effect => AgreementRule.TakeEffect(
                dispute,
                Chosen<AgreementForm>(Form.AgreementForm),
                [.. Form.Conditions.Select(Chosen<AgreementCondition>).OfType<AgreementCondition>()],
                by,
                Venues,
                jurisdiction,
                now
            ),
            DisputeStep.Performed => AgreementRule.Perform(
                dispute,
                Term!.Id,
                Form.Words,
                by,
                jurisdiction.Calendar.DayOf(now),
                now
            ),
            DisputeStep.Report => ReportSafetyRule.Decide(
                dispute,
                new ReportSafety(Form.Words, Chosen<ReportDuty>(Form.Duty), Form.Told.Contains("yes")),
                id,
                by,
                now
            ),
            DisputeStep.Lift => LiftSafetyFlagRule.Decide(
                dispute,
                new LiftSafetyFlag(Flag!.Id, Form.Words),
                by,
                jurisdiction,
                now
            ),
            DisputeStep.Told => TellPolice(dispute, by, jurisdiction, now),
            DisputeStep.End => EndDisputeRule.Decide(
                dispute,
                new EndDispute(Chosen<EndedAs>(Form.As), Form.Door, Form.Words),
                by,
                jurisdiction.Calendar.DayOf(now),
                now
            ),
            DisputeStep.Link => GiveRoomLinkRule.Decide(dispute, party, by),
            _ => DecideLater(dispute, id, by, jurisdiction, now),
        };
    }

    private static T? Chosen<T>(string? typed)
        where T : struct, Enum =>
        Enum.TryParse<T>(typed, out var value) && Enum.IsDefined(value) && !char.IsAsciiDigit(typed![0]) ? value : null;
}
