using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SmallMatters.Domain.Language;
using SmallMatters.Storage.JointHandling;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.Matters;

namespace SmallMatters.Web.JointHandling;

/// <summary>What waits for the reader's unit in the files that units share, and where all of them are.</summary>
[Authorize(Policies.Matters)]
public sealed class IndexModel(Desk desk) : PageModel
{
    private const int Most = 100;

    public DutiesShown Duties { get; private set; } = null!;

    public static IReadOnlyList<(string Href, Bilingual Said, Bilingual Hint)> Places { get; } =
    [
        (
            "/staff/convenings",
            new("吹哨报到", "Convenings"),
            new("叫几个单位到现场商量，各自在时限内答复", "Call units together; each answers within its clock")
        ),
        (
            "/staff/orders",
            new("督办", "Supervision orders"),
            new("负责人对一件诉求的要求，有时限，要答复", "What a leader wants done about a matter, with a clock and a reply")
        ),
        (
            "/staff/hard-list",
            new("难点清单", "Hard list"),
            new(
                "一时解决不了的，有人牵头，解决并经别人确认才销号",
                "What cannot be solved at once: with a leader, until somebody else confirms it solved"
            )
        ),
        (
            "/staff/targets",
            new("目标", "Targets"),
            new(
                "按指标定目标，分解到单位和任务，有人牵头；件数不能当目标",
                "On a measure, broken down to units and tasks, with a leader; no number of cases is a target"
            )
        ),
        (
            "/staff/reckonings",
            new("表扬和问责", "Credit and accountability"),
            new(
                "有凭据、先听说明、别人决定、可以申诉；针对单位，不针对个人",
                "On evidence, the unit heard, decided by somebody else, open to appeal; about units and not persons"
            )
        ),
        (
            "/staff/conduct",
            new("作风核查", "Reviews of conduct"),
            new(
                "被反映单位以外的人核查；单位先作说明，看不到是谁提出的",
                "By somebody outside the unit concerned, which is heard and never reads who raised it"
            )
        ),
        (
            "/staff/pilots",
            new("试点", "Pilots"),
            new(
                "先说好怎样衡量、和谁比、什么时候停，再试；效果由系统算",
                "Measure, comparison and stop rule said first; the effect is counted"
            )
        ),
        (
            "/staff/practice",
            new("经验", "Practice"),
            new("试过什么、有没有效、谁照着做；没有成效的也写", "What was tried, whether it worked, who copies it; failures too")
        ),
        (
            "/staff/consultations",
            new("征求意见", "Consultations"),
            new("还没有定的事先问居民，逐类公布答复", "Ask residents before it is decided; every theme is answered in public")
        ),
        (
            "/staff/meetings",
            new("恳谈会", "Meetings"),
            new(
                "议程、报名、纪要；纪要里的话变成诉求和承诺，下次报告",
                "Agenda, sign-up, minutes; lines become matters and promises, reported next time"
            )
        ),
        (
            "/staff/tasks",
            new("志愿任务", "Tasks for volunteers"),
            new(
                "居民愿意做的小事：照看东西和地方，不查人",
                "Small things that residents take on: things and places, never people"
            )
        ),
        (
            "/staff/praise",
            new("居民的表扬", "Praise from residents"),
            new("居民说本单位哪里做得好；不计数，不排名", "What residents say your unit did well; not counted, not ranked")
        ),
        (
            "/staff/afteraction",
            new("复盘", "After-action notes"),
            new(
                "原来打算怎样、实际怎样、为什么；以后保持什么、改什么。只写工作，不写人",
                "What was meant, what happened and why; what is kept and what is changed. Of the work and never of a person"
            )
        ),
        (
            "/staff/lessons",
            new("启示", "Lessons"),
            new(
                "居民评价里的原话，经本人同意、去掉能认出谁的内容，给工作人员学习",
                "What residents said in their verdicts, with their consent and without who they are, for staff to learn from"
            )
        ),
        (
            "/staff/swap",
            new("换位体验", "From the resident’s side"),
            new(
                "一个季度一件，系统抽：从居民那一边看同事办结的一件诉求，写一句话，不记名",
                "One a quarter, drawn by the system: look at a colleague’s closed matter from the resident’s side; one sentence, no name"
            )
        ),
        (
            "/staff/joint/repeats",
            new("重复反映", "Raised again"),
            new(
                "初次接触以后又被反映的比例，按单位，不按个人",
                "How many came back after the first contact: by unit, never by person"
            )
        ),
        (
            "/staff/joint/dormant",
            new("久未办理", "Untouched matters"),
            new("连续几个工作日没有进展的诉求", "Matters without any step for some working days")
        ),
        (
            "/staff/joint/digest",
            new("每周摘要", "Weekly digest"),
            new("本单位一周的新来、办结、超期、承诺、协办、督办和不满意", "Your unit's week in numbers")
        ),
        (
            "/staff/roster",
            new("值班表", "Duty roster"),
            new("往后两个星期，白天和夜里谁值班", "Who is on duty by day and by night in the next two weeks")
        ),
        (
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
