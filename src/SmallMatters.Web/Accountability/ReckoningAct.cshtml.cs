using System.Diagnostics;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using SmallMatters.Domain.Accountability;
using SmallMatters.Domain.JointHandling;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Units;
using SmallMatters.Storage.JointHandling;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.GovUk;
using SmallMatters.Web.JointHandling;
using SmallMatters.Web.Matters;

namespace SmallMatters.Web.Accountability;

/// <summary>A step of a reckoning: answer, decide, appeal, decide on the appeal, say what was put right.</summary>
[Authorize(Policies.Matters)]
public sealed class ReckoningActModel(Desk desk, JointBook book) : ReckoningPage(desk)
{
    [BindProperty(SupportsGet = true, Name = "step")]
    public string? StepTyped { get; set; }

    [BindProperty]
    public StepForm Form { get; set; } = new();

    public ReckoningStep Step { get; private set; }

    /// <summary>What may follow from the ground.</summary>
    public IEnumerable<Choice> Effects =>
        Enum.GetValues<Effect>()
            .Where(e => DecideReckoningRule.Follows(State.File.Ground, e))
            .Select(e => new Choice(e.ToString(), e.Said()));

    public static IEnumerable<Choice> Found { get; } =
    [Choice.Of("true", "认定", "It is so"), Choice.Of("false", "不予认定", "It is not")];

    public static IEnumerable<Choice> Stands { get; } =
    [Choice.Of("true", "维持", "The decision stands"), Choice.Of("false", "撤销", "The decision is lifted")];

    /// <summary>Whether a correction waited for the appeal.</summary>
    public bool CorrectionWaits => State.Decision?.Effect == Effect.Correct && State.Correction is null;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel) =>
        !TryStep() || !await ShowAsync(cancel) ? NotFound()
        : Offered(Step) ? Page()
        : StatusCode(StatusCodes.Status403Forbidden);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (!TryStep() || !await ShowAsync(cancel))
        {
            return NotFound();
        }
        var done = await book.DecideAsync<Reckoning>(State.Key, Desk.Scope, Decide, Seen, cancel);
        return await AnswerAsync(done, Step.Done(), cancel);
    }

    private bool TryStep() => JointSteps.TryRead(StepTyped, out ReckoningStep step) && Enum.IsDefined(Step = step);

    private JointDecision Decide(Reckoning it, Actor.Staff by, Jurisdiction jurisdiction, DateTimeOffset now) =>
        Step switch
        {
            ReckoningStep.Reply => DecideReckoningRule.Reply(it, new ReplyToReckoning(Form.Words), by, now),
            ReckoningStep.Decide => DecideReckoningRule.Decide(
                it,
                new DecideReckoning(Form.Upheld, JointSteps.Chosen<Effect>(Form.Effect), Form.CorrectBy, Form.Reasons),
                by,
                jurisdiction,
                now
            ),
            ReckoningStep.Appeal => AppealReckoningRule.Appeal(it, new AppealReckoning(Form.Words), by, jurisdiction, now),
            ReckoningStep.Judge => AppealReckoningRule.Decide(
                it,
                new DecideAppeal(Form.Upheld, Form.CorrectBy, Form.Reasons),
                by,
                DecidedBy,
                jurisdiction,
                now
            ),
            ReckoningStep.Correct => AppealReckoningRule.Correct(it, new CorrectAfterReckoning(Form.Words), by, now),
            _ => throw new UnreachableException(),
        };

    /// <summary>What the steps ask for.</summary>
    public sealed class StepForm
    {
        public bool? Upheld { get; set; }
        public string? Effect { get; set; }
        public DateOnly? CorrectBy { get; set; }
        public string? Reasons { get; set; }
        public string? Words { get; set; }
    }
}
