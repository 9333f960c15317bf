using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Web.Accounts;

namespace SmallMatters.Web.Matters.Acting;

/// <summary>Write down that the lawful route has receipted the matter.</summary>
[Authorize(Policies.Matters)]
public sealed class RouteReceiptModel(Desk desk) : ActPage(desk)
{
    [BindProperty]
    public ReceiptForm Form { get; set; } = new();

    protected override Act? Doing => Act.ReceiptRoute;

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel) =>
        !ModelState.IsValid
            ? Page()
            : await DecideAsync(
                (matter, jurisdiction, now) =>
                    ChooseRouteRule.Receipt(matter, new ReceiptRoute(Form.On, Form.Number), Scope.Actor, jurisdiction, now),
                new Bilingual("回执已记录", "The receipt is written down"),
                cancel
            );

    public sealed class ReceiptForm
    {
        public DateOnly? On { get; set; }
        public string? Number { get; set; }
    }
}
