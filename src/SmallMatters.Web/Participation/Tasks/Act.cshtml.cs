using System.Diagnostics;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using SmallMatters.Domain.JointHandling;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Participation;
using SmallMatters.Domain.Units;
using SmallMatters.Storage.Cards;
using SmallMatters.Storage.JointHandling;
using SmallMatters.Storage.Participation;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.JointHandling;
using SmallMatters.Web.Matters;

namespace SmallMatters.Web.Participation.Tasks;

/// <summary>A step of a task: release it, say what came of it, call it off.</summary>
[Authorize(Policies.Matters)]
public sealed class ActModel(Desk desk, JointBook book, ParticipationReplies replies) : TaskPage(desk)
{
    [BindProperty(SupportsGet = true, Name = "step")]
    public string? StepTyped { get; set; }

    [BindProperty]
    public StepForm Form { get; set; } = new();

    public TaskStep Step { get; private set; }

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
        var done = await book.DecideAsync<VolunteerTask>(State.Key, Desk.Scope, Decide, Seen, cancel);
        if (done is Acted.Written && Step != TaskStep.Release)
        {
            var title = State.Paper.Title;
            await replies.TellAsync(
                State.Key,
                $"Task{Step}",
                Step == TaskStep.End
                    ? new(
                        $"志愿任务“{title}”结束了，谢谢您。结果已公开",
                        $"the task is over, thank you; what came of it is public: {title}"
                    )
                    : new($"志愿任务“{title}”取消了", $"the task was called off: {title}"),
                cancel
            );
        }
        return await AnswerAsync(done, new("已记录。", "It is recorded."), cancel);
    }

    private async Task<bool> PrepareAsync(CancellationToken cancel)
    {
        if (!JointSteps.TryRead(StepTyped, out TaskStep step) || !await ShowAsync(cancel))
        {
            return false;
        }
        Step = step;
        return true;
    }

    private JointDecision Decide(VolunteerTask it, Actor.Staff by, Jurisdiction jurisdiction, DateTimeOffset now) =>
        Step switch
        {
            TaskStep.Release => OfferTaskRule.Release(
                it,
                new ReleaseForResidents(Form.Released, Form.Words),
                by,
                jurisdiction,
                now
            ),
            TaskStep.End => OfferTaskRule.End(it, Form.Words, by, now),
            TaskStep.CallOff => OfferTaskRule.CallOff(it, Form.Words, by, now),
            _ => throw new UnreachableException(),
        };

    /// <summary>What the steps ask for.</summary>
    public sealed class StepForm
    {
        public bool? Released { get; set; }
        public string? Words { get; set; }
    }
}
