using System.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using SmallMatters.Domain.Clocks;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.MinorCases;
using SmallMatters.Domain.Units;
using SmallMatters.Storage.Cards;
using SmallMatters.Storage.MinorCases;
using SmallMatters.Web.Convenings;
using SmallMatters.Web.GovUk;
using SmallMatters.Web.Matters;

namespace SmallMatters.Web.MinorCases;

/// <summary>Something that the station does on a case.</summary>
public sealed class ActModel(Desk desk, CaseReader reader, CaseDesk cases) : CasePageModel(desk, reader)
{
    [BindProperty(SupportsGet = true, Name = "act")]
    public string? ActTyped { get; set; }

    [BindProperty(SupportsGet = true, Name = "person")]
    public string? PersonKey { get; set; }

    /// <summary>Number of the last fact that the person had on the page.</summary>
    [BindProperty]
    public int Seen { get; set; }

    [BindProperty]
    public CaseForm Form { get; set; } = new();

    public CaseAct Act { get; private set; }

    public bool ChangedMeanwhile { get; private set; }

    public ParticipantId? Person =>
        Guid.TryParseExact(PersonKey, "N", out var id) && Case.People.Any(p => p.Id.Value == id) ? new ParticipantId(id) : null;

    /// <summary>Whether the act asks when it happened in the police system.</summary>
    public bool AsksWhen =>
        Act
            is CaseAct.File
                or CaseAct.Away
                or CaseAct.Transfer
                or CaseAct.Step
                or CaseAct.Extend
                or CaseAct.Pause
                or CaseAct.Resume
                or CaseAct.Mediate
                or CaseAct.Agree
                or CaseAct.Fail
                or CaseAct.Decide
                or CaseAct.Close;

    /// <summary>The steps of the present stage that were not taken yet and that the reader may enter.</summary>
    public IEnumerable<CaseStepTerms> Steps =>
        CaseBook.BuiltIn.Steps.Where(s => s.Stage == Case.Stage && !Case.Has(s.Code) && (IsHead || !s.Supervisor));

    public IEnumerable<Choice> Outcomes =>
        CaseBook
            .BuiltIn.Outcomes.Where(o => o.ByMediation == (Case.Stage == CaseStage.Mediating))
            .Select(o => new Choice(o.Outcome.ToString(), o.Name, o.Source));

    public IEnumerable<Choice> Pauses =>
        Jurisdiction
            .ClockRules.Version(Case.Running!.Clock.Code, Case.Running.Clock.RuleVersion)
            .Pauses.Select(p => new Choice(p.ToString(), p.Said()));

    public static IEnumerable<Choice> HowManyOfficers => Of<Officers>(CaseWords.Said);

    public static IEnumerable<Choice> Failures => Of<MediationFailure>(CaseWords.Said);

    public static IEnumerable<Choice> Roles => Of<CaseRole>(CaseWords.Said);

    public static IEnumerable<Choice> Ways => Of<ToldHow>(CaseWords.Said);

    public static IEnumerable<Choice> Triers => Of<AttemptBy>(CaseWords.Said);

    public static IEnumerable<Choice> Grounds => Of<SealGround>(CaseWords.Said);

