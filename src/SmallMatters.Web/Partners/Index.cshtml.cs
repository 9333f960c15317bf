using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SmallMatters.Domain.Units;
using SmallMatters.Storage.Cards;
using SmallMatters.Storage.Matters.Views;
using SmallMatters.Storage.Partners;
using SmallMatters.Storage.Patterns;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.GovUk;
using SmallMatters.Web.Matters;

namespace SmallMatters.Web.Partners;

/// <summary>The register of outside partners with all its changes, kept by an administrator.</summary>
[Authorize(Policies.SystemAdministrator)]
public sealed class IndexModel(Desk desk, PartnerBook book) : PageModel
{
    private const int Latest = 100;

    [BindProperty]
    public ChangeForm Form { get; set; } = new();

    public Jurisdiction Jurisdiction { get; private set; } = null!;

    public FactWords Words { get; private set; } = null!;

    public IReadOnlyList<KeptFact<PartnerFact>> History { get; private set; } = [];

    public IEnumerable<Partner> InUse => Jurisdiction.Partners.All.Where(p => p.EndedOn is null);

    public IEnumerable<Choice> Partners =>
        InUse.Select(p => new Choice(p.Code, p.Name)).Prepend(Choice.Of("", "请选择", "Choose"));

    public IEnumerable<Choice> Units =>
        Jurisdiction.Units.Values.Select(u => new Choice(u.Code, u.Name)).Prepend(Choice.Of("", "请选择", "Choose"));

    public Task OnGetAsync(CancellationToken cancel) => PrepareAsync(cancel);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (Change() is not { } change)
        {
            ModelState.AddModelError("Form.What", desk.Speech["请选择要改什么。", "Choose what to change."]);
        }
        else
        {
            switch (await book.ChangeAsync(change, Form.Why, desk.Scope.Actor, cancel))
            {
                case Acted.Written:
                    TempData.Flash("名册已修改", "The register was changed");
                    return Redirect(PartnerLinks.Register);
                case Acted.Refused refused:
                    ModelState.Refuse(refused.Why, desk.Speech, field => $"Form.{FieldOf(field)}");
                    break;
                default:
                    ModelState.AddModelError(
                        "",
                        desk.Speech[
                            "别人刚刚改过名册，您的修改没有保存。请再提交一次。",
                            "Somebody else has just changed the register and yours was not saved. Send it again."
                        ]
                    );
                    break;
            }
        }
        await PrepareAsync(cancel);
        return Page();
    }

    /// <summary>Who made a change.</summary>
    public string By(KeptFact<PartnerFact> kept) =>
        $"{Words.UnitName(kept.Unit)} {(kept.Staff is { } who ? Words.NameOf(who) : "")}".Trim();

    // Each change has fields of its own, since all of them are on the page at once.
    private string FieldOf(string field) =>
        (Form.What, field) switch
        {
            ("Change", "Code") => "Changed",
            ("Change", "Zh" or "KeptBy") => "New" + field,
            ("End", "Code") => "Ended",
            _ => field,
        };

    private PartnerChange? Change() =>
        Form.What switch
        {
            "Add" => new PartnerChange.AddPartner((Form.Code ?? "").Trim(), Form.Zh ?? "", Form.En ?? "", Form.KeptBy ?? ""),
            "Change" => new PartnerChange.ChangePartner(
                Form.Changed ?? "",
                Form.NewZh ?? "",
                Form.NewEn ?? "",
                Form.NewKeptBy ?? ""
            ),
            "End" => new PartnerChange.EndPartner(Form.Ended ?? ""),
            _ => null,
        };

    private async Task PrepareAsync(CancellationToken cancel)
    {
        Jurisdiction = await desk.JurisdictionAsync(cancel);
        History = await PartnerBook.HistoryAsync(desk.Db, Latest, cancel);
        var people = History.Select(h => h.Staff).OfType<Guid>().Distinct().ToList();
        Words = new FactWords(
            desk.Speech,
            Jurisdiction,
            people.Count == 0 ? new Dictionary<Guid, string>() : await Colleagues.NamesAsync(desk.Db, people, cancel)
        );
    }

    /// <summary>The changes; each its own part.</summary>
    public sealed class ChangeForm
    {
        public string? What { get; set; }
        public string? Code { get; set; }
        public string? Zh { get; set; }
        public string? En { get; set; }
        public string? KeptBy { get; set; }
        public string? Changed { get; set; }
        public string? NewZh { get; set; }
        public string? NewEn { get; set; }
        public string? NewKeptBy { get; set; }
        public string? Ended { get; set; }
        public string? Why { get; set; }
    }
}
