using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.GovUk;

namespace SmallMatters.Web.Matters.Acting;

/// <summary>Move the day of a promise, or give it up, with a reason that the resident reads.</summary>
[Authorize(Policies.Matters)]
public sealed class ChangeModel(Desk desk) : PromisePage(desk)
{
    private const string Move = "move";

    [BindProperty]
    public ChangeForm Form { get; set; } = new();

    public static IReadOnlyList<Choice> Ways =>
        [Choice.Of(Move, "改到另一天", "Another day"), Choice.Of("give-up", "不能兑现，取消", "It cannot be kept; give it up")];

    protected override string FieldOf(string field) => field == "DueOn" ? "Form.NewDay" : base.FieldOf(field);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (!Ways.Any(way => way.Value == Form.Way))
        {
            ModelState.AddModelError("Form.Way", Desk.Speech["请选择怎样变更。", "Choose how it changes."]);
        }
        else if (Form.Way == Move && Form.NewDay is null && ModelState.IsValid)
        {
            ModelState.AddModelError("Form.NewDay", Desk.Speech["请写明新的日期。", "Give the new day."]);
        }
        return ModelState.IsValid
            ? await DecideAsync(
                (matter, jurisdiction, now) =>
                    ChangePromiseRule.Decide(
                        matter,
                        new ChangePromise(PromiseId, Form.Way == Move ? Form.NewDay : null, Form.Reason ?? ""),
                        Scope.Actor,
                        jurisdiction.Calendar.DayOf(now)
                    ),
                new Bilingual("承诺已变更，居民会看到原因", "The promise was changed; the resident will read why"),
                cancel
            )
            : Page();
    }

    public sealed class ChangeForm
    {
        public string? Way { get; set; }

        public DateOnly? NewDay { get; set; }

        public string? Reason { get; set; }
    }
}
