using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using SmallMatters.Domain.Learning;
using SmallMatters.Domain.Matters;
using SmallMatters.Storage.JointHandling;
using SmallMatters.Storage.Learning;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.GovUk;
using SmallMatters.Web.JointHandling;
using SmallMatters.Web.Matters;

namespace SmallMatters.Web.Learning;

/// <summary>Say whether what a note said was changed, and why.</summary>
[Authorize(Policies.Supervisor)]
public sealed class SettleAfterActionModel(Desk desk, JointBook book) : JointPageModel<AfterAction>(desk)
{
    [BindProperty]
    public SettleForm Form { get; set; } = new();

    public static IEnumerable<Choice> Answers { get; } =
    [Choice.Of("true", "已改", "Changed"), Choice.Of("false", "没有改", "Not changed")];

    private bool Offered =>
        State.Stage == AfterActionStage.ToChange && Scope.Unit == State.Note.Unit && Scope.Is(StaffRole.Supervisor);

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel) =>
        !await ShowAsync(cancel) ? NotFound()
        : Offered ? Page()
        : StatusCode(StatusCodes.Status403Forbidden);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (!await ShowAsync(cancel))
        {
            return NotFound();
        }
        if (State.Note.Change is null)
        {
            return StatusCode(StatusCodes.Status403Forbidden);
        }
        var own = await WorkReader.OwnWordsAsync(Desk.Db, State.Note.Matters, cancel);
        var done = await book.DecideAsync<AfterAction>(
            State.Key,
            Desk.Scope,
            (it, by, _, now) => SettleAfterActionRule.Decide(it, new SettleAfterAction(Form.Changed, Form.Because), own, by, now),
            Seen,
            cancel
        );
        return await AnswerAsync(done, new("已记录。", "It is recorded."), cancel);
    }

    public sealed class SettleForm
    {
        public bool? Changed { get; set; }
        public string? Because { get; set; }
    }
}
