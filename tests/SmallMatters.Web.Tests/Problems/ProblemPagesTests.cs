using Microsoft.EntityFrameworkCore;
using SmallMatters.Domain.Problems;
using SmallMatters.Storage.Matters.Views;
using SmallMatters.Storage.Problems;
using SmallMatters.Tests.Kit;
using SmallMatters.Web.Tests.Matters;
using Xunit;

namespace SmallMatters.Web.Tests.Problems;

/// <summary>A problem from its naming to its end, as the staff's browsers see it.</summary>
public class ProblemPagesTests
{
    private static async Task<WebPage> NameAsync(Clerk clerk, string title = "楼下半夜总是很吵")
    {
        var form = await clerk.Browser.GetAsync("/staff/problems/new");
        return await clerk.Browser.SubmitAsync(
            form,
            [
                ("Form.Title", title),
                ("Form.Area", Neighbourhood.Willow),
                ("Form.Category", Neighbourhood.Noise),
                ("Form.Why", "都在同一条街，都是夜里"),
            ]
        );
    }

    private static async Task<WebPage> StepAsync(Clerk clerk, WebPage problem, string step, params (string, string)[] values) =>
        await clerk.Browser.SubmitAsync(await clerk.Browser.GetAsync($"{problem.Path}/{step}"), values);

    private static Task<WebPage> AnalyseAsync(Clerk clerk, WebPage problem) =>
        StepAsync(
            clerk,
            problem,
            "analyse",
            ("Form.Causes", "没有约定收摊时间"),
            ("Form.Affected", "临街住户"),
            ("Form.Tried", "劝过两次"),
            ("Form.Goal", "夜里的诉求少一半")
        );

    private static Task<WebPage> PromiseAsync(Clerk clerk, WebPage problem, DateOnly day, string unit = Neighbourhood.Lamps) =>
        StepAsync(
            clerk,
            problem,
            "promise",
            ("Form.What", "和店铺约定十点收摊"),
            ("Form.Unit", unit),
            ("Form.DueOn.year", $"{day.Year}"),
            ("Form.DueOn.month", $"{day.Month}"),
            ("Form.DueOn.day", $"{day.Day}")
        );

    [Theory, OnBothDatabases]
    public async Task A_problem_is_named_analysed_planned_for_and_ended(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        var office = new Office(host);
        var clerk = await office.HireAsync(Neighbourhood.WillowDesk);
        var lamps = await office.HireAsync(Neighbourhood.Lamps);

        var problem = await NameAsync(clerk);
        Assert.Equal("楼下半夜总是很吵", problem.Heading);
        Assert.Contains("发现", problem.Main, StringComparison.Ordinal);
        problem = await AnalyseAsync(clerk, problem);
        Assert.Contains("没有约定收摊时间", problem.Main, StringComparison.Ordinal);
        problem = await PromiseAsync(clerk, problem, new DateOnly(2026, 3, 20));
        Assert.Contains("应对中", problem.Main, StringComparison.Ordinal);
        Assert.Contains("路灯管理所", problem.Main, StringComparison.Ordinal);
        // The unit that is to do it finds it where its other promises are.
        var promised = await lamps.Browser.GetAsync("/staff/promises");
        Assert.Equal(problem.Path, promised.LinkTo("和店铺约定十点收摊"));

        // Not over an open promise; the unit that promised says that it is done.
        var refused = await StepAsync(clerk, problem, "close", ("Form.Words", "算了"));
        Assert.Contains("还有没了结的对策", Assert.Single(refused.Mistakes), StringComparison.Ordinal);
        var theirs = await lamps.Browser.GetAsync(problem.Path);
        var end = await lamps.Browser.GetAsync(theirs.LinkTo("完成或放弃"));
        problem = await lamps.Browser.SubmitAsync(end, [("Form.As", "Done"), ("Form.Words", "约好了")]);
        Assert.Contains("对策完成", problem.Main, StringComparison.Ordinal);

        problem = await StepAsync(clerk, problem, "close", ("Form.Words", "已经不吵了"));
        Assert.Contains("已结束", problem.Main, StringComparison.Ordinal);
        Assert.Contains("已经不吵了", problem.Main, StringComparison.Ordinal);
        Assert.Contains(
            "楼下半夜总是很吵",
            (await clerk.Browser.GetAsync("/staff/problems?closed=true")).Main,
            StringComparison.Ordinal
        );
        await using var db = host.OpenDb();
        Assert.Equal(CountermeasureState.Done, (await db.Set<CountermeasureRow>().SingleAsync()).State);
    }

