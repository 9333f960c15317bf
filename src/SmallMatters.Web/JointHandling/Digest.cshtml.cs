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
    public static IReadOnlyList<Bilingual> Rows { get; } =
    [
        new("新来的", "New"),
        new("办结", "Closed"),
        new("超期", "Overdue"),
        new("到期的承诺", "Promises due"),
        new("在手的协办", "Parts in hand"),
        new("待答复督办", "Orders to reply to"),
        new("不满意", "Dissatisfied"),
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
