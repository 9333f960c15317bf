using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SmallMatters.Domain.Sharing;
using SmallMatters.Domain.Units;
using SmallMatters.Storage.Cards;
using SmallMatters.Storage.Sharing;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.GovUk;
using SmallMatters.Web.Matters;

namespace SmallMatters.Web.Sharing;

/// <summary>Ask another unit for fields of its matters.</summary>
[Authorize(Policies.Handler)]
public sealed class NewModel(Desk desk, SlipBook book) : PageModel
{
    [BindProperty]
    public NewForm Form { get; set; } = new();

    public Jurisdiction Jurisdiction { get; private set; } = null!;

    public IEnumerable<Choice> Units =>
        Jurisdiction
            .Units.Values.Where(u => u.Code != desk.Scope.Unit)
            .Select(u => new Choice(u.Code, u.Name))
            .Prepend(Choice.Of("", "请选择", "Choose"));

    public IEnumerable<Choice> Categories =>
        Jurisdiction
            .Categories.Values.Where(c => c.Kind is not (Kind.Conduct or Kind.MinorCase))
            .Select(c => new Choice(c.Code, c.Name))
            .Prepend(Choice.Of("", "所有分类", "All categories"));

    public static IReadOnlyList<Choice> Fields =>
        [.. Enum.GetValues<SharedField>().Select(f => new Choice(f.ToString(), f.Said()))];

    public async Task OnGetAsync(CancellationToken cancel) => Jurisdiction = await desk.JurisdictionAsync(cancel);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        Jurisdiction = await desk.JurisdictionAsync(cancel);
        var (done, id) = await book.AskAsync(
            desk.Scope.Actor,
            new AskSlip(
                Form.Giver ?? "",
                string.IsNullOrEmpty(Form.Category) ? null : Form.Category,
                [
                    .. (Form.Fields ?? [])
                        .Where(f => Fields.Any(known => known.Value == f))
                        .Select(f => Enum.Parse<SharedField>(f)),
                ],
                Form.Purpose ?? "",
                Form.Basis ?? "",
                Form.Until
            ),
            cancel
        );
        if (done is Acted.Refused { Why: var why })
        {
            ModelState.Refuse(why, desk.Speech, "Form");
            return Page();
        }
        TempData.Flash("已提出，等对方负责人批准。", "Asked; it waits for the other unit's supervisor.");
        return Redirect($"/staff/slips/{id:N}");
    }

    /// <summary>What is asked for.</summary>
    public sealed class NewForm
    {
        public string? Giver { get; set; }

        public string? Category { get; set; }

        public List<string>? Fields { get; set; }

        public string? Purpose { get; set; }

        public string? Basis { get; set; }

        public DateOnly? Until { get; set; }
    }
}
