using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using SmallMatters.Domain.Learning;
using SmallMatters.Domain.Matters;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.JointHandling;
using SmallMatters.Web.Matters;

namespace SmallMatters.Web.Learning;

/// <summary>One after-action note, for the units that had a part in the work.</summary>
[Authorize(Policies.Matters)]
public sealed class OneAfterActionModel(Desk desk) : JointPageModel<AfterAction>(desk)
{
    /// <summary>Whether the reader may say what became of the change; the rule decides when it is sent.</summary>
    public bool MaySettle =>
        State.Stage == AfterActionStage.ToChange && Scope.Unit == State.Note.Unit && Scope.Is(StaffRole.Supervisor);

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel) => await ShowAsync(cancel) ? Page() : NotFound();
}
