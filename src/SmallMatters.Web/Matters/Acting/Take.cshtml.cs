using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Web.Accounts;

namespace SmallMatters.Web.Matters.Acting;

/// <summary>Take a matter of one's unit.</summary>
[Authorize(Policies.Matters)]
public sealed class TakeModel(Desk desk) : ActPage(desk)
{
    protected override Act? Doing => Act.Take;

    public Task<IActionResult> OnPostAsync(CancellationToken cancel) =>
        DecideAsync(
            (matter, _, _) => AssignRule.Decide(matter, new Assign(Scope.Id), Scope.Units, Scope.Actor),
            new Bilingual("由您承办", "You deal with it now"),
            cancel
        );
}
