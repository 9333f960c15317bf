using System.Diagnostics;
using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using SmallMatters.Domain.Disputes;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Units;
using SmallMatters.Storage.Cards;
using SmallMatters.Storage.Disputes;
using SmallMatters.Storage.Matters.Views;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.Convenings;
using SmallMatters.Web.GovUk;
using SmallMatters.Web.Matters;

namespace SmallMatters.Web.Disputes;

/// <summary>A step of a dispute that staff take.</summary>
[Authorize(Policies.Handler)]
public sealed class ActModel(Desk desk, DisputeReader reader, DisputeBook book, VenueBook venues)
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

    /// <summary>The safety flag that the step is about.</summary>
    public SafetyFlag? Flag =>
        Guid.TryParseExact(FlagKey, "N", out var id) ? Shown?.Dispute.File.Flags.FirstOrDefault(f => f.Id == id) : null;

    /// <summary>The venue whose conditions are asked for; null while it is still to be chosen.</summary>
    public Venue? Venue => VenueCode is { } code ? Venues.InForce(code, Today) : null;

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
                Refuse(Step == DisputeStep.Safety && why.Field is not null ? why with { Field = null } : why);
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

    /// <summary>The parties, for who owes a term.</summary>
    public IEnumerable<Choice> Parties =>
        Dispute
            .File.Present.Select(p => new Choice(p.Id.Value.ToString("N"), new Bilingual(NameOf(p.Id), NameOf(p.Id))))
            .Prepend(Choice.Of("", "请选择", "Choose"));

    public static IEnumerable<Choice> Forms => Of<AgreementForm>(DisputeWords.Said);

    public static IEnumerable<Choice> Conditions => Of<AgreementCondition>(DisputeWords.Said);

    public static IEnumerable<Choice> Kinds => Of<DisputeKind>(DisputeWords.Said);

    public static IEnumerable<Choice> PartyKinds => Of<PartyKind>(DisputeWords.Said);

    public static IEnumerable<Choice> Authorities => Of<Authority>(DisputeWords.Said);

    public static IEnumerable<Choice> Proofs => Of<AuthorityShown>(DisputeWords.Said);

    public static IEnumerable<Choice> Answers => Of<ConsentAnswer>(DisputeWords.Said);

    public static IEnumerable<Choice> Duties => Of<ReportDuty>(DisputeWords.Said);

    /// <summary>How a party may have said what staff write down.</summary>
    public static IEnumerable<Choice> Hows => Of<ConsentHow>(DisputeWords.Said, ConsentHow.ByLink);

    private static IEnumerable<Choice> Of<T>(Func<T, Bilingual> said, params T[] without)
        where T : struct, Enum => Enum.GetValues<T>().Except(without).Select(v => new Choice(v.ToString(), said(v)));

    /// <summary>The venues that are in force today and take the dispute.</summary>
    public IEnumerable<Venue> Open => Venues.Venues.Where(v => v.HoldsOn(Today) && v.Takes(Dispute.File.Kind));

    /// <summary>The ways in which staff may end it.</summary>
    public IEnumerable<Choice> Ends =>
        Of<EndedAs>(DisputeWords.Said, EndedAs.Refused)
            .Where(c =>
                Enum.Parse<EndedAs>(c.Value) switch
                {
                    EndedAs.Protection => Dispute.File.Unsafe,
                    EndedAs.AnotherDoor => true,
                    EndedAs.Performed => false,
                    EndedAs.NotReached => !Dispute.File.Unsafe && Dispute is Domain.Disputes.Dispute.Mediating,
                    EndedAs.NotPerformed => !Dispute.File.Unsafe && EndDisputeRule.IsLate(Dispute, Today),
                    _ => !Dispute.File.Unsafe && Dispute is not Domain.Disputes.Dispute.Agreed,
                }
            );

    public IEnumerable<Choice> Doors =>
        Venues
            .DoorsFor(Dispute.File.Kind, Dispute.File.Unsafe)
            .Where(d => d.Code != "complaint")
            .Select(d => new Choice(d.Code, d.Name))
            .Prepend(Choice.Of("", "请选择", "Choose"));

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
        return Shown is not null
            && Step switch
            {
                DisputeStep.Tell or DisputeStep.Safety or DisputeStep.Representative or DisputeStep.Consent => Person is { } party
                    && Shown.Dispute.File.Present.Any(p => p.Id == party),
                DisputeStep.Link => Person is { } person && Shown.Dispute.File.PartyOf(person) is { Erased: false },
                DisputeStep.Hold or DisputeStep.CallOff => Session is not null,
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
        if (Step is DisputeStep.Consent or DisputeStep.Safety && how is null)
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
            DisputeStep.Consent => AnswerConsentRule.Decide(
                dispute,
                new AnswerConsent(
                    party,
                    Session is null ? ConsentStep.Mediation : ConsentStep.Session,
                    Session?.Id ?? dispute.File.Proposal?.Id ?? default,
                    Chosen<ConsentAnswer>(Form.Answer),
                    how!.Value
                ),
                by,
                now
            ),
            DisputeStep.Safety => AnswerSafetyRule.Decide(
                dispute,
                new AnswerSafety(party, Safety.Answers, Form.Words, how!.Value),
                id,
                by,
                now
            ),
            DisputeStep.Venue => ProposeVenueRule.Decide(
                dispute,
                new ProposeVenue(VenueCode, [.. Form.Met], [.. Form.Applying]),
                id,
                by,
                Venues,
                jurisdiction.Calendar.DayOf(now),
                now
            ),
            DisputeStep.Start => StartMediationRule.Decide(dispute, by, Venues, jurisdiction, now),
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
            _ => throw new UnreachableException(),
        };
    }

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
            : SessionRule.Set(dispute, new SetSession(at, Form.Minutes ?? 0, Form.Where), id, by, now);
    }

    private DisputeDecision TellPolice(Dispute dispute, Actor.Staff by, Jurisdiction jurisdiction, DateTimeOffset now)
    {
        var (at, unreadable) = LocalTimes.Read(Form.Day, Form.StartsAt, nameof(Form.StartsAt), jurisdiction.Calendar);
        return unreadable is not null ? unreadable : TellPoliceRule.Decide(dispute, Flag!.Id, at, by, jurisdiction, now);
    }

    private static T? Chosen<T>(string? typed)
        where T : struct, Enum =>
        Enum.TryParse<T>(typed, out var value) && Enum.IsDefined(value) && !char.IsAsciiDigit(typed![0]) ? value : null;
}
