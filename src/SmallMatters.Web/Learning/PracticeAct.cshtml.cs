using System.Diagnostics;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using SmallMatters.Domain.JointHandling;
using SmallMatters.Domain.Learning;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Units;
using SmallMatters.Storage.JointHandling;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.GovUk;
using SmallMatters.Web.JointHandling;
using SmallMatters.Web.Matters;

namespace SmallMatters.Web.Learning;

/// <summary>A step of a practice card: release it, copy it, say whether it worked again, take it down.</summary>
[Authorize(Policies.Supervisor)]
public sealed class PracticeActModel(Desk desk, JointBook book) : PracticePage(desk)
{
    [BindProperty(SupportsGet = true, Name = "step")]
    public string? StepTyped { get; set; }

    [BindProperty]
    public StepForm Form { get; set; } = new();

    public PracticeStep Step { get; private set; }

    /// <summary>The figure of the unit's own copy, where that is judged.</summary>
    public MeasuredEffect? Effect { get; private set; }

    public IEnumerable<Choice> Areas => Jurisdiction.Areas.Values.Select(a => new Choice(a.Code, a.Name));

    public static IEnumerable<Choice> Releases { get; } =
    [Choice.Of("true", "公开", "Release it"), Choice.Of("false", "退回", "Send it back")];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel) =>
        !await PrepareAsync(cancel) ? NotFound()
        : Offered(Step) ? Page()
        : StatusCode(StatusCodes.Status403Forbidden);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (!await PrepareAsync(cancel))
        {
            return NotFound();
        }
        if (Step == PracticeStep.Judge && Effect is null)
        {
            return StatusCode(StatusCodes.Status403Forbidden);
        }
        var done = await book.DecideAsync<Practice>(State.Key, Desk.Scope, Decide, Seen, cancel);
        return await AnswerAsync(done, new("已记录。", "It is recorded."), cancel);
    }

    private async Task<bool> PrepareAsync(CancellationToken cancel)
    {
        if (!JointSteps.TryRead(StepTyped, out PracticeStep step) || !await ShowAsync(cancel))
        {
            return false;
        }
        Step = step;
        if (step == PracticeStep.Judge && Own is { Outcome: null } copy)
        {
            Effect = await EffectOfAreas.ReadAsync(
                Desk.Db,
                Desk.Scope,
                copy.Compared,
                Jurisdiction.Calendar.DayOf(Now),
                Jurisdiction.Calendar,
                cancel
            );
        }
        return true;
    }

    private JointDecision Decide(Practice it, Actor.Staff by, Jurisdiction jurisdiction, DateTimeOffset now) =>
        Step switch
        {
            PracticeStep.Release => ReleasePracticeRule.Decide(
                it,
                new ReleasePractice(Form.Released, Form.Words),
                by,
                jurisdiction,
                now
            ),
            PracticeStep.Copy => CopyPracticeRule.Copy(
                it,
                new CopyPractice([.. Form.Areas], Form.From),
                Guid.CreateVersion7(now),
                by,
                jurisdiction,
                now
            ),
            PracticeStep.Judge => CopyPracticeRule.Judge(
                it,
                new JudgeCopy(JointSteps.Chosen<TrialOutcome>(Form.Outcome), Form.Words),
                Effect!,
                by,
                now
            ),
            PracticeStep.Withdraw => ReleasePracticeRule.Withdraw(it, new WithdrawPractice(Form.Words), by, now),
            _ => throw new UnreachableException(),
        };

    /// <summary>What the steps ask for.</summary>
    public sealed class StepForm
    {
        public bool? Released { get; set; }
        public string? Words { get; set; }
        public string? Outcome { get; set; }
        public List<string> Areas { get; set; } = [];
        public DateOnly? From { get; set; }
    }
}
