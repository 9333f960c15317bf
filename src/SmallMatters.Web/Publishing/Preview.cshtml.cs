using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using SmallMatters.Storage;
using SmallMatters.Storage.Publishing;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.Matters;
using SmallMatters.Web.News;

namespace SmallMatters.Web.Publishing;

/// <summary>What residents, other units, everybody and programs would see.</summary>
[Authorize(Policies.Handler)]
public sealed class PreviewModel(Desk desk, PublicationBook book, StorageSettings settings) : PublicationPageModel(desk, book)
{
    public PublicNews News { get; private set; } = null!;

    /// <summary>Address of the draft's photo, or null.</summary>
    public string? Photo => Shown.Photo is null ? null : $"{Address}?handler=photo";

    /// <summary>The message to those who subscribed, without the secret of anybody's link.</summary>
    public string Message =>
        Desk.Speech[Subscriptions.Message(News, settings.PublicAddress, $"{settings.PublicAddress}/news/leave/…")];

    /// <summary>The entry of the feed.</summary>
    public string Entry => NewsFeed.Entry(News, Jurisdiction, settings.PublicAddress).ToString(System.Xml.Linq.SaveOptions.None);

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (!await ShowAsync(cancel) || Shown.Text is null)
        {
            return NotFound();
        }
        News = PublicNews.Preview(Shown, Desk.Now);
        return Page();
    }
}
