using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.Following;
using SmallMatters.Web.Matters;

namespace SmallMatters.Web.RaisingForSomebody;

/// <summary>
/// The reference to read out, with who owns the matter and by when it is answered; and once, right after raising, the
/// resident's link for paper or for the chat.
/// </summary>
[Authorize(Policies.Matters)]
public sealed class DoneModel(Desk desk) : PageModel
{
    public Reference Reference { get; private set; }

    public string Owner { get; private set; } = "";

    public DateOnly? PromisedOn { get; private set; }

    /// <summary>The resident's link with the product's address; null on every visit but the first.</summary>
    public string? Link { get; private set; }

    /// <summary>What to paste into the chat, in the resident's language; null when it goes on paper.</summary>
    public string? Message { get; private set; }

    /// <summary>The link's QR code as a data address.</summary>
    public string Code => "data:image/png;base64," + Convert.ToBase64String(Links.Code(Link!));

    public async Task<IActionResult> OnGetAsync(string reference, CancellationToken cancel)
    {
        if (!Reference.TryParse(reference, out var read))
        {
            return NotFound();
        }
        var (page, other) = await desk.ReadAsync(read, cancel);
        if (page is null && other is null)
        {
            return NotFound();
        }
        var jurisdiction = await desk.JurisdictionAsync(cancel);
        Reference = read;
        Owner = new FactWords(desk.Speech, jurisdiction, new Dictionary<Guid, string>()).UnitName(
            page?.Matter.File.Owner ?? other!.OwnerUnit
        );
        PromisedOn = page is null ? other!.PromisedOn : page.Matter.File.Running(ClockFor.Handle)?.Clock.Deadline.DueOn;
        if (HandedOver.Take(TempData, desk.Scope.Id, read) is { } handed)
        {
            Link = Links.Whole(HttpContext, Links.Secret(HttpContext, handed.Raiser));
            Message = handed.IsChat
                ? new Bilingual(
                    $"您反映的事已经登记，编号 {Reference}。请用这个链接查看进展、补充和评价，保存好，不要转发给别人：{Link}",
                    $"What you told us has been raised as {Reference}. With this link you see how it goes, add to it and judge it. Keep it and do not pass it on: {Link}"
                ).In(handed.Tongue)
                : null;
        }
        return Page();
    }
}
