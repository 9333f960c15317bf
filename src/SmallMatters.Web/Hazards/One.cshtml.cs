using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Units;
using SmallMatters.Storage.Cards;
using SmallMatters.Storage.Hazards;
using SmallMatters.Storage.Matters.Views;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.GovUk;
using SmallMatters.Web.Matters;

namespace SmallMatters.Web.Hazards;

/// <summary>One place on the register.</summary>
[Authorize(Policies.Premises)]
public sealed class OneModel(Desk desk, PremisesReader reader, PremisesBook book, InspectionBook inspections) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    /// <summary>Reference of a matter that told of a hazard here.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Matter { get; set; }

    [BindProperty]
    public string? Why { get; set; }

    [BindProperty]
    public int Seen { get; set; }

    public PremisesPage Shown { get; private set; } = null!;

    public Jurisdiction Jurisdiction { get; private set; } = null!;

    /// <summary>Open matters of the reader's unit that told of a hazard here, each with the inspection; a visit can answer them.</summary>
    public IReadOnlyList<ToldOf> Told { get; private set; } = [];

    public IReadOnlyList<InspectionLine> Inspections { get; private set; } = [];

    public IReadOnlyList<FindingLine> Findings { get; private set; } = [];

    public DateTimeOffset Now => desk.Now;

    /// <summary>Whether the reader may record an inspection here.</summary>
    public bool Inspects =>
        !Shown.Premises.Withdrawn
        && Shown.Premises.Details is { Unit: var unit, Area: var area }
        && desk.Scope.Unit == unit
        && desk.Scope.In(area) is var here
        && (here.Is(StaffRole.Handler) || here.Is(StaffRole.Supervisor) || here.Is(StaffRole.Reviewer));

    private const int Most = 50;

    private FactWords Words { get; set; } = null!;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel) => await ShowAsync(cancel) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        switch (await book.WithdrawAsync(PremisesKeeper.Of(desk.Scope), Id, Why, Seen, cancel))
        {
            case Acted.Written:
                TempData.Flash("已退出登记。", "It left the register.");
                return Redirect(PremisesLinks.Of(Id));
            case Acted.Refused refused:
                ModelState.Refuse(refused.Why, desk.Speech);
                break;
            case Acted.NotFound:
                return NotFound();
            default:
                ModelState.AddModelError(
                    nameof(Why),
                    desk.Speech[
                        "您打开以后别人改过，没有写入。请再看一眼。",
                        "Somebody changed it since you opened it and nothing was written. Look again."
                    ]
                );
                break;
        }
        return await ShowAsync(cancel) ? Page() : NotFound();
    }

    /// <summary>Who did something, for which unit.</summary>
    public string By(Guid? staff, string? unit) =>
        staff is { } who ? $"{Words.UnitName(unit)} {Words.NameOf(who)}".Trim() : desk.Speech["命令行", "the command line"];

    private async Task<bool> ShowAsync(CancellationToken cancel)
    {
        if (await reader.OpenAsync(Id, desk.Scope, cancel) is not { } page)
        {
            return false;
        }
        (Shown, Jurisdiction) = (page, await desk.JurisdictionAsync(cancel));
        (Inspections, Findings) = await inspections.OfAsync(Id, Most, cancel);
        Told = await FindingMatters.OpenAsync(desk.Db, desk.Scope.Unit, [.. Findings.Select(f => f.Id)], cancel);
        var people = page
            .Facts.Select(f => f.Staff)
            .OfType<Guid>()
            .Concat(page.Openings?.Select(o => o.Staff) ?? [])
            .Distinct()
            .ToList();
        Words = new FactWords(
            desk.Speech,
            Jurisdiction,
            people.Count == 0 ? new Dictionary<Guid, string>() : await Colleagues.NamesAsync(desk.Db, people, cancel)
        );
        return true;
    }
}
