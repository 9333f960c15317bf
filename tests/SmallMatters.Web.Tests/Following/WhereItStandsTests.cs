using SmallMatters.Domain.Matters;
using SmallMatters.Storage.Matters;
using SmallMatters.Tests.Kit;
using SmallMatters.Web.Tests.Matters;
using Xunit;

namespace SmallMatters.Web.Tests.Following;

/// <summary>What a resident's own page says of promises and reviews, beside what the staff's page says.</summary>
public class WhereItStandsTests
{
    private static Task<WebPage> PageAsync(TestHost host, RaiseResult.Raised raised, string language = "zh") =>
        host.NewBrowser(language).GetAsync($"/m/{raised.Link}");

    [Theory, OnBothDatabases]
    public async Task A_promise_whose_day_has_not_come_is_not_called_broken_and_one_whose_day_has_passed_is(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        var office = new Office(host);
        var clerk = await office.HireAsync(Neighbourhood.WillowDesk);
        var raised = await office.RaiseAsync();
        var day = (await host.JurisdictionAsync()).Calendar.DayOf(host.Clock.GetUtcNow()).AddDays(3);
        await office.DoAsync(
            raised,
            clerk.Actor,
            (m, _, now) => ReplyRule.Decide(m, new Reply("会去看。", [("装好路灯", day)]), clerk.Actor, day.AddDays(-3), now)
        );

        Assert.Contains("待兑现", (await PageAsync(host, raised)).Main, StringComparison.Ordinal);
        Assert.Contains("Not due yet", (await PageAsync(host, raised, "en")).Main, StringComparison.Ordinal);
        var staff = (await clerk.OpenAsync(raised)).Main;
        Assert.Contains("待兑现", staff, StringComparison.Ordinal);
        Assert.DoesNotContain("未兑现", staff, StringComparison.Ordinal);
        host.Clock.Advance(TimeSpan.FromDays(5));
        Assert.Contains("逾期未兑现", (await PageAsync(host, raised)).Main, StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task During_a_review_the_owner_stays_and_the_page_says_who_decides_and_by_when(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        var office = new Office(host);
        var clerk = await office.HireAsync(Neighbourhood.WillowDesk);
        var raised = await office.RaiseAsync();
        var review = Assert.IsType<Matter.UnderReview>(await office.DissatisfyAsync(raised, clerk));
        var jurisdiction = await host.JurisdictionAsync();
        var page = await PageAsync(host, raised);

        Assert.Contains($"主办单位 {jurisdiction.Units[Neighbourhood.WillowDesk].Name.Zh}", page.Main, StringComparison.Ordinal);
        Assert.Contains($"复查单位 {jurisdiction.Units[review.ReviewUnit].Name.Zh}", page.Main, StringComparison.Ordinal);
        Assert.Matches(@"[0-9]+日前决定是否重新办理", page.Main);
    }
}
