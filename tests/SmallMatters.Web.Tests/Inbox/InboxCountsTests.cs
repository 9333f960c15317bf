using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Units;
using SmallMatters.Storage;
using SmallMatters.Storage.Jurisdictions;
using SmallMatters.Storage.Matters.Rows;
using SmallMatters.Storage.Matters.Views;
using SmallMatters.Tests.Kit;
using SmallMatters.Web.Tests.CommandLine;
using Xunit;

namespace SmallMatters.Web.Tests.Inbox;

public class InboxCountsTests
{
    [Theory, OnBothDatabases]
    public async Task The_number_on_each_tab_is_the_number_of_rows_behind_it(DatabaseKind kind)
    {
        await using var run = await CommandLineRun.OnAsync(kind);
        Assert.Equal(0, (await run.RunAsync("seed", "--matters", "400", "--seed", "4")).Code);
        await using var services = await run.OpenAsync();
        await using var db = services.GetRequiredService<IDbContextFactory<Db>>().CreateDbContext();
        var jurisdiction = await services.GetRequiredService<JurisdictionSource>().CurrentAsync();
        await DisturbAsync(db, [.. jurisdiction.Units.Keys.Order(StringComparer.Ordinal)]);
        var now = (await db.Set<MatterRow>().Where(m => m.DueAt != null).MaxAsync(m => m.DueAt))!.Value.AddDays(-20);

        var met = new HashSet<InboxTab>();
        var rows = 0;
        foreach (var scope in await ScopesAsync(db, jurisdiction))
        {
            foreach (var unit in jurisdiction.Units.Keys)
            {
                var counts = await Storage.Matters.Views.Inbox.CountsAsync(db, scope, unit, now);
                foreach (var tab in Enum.GetValues<InboxTab>())
                {
                    var page = await Storage.Matters.Views.Inbox.PageAsync(
                        db,
                        scope,
                        unit,
                        tab,
                        InboxFilter.None,
                        now,
                        null,
                        false,
                        Storage.Matters.Views.Inbox.CountTo
                    );
                    Assert.True(
                        page.Rows.Count == counts[tab],
                        $"{scope.Id} {unit} {tab}: {page.Rows.Count} rows, {counts[tab]}"
                    );
                    if (page.Rows.Count > 0)
                    {
                        met.Add(tab);
                        rows += page.Rows.Count;
                    }
                }
            }
        }
        Assert.Equal(Enum.GetValues<InboxTab>().Length, met.Count);
        Assert.True(rows > 500, $"{rows} rows were compared");
    }

    // What few made-up matters are in: asked for by another unit, gone up, under review, about a unit of the staff.
    private static async Task DisturbAsync(Db db, IReadOnlyList<string> units)
    {
        var open = await db.Set<MatterRow>().Where(m => m.Handler != null).OrderByDescending(m => m.Id).Take(240).ToListAsync();
        for (var i = 0; i < open.Count; i++)
        {
            var unit = units[i % units.Count];
            open[i].Stage = (i % 7) switch
            {
                3 => Stage.UnderReview,
                4 => Stage.Closed,
                _ => Stage.Open,
            };
            open[i].DueAt = open[i].RaisedAt.AddDays(i % 90);
            open[i].AskedUnit = i % 5 == 0 ? unit : null;
            open[i].EscalatedTo = i % 5 == 1 ? unit : null;
            open[i].Handler = i % 3 == 0 ? null : open[i].Handler;
        }
        await db.SaveChangesAsync();
        for (var i = 2; i < open.Count; i += 5)
        {
            var (matter, unit) = (open[i].Id, units[i % units.Count]);
            await db.Set<MatterRow>()
                .Where(m => m.Id == matter)
                .ExecuteUpdateAsync(set => set.SetProperty(m => m.UnitConcerned, unit));
        }
        db.ChangeTracker.Clear();
    }

    private static async Task<IReadOnlyList<StaffScope>> ScopesAsync(Db db, Jurisdiction jurisdiction)
    {
        var busy = await db.Set<MatterRow>()
            .Where(m => m.Handler != null && m.Stage == Stage.Open)
            .GroupBy(m => new
            {
                m.Handler,
                m.OwnerUnit,
                m.Area,
            })
            .OrderByDescending(g => g.Count())
            .Take(8)
            .Select(g => g.Key)
            .ToListAsync();
        return
        [
            .. busy.SelectMany(b =>
                    new (string, StaffRole, string?)[][]
                    {
                        [(b.OwnerUnit, StaffRole.Handler, null)],
                        [(b.OwnerUnit, StaffRole.Handler, b.Area)],
                        [(b.OwnerUnit, StaffRole.Supervisor, null)],
                        [(b.OwnerUnit, StaffRole.Auditor, null)],
                    }
                )
                .Select(
                    (roles, i) => StaffScope.Of(new StaffId(busy[i / 4].Handler!.Value), roles[0].Item1, roles, jurisdiction)
                ),
        ];
    }
}
