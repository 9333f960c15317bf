using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using SmallMatters.Storage.Learning;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.Matters;

namespace SmallMatters.Web.Learning;

/// <summary>One lesson for the staff.</summary>
[Authorize(Policies.Matters)]
public sealed class OneLessonModel(Desk desk, LessonBook book) : LessonPage(desk)
{
    /// <summary>The resident's words; null once they were taken back, or the lesson taken down.</summary>
    public string? Words { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (!await ShowAsync(cancel))
        {
            return NotFound();
        }
        Words = await book.WordsAsync(Desk.Db, State, cancel);
        return Page();
    }
}
