using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.Site;

namespace SmallMatters.Web.Participation;

/// <summary>Where the units' side of taking part is.</summary>
[Authorize(Policies.Matters)]
public sealed class ForStaffModel : PageModel
{
    public static IReadOnlyList<Signpost> Places { get; } =
    [
        new(
            PriorityLinks.List,
            new("议题", "Priorities"),
            new(
                "居民希望片区办的事：采纳或者不采纳，都公开说明理由",
                "What residents want their area to take up: adopted or declined, with reasons in public"
            )
        ),
        new(
            "/staff/consultations",
            new("征求意见", "Consultations"),
            new("还没有定的事先问居民，逐类公布答复", "Ask residents before it is decided; every theme is answered in public")
        ),
        new(
            "/staff/meetings",
            new("恳谈会", "Meetings"),
            new(
                "议程、报名、纪要；纪要里的话变成诉求和承诺，下次报告",
                "Agenda, sign-up, minutes; lines become matters and promises, reported next time"
            )
        ),
        new(
            "/staff/tasks",
            new("志愿任务", "Tasks for volunteers"),
            new(
                "居民愿意做的小事：照看东西和地方，不查人",
                "Small things that residents take on: things and places, never people"
            )
        ),
    ];
}
