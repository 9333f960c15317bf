using Microsoft.EntityFrameworkCore;
using SmallMatters.Domain.Hazards;
using SmallMatters.Domain.Matters;
using SmallMatters.Storage;
using SmallMatters.Storage.Cards;
using SmallMatters.Storage.Hazards;
using SmallMatters.Storage.JointHandling;
using SmallMatters.Storage.Jurisdictions;
using SmallMatters.Storage.Matters.Views;

namespace SmallMatters.Web.Hazards;

/// <summary>
/// The demonstration's inspections: one where all is well, one that found something nobody has dealt with yet, one with a notice, one that
/// was put right on the spot, and a major hazard.
/// </summary>
internal sealed class DemoInspections(
    IDbContextFactory<Db> databases,
    PremisesReader premises,
    InspectionBook inspections,
    FindingDesk findings,
    ChecklistBook checklists,
    HazardRules rules,
    JurisdictionSource jurisdictions
)
{
    private const string Unit = "station";

    private static readonly (
        string Code,
        string? Item,
        string What,
        string Level,
        int Days,
        bool Order,
        bool OnTheSpot
    )[] Stories =
    [
        ("cs-008", null, "", "", 6, false, false),
        ("cs-003", "patrol", "本月没有每日防火巡查记录。", "GB-2/general", 5, false, false),
        ("cs-004", "electricity", "后厨电线裸露，没有穿管。", "GB-2/general", 4, true, false),
        ("cs-005", "self-check", "没有本月的防火检查记录，当场补上。", "GB-2/general", 3, false, true),
        ("cs-006", "bars", "三层外窗的铁栅打不开。", "GB-2/major", 2, false, false),
    ];

    /// <summary>Makes them, if the station has somebody who leads it.</summary>
    public async Task MakeAsync(DateTimeOffset now, CancellationToken cancel)
    {
        Guid? head;
        await using (var db = await databases.CreateDbContextAsync(cancel))
        {
            head = await db
                .Appointments.Where(a => a.Unit == Unit && a.Role == StaffRole.Supervisor)
                .Select(a => (Guid?)a.AccountId)
                .FirstOrDefaultAsync(cancel);
        }
        if (head is not { } account)
        {
            return;
        }
        var scope = new StaffScope(new StaffId(account), Unit, [Unit], [Unit], [StaffRole.Handler, StaffRole.Supervisor]);
        var places = (await premises.ListAsync(scope, new PremisesFilter(null, null, Unit, null, false), 1, cancel)).Entries;
        foreach (var story in Stories)
        {
            var place = places.Single(p => p.Details.Code == story.Code);
            var day = (await jurisdictions.CurrentAsync(cancel)).Calendar.DayOf(now);
            var list = checklists.InForce(place.Details.Kind, day)!;
            var key = Guid.CreateVersion7(now.AddDays(-story.Days));
            Check(
                await inspections.RecordAsync(
                    place.Id,
                    scope,
                    new RecordInspection(
                        key,
                        list.Version,
                        now.AddDays(-story.Days),
                        InspectionCause.Planned,
                        true,
                        null,
                        [.. list.Items.Select(i => Marked(i, story.Item, story.What, story.Level))],
                        []
                    ),
                    cancel
                )
            );
            if (story.Order || story.OnTheSpot)
            {
                await ActAsync(key, story.OnTheSpot, day, scope, cancel);
            }
        }
    }

    private static MarkedItem Marked(ChecklistItem item, string? failed, string what, string level) =>
        item.Code == failed
            ? new MarkedItem(item.Code, ItemMark.Failed, what, level, [])
            : new MarkedItem(item.Code, ItemMark.Passed, null, null, []);

    private async Task ActAsync(Guid inspection, bool onTheSpot, DateOnly day, StaffScope scope, CancellationToken cancel)
    {
        var page = await inspections.FindAsync(inspection, scope, cancel);
        await using var db = await databases.CreateDbContextAsync(cancel);
        var found = (await JointBook.FindAsync<Finding>(db, scope, page!.Findings[0].Id, cancel))!;
        var done = await findings.DecideAsync(
            found.File,
            scope,
            [],
            (it, by, j, at) =>
                onTheSpot
                    ? RecheckRule.OnTheSpot(it, new SayPutRight("当场补上了记录。", [], "demo"), by, rules, j, at)
                    : RectificationRule.Order(
                        it,
                        new OrderRectification(
                            "整改〔演示〕3号",
                            "把后厨电线穿管固定。",
                            day.AddDays(10),
                            "消防监督检查规定第31条"
                        ),
                        by,
                        j,
                        at
                    ),
            found.Seen,
            cancel
        );
        Check(done);
    }

    private static void Check(Acted done)
    {
        if (done is Acted.Refused refused)
        {
            throw new InvalidOperationException($"the demonstration's inspections were refused: {refused.Why.Sentence}");
        }
    }
}
