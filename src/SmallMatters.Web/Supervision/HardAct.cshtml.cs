using System.Diagnostics;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using SmallMatters.Domain.JointHandling;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Supervision;
using SmallMatters.Domain.Units;
using SmallMatters.Storage.JointHandling;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.GovUk;
using SmallMatters.Web.JointHandling;
using SmallMatters.Web.Matters;

namespace SmallMatters.Web.Supervision;

/// <summary>A step of a hard problem: plan, review, say that it is solved, confirm.</summary>
[Authorize(Policies.Matters)]
public sealed class HardActModel(Desk desk, JointBook book) : HardPage(desk)
{
    [BindProperty(SupportsGet = true, Name = "step")]
    public string? StepTyped { get; set; }

    [BindProperty]
    public StepForm Form { get; set; } = new();

    public HardStep Step { get; private set; }

    public static IEnumerable<Choice> Findings => Enum.GetValues<SolvedFinding>().Select(f => new Choice(f.ToString(), f.Said()));

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (!TryStep() || !await ShowAsync(cancel))
        {
            return NotFound();
        }
        Form.Plan = State.Plan;
        return Offered(Step) ? Page() : StatusCode(StatusCodes.Status403Forbidden);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (!TryStep() || !await ShowAsync(cancel) || (Step == HardStep.Confirm && State.Claim is null))
        {
            return NotFound();
        }
        var done = await book.DecideAsync<HardProblem>(State.Key, Desk.Scope, Decide, Seen, cancel);
        return await AnswerAsync(done, Step.Done(), cancel);
    }

    private bool TryStep() => JointSteps.TryRead(StepTyped, out HardStep step) && Enum.IsDefined(Step = step);

    private JointDecision Decide(HardProblem problem, Actor.Staff by, Jurisdiction jurisdiction, DateTimeOffset now) =>
        Step switch
        {
            HardStep.Plan => WorkHardProblemRule.Plan(problem, new PlanHardProblem(Form.Plan), by),
            HardStep.Review => WorkHardProblemRule.Review(problem, new ReviewHardProblem(Form.Words), by, jurisdiction, now),
            HardStep.Claim => WorkHardProblemRule.Claim(problem, new ClaimSolved(Form.Evidence), by, jurisdiction, now),
            HardStep.Confirm => WorkHardProblemRule.Confirm(
                problem,
                new ConfirmSolved(JointSteps.Chosen<SolvedFinding>(Form.As), Form.Words),
                by,
                jurisdiction,
                now
            ),
            _ => throw new UnreachableException(),
        };

    /// <summary>What the steps ask for.</summary>
    public sealed class StepForm
    {
        public string? Plan { get; set; }
        public string? Words { get; set; }
        public string? Evidence { get; set; }
        public string? As { get; set; }
    }
}
