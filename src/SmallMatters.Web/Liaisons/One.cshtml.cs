using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SmallMatters.Domain.Liaisons;
using SmallMatters.Domain.Units;
using SmallMatters.Storage.Cards;
using SmallMatters.Storage.Liaisons;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.GovUk;
using SmallMatters.Web.Matters;

namespace SmallMatters.Web.Liaisons;

/// <summary>One volunteer for the leader of the unit: term, training, pause, exit.</summary>
[Authorize(Policies.Supervisor)]
public sealed class OneModel(Desk desk, LiaisonBook book) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "liaison")]
    public string? Key { get; set; }

    [BindProperty]
    public RoleForm Form { get; set; } = new();

    public LiaisonPage Shown { get; private set; } = null!;

    public Jurisdiction Jurisdiction { get; private set; } = null!;

    /// <summary>A new address of the volunteer: shown once.</summary>
    public string? Link { get; private set; }

    public static IEnumerable<Choice> Items =>
        Enum.GetValues<LiaisonTraining>()
            .Select(i => new Choice(i.ToString(), i.Said()))
            .Prepend(Choice.Of("", "请选择", "Choose"));

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel) => await ShowAsync(cancel) ? Page() : NotFound();

    public Task<IActionResult> OnPostTrainAsync(CancellationToken cancel) =>
        ActAsync((role, today) => LiaisonRule.Train(role, Form.Item, Form.On, today), cancel);

    public Task<IActionResult> OnPostExtendAsync(CancellationToken cancel) =>
        ActAsync((role, today) => LiaisonRule.Extend(role, Form.Until, today), cancel);

    public Task<IActionResult> OnPostPauseAsync(CancellationToken cancel) =>
        ActAsync((role, _) => LiaisonRule.StandDown(role), cancel);

    public Task<IActionResult> OnPostResumeAsync(CancellationToken cancel) =>
        ActAsync((role, _) => LiaisonRule.Resume(role), cancel);

    public Task<IActionResult> OnPostLinkAsync(CancellationToken cancel) => ActAsync((role, _) => LiaisonRule.Link(role), cancel);

    public Task<IActionResult> OnPostEndAsync(CancellationToken cancel) =>
        ActAsync((role, _) => LiaisonRule.End(role, LiaisonExit.Unit), cancel);

    private async Task<IActionResult> ActAsync(Func<Liaison, DateOnly, LiaisonDecision> decide, CancellationToken cancel)
    {
        if (!await ShowAsync(cancel))
        {
            return NotFound();
        }
        var (done, secret) = await book.DecideAsync(Shown.Id, desk.Scope.Actor, decide, cancel);
        switch (done)
        {
            case Acted.Written when secret is not null:
                Link = $"{Request.Scheme}://{Request.Host}{LiaisonLinks.Mine(secret)}";
                Response.Headers.CacheControl = "no-store";
                await ShowAsync(cancel);
                return Page();
            case Acted.Written:
                TempData.Flash("已记下。", "It is recorded.");
                return Redirect(LiaisonLinks.Of(Shown.Id));
            case Acted.Refused { Why: var why }:
                ModelState.Refuse(why, desk.Speech, nameof(Form));
                return Page();
            case Acted.NotFound:
                return NotFound();
            default:
                Response.StatusCode = StatusCodes.Status409Conflict;
                await ShowAsync(cancel);
                return Page();
        }
    }

    private async Task<bool> ShowAsync(CancellationToken cancel)
    {
        if (!Guid.TryParseExact(Key, "N", out var id) || await book.FindAsync(desk.Scope.Unit, id, cancel) is not { } shown)
        {
            return false;
        }
        (Shown, Jurisdiction) = (shown, await desk.JurisdictionAsync(cancel));
        return true;
    }

    /// <summary>What is typed about a role.</summary>
    public sealed class RoleForm
    {
        public LiaisonTraining? Item { get; set; }
        public DateOnly? On { get; set; }
        public DateOnly? Until { get; set; }
    }
}
