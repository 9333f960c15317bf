using Microsoft.AspNetCore.Mvc;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Participation;
using SmallMatters.Storage.Participation;
using StaffDesk = SmallMatters.Web.Matters.Desk;

namespace SmallMatters.Web.Participation.Priorities;

/// <summary>One priority for the unit that answers it, and for a reviewer of another unit while its appeal waits.</summary>
public sealed class PriorityModel(StaffDesk desk, PriorityReader reader, PriorityBook book) : PriorityDeskPage(desk, reader, book)
{
    /// <summary>Whether the reader's unit answers it.</summary>
    public bool Deals => Desk.Scope.Actor.IsOf(Shown.State);

    /// <summary>Whether the reader decides its appeal.</summary>
    public bool Reviews => Shown.State.AppealWaits && !Deals;

    /// <summary>Whether the reader prepared what waits.</summary>
    public bool Wrote => Shown.State.Prepared?.By == Desk.Scope.Actor.Id.Value;

    /// <summary>The steps that may be taken now, with their addresses.</summary>
    public IEnumerable<(string Way, Bilingual Said)> Steps => StepModel.Of(Shown.State);

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel) => await ShowAsync(cancel) ? Page() : NotFound();

    public Task<IActionResult> OnPostShowAsync(CancellationToken cancel) =>
        ActAsync((priority, _) => ModeratePriorityRule.Show(priority, Desk.Scope.Actor), cancel);

    public Task<IActionResult> OnPostReleaseAsync(CancellationToken cancel) =>
        ActAsync((priority, today) => AnswerPriorityRule.Release(priority, Desk.Scope.Actor, today), cancel);

    public Task<IActionResult> OnPostBackAsync(CancellationToken cancel) =>
        ActAsync((priority, _) => AnswerPriorityRule.GiveBack(priority, Desk.Scope.Actor), cancel);

    public Task<IActionResult> OnPostAppealAsync(bool? shown, CancellationToken cancel) =>
        ActAsync((priority, today) => ModeratePriorityRule.DecideAppeal(priority, shown, Desk.Scope.Actor, today), cancel);
}
