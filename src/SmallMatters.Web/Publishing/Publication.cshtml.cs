using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Publishing;
using SmallMatters.Domain.Units;
using SmallMatters.Storage.Publishing;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.Matters;

namespace SmallMatters.Web.Publishing;

/// <summary>One publication: its words, its hints, what can be done with it, and what happened to it.</summary>
[Authorize(Policies.Handler)]
public sealed class PublicationModel(Desk desk, PublicationBook book) : PublicationPageModel(desk, book)
{
    [BindProperty]
    public ActForm Form { get; set; } = new();

    public string? ReasonMistake => Mistake(nameof(ActForm.Reason));

    public string? TextMistake => Mistake(nameof(ActForm.Text));

    public string? WordsMistake => Mistake(nameof(ActForm.Words));

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel) => await ShowAsync(cancel) ? Page() : NotFound();

    public async Task<IActionResult> OnGetPhotoAsync(CancellationToken cancel) =>
        await ShowAsync(cancel) && await Book.PhotoAsync(Desk.Db, Desk.Scope, Particulars.Id, cancel) is { } photo
            ? File(photo.Bytes, photo.ContentType)
            : NotFound();

    public Task<IActionResult> OnPostRedactAsync(CancellationToken cancel) =>
        ActAsync(
            (p, _, by, _, _) => RedactRule.Decide(p, new Redact(Form.Text ?? "", Form.Reason ?? ""), by),
            new("已遮盖，原文已销毁。", "It is blacked out; what stood there is destroyed."),
            cancel
        );

    public Task<IActionResult> OnPostKeepAsync(CancellationToken cancel) =>
        ActAsync(
            (p, _, by, _, _) => RedactRule.Keep(p, new KeepHint(Form.Text ?? "", Form.Reason ?? ""), by),
            new("已记下保留的理由。", "The reason why it stays is kept."),
            cancel
        );

    public Task<IActionResult> OnPostSubmitAsync(CancellationToken cancel) =>
        ActAsync(
            (p, _, by, _, _) => ReleasePublicationRule.Submit(p, by),
            new("已交出，等另一位同事发布。", "It waits for a second person."),
            cancel
        );

    public Task<IActionResult> OnPostReturnAsync(CancellationToken cancel) =>
        ActAsync(
            (p, _, by, jurisdiction, _) => ReleasePublicationRule.Return(p, Form.Words ?? "", by, jurisdiction),
            new("已退回。", "It is given back."),
            cancel
        );

    public Task<IActionResult> OnPostReleaseAsync(CancellationToken cancel) =>
        ActAsync(
            (p, photo, by, jurisdiction, _) => ReleasePublicationRule.Release(p, photo, by, jurisdiction),
            new("已发布。", "It is out."),
            cancel
        );

    public Task<IActionResult> OnPostRecallAsync(CancellationToken cancel) =>
        ActAsync(
            (p, _, by, jurisdiction, _) => ReleasePublicationRule.Recall(p, Form.Reason ?? "", by, jurisdiction),
            new("已撤回。", "It is recalled."),
            cancel
        );

    public async Task<IActionResult> OnPostAbandonAsync(CancellationToken cancel)
    {
        if (!await ShowAsync(cancel))
        {
            return NotFound();
        }
        var done = await Book.DecideAsync(
            Particulars.Id,
            Desk.Scope,
            (p, _, by, _, _) => ReleasePublicationRule.Abandon(p, by),
            Seen,
            cancel
        );
        return await AnswerAsync(done, new("草稿已放弃。", "The draft is given up."), "/staff/publications", null, cancel);
    }

    private async Task<IActionResult> ActAsync(
        Func<Publication, string?, Actor.Staff, Jurisdiction, DateOnly, PublicationDecision> decide,
        Bilingual said,
        CancellationToken cancel
    )
    {
        if (!await ShowAsync(cancel))
        {
            return NotFound();
        }
        var done = await Book.DecideAsync(Particulars.Id, Desk.Scope, decide, Seen, cancel);
        return await AnswerAsync(done, said, Address, nameof(Form), cancel);
    }

    private string? Mistake(string field) =>
        ModelState.TryGetValue($"{nameof(Form)}.{field}", out var entry) && entry.Errors is [var first, ..]
            ? first.ErrorMessage
            : null;

    /// <summary>What the acts ask for; each its own part.</summary>
    public sealed class ActForm
    {
        public string? Text { get; set; }

        public string? Reason { get; set; }

        public string? Words { get; set; }

        /// <summary>Set when a person marked the text, not a hint.</summary>
        public string? ByHand { get; set; }
    }
}
