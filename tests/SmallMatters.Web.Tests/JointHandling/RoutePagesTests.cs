using Microsoft.Extensions.DependencyInjection;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Places;
using SmallMatters.Storage.JointHandling;
using SmallMatters.Storage.Matters;
using SmallMatters.Tests.Kit;
using SmallMatters.Web.Tests.Matters;
using Xunit;

namespace SmallMatters.Web.Tests.JointHandling;

/// <summary>The lawful route of a petition-like matter, for its unit and for its resident; and how many come back.</summary>
public class RoutePagesTests
{
    [Theory, OnBothDatabases]
    public async Task The_resident_reads_the_door_the_clock_and_the_remedy_and_the_unit_stays_owner_until_the_receipt(
        DatabaseKind kind
    )
    {
        await using var host = await TestHost.StartAsync(kind);
        var office = new Office(host);
        var clerk = await office.HireAsync(Neighbourhood.WillowDesk);
        var raised = await office.RaiseAsync();
        var form = await clerk.Browser.GetAsync((await clerk.OpenAsync(raised)).LinkTo("选法定途径"));
        var missing = await clerk.Browser.SubmitAsync(form, [("Form.Where", "区政府复议办公室")]);
        Assert.NotNull(missing.MistakeBeside("Form.Code"));
        Assert.Equal("区政府复议办公室", missing.ValueOf("Form.Where"));
        var page = await clerk.Browser.SubmitAsync(
            form,
            [("Form.Code", "AdministrativeProcedure"), ("Form.Where", "区政府复议办公室"), ("Form.Words", "请带上决定书。")]
        );
        Assert.Contains("区政府复议办公室", page.Main, StringComparison.Ordinal);

        var resident = await host.NewBrowser().GetAsync($"/m/{raised.Link}");
        Assert.Contains("区政府复议办公室", resident.Main, StringComparison.Ordinal);
        Assert.Contains("申请复议六十日", resident.Main, StringComparison.Ordinal);
        Assert.Contains("复议决定一般六十日", resident.Main, StringComparison.Ordinal);
        Assert.Contains("请带上决定书。", resident.Main, StringComparison.Ordinal);
        Assert.Contains("收到以前仍由柳园社区居委会负责", resident.Main, StringComparison.Ordinal);
        Assert.Equal(System.Net.HttpStatusCode.Conflict, (await clerk.OpenAsync(raised, "close")).Status);

        var today = host.Clock.GetUtcNow().AddHours(8);
        var receipted = await clerk.Browser.SubmitAsync(
            await clerk.OpenAsync(raised, "route/receipt"),
            [
                ("Form.On.year", $"{today.Year}"),
                ("Form.On.month", $"{today.Month}"),
                ("Form.On.day", $"{today.Day}"),
                ("Form.Number", "复受12号"),
            ]
        );
        Assert.Contains("复受12号", receipted.Main, StringComparison.Ordinal);
        Assert.Equal(System.Net.HttpStatusCode.OK, (await clerk.OpenAsync(raised, "close")).Status);
        Assert.Contains("复受12号", (await host.NewBrowser().GetAsync($"/m/{raised.Link}")).Main, StringComparison.Ordinal);
        var verified = await host
            .Services.GetRequiredService<Verification>()
            .RunAsync(cancel: TestContext.Current.CancellationToken);
        Assert.Null(verified.Broken);
    }

    [Theory, OnBothDatabases]
    public async Task The_repeat_rate_counts_places_and_categories_and_hides_what_is_too_few(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        var office = new Office(host);
        var clerk = await office.HireAsync(Neighbourhood.WillowDesk);
        for (var n = 0; n < 12; n++)
        {
            await CloseAsync(office, clerk, await RaiseAtAsync(office, $"{n}"));
        }
        host.Clock.Advance(TimeSpan.FromDays(10));
        // Two come back at their buildings; a third at a building of its own does not count.
        await RaiseAtAsync(office, "0");
        await RaiseAtAsync(office, "1");
        await RaiseAtAsync(office, "99");
        host.Clock.Advance(TimeSpan.FromDays(60));
        await using var db = host.OpenDb();
        var rate = Assert.Single(await RepeatRates.ReadAsync(db, host.Clock.GetUtcNow(), TestContext.Current.CancellationToken));
        Assert.Equal(
            (Neighbourhood.WillowDesk, 12, 0, 2, 0),
            (rate.Unit, rate.Answered, rate.Reopened, rate.RaisedAgain, rate.WithoutPlace)
        );
        clerk = await office.HireAsync(Neighbourhood.WillowDesk);
        Assert.Contains("17% (5%–45%)", (await clerk.Browser.GetAsync("/staff/joint/repeats")).Main, StringComparison.Ordinal);
        Assert.Null(SmallMatters.Web.JointHandling.RepeatsModel.Share(rate with { Answered = 9 }));
    }

    private static Task<RaiseResult.Raised> RaiseAtAsync(Office office, string building) =>
        office.RaiseAsync(change: r =>
            r with
            {
                Where = new Where(
                    Place.TryCreate("柳园小区", building, null, out var place, out _) ? place : null,
                    null,
                    null,
                    null
                ),
            }
        );

    private static Task<Matter> CloseAsync(Office office, Clerk clerk, RaiseResult.Raised raised) =>
        office.DoAsync(
            raised,
            clerk.Actor,
            (m, j, now) => CloseRule.Decide(m, new Close(OutcomeCode.Solved, "已处理。"), clerk.Actor, j, now)
        );
}
