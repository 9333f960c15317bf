using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using SmallMatters.Domain.Learning;
using SmallMatters.Domain.Matters;
using SmallMatters.Storage.JointHandling;
using SmallMatters.Storage.Learning;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.JointHandling;
using SmallMatters.Web.Matters;

namespace SmallMatters.Web.Learning;

/// <summary>The after-action notes on work that the reader's units had a part in, and closed matters to write one on.</summary>
[Authorize(Policies.Matters)]
public sealed class AfterActionsModel(Desk desk) : JointListModel<AfterAction>(desk)
{
    private const int Offered = 5;

    /// <summary>Settled matters of the reader's unit.</summary>
    public IReadOnlyList<MatterBeside> Settled { get; private set; } = [];

    /// <summary>Reference of the matter that a note is to be written on.</summary>
    [BindProperty(SupportsGet = true, Name = "matter")]
    public string? MatterTyped { get; set; }

    /// <summary>Leads to the note on a matter, or says here why there is none to write.</summary>
    public async Task<IActionResult> OnGetWriteAsync(CancellationToken cancel)
    {
        if (
            Reference.TryParse(MatterTyped, out var reference)
            && await WorkReader.OfMatterAsync(Desk.Db, reference, cancel) is { MayBeTold: true } work
            && work.Units.Contains(Desk.Scope.Unit)
            && Desk.Scope.ReadsOf(work.Area)
        )
        {
            return Redirect($"/staff/afteraction/new?matter={reference.Value}");
        }
        ModelState.AddModelError(
            "matter",
            Desk.Speech[
                "请写 12 位编号，由本单位主办或者协办过的诉求。",
                "Give the reference, 12 digits, of a matter that your unit owned or had a part in."
            ]
        );
        await OnGetAsync(cancel);
        return Page();
    }

    protected override async Task PrepareAsync(CancellationToken cancel) =>
        Settled = await WorkReader.SettledAsync(Desk.Db, Desk.Scope, Offered, cancel);
}
