using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SmallMatters.Domain.Problems;
using SmallMatters.Domain.Units;
using SmallMatters.Storage.Cards;
using SmallMatters.Storage.Problems;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.Cards;
using SmallMatters.Web.GovUk;
using SmallMatters.Web.Matters;

namespace SmallMatters.Web.Problems;

/// <summary>Naming a problem, by itself or from a card that the reader sees; the card gives the place.</summary>
[Authorize(Policies.Matters)]
public sealed class NewModel(Desk desk, ProblemBook book) : PageModel
{
    /// <summary>Key of the card that led here.</summary>
    [BindProperty(SupportsGet = true, Name = "card")]
    public string? CardKey { get; set; }

    [BindProperty]
    public NewForm Form { get; set; } = new();

    public CardPage? Card { get; private set; }

    public Jurisdiction Jurisdiction { get; private set; } = null!;

    public IEnumerable<Choice> Areas =>
        Jurisdiction
            .Areas.Values.Where(a => desk.Scope.ReadsOf(a.Code))
            .Select(a => new Choice(a.Code, a.Name))
            .Prepend(Choice.Of("", "请选择", "Choose"));

    public IEnumerable<Choice> Categories => CardWords.Categories(Jurisdiction).Prepend(Choice.Of("", "请选择", "Choose"));

    public async Task OnGetAsync(CancellationToken cancel)
    {
        await PrepareAsync(cancel);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        await PrepareAsync(cancel);
        var file = Card?.Card.File;
        var (done, id) = await book.OpenAsync(
            desk.Scope,
            new OpenProblem(
                Form.Title ?? "",
                Form.Why ?? "",
                Form.Area ?? "",
                Form.Category ?? "",
                file?.Saw.Spot is { } spot && file.Saw.Area == Form.Area
                    ? new ProblemPlace(spot.Building, spot.Latitude, spot.Longitude, spot.Metres)
                    : null,
                file?.Id
            ),
            cancel
        );
        if (done is Acted.Refused { Why: var why })
        {
            ModelState.Refuse(why, desk.Speech, "Form");
            return Page();
        }
        TempData.Flash("已提出。下一步是分析原因。", "Named. Next, analyse what causes it.");
        return Redirect($"/staff/problems/{id:N}");
    }

    private async Task PrepareAsync(CancellationToken cancel)
    {
        Jurisdiction = await desk.JurisdictionAsync(cancel);
        Card = Guid.TryParseExact(CardKey, "N", out var id) ? await CardBook.FindAsync(desk.Db, desk.Scope, id, cancel) : null;
        if (Card?.Card.File.Saw is { } saw)
        {
            // What the card saw is what the problem is about; a card about several categories leaves the choice.
            (Form.Area, Form.Category) = (saw.Area, saw.Category ?? Form.Category);
        }
    }

    /// <summary>What the problem is.</summary>
    public sealed class NewForm
    {
        public string? Title { get; set; }

        public string? Area { get; set; }

        public string? Category { get; set; }

        public string? Why { get; set; }
    }
}
