using System.Diagnostics;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Units;
using SmallMatters.Storage.Matters;
using SmallMatters.Storage.Matters.Views;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.GovUk;
using SmallMatters.Web.Matters;

namespace SmallMatters.Web.Parts;

/// <summary>A step of a part: accept it or give it back, write, promise, end it, pass on more, take it back.</summary>
[Authorize(Policies.Matters)]
public sealed class StepModel(Desk desk, PartReader reader) : PartPageModel(desk, reader)
{
    [BindProperty(SupportsGet = true, Name = "step")]
    public string? StepTyped { get; set; }

    /// <summary>The promise that is kept or changed.</summary>
    [BindProperty(SupportsGet = true, Name = "promise")]
    public Guid? PromiseKey { get; set; }

    /// <summary>Number of the matter's last fact that the person had on the page.</summary>
    [BindProperty]
    public int Seen { get; set; }

    [BindProperty]
    public StepForm Form { get; set; } = new();

    public PartStep Step { get; private set; }

    public bool ChangedMeanwhile { get; private set; }

    public Promise? Promise => Shown.Promises.FirstOrDefault(p => p.Id == PromiseKey);

    public IEnumerable<Choice> Fields => ToPassOn.Select(f => new Choice(f.ToString(), f.Said()));

    public static IReadOnlyList<Choice> Outcomes =>
        [.. Enum.GetValues<PartOutcome>().Select(o => new Choice(o.ToString(), o.Said()))];

    private bool Offered =>
        Step is PartStep.Keep or PartStep.Change ? Promise is { } promise && MayChange(promise) : Steps.Contains(Step);

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel) =>
        !TryStep() || !await ShowAsync(cancel) ? NotFound()
        : Offered ? Page()
        : StatusCode(StatusCodes.Status403Forbidden);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (!TryStep() || !await ShowAsync(cancel))
        {
            return NotFound();
        }
        if (Unchosen() is { } unchosen)
        {
            return Refused(unchosen);
        }
        if (!ModelState.IsValid)
        {
            return Page();
        }
        switch (await Desk.Book.DecideAsync(Shown.Matter, Scope.Actor, Decide, Seen, null, cancel))
        {
            case ChangeResult.Changed:
                TempData.Flash(Step.Done());
                // Who gave it back does not see it any more.
                return Redirect(Step == PartStep.Return ? "/staff/parts" : Address);
            case ChangeResult.Refused refused:
                return Refused(refused.Why);
            case ChangeResult.ChangedMeanwhile when await ShowAsync(cancel):
                ChangedMeanwhile = true;
                Response.StatusCode = StatusCodes.Status409Conflict;
                return Page();
            default:
                return NotFound();
        }
    }

    private bool TryStep()
    {
        var known = Enum.GetValues<PartStep>().Where(s => PartLinks.Segment(s) == StepTyped).ToList();
        Step = known.FirstOrDefault();
        return known.Count == 1;
    }

    private Decision? Decide(Matter matter, Jurisdiction jurisdiction, DateTimeOffset now)
    {
        var by = Scope.Actor;
        var today = jurisdiction.Calendar.DayOf(now);
        var words = Form.Words ?? "";
        return Step switch
        {
            PartStep.Accept => AnswerPartRule.Accept(matter, new AcceptPart(PartKey), by, now),
            PartStep.Return => AnswerPartRule.Return(matter, new ReturnPart(PartKey, words), by, now),
            PartStep.Tell => TellPartRule.Decide(matter, new TellPart(PartKey, words), by),
            PartStep.Promise => PromisePartRule.Decide(matter, new PromisePart(PartKey, words, Form.Day!.Value), by, today, now),
            PartStep.Keep => KeepPromiseRule.Decide(matter, new KeepPromise(PromiseKey ?? Guid.Empty, words), by, today),
            PartStep.Change => ChangePromiseRule.Decide(
                matter,
                new ChangePromise(PromiseKey ?? Guid.Empty, Form.Day, words),
                by,
                today
            ),
            PartStep.End => EndPartRule.Decide(matter, new EndPart(PartKey, Enum.Parse<PartOutcome>(Form.As!), words), by, now),
            PartStep.PassOn => PassOnToPartRule.Decide(
                matter,
                new PassOnToPart(PartKey, GiveModel.Chosen(Form.Fields), Form.Purpose ?? ""),
                by
            ),
            PartStep.TakeBack => TakeBackPartRule.Decide(matter, new TakeBackPart(PartKey, words), by, now),
            _ => throw new UnreachableException(),
        };
    }

    // What the rules take as given once the form is complete.
    private Refusal? Unchosen() =>
        Step switch
        {
            PartStep.Promise when Form.Day is null && ModelState.IsValid => Refusal.Of(
                "missing-day",
                "请写明哪一天之前。",
                "Say by which day.",
                "Day"
            ),
            PartStep.End when !Outcomes.Any(o => o.Value == Form.As) => Refusal.Of(
                "missing-as",
                "请选择一个办理结果。",
                "Choose what came of it.",
                "As"
            ),
            _ => null,
        };

    private Microsoft.AspNetCore.Mvc.RazorPages.PageResult Refused(Refusal why)
    {
        var field = why.Field switch
        {
            null => "",
            "DueOn" or "NewDay" => "Form.Day",
            "Day" or "As" or "Fields" or "Purpose" => $"Form.{why.Field}",
            _ => "Form.Words",
        };
        ModelState.AddModelError(field, Desk.Speech[why.Sentence]);
        return Page();
    }

    /// <summary>What the steps ask for; each step its own part.</summary>
    public sealed class StepForm
    {
        public string? Words { get; set; }
        public DateOnly? Day { get; set; }
        public string? As { get; set; }
        public List<string> Fields { get; set; } = [];
        public string? Purpose { get; set; }
    }
}
