using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SmallMatters.Domain.DataProtection;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Sharing;
using SmallMatters.Domain.Units;
using SmallMatters.Storage.Cards;
using SmallMatters.Storage.DataProtection;
using SmallMatters.Storage.Matters.Views;
using SmallMatters.Storage.Sharing;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.GovUk;
using SmallMatters.Web.Matters;

namespace SmallMatters.Web.Sharing;

/// <summary>One slip, for both of its sides: what it names, who read by it, and what can be done.</summary>
[Authorize(Policies.Handler)]
public sealed class SlipModel(Desk desk, SlipBook book, OutwardFlows flows) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "slip")]
    public string? Key { get; set; }

    /// <summary>Number of the last fact that the person had on the page.</summary>
    [BindProperty]
    public int Seen { get; set; }

    [BindProperty]
    public string? Words { get; set; }

    public SlipPage Shown { get; private set; } = null!;

    public SharingSlip Slip => Shown.Slip;

    public Jurisdiction Jurisdiction { get; private set; } = null!;

    public IReadOnlyDictionary<Guid, string> Names { get; private set; } = new Dictionary<Guid, string>();

    /// <summary>The key that was just made.</summary>
    public string? NewKey { get; private set; }

    public bool ChangedMeanwhile { get; private set; }

    /// <summary>Why it cannot be approved yet: the impact assessment is missing, waits or has run out. Null when it can.</summary>
    public Refusal? NotWeighed { get; private set; }

    /// <summary>Where the assessment of this slip is begun, with the way back; null when it waits for its approval already.</summary>
    public string? Weigh =>
        NotWeighed is null or { Code: "assessment-not-approved" }
            ? null
            : $"/staff/data-protection/assessments/new?kind={nameof(OutwardFlowKind.SharingSlip)}&code={Uri.EscapeDataString(Slip.File.Code)}&back={Uri.EscapeDataString(Address)}";

    public DateOnly Today => Jurisdiction.Calendar.DayOf(desk.Now);

    public string Address => $"/staff/slips/{Slip.File.Id:N}";

    public bool Gives => desk.Scope.Unit == Slip.File.Giver && desk.Scope.Is(StaffRole.Supervisor);

    public bool Receives => desk.Scope.Unit == Slip.File.Receiver && desk.Scope.Is(StaffRole.Supervisor);

    public string? Mistake =>
        ModelState.TryGetValue(nameof(Words), out var entry) && entry.Errors is [var first, ..] ? first.ErrorMessage : null;

    private Actor.Staff By => desk.Scope.Actor;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel) => await ShowAsync(cancel) ? Page() : NotFound();

    public Task<IActionResult> OnPostApproveAsync(CancellationToken cancel) =>
        ActAsync((slip, today, now) => DecideSlipRule.Approve(slip, By, today, now), new("已批准。", "It is approved."), cancel);

    public Task<IActionResult> OnPostRefuseAsync(CancellationToken cancel) =>
        ActAsync((slip, _, _) => DecideSlipRule.Refuse(slip, Words ?? "", By), new("已答复。", "It is answered."), cancel);

    public Task<IActionResult> OnPostRevokeAsync(CancellationToken cancel) =>
        ActAsync((slip, _, _) => DecideSlipRule.Revoke(slip, Words ?? "", By), new("已撤销。", "It is revoked."), cancel);

    public async Task<IActionResult> OnPostKeyAsync(CancellationToken cancel)
    {
        if (!await ShowAsync(cancel))
        {
            return NotFound();
        }
        var (done, key) = await book.MakeKeyAsync(Slip.File.Id, By, Seen, cancel);
        NewKey = key;
        return await AnswerAsync(done, null, cancel);
    }

    private async Task<IActionResult> ActAsync(
        Func<SharingSlip, DateOnly, DateTimeOffset, SlipDecision> decide,
        Bilingual said,
        CancellationToken cancel
    )
    {
        if (!await ShowAsync(cancel))
        {
            return NotFound();
        }
        return await AnswerAsync(await book.DecideAsync(Slip.File.Id, By, decide, Seen, cancel), said, cancel);
    }

    private async Task<IActionResult> AnswerAsync(Acted done, Bilingual? said, CancellationToken cancel)
    {
        switch (done)
        {
            case Acted.Written when said is { } words:
                TempData.Flash(words);
                return Redirect(Address);
            case Acted.Refused { Why: var why }:
                ModelState.Refuse(why, desk.Speech);
                return Page();
            case Acted.NotFound:
                return NotFound();
            case Acted.ChangedMeanwhile:
                ChangedMeanwhile = true;
                Response.StatusCode = StatusCodes.Status409Conflict;
                break;
        }
        await ShowAsync(cancel);
        return Page();
    }

    private async Task<bool> ShowAsync(CancellationToken cancel)
    {
        if (
            !Guid.TryParseExact(Key, "N", out var id)
            || await SlipBook.FindAsync(desk.Db, desk.Scope.Unit, id, cancel) is not { } shown
        )
        {
            return false;
        }
        Shown = shown;
        NotWeighed =
            Slip.Stage == SlipStage.Asked && Gives ? await flows.PermitAsync(desk.Db, SlipBook.FlowOf(Slip.File), cancel) : null;
        Jurisdiction = await desk.JurisdictionAsync(cancel);
        Names = await Colleagues.NamesAsync(desk.Db, [.. shown.Facts.Select(f => f.Staff).OfType<Guid>().Distinct()], cancel);
        return true;
    }
}
