using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SmallMatters.Storage.Hazards;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.Matters;

namespace SmallMatters.Web.Rounds;

/// <summary>The premises of a round: to be taken along on the phone, or on paper.</summary>
[Authorize(Policies.Matters)]
public sealed class TakeModel(Desk desk, PremisesReader reader) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public List<Guid> Id { get; set; } = [];

    public IReadOnlyList<PremisesEntry> Places { get; private set; } = [];

    /// <summary>Where the phone fetches them.</summary>
    public string Bundle => $"{RoundLinks.Bundle}?{string.Join('&', Places.Select(p => $"id={p.Id:N}"))}";

    public async Task OnGetAsync(CancellationToken cancel) =>
        Places = await reader.InspectedAsync([.. Id.Distinct().Take(RoundLinks.MostPlaces)], desk.Scope, cancel);
}
