using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using SmallMatters.Domain.Conduct;
using SmallMatters.Domain.Language;
using SmallMatters.Storage.JointHandling;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.Matters;

namespace SmallMatters.Web.Conduct;

/// <summary>The answer of the unit concerned, by one of its leaders.</summary>
[Authorize(Policies.Matters)]
public sealed class ReplyModel(Desk desk, JointBook book) : ConductPage(desk)
{
    [BindProperty]
    public ReplyForm Form { get; set; } = new();

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel) =>
        !await ShowToReaderAsync(cancel) ? NotFound()
        : MayReply ? Page()
        : StatusCode(StatusCodes.Status403Forbidden);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (!await ShowToReaderAsync(cancel))
        {
            return NotFound();
        }
        var done = await book.DecideAsync<ConductReview>(
            State.Key,
            Desk.Scope,
            (it, by, _, now) => FindOnConductRule.Reply(it, new ReplyToConduct(Form.Words), by, now),
            Seen,
            cancel
        );
        return await AnswerAsync(
            done,
            new Bilingual("已记录。认定时必须回应。", "It is recorded; the finding has to weigh it."),
            cancel
        );
    }

    public sealed class ReplyForm
    {
        public string? Words { get; set; }
    }
}
