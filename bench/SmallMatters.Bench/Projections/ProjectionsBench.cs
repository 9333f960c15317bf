using System.Diagnostics;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SmallMatters.Bench.Harness;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Units;
using SmallMatters.Storage;
using SmallMatters.Storage.Jurisdictions;
using SmallMatters.Storage.Matters.Rows;
using SmallMatters.Storage.Matters.Views;

namespace SmallMatters.Bench.Projections;

/// <summary>
/// What a projection costs over the bare rows: each list is read once as its audience sees it, and once as the same rows of
/// the table, whole and for nobody in particular, by the same library over the same index. The two take turns, so that both
/// meet the same machine; the inbox's bare rows carry the handler's name too, as its page does. Twenty roles: handlers,
/// supervisors, and handlers limited to an area.
/// </summary>
internal static class ProjectionsBench
{
    private const int Roles = 20;
    private const int Page = 40;

    private sealed record Role(StaffScope Scope, string? Area);

    public static async Task<int> RunAsync(Arguments arguments)
    {
        var rounds = arguments.Number("--rounds", 400);
        var data =
            arguments.Text("--data")
            ?? throw new InvalidOperationException("--data names the seeded folder (./smallmatters seed --matters N)");
        await using var services = new ServiceCollection()
            .AddLogging()
            .AddSingleton(TimeProvider.System)
            .AddStorage(new StorageSettings(data, arguments.Text("--postgres"), null, "https://localhost"))
            .BuildServiceProvider();
        var databases = services.GetRequiredService<IDbContextFactory<Db>>();
        var jurisdiction = await services.GetRequiredService<JurisdictionSource>().CurrentAsync();
        await using var db = await databases.CreateDbContextAsync();
        var matters = await db.Set<MatterRow>().CountAsync();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{matters} matters, {Roles} roles"));
        var roles = await RolesAsync(db, jurisdiction);
        var areas = jurisdiction.Areas.Keys.Order(StringComparer.Ordinal).ToArray();
        var found = new List<MatterId[]>(Roles);
        foreach (var role in roles)
        {
            found.Add(await Open(db, role).OrderBy(m => m.DueAt).Take(Page).Select(m => m.Id).ToArrayAsync());
        }
        var now = TimeProvider.System.GetUtcNow();

        await CompareAsync(
            "inbox of a unit",
            rounds,
            async n =>
                Shown(
                    await Open(db, roles[n])
                        .OrderBy(m => m.DueAt)
                        .ThenBy(m => m.Id)
                        .Take(Page)
                        .Select(m => new
                        {
                            m,
                            Name = db.Users.Where(u => u.Id == m.Handler).Select(u => u.DisplayName).FirstOrDefault(),
                        })
                        .ToListAsync()
                ),
            async n =>
            {
                // Who is limited to an area gets it by their scope, without asking.
                var scope = roles[n].Scope;
                return (await Inbox.PageAsync(db, scope, scope.Unit, InboxTab.Unit, InboxFilter.None, now, null, false, Page - 1))
                    .Rows
                    .Count;
            }
        );
        await CompareAsync(
            "what a search found",
            rounds,
            async n =>
            {
                var ids = found[n];
                return (
                    await db.Set<MatterRow>()
                        .AsNoTracking()
                        .Where(m => ids.Contains(m.Id))
                        .OrderByDescending(m => m.Id)
                        .ToListAsync()
                ).Count;
            },
            async n => (await UnitMatters.OwnedAmongAsync(db, roles[n].Scope, found[n])).Count
        );
        await CompareAsync(
            "an area in public",
            rounds,
            async n =>
            {
                var area = areas[n % areas.Length];
                return Shown(
                    await db.Set<MatterRow>()
                        .AsNoTracking()
                        .Where(m => m.Area == area && m.Stage == Stage.Open && m.Kind != Kind.Conduct)
                        .OrderByDescending(m => m.Id)
                        .Take(Page)
                        .ToListAsync()
                );
            },
            async n =>
                (await AreaMatters.OpenAsync(db, jurisdiction, areas[n % areas.Length], null, null, Page - 1)).Matters.Count
        );
        return 0;
    }

