using Microsoft.Extensions.DependencyInjection;
using SmallMatters.Domain.Matters;
using SmallMatters.Storage.Matters;
using SmallMatters.Storage.Timing;
using SmallMatters.Tests.Kit;
using SmallMatters.Web.Tests.Matters;
using Xunit;

namespace SmallMatters.Web.Tests.Rights;

public class RightPagesTests
{
    [Theory, OnBothDatabases]
    public async Task A_resident_asks_by_their_link_and_the_owner_answers_with_a_reason(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        var office = new Office(host);
        var raised = await office.RaiseAsync(words: "门牌写错了。", name: "赵先生", phone: "13900005555");
        var resident = host.NewBrowser();
        var page = await resident.GetAsync($"/m/{raised.Link}/rights");
        var unsaid = await resident.SubmitAsync(page, [("Kind", nameof(RightKind.Correct))]);
        Assert.EndsWith("请写明您的要求。", unsaid.MistakeBeside("Words"));
        var asked = await resident.SubmitAsync(
            unsaid,
            [("Kind", nameof(RightKind.Correct)), ("Words", "门牌应当是 302，不是 203。")]
        );
        Assert.Contains("等答复", asked.Main);
        Assert.Contains("3月23日", asked.Main);
        var twice = await resident.SubmitAsync(asked, [("Kind", nameof(RightKind.Correct)), ("Words", "再说一次")]);
        Assert.EndsWith("正在等答复。", twice.MistakeBeside("Kind"));

        var other = await office.HireAsync(Neighbourhood.BellDesk);
        Assert.Contains("没有等答复的请求", (await other.Browser.GetAsync("/staff/rights")).Main);
        var clerk = await office.HireAsync(Neighbourhood.WillowDesk);
        var list = await clerk.Browser.GetAsync("/staff/rights");
        Assert.Contains("更正或者补充", list.Main);
        Assert.DoesNotContain("302", list.Main);
        Assert.Contains("居民关于自己信息的请求", (await clerk.OpenAsync(raised)).Main);
        var form = await clerk.Browser.GetAsync($"/staff/matters/{raised.Reference.Value}/rights");
        Assert.Contains("门牌应当是 302", form.Main);
        var half = await clerk.Browser.SubmitAsync(form, [("Form.Answer", nameof(RightState.Granted))]);
        Assert.EndsWith("居民会看到。", half.MistakeBeside("Form.Words"));
        await clerk.Browser.SubmitAsync(
            half,
            [("Form.Answer", nameof(RightState.Granted)), ("Form.Words", "原为 203，已在经过中更正为 302。")]
        );

        var told = (await resident.GetAsync($"/m/{raised.Link}/rights")).Main;
        Assert.Contains("已照办", told);
        Assert.Contains("已在经过中更正为 302", told);
        var copy = (await resident.GetAsync($"/m/{raised.Link}/copy")).Main;
        Assert.Contains("赵先生", copy);
        Assert.Contains("13900005555", copy);
        Assert.Contains("门牌写错了。", copy);
        Assert.Contains("柳园社区居委会", copy);
        var file = (await resident.GetAsync($"/m/{raised.Link}/export")).Text;
        Assert.Contains("门牌应当是 302", file);
        Assert.Contains("seenBy", file);
    }

    [Theory, OnBothDatabases]
    public async Task The_copy_has_the_verdict_and_what_was_passed_on_and_for_whom(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        var office = new Office(host);
        var raised = await office.RaiseAsync();
        var clerk = await office.HireAsync(Neighbourhood.WillowDesk);
        var given = await office.DoAsync(
            raised,
            clerk.Actor,
            (m, j, now) =>
                GivePartRule.Decide(
                    m,
                    new GivePart(Neighbourhood.Lamps, "看线路", "去看线路")
                    {
                        PassOn = [PartField.Description],
                        Purpose = "核对打桩时间",
                    },
                    clerk.Actor,
                    j,
                    now
                )
        );
        var lamps = await office.HireAsync(Neighbourhood.Lamps);
        var part = given.File.Parts[0].Id;
        await office.DoAsync(
            raised,
            lamps.Actor,
            (m, _, now) => AnswerPartRule.Accept(m, new AcceptPart(part), lamps.Actor, now)
        );
        await office.DoAsync(
            raised,
            lamps.Actor,
            (m, _, now) => EndPartRule.Decide(m, new EndPart(part, PartOutcome.Done, "看过了"), lamps.Actor, now)
        );
        await office.DissatisfyAsync(raised, clerk, "青瓷手记");
        var resident = host.NewBrowser();
        foreach (var page in (string[])["copy", "export"])
        {
            var text = (await resident.GetAsync($"/m/{raised.Link}/{page}")).Text;
            Assert.Contains("青瓷手记", text, StringComparison.Ordinal);
            Assert.Contains("核对打桩时间", text, StringComparison.Ordinal);
        }
    }

    [Theory, OnBothDatabases]
    public async Task An_unanswered_request_goes_up_and_outlives_the_matter_and_the_chain_verifies_after_erasing(
        DatabaseKind kind
    )
    {
        await using var host = await TestHost.StartAsync(kind);
        var office = new Office(host);
        var raised = await office.RaiseAsync();
        var me = new Actor.Person(raised.Raiser);
        await office.DoAsync(
            raised,
            me,
            (m, j, now) => RightRule.Ask(m, new AskRight(RightKind.Explain, "为什么要门牌？"), me, j, now)
        );
        await office.DoAsync(raised, me, (m, _, now) => WithdrawRule.Decide(m, new Withdraw(null), me, now));
        host.Clock.Advance(TimeSpan.FromDays(40));
        // A warning, the end and each level are steps of their own, and a level waits for its day.
        for (var run = 0; run < 3; run++)
        {
            host.Clock.Advance(TimeSpan.FromDays(4));
            await host.Services.GetRequiredService<ClockSweep>().RunAsync(cancel: TestContext.Current.CancellationToken);
        }
        var request = Assert.Single((await office.NowAsync(raised)).File.Rights);
        Assert.Equal((RightState.Asked, Neighbourhood.Street), (request.State, request.EscalatedTo));
        var leader = await office.HireAsync(Neighbourhood.Street, StaffRole.Supervisor);
        Assert.Contains("上报到我们", (await leader.Browser.GetAsync("/staff/rights")).Main);

        await office.DoAsync(raised, me, (m, _, _) => EraseRule.Decide(m, me));
        var clerk = await office.HireAsync(Neighbourhood.WillowDesk);
        await office.DoAsync(
            raised,
            clerk.Actor,
            (m, _, now) => RightRule.Answer(m, request.Id, RightState.Declined, "本人已删除信息。", clerk.Actor, now)
        );
        var after = Assert.Single((await office.NowAsync(raised)).File.Rights);
        Assert.Equal((RightState.Declined, null, null), (after.State, after.Words.Text, after.Answer?.Text));
        var verified = await host
            .Services.GetRequiredService<Verification>()
            .RunAsync(cancel: TestContext.Current.CancellationToken);
        Assert.Null(verified.Broken);
    }
}
