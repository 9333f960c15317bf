using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SmallMatters.Domain.Units;
using SmallMatters.Storage.Cards;
using SmallMatters.Storage.Matters.Views;
using SmallMatters.Storage.Patterns;
using SmallMatters.Storage.Registers;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.GovUk;
using SmallMatters.Web.Matters;

namespace SmallMatters.Web.Registers;

/// <summary>One import with the fate of its rows, and its undoing.</summary>
[Authorize(Policies.SystemAdministrator)]
public sealed class OneModel(Desk desk, RegisterBook book) : PageModel
{
    [BindProperty]
    public string? Why { get; set; }

    public KeptImport Kept { get; private set; } = null!;

    public Jurisdiction Jurisdiction { get; private set; } = null!;

    public FactWords Words { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(int number, CancellationToken cancel) =>
        await ShowAsync(number, cancel) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(int number, CancellationToken cancel)
    {
        switch (await book.UndoAsync(number, Why, desk.Scope.Actor, cancel))
        {
            case Acted.Written:
                TempData.Flash($"第 {number} 次导入已撤销", $"Import {number} is undone");
                return Redirect(RegisterLinks.Of(number));
            case Acted.Refused refused:
                ModelState.AddModelError(nameof(Why), desk.Speech[refused.Why.Sentence]);
                break;
            default:
                ModelState.AddModelError(
                    nameof(Why),
                    desk.Speech[
                        "别人刚刚导入过，没有撤销。请再试一次。",
                        "Somebody else has just imported and nothing was undone. Try again."
                    ]
                );
                break;
        }
        return await ShowAsync(number, cancel) ? Page() : NotFound();
    }

    /// <summary>Who did it.</summary>
    public string By(KeptFact<RegisterFact> kept) =>
        kept.Staff is { } who
            ? $"{Words.UnitName(kept.Unit)} {Words.NameOf(who)}".Trim()
            : desk.Speech["命令行", "the command line"];

    private async Task<bool> ShowAsync(int number, CancellationToken cancel)
    {
        if (await RegisterBook.FindAsync(desk.Db, number, cancel) is not { } kept)
        {
            return false;
        }
        (Kept, Jurisdiction) = (kept, await desk.JurisdictionAsync(cancel));
        var people = new[] { kept.Kept.Staff, kept.Undone?.Staff }.OfType<Guid>().Distinct().ToList();
        Words = new FactWords(
            desk.Speech,
            Jurisdiction,
            people.Count == 0 ? new Dictionary<Guid, string>() : await Colleagues.NamesAsync(desk.Db, people, cancel)
        );
        return true;
    }
}