    // A page reads one row more than it shows, to know whether others follow.
    private static int Shown<T>(List<T> rows) => Math.Min(rows.Count, Page - 1);

    private static IQueryable<MatterRow> Open(Db db, Role role)
    {
        var unit = role.Scope.Unit;
        var open = db.Set<MatterRow>()
            .AsNoTracking()
            .Where(m => m.AccountableUnit == unit && m.Stage == Stage.Open && m.DueAt != null);
        return role.Area is { } area ? open.Where(m => m.Area == area) : open;
    }

    // Each unit with open matters as its handler and its supervisor, then as handlers of single areas, until there are enough.
    private static async Task<Role[]> RolesAsync(Db db, Jurisdiction jurisdiction)
    {
        var units = await db.Set<MatterRow>()
            .Where(m => m.Stage == Stage.Open && m.DueAt != null)
            .GroupBy(m => new { m.AccountableUnit, m.Area })
            .Select(g => new
            {
                g.Key.AccountableUnit,
                g.Key.Area,
                Count = g.Count(),
            })
            .OrderByDescending(g => g.Count)
            .ToListAsync();
        var whole = units
            .Select(u => u.AccountableUnit)
            .Distinct()
            .SelectMany(u => new[] { Of(u, StaffRole.Handler, null), Of(u, StaffRole.Supervisor, null) });
        var limited = units.Select(u => Of(u.AccountableUnit, StaffRole.Handler, u.Area));
        Role[] roles = [.. whole.Take(Roles / 2), .. limited.Take(Roles / 2)];
        return roles.Length == Roles
            ? roles
            : throw new InvalidOperationException($"the folder has open matters for {roles.Length} roles, not for {Roles}");

        Role Of(string unit, StaffRole role, string? area) =>
            new(StaffScope.Of(new StaffId(Guid.CreateVersion7()), unit, [(unit, role, area)], jurisdiction), area);
    }

    // The median of the ratios of neighbouring runs of all roles, and its quartiles.
    private static async Task CompareAsync(string name, int rounds, Func<int, Task<int>> bare, Func<int, Task<int>> projected)
    {
        var ratios = new List<double>(rounds);
        var (ofBare, ofProjected) = (new List<double>(rounds), new List<double>(rounds));
        for (var round = -20; round < rounds; round++)
        {
            // Whoever comes second finds the pages of the file warm: they take turns at that too.
            var first = round % 2 == 0;
            var one = await TimeAsync(first ? bare : projected);
            var two = await TimeAsync(first ? projected : bare);
            if (one.Rows != two.Rows)
            {
                throw new InvalidOperationException($"{name}: {one.Rows} rows and {two.Rows} rows are not the same list");
            }
            if (round >= 0)
            {
                var (b, p) = first ? (one, two) : (two, one);
                ofBare.Add(b.Milliseconds);
                ofProjected.Add(p.Milliseconds);
                ratios.Add(p.Milliseconds / b.Milliseconds);
            }
        }
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{name, -20} bare {At(ofBare, 0.5) / Roles, 6:F3} ms   projected {At(ofProjected, 0.5) / Roles, 6:F3} ms   ratio {At(ratios, 0.5):F2} (quartiles {At(ratios, 0.25):F2}–{At(ratios, 0.75):F2})"
            )
        );
    }

    private static async Task<(int Rows, double Milliseconds)> TimeAsync(Func<int, Task<int>> read)
    {
        var from = Stopwatch.GetTimestamp();
        var rows = 0;
        for (var n = 0; n < Roles; n++)
        {
            rows += await read(n);
        }
        return (rows, Stopwatch.GetElapsedTime(from).TotalMilliseconds);
    }

    private static double At(List<double> values, double share) =>
        values.Order().ElementAt((int)Math.Round(share * (values.Count - 1), MidpointRounding.AwayFromZero));
}
