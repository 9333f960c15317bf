using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SmallMatters.Domain.Cards;
using SmallMatters.Storage.Cards;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.Matters;

namespace SmallMatters.Web.Cards;

/// <summary>Every rule in plain words, with what its replay on this jurisdiction's history showed.</summary>
[Authorize(Policies.Matters)]
public sealed class RulesModel(Desk desk, CardRuleBook rules) : PageModel
{
    public IReadOnlyList<CardRule> Rules { get; private set; } = [];

    public IReadOnlyDictionary<(string Rule, int Version), RuleFigures> Figures { get; private set; } =
        new Dictionary<(string, int), RuleFigures>();

    public async Task OnGetAsync(CancellationToken cancel)
    {
        var today = (await desk.JurisdictionAsync(cancel)).Calendar.DayOf(desk.Now);
        Rules = [.. rules.On(today)];
        Figures = await RuleFigureBook.AllAsync(desk.Db, cancel);
    }
}
