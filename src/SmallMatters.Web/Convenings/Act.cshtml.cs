using System.Diagnostics;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using SmallMatters.Domain.Convenings;
using SmallMatters.Domain.JointHandling;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Units;
using SmallMatters.Storage.Cards;
using SmallMatters.Storage.JointHandling;
using SmallMatters.Storage.Matters;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.Cards;
using SmallMatters.Web.GovUk;
using SmallMatters.Web.JointHandling;
using SmallMatters.Web.Matters;

namespace SmallMatters.Web.Convenings;

/// <summary>A step of a convening.</summary>
[Authorize(Policies.Matters)]
public sealed class ActModel(Desk desk, JointBook book) : ConveningPage(desk)
{
    [BindProperty(SupportsGet = true, Name = "step")]
    public string? StepTyped { get; set; }

    /// <summary>Key of the call that it is about.</summary>
    [BindProperty(SupportsGet = true, Name = "of")]
    public string? CallTyped { get; set; }

    /// <summary>Code of the unit that is rated.</summary>
    [BindProperty(SupportsGet = true, Name = "about")]
    public string? About { get; set; }

    [BindProperty]
    public StepForm Form { get; set; } = new();

    public ConveningStep Step { get; private set; }

    public Call? Call => Guid.TryParseExact(CallTyped, "N", out var id) ? State.Calls.FirstOrDefault(c => c.Id == id) : null;

    public IEnumerable<Choice> Called =>
        State.Calls.Select(c => new Choice(c.Id.ToString("N"), CardWords.Unit(c.Unit, Jurisdiction)));

    public IEnumerable<Choice> Promisers =>
        State
            .Calls.Where(c => c.Came == true)
            .Select(c => c.Unit)
            .Append(State.File.Unit)
            .Select(u => new Choice(u, CardWords.Unit(u, Jurisdiction)))
            .Prepend(Choice.Of("", "请选择单位", "Choose a unit"));

    public IEnumerable<Choice> OwnMatters =>
        Matters
            .Where(m => m.Owner == Scope.Unit)
            .Select(m =>
            {
                var (reference, category) = (Reference.FromValue(m.Number), CardWords.Category(m.Category, Jurisdiction));
                return new Choice($"{m.Number}", new Bilingual($"{reference} {category.Zh}", $"{reference} {category.En}"));
            })
            .Prepend(Choice.Of("", "请选择诉求", "Choose a matter"));

    public static IEnumerable<Choice> Answers => Of<CallAnswer>(a => a.Said());

    public static IEnumerable<Choice> Rulings => Of<CallRuling>(r => r.Said());

