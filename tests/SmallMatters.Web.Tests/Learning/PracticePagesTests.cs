using System.Net;
using SmallMatters.Domain.Matters;
using SmallMatters.Tests.Kit;
using SmallMatters.Web.Tests.Confidentiality;
using SmallMatters.Web.Tests.Matters;
using Xunit;

namespace SmallMatters.Web.Tests.Learning;

public class PracticePagesTests
{
    [Theory, OnBothDatabases]
    public async Task A_card_is_public_with_its_figure_and_failures_and_another_unit_says_that_it_copies_it(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        var office = new Office(host);
        var key = await PlantedPractice.ReleasedAsync(office);
        var anybody = host.NewBrowser();
        Assert.Contains("夜里的灯当夜修", (await anybody.GetAsync("/practice")).Main);
        var shown = (await anybody.GetAsync($"/practice/{key}")).Main;
        Assert.Contains("没有做成的", shown);
        Assert.Contains("40 / 80", shown);
        Assert.Contains("片区太少", shown);
        Assert.Contains("0 个单位照着做", shown);
        Assert.Equal(HttpStatusCode.NotFound, (await anybody.GetAsync($"/practice/{Guid.Empty:N}")).Status);

        var station = await office.HireAsync(Neighbourhood.Station, StaffRole.Supervisor);
        Assert.Contains("夜里的灯当夜修", (await station.Browser.GetAsync("/staff/practice")).Main);
        var copied = await station.Browser.SubmitAsync(
            await station.Browser.GetAsync($"/staff/practice/{key}/copy"),
            [("Form.Areas", Neighbourhood.Bell), ("Form.From.year", "2026"), ("Form.From.month", "3"), ("Form.From.day", "1")]
        );
        Assert.Empty(copied.Mistakes);
        var proud = await station.Browser.SubmitAsync(
            await station.Browser.GetAsync($"/staff/practice/{key}/judge"),
            [("Form.Outcome", "Worked"), ("Form.Words", "楼更高。")]
        );
        Assert.Contains("不能写“有效”", proud.MistakeBeside("Form.Outcome"));
        var judged = await station.Browser.SubmitAsync(proud, [("Form.Outcome", "CannotBeTold"), ("Form.Words", "楼更高。")]);
        Assert.Empty(judged.Mistakes);
        var after = (await anybody.GetAsync($"/practice/{key}")).Main;
        Assert.Contains("1 个单位照着做，其中 0 个有效", after);
        Assert.Contains("楼更高", after);
    }

    [Theory, OnBothDatabases]
    public async Task Own_work_of_which_nothing_was_counted_is_not_published_and_the_reason_is_told(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        var office = new Office(host);
        var clerk = await office.HireAsync(Neighbourhood.Lamps);
        var head = await office.HireAsync(Neighbourhood.Street, StaffRole.Supervisor);
        var page = await clerk.Browser.SubmitAsync(
            await clerk.Browser.GetAsync("/staff/practice/new"),
            [
                ("Form.Title", "雨前清一次沟"),
                ("Form.Context", "一下雨就积水。"),
                ("Form.Steps", "看预报，提前一天清。"),
                ("Form.Cost", "两个人半天。"),
                ("Form.Failures", "落叶季要清三次。"),
                ("Form.Areas", Neighbourhood.Willow),
                ("Form.Against", Neighbourhood.Bell),
                ("Form.Measure", "Solved"),
                ("Form.From.year", "2025"),
                ("Form.From.month", "6"),
                ("Form.From.day", "1"),
                ("Form.Until.year", "2025"),
                ("Form.Until.month", "12"),
                ("Form.Until.day", "31"),
                ("Form.Outcome", "CannotBeTold"),
            ]
        );
        Assert.Empty(page.Mistakes);
        Assert.Equal(HttpStatusCode.Forbidden, (await clerk.Browser.GetAsync($"{page.Path}/release")).Status);
        var refused = await head.Browser.SubmitAsync(
            await head.Browser.GetAsync($"{page.Path}/release"),
            [("Form.Released", "true")]
        );
        Assert.Contains("没有分母", refused.Main);
        Assert.Equal(HttpStatusCode.NotFound, (await host.NewBrowser().GetAsync($"/practice/{page.Path.Split('/')[^1]}")).Status);
    }
}
