using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Units;
using SmallMatters.Storage.Cards;
using SmallMatters.Storage.Dispatching;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.GovUk;
using SmallMatters.Web.Matters;

namespace SmallMatters.Web.Dispatching;

/// <summary>An administrator changes the dispatch catalogue, with the reason.</summary>
[Authorize(Policies.SystemAdministrator)]
public sealed class ChangeModel(Desk desk, CatalogueBook book) : PageModel
{
    [BindProperty]
    public ChangeForm Form { get; set; } = new();

    public Jurisdiction Jurisdiction { get; private set; } = null!;

    public IEnumerable<Choice> Categories =>
        Jurisdiction
            .Categories.Values.Where(c => c.Kind != Kind.Conduct)
            .Select(c => new Choice(c.Code, c.Name))
            .Prepend(Choice.Of("", "请选择", "Choose"));

    public IEnumerable<Choice> Areas =>
        Jurisdiction.Areas.Values.Select(a => new Choice(a.Code, a.Name)).Prepend(Choice.Of("", "所有片区", "All areas"));

    public IEnumerable<Choice> Units =>
        Jurisdiction.Units.Values.Select(u => new Choice(u.Code, u.Name)).Prepend(Choice.Of("", "请选择", "Choose"));

    public IEnumerable<Choice> Lines =>
        Jurisdiction
            .Catalogue.Lines.Where(l => l.HoldsOn(Jurisdiction.Calendar.DayOf(desk.Now)))
            .Select(l => new Choice(
                $"{l.Number}",
                new Bilingual($"第 {l.Number} 条：{Named(l).Zh}", $"Line {l.Number}: {Named(l).En}")
            ))
            .Prepend(Choice.Of("", "请选择", "Choose"));

    public IEnumerable<Choice> Reasons =>
        Jurisdiction.Catalogue.InUse.Select(r => new Choice(r.Code, r.Name)).Prepend(Choice.Of("", "请选择", "Choose"));

    public async Task OnGetAsync(CancellationToken cancel) => Jurisdiction = await desk.JurisdictionAsync(cancel);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        Jurisdiction = await desk.JurisdictionAsync(cancel);
        if (Change() is not { } change)
        {
            ModelState.AddModelError("Form.What", desk.Speech["请选择要改什么。", "Choose what to change."]);
            return Page();
        }
        switch (await book.ChangeAsync(change, Form.Why, desk.Scope.Actor, cancel))
        {
            case Acted.Written:
                TempData.Flash("派单目录已修改", "The dispatch catalogue was changed");
                return Redirect("/staff/catalogue");
            case Acted.Refused refused:
                ModelState.Refuse(refused.Why, desk.Speech, "Form");
                return Page();
            default:
                ModelState.AddModelError(
                    "",
                    desk.Speech[
                        "别人刚刚改过目录，您的修改没有保存。请再提交一次。",
                        "Somebody else has just changed the catalogue and yours was not saved. Send it again."
                    ]
                );
                return Page();
        }
    }

    private CatalogueChange? Change() =>
        Form.What switch
        {
            "AddLine" => new CatalogueChange.AddLine(
                Form.Category ?? "",
                Form.Area is { Length: > 0 } area ? area : null,
                Form.Unit ?? ""
            ),
            "EndLine" => new CatalogueChange.EndLine(
                int.TryParse(Form.Line, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0
            ),
            "AddReason" => new CatalogueChange.AddReason(Form.Zh ?? "", Form.En ?? ""),
            "EndReason" => new CatalogueChange.EndReason(Form.Reason ?? ""),
            _ => null,
        };

    private Bilingual Named(DispatchLine line)
    {
        var category = Jurisdiction.Categories.TryGetValue(line.Category, out var c) ? c.Name : new(line.Category, line.Category);
        var unit = Jurisdiction.Units.TryGetValue(line.Unit, out var u) ? u.Name : new(line.Unit, line.Unit);
        return new Bilingual($"{category.Zh} → {unit.Zh}", $"{category.En} → {unit.En}");
    }

    public sealed class ChangeForm
    {
        public string? What { get; set; }
        public string? Category { get; set; }
        public string? Area { get; set; }
        public string? Unit { get; set; }
        public string? Line { get; set; }
        public string? Zh { get; set; }
        public string? En { get; set; }
        public string? Reason { get; set; }
        public string? Why { get; set; }
    }
}
