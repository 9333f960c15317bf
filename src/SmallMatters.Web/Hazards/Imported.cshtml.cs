using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SmallMatters.Domain.Hazards;
using SmallMatters.Storage.Cards;
using SmallMatters.Storage.Hazards;
using SmallMatters.Storage.Matters.Views;
using SmallMatters.Storage.Patterns;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.GovUk;
using SmallMatters.Web.Matters;

namespace SmallMatters.Web.Hazards;

/// <summary>One import of premises with the fate of its rows, and its undoing.</summary>
[Authorize(Policies.Supervisor)]
public sealed class ImportedModel(Desk desk, PremisesFiles files) : PageModel
{
    [BindProperty]
    public string? Why { get; set; }

    public KeptPremisesFile Kept { get; private set; } = null!;

    private FactWords Words { get; set; } = null!;

    public async Task<IActionResult> OnGetAsync(int number, CancellationToken cancel) =>
        await ShowAsync(number, cancel) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(int number, CancellationToken cancel)
    {
        if (!await ShowAsync(number, cancel))
        {
            return NotFound();
        }
        switch (await files.UndoAsync(number, Why, PremisesKeeper.Of(desk.Scope), cancel))
        {
            case Acted.Written:
                TempData.Flash($"第 {number} 次导入已撤销", $"Import {number} is undone");
                return Redirect(PremisesLinks.Imported(number));
            case Acted.Refused refused:
                ModelState.AddModelError(nameof(Why), desk.Speech[refused.Why.Sentence]);
                break;
            default:
                ModelState.AddModelError(
                    nameof(Why),
                    desk.Speech[
                        "登记刚刚有人改过，没有撤销。请再试一次。",
                        "The register has just been changed and nothing was undone. Try again."
                    ]
                );
                break;
        }
        return Page();
    }

    /// <summary>Who did it.</summary>
    public string By(KeptFact<PremisesFileFact> kept) =>
        kept.Staff is { } who
            ? $"{Words.UnitName(kept.Unit)} {Words.NameOf(who)}".Trim()
            : desk.Speech["命令行", "the command line"];

    // What another unit imported is its own affair; what the operator brought is shown to whoever keeps all of it.
    private async Task<bool> ShowAsync(int number, CancellationToken cancel)
    {
        if (await PremisesFiles.FindAsync(desk.Db, number, cancel) is not { } kept)
        {
            return false;
        }
        if (
            kept.Kept.Unit is { } unit
                ? !desk.Scope.Sees.Contains(unit)
                : !await PremisesFiles.KeepsAllAsync(desk.Db, number, PremisesKeeper.Of(desk.Scope), cancel)
        )
        {
            return false;
        }
        Kept = kept;
        var people = new[] { kept.Kept.Staff, kept.Undone?.Staff }.OfType<Guid>().Distinct().ToList();
        Words = new FactWords(
            desk.Speech,
            await desk.JurisdictionAsync(cancel),
            people.Count == 0 ? new Dictionary<Guid, string>() : await Colleagues.NamesAsync(desk.Db, people, cancel)
        );
        return true;
    }
}
