using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using SmallMatters.Domain.Publishing;
using SmallMatters.Storage.Publishing;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.Matters;
using SmallMatters.Web.Photos;
using SmallMatters.Web.Photos.Painting;
using SmallMatters.Web.Raising;

namespace SmallMatters.Web.Publishing;

/// <summary>A draft's photo: put one there, and paint over parts of it.</summary>
[Authorize(Policies.Handler)]
[LargestRequest(LongestRequest), RequestSizeLimit(LongestRequest), RequestFormLimits(MultipartBodyLengthLimit = LongestRequest)]
public sealed class PictureModel(Desk desk, PublicationBook book) : PublicationPageModel(desk, book)
{
    /// <summary>Into how many squares the photo is parted, down and across.</summary>
    public const int Rows = 9;

    public const int Columns = 12;

    private const int LongestRequest = PhotoCleaner.MaxBytes + (1024 * 1024);

    [BindProperty]
    public List<int>? Cells { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    /// <summary>What is wrong with a field.</summary>
    public string? Mistake(string field) =>
        ModelState.TryGetValue(field, out var entry) && entry.Errors is [var first, ..] ? first.ErrorMessage : null;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (!await ShowAsync(cancel))
        {
            return NotFound();
        }
        if (Request.Query.ContainsKey(LargestRequestAttribute.TooLarge))
        {
            ModelState.AddModelError("files", Desk.Speech["照片太大了，没有收到", "The photo is too large and was not received"]);
        }
        return Writes ? Page() : StatusCode(StatusCodes.Status403Forbidden);
    }

    public async Task<IActionResult> OnPostChooseAsync(IFormFile? files, CancellationToken cancel)
    {
        if (!await ShowAsync(cancel))
        {
            return NotFound();
        }
        if (files is null)
        {
            ModelState.AddModelError(nameof(files), Desk.Speech["请选择一张照片", "Choose a photo"]);
            return Page();
        }
        using var copy = new MemoryStream();
        await files.CopyToAsync(copy, cancel);
        var (pixels, why) = PaintedPhoto.Read(copy.ToArray());
        if (pixels is null)
        {
            ModelState.AddModelError(nameof(files), Desk.Speech[why!.Sentence]);
            return Page();
        }
        var done = await KeepAsync(pixels, (p, by) => RedactRule.SetPhoto(p, by), cancel);
        return await AnswerAsync(
            done,
            new("照片已放上。请看看有没有需要遮盖的。", "It is there. See whether something has to be blacked out."),
            $"{Address}/picture",
            null,
            cancel
        );
    }

    public async Task<IActionResult> OnPostPaintAsync(CancellationToken cancel)
    {
        if (!await ShowAsync(cancel) || await Book.PhotoAsync(Desk.Db, Desk.Scope, Particulars.Id, cancel) is not { } photo)
        {
            return NotFound();
        }
        var cells = (Cells ?? []).Where(c => c is >= 0 and < Rows * Columns).ToList();
        if (cells.Count == 0)
        {
            ModelState.AddModelError("", Desk.Speech["请勾选要遮盖的格子", "Tick the squares to black out"]);
            return Page();
        }
        var pixels =
            PngPixels.Read(photo.Bytes) ?? throw new InvalidOperationException("a photo that was drawn here cannot be read");
        foreach (var cell in cells)
        {
            var (row, column) = ((double)(cell / Columns), (double)(cell % Columns));
            pixels.Black(column / Columns, row / Rows, (column + 1) / Columns, (row + 1) / Rows);
        }
        var done = await KeepAsync(pixels, (p, by) => RedactRule.InPhoto(p, Reason ?? "", by), cancel);
        return await AnswerAsync(
            done,
            new("已遮盖，原来的像素已抹掉。", "It is blacked out; what was there is gone."),
            $"{Address}/picture",
            "",
            cancel
        );
    }

    private Task<Storage.Cards.Acted> KeepAsync(
        Pixels pixels,
        Func<Publication, Domain.Matters.Actor.Staff, PublicationDecision> decide,
        CancellationToken cancel
    ) =>
        Book.SetPhotoAsync(
            Particulars.Id,
            Desk.Scope,
            PaintedPhoto.MediaType,
            PngPixels.Write(pixels),
            (pixels.Width, pixels.Height),
            Seen,
            decide,
            cancel
        );
}
