using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Units;
using SmallMatters.Storage.JointHandling;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.Matters;

namespace SmallMatters.Web.JointHandling;

/// <summary>The weeks of the reader's unit: this one so far, and those whose digest was sent.</summary>
[Authorize(Policies.Matters)]
public sealed class DigestModel(Desk desk) : PageModel
{
    private const int Most = 3;

    public IReadOnlyList<(DateOnly Monday, UnitWeek Week)> Weeks { get; private set; } = [];

    public DateOnly ThisMonday { get; private set; }

    public Jurisdiction Jurisdiction { get; private set; } = null!;

    public string Unit => desk.Scope.Unit;

    /// <summary>What the numbers are, in the order of <see cref="NumbersOf"/>.</summary>
    public static IReadOnlyList<(Bilingual Name, Bilingual Counts)> Rows { get; } =
    [
        (new("新来的", "New"), new("这一周里提出、现在在本单位的", "Raised in the week, and with the unit")),
        (new("办结", "Closed"), new("这一周里本单位答复办结的", "Answered and closed by the unit in the week")),
        (new("超期", "Overdue"), new("到周末还没有办结、时限已过的", "Open at the end of the week, and past a due time")),
        (
            new("到期的承诺", "Promises due"),
            new(
                "本单位下一周到期、或者日子已过还没有兑现的承诺",
                "The unit’s open promises for the week that follows, and those whose day has passed"
            )
        ),
        (
            new("在手的协办", "Parts in hand"),
            new("请本单位办、还没有办完的部分", "Parts that the unit was asked for or has in hand")
        ),
        (new("待答复督办", "Orders to reply to"), new("本单位还要答复的督办", "Orders to which the unit still has to reply")),
        (
            new("不满意", "Dissatisfied"),
            new(
                "这一周里收到不满意评价的、本单位的诉求",
                "The unit’s matters about which a dissatisfied verdict came in the week"
            )
        ),
    ];

    public static IReadOnlyList<int> NumbersOf(UnitWeek week) =>
        [week.New, week.Closed, week.Overdue, week.PromisesDue, week.Parts, week.Orders, week.Dissatisfied];

    public async Task OnGetAsync(CancellationToken cancel)
    {
        Jurisdiction = await desk.JurisdictionAsync(cancel);
        ThisMonday = WeeklyDigests.MondayOf(Jurisdiction.Calendar.DayOf(desk.Now));
        var now = await WeeklyDigests.CountAsync(desk.Db, Unit, ThisMonday, Jurisdiction.Calendar, desk.Now, cancel);
        Weeks = [(ThisMonday, now), .. await WeeklyDigests.OfUnitAsync(desk.Db, desk.Scope, Unit, Most, cancel)];
    }
}
