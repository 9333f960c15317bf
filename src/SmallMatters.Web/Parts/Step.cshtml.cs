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

    private PartOutcome? Outcome =>
        Enum.TryParse<PartOutcome>(Form.As, out var outcome) && Enum.IsDefined(outcome) ? outcome : null;

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
        // Where a day could not be read, the rest of the form is looked at all the same and nothing is written.
        var readable = ModelState.IsValid;
        var result = await Desk.Book.DecideAsync(
            Shown.Matter,
            Scope.Actor,
            (m, j, now) => Decide(m, j, now) is var decision && (readable || decision is Decision.Refused) ? decision : null,
            Seen,
            null,
            cancel
        );
        switch (result)
        {
            case ChangeResult.Changed when !readable:
                return Page();
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
            PartStep.Promise => PromisePartRule.Decide(matter, new PromisePart(PartKey, words, Form.Day), by, today, now),
            PartStep.Keep => KeepPromiseRule.Decide(matter, new KeepPromise(PromiseKey ?? Guid.Empty, words), by, today),
            PartStep.Change => ChangePromiseRule.Decide(
                matter,
                new ChangePromise(PromiseKey ?? Guid.Empty, Form.Day, words),
                by,
                today
            ),
            PartStep.End => EndPartRule.Decide(matter, new EndPart(PartKey, Outcome, words), by, now),
            PartStep.PassOn => PassOnToPartRule.Decide(
                matter,
                new PassOnToPart(PartKey, GiveModel.Chosen(Form.Fields), Form.Purpose ?? ""),
                by
            ),
            PartStep.TakeBack => TakeBackPartRule.Decide(matter, new TakeBackPart(PartKey, words), by, now),
            _ => throw new UnreachableException(),
        };
    }

    private Microsoft.AspNetCore.Mvc.RazorPages.PageResult Refused(Refusal why)
    {
        ModelState.Refuse(
            why,
            Desk.Speech,
            field =>
                field switch
                {
                    "DueOn" or "NewDay" => "Form.Day",
                    "As" or "Fields" or "Purpose" => $"Form.{field}",
                    _ => "Form.Words",
                }
        );
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
