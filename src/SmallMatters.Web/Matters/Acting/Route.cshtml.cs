using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.GovUk;

namespace SmallMatters.Web.Matters.Acting;

/// <summary>Choose the lawful route of a petition-like matter.</summary>
[Authorize(Policies.Matters)]
public sealed class RouteModel(Desk desk) : ActPage(desk)
{
    [BindProperty]
    public RouteForm Form { get; set; } = new();

    protected override Act? Doing => Act.ChooseRoute;

    public static IEnumerable<Choice> Routes => RouteRule.All.Select(r => new Choice(r.Code.ToString(), r.Name, r.Door));

    public Task<IActionResult> OnPostAsync(CancellationToken cancel) =>
        DecideAsync(
            (matter, jurisdiction, now) =>
                ChooseRouteRule.Choose(
                    matter,
                    new ChooseRoute(
                        Enum.TryParse<RouteCode>(Form.Code, out var code) && Enum.IsDefined(code) ? code : null,
                        Form.Where,
                        Form.RemedyBy,
                        Form.Words
                    ),
                    Scope.Actor,
                    jurisdiction,
                    now
                ),
            new Bilingual("已选定，居民已收到通知", "Chosen; the resident was told"),
            cancel
        );

    public sealed class RouteForm
    {
        public string? Code { get; set; }
        public string? Where { get; set; }
        public DateOnly? RemedyBy { get; set; }
        public string? Words { get; set; }
    }
}
