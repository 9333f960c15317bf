using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Performance;
using SmallMatters.Storage.JointHandling;
using SmallMatters.Storage.Matters.Views;
using SmallMatters.Storage.Performance;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.GovUk;
using SmallMatters.Web.JointHandling;
using SmallMatters.Web.Matters;

namespace SmallMatters.Web.Performance;

/// <summary>What the page of a target and that of its account share.</summary>
public abstract class TargetPage(Desk desk) : JointPageModel<Target>(desk)
{
    /// <summary>Its measure over the term so far; null for a task.</summary>
    public MeasureCounts? Counts { get; private set; }

    /// <summary>How that stands to the target; null for a task.</summary>
    public TargetStands? Stands => Counts is { } counts ? TargetWords.Stands(State.File, counts) : null;

    public DateOnly Today => Jurisdiction.Calendar.DayOf(Now);

    public bool MayAccount => State.Stage == TargetStage.Set && State.File.Unit == Scope.Unit && Scope.Is(StaffRole.Supervisor);

    protected async Task<bool> CountAsync(CancellationToken cancel)
    {
        if (!await ShowAsync(cancel))
        {
            return false;
        }
        Counts = await Targets.CountsAsync(Desk.Db, Desk.Scope, State.File, Jurisdiction.Calendar, Today, cancel);
        return true;
    }
}

/// <summary>One target: what it is, how it stands, and what it is broken down into.</summary>
[Authorize(Policies.Matters)]
public sealed class OneTargetModel(Desk desk) : TargetPage(desk)
{
    public string? LeaderName { get; private set; }

    public IReadOnlyList<(TargetFile File, TargetStage Stage)> Parts { get; private set; } = [];

    public bool MayBreakDown =>
        State.Stage == TargetStage.Set && State.File.Level != TargetLevel.Task && Desk.Scope.Is(StaffRole.Supervisor);

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (!await CountAsync(cancel))
        {
            return NotFound();
        }
        var leader = State.File.Leader.Value;
        LeaderName = (await Colleagues.NamesAsync(Desk.Db, [leader], cancel)).GetValueOrDefault(leader);
        Parts = await Targets.PartsAsync(Desk.Db, Desk.Scope, State.Key, cancel);
        return Page();
    }
}

/// <summary>Say what came of a target.</summary>
[Authorize(Policies.Supervisor)]
public sealed class AccountTargetModel(Desk desk, JointBook book) : TargetPage(desk)
{
    [BindProperty]
    public AccountForm Form { get; set; } = new();

    public static IEnumerable<Choice> Results =>
        ((TargetStage[])[TargetStage.Reached, TargetStage.NotReached, TargetStage.GivenUp]).Select(s => new Choice(
            s.ToString(),
            s.Said()
        ));

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel) =>
        !await CountAsync(cancel) ? NotFound()
        : MayAccount ? Page()
        : StatusCode(StatusCodes.Status403Forbidden);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (!await CountAsync(cancel))
        {
            return NotFound();
        }
        var done = await book.DecideAsync<Target>(
            State.Key,
            Desk.Scope,
            (target, by, jurisdiction, now) =>
                AccountForTargetRule.Decide(
                    target,
                    new AccountForTarget(JointSteps.Chosen<TargetStage>(Form.As), Form.Words),
                    Counts,
                    Stands,
                    by,
                    jurisdiction.Calendar.DayOf(now),
                    now
                ),
            Seen,
            cancel
        );
        return await AnswerAsync(done, new("已记录。", "It is recorded."), cancel);
    }

    public sealed class AccountForm
    {
        public string? As { get; set; }
        public string? Words { get; set; }
    }
}
