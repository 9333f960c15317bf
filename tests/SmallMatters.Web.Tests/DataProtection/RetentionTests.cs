using Microsoft.Extensions.DependencyInjection;
using SmallMatters.Domain.Confidentiality;
using SmallMatters.Domain.Matters;
using SmallMatters.Storage.DataProtection;
using SmallMatters.Storage.Matters;
using SmallMatters.Tests.Kit;
using SmallMatters.Web.Tests.Matters;
using Xunit;

namespace SmallMatters.Web.Tests.DataProtection;

public class RetentionTests
{
    [Theory, OnBothDatabases]
    public async Task What_was_kept_long_enough_goes_with_a_trace_what_is_held_stays_and_the_chain_verifies(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        var office = new Office(host);
        var old = await SettledAsync(office);
        var held = await SettledAsync(office);
        var open = await office.RaiseAsync();
        var officer = await office.HireAsync(Neighbourhood.Street, StaffRole.DataProtectionOfficer);
        var page = await officer.Browser.GetAsync("/staff/data-protection/retention");
        var half = await officer.Browser.SubmitAsync(page, [("Reference", $"{held.Reference.Value}")], form: "#hold");
        Assert.EndsWith("例如法院或者监察机关的通知。", half.MistakeBeside("Reason"));
        await officer.Browser.SubmitAsync(
            half,
            [("Reference", $"{held.Reference.Value}"), ("Reason", "法院通知保全。")],
            form: "#hold"
        );
        var run = host.Services.GetRequiredService<RetentionRun>();
        Assert.Empty(await run.RunAsync(cancel: TestContext.Current.CancellationToken));

        host.Clock.Advance(TimeSpan.FromDays(366 * 3));
        var trace = Assert.Single(
            await run.RunAsync(cancel: TestContext.Current.CancellationToken),
            t => t.Rule == KeptFor.Matter
        );

        Assert.Equal((1, 1), (trace.Removed, trace.Held));
        Assert.True((await office.NowAsync(old)).File.Raiser.Erased);
        Assert.False((await office.NowAsync(held)).File.Raiser.Erased);
        Assert.False((await office.NowAsync(open)).File.Raiser.Erased);
        Assert.DoesNotContain(await run.RunAsync(cancel: TestContext.Current.CancellationToken), t => t.Rule == KeptFor.Matter);
        var after = await office.HireAsync(Neighbourhood.Street, StaffRole.DataProtectionOfficer);
        Assert.Contains("清理 1 件，保全 1 件", (await after.Browser.GetAsync("/staff/data-protection/retention")).Main);
        var verified = await host
            .Services.GetRequiredService<Verification>()
            .RunAsync(cancel: TestContext.Current.CancellationToken);
        Assert.Null(verified.Broken);
    }

    private static async Task<RaiseResult.Raised> SettledAsync(Office office)
    {
        var raised = await office.RaiseAsync(name: "钱女士", phone: "13900006666");
        var me = new Actor.Person(raised.Raiser);
        await office.DoAsync(raised, me, (m, _, now) => WithdrawRule.Decide(m, new Withdraw(null), me, now));
        return raised;
    }
}
