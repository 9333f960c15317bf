using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SmallMatters.Domain.Units;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.Cards;
using SmallMatters.Web.GovUk;
using SmallMatters.Web.Matters;

namespace SmallMatters.Web.Patterns;

/// <summary>Where, at which hours and in which weeks matters come: three pictures, each with its table.</summary>
[Authorize(Policies.Matters)]
public sealed class IndexModel(Desk desk) : PageModel
{
    /// <summary>The table of places shows so many; the file has all.</summary>
    public const int PlacesShown = 20;

    [BindProperty(SupportsGet = true, Name = "")]
    public PatternQuery Query { get; set; } = new();

    public PatternView Shown { get; private set; } = null!;

    public Jurisdiction Jurisdiction { get; private set; } = null!;

    public IEnumerable<Choice> Areas =>
        Jurisdiction
            .Areas.Values.Where(a => desk.Scope.ReadsOf(a.Code))
            .Select(a => new Choice(a.Code, a.Name))
            .Prepend(
                desk.Scope.OnlyAreas is null
                    ? Choice.Of("", "全部片区", "All areas")
                    : Choice.Of("", "您的全部片区", "All your areas")
            );

    public IEnumerable<Choice> Categories =>
        CardWords.Categories(Jurisdiction).Prepend(Choice.Of("", "全部分类", "All categories"));

    public static IEnumerable<Choice> Weeks =>
        PatternQuery.Offered.Select(w => Choice.Of($"{w}", $"最近 {w} 周", $"The last {w} weeks"));

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        Jurisdiction = await desk.JurisdictionAsync(cancel);
        if (!Query.IsKnownTo(desk.Scope, Jurisdiction))
        {
            return NotFound();
        }
        Shown = await PatternView.ReadAsync(desk.Db, desk.Scope, Jurisdiction, Query, desk.Now, cancel);
        return Page();
    }
}
