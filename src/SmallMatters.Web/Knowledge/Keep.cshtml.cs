using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SmallMatters.Domain.Knowledge;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Units;
using SmallMatters.Storage.Cards;
using SmallMatters.Storage.Knowledge;
using SmallMatters.Storage.Matters.Views;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.GovUk;
using SmallMatters.Web.Matters;

namespace SmallMatters.Web.Knowledge;

/// <summary>One entry for the staff, with its history; its own unit reviews it and takes it back.</summary>
[Authorize(Policies.Handler)]
public sealed class KeepModel(Desk desk, KnowledgeBook book) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "entry")]
    public string? Key { get; set; }

    /// <summary>Number of the last fact that the person had on the page.</summary>
    [BindProperty]
    public int Seen { get; set; }

    [BindProperty]
    public DateOnly? Until { get; set; }

    [BindProperty]
    public string? Words { get; set; }

    public KnowledgePage Shown { get; private set; } = null!;

    public KnowledgeEntry Entry => Shown.Entry;

    public Jurisdiction Jurisdiction { get; private set; } = null!;

    public DateOnly Today => Jurisdiction.Calendar.DayOf(desk.Now);

    public IReadOnlyDictionary<Guid, string> Names { get; private set; } = new Dictionary<Guid, string>();

    public bool ChangedMeanwhile { get; private set; }

    /// <summary>Whether the reader's unit keeps it.</summary>
    public bool Keeps => Entry is KnowledgeEntry.InForce && Entry.File.Unit == desk.Scope.Unit;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel) => await ShowAsync(cancel) ? Page() : NotFound();

    public Task<IActionResult> OnPostReviewAsync(CancellationToken cancel) =>
        ActAsync(
            (entry, today, now) => KnowledgeRule.Review(entry, Until, desk.Scope.Actor, today, now),
            new("已复核。", "It is reviewed."),
            cancel
        );

    public Task<IActionResult> OnPostWithdrawAsync(CancellationToken cancel) =>
        ActAsync(
            (entry, _, _) => KnowledgeRule.Withdraw(entry, Words ?? "", desk.Scope.Actor),
            new("已撤下。", "It is taken back."),
            cancel
        );

    private async Task<IActionResult> ActAsync(
        Func<KnowledgeEntry, DateOnly, DateTimeOffset, KnowledgeDecision> decide,
        Bilingual said,
        CancellationToken cancel
    )
    {
        if (!await ShowAsync(cancel))
        {
            return NotFound();
        }
        switch (
            await book.DecideAsync(
                Entry.File.Id,
                desk.Scope.Actor,
                (entry, _, today, now) => decide(entry, today, now),
                Seen,
                cancel
            )
        )
        {
            case Acted.Written:
                TempData.Flash(said);
                return Redirect(KnowledgeLinks.Keep(Entry.File.Id));
            case Acted.Refused { Why: var why }:
                ModelState.Refuse(why, desk.Speech);
                return Page();
            default:
                ChangedMeanwhile = true;
                Response.StatusCode = StatusCodes.Status409Conflict;
                await ShowAsync(cancel);
                return Page();
        }
    }

    private async Task<bool> ShowAsync(CancellationToken cancel)
    {
        if (!Guid.TryParseExact(Key, "N", out var id) || await KnowledgeBook.FindAsync(desk.Db, id, cancel) is not { } shown)
        {
            return false;
        }
        Shown = shown;
        Jurisdiction = await desk.JurisdictionAsync(cancel);
        Names = await Colleagues.NamesAsync(desk.Db, [.. shown.Facts.Select(f => f.Staff).OfType<Guid>().Distinct()], cancel);
        return true;
    }
}
