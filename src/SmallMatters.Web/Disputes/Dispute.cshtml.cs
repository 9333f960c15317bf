using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using SmallMatters.Domain.Disputes;
using SmallMatters.Storage.Disputes;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.Matters;

namespace SmallMatters.Web.Disputes;

/// <summary>The dispute of a matter: who takes part, what each has consented to, what can be done, and what happened.</summary>
[Authorize(Policies.Handler)]
public sealed class DisputeModel(Desk desk, DisputeReader reader, VenueBook venues) : DisputePageModel(desk, reader, venues)
{
    public IReadOnlyList<DisputeStep> Steps { get; private set; } = [];

    /// <summary>Whether the reader may lift a safety flag that they did not raise.</summary>
    public bool Lifts { get; private set; }

    /// <summary>Whether the reader may write down that the police were told.</summary>
    public bool Tells { get; private set; }

    /// <summary>Whether the reader deals with disputes of the unit, this one's end included.</summary>
    public bool Deals { get; private set; }

    /// <summary>Why mediation cannot start now; null when it can, or has.</summary>
    public Domain.Language.Refusal? NotYet { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (!await ShowAsync(cancel))
        {
            return NotFound();
        }
        if (Shown is null)
        {
            return await MatterAsync(cancel) is null ? NotFound() : Redirect($"{Address}/open");
        }
        var by = Desk.Scope.In(Shown.Area).Actor;
        Steps = DisputeSteps.For(Dispute, by, Jurisdiction);
        Deals = DisputeMay.Deals(Dispute, by);
        Lifts = DisputeSteps.Leads(Dispute, by, Jurisdiction);
        Tells = Lifts || (by.Unit == Dispute.File.Unit && by.Is(Domain.Matters.StaffRole.Handler));
        if (Dispute is Domain.Disputes.Dispute.Asking)
        {
            NotYet = StartMediationRule.NotYet(Dispute, by, Venues, Jurisdiction, Desk.Now);
        }
        return Page();
    }
}
