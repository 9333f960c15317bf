using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Web.Accounts;

namespace SmallMatters.Web.Matters.Acting;

/// <summary>Write down what the resident answered on the telephone.</summary>
[Authorize(Policies.Matters)]
public sealed class AnswerModel(Desk desk) : ActPage(desk)
{
    protected override Act? Doing => Act.WriteDownAnswer;

    [BindProperty]
    public TextForm Form { get; set; } = new();

    /// <summary>The question that waits.</summary>
    public Question? Waiting => MatterFile.Questions.FirstOrDefault(q => q.State == QuestionState.Waiting);

    [BindProperty]
    public Guid? Question { get; set; }

    public Task<IActionResult> OnPostAsync(CancellationToken cancel) =>
        DecideAsync(
            (matter, _, now) =>
                AnswerQuestionRule.Decide(matter, new AnswerQuestion(Question ?? Guid.Empty, Form.Text ?? ""), Scope.Actor, now),
            new Bilingual("答复已记录", "The answer was written down"),
            cancel
        );

    protected override string FieldOf(string field) => field == nameof(Question) ? "" : base.FieldOf(field);
}
