using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Web.Accounts;

namespace SmallMatters.Web.Matters.Acting;

/// <summary>Ask the resident one question.</summary>
[Authorize(Policies.Matters)]
public sealed class AskModel(Desk desk) : ActPage(desk)
{
    protected override Act? Doing => Act.Ask;

    [BindProperty]
    public TextForm Form { get; set; } = new();

    public Task<IActionResult> OnPostAsync(CancellationToken cancel) =>
        DecideAsync(
            (matter, jurisdiction, now) => AskRule.Decide(matter, new Ask(Form.Text ?? ""), Scope.Actor, jurisdiction, now),
            new Bilingual("已请居民补充", "The resident has been asked"),
            cancel
        );
}
