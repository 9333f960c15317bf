using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SmallMatters.Domain.Cards;
using SmallMatters.Domain.Units;
using SmallMatters.Storage.Cards;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.Matters;

namespace SmallMatters.Web.Cards;

/// <summary>The cards of the reader's unit, or of all units whose matters they see.</summary>
[Authorize(Policies.Matters)]
public sealed class IndexModel(Desk desk, CardRuleBook rules) : PageModel
{
    private const int RowsOnAPage = 40;

    /// <summary>Closed and expired ones instead of those that wait.</summary>
    [BindProperty(SupportsGet = true, Name = "done")]
    public bool Done { get; set; }

    /// <summary>Those of the units below as well.</summary>
    [BindProperty(SupportsGet = true, Name = "all")]
    public bool All { get; set; }

    [BindProperty(SupportsGet = true, Name = "n")]
    public int Number { get; set; }

    public IReadOnlyList<CardLine> Cards { get; private set; } = [];

    public Jurisdiction Jurisdiction { get; private set; } = null!;

    public string? Older { get; private set; }

    public string? Newer { get; private set; }

    /// <summary>Whether the reader sees more than one unit's.</summary>
    public bool SeesMore => desk.Scope.Sees.Length > 1;

    public CardRule RuleOf(CardLine card) => rules.All.Last(r => r.Code == card.Rule);

    public string AddressOf(bool done, bool all, int page = 0) =>
        $"/staff/cards?done={(done ? "true" : "false")}&all={(all ? "true" : "false")}{(page > 0 ? $"&n={page}" : "")}";

    public async Task OnGetAsync(CancellationToken cancel)
    {
        Jurisdiction = await desk.JurisdictionAsync(cancel);
        Number = Math.Clamp(Number, 0, 10_000);
        var found = await CardBook.ListAsync(
            desk.Db,
            desk.Scope,
            All ? null : desk.Scope.Unit,
            !Done,
            null,
            Number * RowsOnAPage,
            RowsOnAPage + 1,
            cancel
        );
        Cards = [.. found.Take(RowsOnAPage).Where(c => rules.All.Any(r => r.Code == c.Rule))];
        Older = found.Count > RowsOnAPage ? AddressOf(Done, All, Number + 1) : null;
        Newer = Number > 0 ? AddressOf(Done, All, Number - 1) : null;
    }
}