    public static IEnumerable<Choice> Contributions => Of<Contribution>(c => c.Said());

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel) =>
        !TryStep() || !await ShowAsync(cancel) || !HasSubject ? NotFound()
        : Offered(Step) ? Page()
        : StatusCode(StatusCodes.Status403Forbidden);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (!TryStep() || !await ShowAsync(cancel) || !HasSubject)
        {
            return NotFound();
        }
        if (!Offered(Step))
        {
            return StatusCode(StatusCodes.Status403Forbidden);
        }
        if (!ModelState.IsValid)
        {
            return Page();
        }
        var field = Step == ConveningStep.Answer ? nameof(Form.OtherTime) : nameof(Form.Meets);
        var typed = Step == ConveningStep.Answer ? Form.OtherTime : Form.Meets;
        var (time, unreadable) = LocalTimes.Read(Form.Day, typed, field, Jurisdiction.Calendar);
        if (unreadable is not null)
        {
            Refuse(unreadable);
            return Page();
        }
        if (Step == ConveningStep.Owe)
        {
            return await OweAsync(cancel);
        }
        var done = await book.DecideAsync<Convening>(
            State.Key,
            Desk.Scope,
            (convening, by, jurisdiction, now) => Decide(convening, time, by, jurisdiction, now),
            Seen,
            cancel
        );
        return await AnswerAsync(done, Step.Done(), cancel);
    }

    private bool HasSubject =>
        Step switch
        {
            ConveningStep.Rule or ConveningStep.Keep => Call is not null,
            ConveningStep.Answer => OwnCall is not null,
            ConveningStep.Rate => About is not null && Jurisdiction.Units.ContainsKey(About),
            _ => true,
        };

    private bool TryStep() => JointSteps.TryRead(StepTyped, out ConveningStep step) && Enum.IsDefined(Step = step);

    private JointDecision Decide(
        Convening convening,
        DateTimeOffset? time,
        Actor.Staff by,
        Jurisdiction jurisdiction,
        DateTimeOffset now
    ) =>
        Step switch
        {
            ConveningStep.Answer => AnswerCallRule.Decide(
                convening,
                new AnswerCall(JointSteps.Chosen<CallAnswer>(Form.As), time, Form.Words),
                by,
                jurisdiction,
                now
            ),
            ConveningStep.Rule => RuleOnCallRule.Decide(
                convening,
                new RuleOnCall(Call!.Id, JointSteps.Chosen<CallRuling>(Form.As), Form.Reason),
                by,
                now
            ),
            ConveningStep.Keep => SetTimeRule.Keep(convening, new KeepTime(Call!.Id, Form.Reason), by, jurisdiction, now),
            ConveningStep.Move => SetTimeRule.Move(convening, new MoveMeeting(time, Form.Reason), by, jurisdiction, now),
            ConveningStep.Hold => HoldMeetingRule.Decide(
                convening,
                new HoldMeeting(
                    [.. Form.Came.Select(c => Guid.TryParseExact(c, "N", out var id) ? id : Guid.Empty)],
                    Form.Record
                ),
                by,
                jurisdiction,
                now
            ),
            ConveningStep.Rate => RateContributionRule.Decide(
                convening,
                new RateContribution(About!, JointSteps.Chosen<Contribution>(Form.Contribution), Form.Reason),
                by,
                now
            ),
            ConveningStep.Off => SetTimeRule.Off(convening, new CallOff(Form.Reason), by, now),
            _ => throw new UnreachableException(),
        };

    // First where it is owed, then that it was promised here: what was noted here and owed nowhere would be worse than the reverse.
    private async Task<IActionResult> OweAsync(CancellationToken cancel)
    {
        var (matter, unit) = (long.TryParse(Form.Matter, out var number) ? number : 0, Form.Unit ?? "");
        if (HoldMeetingRule.MayOwe(State, unit, matter) is { } not)
        {
            Refuse(not);
            return Page();
        }
        var (page, _) = await Desk.ReadAsync(Reference.FromValue(matter), cancel);
        if (page is null)
        {
            Refuse(Refusals.NotYourUnits with { Field = nameof(Form.Matter) });
            return Page();
        }
        // Pressed twice, it would be owed twice: what was noted since the form was opened is read first.
        if (Shown.Seen != Seen)
        {
            return await AnswerAsync(new Acted.ChangedMeanwhile(), Step.Done(), cancel);
        }
        var by = Desk.Scope.On(page.Matter.File).Actor;
        var own = unit == State.File.Unit;
        if (own && Form.DueOn is null)
        {
            Refuse(Refusals.Missing(nameof(Form.DueOn), "请写明哪一天以前。", "Say by which day."));
            return Page();
        }
        var result = await Desk.Book.DecideAsync(
            page.Matter.File.Id,
            by,
            (state, jurisdiction, now) =>
                own
                    ? ReplyRule.Decide(
                        state,
                        new Reply(Form.Task ?? "", [(Form.Title ?? "", Form.DueOn!.Value)]),
                        by,
                        jurisdiction.Calendar.DayOf(now),
                        now
                    )
                    : GivePartRule.Decide(state, new GivePart(unit, Form.Title ?? "", Form.Task ?? ""), by, jurisdiction, now),
            cancel: cancel
        );
        switch (result)
        {
            case ChangeResult.Changed made:
                var owed = own
                    ? new OwedFromMeeting(unit, matter, OwedAs.Promise, made.LastPromise!.Value)
                    : new OwedFromMeeting(unit, matter, OwedAs.Part, made.LastPartOf(unit)!.Value);
                var done = await book.DecideAsync<Convening>(
                    State.Key,
                    Desk.Scope,
                    (convening, staff, _, _) => HoldMeetingRule.Owed(convening, owed, staff),
                    null,
                    cancel
                );
                return await AnswerAsync(done, Step.Done(), cancel);
            case ChangeResult.Refused { Why: var why }:
                Refuse(why with { Field = FieldOf(why.Field) });
                return Page();
            default:
                return NotFound();
        }
    }

    private static string? FieldOf(string? field) =>
        field switch
        {
            "Text" => nameof(Form.Task),
            "Promise" => nameof(Form.Title),
            _ => field,
        };

    private static IEnumerable<Choice> Of<TEnum>(Func<TEnum, Bilingual> said)
        where TEnum : struct, Enum => Enum.GetValues<TEnum>().Select(v => new Choice(v.ToString(), said(v)));

    /// <summary>What the steps ask for; each step its own part.</summary>
    public sealed class StepForm
    {
        public string? As { get; set; }
        public DateOnly? Day { get; set; }
        public string? OtherTime { get; set; }
        public string? Meets { get; set; }
        public string? Words { get; set; }
        public string? Reason { get; set; }
        public List<string> Came { get; set; } = [];
        public string? Record { get; set; }
        public string? Matter { get; set; }
        public string? Unit { get; set; }
        public string? Title { get; set; }
        public string? Task { get; set; }
        public DateOnly? DueOn { get; set; }
        public string? Contribution { get; set; }
    }
}
