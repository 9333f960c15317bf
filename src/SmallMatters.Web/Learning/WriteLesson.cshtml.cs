using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SmallMatters.Domain.Learning;
using SmallMatters.Domain.Units;
using SmallMatters.Storage.Cards;
using SmallMatters.Storage.JointHandling;
using SmallMatters.Storage.Learning;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.GovUk;
using SmallMatters.Web.JointHandling;
using SmallMatters.Web.Matters;

namespace SmallMatters.Web.Learning;

/// <summary>Write a lesson from a verdict, or one again that was sent back. Opening it leaves a receipt with the resident.</summary>
[Authorize(Policies.Reviewer)]
public sealed class WriteLessonModel(Desk desk, LessonBook book) : PageModel
{
    /// <summary>Key of the verdict.</summary>
    [BindProperty(SupportsGet = true, Name = "verdict")]
    public string? VerdictTyped { get; set; }

    /// <summary>Key of the lesson that was sent back.</summary>
    [BindProperty(SupportsGet = true, Name = "lesson")]
    public string? LessonTyped { get; set; }

    [BindProperty]
    public LessonForm Form { get; set; } = new();

    public Jurisdiction Jurisdiction { get; private set; } = null!;

    public LessonSource Source { get; private set; } = null!;

    /// <summary>The lesson that was sent back; null for a new one.</summary>
    public Lesson? Before { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (!await PrepareAsync(cancel))
        {
            return NotFound();
        }
        Form.Quote = Before is null
            ? LessonQuote.Proposed(Source.Read, Jurisdiction)
            : await book.WordsAsync(desk.Db, Before, cancel);
        if (Before?.Text is { } text)
        {
            (Form.Title, Form.Expected, Form.Met) = (text.Title, text.Expected, text.Met);
            (Form.Learn, Form.Question) = (text.Learn, text.Question);
        }
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (!await PrepareAsync(cancel))
        {
            return NotFound();
        }
        var command = new WriteLesson(Form.Title, Form.Quote, Form.Expected, Form.Met, Form.Learn, Form.Question);
        var (done, id) = Before is { } before
            ? (await book.AgainAsync(desk.Scope, before, Source, command, cancel), before.Key)
            : await book.WriteAsync(desk.Scope, Source, command, cancel);
        switch (done)
        {
            case Acted.Refused { Why: var why }:
                ModelState.Refuse(why, desk.Speech, "Form");
                return Page();
            case Acted.Written:
                TempData.Flash("已写好，等另一个人核对。", "It is written, and a second person compares it.");
                return Redirect(JointWords.AddressOf(nameof(Lesson), id));
            default:
                return NotFound();
        }
    }

    // False where there is no such verdict for the reader, or it was taken back.
    private async Task<bool> PrepareAsync(CancellationToken cancel)
    {
        Jurisdiction = await desk.JurisdictionAsync(cancel);
        if (!string.IsNullOrEmpty(LessonTyped))
        {
            Before = Guid.TryParseExact(LessonTyped, "N", out var lesson)
                ? (await JointBook.FindAsync<Lesson>(desk.Db, desk.Scope, lesson, cancel))?.File
                : null;
            if (Before is not { Stage: LessonStage.SentBack } || Before.Text.Unit != desk.Scope.Unit)
            {
                return false;
            }
            Source = (await book.SourceOfAsync(desk.Db, desk.Scope, Before, cancel))!;
        }
        else if (Guid.TryParseExact(VerdictTyped, "N", out var verdict))
        {
            Source = (await book.OpenAsync(desk.Db, desk.Scope, verdict, cancel))!;
        }
        return Source is not null;
    }

    public sealed class LessonForm
    {
        public string? Title { get; set; }
        public string? Quote { get; set; }
        public string? Expected { get; set; }
        public string? Met { get; set; }
        public string? Learn { get; set; }
        public string? Question { get; set; }
    }
}