    private static IEnumerable<Choice> Of<T>(Func<T, Bilingual> said)
        where T : struct, Enum => Enum.GetValues<T>().Select(v => new Choice(v.ToString(), said(v)));

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (!await PrepareAsync(cancel))
        {
            return NotFound();
        }
        // What the linked mediation's own record says of the day; never before the last step that stands here.
        var owed = Case.Owed is { } linked && linked.Step.WrittenBy() == Act ? linked : null;
        var on =
            owed is null ? Now
            : owed.On < Case.LastOn ? Case.LastOn
            : owed.On;
        Form.OnDay = Jurisdiction.Calendar.DayOf(on);
        Form.OnTime = Desk.Speech.Time(on);
        Form.How = owed?.How?.ToString();
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (!await PrepareAsync(cancel))
        {
            return NotFound();
        }
        if (!ModelState.IsValid)
        {
            return Page();
        }
        var (typed, unreadable) = LocalTimes.Read(Form.OnDay, Form.OnTime, "On", Jurisdiction.Calendar);
        if (
            AsksWhen
            && (unreadable ?? (typed is null ? Refusals.Missing("On", "请写明什么时候。", "Say when.") : null)) is { } why
        )
        {
            Refuse(why);
            return Page();
        }
        var done = await cases.DecideAsync(
            Case.Reference,
            Desk.Scope,
            (it, by, j, now, taken) => Decide(it, ToTheSecond(typed, it, now), by, j, now, taken),
            Seen,
            Act == CaseAct.Person ? new CaseContact(Form.Name, Form.Phone) : null,
            Act == CaseAct.Number ? Form.Words : null,
            cancel
        );
        switch (done)
        {
            case Acted.Written:
                TempData.Flash("已记录。", "It is recorded.");
                return Redirect(Address);
            case Acted.Refused { Why: var no }:
                Refuse(no);
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

    // People write minutes: within the minute of the last step, or of now, the instant is that one.
    private static DateTimeOffset ToTheSecond(DateTimeOffset? typed, MinorCase it, DateTimeOffset now)
    {
        var on = typed ?? now;
        return on < it.LastOn && it.LastOn < on.AddMinutes(1) ? it.LastOn
            : on < now && now < on.AddMinutes(1) ? now
            : on;
    }

    private CaseDecision Decide(MinorCase it, DateTimeOffset on, Actor.Staff by, Jurisdiction j, DateTimeOffset now, bool taken)
    {
        var id = Guid.CreateVersion7(now);
        return Act switch
        {
            CaseAct.File => FileCaseRule.Decide(it, on, by, j, now),
            CaseAct.Away => FileCaseRule.TurnAway(it, Form.Words, on, by, now),
            CaseAct.Transfer => FileCaseRule.Transfer(it, Form.Words, Form.Document, on, by, now),
            CaseAct.Step => TakeStepRule.Decide(
                it,
                new TakeStep(Form.Step, on, Form.Document, NewModel.Chosen<Officers>(Form.Officers), Form.Recording),
                by,
                j,
                now
            ),
            CaseAct.Extend => CaseClockRule.Extend(it, Form.Words, Form.Document, on, by, j, now),
            CaseAct.Pause => CaseClockRule.Pause(it, NewModel.Chosen<PauseReason>(Form.Reason), Form.Document, on, by, j, now),
            CaseAct.Resume => CaseClockRule.Resume(it, on, by, j, now),
            CaseAct.Mediate => MediateCaseRule.Begin(it, [.. Form.Met], [.. Form.Applying], on, by, j, now),
            CaseAct.Agree => MediateCaseRule.Agree(it, Form.Document, Form.PerformBy, on, by, j, now),
            CaseAct.Fail => MediateCaseRule.Fail(it, NewModel.Chosen<MediationFailure>(Form.How), on, by, j, now),
            CaseAct.Decide => DecideCaseRule.Decide(
                it,
                NewModel.Chosen<CaseOutcome>(Form.Outcome),
                Form.Document,
                Form.Words,
                on,
                by,
                j,
                now
            ),
            CaseAct.Close => DecideCaseRule.Close(it, on, by, j, now),
            CaseAct.Person => ServePeopleRule.Name(
                it,
                new ParticipantId(id),
                NewModel.Chosen<CaseRole>(Form.Role),
                Form.Name,
                by,
                j,
                now
            ),
            CaseAct.Tell => ServePeopleRule.Tell(it, Person ?? default, NewModel.Chosen<ToldHow>(Form.How), by, now),
            CaseAct.Attempt => ServePeopleRule.Attempt(it, NewModel.Chosen<AttemptBy>(Form.By), Form.Day, Form.Words, by, j, now),
            CaseAct.Take => ServePeopleRule.Take(it, id, Form.Words, Form.Document, by, now),
            CaseAct.Return => ServePeopleRule.Return(
                it,
                Guid.TryParseExact(Form.Thing, "N", out var thing) ? thing : default,
                Form.Document,
                by,
                now
            ),
            CaseAct.Number => ServePeopleRule.Number(it, Form.Words, taken, by, now),
            CaseAct.CallBack => ServePeopleRule.CallBack(
                it,
                Person ?? default,
                Form.How switch
                {
                    "yes" => true,
                    "no" => false,
                    _ => null,
                },
                Form.Words,
                by,
                now
            ),
            CaseAct.Visited => ServePeopleRule.Visited(it, Form.Neighbours.Contains("yes"), by, now),
            CaseAct.Answer => ServePeopleRule.AnswerVerdict(it, Person ?? default, Form.Words, by, now),
            CaseAct.Link => LinkMediationRule.Decide(it, Form.Words, by, now),
            CaseAct.Unseal => ServePeopleRule.Open(it, NewModel.Chosen<SealGround>(Form.Ground), Form.Document, by, now),
            _ => throw new UnreachableException(),
        };
    }

    private async Task<bool> PrepareAsync(CancellationToken cancel)
    {
        if (
            !Enum.TryParse<CaseAct>(ActTyped, ignoreCase: true, out var act)
            || !Enum.IsDefined(act)
            || char.IsAsciiDigit(ActTyped![0])
            || !await ShowAsync(cancel)
        )
        {
            return false;
        }
        Act = act;
        return act is not (CaseAct.Tell or CaseAct.CallBack or CaseAct.Answer) || Person is not null;
    }

    private void Refuse(Refusal why) =>
        ModelState.Refuse(why, Desk.Speech, field => "Form." + (field == "On" ? nameof(CaseForm.OnTime) : field));
}

/// <summary>What the acts ask for; each act its own part.</summary>
public sealed class CaseForm
{
    public DateOnly? OnDay { get; set; }
    public string? OnTime { get; set; }
    public string? Step { get; set; }
    public string? Document { get; set; }
    public string? Officers { get; set; }
    public string? Recording { get; set; }
    public string? Words { get; set; }
    public string? Reason { get; set; }
    public string? How { get; set; }
    public string? Outcome { get; set; }
    public string? Role { get; set; }
    public string? Name { get; set; }
    public string? Phone { get; set; }
    public string? By { get; set; }
    public string? Thing { get; set; }
    public string? Ground { get; set; }
    public DateOnly? Day { get; set; }
    public DateOnly? PerformBy { get; set; }
    public List<string> Met { get; set; } = [];
    public List<string> Applying { get; set; } = [];
    public List<string> Neighbours { get; set; } = [];
}
