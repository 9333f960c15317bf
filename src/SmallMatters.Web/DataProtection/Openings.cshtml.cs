using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Units;
using SmallMatters.Storage.Confidentiality;
using SmallMatters.Storage.Matters;
using SmallMatters.Storage.Matters.Views;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.GovUk;
using SmallMatters.Web.Matters;

namespace SmallMatters.Web.DataProtection;

/// <summary>Askings to open sealed identities, for the second person who decides. Nobody is named here.</summary>
[Authorize(Policies.DataProtectionOfficer)]
public sealed class OpeningsModel(Desk desk, SealedIdentities identities) : PageModel
{
    private const int Most = 100;

    [BindProperty]
    public Guid Opening { get; set; }

    [BindProperty]
    public string? Answer { get; set; }

    [BindProperty]
    public string? Words { get; set; }

    public IReadOnlyList<OpeningLine> Waiting { get; private set; } = [];

    public IReadOnlyList<OpeningLine> Decided { get; private set; } = [];

    public IReadOnlyDictionary<Guid, string> Names { get; private set; } = new Dictionary<Guid, string>();

    public Jurisdiction Jurisdiction { get; private set; } = null!;

    public static IReadOnlyList<Choice> Answers =>
        [
            Choice.Of(nameof(OpeningState.Approved), "批准，可查看一次", "Approve; it may be shown once"),
            Choice.Of(nameof(OpeningState.Refused), "不批准，保持封存", "Do not approve; it stays sealed"),
        ];

    public Task OnGetAsync(CancellationToken cancel) => ShowAsync(cancel);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        await ShowAsync(cancel);
        if (Waiting.FirstOrDefault(o => o.Id == Opening) is not { } asked)
        {
            return NotFound();
        }
        OpeningState? answer = Answers.Any(a => a.Value == Answer) ? Enum.Parse<OpeningState>(Answer!) : null;
        switch (await identities.DecideAsync(asked.Matter, Opening, answer, Words, desk.Scope.Actor, cancel))
        {
            case ChangeResult.Changed:
                TempData.Flash("已记录。", "It is recorded.");
                return Redirect(DataProtectionTabs.Openings);
            case ChangeResult.Refused { Why: var why }:
                ModelState.Refuse(why, desk.Speech);
                return Page();
            default:
                return NotFound();
        }
    }

    /// <summary>What is wrong with a field of the asking that was decided on; an empty word when nothing is.</summary>
    public string Mistake(string field) =>
        ModelState.TryGetValue(field, out var entry) && entry.Errors is [var first, ..] ? first.ErrorMessage : "";

    private async Task ShowAsync(CancellationToken cancel)
    {
        Jurisdiction = await desk.JurisdictionAsync(cancel);
        var undecided = await identities.ListAsync(desk.Db, waiting: true, Most, desk.Now, cancel);
        Waiting = [.. undecided.Where(o => !o.Lapsed)];
        Decided =
        [
            .. undecided
                .Where(o => o.Lapsed)
                .Concat(await identities.ListAsync(desk.Db, waiting: false, Most, desk.Now, cancel))
                .OrderByDescending(o => o.AskedAt)
                .Take(Most),
        ];
        Names = await Colleagues.NamesAsync(desk.Db, [.. Waiting.Concat(Decided).Select(o => o.By).Distinct()], cancel);
    }
}
