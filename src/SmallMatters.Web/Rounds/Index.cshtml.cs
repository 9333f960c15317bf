using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SmallMatters.Domain.Hazards;
using SmallMatters.Domain.Language;
using SmallMatters.Storage.Hazards;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.GovUk;
using SmallMatters.Web.Hazards;
using SmallMatters.Web.Matters;

namespace SmallMatters.Web.Rounds;

/// <summary>Which premises a round goes to: those that the reader's own unit inspects.</summary>
[Authorize(Policies.Matters)]
public sealed class IndexModel(Desk desk, PremisesReader reader) : PageModel
{
    private const int PagesListed = 4;

    [BindProperty(SupportsGet = true)]
    public string? Area { get; set; }

    public List<Choice> Shown { get; } = [];

    public bool More { get; private set; }

    public IEnumerable<Choice> Areas { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancel)
    {
        var jurisdiction = await desk.JurisdictionAsync(cancel);
        Areas = PremisesChoices.Areas(jurisdiction, desk.Scope).Prepend(Choice.Of("", "全部", "All"));
        var filter = new PremisesFilter(null, string.IsNullOrEmpty(Area) ? null : Area, desk.Scope.Unit, null, false);
        for (var page = 1; page <= PagesListed; page++)
        {
            var list = await reader.ListAsync(desk.Scope, filter, page, cancel);
            Shown.AddRange(list.Entries.Select(e => ChoiceOf(e.Id, e.Details)));
            More = list.Total > Shown.Count;
            if (!More)
            {
                break;
            }
        }
    }

    internal static Choice ChoiceOf(Guid id, PremisesDetails place) =>
        new(
            id.ToString("N"),
            new Bilingual($"{place.Name}（{place.Kind.Said().Zh}）", $"{place.Name} ({place.Kind.Said().En})"),
            new Bilingual(place.Address, place.Address)
        );
}
