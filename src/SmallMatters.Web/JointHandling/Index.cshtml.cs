using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SmallMatters.Storage.JointHandling;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.Matters;
using SmallMatters.Web.Site;

namespace SmallMatters.Web.JointHandling;

/// <summary>What waits for the reader's unit in the files that units share, and where all of them are.</summary>
[Authorize(Policies.Matters)]
public sealed class IndexModel(Desk desk) : PageModel
{
    private const int Most = 100;

    public DutiesShown Duties { get; private set; } = null!;

    public static IReadOnlyList<Signpost> Places { get; } =
    [
        new(
            "/staff/convenings",
            new("吹哨报到", "Convenings"),
            new("叫几个单位到现场商量，各自在时限内答复", "Call units together; each answers within its clock")
        ),
        new(
            "/staff/orders",
            new("督办", "Supervision orders"),
            new("负责人对一件诉求的要求，有时限，要答复", "What a leader wants done about a matter, with a clock and a reply")
        ),
        new(
            "/staff/hard-list",
            new("难点清单", "Hard list"),
            new(
                "一时解决不了的，有人牵头，解决并经别人确认才销号",
                "What cannot be solved at once: with a leader, until somebody else confirms it solved"
            )
        ),
        new(
            "/staff/targets",
            new("目标", "Targets"),
            new(
                "按指标定目标，分解到单位和任务，有人牵头；件数不能当目标",
                "On a measure, broken down to units and tasks, with a leader; no number of cases is a target"
            )
        ),
        new(
            "/staff/reckonings",
            new("表扬和问责", "Credit and accountability"),
            new(
                "有凭据、先听说明、别人决定、可以申诉；针对单位，不针对个人",
                "On evidence, the unit heard, decided by somebody else, open to appeal; about units and not persons"
            )
        ),
        new(
            "/staff/conduct",
            new("作风核查", "Reviews of conduct"),
            new(
                "被反映单位以外的人核查；单位先作说明，看不到是谁提出的",
                "By somebody outside the unit concerned, which is heard and never reads who raised it"
            )
        ),
        new(
            "/staff/praise",
            new("居民的表扬", "Praise from residents"),
            new("居民说本单位哪里做得好；不计数，不排名", "What residents say your unit did well; not counted, not ranked")
        ),
        new(
            "/staff/joint/repeats",
            new("重复反映", "Raised again"),
            new(
                "初次接触以后又被反映的比例，按单位，不按个人",
                "How many came back after the first contact: by unit, never by person"
            )
        ),
        new(
            "/staff/joint/dormant",
            new("久未办理", "Untouched matters"),
            new("连续几个工作日没有进展的诉求", "Matters without any step for some working days")
        ),
        new(
            "/staff/joint/digest",
            new("每周摘要", "Weekly digest"),
            new("本单位一周的新来、办结、超期、承诺、协办、督办和不满意", "Your unit's week in numbers")
        ),
        new(
            "/staff/roster",
            new("值班表", "Duty roster"),
            new("往后两个星期，白天和夜里谁值班", "Who is on duty by day and by night in the next two weeks")
        ),
        new(
            "/staff/absences",
            new("离岗代班", "Absences"),
            new("谁不在、谁代班，回来以后自动还回", "Who is away and who stands in; what is theirs comes back by itself")
        ),
    ];

    public async Task OnGetAsync(CancellationToken cancel)
    {
        var unit = desk.Scope.Unit;
        Duties = new DutiesShown(
            await JointLists.DutiesAsync(desk.Db, desk.Scope, unit, Most, cancel),
            unit,
            desk.Now,
            await desk.JurisdictionAsync(cancel)
        );
    }
}