    [Theory, OnBothDatabases]
    public async Task The_scan_says_how_many_matters_came_from_there(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        var office = new Office(host);
        var clerk = await office.HireAsync(Neighbourhood.WillowDesk);
        var problem = await NameAsync(clerk);
        Assert.Contains("最近一年，这里没有同类诉求", problem.Main, StringComparison.Ordinal);
        await office.RaiseAsync();
        host.Clock.Advance(TimeSpan.FromHours(2));
        problem = await clerk.Browser.GetAsync(problem.Path);
        Assert.Contains("最近一年，这里同类诉求 1 件", problem.Main, StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task A_day_that_is_none_is_said_once(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        var clerk = await new Office(host).HireAsync(Neighbourhood.WillowDesk);
        var problem = await AnalyseAsync(clerk, await NameAsync(clerk));
        var wrong = await StepAsync(
            clerk,
            problem,
            "promise",
            ("Form.What", "装提示牌"),
            ("Form.Unit", Neighbourhood.Lamps),
            ("Form.DueOn.year", "2026"),
            ("Form.DueOn.month", "2"),
            ("Form.DueOn.day", "30")
        );
        Assert.Single(wrong.Mistakes);
        Assert.Equal("装提示牌", wrong.ValueOf("Form.What"));
    }

    [Theory, OnBothDatabases]
    public async Task Another_unit_reads_a_problem_and_does_not_lead_it(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        var office = new Office(host);
        var problem = await NameAsync(await office.HireAsync(Neighbourhood.WillowDesk));
        var other = await office.HireAsync(Neighbourhood.BellDesk);
        Assert.Equal(System.Net.HttpStatusCode.OK, (await other.Browser.GetAsync(problem.Path)).Status);
        Assert.Equal(System.Net.HttpStatusCode.Forbidden, (await other.Browser.GetAsync($"{problem.Path}/analyse")).Status);
        Assert.Equal(System.Net.HttpStatusCode.NotFound, (await other.Browser.GetAsync($"{problem.Path}/0")).Status);
        Assert.Equal(System.Net.HttpStatusCode.NotFound, (await other.Browser.GetAsync($"{problem.Path}/end")).Status);
    }

    [Theory, OnBothDatabases]
    public async Task What_is_missing_is_said_beside_its_field_and_nothing_typed_is_lost(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        var clerk = await new Office(host).HireAsync(Neighbourhood.WillowDesk);
        var form = await clerk.Browser.GetAsync("/staff/problems/new");
        var missing = await clerk.Browser.SubmitAsync(form, [("Form.Title", "楼下很吵"), ("Form.Area", Neighbourhood.Willow)]);
        Assert.NotNull(missing.MistakeBeside("Form.Category"));
        Assert.Equal("楼下很吵", missing.ValueOf("Form.Title"));
        var problem = await AnalyseAsync(clerk, await NameAsync(clerk));
        var noDay = await StepAsync(clerk, problem, "promise", ("Form.What", "装提示牌"), ("Form.Unit", Neighbourhood.Lamps));
        Assert.NotEmpty(noDay.Mistakes);
        Assert.Equal("装提示牌", noDay.ValueOf("Form.What"));
    }

    [Theory, OnBothDatabases]
    public async Task Somebody_who_was_slower_is_told(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        var office = new Office(host);
        var clerk = await office.HireAsync(Neighbourhood.WillowDesk);
        var colleague = await office.HireAsync(Neighbourhood.WillowDesk);
        var problem = await NameAsync(clerk);
        var mine = await clerk.Browser.GetAsync($"{problem.Path}/analyse");
        await AnalyseAsync(colleague, problem);
        var late = await clerk.Browser.SubmitAsync(
            mine,
            [("Form.Causes", "别的原因"), ("Form.Affected", "住户"), ("Form.Tried", "没有"), ("Form.Goal", "少些")]
        );
        Assert.Equal(System.Net.HttpStatusCode.Conflict, late.Status);
        Assert.Equal("别的原因", late.ValueOf("Form.Causes"));
    }

    [Theory, OnBothDatabases]
    public async Task The_effect_is_measured_against_the_other_places_and_a_chance_change_is_no_success(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        var office = new Office(host);
        // Before: four a week here, eight elsewhere. After: one here, four elsewhere.
        for (var week = 0; week < 6; week++)
        {
            await RaiseAsync(office, 4, 8);
            host.Clock.Advance(TimeSpan.FromDays(7));
        }
        var clerk = await office.HireAsync(Neighbourhood.WillowDesk);
        var problem = await AnalyseAsync(clerk, await NameAsync(clerk));
        var today = (await host.JurisdictionAsync()).Calendar.DayOf(host.Clock.GetUtcNow());
        problem = await PromiseAsync(clerk, problem, today, Neighbourhood.WillowDesk);
        var end = await clerk.Browser.GetAsync(problem.LinkTo("完成或放弃"));
        problem = await clerk.Browser.SubmitAsync(end, [("Form.As", "Done"), ("Form.Words", "约好了")]);
        Assert.Contains("4 周以后可以评估", problem.Main, StringComparison.Ordinal);

        host.Clock.Advance(TimeSpan.FromDays(1));
        for (var week = 0; week < 6; week++)
        {
            await RaiseAsync(office, 1, 4);
            host.Clock.Advance(TimeSpan.FromDays(7));
        }
        await using var db = host.OpenDb();
        var id = Guid.ParseExact(problem.Path.Split('/')[^1], "N");
        var shown = (await ProblemBook.FindAsync(db, new StaffScope(default, "", [], [], []), id))!;
        var effect = await EffectMeasurement.MeasureAsync(
            db,
            shown.Problem,
            (await host.JurisdictionAsync()).Calendar,
            host.Clock.GetUtcNow()
        );
        Assert.Equal(
            (6, 24, 6, 48, 24),
            (effect!.Weeks, effect.PlaceBefore, effect.PlaceAfter, effect.ComparisonBefore, effect.ComparisonAfter)
        );
        Assert.Equal(0.5, effect.Ratio, 9);

        clerk = await office.HireAsync(Neighbourhood.WillowDesk);
        var claimed = await StepAsync(clerk, problem, "assess", ("Form.Worked", "Yes"), ("Form.Words", "少了很多"));
        Assert.Contains("还不能排除是碰巧", claimed.MistakeBeside("Form.Worked"), StringComparison.Ordinal);
        var honest = await StepAsync(clerk, problem, "assess", ("Form.Worked", "NotClear"), ("Form.Words", "再看两个月"));
        Assert.Contains("还看不出来", honest.Main, StringComparison.Ordinal);
        Assert.Contains("再看两个月", honest.Main, StringComparison.Ordinal);
    }

    private static async Task RaiseAsync(Office office, int here, int elsewhere)
    {
        for (var n = 0; n < here + elsewhere; n++)
        {
            await office.RaiseAsync(area: n < here ? Neighbourhood.Willow : Neighbourhood.Bell, words: $"第{n}件，夜里很吵");
        }
    }
}
