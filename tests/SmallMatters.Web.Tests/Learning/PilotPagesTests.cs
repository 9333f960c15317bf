using System.Net;
using Microsoft.Extensions.DependencyInjection;
using SmallMatters.Domain.Matters;
using SmallMatters.Storage.Figures;
using SmallMatters.Tests.Kit;
using SmallMatters.Web.Learning;
using SmallMatters.Web.Tests.Matters;
using Xunit;

namespace SmallMatters.Web.Tests.Learning;

public class PilotPagesTests
{
    [Theory, OnBothDatabases]
    public async Task A_pilot_is_approved_by_another_unit_fixed_from_its_start_and_assessed_no_better_than_its_figure(
        DatabaseKind kind
    )
    {
        await using var host = await TestHost.StartAsync(kind);
        var office = new Office(host);
        var (lamps, head) = await LeadersAsync(office);
        var clerk = await office.HireAsync(Neighbourhood.Lamps);
        Assert.Equal(HttpStatusCode.Forbidden, (await clerk.Browser.GetAsync("/staff/pilots/new")).Status);

        var form = await lamps.Browser.GetAsync("/staff/pilots/new");
        (string, string)[] asked =
        [
            ("Form.Goal", "夜里的灯当夜修"),
            ("Form.How", "值班的人带配件上门。"),
            ("Form.Areas", Neighbourhood.Willow),
            ("Form.Against", Neighbourhood.Bell),
            .. Day(host, "From", 3),
            .. Day(host, "Until", 100),
            ("Form.StopPercent", "50"),
            .. Day(host, "LookOn", 60),
            ("Form.Cost", "每晚两个人。"),
        ];
        // Without a measure it is not proposed, and what was typed stays.
        var refused = await lamps.Browser.SubmitAsync(form, asked);
        Assert.Contains("请选择指标", refused.MistakeBeside("Form.Measure"));
        Assert.Equal("值班的人带配件上门。", refused.Document.QuerySelector("[name='Form.How']")!.TextContent.Trim());
        var page = await lamps.Browser.SubmitAsync(refused, [("Form.Measure", "Solved")]);
        Assert.Empty(page.Mistakes);
        Assert.Contains("待批准", page.Main);

        Assert.Equal(HttpStatusCode.Forbidden, (await lamps.Browser.GetAsync($"{page.Path}/approve")).Status);
        var approved = await head.Browser.SubmitAsync(
            await head.Browser.GetAsync($"{page.Path}/approve"),
            [("Form.Approved", "true"), ("Form.Words", "可以试。")]
        );
        Assert.Contains("待开始", approved.Main);

        // Before its day it does not start; the plan may still change and then waits anew.
        var early = await lamps.Browser.SubmitAsync(await lamps.Browser.GetAsync($"{page.Path}/start"), []);
        Assert.Contains("还没有到开始的日子", early.Main);
        var changed = await lamps.Browser.SubmitAsync(
            await lamps.Browser.GetAsync($"/staff/pilots/new?pilot={page.Path.Split('/')[^1]}"),
            [("Form.StopPercent", "40")]
        );
        Assert.Empty(changed.Mistakes);
        Assert.Contains("待批准", changed.Main);
        await head.Browser.SubmitAsync(
            await head.Browser.GetAsync($"{page.Path}/approve"),
            [("Form.Approved", "true"), ("Form.Words", "可以。")]
        );
        host.Clock.Advance(TimeSpan.FromDays(4));
        (lamps, head) = await LeadersAsync(office);
        Assert.Contains("进行中", (await lamps.Browser.SubmitAsync(await lamps.Browser.GetAsync($"{page.Path}/start"), [])).Main);
        var late = await lamps.Browser.SubmitAsync(
            await lamps.Browser.GetAsync($"/staff/pilots/new?pilot={page.Path.Split('/')[^1]}"),
            [.. Day(host, "From", 3)]
        );
        Assert.Contains("不能再改", late.Main);

        // Nothing is shown of a figure that cannot be told, and the reason is.
        host.Clock.Advance(TimeSpan.FromDays(10));
        await office.DissatisfyAsync(await office.RaiseAsync(), await office.HireAsync(Neighbourhood.WillowDesk));
        host.Clock.Advance(TimeSpan.FromDays(60));
        (lamps, head) = await LeadersAsync(office);
        var shown = (await head.Browser.GetAsync(page.Path)).Main;
        Assert.Contains("现在什么都说明不了", shown);
        Assert.Contains("数到的太少", shown);
        Assert.Contains("算法第 1 版", shown);
        Assert.Contains("在同一时候开始", shown);
        var looked = await lamps.Browser.SubmitAsync(await lamps.Browser.GetAsync($"{page.Path}/look"), []);
        Assert.Contains("没有达到，继续", looked.Main);
        host.Clock.Advance(TimeSpan.FromDays(40));
        (lamps, head) = await LeadersAsync(office);
        Assert.Contains("待评估", (await lamps.Browser.SubmitAsync(await lamps.Browser.GetAsync($"{page.Path}/end"), [])).Main);
        Assert.Equal(HttpStatusCode.Forbidden, (await lamps.Browser.GetAsync($"{page.Path}/assess")).Status);
        var proud = await head.Browser.SubmitAsync(
            await head.Browser.GetAsync($"{page.Path}/assess"),
            [("Form.Outcome", "Worked"), ("Form.Words", "都说好。")]
        );
        Assert.Contains("不能写“有效”", proud.MistakeBeside("Form.Outcome"));
        var assessed = await head.Browser.SubmitAsync(proud, [("Form.Outcome", "CannotBeTold"), ("Form.Words", "件数太少。")]);
        Assert.Empty(assessed.Mistakes);
        Assert.Contains("已评估", assessed.Main);

        // What it showed on its day and what it came to are counted again from the facts of then.
        var found = await host
            .Services.GetRequiredService<FigureVerification>()
            .RunAsync((await host.JurisdictionAsync()).Calendar, cancel: TestContext.Current.CancellationToken);
        Assert.Equal([(1, null), (null, 3)], found.Counted.Select(c => (c.Of.Look?.Total, (int?)c.Of.Effect?.Stretches)));
        Assert.Empty(EffectVerification.Of(found).Differences);

        var elsewhere = await office.HireAsync(Neighbourhood.Station, StaffRole.Supervisor);
        Assert.Equal(HttpStatusCode.NotFound, (await elsewhere.Browser.GetAsync(page.Path)).Status);
        var english = await office.HireAsync(Neighbourhood.Lamps, language: "en");
        Assert.Contains("Nothing can be said, because too few were counted", (await english.Browser.GetAsync(page.Path)).Main);
    }

    // A sign-in does not outlive the days that pass.
    private static async Task<(Clerk Lamps, Clerk Head)> LeadersAsync(Office office) =>
        (
            await office.HireAsync(Neighbourhood.Lamps, StaffRole.Supervisor),
            await office.HireAsync(Neighbourhood.Street, StaffRole.Supervisor)
        );

    private static (string, string)[] Day(TestHost host, string field, int ahead)
    {
        var day = DateOnly.FromDateTime(host.Clock.GetUtcNow().ToOffset(TimeSpan.FromHours(8)).DateTime).AddDays(ahead);
        return
        [
            ($"Form.{field}.year", $"{day.Year}"),
            ($"Form.{field}.month", $"{day.Month}"),
            ($"Form.{field}.day", $"{day.Day}"),
        ];
    }
}
