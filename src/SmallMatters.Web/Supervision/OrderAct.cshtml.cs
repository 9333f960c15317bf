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

/// <summary>A step of an order: reply, judge the reply, take it back.</summary>
[Authorize(Policies.Matters)]
public sealed class OrderActModel(Desk desk, JointBook book) : OrderPage(desk)
{
    [BindProperty(SupportsGet = true, Name = "step")]
    public string? StepTyped { get; set; }

    [BindProperty]
    public StepForm Form { get; set; } = new();

    public OrderStep Step { get; private set; }

    public static IEnumerable<Choice> Judgements =>
        Enum.GetValues<ReplyJudgement>().Select(j => new Choice(j.ToString(), j.Said()));

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
        var done = await book.DecideAsync<SupervisionOrder>(State.Key, Desk.Scope, Decide, Seen, cancel);
        return await AnswerAsync(done, Step.Done(), cancel);
    }

    private bool TryStep() => JointSteps.TryRead(StepTyped, out OrderStep step) && Enum.IsDefined(Step = step);

    private JointDecision Decide(SupervisionOrder order, Actor.Staff by, Jurisdiction jurisdiction, DateTimeOffset now) =>
        Step switch
        {
            OrderStep.Reply => AnswerOrderRule.Reply(order, new ReplyToOrder(Form.Words), by, jurisdiction, now),
            OrderStep.Judge => AnswerOrderRule.Judge(
                order,
                new JudgeReply(JointSteps.Chosen<ReplyJudgement>(Form.As), Form.Words),
                by,
                jurisdiction,
                now
            ),
            OrderStep.Back => AnswerOrderRule.TakeBack(order, new TakeOrderBack(Form.Reason), by, now),
            _ => throw new UnreachableException(),
        };

    /// <summary>What the steps ask for.</summary>
    public sealed class StepForm
    {
        public string? As { get; set; }
        public string? Words { get; set; }
        public string? Reason { get; set; }
    }
}
