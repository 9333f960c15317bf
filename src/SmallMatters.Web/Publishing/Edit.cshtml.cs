using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Publishing;
using SmallMatters.Storage.Publishing;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.Matters;

namespace SmallMatters.Web.Publishing;

/// <summary>Write a draft's words anew.</summary>
[Authorize(Policies.Handler)]
public sealed class EditModel(Desk desk, PublicationBook book) : PublicationPageModel(desk, book)
{
    [BindProperty]
    public WordsForm Form { get; set; } = new();

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (!await ShowAsync(cancel))
        {
            return NotFound();
        }
        if (!Writes)
        {
            return StatusCode(StatusCodes.Status403Forbidden);
        }
        (Form.Title, Form.Words, Form.Until) = (Manuscript!.Title, Manuscript.Words, Manuscript.Until);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (!await ShowAsync(cancel))
        {
            return NotFound();
        }
        if (!ModelState.IsValid)
        {
            return Page();
        }
        // Whoever joined the matter since the last writing is warned of too.
        var names =
            Particulars.Matter is { } number && (await Desk.ReadAsync(Reference.FromValue(number), cancel)).Page is { } matter
                ? matter.Contacts.Values.Select(c => c.Name).OfType<string>().ToList()
                : [];
        var done = await Book.DecideAsync(
            Particulars.Id,
            Desk.Scope,
            (p, _, by, _, today) => WritePublicationRule.Rewrite(p, Form.Command, names, by, today),
            Seen,
            cancel
        );
        return await AnswerAsync(done, new("已保存。", "It is kept."), Address, nameof(Form), cancel);
    }
}
