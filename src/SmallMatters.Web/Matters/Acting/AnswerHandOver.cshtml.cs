using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.GovUk;

namespace SmallMatters.Web.Matters.Acting;

/// <summary>Accept a hand-over, or refuse it with a reason.</summary>
[Authorize(Policies.Matters)]
public sealed class AnswerHandOverModel(Desk desk) : ActPage(desk)
{
    protected override Act? Doing => Act.AnswerHandOver;

    [BindProperty]
    public AnswerForm Form { get; set; } = new();

    [BindProperty]
    public Guid? HandOver { get; set; }

    public static IReadOnlyList<Choice> Answers =>
        [
            Choice.Of(nameof(HandOverAnswer.Accept), "接收，由本单位主办", "Accept it; we own it from now on"),
            Choice.Of(nameof(HandOverAnswer.Refuse), "不接收", "Refuse it"),
        ];

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (!Enum.TryParse<HandOverAnswer>(Form.Answer, out var answer) || !Enum.IsDefined(answer))
        {
            ModelState.AddModelError("Form.Answer", Desk.Speech["请选择接收或不接收。", "Choose whether to accept it."]);
            return Page();
        }
        return await DecideAsync(
            (matter, jurisdiction, now) =>
                AnswerHandOverRule.Decide(
                    matter,
                    new AnswerHandOver(HandOver ?? Guid.Empty, answer, Form.Reason),
                    Scope.Actor,
                    jurisdiction,
                    now
                ),
            answer == HandOverAnswer.Accept
                ? new Bilingual("已接收，现由本单位主办", "Accepted; your unit owns it now")
                : new Bilingual(
                    "已答复不接收，仍由对方主办；第二次不接收的，由上级指定承办",
                    "Refused; the sender still owns it. After a second refusal a unit above designates the owner"
                ),
            cancel
        );
    }

    public sealed class AnswerForm
    {
        public string? Answer { get; set; }

        public string? Reason { get; set; }
    }
}
