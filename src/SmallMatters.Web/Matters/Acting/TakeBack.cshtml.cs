using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Web.Accounts;

namespace SmallMatters.Web.Matters.Acting;

/// <summary>Take a hand-over back while it waits.</summary>
[Authorize(Policies.Matters)]
public sealed class TakeBackModel(Desk desk) : ActPage(desk)
{
    protected override Act? Doing => Act.TakeBack;

    public Task<IActionResult> OnPostAsync(CancellationToken cancel) =>
        DecideAsync(
            (matter, _, now) => AnswerHandOverRule.TakeBack(matter, Scope.Actor, now),
            new Bilingual("移交已收回", "The hand-over was taken back"),
            cancel
        );
}
