using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Units;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.GovUk;
using SmallMatters.Web.Triage;

namespace SmallMatters.Web.Matters.Acting;

/// <summary>Confirm or correct what a matter is.</summary>
[Authorize(Policies.Matters)]
public sealed class SortModel(Desk desk, TriageAdvice triage) : ActPage(desk)
{
    protected override Act? Doing => Act.Sort;

    [BindProperty]
    public SortForm Form { get; set; } = new();

    public Suggestion? Suggestion { get; private set; }

    public static IEnumerable<Choice> Kinds =>
        Enum.GetValues<Kind>()
            .Where(kind => kind is not (Kind.Conduct or Kind.MinorCase))
            .Select(kind => new Choice(kind.ToString(), kind.Said()));

    public IEnumerable<Choice> Categories =>
        Jurisdiction.Categories.Values.Where(c => c.Kind != Kind.Conduct).Select(c => new Choice(c.Code, c.Name, c.Hint));

    protected override Task PrepareAsync(CancellationToken cancel)
    {
        Form.Kind ??= MatterFile.Kind.ToString();
        Form.Category ??= MatterFile.Category;
        Suggestion = triage.For(Shown.Title, Shown.Description, Jurisdiction);
        return Task.CompletedTask;
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (!Enum.TryParse<Kind>(Form.Kind, out var kind) || !Enum.IsDefined(kind))
        {
            ModelState.AddModelError("Form.Kind", Desk.Speech["请选择诉求类型。", "Choose the kind."]);
            return Page();
        }
        return await DecideAsync(
            (matter, jurisdiction, now) =>
                SortRule.Decide(matter, new Sort(kind, Form.Category ?? ""), Scope.Actor, jurisdiction, now),
            new Bilingual("分类已确认", "It has been sorted"),
            cancel
        );
    }

    public sealed class SortForm
    {
        public string? Kind { get; set; }

        public string? Category { get; set; }
    }
}
