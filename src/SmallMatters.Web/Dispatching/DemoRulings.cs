using Microsoft.EntityFrameworkCore;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Units;
using SmallMatters.Storage;
using SmallMatters.Storage.Dispatching;
using SmallMatters.Storage.Jurisdictions;
using SmallMatters.Storage.Matters;
using SmallMatters.Storage.Matters.Views;

namespace SmallMatters.Web.Dispatching;

/// <summary>
/// The demonstration's arguments over "not ours": one was decided, and the next equal matter went by it; one waits for its
/// designation. An administrator has added a line as well.
/// </summary>
internal sealed class DemoRulings(
    IDbContextFactory<Db> databases,
    JurisdictionSource jurisdictions,
    MatterBook book,
    CatalogueBook catalogue
)
{
    private const string Owner = "works";
    private const string Arbiter = "street";
    private static readonly string[] Refuse = ["housing", "city"];

    // Not the street lamps, by which the demonstration's walk-through shows how a matter is routed.
    private static readonly string[] Argued = ["manhole", "road-surface", "waterlogging", "traffic-sign"];

    /// <summary>Makes them, if the made-up matters and staff allow it.</summary>
    public async Task MakeAsync(CancellationToken cancel)
    {
        var staff = await StaffAsync(cancel);
        if (!Refuse.Append(Owner).Append(Arbiter).All(staff.Contains))
        {
            return;
        }
        var arbiter = staff[Arbiter].FirstOrDefault(s => s.Is(StaffRole.Supervisor));
        var open = await OpenAsync(staff[Owner].First(), cancel);
        if (arbiter is null || open.Count == 0)
        {
            return;
        }
        foreach (var one in open)
        {
            await QuarrelAsync(one.Id, staff, cancel);
        }
        await DoAsync(
            open[0].Id,
            arbiter,
            (m, j, now) =>
                DesignateRule.Decide(
                    m,
                    new Designate(Refuse[0], "小区红线以内的共用部位由物业管理部门牵头，市政提供技术支持。"),
                    arbiter,
                    j,
                    now
                ),
            cancel
        );
        var (id, reference, raiser) = book.NewKeys();
        await book.RaiseAsync(
            new Raise(
                id,
                reference,
                raiser,
                Kind.Complaint,
                Origin.Resident,
                Channel.Web,
                open[0].Category,
                open[0].Area,
                "跟上个月一样，小区里面这一段又坏了，上次说清楚归谁管了吗？"
            ),
            new Actor.Person(raiser),
            cancel: cancel
        );
        if (staff["administrator"].FirstOrDefault() is { } administrator)
        {
            await catalogue.ChangeAsync(
                new CatalogueChange.AddLine("bulky-waste", open[0].Area, "sanitation"),
                "街道联席会议纪要：大件垃圾清运统一由环卫所主办。",
                administrator,
                cancel
            );
        }
    }

    private async Task QuarrelAsync(MatterId matter, ILookup<string, Actor.Staff> staff, CancellationToken cancel)
    {
        var by = staff[Owner].First();
        foreach (var unit in Refuse)
        {
            await DoAsync(
                matter,
                by,
                (m, j, now) =>
                    ProposeHandOverRule.Decide(
                        m,
                        new ProposeHandOver(unit, "place", "位置在小区红线以内，不在市政管养范围。"),
                        by,
                        j,
                        now
                    ),
                cancel
            );
            var asked = staff[unit].First();
            await DoAsync(
                matter,
                asked,
                (m, j, now) =>
                    AnswerHandOverRule.Decide(
                        m,
                        new AnswerHandOver(m.File.HandOver!.Id, HandOverAnswer.Refuse, "管养移交手续没有办过，不能接收。"),
                        asked,
                        j,
                        now
                    ),
                cancel
            );
        }
    }

    private async Task DoAsync(
        MatterId matter,
        Actor.Staff by,
        Func<Matter, Jurisdiction, DateTimeOffset, Decision?> decide,
        CancellationToken cancel
    )
    {
        if (await book.DecideAsync(matter, by, decide, cancel: cancel) is not ChangeResult.Changed)
        {
            throw new InvalidOperationException("a step of the demonstration's argument was refused");
        }
    }

    private async Task<List<UnitMatter>> OpenAsync(Actor.Staff reader, CancellationToken cancel)
    {
        var jurisdiction = await jurisdictions.CurrentAsync(cancel);
        var scope = StaffScope.Of(reader.Id, Owner, [(Owner, StaffRole.Handler, null)], jurisdiction);
        await using var db = await databases.CreateDbContextAsync(cancel);
        var page = await Storage.Matters.Views.Inbox.PageAsync(
            db,
            scope,
            Owner,
            InboxTab.Unit,
            InboxFilter.None,
            DateTimeOffset.UnixEpoch,
            null,
            backwards: false,
            100,
            cancel
        );
        return
        [
            .. page
                .Rows.Select(r => r.Matter)
                .Where(m => m.AskedUnit is null && Argued.Contains(m.Category))
                .DistinctBy(m => m.Category)
                .Take(2),
        ];
    }

    private async Task<ILookup<string, Actor.Staff>> StaffAsync(CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var posts = await db.Appointments.AsNoTracking().OrderBy(a => a.AccountId).ToListAsync(cancel);
        return posts
            .Where(p => p.Role is StaffRole.Handler or StaffRole.Supervisor or StaffRole.SystemAdministrator)
            .ToLookup(
                p => p.Role == StaffRole.SystemAdministrator ? "administrator" : p.Unit,
                p => new Actor.Staff(new StaffId(p.AccountId), p.Unit, [p.Role])
            );
    }
}
