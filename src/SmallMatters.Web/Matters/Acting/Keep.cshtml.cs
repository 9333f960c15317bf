using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Web.Accounts;

namespace SmallMatters.Web.Matters.Acting;

/// <summary>Say that a promise was kept, and how.</summary>
[Authorize(Policies.Matters)]
public sealed class KeepModel(Desk desk) : PromisePage(desk)
{
    [BindProperty]
    public KeepForm Form { get; set; } = new();

    public Task<IActionResult> OnPostAsync(CancellationToken cancel) =>
        DecideAsync(
            (matter, jurisdiction, now) =>
                KeepPromiseRule.Decide(
                    matter,
                    new KeepPromise(PromiseId, Form.How ?? ""),
                    Scope.Actor,
                    jurisdiction.Calendar.DayOf(now),
                    jurisdiction.Calendar
                ),
            new Bilingual("承诺已兑现，居民会看到", "The promise was kept; the resident will read it"),
            cancel
        );

    public sealed class KeepForm
    {
        public string? How { get; set; }
    }
}
