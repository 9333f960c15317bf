using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using SmallMatters.Domain.Matters;
using SmallMatters.Storage;
using SmallMatters.Storage.Matters;
using SmallMatters.Storage.Matters.Views;
using SmallMatters.Storage.Partners;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.GovUk;
using SmallMatters.Web.Matters;
using SmallMatters.Web.Parts;

namespace SmallMatters.Web.Partners;

/// <summary>The owner of a matter gives the outside partner of a part a link, or takes one back. A link is shown once.</summary>
[Authorize(Policies.Matters)]
public sealed class GiveLinkModel(Desk desk, PartReader reader, PartnerDesk partners, StorageSettings settings)
    : PartPageModel(desk, reader)
{
    private const int UsualDays = 7;

    [BindProperty]
    public int Seen { get; set; }

    [BindProperty]
    public LinkForm Form { get; set; } = new();

    /// <summary>The link that was given just now.</summary>
    public string? Given { get; private set; }

    public bool ChangedMeanwhile { get; private set; }

    private string GivenFor => $"{nameof(Given)}:{PartKey:N}";

    private bool Offered =>
        Part.Outside
        && Shown.Owner == Scope.Unit
        && Part.State is PartState.Asked or PartState.InHand
        && (Scope.Is(StaffRole.Handler) || Scope.Is(StaffRole.Supervisor) || Scope.Is(StaffRole.Reviewer));

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        Form.Days = UsualDays.ToString(CultureInfo.InvariantCulture);
        if (!await ShowAsync(cancel))
        {
            return NotFound();
        }
        Given = TempData[GivenFor] as string;
        return Offered || Given is not null ? Page() : StatusCode(StatusCodes.Status403Forbidden);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (!await ShowAsync(cancel))
        {
            return NotFound();
        }
        var days = int.TryParse(Form.Days?.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var typed) ? typed : 0;
        var (result, secret) = await partners.GiveLinkAsync(
            Shown.Matter,
            PartKey,
            Form.Purpose ?? "",
            days,
            Scope.Actor,
            Seen,
            cancel
        );
        if (secret is not null)
        {
            // Loading the page again must neither send the form again nor show the link again.
            TempData[GivenFor] = settings.PublicAddress + PartnerLinks.Answer(secret);
            return RedirectToPage();
        }
        return await AnswerAsync(result, cancel);
    }

    public async Task<IActionResult> OnPostTakeBackAsync(Guid link, CancellationToken cancel)
    {
        if (!await ShowAsync(cancel))
        {
            return NotFound();
        }
        var result = await Desk.Book.DecideAsync(
            Shown.Matter,
            Scope.Actor,
            (m, _, now) => PartnerLinkRule.TakeBack(m, PartKey, link, Scope.Actor, now),
            Seen,
            null,
            cancel
        );
        if (result is ChangeResult.Changed)
        {
            TempData.Flash("链接已收回，打不开了", "The link was taken back and opens nothing any more");
            return Redirect(Address);
        }
        return await AnswerAsync(result, cancel);
    }

    private async Task<IActionResult> AnswerAsync(ChangeResult result, CancellationToken cancel)
    {
        switch (result)
        {
            case ChangeResult.Refused refused:
                ModelState.Refuse(refused.Why, Desk.Speech, nameof(Form));
                return Page();
            case ChangeResult.ChangedMeanwhile when await ShowAsync(cancel):
                ChangedMeanwhile = true;
                Response.StatusCode = StatusCodes.Status409Conflict;
                return Page();
            default:
                return NotFound();
        }
    }

    /// <summary>What a link is given with.</summary>
    public sealed class LinkForm
    {
        public string? Purpose { get; set; }
        public string? Days { get; set; }
    }
}
