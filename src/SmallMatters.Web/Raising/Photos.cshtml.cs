using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.EntityFrameworkCore;
using SmallMatters.Storage;
using SmallMatters.Storage.Jurisdictions;
using SmallMatters.Web.Site;
using Kept = SmallMatters.Storage.Drafts.Drafts;

namespace SmallMatters.Web.Raising;

/// <summary>Photos, if there are any. They are kept with the draft, without metadata.</summary>
[LargestRequest(LongestRequest), RequestSizeLimit(LongestRequest), RequestFormLimits(MultipartBodyLengthLimit = LongestRequest)]
public sealed class PhotosModel(
    DraftSession drafts,
    JurisdictionSource source,
    Speech speech,
    IDbContextFactory<Db> databases,
    TimeProvider time
) : RaisePage(RaiseStep.Photos, drafts, source, speech)
{
    public IReadOnlyList<Guid> Photos { get; private set; } = [];

    public override async Task OnPageHandlerSelectionAsync(PageHandlerSelectedContext context)
    {
        if (Drafts.Key is { } key)
        {
            await using var db = await databases.CreateDbContextAsync(HttpContext.RequestAborted);
            Photos = await Kept.PhotoIdsAsync(db, key, HttpContext.RequestAborted);
        }
    }

    public void OnGet()
    {
        if (Request.Query.ContainsKey(LargestRequestAttribute.TooLarge))
        {
            ModelState.AddModelError(
                "files",
                Speech[
                    "照片合起来太大了，没有收到。请一张一张地加。",
                    "The photos together are too large and were not received. Add them one by one."
                ]
            );
        }
    }

    public async Task<IActionResult> OnGetPhotoAsync(Guid id)
    {
        await using var db = await databases.CreateDbContextAsync(HttpContext.RequestAborted);
        if (await Kept.PhotoAsync(db, Key, id, HttpContext.RequestAborted) is not { } photo)
        {
            return NotFound();
        }
        Response.Headers.CacheControl = "no-store";
        return File(photo.Bytes, photo.ContentType);
    }

    public async Task<IActionResult> OnPostAsync(List<IFormFile>? files, string? go)
    {
        var (photos, wrong) = await PhotosTaken.ReadAsync(files ?? [], time.GetUtcNow(), HttpContext.RequestAborted);
        await using var db = await databases.CreateDbContextAsync(HttpContext.RequestAborted);
        foreach (var photo in photos.Take(PhotosTaken.Most - Photos.Count))
        {
            await Kept.AddPhotoAsync(db, Key, photo, time.GetUtcNow(), HttpContext.RequestAborted);
        }
        if (photos.Count > PhotosTaken.Most - Photos.Count)
        {
            wrong.Add(PhotosTaken.TooMany.Sentence);
        }
        Photos = await Kept.PhotoIdsAsync(db, Key, HttpContext.RequestAborted);
        foreach (var why in wrong)
        {
            ModelState.AddModelError(nameof(files), Speech[why]);
        }
        if (!ModelState.IsValid)
        {
            return Page();
        }
        return go == "add" ? Redirect(Request.Path + Request.QueryString) : await KeepAsync();
    }

    public async Task<IActionResult> OnPostRemoveAsync(Guid id)
    {
        await using var db = await databases.CreateDbContextAsync(HttpContext.RequestAborted);
        await Kept.RemovePhotosAsync(db, Key, id, HttpContext.RequestAborted);
        return Redirect(Request.Path);
    }
}
