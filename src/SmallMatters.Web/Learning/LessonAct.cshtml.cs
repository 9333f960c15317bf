using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using SmallMatters.Domain.Learning;
using SmallMatters.Storage.JointHandling;
using SmallMatters.Storage.Learning;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.GovUk;
using SmallMatters.Web.JointHandling;
using SmallMatters.Web.Matters;

namespace SmallMatters.Web.Learning;

/// <summary>A step of a lesson: compare it with the verdict and release it, or take it down.</summary>
[Authorize(Policies.Reviewer)]
public sealed class LessonActModel(Desk desk, JointBook joint, LessonBook book) : LessonPage(desk)
{
    [BindProperty(SupportsGet = true, Name = "step")]
    public string? StepTyped { get; set; }

    [BindProperty]
    public StepForm Form { get; set; } = new();

    public LessonStep Step { get; private set; }

    /// <summary>The verdict, where the two are compared.</summary>
    public LessonSource? Source { get; private set; }

    /// <summary>The words as the lesson shows them, where the two are compared.</summary>
    public string? Words { get; private set; }

    public static IEnumerable<Choice> Releases { get; } =
    [Choice.Of("true", "给工作人员看", "Release it to the staff"), Choice.Of("false", "退回", "Send it back")];

    public static IEnumerable<Choice> Confirmations { get; } =
    [Choice.Of("true", "对照过了，认不出是谁", "I compared them, and nobody can be recognised")];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel) =>
        await PrepareAsync(cancel) switch
        {
            null => Page(),
            var other => other,
        };

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (await PrepareAsync(cancel) is { } other)
        {
            return other;
        }
        var done =
            Step == LessonStep.Withdraw
                ? await book.WithdrawAsync(Desk.Scope, State.Key, new WithdrawLesson(Form.Words), Seen, cancel)
                : await joint.DecideAsync<Lesson>(
                    State.Key,
                    Desk.Scope,
                    (it, by, jurisdiction, now) =>
                        ReleaseLessonRule.Decide(
                            it,
                            new ReleaseLesson(Form.Released, Form.Confirmed is ["true"], Form.Words),
                            by,
                            jurisdiction,
                            now
                        ),
                    Seen,
                    cancel
                );
        return await AnswerAsync(done, new("已记录。", "It is recorded."), cancel);
    }

    // Null when the step may be taken; the verdict is opened for whoever compares, and for nobody else.
    private async Task<IActionResult?> PrepareAsync(CancellationToken cancel)
    {
        if (!JointSteps.TryRead(StepTyped, out LessonStep step) || !await ShowAsync(cancel))
        {
            return NotFound();
        }
        Step = step;
        if (!Offered(step))
        {
            return HttpMethods.IsGet(Request.Method) ? StatusCode(StatusCodes.Status403Forbidden) : null;
        }
        if (step == LessonStep.Release)
        {
            Source = await book.SourceOfAsync(Desk.Db, Desk.Scope, State, cancel);
            Words = await book.WordsAsync(Desk.Db, State, cancel);
            // Taken back a moment ago: there is nothing left to release.
            return Source is null ? NotFound() : null;
        }
        return null;
    }

    public sealed class StepForm
    {
        public bool? Released { get; set; }
        public List<string> Confirmed { get; set; } = [];
        public string? Words { get; set; }
    }
}
