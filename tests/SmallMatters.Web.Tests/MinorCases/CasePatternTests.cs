using Microsoft.Extensions.DependencyInjection;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.MinorCases;
using SmallMatters.Domain.Places;
using SmallMatters.Domain.Units;
using SmallMatters.Storage.MinorCases;
using SmallMatters.Storage.Patterns;
using SmallMatters.Tests.Kit;
using SmallMatters.Web.Tests.Matters;
using Xunit;

namespace SmallMatters.Web.Tests.MinorCases;

/// <summary>What patterns make of minor cases: where and when they recur, and nothing else of them.</summary>
public class CasePatternTests
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    private static async Task<CaseScene> StolenOvernightAsync(TestHost host)
    {
        var scene = await CaseScene.MakeAsync(
            host,
            ("Form.Kind", nameof(CaseKind.Theft)),
            ("Form.Estate", "柳园新村"),
            ("Form.Building", "3"),
            ("Form.FromDay.year", "2026"),
            ("Form.FromDay.month", "3"),
            ("Form.FromDay.day", "1"),
            ("Form.FromTime", "22:00"),
            ("Form.ToDay.year", "2026"),
            ("Form.ToDay.month", "3"),
            ("Form.ToDay.day", "2"),
            ("Form.ToTime", "05:30")
        );
        Assert.Equal(1, await host.Services.GetRequiredService<CaseJobs>().MovePatternsAsync(Cancel));
        return scene;
    }

    [Theory, OnBothDatabases]
    public async Task A_theft_overnight_is_counted_at_its_building_over_the_hours_of_that_night(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        await StolenOvernightAsync(host);
        Assert.True(Place.TryCreate("柳园新村", "3号楼", "1单元", out var place, out _));
        var office = new Office(host);
        await office.RaiseAsync(change: r =>
            r with
            {
                Where = new Where(place, null, PositionGiven.From(31.23051, 121.47052, CoordinateSystem.Wgs84), null),
            }
        );
        await using var db = host.OpenDb();
        var (from, to) = (MovableClock.Start.AddDays(-7), MovableClock.Start.AddDays(1));
        var theft = Assert.Single(await PatternEvents.EventsAsync(db, from, to, category: PatternCategory.Of(CaseKind.Theft)));
        Assert.Equal((Kind.MinorCase, Neighbourhood.Willow, place.BuildingKey), (theft.Kind, theft.Area, theft.Building));
        Assert.Equal(8, theft.Hours);
        Assert.Equal(new DateTimeOffset(2026, 3, 1, 22, 0, 0, TimeSpan.FromHours(8)), theft.First);
        Assert.Equal(new DateTimeOffset(2026, 3, 2, 6, 0, 0, TimeSpan.FromHours(8)), theft.End);
        // Where residents point when they speak of the building.
        Assert.Equal((31.2305, 121.4705), (theft.Latitude, theft.Longitude));
        Assert.Contains(theft, await PatternEvents.EventsAsync(db, from, to));
        Assert.DoesNotContain(theft, await PatternEvents.EventsAsync(db, from, to, category: Neighbourhood.Noise));
        Assert.DoesNotContain(theft, await PatternEvents.EventsAsync(db, from, to, area: Neighbourhood.Bell));
        Assert.Equal(theft.First, await PatternEvents.FirstAsync(db, Cancel));
    }

    [Theory, OnBothDatabases]
    public async Task The_page_of_patterns_offers_kinds_of_minor_cases_and_shares_a_night_out_over_its_hours(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        var scene = await StolenOvernightAsync(host);
        host.Clock.Advance(TimeSpan.FromDays(7));
        var clerk = await scene.Office.HireAsync(Neighbourhood.WillowDesk);

        var page = await clerk.Browser.SubmitAsync(
            await clerk.Browser.GetAsync("/staff/patterns"),
            [("category", PatternCategory.Of(CaseKind.Theft)), ("weeks", "8")],
            "main form"
        );
        Assert.Contains("小案：盗窃（小额）", page.Main, StringComparison.Ordinal);
        Assert.Contains("共 1 件", page.Main, StringComparison.Ordinal);
        Assert.DoesNotContain(scene.Number, page.Text, StringComparison.Ordinal);
        var hours = (await clerk.Browser.GetAsync(page.LinkTo("下载每小时"))).Text.Trim().Split('\n');
        var counted = hours[1..]
            .Select(l => l.Trim().Split(','))
            .Where(l => l[2] != "0")
            .Select(l => (l[0], l[1], l[2]))
            .ToList();
        Assert.Equal(
            [("1", "0"), ("1", "1"), ("1", "2"), ("1", "3"), ("1", "4"), ("1", "5"), ("7", "22"), ("7", "23")],
            counted.Select(c => (c.Item1, c.Item2))
        );
        // One case over eight hours, to two digits.
        Assert.All(counted, c => Assert.True(c.Item3 is "0.12" or "0.13", c.Item3));
    }

    [Theory, OnBothDatabases]
    public async Task A_problem_can_be_opened_about_a_kind_of_minor_case(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        var clerk = await new Office(host).HireAsync(Neighbourhood.WillowDesk);
        var opened = await clerk.Browser.SubmitAsync(
            await clerk.Browser.GetAsync("/staff/problems/new"),
            [
                ("Form.Title", "车棚里电瓶总被偷"),
                ("Form.Area", Neighbourhood.Willow),
                ("Form.Category", PatternCategory.Of(CaseKind.Theft)),
                ("Form.Why", "都在同一个车棚，都在夜里"),
            ]
        );
        Assert.Empty(opened.Mistakes);
        Assert.Contains("小案：盗窃（小额）", opened.Main, StringComparison.Ordinal);
    }
}
