using System.Diagnostics;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using SmallMatters.Domain.JointHandling;
using SmallMatters.Domain.Learning;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Performance;
using SmallMatters.Domain.Units;
using SmallMatters.Storage.JointHandling;
using SmallMatters.Storage.Learning;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.GovUk;
using SmallMatters.Web.JointHandling;
using SmallMatters.Web.Matters;

namespace SmallMatters.Web.Learning;

/// <summary>A step of a pilot: approve, start, look, end, stop, assess.</summary>
[Authorize(Policies.Supervisor)]
public sealed class PilotActModel(Desk desk, JointBook book) : PilotPage(desk)
{
    [BindProperty(SupportsGet = true, Name = "step")]
    public string? StepTyped { get; set; }

    [BindProperty]
    public StepForm Form { get; set; } = new();

    public PilotStep Step { get; private set; }

    public static IEnumerable<Choice> Approvals { get; } =
    [Choice.Of("true", "批准", "Yes, it may"), Choice.Of("false", "不批准", "No")];

    public static IEnumerable<Choice> Outcomes { get; } =
    [.. Enum.GetValues<TrialOutcome>().Select(o => new Choice(o.ToString(), o.Said()))];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel) =>
        !TryStep() || !await CountAsync(cancel) ? NotFound()
        : Offered(Step) ? Page()
        : StatusCode(StatusCodes.Status403Forbidden);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (!TryStep() || !await CountAsync(cancel))
        {
            return NotFound();
        }
        // The look counts only where the reader reads all areas of the pilot; else the stop rule would judge a part of them.
        if (Step == PilotStep.Look && !ComparedCounts.Covers(Desk.Scope, State.Plan.Compared))
        {
            return StatusCode(StatusCodes.Status403Forbidden);
        }
        var counts =
            Step == PilotStep.Look
                ? await ComparedCounts.SinceAsync(
                    Desk.Db,
                    Desk.Scope,
                    State.Plan.Compared,
                    State.Plan.Stop.LookOn,
                    Jurisdiction.Calendar,
                    cancel
                )
                : default;
        var done = await book.DecideAsync<Pilot>(
            State.Key,
            Desk.Scope,
            (it, by, jurisdiction, now) => Decide(it, counts, by, jurisdiction, now),
            Seen,
            cancel
        );
        return await AnswerAsync(done, new("已记录。", "It is recorded."), cancel);
    }

    private bool TryStep() => JointSteps.TryRead(StepTyped, out PilotStep step) && Enum.IsDefined(Step = step);

    private JointDecision Decide(Pilot it, MeasureCounts counts, Actor.Staff by, Jurisdiction jurisdiction, DateTimeOffset now) =>
        Step switch
        {
            PilotStep.Approve => RunPilotRule.Approve(it, new ApprovePilot(Form.Approved, Form.Words), by, now),
            PilotStep.Start => RunPilotRule.Start(it, by, jurisdiction, now),
            PilotStep.Look => RunPilotRule.Look(it, counts, by, jurisdiction, now),
            PilotStep.End => RunPilotRule.End(it, by, jurisdiction, now),
            PilotStep.Stop => RunPilotRule.Stop(it, new StopPilot(Form.Words), by, jurisdiction, now),
            PilotStep.Assess => AssessPilotRule.Decide(
                it,
                new AssessPilot(JointSteps.Chosen<TrialOutcome>(Form.Outcome), Form.Words),
                Effect,
                by,
                now
            ),
            _ => throw new UnreachableException(),
        };

    /// <summary>What the steps ask for.</summary>
    public sealed class StepForm
    {
        public bool? Approved { get; set; }
        public string? Outcome { get; set; }
        public string? Words { get; set; }
    }
}
